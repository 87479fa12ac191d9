//! Whether the files of siblings agree: judged over a batch, because one file cannot show it.

use chrono::NaiveDate;

use super::Cause;
use super::decision::decision;
use super::in_touch::lives_elsewhere;
use crate::case::{CaseFile, Reference, Sibling, SiblingDecision};
use crate::rules::{Facts, Fault, Judgement, Nth, at};

/// The rule's id, which the batch looks for.
pub(crate) const SIBLING_FILES_AGREE: &str = "sibling-files-agree";

/// On one file alone there is nothing to compare (the tool's own).
pub(super) fn sibling_files_agree(_: &Facts<'_>) -> Judgement {
    Judgement::NotApplicable("no brother's or sister's file is in this batch")
}

/// What one file says of a sibling who has a case of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SiblingEntry {
    /// The sibling's case.
    pub(crate) case_id: Reference,
    /// Whether the case's own reference sorts after the sibling's, whatever pseudonyms they are
    /// shown by.
    pub(crate) after: bool,
    /// Its place in the file's list, from 0.
    pub(crate) index: usize,
    pub(crate) decision: Option<SiblingDecision>,
    pub(crate) decided: Option<NaiveDate>,
    pub(crate) contact: Contact,
}

/// What a file says of two siblings keeping in touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contact {
    /// An arrangement is in force.
    Arranged,
    /// The file says why there is none.
    Refused,
    /// They live together, or siblings-in-touch already asks for an arrangement.
    NotAsked,
    /// Nothing.
    Silent,
}

impl Contact {
    pub(crate) const ALL: [Self; 4] = [Self::Arranged, Self::Refused, Self::NotAsked, Self::Silent];

    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Arranged => "arranged",
            Self::Refused => "refused",
            Self::NotAsked => "not-asked",
            Self::Silent => "silent",
        }
    }
}

impl SiblingEntry {
    /// The places where a disagreement about this sibling is told.
    pub(crate) fn places(&self) -> [String; 2] {
        let place = at!["siblings", self.index];
        [place.then("decision").to_string(), place.to_string()]
    }
}

/// What a case's file says of the siblings who have cases of their own; `named` is the case with its
/// own references, which pseudonyms may have taken the place of.
pub(crate) fn sibling_entries(facts: &Facts<'_>, named: &CaseFile) -> Vec<SiblingEntry> {
    let siblings = facts.case.siblings.iter().zip(&named.siblings).enumerate();
    siblings
        .filter_map(|(index, (sibling, named_sibling))| {
            Some(SiblingEntry {
                case_id: sibling.case_id.clone()?,
                after: named.case_id > *named_sibling.case_id.as_ref()?,
                index,
                decision: decision(facts, sibling),
                decided: sibling.decided.by(facts.day),
                contact: contact(facts, sibling),
            })
        })
        .collect()
}

fn contact(facts: &Facts<'_>, sibling: &Sibling) -> Contact {
    let refused = sibling.no_contact_because.is_recorded()
        || facts.no_contacts().any(|(_, record)| {
            record.with.as_ref().is_some_and(|with| facts.names_sibling(with, sibling))
        });
    let together = sibling.lives_with_child == Some(true)
        || decision(facts, sibling) == Some(SiblingDecision::Together);
    match (is_arranged(facts, sibling), refused) {
        (true, _) => Contact::Arranged,
        (false, true) => Contact::Refused,
        (false, false) if together || lives_elsewhere(facts, sibling) => Contact::NotAsked,
        (false, false) => Contact::Silent,
    }
}

fn is_arranged(facts: &Facts<'_>, sibling: &Sibling) -> bool {
    facts.arrangements().any(|arrangement| {
        let with = arrangement.detail.with.as_ref();
        with.is_some_and(|with| facts.names_sibling(with, sibling))
    })
}

/// One file of a pair: its case, and what it says of the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OneFile<'a> {
    pub(crate) case_id: &'a Reference,
    pub(crate) entry: Option<&'a SiblingEntry>,
    /// True when the file says that the child has no siblings.
    pub(crate) denies_siblings: bool,
}

/// What is to be put right in `this` file of a pair.
///
/// Each disagreement is told once: in the file that is silent; of two decisions in the file whose
/// own is older, or else in the one with the later case id.
pub(crate) fn disagreements(this: OneFile<'_>, other: OneFile<'_>) -> Vec<Fault> {
    let Some(theirs) = other.entry else {
        return Vec::new();
    };
    let Some(ours) = this.entry else {
        let other = other.case_id.clone();
        return vec![if this.denies_siblings {
            Fault::wrong(Cause::SaysNoSiblings { other }, at!["no_siblings"])
        } else {
            Fault::absent(Cause::NotListedBack { other }, at!["siblings"])
        }];
    };
    let mut faults = Vec::new();
    if let (Some(our), Some(their)) = (ours.decision, theirs.decision)
        && our != their
        && told_here(ours, theirs)
    {
        let sibling = Nth(ours.index);
        let cause = Cause::DecisionsDiffer { sibling, here: our, there: their };
        faults.push(Fault::wrong(cause, at!["siblings", ours.index, "decision"]));
    }
    let place = at!["siblings", ours.index];
    let sibling = Nth(ours.index);
    match (theirs.contact, ours.contact) {
        (Contact::Arranged, Contact::Silent) => {
            faults.push(Fault::absent(Cause::ContactNotMatched { sibling }, place));
        }
        (Contact::Arranged, Contact::Refused) => {
            faults.push(Fault::wrong(Cause::ContactContradicted { sibling }, place));
        }
        _ => {}
    }
    faults
}

fn told_here(ours: &SiblingEntry, theirs: &SiblingEntry) -> bool {
    match ours.decided.cmp(&theirs.decided) {
        std::cmp::Ordering::Less => true,
        std::cmp::Ordering::Greater => false,
        std::cmp::Ordering::Equal => ours.after,
    }
}
