//! What one reading of a document shares.

use std::cell::Cell;

use super::error::{DecodeError, Fault};
use super::repair::Repairs;
use crate::document::tree::Tree;

/// The tree, what of it is read otherwise than written, and what is left of the budgets.
#[derive(Debug)]
pub(super) struct Context<'de> {
    pub(super) tree: &'de Tree<'de>,
    pub(super) repairs: &'de Repairs,
    visits: Cell<usize>,
    bytes: Cell<usize>,
    depth: Cell<usize>,
}

impl<'de> Context<'de> {
    pub(super) fn new(tree: &'de Tree<'de>, repairs: &'de Repairs) -> Self {
        Self { tree, repairs, visits: Cell::new(0), bytes: Cell::new(0), depth: Cell::new(0) }
    }

    /// Counts values and keys as they are come by. Only aliases make them more than the tree has.
    pub(super) fn visit(&self, count: usize) -> Result<(), DecodeError> {
        let visits = self.visits.get().saturating_add(count);
        self.visits.set(visits);
        let most = self.tree.limits.visits;
        if visits <= most {
            return Ok(());
        }
        let message = format!("aliases make the document more than {most} keys and values long");
        Err(DecodeError::new(Fault::Budget, message))
    }

    /// Counts the bytes of a text that is handed over. Only aliases make them more than the document
    /// has.
    pub(super) fn hand_over(&self, text: &str) -> Result<(), DecodeError> {
        let bytes = self.bytes.get().saturating_add(text.len());
        self.bytes.set(bytes);
        let most = self.tree.limits.bytes;
        if bytes <= most {
            return Ok(());
        }
        let message = format!("aliases make the document longer than {most} bytes");
        Err(DecodeError::new(Fault::Budget, message))
    }

    /// Reads what is inside a list or group, one level deeper.
    pub(super) fn inside<R>(
        &self,
        read: impl FnOnce() -> Result<R, DecodeError>,
    ) -> Result<R, DecodeError> {
        let depth = self.enter()?;
        let result = read();
        self.depth.set(depth);
        result
    }

    /// Goes one level deeper, and tells how deep it was before.
    fn enter(&self) -> Result<usize, DecodeError> {
        let depth = self.depth.get();
        let most = self.tree.limits.depth;
        if depth >= most {
            let message = format!("aliases nest lists and groups more than {most} levels deep");
            return Err(DecodeError::new(Fault::Budget, message));
        }
        self.depth.set(depth + 1);
        Ok(depth)
    }
}
