//! A child's case file, from the rows of the lists.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::adoption::Adoption;
use super::plan;
use crate::calendar::birthday;
use crate::case::LegalStatus;
use crate::import::answer::answer;
use crate::import::care_plan::CarePlan;
use crate::import::cell::Row;
use crate::import::codes::{CODES, Code};
use crate::import::document::group;
use crate::import::legal_status::{Recognised, recognise};
use crate::import::reason::Reason;
use crate::import::report::{ImportReport, Remark, TableId};
use crate::import::{EARLIER_REVIEWS, ImportSettings, ImportedCase};

/// The rows of a child, each with where it counts.
#[derive(Debug, Default)]
pub(super) struct Child {
    pub(super) in_care: Vec<(Row, TableId)>,
    pub(super) adoption: Vec<(Row, TableId)>,
}

/// A row of list 8 with the days that a case file must have.
struct Dated {
    row: Row,
    table: TableId,
    born: NaiveDate,
    started: NaiveDate,
}

/// Makes a case file of a child's rows; none when there is not enough for one, and then each row is
/// set aside with the reason.
pub(super) fn make(
    id: &str,
    child: Child,
    settings: &ImportSettings,
    report: &mut ImportReport,
) -> Option<ImportedCase> {
    let dated = child.in_care.into_iter();
    let dated: Vec<_> =
        dated.filter_map(|(row, table)| usable(row, table, settings, report)).collect();
    let Some((present, earlier)) = present(dated, report) else {
        for (row, table) in child.adoption {
            let reason = Reason::NotInCareList;
            report.set_aside(table, Remark::new(row.place, None, reason));
        }
        return None;
    };
    let adoption = adoption(child.adoption, &present, report);
    Some(written(id, &present, &earlier, adoption.as_ref(), settings, report))
}

/// The row with its days; none when it has to be set aside.
fn usable(
    row: Row,
    table: TableId,
    settings: &ImportSettings,
    report: &mut ImportReport,
) -> Option<Dated> {
    match days(&row, settings.as_of) {
        Ok((born, started)) => Some(Dated { row, table, born, started }),
        Err(remark) => {
            report.set_aside(table, remark);
            None
        }
    }
}

/// When the child was born and came into care.
fn days(row: &Row, as_of: NaiveDate) -> Result<(NaiveDate, NaiveDate), Remark> {
    const BORN: &str = "list 8: date of birth";
    const STARTED: &str = "list 8: started to be looked after";
    let missing = |column, reason| Remark::new(row.place_of(column), None, reason);
    let born = row.day(BORN)?.ok_or_else(|| missing(BORN, Reason::NoBirthDate))?;
    let started = row.day(STARTED)?.ok_or_else(|| missing(STARTED, Reason::NoDay))?;
    if started > as_of {
        return Err(row.remark(STARTED, Reason::EpisodeAhead));
    }
    if born > started || birthday(born, 18) <= started {
        return Err(row.remark(STARTED, Reason::Contradiction));
    }
    Ok((born, started))
}

/// The row of the present period of care, and those of earlier ones. Of rows that start on one day
/// the first is used.
fn present(mut dated: Vec<Dated>, report: &mut ImportReport) -> Option<(Dated, Vec<Dated>)> {
    // Stable: rows of one day stay in their order.
    dated.sort_by_key(|row| row.started);
    let mut periods: Vec<Dated> = Vec::with_capacity(dated.len());
    for row in dated {
        match periods.last() {
            Some(before) if before.started == row.started => {
                let same = before.row.says_the_same(&row.row);
                let reason = if same { Reason::Duplicate } else { Reason::RepeatedChild };
                report.set_aside(row.table, Remark::new(row.row.place, None, reason));
            }
            _ => periods.push(row),
        }
    }
    for Dated { table, .. } in &periods {
        report.used(*table);
    }
    let present = periods.pop()?;
    Some((present, periods))
}

/// The row of list 10, with which list 8 agrees on who the child is.
fn adoption(rows: Vec<(Row, TableId)>, present: &Dated, report: &mut ImportReport) -> Option<Row> {
    const BORN: &str = "list 10: date of birth";
    let mut used: Option<Row> = None;
    for (row, table) in rows {
        let other_birth = match row.day(BORN) {
            Ok(born) => born.is_some_and(|born| born != present.born),
            Err(remark) => {
                report.remark(remark);
                false
            }
        };
        let reason = match &used {
            _ if other_birth => Reason::OtherBirthDate,
            Some(first) if first.says_the_same(&row) => Reason::Duplicate,
            Some(_) => Reason::RepeatedChild,
            None => {
                report.used(table);
                used = Some(row);
                continue;
            }
        };
        report.set_aside(table, Remark::new(row.place, None, reason));
    }
    used
}

