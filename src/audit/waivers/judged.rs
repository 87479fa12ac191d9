//! What became of a case's waivers.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{WAIVER_CURRENT, Waiver, waive};
use crate::audit::finding::{Finding, Lapse, Told};
use crate::audit::outcome::Outcome;
use crate::audit::past::PastFinding;
use crate::audit::status::{Because, Status};
use crate::rules::{Cause, Element, Pointer, Severity};
use crate::strategy::Key;

/// What became of a case's waivers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Judged {
    /// What is wrong with them.
    pub(super) faults: Vec<Fault>,
    /// Those of a requirement that only a whole batch can judge.
    pub(super) waiting: Vec<Waiting>,
}

/// What is wrong with a waiver.
#[derive(Clone, Debug)]
pub(in crate::audit) struct Fault {
    pub(super) severity: Severity,
    pub(super) cause: Arc<dyn Cause>,
    pub(super) pointer: Pointer,
    /// The requirement it names, when it does not stand in the case file.
    pub(super) elsewhere: Option<String>,
}

/// A waiver of a requirement that has not been judged yet, as a part of a larger run tells it.
#[derive(Debug)]
pub(crate) struct WaitingWaiver<'w> {
    /// The ids for reports of the requirements it names.
    pub(crate) requirements: Vec<Key>,
    /// Who agreed to it.
    pub(crate) by: &'w str,
    /// The last day it holds.
    pub(crate) until: NaiveDate,
    /// Its place in the case file's list, from 0; none for one in the config file.
    pub(crate) index: Option<usize>,
    /// The requirement as it is written there.
    pub(crate) names: &'w str,
}

/// A waiver of a requirement that has not been judged yet.
#[derive(Clone, Debug)]
pub(in crate::audit) struct Waiting {
    /// The ids for reports of the requirements it names.
    pub(super) requirements: Vec<Key>,
    /// Who agreed to it and until when.
    pub(super) because: Because,
    /// Its place in the case file's list, from 0; none for one in the config file.
    pub(super) index: Option<usize>,
    /// The requirement as it is written there.
    pub(super) names: String,
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

impl Judged {
    /// What a part of a larger run told of a case's waivers, taken up again.
    pub(crate) fn again<'w>(
        told: Vec<PastFinding>,
        waiting: impl IntoIterator<Item = WaitingWaiver<'w>>,
    ) -> Self {
        let faults = told.into_iter().map(|past| Fault {
            severity: past.severity,
            cause: Arc::new(past.cause()),
            pointer: past.pointer,
            elsewhere: past.elsewhere,
        });
        let waiting = waiting.into_iter().map(|told| {
            let WaitingWaiver { requirements, by, until, index, names } = told;
            let because =
                Because::Waived { by: by.to_owned(), until, in_case_file: index.is_some() };
            let unused = Waiver::again(index, names, by, until).unused();
            Waiting { requirements, because, index, names: names.to_owned(), unused }
        });
        Self { faults: faults.collect(), waiting: waiting.collect() }
    }

    /// Those of a requirement that only a whole batch can judge.
    pub(in crate::audit) fn waiting(&self) -> impl Iterator<Item = WaitingWaiver<'_>> {
        self.waiting.iter().filter_map(|waiting| {
            let Because::Waived { by, until, .. } = &waiting.because else {
                return None;
            };
            Some(WaitingWaiver {
                requirements: waiting.requirements.clone(),
                by,
                until: *until,
                index: waiting.index,
                names: &waiting.names,
            })
        })
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
            causes: vec![Told { cause: Arc::clone(&self.cause), closed: None }],
            named_by: 0,
            due: None,
            pointer: self.pointer.clone(),
            elsewhere: self.elsewhere.clone(),
            citations: Vec::new(),
            mark: None,
        }
    }
}
