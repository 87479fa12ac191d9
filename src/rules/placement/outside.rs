//! Arrangements outside care: private fostering and informal family care (Leicester, appendix 1).

use super::Cause;
use super::status::Run;
use crate::case::{Placement, PlacementKind};
use crate::rules::{Facts, Fault, Nth, at};

/// The least that private fostering lasts (Children Act 1989, section 66).
const PRIVATE_FOSTERING: u32 = 28;

/// Kinds of home for a child the council looks after.
pub(super) fn is_looked_after(kind: PlacementKind) -> bool {
    !matches!(
        kind,
        PlacementKind::PrivateFostering | PlacementKind::InformalFamilyCare
    )
}

/// What is wrong with an arrangement outside care.
pub(super) fn faults(
    facts: &Facts<'_>,
    index: usize,
    home: &Placement,
    kind: PlacementKind,
) -> impl Iterator<Item = Fault> {
    overlap(facts, index, home, kind)
        .into_iter()
        .chain(too_short(facts, index, home, kind))
}

/// An arrangement outside care that goes on into it; a day shared with its start or end does not.
fn overlap(
    facts: &Facts<'_>,
    index: usize,
    home: &Placement,
    kind: PlacementKind,
) -> Option<Fault> {
    let (nth, started, place) = (Nth(index), facts.started(), at!["placements", index]);
    let ended = facts.case.care.ended.by(facts.day);
    let begun_after = match (home.from.by(facts.day), ended) {
        (Some(from), Some(ended)) => from >= ended,
        _ => false,
    };
    let to = home.to.day();
    if begun_after || to.is_some_and(|to| to <= started) {
        return None;
    }
    let over = to.filter(|&to| to < facts.day).map(|to| {
        let cause = Cause::OutsideCareBefore {
            home: nth,
            kind,
            started,
            to,
        };
        Fault::lapse(cause, place.clone(), to)
    });
    let goes_on = || {
        let cause = Cause::OutsideCareNow {
            home: nth,
            kind,
            started,
        };
        Fault::wrong(cause, place.then("kind"))
    };
    Some(over.unwrap_or_else(goes_on))
}

/// A private fostering that ended lasted 28 days or more, its first and last day in.
fn too_short(
    facts: &Facts<'_>,
    index: usize,
    home: &Placement,
    kind: PlacementKind,
) -> Option<Fault> {
    let from = home.from.by(facts.day)?;
    let to = home.to.day().filter(|&to| to <= facts.day)?;
    let lasted = Run {
        first: from,
        last: to,
    }
    .days();
    let short = kind == PlacementKind::PrivateFostering && lasted.0 < i64::from(PRIVATE_FOSTERING);
    short.then(|| {
        let cause = Cause::ShortPrivateFostering {
            home: Nth(index),
            from,
            to,
            lasted,
            least: PRIVATE_FOSTERING,
        };
        Fault::wrong(cause, at!["placements", index])
    })
}
