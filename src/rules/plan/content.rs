//! What the plan says of the option it works towards.

use super::Cause;
use crate::case::{PermanenceOption, PermanencePlan, PlannedOption};
use crate::rules::{Facts, Fault, Judgement, List, at, missing, why};

fn of_plan(facts: &Facts<'_>, judge: impl FnOnce(&PermanencePlan) -> Option<Fault>) -> Judgement {
    match facts.plan() {
        None => Judgement::NotApplicable(why::NO_PLAN),
        Some(plan) => judge(plan).map_or(Judgement::MET, Judgement::from),
    }
}

fn of_primary(
    facts: &Facts<'_>,
    judge: impl FnOnce(PermanenceOption, &PlannedOption) -> Vec<Fault>,
) -> Judgement {
    match facts.primary() {
        None => super::without_primary(facts),
        Some(primary) => Judgement::from_faults(judge(primary.option, primary.detail)),
    }
}

/// The legal, emotional and physical parts (Dorset §1; Leicester, introduction).
pub(super) fn three_parts(facts: &Facts<'_>) -> Judgement {
    of_plan(facts, |plan| {
        let security = &plan.security;
        let parts = [
            (security.legal.is_recorded(), "in law"),
            (security.emotional.is_recorded(), "emotionally"),
            (security.physical.is_recorded(), "in their home"),
        ];
        let missing = missing(parts);
        (!missing.is_empty()).then(|| {
            let cause = Cause::PartsMissing { parts: List(missing) };
            Fault::absent(cause, at!["permanence_plan", "security"])
        })
    })
}

/// The choice rests on assessment (Dorset §5 ¶2, §7; Leicester, planning list 4).
pub(super) fn choice_from_assessment(facts: &Facts<'_>) -> Judgement {
    let assessed = facts.case.assessment.completed.by(facts.day).is_some();
    of_primary(facts, |option, primary| {
        let place = at!["permanence_plan", "primary"];
        let reasons = primary
            .reasons
            .is_missing()
            .then(|| Fault::absent(Cause::NoReasons { option }, place.then("reasons")));
        let evidence = (assessed && primary.evidence.is_missing())
            .then(|| Fault::absent(Cause::NoEvidence { option }, place.then("evidence")));
        reasons.into_iter().chain(evidence).collect()
    })
}

/// The choice reflects the child's wishes (Dorset §7 ¶2; Leicester, objectives 8).
pub(super) fn choice_reflects_wishes(facts: &Facts<'_>) -> Judgement {
    if facts.primary().is_some() && facts.wishes().next().is_none() {
        return Judgement::NotApplicable(why::NO_WISHES);
    }
    of_primary(facts, |option, primary| {
        let place = at!["permanence_plan", "primary", "reflects_wishes"];
        let missing = primary.reflects_wishes.is_missing();
        missing
            .then(|| Fault::absent(Cause::WishesNotReflected { option }, place))
            .into_iter()
            .collect()
    })
}

/// The option's drawbacks were weighed (Leicester, other considerations of each option).
pub(super) fn option_considerations(facts: &Facts<'_>) -> Judgement {
    of_primary(facts, |option, primary| {
        let place = at!["permanence_plan", "primary", "considerations"];
        let missing = primary.considerations.is_missing();
        missing
            .then(|| Fault::absent(Cause::NoConsiderations { option }, place))
            .into_iter()
            .collect()
    })
}

/// Long-term outcomes (Dorset §5 ¶5; Leicester, planning lists 2 and 3).
pub(super) fn outcomes(facts: &Facts<'_>) -> Judgement {
    of_plan(facts, |plan| {
        let set = plan.outcomes.iter().any(|outcome| outcome.is_recorded());
        (!set).then(|| Fault::absent(Cause::NoOutcomes {}, at!["permanence_plan", "outcomes"]))
    })
}

/// The journey and destination (Leicester, planning list 7).
pub(super) fn journey(facts: &Facts<'_>) -> Judgement {
    of_plan(facts, |plan| {
        let mapped = plan
            .milestones
            .iter()
            .any(|milestone| milestone.what.is_recorded() && milestone.by.day().is_some());
        (!mapped).then(|| Fault::absent(Cause::NoJourney {}, at!["permanence_plan", "milestones"]))
    })
}

/// Other carers are found when family cannot care (Leicester, objectives 4).
pub(super) fn alternative_carers_identified(facts: &Facts<'_>) -> Judgement {
    let ruled_out = [PermanenceOption::ReturnHome, PermanenceOption::FamilyAndFriends]
        .into_iter()
        .all(|option| facts.is_ruled_out(option));
    if facts.plan().is_some() && !ruled_out {
        return Judgement::NotApplicable(
            "return home and family and friends are not both ruled out",
        );
    }
    if facts.achieved().is_some() {
        return Judgement::NotApplicable(why::ACHIEVED);
    }
    of_plan(facts, |plan| {
        let primary = &plan.primary;
        let found = !primary.carers.is_empty() || primary.carers_search.is_recorded();
        let place = at!["permanence_plan", "primary", "carers"];
        (!found).then(|| Fault::absent(Cause::NoAlternativeCarers {}, place))
    })
}

/// A plan for adulthood from 16 (Dorset §3 objective 7, §5 ¶5).
pub(super) fn transition_plan(facts: &Facts<'_>) -> Judgement {
    let age = facts.age();
    if facts.plan().is_some() && !(16..18).contains(&age) {
        return Judgement::NotApplicable("the child is not 16 or 17");
    }
    of_plan(facts, |plan| {
        let drawn_up = plan.transition_plan.drawn_up.by(facts.day).is_some();
        let place = at!["permanence_plan", "transition_plan", "drawn_up"];
        (!drawn_up).then(|| Fault::absent(Cause::NoTransitionPlan { age }, place))
    })
}
