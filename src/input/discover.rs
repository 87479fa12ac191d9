//! From the arguments to a list of sources.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};
use walkdir::{DirEntry, WalkDir};

use super::sources::Files;
use super::{Layout, Source, Sources, UNFINISHED};
use crate::document::{Position, Problem};
use crate::rules::Shows;

/// What was found to read, what could not be looked at, and what was passed over.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// The sources, in the order of their paths; standard input first.
    pub sources: Sources,
    /// Paths that could not be looked at, and why.
    pub problems: Vec<Unopened>,
    /// How many files in folders were passed over because of their names.
    pub skipped: usize,
    /// What a reader of a report on them has to know of where they come from.
    pub notes: Vec<String>,
    /// What they can show, when they are not case files.
    pub shows: Option<Shows>,
}

/// A path that could not be looked at, or a file of which not everything could be read.
#[derive(Clone, Debug)]
pub struct Unopened {
    /// The path.
    pub path: String,
    /// What is wrong, with places where there are any.
    pub problems: Vec<(Problem, Option<Position>)>,
}

impl Unopened {
    /// A path that could not be looked at.
    #[must_use]
    pub fn new(path: String, problem: Problem) -> Self {
        Self { path, problems: vec![(problem, None)] }
    }
}

/// Finds the sources that paths, folders, globs and `-` name.
///
/// A folder is read with everything in it, whatever its depth; hidden files are left out. A path
/// named twice is read once.
#[must_use]
pub fn discover(paths: &[PathBuf], stdin_name: &str) -> Inputs {
    let mut inputs = Inputs::default();
    let mut stdin = None;
    let mut files = Files::default();
    for path in paths {
        let path = &plain(path);
        if path.as_os_str() == "-" {
            stdin = Some(Source::Stdin(stdin_name.to_owned()));
        } else if path.is_dir() {
            walk(path, &mut files, &mut inputs);
        } else if path.exists() || !is_pattern(path) {
            // A file that is missing is told when it is read.
            files.push(path.clone());
        } else {
            expand(path, &mut files, &mut inputs);
        }
    }
    inputs.sources = Sources::new(stdin.into_iter().collect(), files.sorted());
    inputs.problems.sort_by(|a, b| a.path.cmp(&b.path));
    inputs
}

/// The path without steps that lead nowhere (`./`), so that one spelt twice is read once.
pub(crate) fn plain(path: &Path) -> PathBuf {
    let steps = path.components().filter(|step| *step != Component::CurDir);
    let plain: PathBuf = steps.collect();
    if plain.as_os_str().is_empty() { path.to_owned() } else { plain }
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

/// How a pattern's stars and question marks match: within one step of a path, hidden files too.
const MATCHING: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: false,
};

/// Adds what a pattern matches.
///
/// The folders are walked as any folder is, so that a name that is not text, or a link that leads
/// back, is neither lost nor followed for ever.
fn expand(pattern: &Path, files: &mut Files, inputs: &mut Inputs) {
    let name = pattern.to_string_lossy().into_owned();
    // Every folder at any depth is that folder with everything in it.
    let whole = match name.trim_end_matches("/**") {
        "**" => ".",
        "" => "/",
        whole => whole,
    };
    let matching = match Pattern::new(whole) {
        Ok(matching) => matching,
        Err(error) => {
            let problem = Problem::new("this is not a pattern of paths").help(error.msg.to_owned());
            inputs.problems.push(Unopened::new(name, problem));
            return;
        }
    };
    let fixed = |step: &Component<'_>| !is_pattern(step.as_ref());
    let start: PathBuf = Path::new(whole).components().take_while(fixed).collect();
    let levels = Path::new(whole).components().skip_while(fixed).count();
    let depth = if whole.contains("**") { usize::MAX } else { levels };
    let matches = |path: &Path| matching.matches_with(&plain(path).to_string_lossy(), MATCHING);
    let from = if start.as_os_str().is_empty() { Path::new(".") } else { &start };

    let found = files.len() + inputs.problems.len() + inputs.skipped;
    let mut entries = WalkDir::new(from)
        .min_depth(levels.min(1))
        .max_depth(depth)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) if !matches(entry.path()) => {}
            Ok(entry) if entry.file_type().is_dir() => {
                walk(&plain(entry.path()), files, inputs);
                entries.skip_current_dir();
            }
            Ok(entry)
                if entry.file_name().as_encoded_bytes().starts_with(UNFINISHED.as_bytes()) =>
            {
                inputs.skipped += 1;
            }
            Ok(entry) if entry.file_type().is_file() => {
                files.push(plain(entry.path()));
            }
            Ok(entry) => inputs.problems.push(not_a_file(entry.path())),
            Err(error) => {
                let matched = error.path().is_some_and(matches);
                let missing = error.io_error().is_some_and(|e| e.kind() == ErrorKind::NotFound);
                // A folder that would have been looked into; else what is not asked for is let be.
                if matched || (error.depth() < depth && !missing) {
                    inputs.problems.push(not_walked(&error, from));
                }
            }
        }
    }
    if found == files.len() + inputs.problems.len() + inputs.skipped {
        let problem = Problem::new("no file matches this pattern")
            .help("check the path; put the pattern in quotes so that the shell leaves it alone");
        inputs.problems.push(Unopened::new(name, problem));
    }
}

fn walk(folder: &Path, files: &mut Files, inputs: &mut Inputs) {
    let visible = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
    };
    // In the order of the system: all entries would have to be in memory to be in another.
    for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) if is_case_file(&entry) => {
                files.push(plain(entry.path()));
            }
            Ok(entry) if !entry.file_type().is_file() && has_case_file_name(&entry) => {
                inputs.problems.push(not_a_file(entry.path()));
            }
            Ok(_) => inputs.skipped += 1,
            Err(error) => inputs.problems.push(not_walked(&error, folder)),
        }
    }
}

/// A path that could not be looked at, and why.
fn not_walked(error: &walkdir::Error, folder: &Path) -> Unopened {
    let path = plain(error.path().unwrap_or(folder));
    let problem = match (error.loop_ancestor(), error.io_error()) {
        (Some(_), _) => Problem::new("this link leads back to a folder that contains it")
            .help("take the link out of the folder"),
        (None, Some(cause)) => unreadable(cause),
        (None, None) => Problem::new("this path cannot be looked at"),
    };
    Unopened::new(path.to_string_lossy().into_owned(), problem)
}

/// What to say of a pipe or a device that is not asked for by name: reading it could wait for ever, or
/// never end.
pub(super) const PIPE_OR_DEVICE: &str = "this is a pipe or a device, not a file";

fn not_a_file(path: &Path) -> Unopened {
    let problem = Problem::new(PIPE_OR_DEVICE).help("leave it out, or name it by itself");
    Unopened::new(plain(path).to_string_lossy().into_owned(), problem)
}

/// What to say of a path that is a pipe or a device, where a list names it and nobody may fill it.
#[must_use]
pub fn pipe_or_device(path: &Path) -> Option<Unopened> {
    let about = path.metadata().ok()?;
    (!about.is_file() && !about.is_dir()).then(|| not_a_file(path))
}

fn is_case_file(entry: &DirEntry) -> bool {
    entry.file_type().is_file() && has_case_file_name(entry)
}

fn has_case_file_name(entry: &DirEntry) -> bool {
    Layout::of_name(&entry.file_name().to_string_lossy()).is_some()
}

/// What to say of a file that the system would not give.
#[must_use]
pub fn unreadable(error: &std::io::Error) -> Problem {
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
