//! The days by which something is to be done.

use chrono::NaiveDate;

use super::{CaseAudit, Outcome, Status};
use crate::rules::Element;
use crate::strategy::Key;

/// The day by which a case is to meet a requirement, or was to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The day.
    pub day: NaiveDate,
    /// The requirement's id for reports: `statutory/first-review`.
    pub requirement: Key,
    /// The id of the rule that judged it.
    pub rule: &'static str,
    /// What it is about.
    pub element: Element,
    /// The council's reference for the child.
    pub case_id: String,
    /// The team that holds the case.
    pub team: Option<String>,
    /// The child's social worker.
    pub social_worker: Option<String>,
}

impl Deadline {
    /// How many days are left on a day; below nothing when it is overdue.
    #[must_use]
    pub fn days_left(&self, today: NaiveDate) -> i64 {
        (self.day - today).num_days()
    }
}

impl CaseAudit {
    /// One deadline for each requirement that has one, in the strategies' order: the day that it fell
    /// due when it is still wanting, else the day that it falls due next. A closed case has none.
    pub fn deadlines(&self) -> impl Iterator<Item = Deadline> + '_ {
        self.outcomes_by_day().map(|(day, outcome)| Deadline {
            day,
            requirement: outcome.requirement.clone(),
            rule: outcome.rule,
            element: outcome.element,
            case_id: self.case_id.clone(),
            team: self.team.clone(),
            social_worker: self.social_worker.clone(),
        })
    }

    /// The outcomes that have a deadline, each with its day.
    pub fn outcomes_by_day(&self) -> impl Iterator<Item = (NaiveDate, &Outcome)> + '_ {
        let open = self.outcomes.iter().filter(|_| self.closed.is_none());
        open.filter_map(|outcome| {
            Some((outcome.fell_due().or_else(|| outcome.falls_due())?, outcome))
        })
    }

    /// How many requirements are not due yet on a day that is not known.
    #[must_use]
    pub fn due_some_day(&self) -> usize {
        let waiting =
            |outcome: &&Outcome| outcome.status == Status::NotDue && outcome.due.is_none();
        self.outcomes.iter().filter(waiting).count()
    }
}
