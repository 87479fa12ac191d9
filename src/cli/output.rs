//! Where reports go: standard output, or a file that is written whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(crate) use permanence::report::FormatSpec;

use permanence::report::Format;
use tempfile::NamedTempFile;

use super::CliError;
use super::unfinished::Unfinished;

/// How much of a report is passed on to a file at a time.
const AT_A_TIME: usize = 64 << 10;

/// Refuses two reports for one place, however its path is spelt.
pub(crate) fn check_places<F>(specs: &[FormatSpec<F>]) -> Result<(), CliError> {
    let mut taken = BTreeSet::new();
    for spec in specs {
        if !taken.insert(spec.file.as_deref().map(real_place)) {
            let place = match &spec.file {
                Some(file) => file.display().to_string(),
                None => "standard output".to_owned(),
            };
            return Err(CliError::SameOutput(place));
        }
    }
    Ok(())
}

/// Refuses to write bytes to a terminal that cannot show them.
pub(crate) fn check_terminal(
    specs: &[FormatSpec<Format>],
    is_terminal: bool,
) -> Result<(), CliError> {
    let shown =
        |spec: &&FormatSpec<Format>| is_terminal && spec.file.is_none() && spec.format.is_binary();
    match specs.iter().find(shown) {
        Some(spec) => Err(CliError::BinaryToTerminal(spec.format)),
        None => Ok(()),
    }
}

/// Where a file is, or will be, without links and detours.
fn real_place(file: &Path) -> PathBuf {
    let inside = || Some(folder_of(file).canonicalize().ok()?.join(file.file_name()?));
    file.canonicalize().ok().or_else(inside).unwrap_or_else(|| file.to_owned())
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Refuses to write a report over a file that the run reads: a case file, a strategy, a list.
pub(crate) fn check_inputs_are_kept<F>(
    specs: &[FormatSpec<F>],
    inputs: impl Iterator<Item = impl AsRef<Path>>,
) -> Result<(), CliError> {
    let files = specs.iter().filter_map(|spec| spec.file.as_deref());
    // What is not there yet is nobody's record, and a device or a pipe cannot be written over.
    let places: BTreeMap<PathBuf, &Path> =
        files.filter(|file| file.is_file()).map(|file| (real_place(file), file)).collect();
    if places.is_empty() {
        return Ok(());
    }
    let lengths: BTreeSet<Option<u64>> = places.keys().map(|file| length(file)).collect();
    // One file has one length: where that differs, no links need be followed.
    for input in inputs.filter(|input| lengths.contains(&length(input.as_ref()))) {
        if let Some(file) = places.get(&real_place(input.as_ref())) {
            return Err(CliError::OutputIsInput(file.display().to_string()));
        }
    }
    Ok(())
}

/// How long a file is, when that can be told.
fn length(file: &Path) -> Option<u64> {
    file.metadata().ok().map(|about| about.len())
}

/// A place that a report is written to. A file is written whole or not at all: what was there before
/// stays until the new text is complete.
#[derive(Debug)]
pub(crate) struct Output {
    path: PathBuf,
    to: To,
}

#[derive(Debug)]
enum To {
    Stdout(io::BufWriter<io::Stdout>),
    /// A device or a pipe, written as it stands: a file in its place would take it away.
    Stream(io::BufWriter<File>),
    /// A file beside the one it is to become.
    File(io::BufWriter<NamedTempFile>, PathBuf, Unfinished),
}

impl Output {
    /// Opens a file, or standard output when there is none.
    ///
    /// A link stays a link, and what it leads to is written.
    pub(crate) fn open(file: Option<&Path>, unfinished: &Unfinished) -> Result<Self, CliError> {
        let Some(path) = file else {
            let stdout = To::Stdout(io::BufWriter::new(io::stdout()));
            return Ok(Self { path: PathBuf::new(), to: stdout });
        };
        let failed = |source: io::Error| CliError::Write { path: path.to_owned(), source };
        let to = if path.metadata().is_ok_and(|there| !there.is_file()) {
            let stream = File::options().write(true).open(path).map_err(failed)?;
            To::Stream(io::BufWriter::new(stream))
        } else {
            let place = real_place(path);
            let file = unfinished.begin(folder_of(&place)).map_err(failed)?;
            To::File(io::BufWriter::with_capacity(AT_A_TIME, file), place, unfinished.clone())
        };
        Ok(Self { path: path.to_owned(), to })
    }

    /// Ends the report: only now does a file take the place of what was there before.
    pub(crate) fn finish(self) -> Result<(), CliError> {
        let Self { path, to } = self;
        let told = |source: io::Error| CliError::Write { path: path.clone(), source };
        match to {
            To::Stdout(mut stdout) => Ok(stdout.flush()?),
            To::Stream(mut stream) => stream.flush().map_err(told),
            To::File(file, place, unfinished) => {
                let whole = file.into_inner().map_err(|error| told(error.into_error()))?;
                unfinished.finish(whole, &place).map_err(told)
            }
        }
    }

    /// What to say of a failure to write to it.
    pub(crate) fn failed(&self, source: io::Error) -> CliError {
        match self.to {
            To::Stdout(_) => source.into(),
            To::Stream(_) | To::File(..) => CliError::Write { path: self.path.clone(), source },
        }
    }
}

/// Writes a file, or standard output when there is none.
pub(crate) fn write_to(
    file: Option<&Path>,
    unfinished: &Unfinished,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CliError> {
    let mut output = Output::open(file, unfinished)?;
    fill(&mut output).map_err(|error| output.failed(error))?;
    output.finish()
}

impl Output {
    /// True when it goes to whoever runs the tool, and not to a file.
    pub(crate) fn is_stdout(&self) -> bool {
        matches!(self.to, To::Stdout(_))
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Stdout(out) => out.write(bytes),
            To::Stream(out) => out.write(bytes),
            To::File(out, ..) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Stdout(out) => out.flush(),
            To::Stream(out) => out.flush(),
            To::File(out, ..) => out.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use permanence::report::Format;

    use super::{FormatSpec, check_terminal};

    #[test]
    fn a_workbook_goes_to_a_file_or_a_pipe() -> Result<(), String> {
        let to = |text: &str| text.parse::<FormatSpec<Format>>().map(|spec| vec![spec]);
        assert!(check_terminal(&to("xlsx")?, true).is_err());
        assert!(check_terminal(&to("xlsx")?, false).is_ok());
        assert!(check_terminal(&to("xlsx=audit.xlsx")?, true).is_ok());
        assert!(check_terminal(&to("csv")?, true).is_ok());
        Ok(())
    }
}