fn written(
    id: &str,
    present: &Dated,
    earlier: &[Dated],
    adoption: Option<&Row>,
    settings: &ImportSettings,
    report: &mut ImportReport,
) -> ImportedCase {
    let row = &present.row;
    let adoption = adoption.map(|row| Adoption::read(row, present.started, settings.as_of, report));
    let ended = ended(present, settings.as_of, report);
    let status = status(row, report);
    let entry = entry(row, status.as_ref(), report);
    let statuses = statuses(row, status, adoption.as_ref(), report);
    // The latest of them, whichever it is.
    let reviews = review(present, ended, settings.as_of, report);
    let document = group([
        ("format", json!(1)),
        ("case_id", json!(id)),
        ("authority", json!(settings.authority)),
        ("team", json!(row.text("list 8: team"))),
        ("social_worker", json!(row.text("list 8: worker"))),
        ("child", group([("date_of_birth", json!(present.born))])),
        (
            "care",
            group([
                ("started", json!(present.started)),
                ("ended", json!(ended)),
                ("entry", json!(entry)),
                ("earlier_reviews", json!(reviews.is_array().then_some(EARLIER_REVIEWS))),
                ("legal_statuses", statuses),
            ]),
        ),
        ("placements", placement(row, ended, report)),
        ("permanence_plan", permanence_plan(row, adoption.as_ref(), report)),
        ("reviews", reviews),
        ("orders", orders(row, ended, adoption.as_ref(), report)),
        ("x_source", source(row, earlier, adoption.as_ref())),
    ]);
    ImportedCase { document, place: row.place.clone() }
}

/// The day under a column; what is not one is remarked on.
fn day(row: &Row, column: &str, report: &mut ImportReport) -> Option<NaiveDate> {
    row.day(column).unwrap_or_else(|remark| {
        report.remark(remark);
        None
    })
}

fn ended(present: &Dated, as_of: NaiveDate, report: &mut ImportReport) -> Option<NaiveDate> {
    const ENDED: &str = "list 8: ceased to be looked after";
    let ended = day(&present.row, ENDED, report)?;
    if ended < present.started {
        report.remark(present.row.remark(ENDED, Reason::EndBeforeStart));
        return None;
    }
    if ended > as_of {
        report.remark(present.row.remark(ENDED, Reason::EndAhead));
    }
    Some(ended)
}

/// What the legal status says, when it is understood.
fn status(row: &Row, report: &mut ImportReport) -> Option<Recognised> {
    const STATUS: &str = "list 8: legal status";
    let text = row.text(STATUS)?;
    match recognise(text) {
        Ok(said) => {
            if said.statuses.is_empty() {
                report.remark(row.remark(STATUS, Reason::NoWord));
            }
            Some(said)
        }
        Err(why) => {
            report.remark(row.remark(STATUS, why.into()));
            None
        }
    }
}

/// How the child came into care, where the list shows it.
fn entry(
    row: &Row,
    status: Option<&Recognised>,
    report: &mut ImportReport,
) -> Option<&'static str> {
    const ALONE: &str = "list 8: unaccompanied";
    if status.is_some_and(|status| status.short_breaks) {
        return Some("short-breaks");
    }
    match row.text(ALONE).map(answer) {
        Some(Some(true)) => Some("unaccompanied"),
        Some(None) => {
            report.remark(row.remark(ALONE, Reason::UnknownCode));
            None
        }
        _ => None,
    }
}

/// The present legal status, and the placement order of list 10.
fn statuses(
    row: &Row,
    status: Option<Recognised>,
    adoption: Option<&Adoption>,
    report: &mut ImportReport,
) -> Value {
    let from = day(row, "list 8: legal status start", report);
    let said = status.map(|said| said.statuses).unwrap_or_default();
    let ordered = adoption.and_then(|adoption| adoption.placement_order);
    let mut statuses: Vec<_> = said.iter().map(|status| (status.word(), from)).collect();
    let told = said.contains(&LegalStatus::PlacementOrder);
    // A placement order that list 8 does not show any more ended on a day that no list tells.
    if let Some(ordered) = ordered.filter(|_| !told && adoption.is_some_and(Adoption::goes_on)) {
        statuses.push(("placement-order", Some(ordered)));
    }
    let written = statuses
        .into_iter()
        .map(|(status, from)| group([("status", json!(status)), ("from", json!(from))]));
    Value::Array(written.collect())
}

