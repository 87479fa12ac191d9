//! `permanence check`.

use std::path::PathBuf;

use clap::{Args, ValueHint, value_parser};
use permanence::audit::{AuditedCase, Batch, Event, Run, Said, TrendRun};
use permanence::calendar::{Every, add_days, sub_months};
use permanence::report::{Format, Report, Scope};

use super::asked::{Asked, AskedArgs};
use super::inputs::{ExtractArgs, InputArgs};
use super::output::{FormatSpec, check_inputs_are_kept, check_places, check_terminal};
use super::progress::Progress;
use super::shown::ShownArgs;
use super::surroundings::Waiting;
use super::writing::Writing;
use super::{CliError, Ending, Surroundings};

/// What to say when an extract holds no child.
const NO_CHILD: (&str, &str) = (
    "no child was found in this extract: nothing was audited",
    "check the path and the kind after --from; permanence import tells what was read of it",
);

/// What to say when there was no case file.
const NO_CASE: (&str, &str) = (
    "no case file was found: nothing was audited",
    "case files end in .yaml, .yml, .json, .ndjson or .jsonl",
);

/// Audit case files.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    extract: ExtractArgs,
    #[command(flatten)]
    asked: AskedArgs,
    /// Leave out the findings of an earlier report, in JSON or NDJSON, so that only new ones are told
    /// and fail
    #[arg(long, value_name = "REPORT", value_hint = ValueHint::FilePath, help_heading = "What is asked")]
    baseline: Option<PathBuf>,
    #[command(flatten)]
    shown: ShownArgs,
    /// Do not show the file's own text around a finding (the default when CI is set, and in
    /// files)
    #[arg(long, help_heading = "What is shown")]
    no_snippets: bool,
    /// Draw in the HTML report how cases stood at the end of each of so many months, to the as-of day
    /// [default when no number is given: 12]
    #[arg(
        long, value_name = "MONTHS", value_parser = value_parser!(u32).range(1..=36),
        num_args = 0..=1, require_equals = true, default_missing_value = "12", help_heading = "What is shown"
    )]
    trend: Option<u32>,
}

impl Check {
    pub(crate) fn run(self, surroundings: &Surroundings) -> Result<Ending, CliError> {
        let snippets = !self.no_snippets && !surroundings.ci;
        let Asked { config, mut batch, files } = self.asked.resolve(
            self.baseline.as_deref(),
            self.extract.extract(),
            surroundings,
            snippets,
        )?;
        let formats = self.shown.formats(&config);
        if !ShownArgs::shows_text(&formats) {
            batch.keep_no_text();
        }
        check_places(&formats)?;
        check_terminal(&formats, surroundings.terminal)?;
        if self.trend.is_some() && !formats.iter().any(|spec| spec.format == Format::Html) {
            return Err(CliError::TrendWithoutHtml);
        }
        let inputs = self.inputs.find_or_import(self.extract.extract(), batch.today())?;
        let read = self.inputs.files(&inputs.sources);
        let read = read.chain(files.iter().cloned()).chain(self.baseline.clone());
        check_inputs_are_kept(&formats, read)?;

        let scope = Scope::of(batch.settings());
        let look = |spec: &FormatSpec<Format>| self.shown.look(spec, snippets, surroundings);
        let mut writing =
            Writing::start(&formats, batch.today(), &scope, look, &surroundings.unfinished)?;
        let texts = writing.case_texts();
        let write = |case: &AuditedCase, said: Option<&Said>| texts.of(case, said);
        let seen = !self.shown.is_quiet() && writing.leaves_room_beside(surroundings.terminal);
        let waiting = if seen { surroundings.waiting } else { Waiting::Nobody };
        let mut progress = Progress::new(waiting, inputs.sources.len());
        let mut told = |event: Event<'_>| {
            progress.note(&event);
            progress.aside(|| writing.event(event))
        };
        let keep = ShownArgs::keep(&formats);
        let trend = self.trend.map(|months| over_months(&batch, months));
        let jobs = self.inputs.jobs(surroundings);
        let run = Run { jobs, keep, trend, write: Some(&write) };
        let audited = match run.audit(&mut batch, inputs, &mut told) {
            Ok(audited) => audited,
            Err(error) => return Err(writing.why_stopped(error)),
        };
        drop(progress);
        let report = Report::new(audited, &batch, surroundings.today);
        writing.finish(&report)?;
        let nothing = if self.extract.extract().is_some() { NO_CHILD } else { NO_CASE };
        self.shown.tell_log(&report, &formats, nothing);
        Ok(self.shown.ending(&report, &config))
    }
}

/// A look at the ends of so many months, the last of them on the as-of day.
fn over_months(batch: &Batch, months: u32) -> TrendRun {
    let to = batch.today();
    let from = add_days(sub_months(to, months), 1);
    TrendRun::new(batch, &Every::Month.ends(from, to))
}
