//! A trend as CSV: a row for all requirements on each day, and one for each requirement.

use std::io::{self, Write};

use serde::Serialize;

use crate::audit::{Counts, Trend, TrendPoint, percent_compliant};
use crate::report::cells::{Field, rows};

/// A row; the names of its fields are the header. The cases and their colours are in the row for all
/// requirements, which names none.
#[derive(Debug, Default, Serialize)]
struct Row<'a> {
    day: Field<'a>,
    requirement: Field<'a>,
    percent_compliant: Option<u8>,
    met: usize,
    not_met: usize,
    not_due: usize,
    not_applicable: usize,
    waived: usize,
    cases: Option<usize>,
    green: Option<usize>,
    amber: Option<usize>,
    red: Option<usize>,
}

pub(super) fn write(trend: &Trend, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = rows(out, &Row::default())?;
    for point in &trend.points {
        let all = &point.summary.all;
        rows.serialize(Row {
            cases: Some(all.cases),
            green: Some(all.green),
            amber: Some(all.amber),
            red: Some(all.red),
            ..row(point, "", all.counts)
        })?;
        for (requirement, tally) in &point.summary.by_requirement {
            rows.serialize(row(point, requirement, tally.counts))?;
        }
    }
    rows.flush()
}

fn row<'a>(point: &TrendPoint, requirement: &'a str, counts: Counts) -> Row<'a> {
    let Counts { met, not_met, not_due, not_applicable, waived } = counts;
    Row {
        day: point.day.into(),
        requirement: requirement.into(),
        percent_compliant: percent_compliant(met, not_met),
        met,
        not_met,
        not_due,
        not_applicable,
        waived,
        ..Row::default()
    }
}
