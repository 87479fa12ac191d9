//! Decisions and orders for permanence, and brothers and sisters in them.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::children::Entry;
use super::periods::Period;
use crate::case::SiblingDecision;
use crate::import::cell::Row;
use crate::import::codes::CODES;
use crate::import::date::{self, NoDate};
use crate::import::document::group;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

/// What the permanence table tells of the present period of care.
#[derive(Debug, Default)]
pub(super) struct Permanence {
    /// When it was decided that the child should be placed for adoption, while that holds.
    pub(super) decided: Option<NaiveDate>,
    /// When a placement order was made, while adoption is still planned.
    pub(super) placement_order: Option<NaiveDate>,
    /// The orders that were made, and when.
    pub(super) orders: Vec<(&'static str, NaiveDate)>,
    /// Brothers and sisters, together or apart.
    pub(super) siblings: Value,
    /// The rows in the set's own words.
    pub(super) source: Vec<Value>,
}

const PERIOD: &str = "PERM_CLA_ID";
const DECIDED: &str = "PERM_ADM_DECISION_DATE";
const REVERSED: &str = "PERM_DECISION_REVERSED_DATE";
const REVERSED_BECAUSE: &str = "PERM_DECISION_REVERSED_REASON";
const PLACEMENT_ORDER: &str = "PERM_PLACEMENT_ORDER_DATE";
const ORDER_DAY: &str = "PERM_PERMANENCE_ORDER_DATE";
const ORDER_KIND: &str = "PERM_PERMANENCE_ORDER_TYPE";
const TOGETHER: &str = "PERM_SIBLINGS_PLACED_TOGETHER";
const APART: &str = "PERM_SIBLINGS_PLACED_APART";

/// What is kept of a row, beside what the case file has a place for.
const KEPT: [&str; 10] = [
    DECIDED,
    "PERM_FFA_CP_DECISION_DATE",
    PLACEMENT_ORDER,
    "PERM_MATCHED_DATE",
    "PERM_PLACED_FOR_ADOPTION_DATE",
    "PERM_PLACED_FFA_CP_DATE",
    REVERSED,
    REVERSED_BECAUSE,
    ORDER_DAY,
    ORDER_KIND,
];

/// The most children that a group of brothers and sisters is taken to have.
const MOST_SIBLINGS: usize = 20;

/// How systems write the kinds of order.
const ORDERS: [(&str, &str); 12] = [
    ("adoption", "adoption"),
    ("adoption order", "adoption"),
    ("special guardianship", "special-guardianship"),
    ("special guardianship order", "special-guardianship"),
    ("sgo", "special-guardianship"),
    ("child arrangements", "child-arrangements"),
    ("child arrangements order", "child-arrangements"),
    ("child arrangement order", "child-arrangements"),
    ("cao", "child-arrangements"),
    ("residence order", "child-arrangements"),
    ("child arrangements order residence order", "child-arrangements"),
    ("child arrangement order residence order", "child-arrangements"),
];

impl Permanence {
    pub(super) fn read(
        rows: Vec<Entry>,
        period: &Period,
        as_of: NaiveDate,
        report: &mut ImportReport,
    ) -> Self {
        let mut told = Self::default();
        for Entry { row, table } in rows {
            match (row.text(PERIOD), period.number()) {
                (Some(own), Some(present)) if own != present => {
                    report.set_aside(table, row.remark(PERIOD, Reason::OutsidePeriod));
                }
                _ => {
                    report.used(table);
                    told.row(&row, period, as_of, report);
                }
            }
        }
        told
    }

    fn row(&mut self, row: &Row, period: &Period, as_of: NaiveDate, report: &mut ImportReport) {
        let mut days = Days { row, period, as_of, report };
        let reversed = days.come(REVERSED);
        let adopted = days.within(ORDER_DAY);
        if reversed.is_none() {
            self.decided = self.decided.max(days.within(DECIDED));
            let ordered = days.within(PLACEMENT_ORDER);
            self.placement_order = self.placement_order.max(ordered.filter(|_| adopted.is_none()));
        }
        if let (Some(day), Some(kind)) = (adopted, row.text(ORDER_KIND)) {
            match order(kind) {
                Some(kind) if self.orders.iter().all(|(told, _)| *told != kind) => {
                    self.orders.push((kind, day));
                }
                Some(_) => {}
                None => report.remark(row.remark(ORDER_KIND, Reason::UnknownCode)),
            }
        }
        self.siblings(row, report);
        let kept = KEPT.iter().filter_map(|column| {
            let text = row.text(column)?;
            let name = column.trim_start_matches("PERM_").to_ascii_lowercase();
            Some((name, json!(date::day(text).map_or_else(|_| text.into(), |day| day.to_string()))))
        });
        self.source.push(Value::Object(kept.collect::<Map<_, _>>()));
    }

