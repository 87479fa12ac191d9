//! Across the cases of a batch: whether the files of siblings agree.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::batch::AuditedCase;
use super::outcome::{Mark, Outcome, Status};
use super::settle::open_findings;
use crate::rules::{OneFile, SIBLING_FILES_AGREE, SiblingEntry, disagreements};
use crate::strategy::Strategy;

/// What a batch remembers of a case whose file names siblings, or may be named by theirs.
#[derive(Clone, Debug, Default)]
pub(super) struct SiblingRecord {
    /// Whether the case is open: only open files are compared.
    pub(super) open: bool,
    /// What the file says of siblings who have cases of their own.
    pub(super) entries: Vec<SiblingEntry>,
    /// Where each finding about them would stand.
    pub(super) marks: BTreeMap<String, Mark>,
}

impl SiblingRecord {
    fn of(&self, case_id: &str) -> Option<&SiblingEntry> {
        self.entries.iter().find(|entry| entry.case_id == case_id)
    }
}

/// Judges the requirement over a batch whose every case has been audited.
pub(super) fn settle_siblings(
    cases: &mut [AuditedCase],
    records: &BTreeMap<String, SiblingRecord>,
    strategies: &[Arc<Strategy>],
) {
    let named_by = named_by(records);
    for case in cases {
        let id = case.audit.case_id.as_str();
        let Some(record) = records.get(id).filter(|record| record.open) else {
            continue;
        };
        let named = record.entries.iter().map(|entry| entry.case_id.as_str());
        let naming = named_by.get(id).into_iter().flatten().copied();
        let mut others: Vec<&str> =
            named.chain(naming).filter(|other| is_open(records, other)).collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|other| *other != id);
        if others.is_empty() {
            continue;
        }
        for outcome in &mut case.audit.outcomes {
            if outcome.rule == SIBLING_FILES_AGREE {
                settle_one(outcome, id, record, &others, records, strategies);
            }
        }
    }
}

fn is_open(records: &BTreeMap<String, SiblingRecord>, id: &str) -> bool {
    records.get(id).is_some_and(|record| record.open)
}

/// For each case, the cases whose files name it.
fn named_by(records: &BTreeMap<String, SiblingRecord>) -> BTreeMap<&str, Vec<&str>> {
    let mut named_by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (id, record) in records {
        for entry in &record.entries {
            named_by.entry(entry.case_id.as_str()).or_default().push(id);
        }
    }
    named_by
}

fn settle_one(
    outcome: &mut Outcome,
    id: &str,
    record: &SiblingRecord,
    others: &[&str],
    records: &BTreeMap<String, SiblingRecord>,
    strategies: &[Arc<Strategy>],
) {
    let faults = others
        .iter()
        .flat_map(|other| {
            let theirs = records.get(*other).and_then(|theirs| theirs.of(id));
            disagreements(
                OneFile { case_id: id, entry: record.of(other) },
                OneFile { case_id: other, entry: theirs },
            )
        })
        .collect();
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
