//! `permanence merge`.

use std::cell::RefCell;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueHint};
use permanence::audit::{AuditedCase, Event, Said};
use permanence::config::Config;
use permanence::input::{pipe_or_device, text_named, unreadable};
use permanence::report::{Format, FormatSpec, Merge, MergeError, PartError, read_part_header};
use permanence::strategy::Strategy;

use super::output::{check_inputs_are_kept, check_places, check_terminal};
use super::shown::ShownArgs;
use super::strategy::{check_names, load_noting};
use super::writing::Writing;
use super::{CliError, Ending, Surroundings};

/// Make one report of the parts of a larger run, each audited by itself.
#[derive(Debug, Args)]
pub(crate) struct MergeCommand {
    /// The parts, in the order of their cases: reports that permanence check --format ndjson --show
    /// all made, one or several to a file
    #[arg(required = true, value_name = "PART", value_hint = ValueHint::FilePath)]
    parts: Vec<PathBuf>,
    /// A strategy file that the parts were made with; may be given more than once
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    strategy: Vec<String>,
    #[command(flatten)]
    shown: ShownArgs,
}

impl MergeCommand {
    pub(crate) fn run(&self, surroundings: &Surroundings) -> Result<Ending, CliError> {
        let mut files = Vec::new();
        let given =
            self.strategy.iter().map(|name| load_noting(name, text_named, false, &mut files));
        let given: Vec<Arc<Strategy>> = given.collect::<Result<_, _>>()?;
        check_names(&given)?;
        let config = Config::default();
        let formats = self.shown.formats(&config);
        check_places(&formats)?;
        check_terminal(&formats, surroundings.terminal)?;
        let read = self.parts.iter().chain(&files).map(PathBuf::as_path);
        check_inputs_are_kept(&formats, read)?;

        let first = self.parts.first().ok_or(CliError::NoPath)?;
        let header = read_part_header(open(first)?).map_err(|source| of_part(first, source))?;
        let look = |spec: &FormatSpec<Format>| self.shown.look(spec, false, surroundings);
        let writing =
            Writing::start(&formats, header.as_of, &header.scope, look, &surroundings.unfinished)?;
        let texts = writing.case_texts();
        let write = |case: &AuditedCase, said: Option<&Said>| texts.of(case, said);
        let writing = RefCell::new(writing);
        let mut told = |event: Event<'_>| writing.borrow_mut().event(event);
        let keep = ShownArgs::keep(&formats);
        let mut merge = Merge::new(header, given, keep, Some(&write));
        for part in &self.parts {
            if let Err(error) = merge.read(open(part)?, &mut told) {
                return Err(failed(part, error, writing.into_inner()));
            }
        }
        let report = match merge.finish(surroundings.today, &mut told) {
            Ok(report) => report,
            Err(error) => return Err(failed(first, error, writing.into_inner())),
        };
        writing.into_inner().finish(&report)?;
        let nothing = ("no part holds a case", "check that the parts are those of the whole run");
        self.shown.tell_log(&report, &formats, nothing);
        Ok(self.shown.ending(&report, &config))
    }
}

/// Opens a part. The first is opened twice, so that none may be a pipe.
fn open(part: &Path) -> Result<BufReader<File>, CliError> {
    let unopened = pipe_or_device(part).into_iter().flat_map(|pipe| pipe.problems).next();
    if let Some((problem, _)) = unopened {
        return Err(CliError::text(part, problem));
    }
    let file = File::open(part).map_err(|error| CliError::text(part, unreadable(&error)))?;
    Ok(BufReader::new(file))
}

fn of_part(part: &Path, source: PartError) -> CliError {
    CliError::Part { path: part.to_owned(), source }
}

fn failed(part: &Path, error: MergeError, writing: Writing) -> CliError {
    match error {
        MergeError::Part(source) => of_part(part, source),
        MergeError::Write(error) => writing.why_stopped(error),
    }
}
