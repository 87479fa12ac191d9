//! Reading a source, portion by portion.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::Path;

use super::discover::unreadable;
use super::documents::Document;
use super::lines::runs_of_lines;
use super::portion::Portion;
use super::{Layout, Source};
use crate::document::{Limits, Problem};

/// How much of a source is read at a time, and about the longest run of lines that is one portion.
pub(super) const AT_A_TIME: usize = 64 << 10;

/// How many cases of an extract are one portion.
const CASES_AT_A_TIME: usize = 16;

/// Reads a source and hands over each of its documents.
///
/// What cannot be read is handed over too, as a document that is all problems: nothing is passed
/// over in silence.
pub fn read_documents(source: &Source, each: &mut dyn FnMut(Document<'_>)) {
    let _ = portions(source, &mut |portion| {
        portion.read(each);
        ControlFlow::Continue(())
    });
}

/// Divides a source into portions and hands them over in order, each as soon as it is there, until no
/// more are wanted.
///
/// A file whose name tells that it is read whole is not opened here, but by whoever reads it.
pub(super) fn portions<'s>(
    source: &'s Source,
    each: &mut dyn FnMut(Portion<'s>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let layout = Layout::of_name(&source.name());
    if let (Source::File(path), Some(syntax)) = (source, layout.and_then(Layout::syntax_of_whole)) {
        return each(Portion::file(path.clone(), syntax));
    }
    match divided(source, layout, each) {
        Ok(flow) => flow,
        Err(error) => each(Portion::refused(unreadable(&error), 1, 0)),
    }
}

fn divided<'s>(
    source: &'s Source,
    layout: Option<Layout>,
    each: &mut dyn FnMut(Portion<'s>) -> ControlFlow<()>,
) -> io::Result<ControlFlow<()>> {
    let opened: Box<dyn Read> = match source {
        Source::File(path) => Box::new(open(path)?.0),
        Source::Stdin(_) => Box::new(io::stdin().lock()),
        Source::Extract(extract) => {
            return Ok(extract
                .cases
                .chunks(CASES_AT_A_TIME)
                .map(Portion::cases)
                .try_for_each(each));
        }
    };
    let mut opened = BufReader::with_capacity(AT_A_TIME, opened);
    let mut start = Vec::new();
    let layout = if let Some(layout) = layout {
        layout
    } else {
        start = read_start(&mut opened)?;
        layout_of_start(&start)
    };
    let reader = start.as_slice().chain(opened);
    Ok(match layout.syntax_of_whole() {
        None => return runs_of_lines(BufReader::with_capacity(AT_A_TIME, reader), each),
        Some(syntax) => each(match whole(reader, 0)? {
            Ok(bytes) => Portion::whole(bytes, syntax),
            Err(problem) => Portion::refused(problem, 1, 0),
        }),
    })
}

/// Opens a file, and tells how long it is now; a folder is none.
fn open(path: &Path) -> io::Result<(File, u64)> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    Ok((file, about.len()))
}

/// The bytes of one file, unless it is too large.
pub(super) fn whole_file(path: &Path) -> io::Result<Result<Vec<u8>, Problem>> {
    let (file, length) = open(path)?;
    whole(file, length)
}

/// All bytes of a reader that seems to have so many, unless they are too many.
fn whole(reader: impl Read, length: u64) -> io::Result<Result<Vec<u8>, Problem>> {
    let limit = Limits::default().bytes;
    // With room for one more than there are, their end is found without asking for more room.
    let room = usize::try_from(length).map_or(limit, |length| length.min(limit)) + 1;
    let mut bytes = Vec::with_capacity(room);
    // One byte more than allowed shows that there is more, however much there is.
    reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() > limit { Err(too_large(limit)) } else { Ok(bytes) })
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

pub(super) fn too_large(limit: usize) -> Problem {
    Problem::new(format!("this is larger than {} MiB, the most a case file may be", limit >> 20))
        .help("a case file is a few kilobytes: check that this is the right file")
}
