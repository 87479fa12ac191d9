//! `permanence check`.

use std::path::{Path, PathBuf};

use clap::{Args, ColorChoice, ValueEnum, ValueHint};
use permanence::audit::{Event, audit_inputs};
use permanence::input::Source;
use permanence::report::{Format, Look, Report, Scope, Show, headline};

use super::asked::AskedArgs;
use super::ending::FailOn;
use super::error::{note, tell};
use super::inputs::InputArgs;
use super::output::{FormatSpec, check_inputs_are_kept, check_places, check_terminal};
use super::writing::Writing;
use super::{CliError, Ending, Surroundings};

/// Audit case files.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    inputs: InputArgs,
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
    /// Print no report unless --format asks for one; the exit code tells
    #[arg(long, short, help_heading = "What is shown")]
    quiet: bool,
    /// The lightest finding that makes the exit code 1; a lapse that is over counts at its lighter
    /// weight
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Breach, help_heading = "How it ends")]
    fail_on: FailOn,
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
        let formats = self.formats();
        check_places(&formats)?;
        check_terminal(&formats, surroundings.terminal)?;
        let inputs = self.inputs.find()?;
        check_inputs_are_kept(&formats, self.files_read(&inputs.sources))?;
        let snippets = !self.no_snippets && !surroundings.ci;
        let mut batch = self.asked.batch(self.baseline.as_deref(), surroundings, snippets)?;

        let scope = Scope::of(batch.settings());
        let look = |spec: &FormatSpec<Format>| self.look(spec, snippets, surroundings);
        let mut writing = Writing::start(&formats, batch.today(), &scope, look)?;
        let mut told = |event: Event<'_>| writing.event(event);
        let keep_cases = formats.iter().any(|spec| spec.format != Format::Ndjson);
        let audited = match audit_inputs(&mut batch, inputs, keep_cases, &mut told) {
            Ok(audited) => audited,
            Err(error) => return Err(writing.why_stopped(error)),
        };
        let report = Report::new(audited, &batch, surroundings.today);
        writing.finish(&report)?;
        self.tell_log(&report, &formats);
        Ok(self.ending(&report))
    }

    fn formats(&self) -> Vec<FormatSpec<Format>> {
        match self.format.is_empty() {
            true if self.quiet => Vec::new(),
            true => vec![FormatSpec { format: Format::Pretty, file: None }],
            false => self.format.clone(),
        }
    }

    /// Every file that the run reads.
    fn files_read<'a>(&'a self, sources: &'a [Source]) -> impl Iterator<Item = &'a Path> {
        self.inputs.files(sources).chain(self.asked.files()).chain(self.baseline.as_deref())
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
            show: match self.show {
                ShowName::NotMet => Show::NotMet,
                ShowName::Due => Show::Due,
                ShowName::All => Show::All,
            },
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

    fn ending(&self, report: &Report) -> Ending {
        if !report.unreadable.is_empty() || report.summary.all.cases == 0 {
            return Ending::Incomplete;
        }
        self.fail_on.ending(report.summary.worst)
    }
}
