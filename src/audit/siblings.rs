//! Across the cases of a batch: whether the files of siblings agree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::batch::AuditedCase;
use super::outcome::{Mark, Outcome, Status};
use super::settle::open_findings;
use crate::case::Reference;
use crate::rules::{OneFile, SIBLING_FILES_AGREE, SiblingEntry, disagreements};
use crate::strategy::Strategy;

/// What a batch remembers of a case whose file names siblings, or may be named by theirs.
#[derive(Clone, Debug, Default)]
pub(super) struct SiblingRecord {
    /// Whether the case is open: only open files are compared.
    pub(super) open: bool,
    /// Whether the file says that the child has no siblings.
    pub(super) denies_siblings: bool,
    /// What the file says of siblings who have cases of their own.
    pub(super) entries: Vec<SiblingEntry>,
    /// Where each finding about them would stand.
    pub(super) marks: BTreeMap<String, Mark>,
}

impl SiblingRecord {
    /// What this file, of a case, says of another.
    fn file<'a>(&'a self, case_id: &'a Reference, other: &Reference) -> OneFile<'a> {
        let entry = self.entries.iter().find(|entry| entry.case_id == *other);
        OneFile { case_id, entry, denies_siblings: self.denies_siblings }
    }
}

/// What a batch remembers, by case.
pub(super) type SiblingRecords = BTreeMap<Reference, SiblingRecord>;

/// Judges the requirement over a batch whose every case has been audited.
pub(super) fn settle_siblings(
    cases: &mut [AuditedCase],
    records: &SiblingRecords,
    strategies: &[Arc<Strategy>],
) {
    let named_by = named_by(records);
    for case in cases {
        let Some((id, record)) = open_record(records, case.audit.case_id.as_str()) else {
            continue;
        };
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
        if pairs.is_empty() {
            continue;
        }
        for outcome in &mut case.audit.outcomes {
            if outcome.rule == SIBLING_FILES_AGREE {
                settle_one(outcome, record, &pairs, strategies);
            }
        }
    }
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

fn settle_one(
    outcome: &mut Outcome,
    record: &SiblingRecord,
    pairs: &[(OneFile<'_>, OneFile<'_>)],
    strategies: &[Arc<Strategy>],
) {
    let faults = pairs.iter().flat_map(|(this, other)| disagreements(*this, *other)).collect();
    let bound = strategies.iter().find_map(|strategy| {
        let mut requirements = strategy.requirements.iter();
        Some((strategy, requirements.find(|known| known.key == outcome.requirement)?))
    });
    let Some((strategy, requirement)) = bound else {
        return;
    };
    outcome.findings = open_findings(faults, strategy, requirement);
    for finding in &mut outcome.findings {
        finding.mark = record.marks.get(&finding.pointer.to_string()).cloned();
    }
    outcome.because = None;
    outcome.status = if outcome.findings.is_empty() { Status::Met } else { Status::NotMet };
}
