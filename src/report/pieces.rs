//! JSON written a piece at a time: a report on a whole country never is in memory.

use std::io::{self, Write};

use serde::Serialize;

use super::safe::escaped;

/// How much text is put together before it is written.
const AT_A_TIME: usize = 64 << 10;

/// Writes JSON with its lines indented, and with what a terminal could take for a command escaped.
pub(super) fn write_pretty(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut out = Escaping { out, text: Vec::new() };
    serde_json::to_writer_pretty(&mut out, value)?;
    out.write_all(b"\n")?;
    out.pass_on()
}

/// Escapes JSON on its way.
struct Escaping<'w> {
    out: &'w mut dyn Write,
    /// What was not passed on yet.
    text: Vec<u8>,
}

impl Escaping<'_> {
    /// Passes on what there is, up to the end of a line.
    fn pass_on(&mut self) -> io::Result<()> {
        // JSON has no line end within a string, and so none within a character.
        let whole = memchr::memrchr(b'\n', &self.text).map_or(0, |end| end + 1);
        let lines: Vec<u8> = self.text.drain(..whole).collect();
        let lines = str::from_utf8(&lines).map_err(io::Error::other)?;
        self.out.write_all(escaped(lines).as_bytes())
    }
}

impl Write for Escaping<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text.extend_from_slice(bytes);
        if self.text.len() > AT_A_TIME {
            self.pass_on()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
