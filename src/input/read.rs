//! Reading a source, one document at a time.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};

use super::discover::unreadable;
use super::documents::{Document, hand_over, read_text, refuse};
use super::{Layout, Source};
use crate::document::{Limits, Problem, Syntax, decode_text};

/// Reads a source and hands over each of its documents.
///
/// What cannot be read is handed over too, as a document that is all problems: nothing is passed
/// over in silence.
pub fn read_documents(source: &Source, each: &mut dyn FnMut(Document<'_>)) {
    let opened: io::Result<Box<dyn BufRead>> = match source {
        Source::File(path) => File::open(path).and_then(|file| {
            if file.metadata()?.is_dir() {
                return Err(io::Error::from(io::ErrorKind::IsADirectory));
            }
            Ok(Box::new(BufReader::new(file)) as Box<dyn BufRead>)
        }),
        Source::Stdin(_) => Ok(Box::new(io::stdin().lock())),
    };
    let outcome = opened.and_then(|mut reader| {
        let mut start = Vec::new();
        let layout = if let Some(layout) = Layout::of_name(&source.name()) {
            layout
        } else {
            start = read_start(&mut *reader)?;
            layout_of_start(&start)
        };
        let mut reader = io::Read::chain(start.as_slice(), reader);
        match layout {
            Layout::Ndjson => read_lines(&mut reader, each),
            Layout::Yaml => read_whole(&mut reader, Syntax::Yaml, each),
            Layout::Json => read_whole(&mut reader, Syntax::Json, each),
        }
    });
    if let Err(error) = outcome {
        refuse(unreadable(&error), 1, 0, each);
    }
}

/// What a stream without a telling name holds, by the lines it starts with: `{` opens JSON, and a
/// first line that is a whole object by itself means one a line; anything else is YAML.
fn layout_of_start(start: &[u8]) -> Layout {
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    if text.trim_ascii_start().first() != Some(&b'{') {
        return Layout::Yaml;
    }
    match serde_json::from_slice::<serde::de::IgnoredAny>(text) {
        Ok(_) => Layout::Ndjson,
        Err(_) => Layout::Json,
    }
}

/// The lines up to the first that is not blank, whole however slowly they come.
fn read_start(reader: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    let mut limited = io::Read::take(reader, Limits::default().bytes as u64 + 1);
    loop {
        let line = start.len();
        let ended = limited.read_until(b'\n', &mut start)? == 0;
        if ended || !start.get(line..).unwrap_or_default().trim_ascii().is_empty() {
            return Ok(start);
        }
    }
}

/// Reads the text of a file other than a case file: a strategy, a list of paths.
///
/// # Errors
/// When it cannot be read, is far too long to be either, or is not UTF-8 text.
pub fn whole_text(reader: impl io::Read) -> Result<String, Problem> {
    let most = Limits::default().bytes;
    let mut bytes = Vec::new();
    let read = reader.take(most as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(&error))?;
    if bytes.len() > most {
        return Err(Problem::new(format!("this is larger than {} MiB", most >> 20))
            .help("check that this is the right file"));
    }
    decode_text(bytes)
}

fn read_whole(
    reader: &mut dyn BufRead,
    syntax: Syntax,
    each: &mut dyn FnMut(Document<'_>),
) -> io::Result<()> {
    let limits = Limits::default();
    let mut bytes = Vec::new();
    // One byte more than allowed shows that there is more, however much there is.
    io::Read::take(reader, limits.bytes as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limits.bytes {
        refuse(too_large(limits.bytes), 1, 0, each);
        return Ok(());
    }
    match decode_text(bytes) {
        Ok(text) => read_text(&text, syntax, each),
        Err(problem) => refuse(problem, 1, 0, each),
    }
    Ok(())
}

fn read_lines(reader: &mut dyn BufRead, each: &mut dyn FnMut(Document<'_>)) -> io::Result<()> {
    let limits = Limits::default();
    let mut number = 0;
    let mut lines_before = 0;
    loop {
        let mut line = Vec::new();
        let read =
            io::Read::take(&mut *reader, limits.bytes as u64 + 1).read_until(b'\n', &mut line)?;
        if read == 0 {
            break;
        }
        let too_long = line.len() > limits.bytes;
        if too_long && line.last() != Some(&b'\n') {
            skip_line(reader)?;
        }
        if !line.trim_ascii().is_empty() {
            number += 1;
            let text = if too_long { Err(too_large(limits.bytes)) } else { decode_text(line) };
            match text {
                Ok(text) => hand_over(
                    text.trim_end_matches(['\n', '\r']),
                    Syntax::Json,
                    lines_before,
                    number,
                    &limits,
                    each,
                ),
                Err(problem) => refuse(problem, number, lines_before, each),
            }
        }
        lines_before += 1;
    }
    if number == 0 {
        read_text("", Syntax::Json, each);
    }
    Ok(())
}

/// Passes over the rest of a line without keeping it.
fn skip_line(reader: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let (length, ended) = match memchr::memchr(b'\n', buffer) {
            Some(end) => (end + 1, true),
            None => (buffer.len(), false),
        };
        reader.consume(length);
        if ended {
            return Ok(());
        }
    }
}

fn too_large(limit: usize) -> Problem {
    Problem::new(format!("this is larger than {} MiB, the most a case file may be", limit >> 20))
        .help("a case file is a few kilobytes: check that this is the right file")
}
