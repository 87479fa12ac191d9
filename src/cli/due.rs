//! `permanence due`.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use permanence::audit::{Event, Run};
use permanence::calendar::{NoPeriod, Period};
use permanence::report::{Due, DueAsked, DueBy, DueFormat, Look, Report, Show, write_due};

use super::asked::{Asked, AskedArgs};
use super::inputs::{ExtractArgs, InputArgs};
use super::output::{FormatSpec, check_inputs_are_kept, check_places};
use super::progress::Progress;
use super::unread::tell_unread;
use super::writing::AtTheEnd;
use super::{CliError, Ending, Surroundings};

/// List what falls due, and what is overdue.
///
/// Exit codes: 0 when every document could be audited, 2 when one could not be or there was none.
#[derive(Debug, Args)]
pub(crate) struct DueCommand {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    extract: ExtractArgs,
    #[command(flatten)]
    asked: AskedArgs,
    /// Only what falls due within days, weeks or months of the as-of day, such as 10d, 4w or 3m; what
    /// is overdue is listed all the same
    #[arg(long, value_name = "PERIOD", value_parser = period, help_heading = "What is shown")]
    within: Option<Period>,
    /// Leave out what is overdue
    #[arg(long, help_heading = "What is shown")]
    no_overdue: bool,
    /// Put the deadlines of each team or social worker together, and count them
    #[arg(long, value_enum, value_name = "WHOSE", help_heading = "What is shown")]
    by: Option<ByName>,
    /// A format, and the file it goes to; may be given more than once [formats: table, csv, json, ics]
    #[arg(long, value_name = "FORMAT[=FILE]", help_heading = "What is shown")]
    format: Vec<FormatSpec<DueFormat>>,
}

/// Whose deadlines stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ByName {
    /// A team's
    Team,
    /// A social worker's
    Worker,
}

fn period(text: &str) -> Result<Period, NoPeriod> {
    text.parse()
}

impl DueCommand {
    pub(crate) fn run(self, surroundings: &Surroundings) -> Result<Ending, CliError> {
        let formats = match self.format.as_slice() {
            [] => vec![FormatSpec { format: DueFormat::Table, file: None }],
            chosen => chosen.to_vec(),
        };
        check_places(&formats)?;
        let extract = self.extract.extract();
        let Asked { mut batch, files, .. } =
            self.asked.resolve(None, extract, surroundings, false)?;
        let inputs = self.inputs.find_or_import(extract, batch.today())?;
        let read = self.inputs.files(&inputs.sources);
        check_inputs_are_kept(&formats, read.chain(files.iter().cloned()))?;
        let writing = AtTheEnd::start(&formats, &surroundings.unfinished)?;

        let mut due = Due::new(batch.today(), self.wanted(batch.today()));
        let mut progress = Progress::new(surroundings.waiting, inputs.sources.len());
        let mut told = |event: Event<'_>| {
            progress.note(&event);
            if let Event::Case(case, _) = event {
                due.add(&case.audit);
            }
            Ok(())
        };
        let run = Run { jobs: self.inputs.jobs(surroundings), ..Run::default() };
        let audited = run.audit(&mut batch, inputs, &mut told)?;
        drop(progress);
        due.sort();
        let report = Report::new(audited, &batch, surroundings.today);
        let width = surroundings.width;
        let look = Look { colour: false, width, snippets: false, show: Show::default() };
        writing.finish(|format, output| write_due(&due, &report, format, look, output))?;
        Ok(tell_unread(&report, report.summary.all.cases, look))
    }

    fn wanted(&self, today: NaiveDate) -> DueAsked {
        DueAsked {
            until: self.within.map(|within| within.after(today)),
            overdue: !self.no_overdue,
            by: self.by.map(|by| match by {
                ByName::Team => DueBy::Team,
                ByName::Worker => DueBy::Worker,
            }),
        }
    }
}
