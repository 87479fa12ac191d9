//! The least that any reader of case files has to do: walk, open, read and close the files, and,
//! if asked, parse each as JSON to nothing. Case files are the `.json`, `.yaml` and `.yml` of a
//! folder, or the lines of one `.ndjson` file.
//!
//! ```text
//! floor read|parse THREADS PATH
//! ```

use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde::de::IgnoredAny;
use walkdir::WalkDir;

type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What was gone through.
#[derive(Clone, Copy, Default)]
struct Tally {
    cases: u64,
    bytes: u64,
}

/// What is done with the bytes of a case.
#[derive(Clone, Copy)]
enum Mode {
    Read,
    Parse,
}

impl Mode {
    fn take(self, bytes: &[u8], tally: &mut Tally) -> Fallible<()> {
        if let Self::Parse = self {
            serde_json::from_slice::<IgnoredAny>(bytes)?;
        }
        tally.cases += 1;
        tally.bytes += bytes.len() as u64;
        Ok(())
    }
}

fn main() -> Fallible<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [mode, threads, path] = arguments.as_slice() else {
        return Err("floor read|parse THREADS PATH".into());
    };
    let mode = match mode.as_str() {
        "read" => Mode::Read,
        "parse" => Mode::Parse,
        other => return Err(format!("`{other}` is neither read nor parse").into()),
    };
    let threads: usize = threads.parse()?;
    let path = Path::new(path);
    let Tally { cases, bytes } =
        if path.is_dir() { files(mode, threads, path)? } else { lines(mode, threads, path)? };
    println!("{cases} cases, {bytes} bytes");
    Ok(())
}

/// Runs a piece of the work on each thread, and adds up what they went through.
fn on_threads(threads: usize, work: impl Fn(usize) -> Fallible<Tally> + Sync) -> Fallible<Tally> {
    let work = &work;
    thread::scope(|scope| {
        let running: Vec<_> =
            (0..threads).map(|thread| scope.spawn(move || work(thread))).collect();
        let mut all = Tally::default();
        for thread in running {
            let tally = thread.join().map_err(|_| "a thread panicked")??;
            all.cases += tally.cases;
            all.bytes += tally.bytes;
        }
        Ok(all)
    })
}

fn is_case_file(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "json" || ending == "yaml" || ending == "yml")
}

/// The files of a folder, each opened, read and closed by the thread that comes to it first.
fn files(mode: Mode, threads: usize, folder: &Path) -> Fallible<Tally> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() && is_case_file(entry.path()) {
            paths.push(entry.into_path());
        }
    }
    let next = AtomicUsize::new(0);
    on_threads(threads, |_| {
        let (mut tally, mut bytes) = (Tally::default(), Vec::new());
        while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
            bytes.clear();
            File::open(path)?.read_to_end(&mut bytes)?;
            mode.take(&bytes, &mut tally)?;
        }
        Ok(tally)
    })
}

/// The lines of a file: each thread goes through those that begin in its share of the bytes.
fn lines(mode: Mode, threads: usize, path: &Path) -> Fallible<Tally> {
    let length = path.metadata()?.len();
    let bound = |thread: usize| length * thread as u64 / threads as u64;
    on_threads(threads, |thread| {
        let (mut tally, mut line) = (Tally::default(), Vec::new());
        let mut reader = BufReader::with_capacity(1 << 20, File::open(path)?);
        let mut at = bound(thread);
        if at > 0 {
            // A line that begins in the share before is of that share.
            reader.seek(SeekFrom::Start(at - 1))?;
            at = at - 1 + reader.read_until(b'\n', &mut line)? as u64;
        }
        while at < bound(thread + 1) {
            line.clear();
            at += reader.read_until(b'\n', &mut line)? as u64;
            mode.take(line.trim_ascii_end(), &mut tally)?;
        }
        Ok(tally)
    })
}
