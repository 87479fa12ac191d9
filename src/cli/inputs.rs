//! Which case files a command reads.

use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueHint};
use permanence::import::{ExtractFormat, ImportSettings, audited_extract, import};
use permanence::input::{
    Inputs, Layout, STDIN_NAME, Source, Sources, Unopened, discover, pipe_or_device, text_named,
    whole_text,
};

use super::{CliError, Surroundings};

/// The longest path that a list may hold, in bytes: no system takes a longer one.
const LONGEST_PATH: usize = 32 * 1024;

/// Which case files to read.
#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Files, folders, patterns in quotes, or - for standard input
    #[arg(value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// The name reports give to standard input; its ending tells YAML, JSON and NDJSON apart
    #[arg(long, value_name = "NAME", default_value = STDIN_NAME)]
    stdin_filename: String,
    /// Read more paths from a file, one a line, or from - for standard input
    #[arg(long, value_name = "FILE|-", value_hint = ValueHint::FilePath)]
    files_from: Option<PathBuf>,
    /// How many documents to work on at a time [default: one for each core]
    #[arg(long, value_name = "NUMBER", value_parser = at_least_one)]
    jobs: Option<NonZeroUsize>,
}

fn at_least_one(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.parse().map_err(|_| "give a whole number from 1")
}

/// Whether the paths are of an extract, and of which kind.
#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    /// Audit an extract, ssda903, annex-a or ssd, as far as it can show what is asked
    #[arg(long, value_name = "FORMAT")]
    from: Option<ExtractFormat>,
    /// The council whose children an extract is of, such as dorset; without one, and without
    /// --strategy, the regulations alone are asked
    #[arg(long, value_name = "NAME", requires = "from")]
    authority: Option<String>,
}

impl ExtractArgs {
    /// The extract that is to be audited, when it is one.
    pub(crate) fn extract(&self) -> Option<Extract<'_>> {
        let Self { from, authority } = self;
        from.map(|format| Extract { format, authority: authority.as_deref() })
    }
}

/// An extract that is audited.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extract<'a> {
    /// What kind it is.
    pub(crate) format: ExtractFormat,
    /// The council whose children it is of, when that was said.
    pub(crate) authority: Option<&'a str>,
}

impl InputArgs {
    /// How many documents to work on at a time.
    pub(crate) fn jobs(&self, surroundings: &Surroundings) -> NonZeroUsize {
        self.jobs.unwrap_or(surroundings.cores)
    }

    /// Finds the sources.
    pub(crate) fn find(&self) -> Result<Inputs, CliError> {
        let (paths, refused) = self.all_paths()?;
        let mut inputs = discover(&paths, &self.stdin_filename);
        inputs.problems.extend(refused);
        Ok(inputs)
    }

    /// Finds the sources, or reads those of an extract as at a day.
    pub(crate) fn find_or_import(
        &self,
        extract: Option<Extract<'_>>,
        as_of: NaiveDate,
    ) -> Result<Inputs, CliError> {
        let Some(Extract { format, authority }) = extract else {
            return self.find();
        };
        let (paths, refused) = self.all_paths()?;
        let settings = ImportSettings { as_of, authority: authority.map(str::to_owned) };
        let mut inputs = audited_extract(import(format, &paths, &settings), format, as_of);
        inputs.problems.extend(refused);
        Ok(inputs)
    }

    /// Every file of these sources, and the list that names them.
    pub(crate) fn files<'a>(&'a self, sources: &'a Sources) -> impl Iterator<Item = PathBuf> + 'a {
        let extracts = sources.others().iter().flat_map(|source| match source {
            Source::Extract(extract) => extract.files.as_slice(),
            Source::File(_) | Source::Stdin(_) => &[],
        });
        sources.files().chain(extracts.cloned()).chain(self.files_from.clone())
    }

    /// Every path to look at, and those that a list names and that are not to be read.
    fn all_paths(&self) -> Result<(Vec<PathBuf>, Vec<Unopened>), CliError> {
        let (mut paths, mut refused) = (self.paths.clone(), Vec::new());
        for path in self.listed()? {
            match pipe_or_device(&path) {
                Some(problem) => refused.push(problem),
                None => paths.push(path),
            }
        }
        if paths.is_empty() && refused.is_empty() {
            return Err(CliError::NoPath);
        }
        Ok((paths, refused))
    }

    /// The paths that a file lists.
    fn listed(&self) -> Result<Vec<PathBuf>, CliError> {
        let Some(list) = &self.files_from else {
            return Ok(Vec::new());
        };
        let is_stdin = |path: &PathBuf| path.as_os_str() == "-";
        if is_stdin(list) && self.paths.iter().any(is_stdin) {
            return Err(CliError::StdinTwice);
        }
        // Its lines would be taken for paths, and repeated in the report.
        if Layout::of_name(&list.to_string_lossy()).is_some() {
            return Err(CliError::ListIsCaseFile(list.clone()));
        }
        let text = if is_stdin(list) { whole_text(io::stdin().lock()) } else { text_named(list) };
        let text = text.map_err(|problem| CliError::text(list, problem))?;
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        lines
            .map(|(number, line)| match line.len() {
                0..=LONGEST_PATH => Ok(PathBuf::from(line)),
                _ => Err(CliError::ListLine { list: list.clone(), line: number }),
            })
            .collect()
    }
}