    /// One group a sibling: the set tells how many there are, and no more of them. The number placed
    /// together has the child in it.
    fn siblings(&mut self, row: &Row, report: &mut ImportReport) {
        let together = number(row, TOGETHER, report).map_or(0, |with| with.saturating_sub(1));
        let apart = number(row, APART, report).unwrap_or_default();
        let decisions = std::iter::repeat_n(SiblingDecision::Together, together)
            .chain(std::iter::repeat_n(SiblingDecision::Apart, apart));
        let siblings = decisions.enumerate().map(|(index, decision)| {
            let reference = format!("sibling-{}", index + 1);
            group([("ref", json!(reference)), ("decision", json!(decision))])
        });
        let siblings: Vec<_> = siblings.collect();
        if !siblings.is_empty() {
            self.siblings = Value::Array(siblings);
        }
    }
}

/// The days of a row.
struct Days<'a> {
    row: &'a Row,
    period: &'a Period,
    as_of: NaiveDate,
    report: &'a mut ImportReport,
}

impl Days<'_> {
    /// The day under a column, when it has come.
    fn come(&mut self, column: &str) -> Option<NaiveDate> {
        let day = super::periods::day(self.row, column, self.report)?;
        if day > self.as_of {
            self.report.remark(self.row.remark(column, Reason::DecisionAhead));
            return None;
        }
        Some(day)
    }

    /// The day under a column, when it lies in the present period of care.
    fn within(&mut self, column: &str) -> Option<NaiveDate> {
        let day = self.come(column)?;
        if !self.period.holds(day) {
            self.report.remark(self.row.remark(column, Reason::DecisionOutside));
            return None;
        }
        Some(day)
    }
}

/// A number of children.
fn number(row: &Row, column: &str, report: &mut ImportReport) -> Option<usize> {
    let text = row.text(column)?;
    let number = text.parse().ok().filter(|number| *number <= MOST_SIBLINGS);
    if number.is_none() {
        report.remark(row.remark(column, Reason::UnknownCode));
    }
    number
}

/// The case file's word for a kind of order, from a text or the code of an end of care.
fn order(text: &str) -> Option<&'static str> {
    let words = text.to_lowercase();
    let words: Vec<_> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let words = words.join(" ");
    let known = ORDERS.iter().find(|(known, _)| *known == words).map(|(_, order)| *order);
    let code = || Some(CODES.get("REC", text.trim())?.more).filter(|order| !order.is_empty());
    known.or_else(code)
}

/// Permanences that broke down before, in the set's own words: the case file has no place for them.
pub(super) fn before(rows: Vec<Entry>, report: &mut ImportReport) -> Vec<Value> {
    const OPTION: &str = "LAPP_PREVIOUS_PERMANENCE_OPTION";
    const DAY: &str = "LAPP_PREVIOUS_PERMANENCE_ORDER_DATE";
    let mut told = Vec::new();
    for Entry { row, table } in rows {
        report.used(table);
        match row.text(OPTION).map(|text| CODES.in_text("PREV_PERM", text)) {
            Some(None) => report.remark(row.remark(OPTION, Reason::UnknownCode)),
            Some(Some(code)) if code.word != "none" => {
                report.remark(row.remark(OPTION, Reason::PreviousPermanence));
            }
            _ => {}
        }
        match row.text(DAY).map(date::day) {
            Some(Err(NoDate::Partial)) => report.remark(row.remark(DAY, Reason::PartialDateKept)),
            Some(Err(_)) => report.remarks.extend(row.day(DAY).err()),
            _ => {}
        }
        told.push(group([("option", json!(row.text(OPTION))), ("date", json!(row.text(DAY)))]));
    }
    told
}
