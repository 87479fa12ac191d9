//! Reports for people: the places of one case, or the findings and figures of many.

mod clean;
mod due;
mod layout;
mod many;
mod one;
mod pretty;
mod snippet;
mod tables;
mod trend;
mod trial;
mod worst;

use std::io::{self, Write};

use super::wording::account;
use super::{Look, Report};
use layout::hanging;

pub(super) use due::write as write_due;
pub(super) use many::case_text;
pub(super) use pretty::Pretty;
pub use snippet::{problem_report, strategy_advice_report, strategy_problem_report};
pub(super) use tables::{Tables, number, plain_table, table};
pub(super) use trend::write as write_trend;
pub(super) use trial::write_trial;

/// What could not be audited, the notes, and a line that accounts for every finding.
fn write_trailer(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for unreadable in &report.unreadable {
        write!(out, "\n{}", problem_report(unreadable, look))?;
    }
    write_notes(&report.notes, look, out)?;
    if report.summary.all.cases > 1 || report.refused > 0 {
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
