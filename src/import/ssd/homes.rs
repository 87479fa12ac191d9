//! Placements.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::case::Told;
use super::children::Entry;
use super::periods::{Dated, Period};
use crate::import::codes::CODES;
use crate::import::document::{group, home};
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

const TYPE: &str = "CLAP_CLA_PLACEMENT_TYPE";
const PROVIDER: &str = "CLAP_CLA_PLACEMENT_PROVIDER";
const FROM: &str = "CLAP_CLA_PLACEMENT_START_DATE";
const TO: &str = "CLAP_CLA_PLACEMENT_END_DATE";

/// A placement as it grows.
struct Home {
    kind: Option<&'static str>,
    relationship: Option<&'static str>,
    code: Option<String>,
    from: NaiveDate,
    to: Option<NaiveDate>,
    /// True while the child is on a temporary move.
    away: bool,
}

/// The placements of a period of care; one goes on round temporary moves.
pub(super) fn read(
    rows: Vec<Entry>,
    period: &Period,
    as_of: NaiveDate,
    report: &mut ImportReport,
) -> Told {
    let dated = period.rows(rows, (FROM, TO), as_of, report);
    let mut homes: Vec<Home> = Vec::new();
    for placement in &dated {
        report.used(placement.entry.table);
        add(&mut homes, placement, report);
    }
    let source = dated.iter().map(|Dated { from, to, entry }| {
        group([
            ("type", json!(entry.row.text(TYPE))),
            ("provider", json!(entry.row.text(PROVIDER))),
            ("from", json!(from)),
            ("to", json!(to)),
        ])
    });
    let source = source.collect();
    Told { written: Value::Array(homes.iter().map(Home::value).collect()), source }
}

fn add(homes: &mut Vec<Home>, placement: &Dated, report: &mut ImportReport) {
    let row = &placement.entry.row;
    let text = row.text(TYPE);
    let code = text.map(|text| CODES.in_text("PLACE", text));
    let last = homes.last_mut();
    match code {
        Some(Some(code)) if code.word == "temporary" => match last {
            // A home that is still kept open is the child's all the while.
            Some(home) if home.to.is_some_and(|to| to <= placement.from) => {
                home.to = placement.to;
                home.away = true;
            }
            Some(_) => {}
            None => report.remark(row.remark(TYPE, Reason::NoHome)),
        },
        _ if last.as_ref().is_some_and(|home| home.away && home.code.as_deref() == text) => {
            if let Some(home) = last {
                home.to = placement.to;
                home.away = false;
            }
        }
        _ => {
            match code {
                None => report.remark(row.remark(TYPE, Reason::NoCode)),
                Some(None) => report.remark(row.remark(TYPE, Reason::UnknownCode)),
                Some(Some(_)) => {}
            }
            let code = code.flatten();
            homes.push(Home {
                kind: code.map(|code| code.word),
                relationship: code.map(|code| code.more).filter(|more| !more.is_empty()),
                code: text.map(str::to_owned),
                from: placement.from,
                to: placement.to,
                away: false,
            });
        }
    }
}

impl Home {
    fn value(&self) -> Value {
        home(self.kind, (self.from, self.to), self.relationship)
    }
}
