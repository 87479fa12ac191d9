//! The text of a document that is audited, and the places in it.

use std::sync::Arc;

use super::finding::Mark;
use super::place::{SourcePlace, Unreadable};
use super::shown::ShownText;
use crate::document::{LineIndex, Located, Position, Problem, Tree};

/// The text of a document, in which places are found.
pub(super) struct Text<'a> {
    source: &'a Arc<str>,
    lines: &'a LineIndex,
    /// How many lines of the file come before the text.
    lines_before: usize,
    /// Whether the text is to be kept, for snippets of it.
    keep: bool,
    /// The row of an extract that the text was made from: the place of everything in it.
    row: Option<Position>,
}

impl<'a> Text<'a> {
    pub(super) fn new(
        source: &'a Arc<str>,
        lines: &'a LineIndex,
        lines_before: usize,
        keep: bool,
    ) -> Self {
        Self { source, lines, lines_before, keep, row: None }
    }

    /// The same text, made from a row of an extract, which stands there and is not shown.
    pub(super) fn of_row(self, row: Position) -> Self {
        Self { row: Some(row), keep: false, ..self }
    }

    /// The place of a byte of the text in the file.
    pub(super) fn position(&self, byte: usize) -> Position {
        if let Some(row) = self.row {
            return row;
        }
        let Position { line, column } = self.lines.position(self.source, byte);
        Position { line: line + self.lines_before, column }
    }

    /// The text, when it is to be kept.
    pub(super) fn kept(&self) -> Option<Arc<str>> {
        self.keep.then(|| Arc::clone(self.source))
    }

    /// The document as one that cannot be audited, with the place of every problem.
    pub(super) fn refused(&self, place: SourcePlace, problems: Vec<Problem>) -> Unreadable {
        let at = |byte: usize| self.position(byte);
        let placed = |problem: Problem| {
            let position = problem.span.as_ref().map(|span| at(span.start));
            (problem.telling_places(at), position)
        };
        let problems = problems.into_iter().map(placed).collect();
        Unreadable { place, problems, text: self.kept().map(ShownText::Whole) }
    }

    /// The place of a pointer in a document of the tree that was read from the text.
    pub(super) fn mark(&self, tree: &Tree<'_>, document: usize, pointer: &str) -> Option<Mark> {
        if let Some(position) = self.row {
            return Some(Mark { span: 0..0, position, width: 0, missing: None });
        }
        let found = tree.locate(document, pointer)?;
        let missing = missing_keys(pointer, &found);
        let span = match (&missing, &found.key) {
            // What is missing is marked at the key it would stand under.
            (Some(_), Some(key)) => key.clone(),
            _ => found.value.clone(),
        };
        let span = tree.first_line(span);
        let position = self.position(span.start);
        let width = self.lines.characters(self.source.get(span.clone()).unwrap_or_default());
        Some(Mark { span, position, width, missing })
    }
}

fn missing_keys(pointer: &str, found: &Located) -> Option<String> {
    let rest = pointer.strip_prefix(found.pointer.as_str()).filter(|_| !found.exact)?;
    Some(rest.trim_start_matches('/').replace('/', "."))
}
