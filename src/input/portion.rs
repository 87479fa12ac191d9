//! Parts of a source that can be read by themselves, so that many are read at the same time.

use std::path::PathBuf;

use super::ExtractCase;
use super::documents::{Document, hand_over, hand_over_extract, read_text, refuse};
use super::read::whole_file;
use super::unreadable;
use crate::document::{Limits, Problem, Syntax, decode_text};

/// A part of a source: one file, some of its lines, or some cases of an extract.
#[derive(Debug)]
pub(super) struct Portion<'s> {
    text: Text<'s>,
    /// Which document of the source its first one is, from 1.
    number: usize,
    /// How many lines of the source come before it.
    lines_before: usize,
}

#[derive(Debug)]
enum Text<'s> {
    /// A file that is opened only when it is read, and closed at once.
    File(PathBuf, Syntax),
    /// Everything that a source holds.
    Whole(Vec<u8>, Syntax),
    /// Whole lines, each a document or blank.
    Lines(Vec<u8>),
    /// Cases of an extract.
    Cases(&'s [ExtractCase]),
    /// What cannot be read, and why.
    Refused(Box<Problem>),
}

impl<'s> Portion<'s> {
    pub(super) fn file(path: PathBuf, syntax: Syntax) -> Self {
        Self { text: Text::File(path, syntax), number: 1, lines_before: 0 }
    }

    pub(super) fn whole(bytes: Vec<u8>, syntax: Syntax) -> Self {
        Self { text: Text::Whole(bytes, syntax), number: 1, lines_before: 0 }
    }

    pub(super) fn lines(bytes: Vec<u8>, number: usize, lines_before: usize) -> Self {
        Self { text: Text::Lines(bytes), number, lines_before }
    }

    pub(super) fn cases(cases: &'s [ExtractCase]) -> Self {
        Self { text: Text::Cases(cases), number: 1, lines_before: 0 }
    }

    pub(super) fn refused(problem: Problem, number: usize, lines_before: usize) -> Self {
        Self { text: Text::Refused(Box::new(problem)), number, lines_before }
    }

    /// True for a file that has yet to be opened.
    pub(super) fn is_file(&self) -> bool {
        matches!(self.text, Text::File(..))
    }

    /// How many bytes of text there are to read; of a file, as far as its folder tells.
    pub(super) fn size(&self) -> usize {
        match &self.text {
            Text::File(path, _) => {
                let length = path.metadata().map_or(0, |about| about.len());
                usize::try_from(length).unwrap_or(usize::MAX)
            }
            Text::Whole(bytes, _) | Text::Lines(bytes) => bytes.len(),
            Text::Cases(cases) => cases.iter().map(|case| case.text.len()).sum(),
            Text::Refused(_) => 0,
        }
    }

    /// Reads it, and hands over each of its documents.
    pub(super) fn read(self, each: &mut dyn FnMut(Document<'_>)) {
        let Self { text, number, lines_before } = self;
        let (bytes, syntax) = match text {
            Text::File(path, syntax) => {
                let bytes = whole_file(&path).map_err(|error| unreadable(&error));
                (bytes.flatten(), syntax)
            }
            Text::Whole(bytes, syntax) => (Ok(bytes), syntax),
            Text::Lines(bytes) => return read_lines(&bytes, number, lines_before, each),
            Text::Cases(cases) => return hand_over_extract(cases, each),
            Text::Refused(problem) => return refuse(*problem, number, lines_before, each),
        };
        match bytes.and_then(decode_text) {
            Ok(text) => read_text(&text, syntax, each),
            Err(problem) => refuse(problem, number, lines_before, each),
        }
    }
}

fn read_lines(
    bytes: &[u8],
    mut number: usize,
    lines_before: usize,
    each: &mut dyn FnMut(Document<'_>),
) {
    let limits = Limits::default();
    for (index, line) in lines_of(bytes).enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        let before = lines_before + index;
        match decode_text(line.to_vec()) {
            Ok(text) => {
                let text = text.trim_end_matches(['\n', '\r']);
                hand_over(text, Syntax::Json, before, number, &limits, each);
            }
            Err(problem) => refuse(problem, number, before, each),
        }
        number += 1;
    }
}

/// The lines of a text, each with the line break that ends it.
fn lines_of(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let (line, after) = rest.split_at_checked(end)?;
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}
