//! What the reviewing officer is satisfied of.

use super::Cause;
use super::consultation::{child_was_consulted, parents_were_consulted};
use crate::rules::{Days, Facts, Fault, Held, Judgement, List, at, missing, why};

/// What a review does not show of child and parents being consulted.
fn not_shown(facts: &Facts<'_>, held: &Held<'_>) -> Vec<&'static str> {
    missing([
        (held.review.officer_satisfied == Some(true), "the reviewing officer is satisfied"),
        (child_was_consulted(facts, held), "the child was consulted"),
        (parents_were_consulted(facts, held), "the parents were consulted"),
    ])
}

/// The officer is satisfied, by the second review, that child and parents were consulted and
/// helped to make the plan (Dorset §4.8 ¶2).
pub(super) fn officer_satisfied(facts: &Facts<'_>) -> Judgement {
    let clock = &facts.clock;
    if facts.plan().is_none() {
        return Judgement::NotApplicable(why::NO_PLAN);
    }
    if clock.second_is_before_file() {
        return Judgement::NotApplicable(why::BEFORE_FILE);
    }
    if clock.up_to_second().any(|held| not_shown(facts, &held).is_empty()) {
        return Judgement::MET;
    }
    match (clock.second(), clock.second_due) {
        (Some(second), _) => unsatisfied_at(facts, second).into(),
        (None, Some(due)) if facts.day >= due => {
            Fault::wrong(Cause::NoReviewToSatisfy { due }, at!["reviews"]).due_on(due).into()
        }
        (None, due) => Judgement::NotDue { due },
    }
}

/// Not satisfied by the second review: a lapse that is over once a later review shows it all.
fn unsatisfied_at(facts: &Facts<'_>, second: Held<'_>) -> Fault {
    let mut later = facts.clock.held.iter().skip_while(|held| held.index != second.index);
    if let Some(held) = later.find(|held| not_shown(facts, held).is_empty()) {
        let cause = Cause::OfficerSatisfiedLate {
            review: held.date,
            second: second.date,
            late: Days::between(second.date, held.date),
        };
        return Fault::lapse(cause, at!["reviews", held.index], held.date);
    }
    let cause = Cause::OfficerNotSatisfied {
        review: second.date,
        missing: List(not_shown(facts, &second)),
    };
    Fault::wrong(cause, at!["reviews", second.index]).due_on(second.date)
}

/// The officer could comment on the plan (Dorset §4.8 ¶2).
pub(super) fn officer_comment(facts: &Facts<'_>) -> Judgement {
    let clock = &facts.clock;
    if facts.plan().is_none() {
        return Judgement::NotApplicable(why::NO_PLAN);
    }
    if !clock.second_was_held() {
        return Judgement::NotApplicable(why::NO_SECOND_REVIEW);
    }
    let Some(latest) = clock.latest() else {
        return Judgement::NotApplicable(why::BEFORE_FILE);
    };
    if clock.held.iter().any(|held| held.review.officer_comment.is_recorded()) {
        return Judgement::MET;
    }
    let place = at!["reviews", latest.index, "officer_comment"];
    Fault::absent(Cause::NoOfficerComment {}, place).into()
}
