//! The dates of an adoption, from list 10.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::import::cell::Row;
use crate::import::document::group;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

/// What list 10 tells of a child, those days left out that are none or have not come.
#[derive(Debug, Default)]
pub(super) struct Adoption {
    /// When a placement order was made, in the present period of care.
    pub(super) placement_order: Option<NaiveDate>,
    /// When the child was adopted, in the present period of care.
    pub(super) adopted: Option<NaiveDate>,
    reversed: Option<NaiveDate>,
    decided: Option<NaiveDate>,
    /// Every date of the list by what it is the date of.
    told: Vec<(&'static str, Option<NaiveDate>)>,
    reversed_because: Option<String>,
}

/// The dates: how the list's column and how the case file's `x_source` calls each.
const DATES: [(&str, &str); 7] = [
    ("list 10: decided", "decided"),
    ("list 10: placement order", "placement_order"),
    ("list 10: matched", "matched"),
    ("list 10: placed", "placed"),
    ("list 10: adoption order", "adoption_order"),
    ("list 10: reversed", "reversed"),
    ("list 10: fostering for adoption", "fostering_for_adoption"),
];

impl Adoption {
    /// Reads the row of a child whose present period of care began on a day.
    pub(super) fn read(
        row: &Row,
        started: NaiveDate,
        as_of: NaiveDate,
        report: &mut ImportReport,
    ) -> Self {
        let mut adoption = Self::default();
        for (column, name) in DATES {
            let day = match row.day(column) {
                Ok(Some(day)) if day > as_of => {
                    report.remark(row.remark(column, Reason::DecisionAhead));
                    None
                }
                Ok(day) => day,
                Err(remark) => {
                    report.remark(remark);
                    None
                }
            };
            adoption.told.push((name, day));
            let within = day.filter(|day| *day >= started);
            match name {
                "placement_order" => adoption.placement_order = within,
                "decided" => adoption.decided = within,
                "adoption_order" => adoption.adopted = within,
                "reversed" => adoption.reversed = day,
                _ => continue,
            }
            if day != within && name != "reversed" {
                report.remark(row.remark(column, Reason::DecisionOutside));
            }
        }
        adoption.reversed_because = row.text("list 10: reversed because").map(str::to_owned);
        adoption
    }

    /// True while the child is still to be adopted.
    pub(super) fn goes_on(&self) -> bool {
        self.reversed.is_none() && self.adopted.is_none()
    }

    /// The day it was decided that the child should be placed for adoption, while that holds.
    pub(super) fn decision(&self) -> Option<NaiveDate> {
        self.decided.filter(|_| self.reversed.is_none())
    }

    /// What is kept of the list.
    pub(super) fn source(&self) -> Value {
        let dates = self.told.iter().map(|(name, day)| (*name, json!(day)));
        group(dates.chain([("reversed_because", json!(self.reversed_because))]))
    }
}
