//! What falls due soon, over many cases.

use chrono::NaiveDate;

use super::Report;
use crate::audit::{CaseAudit, WEEKS_AHEAD};
use crate::calendar::add_weeks;
use crate::strategy::Key;

/// A day within four weeks on which a requirement of a case falls due.
#[derive(Debug)]
pub(super) struct DueDay {
    /// The day.
    pub(super) day: NaiveDate,
    /// The case's id.
    pub(super) case_id: String,
    /// The requirement's id for reports.
    pub(super) requirement: Key,
}

/// What falls due within four weeks: the first so many days of it, in order.
#[derive(Debug)]
pub(super) struct DueSoon {
    from: NaiveDate,
    to: NaiveDate,
    most: usize,
    days: Vec<DueDay>,
}

impl DueSoon {
    /// Nothing yet of the weeks after a day, and never more than so much.
    pub(super) fn new(as_of: NaiveDate, most: usize) -> Self {
        Self { from: as_of, to: add_weeks(as_of, WEEKS_AHEAD), most, days: Vec::new() }
    }

    /// Adds a case, which comes after those before it.
    pub(super) fn add(&mut self, audit: &CaseAudit) {
        for outcome in &audit.outcomes {
            let soon = outcome.falls_due().filter(|&day| self.from <= day && day <= self.to);
            let Some(day) = soon else {
                continue;
            };
            let (case_id, requirement) = (audit.case_id.clone(), outcome.requirement.clone());
            self.days.push(DueDay { day, case_id, requirement });
        }
        // Now and then is enough, and sorts little.
        if self.days.len() / 2 > self.most {
            self.shorten();
        }
    }

    /// What there is so far, in order.
    pub(super) fn so_far(&mut self) -> &[DueDay] {
        self.shorten();
        &self.days
    }

    fn shorten(&mut self) {
        self.days.sort_by_key(|due| due.day);
        self.days.truncate(self.most);
        if self.days.len() == self.most
            && let Some(last) = self.days.last()
        {
            // What comes later on the same day comes after it.
            self.to = last.day.pred_opt().unwrap_or(last.day);
        }
    }
}

/// All that falls due within four weeks, in order.
pub(super) fn due_soon(report: &Report) -> Vec<DueDay> {
    let mut due = DueSoon::new(report.as_of, usize::MAX);
    report.cases.iter().for_each(|case| due.add(&case.audit));
    due.shorten();
    due.days
}
