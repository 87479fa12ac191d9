//! Where reports go: standard output, or a file that is written whole or not at all.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use permanence::input::Source;
use permanence::report::Format;

use super::CliError;

/// A format of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum FormatName {
    /// For people: the places of one case, or a line a finding and the figures of several
    Pretty,
    /// For people: the figures alone
    Table,
    /// For machines: one versioned object
    Json,
}

impl From<FormatName> for Format {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Pretty => Self::Pretty,
            FormatName::Table => Self::Table,
            FormatName::Json => Self::Json,
        }
    }
}

/// A format, and the file it goes to when not to standard output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FormatSpec {
    pub(crate) format: FormatName,
    pub(crate) file: Option<PathBuf>,
}

impl std::str::FromStr for FormatSpec {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, file) = match text.split_once('=') {
            Some((name, file)) => (name, Some(PathBuf::from(file))),
            None => (text, None),
        };
        if file.as_ref().is_some_and(|file| file.as_os_str().is_empty()) {
            return Err(format!("no file is named after `{name}=`"));
        }
        let format = FormatName::from_str(name, true).map_err(|_| {
            let known: Vec<String> = FormatName::value_variants()
                .iter()
                .filter_map(|known| Some(known.to_possible_value()?.get_name().to_owned()))
                .collect();
            format!("there is no format `{name}`; there are {}", known.join(", "))
        })?;
        Ok(Self { format, file })
    }
}

/// Refuses two reports for one place.
pub(crate) fn check_places(specs: &[FormatSpec]) -> Result<(), CliError> {
    for (index, spec) in specs.iter().enumerate() {
        if specs.iter().take(index).any(|earlier| earlier.file == spec.file) {
            let place = match &spec.file {
                Some(file) => file.display().to_string(),
                None => "standard output".to_owned(),
            };
            return Err(CliError::SameOutput(place));
        }
    }
    Ok(())
}

/// Refuses to write a report over a case file that is to be audited.
pub(crate) fn check_inputs_are_kept(
    specs: &[FormatSpec],
    sources: &[Source],
) -> Result<(), CliError> {
    for file in specs.iter().filter_map(|spec| spec.file.as_deref()) {
        // What is not there yet is nobody's record.
        let Ok(real) = file.canonicalize() else {
            continue;
        };
        let is_input = |source: &Source| match source {
            Source::File(path) => path.canonicalize().is_ok_and(|path| path == real),
            Source::Stdin(_) => false,
        };
        if sources.iter().any(is_input) {
            return Err(CliError::OutputIsInput(file.display().to_string()));
        }
    }
    Ok(())
}

/// Writes a file whole or not at all: what was there before stays until the new text is complete.
pub(crate) fn write_file(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), CliError> {
    let failed = |source: io::Error| CliError::Write { path: path.to_owned(), source };
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut file =
        tempfile::Builder::new().prefix(".permanence-").tempfile_in(folder).map_err(failed)?;
    let mut writer = io::BufWriter::new(file.as_file_mut());
    fill(&mut writer).and_then(|()| writer.flush()).map_err(failed)?;
    drop(writer);
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
