//! Resolving a finding's place to a line and column.

use super::outcome::Mark;
use crate::document::{LineIndex, Located, Position, Tree};

/// Finds the place of a pointer in the text of a document.
pub(super) fn resolve(
    tree: &Tree<'_>,
    document: usize,
    text: &str,
    lines: &LineIndex,
    lines_before: usize,
    pointer: &str,
) -> Option<Mark> {
    let found = tree.locate(document, pointer)?;
    let missing = missing_keys(pointer, &found);
    let span = match (&missing, &found.key) {
        // What is missing is marked at the key it would stand under.
        (Some(_), Some(key)) => key.clone(),
        _ => found.value.clone(),
    };
    let span = first_line(text, span);
    let Position { line, column } = lines.position(text, span.start);
    Some(Mark { span, position: Position { line: line + lines_before, column }, missing })
}

fn missing_keys(pointer: &str, found: &Located) -> Option<String> {
    let rest = pointer.strip_prefix(found.pointer.as_str()).filter(|_| !found.exact)?;
    Some(rest.trim_start_matches('/').replace('/', "."))
}

fn first_line(text: &str, span: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let marked = text.get(span.clone()).unwrap_or_default();
    let length = marked.find(['\n', '\r']).unwrap_or(marked.len());
    span.start..span.start + length
}
