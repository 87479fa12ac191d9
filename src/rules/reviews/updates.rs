//! What later reviews look at.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Cause;
use super::consultation::{child_was_consulted, parents_were_consulted};
use crate::calendar::{add_months, sub_months};
use crate::case::PermanenceOption;
use crate::rules::{Facts, Fault, Held, Judgement, List, Parameters, at, missing, why, within};

/// Child and parents are consulted on each update of the plan (Dorset §4.8 ¶2).
pub(super) fn consulted_on_updates(facts: &Facts<'_>) -> Judgement {
    let Some(plan) = facts.plan() else {
        return Judgement::NotApplicable(why::NO_PLAN);
    };
    let clock = &facts.clock;
    // With the second review before the file begins, every revision since its first review follows it.
    let (after, inclusive) = match clock.second() {
        Some(second) => (Some(second.date), false),
        None if clock.second_is_before_file() => (clock.held.first().map(|held| held.date), true),
        None => (None, false),
    };
    let Some(after) = after else {
        return Judgement::NotApplicable(why::NO_SECOND_REVIEW);
    };
    let mut revisions: Vec<NaiveDate> = plan
        .revised
        .iter()
        .filter_map(|day| day.by(facts.day))
        .filter(|&day| day > after || (inclusive && day == after))
        .collect();
    revisions.sort_unstable();
    if revisions.is_empty() {
        return Judgement::NotApplicable(if clock.second_is_before_file() {
            "the plan has not been revised since the first review that the file lists"
        } else {
            "the plan has not been revised since the second review"
        });
    }
    let faults = clock.held.iter().filter_map(|held| {
        let before = clock
            .held
            .iter()
            .rev()
            .find(|earlier| earlier.index != held.index && earlier.date < held.date);
        let since = |revised: &NaiveDate| {
            *revised <= held.date && before.is_none_or(|before| before.date < *revised)
        };
        let updates: Vec<NaiveDate> = revisions.iter().copied().filter(since).collect();
        let missing = not_consulted(facts, held);
        (!updates.is_empty() && !missing.is_empty())
            .then(|| update_fault(facts, held, updates, missing))
    });
    Judgement::from_faults(faults.collect())
}

/// Revisions whose first review did not consult everyone; over, when a later review has been held.
fn update_fault(
    facts: &Facts<'_>,
    held: &Held<'_>,
    updates: Vec<NaiveDate>,
    missing: Vec<&'static str>,
) -> Fault {
    let cause = Cause::NotConsultedOnUpdate {
        revised: List(updates),
        review: held.date,
        missing: List(missing),
    };
    let place = at!["reviews", held.index];
    let is_latest = facts.clock.latest().is_some_and(|latest| latest.index == held.index);
    if is_latest { Fault::wrong(cause, place) } else { Fault::lapse(cause, place, held.date) }
}

fn not_consulted(facts: &Facts<'_>, held: &Held<'_>) -> Vec<&'static str> {
    missing([
        (child_was_consulted(facts, held), "the child was consulted"),
        (parents_were_consulted(facts, held), "the parents were consulted"),
    ])
}

/// Long-term fostering does not close the other options (Dorset §7.2 ¶3).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct OtherOptionsConsidered {
    /// Within how many months a review must have looked at another option.
    #[schemars(range(max = 120))]
    #[serde(deserialize_with = "within::<0, 120, _>")]
    months: u32,
}

impl Default for OtherOptionsConsidered {
    fn default() -> Self {
        Self { months: 12 }
    }
}

impl Parameters for OtherOptionsConsidered {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let months = self.months;
        let approved = facts
            .placements_on(facts.day)
            .filter_map(|(_, home)| home.long_term_approved.by(facts.day))
            .max();
        let settled = approved.is_some_and(|approved| add_months(approved, months) < facts.day);
        if !settled {
            return Judgement::NotApplicable(
                "the child has not been in an approved long-term foster home for over a year",
            );
        }
        let since = sub_months(facts.day, months);
        let considered = facts.clock.held.iter().filter(|held| held.date >= since).any(|held| {
            let mut options = held.review.options_considered.iter();
            options.any(|option| *option != PermanenceOption::LongTermFostering)
        });
        let closed = [PermanenceOption::ReturnHome, PermanenceOption::SpecialGuardianship]
            .into_iter()
            .all(|option| facts.is_ruled_out_with_reasons(option));
        if considered || closed {
            return Judgement::MET;
        }
        let place = match facts.clock.latest() {
            Some(latest) => at!["reviews", latest.index, "options_considered"],
            None => at!["reviews"],
        };
        Fault::absent(Cause::OtherOptionsClosed { since }, place).into()
    }
}
