//! Counting the days a child has lived with someone who applies for an order.

use std::fmt;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::calendar::{add_days, sub_months, sub_years};
use crate::case::LivedWith;
use crate::rules::within;

/// Days from a first to a last, both in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Stay {
    first: NaiveDate,
    last: NaiveDate,
}

impl Stay {
    /// The days of it on or after a day.
    fn days_since(self, since: NaiveDate) -> i64 {
        let first = self.first.max(since);
        ((self.last - first).num_days() + 1).max(0)
    }
}

/// The stays of a child with one applicant up to the application: in order, and joined where they
/// overlap or adjoin, so that no day counts twice and a stay without a break is one stay.
#[derive(Clone, Debug)]
pub(super) struct Stays {
    applied: NaiveDate,
    stays: Vec<Stay>,
}

impl Stays {
    /// The stays up to the day of the application, on which open ones end.
    pub(super) fn up_to(applied: NaiveDate, periods: &[LivedWith]) -> Self {
        let mut recorded: Vec<Stay> = periods
            .iter()
            .filter_map(|period| {
                let first = period.from.by(applied)?;
                let last = period.to.day().map_or(applied, |to| to.min(applied));
                (first <= last).then_some(Stay { first, last })
            })
            .collect();
        recorded.sort_unstable();
        let mut stays: Vec<Stay> = Vec::with_capacity(recorded.len());
        for stay in recorded {
            match stays.last_mut() {
                Some(before) if stay.first <= add_days(before.last, 1) => {
                    before.last = before.last.max(stay.last);
                }
                _ => stays.push(stay),
            }
        }
        Self { applied, stays }
    }

    /// True after a year up to the application: one stay that was running then and began on or
    /// before the same day a year earlier.
    pub(super) fn is_a_year(&self) -> bool {
        self.running_since().is_some_and(|first| first <= self.year_earlier())
    }

    /// The day a year before the application.
    pub(super) fn year_earlier(&self) -> NaiveDate {
        sub_years(self.applied, 1)
    }

    /// The first day of the stay that was running at the application.
    pub(super) fn running_since(&self) -> Option<NaiveDate> {
        let running = self.stays.last()?;
        (running.last == self.applied).then_some(running.first)
    }

    fn days_since(&self, since: NaiveDate) -> i64 {
        self.stays.iter().map(|stay| stay.days_since(since)).sum()
    }

    fn last_day(&self) -> Option<NaiveDate> {
        self.stays.last().map(|stay| stay.last)
    }
}

/// Which of the days lived with an applicant count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Window {
    /// Only days in so many years up to the application count.
    #[schemars(range(min = 1, max = 18))]
    #[serde(deserialize_with = "within::<1, 18, _>")]
    pub(super) within_years: u32,
    /// The last of them lies at most so many months before the application; anywhere when missing.
    #[serde(default)]
    #[schemars(range(max = 216))]
    pub(super) ended_within_months: Option<u32>,
}

/// How many days lived with an applicant are asked for, and which count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counting {
    /// How many are asked for.
    pub(super) days: u32,
    /// Which count; all when missing.
    pub(super) window: Option<Window>,
}

/// The three years, in days.
pub(super) const THREE_YEARS: u32 = 1095;

impl Counting {
    /// Three years that began at most five years before the application and ended at most three
    /// months before it (Children Act 1989, section 10(5)(b) and (10), and by section 14A(5)(c)).
    pub(super) const ACT: Self = Self {
        days: THREE_YEARS,
        window: Some(Window { within_years: 5, ended_within_months: Some(3) }),
    };

    /// Counts the days of these stays.
    pub(super) fn tally(self, stays: &Stays) -> Tally {
        let since = self.window.map(|window| sub_years(stays.applied, window.within_years));
        let ended_by = self
            .window
            .and_then(|window| window.ended_within_months)
            .map(|months| sub_months(stays.applied, months));
        let last = stays.last_day();
        Tally {
            days: stays.days_since(since.unwrap_or(NaiveDate::MIN)),
            asked: self.days,
            since,
            gone_too_long: ended_by
                .zip(last)
                .filter(|(oldest, last)| last < oldest)
                .map(|(_, last)| last),
        }
    }
}

/// What the counting came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tally {
    days: i64,
    asked: u32,
    since: Option<NaiveDate>,
    gone_too_long: Option<NaiveDate>,
}

impl Tally {
    /// True when the days are enough and the last of them is recent enough.
    pub(super) fn is_enough(self) -> bool {
        self.days >= i64::from(self.asked) && self.gone_too_long.is_none()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of the {} days asked for", self.days, self.asked)?;
        if let Some(since) = self.since {
            write!(f, " since {since}")?;
        }
        match self.gone_too_long {
            Some(last) => write!(f, ", the last of them on {last}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
