//! Files other than case files: strategies, configs, lists of paths.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::discover::{PIPE_OR_DEVICE, unreadable};
use crate::document::{Limits, Problem, decode_text};

/// Reads the text of a stream to its end.
///
/// # Errors
/// When it cannot be read, is far too long to be what it should be, or is not UTF-8 text.
pub fn whole_text(reader: impl Read) -> Result<String, Problem> {
    text_within(reader, Limits::default().bytes as u64)
}

/// Reads the text of a stream to its end, of so many bytes at most.
///
/// # Errors
/// As [`whole_text`].
pub fn text_within(reader: impl Read, most: u64) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    let read = reader.take(most + 1).read_to_end(&mut bytes);
    let read = read.map_err(|error| unreadable(&error))?;
    if read as u64 > most {
        return Err(Problem::new(format!("this is larger than {} MiB", most >> 20))
            .help("check that this is the right file"));
    }
    decode_text(bytes)
}

/// Reads the text of a file that whoever runs the tool named. It may be a pipe of theirs, which is
/// waited for.
///
/// # Errors
/// As [`whole_text`].
pub fn text_named(path: &Path) -> Result<String, Problem> {
    File::open(path).map_err(|error| unreadable(&error)).and_then(whole_text)
}

/// Reads the text of a file that another file names, or that lies where it is looked for. A pipe there
/// is nobody's to fill, and would be waited for in vain.
///
/// # Errors
/// As [`whole_text`], and when it is a pipe or a device.
pub fn text_found(path: &Path) -> Result<String, Problem> {
    let about = path.metadata().map_err(|error| unreadable(&error))?;
    if about.is_file() || about.is_dir() {
        text_named(path)
    } else {
        Err(Problem::new(PIPE_OR_DEVICE).help("put a file in its place"))
    }
}
