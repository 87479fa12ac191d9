//! Runs whose cost is measured.
//!
//! What is held is the processor time of the tool's own process, as the system counts it, and the most
//! memory it had: neither changes with what else the machine does at the time, as the time on the wall
//! would. The memory is looked up while it runs, since what the system tells of it at the end counts
//! the process that started it too. A run that would not end is ended by a limit on its processor time, and one that would take
//! all memory by a limit on that.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use assert_cmd::cargo::cargo_bin;
use wait4::Wait4 as _;

use crate::harness::{AS_OF, Outcome, scrubbed};

/// The most processor time of a run: a second, or what takes a second when it is built to be quick.
const MOST_TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });
/// The most memory above what the file takes up.
const MOST_MEMORY: u64 = 64 << 20;
/// Where a run is given up: processor seconds, and KiB of address space.
const GIVEN_UP: &str = "ulimit -t 60; ulimit -v 4194304; exec \"$0\" \"$@\"";

/// A folder of files made to bring the tool down.
pub(crate) struct Made(tempfile::TempDir);

/// What a run came to, and what it cost.
pub(crate) struct Measured {
    line: String,
    code: Option<i32>,
    told: String,
    time: Duration,
    memory: u64,
}

impl Made {
    pub(crate) fn new() -> Outcome<Self> {
        Ok(Self(tempfile::tempdir()?))
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    /// Runs the tool in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome<Measured> {
        let outputs = tempfile::tempdir()?;
        let [out, err] = ["out", "err"].map(|name| outputs.path().join(name));
        let mut command = Command::new("sh");
        command.args(["-c", GIVEN_UP]).arg(cargo_bin!("permanence")).args(arguments);
        scrubbed(command.current_dir(self.folder()).stdin(Stdio::null()));
        // Files, not pipes: nothing has to be read while the run goes on.
        command.stdout(File::create(&out)?).stderr(File::create(&err)?);
        let tool = command.spawn()?;
        let ended = AtomicBool::new(false);
        let status = format!("/proc/{}/status", tool.id());
        let (used, memory) = thread::scope(|scope| {
            let most = scope.spawn(|| most_memory(&status, &ended));
            let used = tool.wait4();
            ended.store(true, Ordering::Relaxed);
            (used, most.join())
        });
        let (used, memory) = (used?, memory.map_err(|_| "the memory was not looked up")?);
        let read = |path: &Path| {
            Ok::<_, std::io::Error>(String::from_utf8_lossy(&std::fs::read(path)?).into_owned())
        };
        Ok(Measured {
            line: arguments.join(" "),
            code: used.status.code(),
            told: read(&out)? + &read(&err)?,
            time: used.rusage.utime + used.rusage.stime,
            memory,
        })
    }

    /// Audits a file of the folder, and holds what it costs.
    pub(crate) fn check(&self, name: &str, format: &str) -> Outcome<Measured> {
        let run =
            self.run(&["check", name, "--as-of", AS_OF, "--no-config", "--format", format])?;
        Ok(run.cheap(self.path(name).metadata()?.len()))
    }
}

/// The most memory that the tool had, in bytes, until it ended.
fn most_memory(status: &str, ended: &AtomicBool) -> u64 {
    let mut most = 0;
    while !ended.load(Ordering::Relaxed) {
        let told = std::fs::read_to_string(status).unwrap_or_default();
        // Before that it is the shell that sets the limits.
        if told.starts_with("Name:\tpermanence\n") {
            let peak = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let peak = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok());
            most = most.max(peak.unwrap_or_default() << 10);
        }
        thread::sleep(Duration::from_millis(1));
    }
    most
}

impl Measured {
    /// Holds that it took little time, and little more memory than a file of this size does.
    pub(crate) fn cheap(self, size: u64) -> Self {
        let Self { line, time, memory, .. } = &self;
        assert!(*time < MOST_TIME, "{line} took {time:?}: {}", self.shown());
        // No more of a file is read than the most that is allowed.
        let most = MOST_MEMORY + size.min(16 << 20);
        assert!(*memory < most, "{line} took {} MiB: {}", memory >> 20, self.shown());
        if std::env::var_os("SHOW_COSTS").is_some() {
            println!("{line}: {time:?}, {} MiB", memory >> 20);
        }
        self
    }

    /// The most memory it had, in bytes.
    pub(crate) fn memory(&self) -> u64 {
        self.memory
    }

    pub(crate) fn code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}: {}", self.line, self.shown());
        self
    }

    pub(crate) fn tells(self, text: &str) -> Self {
        assert!(self.told.contains(text), "no {text:?} from {}: {}", self.line, self.shown());
        self
    }

    /// The start of what it told.
    fn shown(&self) -> String {
        self.told.chars().take(2_000).collect()
    }
}
