//! The days a child spends in placements, and those of them that no legal status covers.

use chrono::NaiveDate;

use super::outside::is_looked_after;
use super::runs::Run;
use crate::calendar::{add_days, sub_days};
use crate::case::LegalStatus;
use crate::rules::Facts;

/// The last day whose status is judged: on the day care ends or an order is granted, the status
/// may end with the day before.
pub(super) fn last_day(facts: &Facts<'_>) -> NaiveDate {
    let ends_today = facts.case.care.ended.by(facts.day) == Some(facts.day)
        || facts.case.orders.iter().any(|order| order.granted.by(facts.day) == Some(facts.day));
    if ends_today { sub_days(facts.day, 1) } else { facts.day }
}

/// The days on which the legal status can change, within a run.
fn changes(facts: &Facts<'_>, run: Run) -> Vec<NaiveDate> {
    let statuses = &facts.case.care.legal_statuses;
    let begun = statuses.iter().filter_map(|status| status.from.by(facts.day));
    let over = statuses.iter().filter_map(|status| status.to.day()).map(|to| add_days(to, 1));
    let mut days: Vec<NaiveDate> = begun
        .chain(over)
        .filter(|&day| run.first < day && day <= run.last)
        .chain([run.first])
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The parts of a run in which no status makes the child looked after, with the status there was.
pub(super) fn uncovered(facts: &Facts<'_>, run: Run) -> Vec<(Run, Option<LegalStatus>)> {
    let changes = changes(facts, run);
    let lasts = changes.iter().skip(1).map(|&next| sub_days(next, 1)).chain([run.last]);
    changes
        .iter()
        .copied()
        .zip(lasts)
        .map(|(first, last)| {
            let status = facts.legal_status_on(first).map(|(_, status)| status);
            (Run { first, last }, status)
        })
        .filter(|(_, status)| matches!(status, None | Some(LegalStatus::SupervisionOrder)))
        .collect()
}

/// The stays of this period of care in homes for a child who is looked after, up to a day; undated
/// ones cannot be placed.
pub(super) fn stays<'f>(
    facts: &'f Facts<'_>,
    last_day: NaiveDate,
) -> impl Iterator<Item = Run> + 'f {
    facts.case.placements.iter().filter_map(move |home| {
        let first = home.from.by(last_day)?.max(facts.started());
        let last = home.to.day().map_or(last_day, |to| to.min(last_day));
        (home.kind.is_some_and(is_looked_after) && first <= last).then_some(Run { first, last })
    })
}
