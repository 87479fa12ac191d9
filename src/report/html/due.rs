//! What is overdue, and what falls due, week by week.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::report::Report;

/// The weeks ahead that are counted one by one.
pub(super) const WEEKS: usize = 12;

/// What falls due in one week.
#[derive(Debug)]
pub(super) struct Week {
    /// Its first day: the as-of day's day of the week.
    pub(super) from: NaiveDate,
    /// Its last day.
    pub(super) to: NaiveDate,
    /// How many requirements fall due, over all cases.
    pub(super) requirements: usize,
    /// How many cases they are of.
    pub(super) cases: usize,
}

/// What is overdue, falls due in the coming weeks, and afterwards.
#[derive(Debug)]
pub(super) struct Ahead {
    /// How many requirements are overdue, and of how many cases.
    pub(super) overdue: (usize, usize),
    pub(super) weeks: Vec<Week>,
    /// How many requirements fall due after the last of the weeks.
    pub(super) later: usize,
}

impl Ahead {
    pub(super) fn of(report: &Report) -> Self {
        let mut weeks: Vec<Week> =
            std::iter::successors(Some(report.as_of), |from| from.checked_add_days(Days::new(7)))
                .take(WEEKS)
                .map(|from| Week {
                    from,
                    to: from.checked_add_days(Days::new(6)).unwrap_or(from),
                    requirements: 0,
                    cases: 0,
                })
                .collect();
        let mut later = 0;
        let mut overdue = (0, 0);
        for case in report.cases.iter() {
            let mut touched = BTreeSet::new();
            let days: Vec<NaiveDate> = case.audit.outcomes_by_day().map(|(day, _)| day).collect();
            let past = days.iter().filter(|day| **day < report.as_of).count();
            overdue = (overdue.0 + past, overdue.1 + usize::from(past > 0));
            for due in days.into_iter().filter(|due| *due >= report.as_of) {
                match weeks.iter().position(|week| due <= week.to) {
                    Some(index) => {
                        touched.insert(index);
                        if let Some(week) = weeks.get_mut(index) {
                            week.requirements += 1;
                        }
                    }
                    None => later += 1,
                }
            }
            for index in touched {
                if let Some(week) = weeks.get_mut(index) {
                    week.cases += 1;
                }
            }
        }
        Self { overdue, weeks, later }
    }

    /// How many requirements fall due in all the weeks together.
    pub(super) fn in_weeks(&self) -> usize {
        self.weeks.iter().map(|week| week.requirements).sum()
    }
}
