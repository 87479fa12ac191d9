//! How cases stood at the end of each month or week.

mod csv;
mod json;

use std::io::{self, Write};

use super::format::{Named, UnknownFormat, by_name};
use super::{Look, Report, people};
use crate::audit::Trend;
use crate::calendar::Every;

/// A format for a trend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrendFormat {
    /// For people: tables.
    Table,
    /// For a spreadsheet: a row for each day, and one for each requirement on it.
    Csv,
    /// For machines: one versioned object.
    Json,
}

impl Named for TrendFormat {
    const ALL: &'static [Self] = &[Self::Table, Self::Csv, Self::Json];

    fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

impl std::str::FromStr for TrendFormat {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        by_name(word)
    }
}

/// What a reader has to know of every trend.
pub(super) const TAKEN_AS_IT_STANDS: &str = "Each day is judged on what is dated up to it, for the cases in care on it. What has no day is taken as it stands now, so that earlier days can look better or worse than they were.";

/// Writes a trend; the report is that of its last day, for what is to be known of the whole run.
///
/// # Errors
/// When it cannot be written.
pub fn write_trend(
    trend: &Trend,
    every: Every,
    report: &Report,
    format: TrendFormat,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut notes = vec![TAKEN_AS_IT_STANDS.to_owned()];
    notes.extend(report.notes.iter().cloned());
    match format {
        TrendFormat::Table => people::write_trend(trend, &notes, look, out),
        TrendFormat::Csv => csv::write(trend, out),
        TrendFormat::Json => json::write(trend, every, report, notes, out),
    }
}
