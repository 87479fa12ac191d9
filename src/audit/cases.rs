//! Cases that were audited, kept until all have been.

use std::fmt;

use chrono::NaiveDate;

use super::finding::Finding;
use super::ids::narrow;
use super::outcome::Outcome;
use super::place::AuditedCase;
use super::plain::PlainOutcomes;

/// Cases that were audited, in order, kept in little memory: about 3 kilobytes each under a hundred
/// requirements.
///
/// What outcomes have in common is kept once for all of them, and a case is put together again
/// whenever it is asked for.
#[derive(Default)]
pub struct Cases {
    kept: Vec<Kept>,
    plain: PlainOutcomes,
}

struct Kept {
    /// The case without its outcomes.
    case: AuditedCase,
    outcomes: Box<[KeptOutcome]>,
    findings: Box<[KeptFinding]>,
}

/// An outcome without its findings.
struct KeptOutcome {
    /// The number of what it has in common with others.
    plain: u32,
    due: Option<NaiveDate>,
}

struct KeptFinding {
    /// The place of its outcome in the case.
    outcome: u32,
    /// Whether it is known from the baseline.
    known: bool,
    finding: Finding,
}

impl Cases {
    /// How many cases there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// True when there is no case.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Adds a case. Of one among many no text is shown, so that none is kept.
    pub fn push(&mut self, mut case: AuditedCase) {
        if let [only] = self.kept.as_mut_slice() {
            only.case.text = None;
        }
        if !self.kept.is_empty() {
            case.text = None;
        }
        let kept = self.packed(case);
        self.kept.push(kept);
    }

    /// The case at a place, from 0.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<AuditedCase> {
        self.kept.get(place).map(|kept| self.unpacked(kept))
    }

    /// Each case, in order.
    pub fn iter(&self) -> impl Iterator<Item = AuditedCase> + '_ {
        self.kept.iter().map(|kept| self.unpacked(kept))
    }

    /// Each case without its outcomes, in order: who it is of, and where it was read.
    pub(crate) fn without_outcomes(&self) -> impl Iterator<Item = &AuditedCase> {
        self.kept.iter().map(|kept| &kept.case)
    }

    /// The case at a place without its outcomes.
    pub(crate) fn named(&self, place: usize) -> Option<&AuditedCase> {
        self.kept.get(place).map(|kept| &kept.case)
    }

    /// Puts these outcomes in the place of those of the same requirements in a case.
    pub(super) fn amend(&mut self, place: usize, outcomes: Vec<Outcome>) {
        let Some(mut case) = self.get(place) else {
            return;
        };
        case.audit.amend(outcomes);
        let packed = self.packed(case);
        if let Some(kept) = self.kept.get_mut(place) {
            *kept = packed;
        }
    }

    fn packed(&mut self, mut case: AuditedCase) -> Kept {
        let outcomes = std::mem::take(&mut case.audit.outcomes);
        let mut findings = Vec::new();
        let mut packed = Vec::with_capacity(outcomes.len());
        for (place, outcome) in outcomes.into_iter().enumerate() {
            packed.push(KeptOutcome {
                plain: self.plain.number_of(&outcome, place),
                due: outcome.due,
            });
            let outcomes = [(false, outcome.findings), (true, outcome.known)];
            for (known, of_outcome) in outcomes {
                let outcome = narrow(place);
                let kept = of_outcome.into_iter();
                findings.extend(kept.map(|finding| KeptFinding { outcome, known, finding }));
            }
        }
        Kept { case, outcomes: packed.into(), findings: findings.into() }
    }

    fn unpacked(&self, kept: &Kept) -> AuditedCase {
        let outcomes = kept.outcomes.iter().filter_map(|outcome| {
            let plain = self.plain.get(outcome.plain)?;
            Some(Outcome { due: outcome.due, ..plain })
        });
        let mut outcomes: Vec<Outcome> = outcomes.collect();
        for KeptFinding { outcome, known, finding } in &kept.findings {
            if let Some(outcome) = outcomes.get_mut(*outcome as usize) {
                let list = if *known { &mut outcome.known } else { &mut outcome.findings };
                list.push(finding.clone());
            }
        }
        let mut case = kept.case.clone();
        case.audit.outcomes = outcomes;
        case
    }
}

impl fmt::Debug for Cases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl FromIterator<AuditedCase> for Cases {
    fn from_iter<I: IntoIterator<Item = AuditedCase>>(cases: I) -> Self {
        let mut kept = Self::default();
        cases.into_iter().for_each(|case| kept.push(case));
        kept
    }
}
