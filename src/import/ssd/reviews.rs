//! Reviews of the present period of care.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::children::Entry;
use super::periods::Period;
use crate::import::answer::answer;
use crate::import::cell::Row;
use crate::import::codes::CODES;
use crate::import::document::group;
use crate::import::reason::Reason;
use crate::import::report::{ImportReport, Remark};

const HELD: &str = "CLAR_CLA_REVIEW_DATE";
const CANCELLED: &str = "CLAR_CLA_REVIEW_CANCELLED";
const PARTICIPATION: &str = "CLAR_CLA_REVIEW_PARTICIPATION";

/// The reviews that were held, in the order of their days; those that were not are set aside.
pub(super) fn read(
    rows: Vec<Entry>,
    period: &Period,
    as_of: NaiveDate,
    report: &mut ImportReport,
) -> Value {
    let mut held: BTreeMap<NaiveDate, Option<&'static str>> = BTreeMap::new();
    for entry in rows {
        let (row, table) = (&entry.row, entry.table);
        let day = match day(row, period, as_of) {
            Ok(day) => day,
            Err(remark) => {
                report.set_aside(table, remark);
                continue;
            }
        };
        let how = participation(row, report);
        match held.get(&day).copied() {
            // Of two rows about one review, one may say more.
            Some(told) if told.is_none() || how.is_none() || told == how => {
                held.insert(day, told.or(how));
                report.set_aside(table, row.remark(HELD, Reason::Duplicate));
            }
            Some(_) => report.set_aside(table, row.remark(PARTICIPATION, Reason::Disagreement)),
            None => {
                held.insert(day, how);
                report.used(table);
            }
        }
    }
    let reviews = held
        .into_iter()
        .map(|(day, how)| group([("date", json!(day)), ("participation", json!(how))]));
    Value::Array(reviews.collect())
}

/// The day on which a review was held in a period of care.
fn day(row: &Row, period: &Period, as_of: NaiveDate) -> Result<NaiveDate, Remark> {
    match row.text(CANCELLED).map(answer) {
        Some(Some(true)) => return Err(row.remark(CANCELLED, Reason::ReviewCancelled)),
        Some(None) => return Err(row.remark(CANCELLED, Reason::UnknownCode)),
        Some(Some(false)) | None => {}
    }
    let none = || Remark::new(row.place_of(HELD), None, Reason::ReviewNotHeld);
    let held = row.day(HELD)?.ok_or_else(none)?;
    if held > as_of {
        Err(row.remark(HELD, Reason::ReviewAhead))
    } else if period.holds(held) {
        Ok(held)
    } else {
        Err(row.remark(HELD, Reason::ReviewOutside))
    }
}

fn participation(row: &Row, report: &mut ImportReport) -> Option<&'static str> {
    let code = CODES.in_text("REVIEW_CODE", row.text(PARTICIPATION)?);
    if code.is_none() {
        report.remark(row.remark(PARTICIPATION, Reason::UnknownCode));
    }
    code.map(|code| code.word)
}
