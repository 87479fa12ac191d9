//! Running the tool as a person or a pipeline does, and writing down what they see.

use std::error::Error;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The day every test judges at, unless it says otherwise.
pub(crate) const AS_OF: &str = "2026-01-31";

/// What the surroundings could change about a run.
const SCRUBBED: [&str; 10] = [
    "CI",
    "NO_COLOR",
    "TERM",
    "COLORTERM",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "FORCE_COLOR",
    "COLUMNS",
    "LINES",
    "PERMANENCE_REDACT_KEY",
];

/// The folder of made-up files that commands run in.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// One run of the tool, in the fixtures' folder, with a scrubbed environment.
pub(crate) struct Run {
    command: Command,
    line: Vec<String>,
}

/// A run of the tool with these arguments.
pub(crate) fn run<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Run {
    let mut command = Command::new(cargo_bin!("permanence"));
    command.current_dir(fixtures());
    for name in SCRUBBED {
        command.env_remove(name);
    }
    let run = Run { command, line: vec!["permanence".to_owned()] };
    arguments.into_iter().fold(run, Run::with)
}

/// A run of `check` as at the tests' day.
pub(crate) fn check<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Run {
    run(["check", "--as-of", AS_OF]).and(arguments)
}

impl Run {
    fn with(mut self, argument: &str) -> Self {
        self.command.arg(argument);
        self.line.push(argument.to_owned());
        self
    }

    /// Adds arguments.
    pub(crate) fn and<'a>(self, arguments: impl IntoIterator<Item = &'a str>) -> Self {
        arguments.into_iter().fold(self, Self::with)
    }

    /// Adds a path.
    pub(crate) fn path(mut self, path: &Path) -> Self {
        self.command.arg(path);
        self.line.push(path.display().to_string());
        self
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self.line.insert(0, format!("{name}={value}"));
        self
    }

    /// Runs in another folder.
    pub(crate) fn inside(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Gives bytes on standard input.
    pub(crate) fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.command.write_stdin(bytes);
        self
    }

    /// Runs it.
    pub(crate) fn end(mut self) -> Result<Ended, Box<dyn Error>> {
        let Output { status, stdout, stderr } = self.command.output()?;
        Ok(Ended {
            line: self.line.join(" "),
            code: status.code(),
            stdout: if stdout.starts_with(ZIP) {
                unpacked(stdout)?
            } else {
                String::from_utf8(stdout)?
            },
            stderr: String::from_utf8(stderr)?,
        })
    }
}

/// How a workbook's bytes start: it is an archive.
const ZIP: &[u8] = b"PK\x03\x04";

/// The names and texts of everything in an archive.
fn unpacked(bytes: Vec<u8>) -> Result<String, Box<dyn Error>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes))?;
    let mut all = String::new();
    for part in 0..archive.len() {
        let mut part = archive.by_index(part)?;
        all.extend([part.name()?.as_ref(), "\n"]);
        part.read_to_string(&mut all)?;
    }
    Ok(all)
}

/// What a run came to.
pub(crate) struct Ended {
    line: String,
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    /// Holds that it ended with an exit code; shows everything when it did not.
    pub(crate) fn code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.seen());
        self
    }

    /// Holds that standard output has a text.
    pub(crate) fn out(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "no {text:?} in: {}", self.seen());
        self
    }

    /// Holds that standard error has a text.
    pub(crate) fn err(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "no {text:?} in: {}", self.seen());
        self
    }

    /// Holds that neither stream has a text.
    pub(crate) fn never(self, text: &str) -> Self {
        let seen = [&self.stdout, &self.stderr];
        let absent = seen.iter().all(|stream| !stream.contains(text));
        assert!(absent, "{text:?} in: {}", self.seen());
        self
    }

    /// The same without a file's own lines, which stand beside a gutter.
    pub(crate) fn without_snippets(mut self) -> Self {
        for stream in [&mut self.stdout, &mut self.stderr] {
            let is_ours = |line: &&str| {
                let line = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
                !line.trim_start().starts_with('│')
            };
            *stream = stream.lines().filter(is_ours).collect::<Vec<_>>().join("\n");
        }
        self
    }

    /// The JSON on standard output.
    pub(crate) fn json(&self) -> Result<serde_json::Value, Box<dyn Error>> {
        let read = serde_json::from_str(&self.stdout);
        read.map_err(|error| format!("{error} in: {}", self.seen()).into())
    }

    /// Everything that a person sees.
    pub(crate) fn seen(&self) -> String {
        let code = self.code.map_or("none".to_owned(), |code| code.to_string());
        let mut seen = format!("$ {}\n", self.line);
        for (name, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                seen.extend(["--- ", name, "\n", text]);
            }
        }
        seen + &format!("--- exit code {code}\n")
    }

    /// Compares what a person sees with what was written down before.
    pub(crate) fn snapshot(&self, name: &str) {
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.add_filter(r"permanence\.exe", "permanence");
        settings.add_filter(r#""version": "\d+\.\d+\.\d+""#, r#""version": "[version]""#);
        settings.bind(|| insta::assert_snapshot!(name, self.seen()));
    }
}

/// Leaves out of a command's environment what could change the run.
pub(crate) fn scrubbed(command: &mut std::process::Command) {
    for name in SCRUBBED {
        command.env_remove(name);
    }
}

/// A pipe that nobody reads any more.
pub(crate) fn closed_pipe() -> std::io::Result<std::io::PipeWriter> {
    let (_, writer) = std::io::pipe()?;
    Ok(writer)
}

/// Runs in a folder with these two streams, and gives the exit code.
pub(crate) fn code_with(
    arguments: &[&str],
    folder: &Path,
    [stdout, stderr]: [Stdio; 2],
) -> Result<Option<i32>, Box<dyn Error>> {
    let mut command = std::process::Command::new(cargo_bin!("permanence"));
    scrubbed(command.args(arguments).current_dir(folder).stdin(Stdio::null()));
    Ok(command.stdout(stdout).stderr(stderr).status()?.code())
}

/// Starts a run whose output nobody reads to the end; gives its exit code and standard error.
pub(crate) fn with_a_closed_pipe(
    arguments: &[&str],
) -> Result<(Option<i32>, String), Box<dyn Error>> {
    let mut command = std::process::Command::new(cargo_bin!("permanence"));
    scrubbed(command.args(arguments).current_dir(fixtures()));
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    drop(child.stdout.take());
    let Output { status, stderr, .. } = child.wait_with_output()?;
    Ok((status.code(), String::from_utf8(stderr)?))
}
