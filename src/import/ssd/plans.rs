//! Care plans.

use chrono::NaiveDate;
use serde_json::json;

use super::case::Told;
use super::children::Entry;
use super::periods::{Period, day};
use crate::import::care_plan::{CarePlan, Planned};
use crate::import::document::group;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

const BOXES: &str = "LACP_CLA_CARE_PLAN_JSON";
const FROM: &str = "LACP_CLA_CARE_PLAN_START_DATE";
const TO: &str = "LACP_CLA_CARE_PLAN_END_DATE";

/// A care plan, in force from a day to a day.
struct InForce {
    entry: Entry,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// The plan in force, with the day on which it was decided that the child should be placed for
/// adoption, while that holds. All plans of the period are kept in the set's own words.
pub(super) fn read(
    rows: Vec<Entry>,
    period: &Period,
    decided: Option<NaiveDate>,
    as_of: NaiveDate,
    report: &mut ImportReport,
) -> Told {
    let mut plans = Vec::new();
    for entry in rows {
        let (from, to) = (day(&entry.row, FROM, report), day(&entry.row, TO, report));
        if from.is_none_or(|from| from <= as_of) && period.meets(from, to) {
            report.used(entry.table);
            plans.push(InForce { entry, from, to });
        } else {
            report.set_aside(entry.table, entry.row.remark(FROM, Reason::OutsidePeriod));
        }
    }
    plans.sort_by(|a, b| (a.from, &a.entry.row.place).cmp(&(b.from, &b.entry.row.place)));
    let until = period.ended.unwrap_or(as_of).min(as_of);
    let present = plans.iter().rfind(|plan| plan.to.is_none_or(|to| to >= until));
    let boxes = present.and_then(|plan| plan.entry.row.text(BOXES));
    let plan = boxes.map_or_else(CarePlan::default, |text| {
        CarePlan::read(text).unwrap_or_else(|| CarePlan::of(Planned::Unknown))
    });
    let (written, reasons) = plan.written(decided);
    if let Some(InForce { entry, .. }) = present {
        let row = &entry.row;
        report.remarks.extend(reasons.into_iter().map(|reason| row.remark(BOXES, reason)));
    }
    let source = plans.iter().map(|InForce { entry, from, to }| {
        let boxes = entry.row.text(BOXES).map(CarePlan::source);
        group([("from", json!(from)), ("to", json!(to))].into_iter().chain(boxes))
    });
    // A plan that is blank in every way says that none is agreed, and nothing more.
    let source = source.filter(|told| *told != json!({})).collect();
    Told { written, source }
}
