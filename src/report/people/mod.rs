//! Reports for people: the places of one case, or the findings and figures of many.

mod layout;
mod many;
mod one;
mod snippet;
mod tables;

use std::io::{self, Write};

use super::{Look, Report};
use crate::rules::Severity;
use layout::hanging;

pub(super) use layout::{plural, short};
pub use snippet::{problem_report, strategy_problem_report};
pub use tables::headline;
pub(super) use tables::{number, plain_table, table};

/// Writes the report: one case with its places, or many line by line with their figures.
pub(super) fn write_pretty(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match report.cases.as_slice() {
        [] => {}
        [only] => one::write(report, only, look, out)?,
        many => {
            many::write(many, look, out)?;
            tables::write(report, out)?;
        }
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
    for note in &report.notes {
        write!(out, "\n{}", hanging("note", note, look))?;
    }
    if report.cases.len() > 1 || !report.unreadable.is_empty() {
        writeln!(out, "\n{}", account(report))?;
    }
    Ok(())
}

/// `9 findings: 3 breaches, 6 concerns; 1 waived; 2 not yet due; 1 document could not be audited`.
fn account(report: &Report) -> String {
    let unaudited = format!("{} could not be audited", plural(report.unreadable.len(), "document"));
    if report.cases.is_empty() {
        return unaudited;
    }
    let of = |severity| report.cases.iter().map(|case| case.audit.findings_of(severity)).sum();
    let (breaches, concerns, advice): (usize, usize, usize) =
        (of(Severity::Breach), of(Severity::Concern), of(Severity::Advice));
    let over: usize = report.cases.iter().map(|case| case.audit.lapses_over()).sum();
    let breaches_told = match breaches {
        1 => "1 breach".to_owned(),
        many => format!("{many} breaches"),
    };
    let findings = format!(
        "{}: {breaches_told}, {}, {advice} advice",
        plural(breaches + concerns + advice, "finding"),
        plural(concerns, "concern"),
    );
    let counts = report.summary.all.counts;
    let also = [
        (over, format!("{over} of them past and over")),
        (counts.waived, format!("{} waived", counts.waived)),
        (counts.not_due, format!("{} not yet due", counts.not_due)),
        (report.unreadable.len(), unaudited),
    ];
    let told = also.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text);
    std::iter::once(findings).chain(told).collect::<Vec<_>>().join("; ")
}
