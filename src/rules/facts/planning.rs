//! Reviews, and the days they set.

use chrono::NaiveDate;

use crate::calendar::{WorkingDay, add_months, sub_days, working_day_after};
use crate::case::{CaseFile, Review};

/// Where the planning day lies: the day by which the plan's first version is asked for.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PlanningDay {
    /// The day before the second review.
    BeforeSecondReview,
    /// The day of the second review.
    AtSecondReview,
}

/// A review that was held in this period of care.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// Its place in the file's list.
    pub index: usize,
    /// The day it was held.
    pub date: NaiveDate,
    /// What is recorded of it.
    pub review: &'a Review,
}

/// The reviews of this period of care, and the days they set
/// (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33).
#[derive(Debug)]
pub struct ReviewClock<'a> {
    /// The reviews held by the child's day, in order.
    pub held: Vec<Held<'a>>,
    /// How many were held before the first of them.
    pub earlier: u32,
    /// The last day for the first review: the 20th working day after care started.
    pub first_due: WorkingDay,
    /// The last day for the second: three months after the first, or after the day the first was
    /// due. Not known when the first was held before the file begins.
    pub second_due: Option<NaiveDate>,
    /// The planning day; none when the second review was held before the file begins.
    pub planning_day: Option<NaiveDate>,
}

impl<'a> ReviewClock<'a> {
    pub(super) fn new(case: &'a CaseFile, day: NaiveDate, convention: PlanningDay) -> Self {
        let started = case.care.started.date();
        let mut held: Vec<Held<'a>> = case
            .reviews
            .iter()
            .enumerate()
            .filter(|(_, review)| review.cancelled != Some(true))
            .filter_map(|(index, review)| {
                let date = review.date.by(day).filter(|&date| date >= started)?;
                Some(Held { index, date, review })
            })
            .collect();
        held.sort_by_key(|review| (review.date, review.index));

        let first_due = working_day_after(started, 20);
        let mut clock = Self {
            held,
            earlier: case.care.earlier_reviews.unwrap_or(0),
            first_due,
            second_due: None,
            planning_day: None,
        };
        clock.second_due = clock.second_due();
        clock.planning_day = clock.planning_day(convention);
        clock
    }

    /// The first review, when it is listed.
    #[must_use]
    pub fn first(&self) -> Option<Held<'a>> {
        (self.earlier == 0).then(|| self.held.first().copied()).flatten()
    }

    /// The second review, when it is listed.
    #[must_use]
    pub fn second(&self) -> Option<Held<'a>> {
        match self.earlier {
            0 => self.held.get(1).copied(),
            1 => self.held.first().copied(),
            _ => None,
        }
    }

    /// True when the second review was held before the file's first.
    #[must_use]
    pub fn second_is_before_file(&self) -> bool {
        self.earlier >= 2
    }

    /// True when the second review has been held, listed or not.
    #[must_use]
    pub fn second_was_held(&self) -> bool {
        self.second_is_before_file() || self.second().is_some()
    }

    /// The latest review listed.
    #[must_use]
    pub fn latest(&self) -> Option<Held<'a>> {
        self.held.last().copied()
    }

    /// The planning day by which lateness is judged: not known when the first review was held before
    /// the file begins and the second has not been.
    #[must_use]
    pub fn known_planning_day(&self) -> Option<NaiveDate> {
        self.planning_day.filter(|_| self.second().is_some() || self.second_due.is_some())
    }

    /// The first and, when it was held, the second review.
    pub fn up_to_second(&self) -> impl Iterator<Item = Held<'a>> + use<'a, '_> {
        let count = match self.earlier {
            0 => 2,
            1 => 1,
            _ => 0,
        };
        self.held.iter().copied().take(count)
    }

    fn second_due(&self) -> Option<NaiveDate> {
        (self.earlier == 0)
            .then(|| add_months(self.first().map_or(self.first_due.date, |first| first.date), 3))
    }

    fn planning_day(&self, convention: PlanningDay) -> Option<NaiveDate> {
        if self.second_is_before_file() {
            return None;
        }
        match (self.second(), convention) {
            (Some(second), PlanningDay::BeforeSecondReview) => Some(sub_days(second.date, 1)),
            (Some(second), PlanningDay::AtSecondReview) => Some(second.date),
            // With the first review before the file begins, its day is not known: three months
            // after it was due is the last day the law could allow.
            (None, _) => self.second_due.or_else(|| Some(add_months(self.first_due.date, 3))),
        }
    }
}
