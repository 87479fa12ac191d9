//! Reviews of the present period of care.

use serde_json::{Value, json};

use super::case::Rows;
use super::codes::Codes;
use crate::import::document::group;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

/// Sets reviews aside that lie in no period of care.
pub(super) fn set_aside_outside(rows: &mut Rows, report: &mut ImportReport) {
    let first = rows.earlier.first().unwrap_or(&rows.present).started;
    let (present, earlier) = (&rows.present, &rows.earlier);
    rows.reviews.retain(|review| {
        let day = review.day;
        if present.holds(day) || earlier.iter().any(|period| period.holds(day)) {
            return true;
        }
        let reason = if day < first { Reason::ReviewBefore } else { Reason::ReviewOutside };
        report.set_aside(review.entry.table, review.entry.row.remark_code("REVIEW", reason));
        false
    });
}

/// The reviews of the present period of care, with how the child took part.
pub(super) fn reviews(rows: &Rows, codes: &Codes, report: &mut ImportReport) -> Value {
    let held = rows.reviews.iter().filter(|review| rows.present.holds(review.day));
    let told = held.map(|review| {
        let row = &review.entry.row;
        let code = row.text("REVIEW_CODE").map(|code| codes.get("REVIEW_CODE", code));
        let participation = match code {
            Some(Some(code)) => Some(code.word),
            Some(None) => {
                report.remark(row.remark_code("REVIEW_CODE", Reason::UnknownCode));
                None
            }
            None => {
                report.remark(row.remark_code("REVIEW_CODE", Reason::NoCode));
                None
            }
        };
        group([("date", json!(review.day)), ("participation", json!(participation))])
    });
    Value::Array(told.collect())
}
