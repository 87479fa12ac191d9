//! Whether siblings are to live together.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Cause, why};
use crate::case::{Sibling, SiblingDecision};
use crate::rules::{
    Days, Facts, Fault, Judgement, List, Nth, Parameters, at, missing, why as shared,
};

/// A sibling whom some council looks after too; having a case with this one shows it.
pub(super) fn is_looked_after(sibling: &Sibling) -> bool {
    sibling.looked_after == Some(true)
        || (sibling.looked_after.is_none() && sibling.case_id.is_some())
}

/// The decision about a sibling, when it had been made by the child's day.
pub(super) fn decision(facts: &Facts<'_>, sibling: &Sibling) -> Option<SiblingDecision> {
    sibling.decision.filter(|_| facts.seen(sibling.decided))
}

fn looked_after<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (usize, &'f Sibling)> {
    facts.case.siblings.iter().enumerate().filter(|(_, sibling)| is_looked_after(sibling))
}

fn apart<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (usize, &'f Sibling)> {
    facts
        .case
        .siblings
        .iter()
        .enumerate()
        .filter(|(_, sibling)| decision(facts, sibling) == Some(SiblingDecision::Apart))
}

/// Together or apart is decided (Dorset §4.5; Leicester, siblings ¶1).
pub(super) fn sibling_decision(facts: &Facts<'_>) -> Judgement {
    if looked_after(facts).next().is_none() {
        return Judgement::NotApplicable(why::NONE_LOOKED_AFTER);
    }
    let faults = looked_after(facts).filter_map(|(index, sibling)| {
        let place = at!["siblings", index];
        if decision(facts, sibling).is_none() {
            return Some(Fault::absent(Cause::NoDecision { sibling: Nth(index) }, place));
        }
        let parts = [
            (sibling.decided.by(facts.day).is_some(), "its day"),
            (sibling.reasons.is_recorded(), "its reasons"),
        ];
        let missing = missing(parts);
        (!missing.is_empty()).then(|| {
            let cause = Cause::DecisionIncomplete { sibling: Nth(index), missing: List(missing) };
            Fault::absent(cause, place)
        })
    });
    Judgement::from_faults(faults.collect())
}

/// Together where it is in each child's interests (Leicester, siblings ¶1).
pub(super) fn siblings_together(facts: &Facts<'_>) -> Judgement {
    if apart(facts).next().is_none() {
        return Judgement::NotApplicable(why::NONE_APART);
    }
    let faults = apart(facts).flat_map(|(index, sibling)| {
        let (nth, place) = (Nth(index), at!["siblings", index]);
        let steps = sibling.steps_taken.is_missing().then(|| {
            Fault::absent(Cause::NoStepsTaken { sibling: nth }, place.then("steps_taken"))
        });
        let weighed = sibling.assessment.if_together.is_missing().then(|| {
            let place = place.then("assessment").then("if_together");
            Fault::absent(Cause::TogetherNotAssessed { sibling: nth }, place)
        });
        steps.into_iter().chain(weighed)
    });
    Judgement::from_faults(faults.collect())
}

/// The child understands why they live apart (Dorset §4.5; Leicester, siblings ¶2).
pub(super) fn separation_explained(facts: &Facts<'_>) -> Judgement {
    let asked =
        |sibling: &Sibling| facts.is_asked_on(sibling.decided.by(facts.day).unwrap_or(facts.day));
    if apart(facts).next().is_none() {
        return Judgement::NotApplicable(why::NONE_APART);
    }
    if !apart(facts).any(|(_, sibling)| asked(sibling)) {
        return Judgement::NotApplicable(shared::TOO_YOUNG);
    }
    let faults = apart(facts)
        .filter(|(_, sibling)| asked(sibling))
        .filter(|(_, sibling)| sibling.explained_to_child.by(facts.day).is_none())
        .map(|(index, _)| {
            let place = at!["siblings", index, "explained_to_child"];
            Fault::absent(Cause::NotExplained { sibling: Nth(index) }, place)
        });
    Judgement::from_faults(faults.collect())
}

/// With adoption an option, decided early and on an assessment (Dorset §4.5 ¶3; Leicester,
/// siblings ¶3).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SiblingAdoptionDecision {
    /// Whether the assessment must say what living together, and apart, could mean.
    consequences: bool,
}

impl SiblingAdoptionDecision {
    fn missing(&self, facts: &Facts<'_>, sibling: &Sibling) -> Vec<&'static str> {
        let assessment = &sibling.assessment;
        let parts = [
            (assessment.completed.by(facts.day).is_some(), "the day it was completed"),
            (assessment.needs.is_recorded(), "each child's needs"),
            (
                !self.consequences || assessment.if_together.is_recorded(),
                "what living together could mean",
            ),
            (
                !self.consequences || assessment.if_apart.is_recorded(),
                "what living apart could mean",
            ),
        ];
        missing(parts)
    }
}

impl Parameters for SiblingAdoptionDecision {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let Some(adoption) = facts.adoption() else {
            return Judgement::NotApplicable("adoption is not an option of the plan");
        };
        if looked_after(facts).next().is_none() {
            return Judgement::NotApplicable(why::NONE_LOOKED_AFTER);
        }
        // Adoption may have become an option after the plan was first drawn up.
        let due = adoption.detail.identified.by(facts.day).max(facts.drawn_up());
        let mut faults = Vec::new();
        for (index, sibling) in looked_after(facts) {
            let (nth, place) = (Nth(index), at!["siblings", index]);
            let decided = decision(facts, sibling).and(sibling.decided.by(facts.day));
            if let (Some(decided), Some(due)) = (decided, due)
                && decided > due
            {
                let late = Days::between(due, decided);
                let cause = Cause::DecidedLate { sibling: nth, decided, due, late };
                faults.push(Fault::lapse(cause, place.then("decided"), decided));
            }
            let missing = self.missing(facts, sibling);
            if !missing.is_empty() {
                let cause = Cause::NotAssessed { sibling: nth, missing: List(missing) };
                faults.push(Fault::absent(cause, place.then("assessment")));
            }
        }
        // A decision that was never made is the finding of sibling-decision.
        let any_made = looked_after(facts).any(|(_, sibling)| decision(facts, sibling).is_some());
        if faults.is_empty() && !any_made {
            return Judgement::NotApplicable("nothing has been decided about a brother or sister");
        }
        Judgement::from_faults(faults)
    }
}
