//! Arrangements outside care: private fostering and informal family care (Leicester, appendix 1).

use super::Cause;
use super::runs::Run;
use crate::calendar::sub_months;
use crate::case::{Placement, PlacementKind};
use crate::rules::{Facts, Fault, Nth, at};

/// The least that private fostering lasts (Children Act 1989, section 66).
const PRIVATE_FOSTERING: u32 = 28;

/// Kinds of home for a child the council looks after.
pub(super) fn is_looked_after(kind: PlacementKind) -> bool {
    !matches!(kind, PlacementKind::PrivateFostering | PlacementKind::InformalFamilyCare)
}

/// An arrangement outside care, as the file lists it.
pub(super) struct Outside<'a> {
    index: usize,
    home: &'a Placement,
    kind: PlacementKind,
}

/// The arrangements outside care that are listed, without those that ended more than a year before
/// this period of care: they tell nothing of it.
pub(super) fn arrangements<'a>(facts: &Facts<'a>) -> impl Iterator<Item = Outside<'a>> {
    let year_before = sub_months(facts.started(), 12);
    let day = facts.day;
    let homes = facts.case.placements.iter().enumerate();
    homes
        .filter(move |(_, home)| !home.from.is_after(day) && !home.to.passed_by(year_before))
        .filter_map(|(index, home)| Some((index, home, home.kind?)))
        .filter(|(_, _, kind)| !is_looked_after(*kind))
        .map(|(index, home, kind)| Outside { index, home, kind })
}

impl Outside<'_> {
    /// What is wrong with it.
    pub(super) fn faults(&self, facts: &Facts<'_>) -> Vec<Fault> {
        let overlap = self.overlap(facts).into_iter();
        overlap.chain(self.too_short(facts)).collect()
    }

    /// It goes on into care; a day shared with the start or the end of care does not.
    fn overlap(&self, facts: &Facts<'_>) -> Option<Fault> {
        let (home, kind, started) = (Nth(self.index), self.kind, facts.started());
        let place = at!["placements", self.index];
        let ended = facts.case.care.ended.by(facts.day);
        let begun_after = match (self.home.from.by(facts.day), ended) {
            (Some(from), Some(ended)) => from >= ended,
            _ => false,
        };
        let to = self.home.to.day();
        if begun_after || to.is_some_and(|to| to <= started) {
            return None;
        }
        if let Some(to) = to.filter(|&to| to < facts.day) {
            let cause = Cause::OutsideCareBefore { home, kind, started, to };
            return Some(Fault::lapse(cause, place, to));
        }
        let cause = Cause::OutsideCareNow { home, kind, started };
        Some(Fault::wrong(cause, place.then("kind")))
    }

    /// Private fostering that ended lasted 28 days or more, its first and last day in.
    fn too_short(&self, facts: &Facts<'_>) -> Option<Fault> {
        let from = self.home.from.by(facts.day)?;
        let to = self.home.to.day().filter(|&to| to <= facts.day)?;
        let (first, last) = (from, to);
        let lasted = Run { first, last }.days();
        let short =
            self.kind == PlacementKind::PrivateFostering && lasted.0 < i64::from(PRIVATE_FOSTERING);
        short.then(|| {
            let cause = Cause::ShortPrivateFostering {
                home: Nth(self.index),
                from,
                to,
                lasted,
                least: PRIVATE_FOSTERING,
            };
            Fault::wrong(cause, at!["placements", self.index])
        })
    }
}
