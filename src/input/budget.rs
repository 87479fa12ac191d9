//! How much text may be in flight at a time.

use std::sync::{Condvar, Mutex, PoisonError};

/// How many bytes may still be in flight.
pub(super) struct Budget {
    most: usize,
    left: Mutex<usize>,
    freed: Condvar,
}

/// Bytes that are in flight until this is dropped.
pub(super) struct Taken<'b> {
    budget: &'b Budget,
    bytes: usize,
}

impl Budget {
    pub(super) fn new(most: usize) -> Self {
        Self { most, left: Mutex::new(most), freed: Condvar::new() }
    }

    /// Waits until so many bytes may be in flight; of more than there ever may be, until nothing else
    /// is.
    pub(super) fn take(&self, bytes: usize) -> Taken<'_> {
        let bytes = bytes.min(self.most);
        let left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.freed.wait_while(left, |left| *left < bytes);
        *waited.unwrap_or_else(PoisonError::into_inner) -= bytes;
        Taken { budget: self, bytes }
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut left = self.budget.left.lock().unwrap_or_else(PoisonError::into_inner);
        *left += self.bytes;
        self.budget.freed.notify_one();
    }
}
