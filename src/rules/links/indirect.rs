//! Indirect contact.

use super::agreement::{is_agreed, parties_missing, unclear};
use super::{Cause, why};
use crate::case::{ContactKind, Person, PlacementKind};
use crate::rules::{Facts, Fault, InForce, Judgement, List, at, why as shared};

/// Indirect contact is agreed by all, with a clear plan (Dorset §4.7 ¶2).
pub(super) fn indirect_contact_agreed(facts: &Facts<'_>) -> Judgement {
    let indirect: Vec<InForce<'_>> = facts.arrangements_of(ContactKind::Indirect).collect();
    if indirect.is_empty() {
        return Judgement::NotApplicable(why::NO_INDIRECT);
    }
    Judgement::from_faults(
        indirect.iter().flat_map(|arrangement| agreement_faults(facts, arrangement)).collect(),
    )
}

fn agreement_faults(facts: &Facts<'_>, arrangement: &InForce<'_>) -> Vec<Fault> {
    let (who, place) = (arrangement.with(), arrangement.pointer());
    let mut faults = Vec::new();
    if is_agreed(facts, arrangement) {
        let missing = parties_missing(facts, arrangement);
        if !missing.is_empty() {
            let cause = Cause::IndirectPartiesMissing { who, missing: List(missing) };
            faults.push(Fault::absent(cause, place.then("agreed_by")));
        }
    } else {
        faults.push(Fault::absent(Cause::IndirectNotAgreed { who }, place.then("agreed")));
    }
    let missing = unclear(arrangement, false);
    if !missing.is_empty() {
        let cause = Cause::IndirectPlanUnclear { who, missing: List(missing) };
        faults.push(Fault::absent(cause, place));
    }
    faults
}

/// Indirect contact does not replace direct where that was assessed as right (Dorset §4.7 ¶1).
pub(super) fn indirect_not_instead(facts: &Facts<'_>) -> Judgement {
    let people = &facts.case.direct_contact_assessed_appropriate;
    if people.is_empty() {
        return Judgement::NotApplicable("direct contact was not assessed as right with anyone");
    }
    let keeps = |person: &Person, kind: ContactKind| {
        facts.arrangements_of(kind).any(|arrangement| {
            arrangement.detail.with.as_ref().is_some_and(|with| with.overlaps(person))
        })
    };
    let faults = people
        .iter()
        .enumerate()
        .filter(|(_, person)| {
            keeps(person, ContactKind::Indirect) && !keeps(person, ContactKind::Direct)
        })
        .map(|(index, person)| {
            let cause = Cause::OnlyIndirect { who: person.spoken() };
            Fault::wrong(cause, at!["direct_contact_assessed_appropriate", index])
        });
    Judgement::from_faults(faults.collect())
}

/// True when the child's carers for good are not the child's family or friends.
fn has_new_carers(facts: &Facts<'_>) -> bool {
    let Some((_, home)) = facts.placement() else {
        return false;
    };
    let kin = home.carer_relationship.as_ref().is_some_and(Person::is_kin_or_friend);
    match home.kind {
        Some(PlacementKind::Adoptive | PlacementKind::FosteringForAdoption) => true,
        Some(PlacementKind::FamilyAndFriends) => false,
        _ => home.long_term_approved.by(facts.day).is_some() && !kin,
    }
}

/// People from the child's past are considered (Leicester, contact ¶4).
pub(super) fn indirect_contact_considered(facts: &Facts<'_>) -> Judgement {
    if facts.plan().is_none() {
        return Judgement::NotApplicable(shared::NO_PLAN);
    }
    if !has_new_carers(facts) {
        return Judgement::NotApplicable("the child has no permanent carers outside the family");
    }
    if facts.case.no_indirect_contact_because.is_recorded()
        || facts.arrangements_of(ContactKind::Indirect).next().is_some()
    {
        return Judgement::MET;
    }
    Fault::absent(Cause::IndirectNotConsidered {}, at!["keeping_in_touch"]).into()
}
