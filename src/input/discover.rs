//! From the arguments to a list of sources.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{Layout, Source};
use crate::document::Problem;

/// What was found to read, what could not be looked at, and what was passed over.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The sources, in the order of their paths; standard input first.
    pub sources: Vec<Source>,
    /// Paths that could not be looked at, and why.
    pub problems: Vec<(String, Problem)>,
    /// How many files in folders were passed over because of their names.
    pub skipped: usize,
}

/// Finds the sources that paths, folders, globs and `-` name.
///
/// A folder is read with everything in it, whatever its depth; hidden files are left out. A path
/// named twice is read once.
#[must_use]
pub fn discover(paths: &[PathBuf], stdin_name: &str) -> Inputs {
    let mut inputs = Inputs::default();
    let mut files = BTreeSet::new();
    for path in paths {
        let path = &plain(path);
        if path.as_os_str() == "-" {
            let stdin = Source::Stdin(stdin_name.to_owned());
            if !inputs.sources.contains(&stdin) {
                inputs.sources.push(stdin);
            }
        } else if path.is_dir() {
            walk(path, &mut files, &mut inputs);
        } else if path.exists() || !is_pattern(path) {
            // A file that is missing is told when it is read.
            files.insert(path.clone());
        } else {
            expand(path, &mut files, &mut inputs);
        }
    }
    inputs.sources.extend(files.into_iter().map(Source::File));
    inputs.problems.sort_by(|(a, _), (b, _)| a.cmp(b));
    inputs
}

/// The path without steps that lead nowhere (`./`), so that one spelt twice is read once.
fn plain(path: &Path) -> PathBuf {
    let steps = path.components().filter(|step| *step != Component::CurDir);
    let plain: PathBuf = steps.collect();
    if plain.as_os_str().is_empty() { path.to_owned() } else { plain }
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

fn expand(pattern: &Path, files: &mut BTreeSet<PathBuf>, inputs: &mut Inputs) {
    let name = pattern.to_string_lossy().into_owned();
    let found = match glob::glob(&name) {
        Ok(found) => found,
        Err(error) => {
            let problem = Problem::new("this is not a pattern of paths").help(error.msg.to_owned());
            inputs.problems.push((name, problem));
            return;
        }
    };
    let mut any = false;
    for entry in found {
        any = true;
        match entry {
            Ok(path) if path.is_dir() => walk(&path, files, inputs),
            Ok(path) => {
                files.insert(path);
            }
            Err(error) => {
                let problem = unreadable(error.error());
                inputs.problems.push((error.path().to_string_lossy().into_owned(), problem));
            }
        }
    }
    if !any {
        let problem = Problem::new("no file matches this pattern")
            .help("check the path; put the pattern in quotes so that the shell leaves it alone");
        inputs.problems.push((name, problem));
    }
}

fn walk(folder: &Path, files: &mut BTreeSet<PathBuf>, inputs: &mut Inputs) {
    let visible = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(visible)
    {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if is_case_file(&entry) => {
                files.insert(plain(entry.path()));
            }
            Ok(_) => inputs.skipped += 1,
            Err(error) => {
                let path = plain(error.path().unwrap_or(folder));
                let path = path.to_string_lossy().into_owned();
                let problem = match (error.loop_ancestor(), error.io_error()) {
                    (Some(_), _) => {
                        Problem::new("this link leads back to a folder that contains it")
                            .help("take the link out of the folder")
                    }
                    (None, Some(cause)) => unreadable(cause),
                    (None, None) => Problem::new("this path cannot be looked at"),
                };
                inputs.problems.push((path, problem));
            }
        }
    }
}

fn is_case_file(entry: &DirEntry) -> bool {
    entry.file_type().is_file() && Layout::of_name(&entry.file_name().to_string_lossy()).is_some()
}

/// What to say of a file that the system would not give.
#[must_use]
pub fn unreadable(error: &std::io::Error) -> Problem {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => {
            Problem::new("there is no such file").help("check the path and its spelling")
        }
        ErrorKind::PermissionDenied => Problem::new("this file may not be read by you")
            .help("ask whoever owns it for permission to read it"),
        ErrorKind::IsADirectory => Problem::new("this is a folder, not a file"),
        _ => Problem::new("this file could not be read").help(error.to_string()),
    }
}
