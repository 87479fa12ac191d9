//! A text of which no piece may be longer than so many bytes: a reader of markup holds a piece at a time.

use std::io::{self, BufRead, Read};

/// A reader that fails once the present piece has become too long.
pub(super) struct Pieces<R> {
    inner: R,
    longest: usize,
    /// How many bytes the present piece may still have.
    left: usize,
}

impl<R> Pieces<R> {
    pub(super) fn new(inner: R, longest: usize) -> Self {
        Self { inner, longest, left: longest }
    }

    /// Begins a new piece.
    pub(super) fn begin(&mut self) {
        self.left = self.longest;
    }

    /// True when the present piece has become too long.
    pub(super) fn is_too_long(&self) -> bool {
        self.left == 0
    }
}

impl<R: BufRead> Read for Pieces<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let amount = self.fill_buf()?.read(into)?;
        self.consume(amount);
        Ok(amount)
    }
}

impl<R: BufRead> BufRead for Pieces<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(io::Error::other("a piece is too long"));
        }
        let bytes = self.inner.fill_buf()?;
        Ok(bytes.get(..self.left).unwrap_or(bytes))
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount);
        self.inner.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufRead as _;

    use super::Pieces;

    #[test]
    fn a_piece_has_an_end() {
        let text = [b'a'; 20];
        let mut reader = Pieces::new(text.as_slice(), 10);
        assert_eq!(reader.fill_buf().map(<[u8]>::len).ok(), Some(10));
        reader.consume(9);
        assert!(reader.fill_buf().is_ok() && !reader.is_too_long());
        reader.consume(1);
        assert!(reader.fill_buf().is_err() && reader.is_too_long());
        reader.begin();
        assert!(reader.fill_buf().is_ok());
    }
}
