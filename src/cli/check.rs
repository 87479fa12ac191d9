//! `permanence check`.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, ColorChoice, ValueEnum, ValueHint};
use permanence::audit::{Auditor, Batch, Selection, Settings, Summary, Unreadable};
use permanence::case::Day;
use permanence::document::Problem;
use permanence::input::{Inputs, Source, discover, read_documents, unreadable, whole_text};
use permanence::report::{Format, Look, Report, Scope, Show, headline, notes, write_report};
use permanence::rules::Severity;

use super::error::{note, tell};
use super::output::{FormatSpec, check_inputs_are_kept, check_places, write_file};
use super::strategy::{choose, every_built_in};
use super::{CliError, Ending, Surroundings, is_broken_pipe};

/// Audit case files.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files, folders, patterns in quotes, or - for standard input
    #[arg(value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// A built-in strategy or a strategy file; may be given more than once, and then statutory is
    /// left out unless it is named too [default: the strategy of each case's authority, and statutory
    /// beside it]
    #[arg(long, value_name = "NAME|FILE", help_heading = "What is asked")]
    strategy: Vec<String>,
    /// The day to judge as at, such as 2026-01-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "What is asked")]
    as_of: Option<NaiveDate>,
    /// Only this requirement or element; may be given more than once
    #[arg(
        long,
        value_name = "REQUIREMENT|ELEMENT",
        value_delimiter = ',',
        help_heading = "What is asked"
    )]
    select: Vec<String>,
    /// Not this requirement or element; may be given more than once
    #[arg(
        long,
        value_name = "REQUIREMENT|ELEMENT",
        value_delimiter = ',',
        help_heading = "What is asked"
    )]
    ignore: Vec<String>,
    /// Leave out lapses that were over before this day [default: twelve months before the as-of day]
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "What is asked")]
    since: Option<NaiveDate>,
    /// Judge a plan before its meeting as though the planning day were today, so that what is still
    /// absent shows
    #[arg(long, help_heading = "What is asked")]
    as_if_due: bool,
    /// A report's format, and the file it goes to; may be given more than once
    #[arg(long, value_name = "FORMAT[=FILE]", help_heading = "What is shown")]
    format: Vec<FormatSpec>,
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
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Breach)]
    fail_on: FailOn,
    /// The name reports give to standard input; its ending tells YAML, JSON and NDJSON apart
    #[arg(long, value_name = "NAME", default_value = "standard input")]
    stdin_filename: String,
    /// Read more paths from a file, one a line, or from - for standard input
    #[arg(long, value_name = "FILE|-", value_hint = ValueHint::FilePath)]
    files_from: Option<PathBuf>,
}

/// A day, written as in a case file.
fn day(text: &str) -> Result<NaiveDate, String> {
    let told =
        |problem: Problem| format!("{}: {}", problem.message, problem.help.unwrap_or_default());
    text.parse().map(Day::date).map_err(told)
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

/// The lightest finding that makes the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// A breach
    Breach,
    /// A breach or a concern
    Concern,
    /// Any finding
    Advice,
    /// Nothing
    Never,
}

impl Check {
    pub(crate) fn run(self, surroundings: &Surroundings) -> Result<Ending, CliError> {
        let formats = self.formats();
        check_places(&formats)?;
        let inputs = discover(&self.all_paths()?, &self.stdin_filename);
        check_inputs_are_kept(&formats, self.files_read(&inputs.sources))?;
        let report = self.audit(inputs, surroundings)?;
        let mut stopped = None;
        for spec in &formats {
            match self.write(&report, spec, surroundings) {
                // A reader of one report who stops does not keep the others from being written.
                Err(error) if is_broken_pipe(&error) => stopped = Some(error),
                written => written?,
            }
        }
        if let Some(error) = stopped {
            return Err(error);
        }
        if report.cases.is_empty() && report.unreadable.is_empty() {
            let help = "case files end in .yaml, .yml, .json, .ndjson or .jsonl";
            tell("", "no case file was found: nothing was audited", Some(help));
        } else if !self.quiet && formats.iter().all(|spec| spec.file.is_some()) {
            // A log of the run shows how it went; the reports are elsewhere.
            note(&headline(&report));
        }
        if !report.unreadable.is_empty() && formats.iter().all(|spec| spec.file.is_some()) {
            let help = "--format pretty shows which, and why";
            tell("", "not every document could be audited", Some(help));
        }
        Ok(self.ending(&report))
    }

    fn formats(&self) -> Vec<FormatSpec> {
        match self.format.is_empty() {
            true if self.quiet => Vec::new(),
            true => vec![FormatSpec { format: Format::Pretty, file: None }],
            false => self.format.clone(),
        }
    }

