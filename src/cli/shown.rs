//! What reports of audits are to show, where they go, and how a run that makes them ends.

use clap::{Args, ColorChoice, ValueEnum};
use permanence::audit::Keep;
use permanence::config::Config;
use permanence::report::{Format, Look, Report, Show, headline, kept_for};

use super::ending::FailOn;
use super::error::{note, tell};
use super::output::FormatSpec;
use super::{Ending, Surroundings};

/// What reports show.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is shown")]
pub(crate) struct ShownArgs {
    /// A report's format, and the file it goes to; may be given more than once
    #[arg(long, value_name = "FORMAT[=FILE]")]
    format: Vec<FormatSpec<Format>>,
    /// Which outcomes a report lists; each case's counts are always there
    #[arg(long, value_enum, value_name = "OUTCOMES", default_value_t = ShowName::Due)]
    show: ShowName,
    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
    /// Print no report unless --format asks for one; the exit code tells
    #[arg(long, short)]
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

impl ShownArgs {
    /// Whether nothing is to be printed but what --format asks for.
    pub(crate) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// The reports to make; a config file's unless the command line asks for some.
    pub(crate) fn formats(&self, config: &Config) -> Vec<FormatSpec<Format>> {
        let asked = if self.format.is_empty() { &config.formats } else { &self.format };
        match asked.is_empty() {
            true if self.quiet => Vec::new(),
            true => vec![FormatSpec { format: Format::Pretty, file: None }],
            false => asked.clone(),
        }
    }

    /// How a report is to look, with snippets of the files or without.
    pub(crate) fn look(
        &self,
        spec: &FormatSpec<Format>,
        snippets: bool,
        surroundings: &Surroundings,
    ) -> Look {
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

    fn show(&self) -> Show {
        match self.show {
            ShowName::NotMet => Show::NotMet,
            ShowName::Due => Show::Due,
            ShowName::All => Show::All,
        }
    }

    /// What the reports need of the documents once all have been audited.
    pub(crate) fn keep(formats: &[FormatSpec<Format>]) -> Keep {
        formats.iter().map(|spec| kept_for(spec.format)).max().unwrap_or(Keep::Nothing)
    }

    /// Whether a report shows the files' own text, when that is not left out.
    pub(crate) fn shows_text(formats: &[FormatSpec<Format>]) -> bool {
        formats.iter().any(|spec| spec.format == Format::Pretty && spec.file.is_none())
    }

    /// Tells whoever reads the log how the run went, when the reports are elsewhere; `nothing` is what
    /// to say, and what to do, when there was no case.
    pub(crate) fn tell_log(
        &self,
        report: &Report,
        formats: &[FormatSpec<Format>],
        nothing: (&str, &str),
    ) {
        let elsewhere = formats.iter().all(|spec| spec.file.is_some());
        if report.summary.all.cases == 0 && report.refused == 0 {
            tell("", nothing.0, Some(nothing.1));
        } else if !self.quiet && elsewhere {
            note(&headline(report));
        }
        if report.refused > 0 && elsewhere {
            let help = "--format pretty shows which, and why";
            tell("", "not every document could be audited", Some(help));
        }
    }

    /// How a run ends that made this report.
    pub(crate) fn ending(&self, report: &Report, config: &Config) -> Ending {
        if report.refused > 0 || report.summary.all.cases == 0 {
            return Ending::Incomplete;
        }
        let fails_at = self.fail_on.unwrap_or_else(|| FailOn::of(config));
        fails_at.ending(report.summary.worst)
    }
}
