//! The files of an extract: those that are named, and those of the folders that are named.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::encoding::{FileKind, look};
use super::reason::Reason;
use super::report::{ImportReport, Remark, RowPlace};
use crate::input::plain;

/// A file, and what it is by its bytes.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Where it is.
    pub(super) file: PathBuf,
    /// How messages call it.
    pub(super) path: Arc<str>,
    /// What it is.
    pub(super) kind: FileKind,
}

/// Finds the files, each once, those of a folder in the order of their names.
///
/// What cannot be looked at is remarked on. In a folder only files whose names end in one of
/// `endings` are taken; another that is a text is passed over with a remark, and one that is not is
/// handed over, since it may hold what is meant.
pub(super) fn find(paths: &[PathBuf], endings: &[&str], report: &mut ImportReport) -> Vec<Found> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for path in paths {
        let path = plain(path);
        if path.is_dir() {
            for entry in WalkDir::new(&path)
                .follow_links(true)
                .sort_by_file_name()
                .into_iter()
                .filter_entry(is_visible)
            {
                match entry {
                    Ok(entry) if entry.file_type().is_dir() => {}
                    Ok(entry) if seen.insert(plain(entry.path())) => {
                        let named = has_ending(entry.path(), endings);
                        found.extend(in_folder(plain(entry.path()), named, report));
                    }
                    Ok(_) => {}
                    Err(error) => {
                        let place = plain(error.path().unwrap_or(&path));
                        report.remark(whole(&place, Reason::NotReadable));
                    }
                }
            }
        } else if seen.insert(path.clone()) {
            found.extend(looked_at(path, report));
        }
    }
    found
}

fn is_visible(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

fn in_folder(file: PathBuf, named: bool, report: &mut ImportReport) -> Option<Found> {
    let found = looked_at(file, report)?;
    if !named && matches!(found.kind, FileKind::Text(_) | FileKind::Empty) {
        report.remark(whole(&found.file, Reason::PassedOver));
        return None;
    }
    Some(found)
}

fn looked_at(file: PathBuf, report: &mut ImportReport) -> Option<Found> {
    // A pipe or a device could keep a reader waiting for ever.
    let looked = match file.metadata() {
        Ok(there) if there.is_file() => look(&file),
        Ok(_) => Err(ErrorKind::InvalidInput.into()),
        Err(error) => Err(error),
    };
    match looked {
        Ok(kind) => {
            let path = file.to_string_lossy().into();
            Some(Found { file, path, kind })
        }
        Err(error) => {
            let missing = error.kind() == ErrorKind::NotFound;
            let reason = if missing { Reason::NoFile } else { Reason::NotReadable };
            report.remark(whole(&file, reason));
            None
        }
    }
}

/// A remark on a file as a whole.
fn whole(file: &Path, reason: Reason) -> Remark {
    Remark::new(RowPlace::file(&file.to_string_lossy().into()), None, reason)
}
