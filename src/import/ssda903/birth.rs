//! A child's date of birth, which every table may tell.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::children::{Child, Entry};
use super::source::Sources;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

/// The date of birth: that of the latest return's header, or else the first that any table tells.
///
/// Each other date is remarked on once, and so is each cell that holds none.
pub(super) fn date(
    child: &Child,
    sources: &Sources,
    report: &mut ImportReport,
) -> Option<NaiveDate> {
    let mut told: Vec<(&Entry, NaiveDate)> = Vec::new();
    for entry in child.entries() {
        match entry.row.day("DOB") {
            Ok(day) => told.extend(day.map(|day| (entry, day))),
            Err(remark) => report.remark(remark),
        }
    }
    let headers = child.headers.len();
    let of_header = |told: &&(&Entry, NaiveDate)| {
        child.headers.iter().take(headers).any(|header| std::ptr::eq(header, told.0))
    };
    let latest = told.iter().filter(of_header).max_by(|a, b| sources.order(a.0.source, b.0.source));
    let born = latest.or(told.first()).map(|(_, day)| *day)?;
    let mut others = BTreeSet::new();
    for (entry, day) in &told {
        if *day != born && others.insert(*day) {
            report.remark(entry.row.remark_code("DOB", Reason::BirthDates));
        }
    }
    Some(born)
}
