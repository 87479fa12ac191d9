//! What became of a case's waivers.

use super::text::Cause;
use super::{WAIVER_CURRENT, waive};
use crate::audit::finding::{Finding, Lapse, Told};
use crate::audit::outcome::Outcome;
use crate::audit::status::{Because, Status};
use crate::rules::{Element, Pointer, Severity};
use crate::strategy::Key;

/// What became of a case's waivers.
#[derive(Clone, Debug, Default)]
pub(in crate::audit) struct Judged {
    /// What is wrong with them.
    pub(super) faults: Vec<Fault>,
    /// Those of a requirement that only a whole batch can judge.
    pub(super) waiting: Vec<Waiting>,
}

/// What is wrong with a waiver.
#[derive(Clone, Debug)]
pub(in crate::audit) struct Fault {
    pub(super) severity: Severity,
    pub(super) cause: Cause,
    pub(super) pointer: Pointer,
    /// The requirement it names, when it does not stand in the case file.
    pub(super) elsewhere: Option<String>,
}

/// A waiver of a requirement that has not been judged yet.
#[derive(Clone, Debug)]
pub(in crate::audit) struct Waiting {
    /// The ids for reports of the requirements it names.
    pub(super) requirements: Vec<Key>,
    /// Who agreed to it and until when.
    pub(super) because: Because,
    /// What to say when it turns out to waive nothing.
    pub(super) unused: Fault,
}

impl Judged {
    /// The outcome of the requirement about waivers themselves.
    pub(in crate::audit) fn outcome(&self) -> Outcome {
        Outcome {
            requirement: WAIVER_CURRENT.to_owned().into(),
            rule: WAIVER_CURRENT,
            element: Element::File,
            status: if self.faults.is_empty() { Status::Met } else { Status::NotMet },
            due: None,
            because: None,
            findings: self.faults.iter().map(Fault::finding).collect(),
            known: Vec::new(),
            weighting: None,
        }
    }

    /// True when a waiver is of what only the whole batch can judge.
    pub(in crate::audit) fn waits(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Where something may be told in the case file once the whole batch has been audited.
    pub(in crate::audit) fn places(&self) -> impl Iterator<Item = String> {
        let waiting = self.waiting.iter().map(|waiting| &waiting.unused);
        let faults = self.faults.iter().filter(|_| !self.waiting.is_empty());
        let told = faults.chain(waiting).filter(|fault| fault.elsewhere.is_none());
        told.map(|fault| fault.pointer.to_string())
    }

    /// Waives what was waiting for the whole batch. Gives what has to be said of the waivers now,
    /// when that is something new: one of them turned out to waive nothing.
    pub(in crate::audit) fn waive_the_rest(&self, outcomes: &mut [Outcome]) -> Option<Outcome> {
        let mut judged = self.clone();
        for waiting in &self.waiting {
            let named = outcomes.iter_mut().filter(|outcome| waiting.names(outcome));
            let waived: Vec<bool> = named.map(|outcome| waive(outcome, &waiting.because)).collect();
            if !waived.is_empty() && !waived.contains(&true) {
                judged.faults.push(waiting.unused.clone());
            }
        }
        (judged.faults.len() > self.faults.len()).then(|| judged.outcome())
    }
}

impl Waiting {
    fn names(&self, outcome: &Outcome) -> bool {
        self.requirements.contains(&outcome.requirement)
    }
}

impl Fault {
    fn finding(&self) -> Finding {
        Finding {
            severity: self.severity,
            lapse: Lapse::Open,
            causes: vec![Told { cause: Box::new(self.cause.clone()), closed: None }],
            named_by: 0,
            due: None,
            pointer: self.pointer.clone(),
            elsewhere: self.elsewhere.clone(),
            citations: Vec::new(),
            mark: None,
        }
    }
}
