//! Legal status and parental responsibility on a day.

use chrono::NaiveDate;

use crate::case::{LegalStatus, Responsibility, ResponsibilityHolder};

use super::Facts;

impl<'a> Facts<'a> {
    /// The legal status in force on a day, and its place; on a shared day the later one wins.
    #[must_use]
    pub fn legal_status_on(&self, day: NaiveDate) -> Option<(usize, LegalStatus)> {
        let from = |index: usize| self.case.care.legal_statuses.get(index)?.from.by(day);
        self.statuses_on(day).max_by_key(|(index, _)| (from(*index), *index))
    }

    /// Every legal status in force on a day, and its place: a placement order stands beside the
    /// care order before it.
    pub fn statuses_on(
        &self,
        day: NaiveDate,
    ) -> impl Iterator<Item = (usize, LegalStatus)> + use<'a> {
        let periods = self.case.care.legal_statuses.iter().enumerate();
        periods
            .filter(move |(_, period)| !period.from.is_after(day) && !period.to.passed_by(day))
            .filter_map(|(index, period)| Some((index, period.status?)))
    }

    /// Who holds parental responsibility on a day.
    pub fn responsibility_on(
        &self,
        day: NaiveDate,
    ) -> impl Iterator<Item = (usize, ResponsibilityHolder)> + use<'a> {
        let holds =
            move |held: &&'a Responsibility| !held.from.is_after(day) && !held.to.passed_by(day);
        self.case
            .care
            .parental_responsibility
            .iter()
            .enumerate()
            .filter(move |(_, held)| holds(held))
            .filter_map(|(index, held)| Some((index, held.who?)))
    }
}
