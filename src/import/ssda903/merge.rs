//! Rows of several returns that are about the same thing.

use super::children::{Dated, Entry};
use super::source::Sources;
use crate::import::cell::Row;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

/// The rows that count, in the order of their days, and those that say the same in an earlier return.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) rows: Vec<Dated>,
    pub(super) same: Vec<Entry>,
}

/// Puts rows that are about the same day together.
///
/// Of two returns the later one's row counts. One that says the same, or less, in an earlier return is
/// the same row; one that says otherwise is set aside. In one return the same row twice is used once.
pub(super) fn merge(
    mut rows: Vec<Dated>,
    codes: &[&str],
    sources: &Sources,
    report: &mut ImportReport,
) -> Merged {
    rows.sort_by(|a, b| {
        let by_return = || sources.order(a.entry.source, b.entry.source);
        let lasts = |row: &Dated| row.to != Some(row.day);
        let by_place = || a.entry.row.place.cmp(&b.entry.row.place);
        a.day.cmp(&b.day).then_with(by_return).then(lasts(a).cmp(&lasts(b))).then_with(by_place)
    });
    let mut merged = Merged::default();
    for row in rows {
        let Some(before) = merged.rows.last_mut().filter(|before| before.day == row.day) else {
            merged.rows.push(row);
            continue;
        };
        let one_return = before.entry.source == row.entry.source;
        if one_return && before.entry.row.says_the_same(&row.entry.row) {
            report.set_aside(row.entry.table, duplicate(&row.entry.row));
        } else if one_return && before.to == Some(before.day) {
            // An episode of a day, and the one that follows it on that day.
            merged.rows.push(row);
        } else {
            let earlier = std::mem::replace(before, row);
            if !one_return && adds_nothing(&earlier, before, codes) {
                merged.same.push(earlier.entry);
            } else {
                let Entry { row, table, .. } = earlier.entry;
                report.set_aside(
                    table,
                    row.remark_code(
                        codes.first().copied().unwrap_or_default(),
                        Reason::Disagreement,
                    ),
                );
            }
        }
    }
    merged
}

/// True when an earlier return's row says nothing that the later one's does not.
fn adds_nothing(earlier: &Dated, later: &Dated, codes: &[&str]) -> bool {
    let (before, after) = (&earlier.entry.row, &later.entry.row);
    let ends_alike = earlier.to.is_none() || earlier.to == later.to;
    ends_alike
        && codes
            .iter()
            .all(|code| before.text(code).is_none() || before.text(code) == after.text(code))
}

/// Rows without a day of their own: the same row twice in one file is used once.
pub(super) fn without_duplicates(rows: Vec<Entry>, report: &mut ImportReport) -> Vec<Entry> {
    let mut kept: Vec<Entry> = Vec::with_capacity(rows.len());
    for entry in rows {
        let same =
            |other: &&Entry| other.source == entry.source && other.row.says_the_same(&entry.row);
        if kept.iter().any(|other| same(&other)) {
            report.set_aside(entry.table, duplicate(&entry.row));
        } else {
            kept.push(entry);
        }
    }
    kept
}

fn duplicate(row: &Row) -> crate::import::report::Remark {
    crate::import::report::Remark::new(row.place.clone(), None, Reason::Duplicate)
}
