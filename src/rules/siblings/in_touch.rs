//! Whether siblings are known, and keep in touch.

use super::decision::{decision, is_looked_after};
use super::{Cause, why};
use crate::case::{Sibling, SiblingDecision};
use crate::rules::{Facts, Fault, Judgement, Nth, at};

/// Whether there are any (the tool's own).
pub(super) fn siblings_recorded(facts: &Facts<'_>) -> Judgement {
    if !facts.case.siblings.is_empty() || facts.case.no_siblings == Some(true) {
        return Judgement::MET;
    }
    Fault::absent(Cause::SiblingsUnknown {}, at!["siblings"]).into()
}

/// A sibling not living with the child: to live apart, or not looked after and living elsewhere.
pub(super) fn lives_elsewhere(facts: &Facts<'_>, sibling: &Sibling) -> bool {
    decision(facts, sibling) == Some(SiblingDecision::Apart)
        || (!is_looked_after(sibling) && sibling.lives_with_child != Some(true))
}

/// Siblings who live apart stay in touch (Dorset §4.5 ¶2; Leicester, siblings ¶2).
pub(super) fn siblings_in_touch(facts: &Facts<'_>) -> Judgement {
    let siblings = facts.case.siblings.iter().enumerate();
    let elsewhere: Vec<(usize, &Sibling)> =
        siblings.filter(|(_, sibling)| lives_elsewhere(facts, sibling)).collect();
    if elsewhere.is_empty() {
        return Judgement::NotApplicable(if facts.case.siblings.is_empty() {
            why::NO_SIBLING
        } else {
            "every brother and sister lives with the child, or it is not yet decided"
        });
    }
    let in_touch = |sibling: &Sibling| {
        let arranged = facts.arrangements().any(|arrangement| {
            let with = arrangement.detail.with.as_ref();
            with.is_some_and(|with| facts.names_sibling(with, sibling))
        });
        let explained = facts.no_contacts().any(|(_, record)| {
            record.with.as_ref().is_some_and(|with| facts.names_sibling(with, sibling))
        });
        arranged || explained || sibling.no_contact_because.is_recorded()
    };
    let faults =
        elsewhere.into_iter().filter(|(_, sibling)| !in_touch(sibling)).map(|(index, _)| {
            let place = at!["siblings", index];
            Fault::absent(Cause::NotInTouch { sibling: Nth(index) }, place)
        });
    Judgement::from_faults(faults.collect())
}
