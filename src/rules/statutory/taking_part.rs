//! The child in the review, the plan before it, and the officer who holds it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{ADOPTIVE, Cause, EARLIER_REVIEWS, in_adoptive_home};
use crate::case::Participation;
use crate::rules::{Days, Facts, Fault, Held, Judgement, Parameters, at};

/// The child takes part in each review.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ChildTookPart {
    /// The age from which taking no part is a finding; the statutory return's code for younger
    /// children ends there too.
    from_age: u32,
}

impl Default for ChildTookPart {
    fn default() -> Self {
        Self { from_age: 4 }
    }
}

impl ChildTookPart {
    fn cause(&self, facts: &Facts<'_>, held: &Held<'_>) -> Option<Cause> {
        let (review, age) = (held.date, facts.age_on(held.date));
        match held.review.participation {
            None => Some(Cause::ParticipationMissing { review }),
            Some(Participation::None) if age >= self.from_age => Some(Cause::TookNoPart { review }),
            Some(recorded @ Participation::Under4) if age >= self.from_age => {
                Some(Cause::NotUnderFour { review, age, recorded })
            }
            Some(_) => None,
        }
    }
}

impl Parameters for ChildTookPart {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        if in_adoptive_home(facts) {
            return Judgement::NotApplicable(ADOPTIVE);
        }
        let held = &facts.clock.held;
        if held.is_empty() {
            return Judgement::NotApplicable("no review is recorded");
        }
        let latest = facts.clock.latest().map(|latest| latest.index);
        let faults = held.iter().filter_map(|review| {
            let cause = self.cause(facts, review)?;
            let place = at!["reviews", review.index, "participation"];
            Some(if latest == Some(review.index) {
                Fault::wrong(cause, place)
            } else {
                Fault::lapse(cause, place, review.date)
            })
        });
        Judgement::from_faults(faults.collect())
    }
}

/// A permanence plan at the second review (statutory guidance).
pub(super) fn plan_by_second_review(facts: &Facts<'_>) -> Judgement {
    if in_adoptive_home(facts) {
        return Judgement::NotApplicable(ADOPTIVE);
    }
    let clock = &facts.clock;
    let place = at!["permanence_plan"];
    if clock.second_is_before_file() {
        return match facts.plan() {
            Some(_) => Judgement::MET,
            None => Fault::wrong(Cause::NoPlanAfterReviews {}, place).into(),
        };
    }
    let second = clock.second();
    let Some(due) = second.map(|second| second.date).or(clock.second_due) else {
        return Judgement::NotApplicable(EARLIER_REVIEWS);
    };
    let late = match (facts.plan(), facts.drawn_up()) {
        (Some(_), Some(drawn_up)) if drawn_up > due => {
            let late = Days::between(due, drawn_up);
            let cause = Cause::PlanAfterSecondReview { drawn_up, due, late };
            Some(Fault::lapse(cause, place, drawn_up))
        }
        (Some(_), _) => None,
        (None, _) => Some(match second {
            Some(second) => {
                let cause = Cause::NoPlanBySecondReview { second: second.date };
                Fault::wrong(cause, place).due_on(second.date)
            }
            None if facts.day < due => return Judgement::NotDue { due: Some(due) },
            None => Fault::wrong(Cause::NoPlanByDueReview { due }, place).due_on(due),
        }),
    };
    let unconsidered =
        second.filter(|_| late.is_none()).and_then(|second| not_considered(facts, second));
    Judgement::from_faults(late.into_iter().chain(unconsidered).collect())
}

fn not_considered(facts: &Facts<'_>, second: Held<'_>) -> Option<Fault> {
    if second.review.plan_considered == Some(true) {
        return None;
    }
    let cause = Cause::PlanNotConsidered { second: second.date };
    let place = at!["reviews", second.index, "plan_considered"];
    let is_latest = facts.clock.latest().is_some_and(|latest| latest.index == second.index);
    Some(if is_latest {
        Fault::wrong(cause, place)
    } else {
        Fault::lapse(cause, place, second.date)
    })
}

/// The reviewing officer is named (regulation 5).
pub(super) fn officer_named(facts: &Facts<'_>) -> Judgement {
    if in_adoptive_home(facts) {
        return Judgement::NotApplicable(ADOPTIVE);
    }
    if facts.case.reviewing_officer.is_some() {
        return Judgement::MET;
    }
    Fault::absent(Cause::OfficerNotNamed {}, at!["reviewing_officer"]).into()
}
