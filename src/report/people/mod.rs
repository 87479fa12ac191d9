//! Reports for people: the places of one case, or the findings and figures of many.

mod due;
mod layout;
mod many;
mod one;
mod snippet;
mod tables;
mod trend;
mod trial;

use std::io::{self, Write};

use super::wording::account;
use super::{Look, Report};
use layout::hanging;

pub(super) use due::write as write_due;
pub use snippet::{problem_report, strategy_advice_report, strategy_problem_report};
pub(super) use tables::{number, plain_table, table};
pub(super) use trend::write as write_trend;
pub(super) use trial::write_trial;

/// Writes the report: one case with its places, or many line by line with their figures.
pub(super) fn write_pretty(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    if let Some(only) = report.cases.only() {
        one::write(report, &only, look, out)?;
    } else if !report.cases.is_empty() {
        many::write(&report.cases, look, out)?;
        tables::write(report, out)?;
    }
    write_trailer(report, look, out)
}

/// Writes the figures alone, and what has to be known with them.
pub(super) fn write_tables(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    tables::write(report, out)?;
    // Figures are passed on, so nothing of a file's own text goes with them.
    write_trailer(report, Look { snippets: false, ..look }, out)
}

/// What could not be audited, the notes, and a line that accounts for every finding.
fn write_trailer(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for unreadable in &report.unreadable {
        write!(out, "\n{}", problem_report(unreadable, look))?;
    }
    write_notes(&report.notes, look, out)?;
    if report.cases.len() > 1 || !report.unreadable.is_empty() {
        writeln!(out, "\n{}", account(report))?;
    }
    Ok(())
}

/// Writes what has to be known with a report.
fn write_notes(notes: &[String], look: Look, out: &mut dyn Write) -> io::Result<()> {
    for note in notes {
        write!(out, "\n{}", hanging("note", note, look))?;
    }
    Ok(())
}
