//! Legal statuses.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::case::Told;
use super::children::Entry;
use super::periods::{Dated, Period};
use crate::case::LegalStatus;
use crate::import::document::group;
use crate::import::legal_status::recognise;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

const TEXT: &str = "LEGA_LEGAL_STATUS";
const FROM: &str = "LEGA_LEGAL_STATUS_START_DATE";
const TO: &str = "LEGA_LEGAL_STATUS_END_DATE";

/// The legal statuses of a period of care.
#[derive(Debug, Default)]
pub(super) struct Statuses {
    pub(super) told: Told,
    /// How care was entered, where they show it.
    pub(super) entry: Option<&'static str>,
}

/// Reads the statuses, and the day of a placement order that another table tells.
pub(super) fn read(
    rows: Vec<Entry>,
    period: &Period,
    ordered: Option<NaiveDate>,
    as_of: NaiveDate,
    report: &mut ImportReport,
) -> Statuses {
    let dated = period.rows(rows, (FROM, TO), as_of, report);
    let mut statuses = Vec::new();
    let (mut breaks, mut others) = (Vec::new(), 0);
    let mut source = Vec::new();
    for Dated { from, to, entry } in &dated {
        report.used(entry.table);
        let text = entry.row.text(TEXT);
        source.push(group([("text", json!(text)), ("from", json!(from)), ("to", json!(to))]));
        match text.map(recognise) {
            None => report.remark(entry.row.remark(TEXT, Reason::NoCode)),
            Some(Err(why)) => report.remark(entry.row.remark(TEXT, why.into())),
            Some(Ok(said)) if said.statuses.is_empty() => {
                report.remark(entry.row.remark(TEXT, Reason::NoWord));
            }
            Some(Ok(said)) => {
                if said.short_breaks {
                    breaks.push(entry);
                } else {
                    others += 1;
                }
                statuses.extend(said.statuses.into_iter().map(|status| (status, *from, *to)));
            }
        }
    }
    let told = |status| statuses.iter().any(|(told, _, _)| *told == status);
    if let Some(ordered) = ordered.filter(|_| !told(LegalStatus::PlacementOrder)) {
        statuses.push((LegalStatus::PlacementOrder, ordered, None));
        statuses.sort_by_key(|(_, from, _)| *from);
    }
    let first = statuses.first().map(|(status, _, _)| *status);
    let entry = match breaks.first() {
        Some(_) if others == 0 => Some("short-breaks"),
        Some(entry) => {
            report.remark(entry.row.remark(TEXT, Reason::MixedShortBreaks));
            None
        }
        None => first.filter(|first| *first == LegalStatus::Remand).map(LegalStatus::word),
    };
    let written = statuses.iter().map(|(status, from, to)| {
        group([("status", json!(status.word())), ("from", json!(from)), ("to", json!(to))])
    });
    Statuses { told: Told { written: Value::Array(written.collect()), source }, entry }
}
