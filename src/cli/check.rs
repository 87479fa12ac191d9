//! `permanence check`.

use std::path::PathBuf;

use clap::{Args, ColorChoice, ValueEnum, ValueHint, value_parser};
use permanence::audit::{AuditedCase, Batch, Event, Keep, Run, TrendRun, WriteCase};
use permanence::calendar::{Every, add_days, sub_months};
use permanence::config::Config;
use permanence::report::{Format, Look, Report, Scope, Show, headline, line_of};

use super::asked::{Asked, AskedArgs};
use super::ending::FailOn;
use super::error::{note, tell};
use super::inputs::{ExtractArgs, InputArgs};
use super::output::{FormatSpec, check_inputs_are_kept, check_places, check_terminal};
use super::writing::Writing;
use super::{CliError, Ending, Surroundings};

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
    /// A report's format, and the file it goes to; may be given more than once
    #[arg(long, value_name = "FORMAT[=FILE]", help_heading = "What is shown")]
    format: Vec<FormatSpec<Format>>,
    /// Which outcomes a report lists; each case's counts are always there
    #[arg(long, value_enum, value_name = "OUTCOMES", default_value_t = ShowName::Due, help_heading = "What is shown")]
    show: ShowName,
    /// Do not show the file's own text around a finding (the default when CI is set, and in
    /// files)
    #[arg(long, help_heading = "What is shown")]
    no_snippets: bool,
    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto, help_heading = "What is shown")]
    color: ColorChoice,
    /// Draw in the HTML report how cases stood at the end of each of so many months, to the as-of day
    /// [default when no number is given: 12]
    #[arg(
        long, value_name = "MONTHS", value_parser = value_parser!(u32).range(1..=36),
        num_args = 0..=1, require_equals = true, default_missing_value = "12", help_heading = "What is shown"
    )]
    trend: Option<u32>,
    /// Print no report unless --format asks for one; the exit code tells
    #[arg(long, short, help_heading = "What is shown")]
    quiet: bool,
    /// The lightest finding that makes the exit code 1; a lapse that is over counts at its lighter
    /// weight [default: breach]
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "How it ends")]
    fail_on: Option<FailOn>,
}

/// Which outcomes a report lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ShowName {
    /// What is not met, or waived
    NotMet,
    /// That, and what falls due
    Due,
    /// Every outcome
    All,
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
        let formats = self.formats(&config);
        check_places(&formats)?;
        check_terminal(&formats, surroundings.terminal)?;
        if self.trend.is_some() && !formats.iter().any(|spec| spec.format == Format::Html) {
            return Err(CliError::TrendWithoutHtml);
        }
        let inputs = self.inputs.find_or_import(self.extract.extract(), batch.today())?;
        let read = self.inputs.files(&inputs.sources);
        let read = read.chain(files.iter().map(PathBuf::as_path)).chain(self.baseline.as_deref());
        check_inputs_are_kept(&formats, read)?;

        let scope = Scope::of(batch.settings());
        let look = |spec: &FormatSpec<Format>| self.look(spec, snippets, surroundings);
        let mut writing =
            Writing::start(&formats, batch.today(), &scope, look, &surroundings.unfinished)?;
        let mut told = |event: Event<'_>| writing.event(event);
        let keep = formats.iter().map(|spec| self.kept_for(spec.format)).max();
        let keep = keep.unwrap_or(Keep::Nothing);
        let trend = self.trend.map(|months| over_months(&batch, months));
        let jobs = self.inputs.jobs(surroundings);
        let show = self.show();
        let line = |case: &AuditedCase| line_of(case, show);
        let streamed = formats.iter().any(|spec| spec.format == Format::Ndjson);
        let write: Option<&WriteCase<'_>> = if streamed { Some(&line) } else { None };
        let run = Run { jobs, keep, trend, write };
        let audited = match run.audit(&mut batch, inputs, &mut told) {
            Ok(audited) => audited,
            Err(error) => return Err(writing.why_stopped(error)),
        };
        let report = Report::new(audited, &batch, surroundings.today);
        writing.finish(&report)?;
        self.tell_log(&report, &formats);
        Ok(self.ending(&report, &config))
    }

    fn formats(&self, config: &Config) -> Vec<FormatSpec<Format>> {
        let asked = if self.format.is_empty() { &config.formats } else { &self.format };
        match asked.is_empty() {
            true if self.quiet => Vec::new(),
            true => vec![FormatSpec { format: Format::Pretty, file: None }],
            false => asked.clone(),
        }
    }

    fn look(&self, spec: &FormatSpec<Format>, snippets: bool, surroundings: &Surroundings) -> Look {
        Look {
            colour: match self.color {
                ColorChoice::Auto => surroundings.colour && spec.file.is_none(),
                ColorChoice::Always => true,
                ColorChoice::Never => false,
            },
            width: surroundings.width,
            // A file is passed on; the terminal is not.
            snippets: snippets && spec.file.is_none(),
            show: self.show(),
        }
    }

    /// What a format needs of the cases once all have been audited.
    fn kept_for(&self, format: Format) -> Keep {
        match format {
            Format::Ndjson => Keep::Nothing,
            _ if self.show == ShowName::All || format.tells_the_rest() => Keep::Everything,
            _ => Keep::Telling,
        }
    }

    fn show(&self) -> Show {
        match self.show {
            ShowName::NotMet => Show::NotMet,
            ShowName::Due => Show::Due,
            ShowName::All => Show::All,
        }
    }

    /// Tells whoever reads the log how the run went, when the reports are elsewhere.
    fn tell_log(&self, report: &Report, formats: &[FormatSpec<Format>]) {
        let elsewhere = formats.iter().all(|spec| spec.file.is_some());
        if report.summary.all.cases == 0 && report.unreadable.is_empty() {
            let help = "case files end in .yaml, .yml, .json, .ndjson or .jsonl";
            tell("", "no case file was found: nothing was audited", Some(help));
        } else if !self.quiet && elsewhere {
            note(&headline(report));
        }
        if !report.unreadable.is_empty() && elsewhere {
            let help = "--format pretty shows which, and why";
            tell("", "not every document could be audited", Some(help));
        }
    }

    fn ending(&self, report: &Report, config: &Config) -> Ending {
        if !report.unreadable.is_empty() || report.summary.all.cases == 0 {
            return Ending::Incomplete;
        }
        let fails_at = self.fail_on.unwrap_or_else(|| FailOn::of(config));
        fails_at.ending(report.summary.worst)
    }
}

/// A look at the ends of so many months, the last of them on the as-of day.
fn over_months(batch: &Batch, months: u32) -> TrendRun {
    let to = batch.today();
    let from = add_days(sub_months(to, months), 1);
    TrendRun::new(batch, &Every::Month.ends(from, to))
}
