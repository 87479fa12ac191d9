//! Home first, then family and friends.
//!
//! Both still stand when no family can be reached: an option, or ruled out with reasons.

use super::Cause;
use crate::case::{PermanenceOption, Person};
use crate::rules::{Facts, Fault, Judgement, Planned, at, why};

/// An option was ruled out with reasons; else what is missing.
fn ruled_out(
    facts: &Facts<'_>,
    option: PermanenceOption,
    never_considered: Cause,
    without_reasons: Cause,
) -> Judgement {
    if facts.is_ruled_out_with_reasons(option) {
        return Judgement::MET;
    }
    let place = at!["permanence_plan", "ruled_out"];
    match facts.ruled_out(option) {
        Some(index) => Fault::absent(without_reasons, place.then(index).then("reasons")).into(),
        None => Fault::absent(never_considered, place).into(),
    }
}

/// Return home is considered first (Dorset §4.2, §3 objective 3; Leicester, planning ¶3).
pub(super) fn return_home_considered(facts: &Facts<'_>) -> Judgement {
    if facts.plan().is_none() {
        return Judgement::NotApplicable(why::NO_PLAN);
    }
    if facts.option(PermanenceOption::ReturnHome).is_some() {
        return Judgement::MET;
    }
    ruled_out(
        facts,
        PermanenceOption::ReturnHome,
        Cause::ReturnHomeNotConsidered {},
        Cause::ReturnHomeNoReasons {},
    )
}

/// True for an option that keeps the child with family or friends.
fn keeps_in_family(planned: &Planned<'_>) -> bool {
    let with_family = || {
        let with = planned.detail.with.as_ref();
        with.is_some_and(Person::is_kin_or_friend)
    };
    match planned.option {
        PermanenceOption::ReturnHome | PermanenceOption::FamilyAndFriends => true,
        PermanenceOption::ChildrensHome => false,
        _ => with_family(),
    }
}

/// Family and friends are considered first (Dorset §3 objective 1; Leicester, objectives 2).
pub(super) fn family_and_friends_first(facts: &Facts<'_>) -> Judgement {
    if facts.plan().is_none() {
        return Judgement::NotApplicable(why::NO_PLAN);
    }
    if facts.options().any(|planned| keeps_in_family(&planned)) {
        return Judgement::MET;
    }
    ruled_out(
        facts,
        PermanenceOption::FamilyAndFriends,
        Cause::FamilyNotFirst {},
        Cause::FamilyNoReasons {},
    )
}
