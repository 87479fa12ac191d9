//! The lines of a part, one at a time.

use std::io::{self, BufRead, Read as _};

use super::PartError;
use crate::report::v1::Line;

/// The longest line that is read: far longer than the audit of any case.
const LONGEST: u64 = 16 * 1024 * 1024;

/// The lines of one file, each with its number.
#[derive(Debug)]
pub(super) struct PartLines<R> {
    reader: R,
    number: usize,
    text: Vec<u8>,
}

impl<R: BufRead> PartLines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, number: 0, text: Vec::new() }
    }

    /// The number of the line that was read last, from 1.
    pub(super) fn number(&self) -> usize {
        self.number
    }

    /// The next line that is not blank.
    pub(super) fn next(&mut self) -> Result<Option<Line<'static>>, PartError> {
        loop {
            self.text.clear();
            let mut bounded = self.reader.by_ref().take(LONGEST);
            let read = bounded.read_until(b'\n', &mut self.text).map_err(|error| told(&error))?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            if self.text.last() != Some(&b'\n') && bounded.limit() == 0 {
                return Err(PartError::TooLong { line: self.number });
            }
            if !self.text.trim_ascii().is_empty() {
                break;
            }
        }
        // What serde says of a mistake is left out: it repeats the text.
        serde_json::from_slice(&self.text).map(Some).map_err(|_| match self.number {
            1 => PartError::NotAPart,
            line => PartError::Broken { line },
        })
    }
}

fn told(error: &io::Error) -> PartError {
    PartError::Unreadable(error.kind().to_string())
}
