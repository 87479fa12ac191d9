//! Where cases are written to: a file each in a folder, or one after another in a stream.

use std::path::Path;

/// Where cases go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Destination<'a> {
    /// Standard output.
    Stdout,
    /// One file for all of them.
    File(&'a Path),
    /// A file each in this folder.
    Folder(&'a Path),
}

impl<'a> Destination<'a> {
    /// What a path asks for: `-`, a file of a line a case by its ending, or else a folder.
    pub(crate) fn of(path: Option<&'a Path>) -> Self {
        match path {
            None => Self::Stdout,
            Some(path) if path == Path::new("-") => Self::Stdout,
            Some(path) if is_stream(path) => Self::File(path),
            Some(path) => Self::Folder(path),
        }
    }
}

/// Whether a path is that of one file for all cases.
fn is_stream(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "ndjson" || extension == "jsonl")
}
