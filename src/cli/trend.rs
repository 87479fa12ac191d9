//! `permanence trend`.

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use permanence::audit::{Audited, TrendRun};
use permanence::calendar::{Every, add_days, sub_months};
use permanence::report::{Look, Report, Show, TrendFormat, write_trend};

use super::asked::{Asked, AskedArgs, day};
use super::inputs::InputArgs;
use super::output::{FormatSpec, check_inputs_are_kept, check_places};
use super::unread::tell_unread;
use super::writing::AtTheEnd;
use super::{CliError, Ending, Surroundings};

/// The most days that a trend looks at: nine years of months, or two of weeks.
const MOST_DAYS: usize = 124;

/// Show how cases stood at the end of each month or week.
///
/// Each case file is read once and judged as at each day, on what is dated up to it. Only cases in
/// care on a day count on it. Exit codes: 0 when every document could be audited, 2 when one could
/// not be or there was none.
#[derive(Debug, Args)]
pub(crate) struct TrendCommand {
    #[command(flatten)]
    inputs: InputArgs,
    #[command(flatten)]
    asked: AskedArgs,
    /// The first day of the time to look at [default: twelve months before its last]
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "What is shown")]
    from: Option<NaiveDate>,
    /// Its last day, which is always shown [default: the as-of day]
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "as_of", help_heading = "What is shown")]
    to: Option<NaiveDate>,
    /// What to show the ends of
    #[arg(long, value_enum, value_name = "SPAN", default_value_t = EveryName::Month, help_heading = "What is shown")]
    every: EveryName,
    /// A format, and the file it goes to; may be given more than once [formats: table, csv, json]
    #[arg(long, value_name = "FORMAT[=FILE]", help_heading = "What is shown")]
    format: Vec<FormatSpec<TrendFormat>>,
}

/// What a time is divided into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum EveryName {
    /// Calendar months
    Month,
    /// Weeks, which end on Sunday
    Week,
}

impl TrendCommand {
    pub(crate) fn run(self, surroundings: &Surroundings) -> Result<Ending, CliError> {
        let formats = match self.format.as_slice() {
            [] => vec![FormatSpec { format: TrendFormat::Table, file: None }],
            chosen => chosen.to_vec(),
        };
        check_places(&formats)?;
        let Asked { batch, files, .. } = self.asked.resolve(None, None, surroundings, false)?;
        let days = self.days(batch.today())?;
        let inputs = self.inputs.find()?;
        let read = self.inputs.files(&inputs.sources);
        check_inputs_are_kept(&formats, read.chain(files.iter().cloned()))?;
        let writing = AtTheEnd::start(&formats, &surroundings.unfinished)?;

        let mut run = TrendRun::new(&batch, &days);
        let (unreadable, skipped) = run.audit_inputs(inputs, self.inputs.jobs(surroundings))?;
        let trend = run.finish();
        let summary = trend.points.last().map(|last| last.summary.clone()).unwrap_or_default();
        let audited = Audited { summary, unreadable, skipped, ..Audited::default() };
        let last = run.last().unwrap_or(&batch);
        let report = Report::new(audited, last, last.today());
        let width = surroundings.width;
        let look = Look { colour: false, width, snippets: false, show: Show::default() };
        let every = self.every();
        writing
            .finish(|format, output| write_trend(&trend, every, &report, format, look, output))?;
        Ok(tell_unread(&report, run.cases, look))
    }

    fn every(&self) -> Every {
        match self.every {
            EveryName::Month => Every::Month,
            EveryName::Week => Every::Week,
        }
    }

    /// The days to look at.
    fn days(&self, as_of: NaiveDate) -> Result<Vec<NaiveDate>, CliError> {
        let to = self.to.unwrap_or(as_of);
        let from = self.from.unwrap_or_else(|| add_days(sub_months(to, 12), 1));
        if from > to {
            return Err(CliError::FromAfterTo { from, to });
        }
        if self.every().most(from, to) > MOST_DAYS {
            return Err(CliError::TooLong { from, to });
        }
        Ok(self.every().ends(from, to))
    }
}
