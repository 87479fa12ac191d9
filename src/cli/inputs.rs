//! Which case files a command reads.

use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use permanence::input::{
    Inputs, Layout, STDIN_NAME, Source, discover, pipe_or_device, text_named, whole_text,
};

use super::{CliError, Surroundings};

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

impl InputArgs {
    /// How many documents to work on at a time.
    pub(crate) fn jobs(&self, surroundings: &Surroundings) -> NonZeroUsize {
        self.jobs.unwrap_or(surroundings.cores)
    }

    /// Finds the sources.
    pub(crate) fn find(&self) -> Result<Inputs, CliError> {
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
        let mut inputs = discover(&paths, &self.stdin_filename);
        inputs.problems.extend(refused);
        Ok(inputs)
    }

    /// Every file of these sources, and the list that names them.
    pub(crate) fn files<'a>(&'a self, sources: &'a [Source]) -> impl Iterator<Item = &'a Path> {
        let cases = sources.iter().filter_map(|source| match source {
            Source::File(path) => Some(path.as_path()),
            Source::Stdin(_) => None,
        });
        cases.chain(self.files_from.as_deref())
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
        Ok(text.lines().filter(|line| !line.trim().is_empty()).map(PathBuf::from).collect())
    }
}