    fn all_paths(&self) -> Result<Vec<PathBuf>, CliError> {
        let mut paths = self.paths.clone();
        if let Some(list) = &self.files_from {
            let is_stdin = |path: &PathBuf| path.as_os_str() == "-";
            if is_stdin(list) && paths.iter().any(is_stdin) {
                return Err(CliError::StdinTwice);
            }
            let text = if is_stdin(list) {
                whole_text(io::stdin().lock())
            } else {
                File::open(list).map_err(|error| unreadable(&error)).and_then(whole_text)
            };
            let text = text.map_err(|problem| CliError::text(list, problem))?;
            paths.extend(text.lines().filter(|line| !line.trim().is_empty()).map(PathBuf::from));
        }
        if paths.is_empty() { Err(CliError::NoPath) } else { Ok(paths) }
    }

    /// Every file that the run reads.
    fn files_read<'a>(&'a self, sources: &'a [Source]) -> impl Iterator<Item = &'a Path> {
        let cases = sources.iter().filter_map(|source| match source {
            Source::File(path) => Some(path.as_path()),
            Source::Stdin(_) => None,
        });
        cases.chain(self.strategy.iter().map(Path::new)).chain(self.files_from.as_deref())
    }

    fn audit(&self, inputs: Inputs, surroundings: &Surroundings) -> Result<Report, CliError> {
        let choice = choose(&self.strategy, self.snippets(surroundings))?;
        let selection = Selection { select: self.select.clone(), ignore: self.ignore.clone() };
        match &choice {
            permanence::audit::StrategyChoice::Named(strategies) => {
                selection.check(strategies)?;
            }
            permanence::audit::StrategyChoice::ByAuthority => {
                if !(self.select.is_empty() && self.ignore.is_empty()) {
                    selection.check(&every_built_in()?)?;
                }
            }
        }
        let today = self.as_of.unwrap_or(surroundings.today);
        let scope =
            Scope { selection: selection.clone(), since: self.since, as_if_due: self.as_if_due };
        let settings = Settings { today, since: self.since, as_if_due: self.as_if_due, selection };
        let mut batch = Batch::new(Auditor::new(settings), choice, self.snippets(surroundings));

        let Inputs { sources, problems, skipped } = inputs;
        let mut unreadable: Vec<Unreadable> = problems
            .into_iter()
            .map(|(path, problem)| Unreadable::unopened(path, problem))
            .collect();
        let mut cases = Vec::new();
        for source in &sources {
            let path = source.name();
            read_documents(source, &mut |document| match batch.audit(&path, document) {
                Ok(case) => cases.push(case),
                Err(refused) => unreadable.push(*refused),
            });
        }
        batch.finish(&mut cases);
        let mut summary = Summary::default();
        for case in &cases {
            summary.add(&case.audit, today);
        }
        let mut report = Report {
            as_of: today,
            scope,
            strategies: batch.strategies(),
            summary,
            cases,
            unreadable,
            notes: Vec::new(),
        };
        report.notes = notes(&report, surroundings.today, skipped);
        Ok(report)
    }

    fn snippets(&self, surroundings: &Surroundings) -> bool {
        !self.no_snippets && !surroundings.ci
    }

    fn write(
        &self,
        report: &Report,
        spec: &FormatSpec,
        surroundings: &Surroundings,
    ) -> Result<(), CliError> {
        let look = Look {
            colour: match self.color {
                ColorChoice::Auto => surroundings.colour && spec.file.is_none(),
                ColorChoice::Always => true,
                ColorChoice::Never => false,
            },
            width: surroundings.width,
            // A file is passed on; the terminal is not.
            snippets: self.snippets(surroundings) && spec.file.is_none(),
            show: match self.show {
                ShowName::NotMet => Show::NotMet,
                ShowName::Due => Show::Due,
                ShowName::All => Show::All,
            },
        };
        let format = spec.format;
        if let Some(file) = &spec.file {
            return write_file(file, |out| write_report(report, format, look, out));
        }
        let mut out = io::BufWriter::new(io::stdout().lock());
        write_report(report, format, look, &mut out)?;
        out.flush()?;
        Ok(())
    }

    fn ending(&self, report: &Report) -> Ending {
        if !report.unreadable.is_empty() || report.cases.is_empty() {
            return Ending::Incomplete;
        }
        let fails_at = match self.fail_on {
            FailOn::Breach => Severity::Breach,
            FailOn::Concern => Severity::Concern,
            FailOn::Advice => Severity::Advice,
            FailOn::Never => return Ending::Clean,
        };
        let worst = report.cases.iter().filter_map(|case| case.audit.worst()).max();
        if worst.is_some_and(|worst| worst >= fails_at) { Ending::Findings } else { Ending::Clean }
    }
}
