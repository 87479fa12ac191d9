//! Reports: one small file for each format, over the same audits.

mod cells;
mod compare;
mod coverage;
mod csv;
mod due;
mod finding;
mod format;
mod formula;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod keys;
mod listing;
mod markdown;
mod ndjson;
mod notes;
mod parts;
mod past;
mod people;
mod pieces;
mod place;
mod publish;
mod safe;
mod sarif;
mod soon;
mod streamed;
mod trend;
mod trial;
pub mod v1;
mod wording;
mod xlsx;

use std::io::{self, Write};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::audit::{
    Audited, Batch, Cases, Outcome, Selection, Settings, Status, Summary, Trend, Unreadable,
};
use crate::strategy::{Severities, Strategy};
use notes::notes;

pub(crate) use cells::{Field, rows as csv_rows};
pub use compare::{
    Change, Changed, Comparison, ComparisonFormat, Why, compare, comparison_schema,
    write_comparison,
};
pub use coverage::{CoverageFormat, write_coverage};
pub use due::{Due, DueAsked, DueBy, DueFormat, DueGroup, write_due};
pub use format::{Format, FormatSpec, Named, UnknownFormat};
pub use notes::Asides;
pub use parts::{Merge, MergeError, PartError, PartHeader, read_part_header};
pub use past::{Incomparable, PastReport, PastReportError, read_report};
pub use people::{problem_report, strategy_advice_report, strategy_problem_report};
pub use safe::visible;
pub use streamed::{Streamed, kept_for, streamed, text_of_case};
pub use trend::{TrendFormat, write_trend};
pub use trial::{TrialFormat, write_trials};
pub use wording::headline;

/// Everything a report tells.
#[derive(Debug)]
pub struct Report {
    /// The as-of day.
    pub as_of: NaiveDate,
    /// What was looked at.
    pub scope: Scope,
    /// The strategies that cases were held to.
    pub strategies: Vec<Arc<Strategy>>,
    /// The figures of all cases together.
    pub summary: Summary,
    /// The cases that were audited, in order; none of them when the run did not keep them.
    pub cases: Cases,
    /// The documents that could not be audited; none of them when the run did not keep them.
    pub unreadable: Vec<Unreadable>,
    /// How many documents could not be audited.
    pub refused: usize,
    /// What a reader of the whole report has to know.
    pub notes: Vec<String>,
    /// What the notes are made of, beside the figures.
    pub asides: Asides,
    /// How the cases stood on earlier days, when that was looked at too.
    pub trend: Option<Trend>,
}

impl Report {
    /// The report of a run, made on a day.
    #[must_use]
    pub fn new(audited: Audited, batch: &Batch, made_on: NaiveDate) -> Self {
        let Audited { summary, cases, unreadable, refused, skipped, notes: told, trend } = audited;
        let mut report = Self {
            as_of: batch.today(),
            scope: Scope::of(batch.settings()),
            strategies: batch.strategies(),
            summary,
            cases,
            refused: refused.max(unreadable.len()),
            unreadable,
            notes: Vec::new(),
            asides: Asides::default(),
            trend,
        };
        report.asides = Asides::of(batch, &report.strategies, skipped, told);
        report.notes = notes(&report, made_on);
        report
    }
}

/// What was looked at, when that is not everything.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Which requirements.
    pub selection: Selection,
    /// The first day whose lapses are told, when it was chosen.
    pub since: Option<NaiveDate>,
    /// Whether plans were judged as though the planning day were the as-of day.
    pub as_if_due: bool,
    /// The day of the baseline whose findings are left out.
    pub baseline: Option<NaiveDate>,
    /// Severities that took the place of the strategies' own.
    pub severities: Severities,
    /// The name of the key that pseudonyms were made with, when references are hidden.
    pub key_id: Option<String>,
}

impl Scope {
    /// What these settings look at.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        Self {
            selection: settings.selection.clone(),
            since: settings.since,
            as_if_due: settings.as_if_due,
            baseline: settings.baseline.as_ref().map(|baseline| baseline.as_of),
            severities: settings.severities.clone(),
            key_id: settings.pseudonyms.as_ref().map(|pseudonyms| pseudonyms.key_id().to_owned()),
        }
    }
}

/// Which outcomes a report lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Show {
    /// What is not met, or waived.
    NotMet,
    /// That, and what falls due.
    #[default]
    Due,
    /// Every outcome.
    All,
}

impl Show {
    /// The word for it, as `--show` takes it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotMet => "not-met",
            Self::Due => "due",
            Self::All => "all",
        }
    }

    /// True when a report lists this outcome.
    #[must_use]
    pub fn lists(self, outcome: &Outcome) -> bool {
        match (self, outcome.status) {
            (Self::All, _) | (_, Status::NotMet | Status::Waived) | (Self::Due, Status::NotDue) => {
                true
            }
            (Self::Due, Status::Met) => outcome.due.is_some(),
            _ => false,
        }
    }
}

/// How a report is to look.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Whether to use colour; it is never the only signal.
    pub colour: bool,
    /// The width of the page, in columns.
    pub width: usize,
    /// Whether to show the file's own text around a finding.
    pub snippets: bool,
    /// Which outcomes to list.
    pub show: Show,
}

/// Writes a report.
///
/// # Errors
/// When it cannot be written.
pub fn write_report(
    report: &Report,
    format: Format,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let &Report { as_of, ref scope, .. } = report;
    match format {
        Format::Pretty => streamed::write(people::Pretty::new(as_of, look), report, out),
        Format::Table => streamed::write(people::Tables::new(as_of, look), report, out),
        Format::Ndjson => streamed::write(ndjson::Lines::new(as_of, scope, look.show), report, out),
        Format::Html => html::write(report, out),
        Format::Json => json::write(report, look.show, out),
        Format::Sarif => sarif::write(report, out),
        Format::Junit => junit::write(report, look.show, out),
        Format::Github => github::write(report, out),
        Format::Gitlab => gitlab::write(report, out),
        Format::Markdown => markdown::write(report, look.show, out),
        Format::Csv => csv::write(report, look.show, out),
        Format::Xlsx => xlsx::write(report, out),
    }
}