/// The most recent placement, with what is known of it.
fn placement(row: &Row, ended: Option<NaiveDate>, report: &mut ImportReport) -> Value {
    const TYPE: &str = "list 8: placement type";
    let from = day(row, "list 8: placement start", report);
    let code = code(row, TYPE, "PLACE", report);
    let Some(code) = code.filter(|code| code.word != "temporary") else {
        if code.is_some() {
            report.remark(row.remark(TYPE, Reason::NoHome));
        }
        return Value::Null;
    };
    let relationship = Some(code.more).filter(|more| !more.is_empty());
    Value::Array(vec![group([
        ("kind", json!(code.word)),
        ("from", json!(from)),
        ("to", json!(ended)),
        ("carer_relationship", json!(relationship)),
    ])])
}

/// The meaning of a return's code, which stands in a text such as `f) U6: Foster placement`.
fn code(row: &Row, column: &str, field: &'static str, report: &mut ImportReport) -> Option<Code> {
    let code = CODES.in_text(field, row.text(column)?);
    if code.is_none() {
        report.remark(row.remark(column, Reason::UnknownCode));
    }
    code
}

/// The option of the plan, where the column tells it, or a decision for adoption does.
fn permanence_plan(row: &Row, adoption: Option<&Adoption>, report: &mut ImportReport) -> Value {
    const PLAN: &str = "list 8: permanence plan";
    // Some systems put the boxes of their own care plan into the list.
    let planned = row.text(PLAN).map_or_else(CarePlan::default, |text| {
        let otherwise = || CarePlan::of(plan::read(text));
        CarePlan::read(text).unwrap_or_else(otherwise)
    });
    let decided = adoption.and_then(Adoption::decision);
    let (plan, reasons) = planned.written(decided);
    report.remarks.extend(reasons.into_iter().map(|reason| row.remark(PLAN, reason)));
    plan
}

/// The latest review, when it lies in the present period of care.
fn review(
    present: &Dated,
    ended: Option<NaiveDate>,
    as_of: NaiveDate,
    report: &mut ImportReport,
) -> Value {
    const REVIEW: &str = "list 8: latest review";
    let Some(held) = day(&present.row, REVIEW, report) else { return Value::Null };
    let reason = if held > as_of {
        Reason::ReviewAhead
    } else if held < present.started || ended.is_some_and(|ended| held > ended) {
        Reason::ReviewOutside
    } else {
        return Value::Array(vec![group([("date", json!(held))])]);
    };
    report.remark(present.row.remark(REVIEW, reason));
    Value::Null
}

/// The order that care ended with, and the adoption order of list 10.
fn orders(
    row: &Row,
    ended: Option<NaiveDate>,
    adoption: Option<&Adoption>,
    report: &mut ImportReport,
) -> Value {
    let reason = code(row, "list 8: reason ceased", "REC", report);
    let with_care = reason.map(|code| code.more).filter(|order| !order.is_empty()).zip(ended);
    let adopted = adoption.and_then(|adoption| adoption.adopted).map(|day| ("adoption", day));
    // Both tell of one adoption; list 10 tells the day of the order itself.
    let with_care = with_care.filter(|(order, _)| adopted.is_none() || *order != "adoption");
    let orders = with_care.into_iter().chain(adopted).map(|(order, granted)| {
        group([("order", json!(order)), ("outcome", json!("granted")), ("granted", json!(granted))])
    });
    Value::Array(orders.collect())
}

/// What the lists say in their own words, and what the case file has no place for.
fn source(row: &Row, earlier: &[Dated], adoption: Option<&Adoption>) -> Value {
    let text = |column: &str| json!(row.text(&format!("list 8: {column}")));
    let periods = earlier.iter().map(|period| {
        let ended = period.row.text("list 8: ceased to be looked after");
        group([("started", json!(period.started)), ("ended", json!(ended))])
    });
    group([
        ("format", json!("annex-a")),
        ("legal_status", text("legal status")),
        ("permanence_plan", text("permanence plan")),
        ("placements_in_12_months", text("placements in 12 months")),
        (
            "placement",
            group([
                ("type", text("placement type")),
                ("provider", text("placement provider")),
                ("location", text("placement location")),
                ("authority", text("placement authority")),
            ]),
        ),
        ("reason_ceased", text("reason ceased")),
        ("adoption", adoption.map_or(Value::Null, Adoption::source)),
        ("earlier_periods", Value::Array(periods.collect())),
    ])
}
