//! A workbook for a meeting: figures, cases, findings, what falls due, requirements by team.
//!
//! It is made in memory, so that no copy of it lies anywhere but where it was asked for, and the same
//! inputs give the same bytes: it bears the as-of day, and nobody's name. Text is always text, never
//! a formula; days are real days and percentages real numbers, rounded down as everywhere. It holds
//! every finding, what is waived and every due day, whatever `--show` lists elsewhere.

mod lists;
mod matrix;
mod sheet;
mod style;
mod summary;

use std::io::{self, Write};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::Report;
use style::Styles;

/// Writes the report.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let bytes = workbook(report).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(report)?);
    let styles = Styles::new();
    let lists = lists::Lists::of(report);
    let teams = matrix::Matrix::of(report);
    let limits: Vec<String> = lists.limits().into_iter().chain(teams.limit()).collect();
    workbook.push_worksheet(summary::sheet(report, &limits, &styles)?);
    workbook.push_worksheet(lists.cases(&styles)?);
    workbook.push_worksheet(lists.findings(&styles)?);
    workbook.push_worksheet(lists.due(&styles)?);
    workbook.push_worksheet(teams.sheet(report, &styles)?);
    workbook.save_to_buffer()
}

/// A title and a day, so that the clock leaves no trace; no author.
fn properties(report: &Report) -> Result<DocProperties, XlsxError> {
    let day = report.as_of;
    // A workbook's calendar begins in 1900.
    let made = sheet::excel_day(day).or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))?;
    Ok(DocProperties::new()
        .set_title(format!("Permanence audit as at {day}"))
        .set_creation_datetime(&made))
}
