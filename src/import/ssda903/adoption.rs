//! Decisions that a child should be placed for adoption, and the orders that ended care.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::case::Rows;
use super::codes::Codes;
use super::periods::Period;
use crate::import::document::group;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

/// The plan that a decision in this period of care stands for: adoption, from the day it was decided
/// until that was given up.
pub(super) fn plan(rows: &Rows, as_of: NaiveDate, report: &mut ImportReport) -> Value {
    let mut decided = None;
    for entry in &rows.adoptions {
        let row = &entry.row;
        let (day, ceased) = match (row.day("DATE_PLACED"), row.day("DATE_PLACED_CEASED")) {
            (Ok(day), Ok(ceased)) => (day, ceased),
            (day, ceased) => {
                [day, ceased]
                    .into_iter()
                    .filter_map(Result::err)
                    .for_each(|remark| report.remark(remark));
                continue;
            }
        };
        let Some(day) = day else { continue };
        if day > as_of {
            report.remark(row.remark_code("DATE_PLACED", Reason::DecisionAhead));
        } else if !rows.present.holds(day) {
            report.remark(row.remark_code("DATE_PLACED", Reason::DecisionOutside));
        } else if ceased.is_none_or(|ceased| ceased > as_of) {
            decided = decided.max(Some(day));
        }
    }
    let adoption = |day| group([("option", json!("adoption")), ("identified", json!(day))]);
    group([("primary", decided.map_or(Value::Null, adoption))])
}

/// The order that ended this period of care, when one did.
pub(super) fn orders(period: &Period, codes: &Codes) -> Value {
    let order = || {
        let granted = period.ended?;
        let last = period.episodes.last()?;
        let code = codes.get("REC", last.entry.row.text("REC")?)?;
        let order = Some(code.more).filter(|order| !order.is_empty())?;
        Some(group([
            ("order", json!(order)),
            ("outcome", json!("granted")),
            ("granted", json!(granted)),
        ]))
    };
    Value::Array(order().into_iter().collect())
}
