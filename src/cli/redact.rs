//! Pseudonyms in the place of references.

use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use permanence::case::Pseudonyms;
use permanence::input::unreadable;

use super::error::note;
use super::{CliError, Surroundings};

/// The variable of the environment that may hold the key.
pub(crate) const KEY_VARIABLE: &str = "PERMANENCE_REDACT_KEY";
/// The most of a key file that is read: no key is as long.
const LONGEST_KEY: u64 = 64 << 10;

/// Whether references are hidden.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is hidden")]
pub(crate) struct RedactArgs {
    /// Show pseudonyms in the place of references to cases, people and files, the same ones every
    /// time for the same key; teams and councils keep their names, and no file's text is shown
    #[arg(long)]
    redact: bool,
    /// The file with the key that pseudonyms are made with, 16 bytes or more, which nobody who sees
    /// the report may have [default: the key in `PERMANENCE_REDACT_KEY`]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "redact")]
    redact_key: Option<PathBuf>,
}

/// Bytes that nothing may print.
#[derive(Clone)]
pub(crate) struct Secret(pub(crate) Vec<u8>);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl RedactArgs {
    /// The file that the key is read from.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.redact_key.as_deref()
    }

    /// What to put in the place of references, if they are to be hidden.
    pub(crate) fn pseudonyms(
        &self,
        surroundings: &Surroundings,
    ) -> Result<Option<Pseudonyms>, CliError> {
        if !self.redact {
            return Ok(None);
        }
        let Secret(key) = match (&self.redact_key, &surroundings.redact_key) {
            (Some(file), _) => read_key(file)?,
            (None, Some(key)) => key.clone(),
            (None, None) => return Err(CliError::NoKey),
        };
        Ok(Some(Pseudonyms::new(&key)?))
    }
}

fn read_key(path: &Path) -> Result<Secret, CliError> {
    let mut key = Vec::new();
    let read = File::open(path).and_then(|file| {
        warn_of_readers(path, &file);
        file.take(LONGEST_KEY).read_to_end(&mut key)
    });
    read.map_err(|error| CliError::text(path, unreadable(&error)))?;
    Ok(Secret(key))
}

/// Says so when others can read the key: with it they could try out references.
#[cfg(unix)]
fn warn_of_readers(path: &Path, file: &File) {
    use std::os::unix::fs::PermissionsExt as _;
    let others = file.metadata().is_ok_and(|about| about.permissions().mode() & 0o077 != 0);
    if others {
        let path = path.display();
        note(&format!("warning: others on this computer can read the key: chmod 600 {path}"));
    }
}

#[cfg(not(unix))]
fn warn_of_readers(_: &Path, _: &File) {}
