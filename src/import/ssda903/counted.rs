//! A text that is read while its lines and characters are counted.

use std::io::{self, BufRead, Read};

use crate::document::Position;
use crate::import::pieces::Pieces;

/// The longest piece of markup or text, in bytes; a code or a date is far shorter.
const LONGEST_PIECE: usize = 64 * 1024;

/// A reader that knows where in the text it is.
pub(super) struct Counted<R> {
    inner: Pieces<R>,
    line: usize,
    column: usize,
}

impl<R: BufRead> Counted<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner: Pieces::new(inner, LONGEST_PIECE), line: 1, column: 1 }
    }

    /// The place of what is read next.
    pub(super) fn position(&self) -> Position {
        Position { line: self.line, column: self.column }
    }

    /// Begins a new piece.
    pub(super) fn begin_piece(&mut self) {
        self.inner.begin();
    }

    /// True when the present piece has become too long.
    pub(super) fn is_too_long(&self) -> bool {
        self.inner.is_too_long()
    }

    fn count(&mut self, amount: usize) {
        let bytes = self.inner.fill_buf().unwrap_or_default();
        for byte in bytes.iter().take(amount) {
            match byte {
                b'\n' => {
                    self.line += 1;
                    self.column = 1;
                }
                // The bytes that go on with a character begin none.
                0x80..=0xBF => {}
                _ => self.column += 1,
            }
        }
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let amount = self.fill_buf()?.read(into)?;
        self.consume(amount);
        Ok(amount)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count(amount);
        self.inner.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead as _, BufReader};

    use super::Counted;

    #[test]
    fn places_are_lines_and_characters() -> std::io::Result<()> {
        let text = "a\u{e9}\r\nb\u{20ac}c\n";
        for capacity in 1..12 {
            let mut reader = Counted::new(BufReader::with_capacity(capacity, text.as_bytes()));
            let mut places = Vec::new();
            loop {
                let here = reader.position();
                if reader.fill_buf()?.is_empty() {
                    break;
                }
                places.push((here.line, here.column));
                reader.consume(1);
            }
            assert_eq!(places.first(), Some(&(1, 1)));
            // The line feed, the b, and the c after a sign of three bytes.
            assert_eq!(places.get(4), Some(&(1, 4)));
            assert_eq!(places.get(5), Some(&(2, 1)));
            assert_eq!(places.get(9), Some(&(2, 3)));
        }
        Ok(())
    }
}
