//! Across the cases of a batch: whether the files of siblings agree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::amendment::{Amendment, Standing};
use super::finding::Mark;
use super::outcome::Outcome;
use super::settle::open_findings;
use super::status::Status;
use super::waivers::Judged;
use crate::case::Reference;
use crate::rules::{OneFile, SiblingEntry, disagreements};
use crate::strategy::Strategy;

/// What a batch remembers of a case whose file names siblings, or may be named by theirs.
#[derive(Clone, Debug, Default)]
pub(super) struct SiblingRecord {
    /// Which of the batch's cases it is, from 0.
    pub(super) case: usize,
    /// The case's own reference, which a pseudonym may have taken the place of.
    pub(super) named: Option<Reference>,
    /// How the case stood before its siblings' files were looked at.
    pub(super) standing: Standing,
    /// The requirements that ask it of this case, by strategy and by their place in it.
    pub(super) asked: Vec<(Arc<Strategy>, usize)>,
    /// Whether the case is open: only open files are compared.
    pub(super) open: bool,
    /// Whether the file says that the child has no siblings.
    pub(super) denies_siblings: bool,
    /// What the file says of siblings who have cases of their own.
    pub(super) entries: Vec<SiblingEntry>,
    /// What became of the case's waivers.
    pub(super) waivers: Judged,
    /// Where each finding about any of these would stand.
    pub(super) marks: BTreeMap<String, Mark>,
}

impl SiblingRecord {
    /// What this file, of a case, says of another.
    fn file<'a>(&'a self, case_id: &'a Reference, other: &Reference) -> OneFile<'a> {
        let entry = self.entries.iter().find(|entry| entry.case_id == *other);
        let named = self.named.as_ref().unwrap_or(case_id);
        OneFile { case_id, named, entry, denies_siblings: self.denies_siblings }
    }
}

/// What a batch remembers, by case.
pub(super) type SiblingRecords = BTreeMap<Reference, SiblingRecord>;

/// Judges the requirement over a batch whose every case has been audited; in the order of the cases.
pub(super) fn settle_siblings(records: &SiblingRecords) -> Vec<Amendment> {
    let named_by = named_by(records);
    let open = records.iter().filter(|(_, record)| record.open);
    let mut amendments: Vec<Amendment> = open
        .filter_map(|(id, record)| {
            let named = record.entries.iter().map(|entry| &entry.case_id);
            let naming = named_by.get(id).into_iter().flatten().copied();
            let others: BTreeSet<&Reference> =
                named.chain(naming).filter(|other| *other != id).collect();
            let pairs: Vec<(OneFile<'_>, OneFile<'_>)> = others
                .into_iter()
                .filter_map(|other| {
                    let (other, theirs) = open_record(records, other.as_str())?;
                    Some((record.file(id, other), theirs.file(other, id)))
                })
                .collect();
            let mut outcomes: Vec<Outcome> =
                record.asked.iter().filter_map(|asked| settle_one(asked, &pairs)).collect();
            let told = !pairs.is_empty() && !outcomes.is_empty();
            let waivers = record.waivers.waive_the_rest(&mut outcomes);
            outcomes.extend(waivers.filter(|_| record.standing.tells_waivers()));
            mark(&mut outcomes, &record.marks);
            told.then(|| Amendment::new(id.to_string(), record.case, &record.standing, outcomes))
        })
        .collect();
    amendments.sort_by_key(|amendment| amendment.case);
    amendments
}

/// A case's record, when the case is open.
fn open_record<'r>(
    records: &'r SiblingRecords,
    id: &str,
) -> Option<(&'r Reference, &'r SiblingRecord)> {
    records.get_key_value(id).filter(|(_, record)| record.open)
}

/// For each case, the cases whose files name it.
fn named_by(records: &SiblingRecords) -> BTreeMap<&Reference, Vec<&Reference>> {
    let mut named_by: BTreeMap<&Reference, Vec<&Reference>> = BTreeMap::new();
    for (id, record) in records {
        for entry in &record.entries {
            named_by.entry(&entry.case_id).or_default().push(id);
        }
    }
    named_by
}

/// Gives each finding its place in the text.
fn mark(outcomes: &mut [Outcome], marks: &BTreeMap<String, Mark>) {
    let findings = outcomes.iter_mut().flat_map(|outcome| &mut outcome.findings);
    for finding in findings.filter(|finding| finding.elsewhere.is_none()) {
        finding.mark = marks.get(&finding.pointer.to_string()).cloned();
    }
}

fn settle_one(
    (strategy, requirement): &(Arc<Strategy>, usize),
    pairs: &[(OneFile<'_>, OneFile<'_>)],
) -> Option<Outcome> {
    let requirement = strategy.requirements.get(*requirement)?;
    let faults = pairs.iter().flat_map(|(this, other)| disagreements(*this, *other)).collect();
    let findings = open_findings(faults, strategy, requirement);
    let status = if findings.is_empty() { Status::Met } else { Status::NotMet };
    Some(Outcome { status, findings, ..Outcome::unjudged(requirement) })
}
