//! A text whose lines all end in one way, so that they can be counted.

use std::io::{self, BufRead, Read};

/// A text every line of which ends in a line feed, the last one too, whatever ended them before.
pub(super) struct PlainLines<R> {
    inner: R,
    /// The byte that was read last.
    last: u8,
}

impl<R: BufRead> PlainLines<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, last: b'\n' }
    }
}

impl<R: BufRead> Read for PlainLines<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        while written == 0 && !into.is_empty() {
            let bytes = self.inner.fill_buf()?;
            if bytes.is_empty() {
                let whole = matches!(self.last, b'\n' | b'\r');
                if let (Some(end), false) = (into.first_mut(), whole) {
                    *end = b'\n';
                    self.last = b'\n';
                    return Ok(1);
                }
                return Ok(0);
            }
            let mut read = 0;
            let mut places = into.iter_mut();
            for byte in bytes {
                let second_half = *byte == b'\n' && self.last == b'\r';
                if !second_half {
                    let Some(place) = places.next() else { break };
                    *place = if *byte == b'\r' { b'\n' } else { *byte };
                    written += 1;
                }
                self.last = *byte;
                read += 1;
            }
            self.inner.consume(read);
        }
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read as _};

    use super::PlainLines;

    #[test]
    fn every_line_ends_in_a_line_feed() -> std::io::Result<()> {
        for (text, plain) in [
            ("a\nb\n", "a\nb\n"),
            ("a\r\nb\r\n", "a\nb\n"),
            ("a\rb\r", "a\nb\n"),
            ("a\r\n\r\nb", "a\n\nb\n"),
            ("a\n\nb\n\n", "a\n\nb\n\n"),
            ("a\r\r\n", "a\n\n"),
            ("", ""),
        ] {
            for capacity in 1..5 {
                let reader = BufReader::with_capacity(capacity, text.as_bytes());
                let mut read = String::new();
                PlainLines::new(reader).read_to_string(&mut read)?;
                assert_eq!(read, plain, "{text:?} by {capacity}");
            }
        }
        Ok(())
    }
}
