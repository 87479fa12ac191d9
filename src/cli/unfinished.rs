//! Files that are still being written: a run that is interrupted takes them away.
//!
//! They lie beside the reports that they are to become, and hold what a report holds. Only a run that
//! is killed outright leaves one behind, under a name that no run reads.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use permanence::input::UNFINISHED;
use tempfile::NamedTempFile;

/// The unfinished files of a run.
///
/// The signals that end a run are watched for from the first such file on: a run that writes none
/// ends as any process does.
#[derive(Clone, Debug, Default)]
pub(crate) struct Unfinished(Arc<Mutex<Files>>);

#[derive(Debug, Default)]
struct Files {
    paths: BTreeSet<PathBuf>,
    watched: bool,
}

impl Unfinished {
    /// Begins a file in a folder.
    pub(crate) fn begin(&self, folder: &Path) -> io::Result<NamedTempFile> {
        let mut files = self.lock();
        if !files.watched {
            signals::watch(self.clone())?;
            files.watched = true;
        }
        let file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder)?;
        files.paths.insert(file.path().to_owned());
        Ok(file)
    }

    /// Puts a whole file in the place it is for.
    pub(crate) fn finish(&self, file: NamedTempFile, place: &Path) -> io::Result<()> {
        let mut files = self.lock();
        let path = file.path().to_owned();
        file.persist(place).map_err(|error| error.error)?;
        files.paths.remove(&path);
        Ok(())
    }

    /// What a thread that panicked left is as good as before: only paths are kept.
    fn lock(&self) -> MutexGuard<'_, Files> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(unix)]
mod signals {
    use std::{fs, io, thread};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    use super::Unfinished;

    /// Waits for a signal that ends the run, takes away what is unfinished, and lets the run end by
    /// that signal, as whoever sent it expects.
    pub(super) fn watch(unfinished: Unfinished) -> io::Result<()> {
        let mut signals = Signals::new(heeded())?;
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            if let Some(signal) = signals.forever().next() {
                // Held to the end: nothing is begun any more, nor put in a report's place.
                let files = unfinished.lock();
                for path in &files.paths {
                    let _ = fs::remove_file(path);
                }
                let _ = emulate_default_handler(signal);
            }
        })?;
        Ok(())
    }

    /// The signals that end a run, without those that it was started to ignore, as under `nohup`.
    fn heeded() -> Vec<i32> {
        let ignored = ignored().unwrap_or_else(|| bit(SIGHUP));
        [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|&signal| ignored & bit(signal) == 0).collect()
    }

    /// A bit for each signal that is ignored, where the system tells.
    fn ignored() -> Option<u64> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
        u64::from_str_radix(mask.trim(), 16).ok()
    }

    fn bit(signal: i32) -> u64 {
        1 << (signal - 1)
    }
}

#[cfg(not(unix))]
mod signals {
    use std::io;

    use super::Unfinished;

    /// There are no signals: an interrupted run ends at once, and may leave a file behind.
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub(super) fn watch(_: Unfinished) -> io::Result<()> {
        Ok(())
    }
}
