//! What is wrong with a file, as data.

use std::ops::Range;

use super::position::Position;

/// Something wrong with a file, in words a social work team lead understands.
///
/// None of the sentences repeats text from the file, other than dates and numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Problem {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it, where that is not plain from the message.
    pub help: Option<String>,
    /// A few words to write beside the marked place.
    pub label: Option<String>,
    /// The marked place, in bytes of the text; never more than one line.
    pub span: Option<Range<usize>>,
    /// Other places that matter, each with a few words to write beside it.
    pub related: Vec<(Range<usize>, String)>,
    /// The JSON Pointer of the value, where the problem is with a value. Unlike the sentences, it
    /// is made of keys as the file has them.
    pub pointer: Option<String>,
}

impl Problem {
    /// A problem that is only a sentence.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::default() }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a few words to write beside the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Marks a place.
    #[must_use]
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Marks another place that matters.
    #[must_use]
    pub fn related(mut self, span: Range<usize>, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Says in the help where the other places are, for whoever cannot see them marked.
    #[must_use]
    pub fn telling_places(mut self, position: impl Fn(usize) -> Position) -> Self {
        for (span, words) in std::mem::take(&mut self.related) {
            let Position { line, column } = position(span.start);
            let told = format!("{words}: line {line}, column {column}");
            self.help = Some(match self.help {
                Some(help) => format!("{help}; {told}"),
                None => told,
            });
        }
        self
    }

    /// The problem of a file with nothing in it, or nothing but comments.
    pub(super) fn empty_file(text: &str) -> Self {
        let message = match text.trim_start_matches('\u{feff}').trim() {
            "" => "the file is empty",
            _ => "the file is empty but for comments",
        };
        Self::new(message).help("if something should be in it, export it again")
    }
}

/// The part of a span that is on its first line, on character boundaries and within the text.
pub(super) fn first_line(text: &str, span: Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    let end = text.ceil_char_boundary(span.end).max(start);
    let line = text.get(start..end).unwrap_or_default();
    let length = memchr::memchr2(b'\n', b'\r', line.as_bytes()).unwrap_or(line.len());
    start..start + length
}

/// The one character at a place, or nothing at the end of the text or of a line.
pub(super) fn character_at(text: &str, byte: usize) -> Range<usize> {
    let start = text.floor_char_boundary(byte);
    let length = text.get(start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    first_line(text, start..start + length)
}

#[cfg(test)]
mod tests {
    use super::{character_at, first_line};

    #[test]
    fn a_span_ends_with_its_first_line() {
        assert_eq!(first_line("ab\r\ncd", 1..6), 1..2);
        assert_eq!(first_line("ab", 1..9), 1..2);
        assert_eq!(first_line("é", 1..1), 0..2);
    }

    #[test]
    fn a_character_is_whole_and_never_a_line_break() {
        assert_eq!(character_at("aé", 1), 1..3);
        assert_eq!(character_at("a\n", 1), 1..1);
        assert_eq!(character_at("a", 9), 1..1);
    }
}
