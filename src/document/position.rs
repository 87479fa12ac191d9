//! From bytes of a text to lines and columns.

/// A place in a text as people count: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// How much of a text is looked through for the line of a byte.
const BLOCK: usize = 4 << 10;

/// How many lines come before each part of a text, so that many places can be looked up cheaply: also
/// in one that is all line breaks, whose lines would take up many times as much as the text.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// The line breaks before each block.
    before: Vec<usize>,
    /// Whether every character is one byte, so that none need be counted.
    is_ascii: bool,
}

impl LineIndex {
    /// Counts the lines of a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut breaks = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let before = breaks;
            breaks += memchr::memchr_iter(b'\n', block).count();
            before
        });
        Self { before: blocks.collect(), is_ascii: text.is_ascii() }
    }

    /// The line and column of a byte of the text the index was made from.
    ///
    /// A byte past the end counts as the end, one inside a character as its first; a byte order
    /// mark takes up no column.
    #[must_use]
    pub fn position(&self, text: &str, byte: usize) -> Position {
        let byte = text.floor_char_boundary(byte);
        let upto = text.as_bytes().get(..byte).unwrap_or_default();
        let block = (byte / BLOCK).min(self.before.len().saturating_sub(1));
        let breaks = self.before.get(block).copied().unwrap_or_default();
        let inside = upto.get(block * BLOCK..).unwrap_or_default();
        let line = breaks + memchr::memchr_iter(b'\n', inside).count() + 1;
        let start = memchr::memrchr(b'\n', upto).map_or(0, |at| at + 1);
        let before = text.get(start..byte).unwrap_or_default();
        let before = match line {
            1 => before.strip_prefix('\u{feff}').unwrap_or(before),
            _ => before,
        };
        Position { line, column: self.characters(before) + 1 }
    }

    /// How many characters a part of the text has.
    #[must_use]
    pub fn characters(&self, part: &str) -> usize {
        if self.is_ascii { part.len() } else { part.chars().count() }
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
    fn lines_are_counted_over_any_length() {
        let text = "\n".repeat(3 * super::BLOCK) + "ab\n" + &"\u{e9}".repeat(super::BLOCK) + "\n";
        for byte in [0, 1, super::BLOCK - 1, super::BLOCK, super::BLOCK + 1, 3 * super::BLOCK] {
            assert_eq!(position(&text, byte), (byte + 1, 1));
        }
        let last = 3 * super::BLOCK + 2;
        assert_eq!(position(&text, 3 * super::BLOCK + 1), (3 * super::BLOCK + 1, 2));
        assert_eq!(position(&text, last + 1 + 2 * 5), (3 * super::BLOCK + 2, 6));
        assert_eq!(position(&text, text.len() - 1), (3 * super::BLOCK + 2, super::BLOCK + 1));
        assert_eq!(position(&text, text.len()), (3 * super::BLOCK + 3, 1));
        let whole = "x".repeat(super::BLOCK);
        assert_eq!(position(&whole, whole.len()), (1, super::BLOCK + 1));
    }

    #[test]
    fn a_byte_order_mark_takes_up_no_column() {
        assert_eq!(position("\u{feff}ab", 3), (1, 1));
        assert_eq!(position("\u{feff}ab", 0), (1, 1));
        assert_eq!(position("a\n\u{feff}b", 5), (2, 2));
    }
}
