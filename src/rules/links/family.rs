//! Keeping in touch with parents, and the evidence for not doing so.

use super::Cause;
use crate::case::{ContactKind, NoContactBecause, Person, ResponsibilityHolder};
use crate::rules::{Facts, Fault, Judgement, at, why};

/// The parents whose contact is asked about: those recorded as holding responsibility, or the
/// mother when nothing is recorded.
fn parents(facts: &Facts<'_>) -> Vec<(&'static str, &'static str)> {
    if facts.case.care.parental_responsibility.is_empty() {
        return vec![("mother", "the mother")];
    }
    let holds = |wanted: ResponsibilityHolder| {
        facts.responsibility_on(facts.day).any(|(_, holder)| holder == wanted)
    };
    [
        (ResponsibilityHolder::Mother, ("mother", "the mother")),
        (ResponsibilityHolder::Father, ("father", "the father")),
        (ResponsibilityHolder::SecondParent, ("second-parent", "the second parent")),
    ]
    .into_iter()
    .filter(|(holder, _)| holds(*holder))
    .map(|(_, words)| words)
    .collect()
}

/// In touch with family unless that is against the child's interests (Dorset §4.6; Leicester,
/// objectives 7). A record of no contact without reasons is the finding of no-contact-evidenced.
pub(super) fn family_contact(facts: &Facts<'_>) -> Judgement {
    if facts.plan().is_none() {
        return Judgement::NotApplicable(why::NO_PLAN);
    }
    if facts.family_unreachable() {
        return Judgement::MET;
    }
    let dealt_with = |word: &str| {
        let covers = |with: &Option<Person>| with.as_ref().is_some_and(|with| with.covers(word));
        facts.arrangements().any(|arrangement| covers(&arrangement.detail.with))
            || facts.no_contacts().any(|(_, record)| covers(&record.with))
    };
    let faults = parents(facts)
        .into_iter()
        .filter(|(word, _)| !dealt_with(word))
        .map(|(_, who)| Fault::absent(Cause::NoFamilyContact { who }, at!["keeping_in_touch"]));
    Judgement::from_faults(faults.collect())
}

/// No contact only on evidence (Dorset §4.6; Leicester, objectives 7).
pub(super) fn no_contact_evidenced(facts: &Facts<'_>) -> Judgement {
    if facts.no_contacts().next().is_none() {
        return Judgement::NotApplicable("no record of no contact is in force");
    }
    let mut faults = Vec::new();
    for (index, record) in facts.no_contacts() {
        let who = record.with.as_ref().map_or("someone", Person::spoken);
        let place = at!["no_contact", index];
        // A death needs no evidence that contact would be against the child's interests.
        if record.reasons.is_missing() && record.because != Some(NoContactBecause::Deceased) {
            let cause = Cause::NoContactWithoutReasons { who };
            faults.push(Fault::absent(cause, place.then("reasons")));
        }
        let contradicted = record.with.as_ref().is_some_and(|person| {
            facts.arrangements_of(ContactKind::Direct).any(|arrangement| {
                arrangement.detail.with.as_ref().is_some_and(|with| with.overlaps(person))
            })
        });
        if contradicted {
            faults.push(Fault::wrong(Cause::NoContactButDirect { who }, place).weighing_concern());
        }
    }
    Judgement::from_faults(faults)
}
