//! A source of one document a line, divided into runs of whole lines.

use std::io::{self, BufRead as _, BufReader, Read};
use std::ops::ControlFlow;

use super::portion::Portion;
use super::read::{AT_A_TIME, too_large};
use crate::document::{Limits, Syntax};

/// How many documents are at most one run: what comes of each takes about as much memory, however short
/// it is.
const DOCUMENTS_AT_A_TIME: usize = 32;

/// Hands over the lines, run by run. A run ends where the rest of the next line has yet to come, so
/// that no line waits for the one after it.
pub(super) fn runs_of_lines<'s>(
    mut reader: BufReader<impl Read>,
    each: &mut dyn FnMut(Portion<'s>) -> ControlFlow<()>,
) -> io::Result<ControlFlow<()>> {
    let mut run = Run::default();
    loop {
        let line = run.read_line(&mut reader)?;
        let next_is_there = memchr::memchr(b'\n', reader.buffer()).is_some();
        if line == Line::Added && next_is_there && !run.is_full() {
            continue;
        }
        let done = run.done();
        let refused = (line == Line::TooLong).then(|| run.next_refused());
        if done.into_iter().chain(refused).try_for_each(&mut *each).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        if line == Line::None {
            break;
        }
    }
    Ok(match run.documents {
        0 => each(Portion::whole(Vec::new(), Syntax::Json)),
        _ => ControlFlow::Continue(()),
    })
}

/// What came of reading a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Added,
    TooLong,
    /// There are no more.
    None,
}

/// Lines that were read and not handed over yet.
#[derive(Default)]
struct Run {
    bytes: Vec<u8>,
    /// How many documents and lines have been read, and how many of them before the run.
    documents: usize,
    lines: usize,
    documents_before: usize,
    lines_before: usize,
}

impl Run {
    /// Reads a line, and adds it unless it is too long.
    fn read_line(&mut self, reader: &mut BufReader<impl Read>) -> io::Result<Line> {
        let limit = Limits::default().bytes;
        let begins = self.bytes.len();
        let read = reader.take(limit as u64 + 1).read_until(b'\n', &mut self.bytes)?;
        let line = self.bytes.get(begins..).unwrap_or_default();
        if read == 0 {
            return Ok(Line::None);
        }
        if read <= limit {
            self.lines += 1;
            self.documents += usize::from(!line.trim_ascii().is_empty());
            return Ok(Line::Added);
        }
        if line.last() != Some(&b'\n') {
            reader.skip_until(b'\n')?;
        }
        self.bytes.truncate(begins);
        Ok(Line::TooLong)
    }

    fn is_full(&self) -> bool {
        let documents = self.documents - self.documents_before;
        self.bytes.len() >= AT_A_TIME || documents >= DOCUMENTS_AT_A_TIME
    }

    /// The lines that were not handed over yet, if there is a document among them.
    fn done(&mut self) -> Option<Portion<'static>> {
        let bytes = std::mem::take(&mut self.bytes);
        let (documents, lines) = (self.documents_before, self.lines_before);
        (self.documents_before, self.lines_before) = (self.documents, self.lines);
        (self.documents > documents).then(|| Portion::lines(bytes, documents + 1, lines))
    }

    /// The next line, which is too long to be a document.
    fn next_refused(&mut self) -> Portion<'static> {
        let limit = Limits::default().bytes;
        let refused = Portion::refused(too_large(limit), self.documents + 1, self.lines);
        (self.documents, self.lines) = (self.documents + 1, self.lines + 1);
        (self.documents_before, self.lines_before) = (self.documents, self.lines);
        refused
    }
}
