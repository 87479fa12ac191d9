//! From bytes of a text to lines and columns.

/// A place in a text as people count: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Where each line of a text starts, so that many places can be looked up cheaply.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// The first byte of every line; the first is always 0.
    starts: Vec<usize>,
}

impl LineIndex {
    /// Finds the lines of a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0).chain(breaks.map(|at| at + 1)).collect();
        Self { starts }
    }

    /// The line and column of a byte of the text the index was made from.
    ///
    /// A byte past the end counts as the end, one inside a character as its first; a byte order
    /// mark takes up no column.
    #[must_use]
    pub fn position(&self, text: &str, byte: usize) -> Position {
        let byte = text.floor_char_boundary(byte);
        let line = self.starts.partition_point(|&start| start <= byte);
        let start = line
            .checked_sub(1)
            .and_then(|above| self.starts.get(above))
            .copied()
            .unwrap_or_default();
        let before = text.get(start..byte).unwrap_or_default();
        let before = match line {
            1 => before.strip_prefix('\u{feff}').unwrap_or(before),
            _ => before,
        };
        Position { line, column: before.chars().count() + 1 }
    }
}

/// The line of a byte, counted from 1, for the rare place that has no index at hand.
pub(super) fn line_of(bytes: &[u8], byte: usize) -> usize {
    let before = bytes.get(..byte).unwrap_or(bytes);
    memchr::memchr_iter(b'\n', before).count() + 1
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Position};

    fn position(text: &str, byte: usize) -> (usize, usize) {
        let Position { line, column } = LineIndex::new(text).position(text, byte);
        (line, column)
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(position("é: x", 3), (1, 3));
        assert_eq!(position("é: x", 1), (1, 1));
    }

    #[test]
    fn lines_end_with_a_line_feed_whatever_comes_before_it() {
        assert_eq!(position("a\r\nb\r\n", 3), (2, 1));
        assert_eq!(position("a\nb", 99), (2, 2));
        assert_eq!(position("", 0), (1, 1));
    }

    #[test]
    fn a_byte_order_mark_takes_up_no_column() {
        assert_eq!(position("\u{feff}ab", 3), (1, 1));
        assert_eq!(position("\u{feff}ab", 0), (1, 1));
        assert_eq!(position("a\n\u{feff}b", 5), (2, 2));
    }
}
