//! Runs of days.

use std::fmt;

use chrono::NaiveDate;

use crate::calendar::add_days;
use crate::rules::Days;

/// Days on end, both the first and the last in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    /// The first day.
    pub(crate) first: NaiveDate,
    /// The last day.
    pub(crate) last: NaiveDate,
}

impl Run {
    /// How many days it lasts.
    pub(super) fn days(self) -> Days {
        Days(Days::between(self.first, self.last).0 + 1)
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, last } = self;
        if first == last {
            return write!(f, "on {first}");
        }
        write!(f, "from {first} to {last} ({})", self.days())
    }
}

/// Runs in order, joined where they overlap or touch.
pub(super) fn joined(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_unstable();
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(before) if run.first <= add_days(before.last, 1) => {
                before.last = before.last.max(run.last);
            }
            _ => joined.push(run),
        }
    }
    joined
}
