//! Waivers: what they waive, and those that no longer do.

mod agreed;
mod judged;

use std::sync::Arc;

use chrono::NaiveDate;

use super::outcome::Outcome;
use super::status::{Because, Status};
use crate::case::{CaseFile, CaseWaiver, Reference};
use crate::rules::{Days, List, Nth, SIBLING_FILES_AGREE, Severity, at, missing};
use crate::strategy::Strategy;

pub use agreed::{AgreedWaiver, AgreedWaivers, CONFIG_FILE};
use judged::{Fault, Waiting};
pub(crate) use judged::{Judged, WaitingWaiver};

/// The built-in requirement about waivers themselves; of no strategy, and not waivable.
pub(crate) const WAIVER_CURRENT: &str = "waiver-current";

pub(crate) use text::TEXTS as WAIVER_TEXTS;

mod text {
    use std::fmt;

    use chrono::NaiveDate;

    use super::CONFIG_FILE;
    use crate::rules::{Days, List, Nth, causes};

    /// Which waiver a finding is about.
    #[derive(Clone, Debug, PartialEq)]
    pub(crate) enum Which {
        /// One in the case file, by its place in the list.
        Listed(Nth),
        /// One in the config file, by the requirement it names.
        Agreed(String),
    }

    impl fmt::Display for Which {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::Listed(nth) => write!(f, "The {nth} waiver listed"),
                Self::Agreed(requirement) => {
                    write!(f, "The waiver of {requirement} in {CONFIG_FILE}")
                }
            }
        }
    }

    causes! {
        Expired { waiver: Which, until: NaiveDate, late: Days } "waiver-expired":
            "{waiver} ran out on {until}, {late} ago.",
            do "Put the requirement right, or agree a new waiver with a new day.";
        Incomplete { waiver: Which, missing: List<&'static str> } "waiver-incomplete":
            "{waiver} waives nothing, because it lacks {missing}.",
            do "Complete it: a waiver needs its requirement, a reason, who agreed it and the day it ends.";
        Unknown { waiver: Which } "waiver-unknown-requirement":
            "{waiver} waives nothing: it names no requirement of the strategies this case is held to.",
            do "Check the requirement's id with permanence explain.";
        Unused { waiver: Which } "waiver-unused":
            "{waiver} waives nothing: the requirement it names is met, is not due, does not apply or cannot be waived.",
            do "Take the waiver out.";
    }
}
use text::{Cause, Which};

/// A waiver of a case, wherever it was agreed.
struct Waiver<'a> {
    which: Which,
    requirement: &'a str,
    lacking: Vec<&'static str>,
    /// Who agreed to it and until when.
    agreed: Option<(&'a str, NaiveDate)>,
    /// Its place in the case file's list; one from elsewhere has none there.
    index: Option<usize>,
}

impl<'a> Waiver<'a> {
    fn listed(index: usize, waiver: &'a CaseWaiver) -> Self {
        let CaseWaiver { requirement, reason, agreed_by, until } = waiver;
        let lacking = missing([
            (requirement.is_some(), "its requirement"),
            (reason.is_recorded(), "a reason"),
            (agreed_by.is_some(), "who agreed it"),
            (until.day().is_some(), "the day it ends"),
        ]);
        Self {
            which: Which::Listed(Nth(index)),
            requirement: requirement.as_ref().map_or("", Reference::as_str),
            lacking,
            agreed: agreed_by.as_ref().map(Reference::as_str).zip(until.day()),
            index: Some(index),
        }
    }

    fn agreed(waiver: &'a AgreedWaiver) -> Self {
        Self {
            which: Which::Agreed(waiver.requirement.clone()),
            requirement: &waiver.requirement,
            lacking: Vec::new(),
            agreed: Some((&waiver.agreed_by, waiver.until)),
            index: None,
        }
    }

    /// One that an earlier run found to be in order.
    fn again(index: Option<usize>, requirement: &'a str, by: &'a str, until: NaiveDate) -> Self {
        Self {
            which: match index {
                Some(index) => Which::Listed(Nth(index)),
                None => Which::Agreed(requirement.to_owned()),
            },
            requirement,
            lacking: Vec::new(),
            agreed: Some((by, until)),
            index,
        }
    }

    fn names(&self, outcome: &Outcome) -> bool {
        names(self.requirement, &outcome.requirement)
    }

    fn fault(&self, severity: Severity, cause: Cause, key: Option<&'static str>) -> Fault {
        let place = self.index.map(|index| at!["waivers", index]);
        let pointer = match (place, key) {
            (Some(place), Some(key)) => place.then(key),
            (place, _) => place.unwrap_or_default(),
        };
        let elsewhere = self.index.is_none().then(|| self.requirement.to_owned());
        Fault { severity, cause: Arc::new(cause), pointer, elsewhere }
    }

    fn unused(&self) -> Fault {
        let cause = Cause::Unused { waiver: self.which.clone() };
        self.fault(Severity::Advice, cause, Some("requirement"))
    }

    /// What keeps it from waiving anything, as at a day.
    fn void(&self, today: NaiveDate) -> Option<Fault> {
        let waiver = self.which.clone();
        if !self.lacking.is_empty() {
            let cause = Cause::Incomplete { waiver, missing: List(self.lacking.clone()) };
            return Some(self.fault(Severity::Concern, cause, None));
        }
        let (_, until) = self.agreed.filter(|&(_, until)| until < today)?;
        let cause = Cause::Expired { waiver, until, late: Days::between(until, today) };
        Some(self.fault(Severity::Concern, cause, Some("until")))
    }
}

/// True when a waiver's word for a requirement, with or without its strategy, names this one.
fn names(word: &str, requirement: &str) -> bool {
    word == requirement || requirement.split_once('/').is_some_and(|(_, id)| id == word)
}

/// Waives what the current waivers name, and judges the waivers themselves.
pub(super) fn apply(
    case: &CaseFile,
    agreed: &[AgreedWaiver],
    today: NaiveDate,
    strategies: &[Arc<Strategy>],
    outcomes: &mut Vec<Outcome>,
) -> Judged {
    let listed = case.waivers.iter().enumerate();
    let listed = listed.map(|(index, waiver)| Waiver::listed(index, waiver));
    let waivers: Vec<Waiver<'_>> = listed.chain(agreed.iter().map(Waiver::agreed)).collect();
    let mut judged = Judged::default();
    if waivers.is_empty() {
        return judged;
    }
    for waiver in &waivers {
        match (waiver.void(today), waiver.agreed) {
            (Some(void), _) => judged.faults.push(void),
            (None, Some((by, until))) => {
                let in_case_file = waiver.index.is_some();
                let because = Because::Waived { by: by.to_owned(), until, in_case_file };
                judged.use_up(waiver, &because, strategies, outcomes);
            }
            (None, None) => {}
        }
    }
    outcomes.push(judged.outcome());
    judged
}

impl Judged {
    /// Waives what a waiver names; tells of one that waives nothing.
    fn use_up(
        &mut self,
        waiver: &Waiver<'_>,
        because: &Because,
        strategies: &[Arc<Strategy>],
        outcomes: &mut [Outcome],
    ) {
        let waivable = |outcome: &Outcome| {
            strategies.iter().any(|known| known.can_waive(&outcome.requirement))
        };
        let named = outcomes.iter_mut().filter(|outcome| waiver.names(outcome));
        let (mut known, mut used) = (false, false);
        let mut waiting = Vec::new();
        for outcome in named {
            known = true;
            if !waivable(outcome) {
                continue;
            }
            if only_a_batch_can_tell(outcome) {
                waiting.push(outcome.requirement.clone());
            }
            // Whether there is anything to waive, a source without a place for it cannot tell.
            let untold = matches!(
                outcome.because,
                Some(Because::NotShown { .. } | Because::Unworded { .. })
            );
            used |= waive(outcome, because) || untold;
        }
        if !known {
            let cause = Cause::Unknown { waiver: waiver.which.clone() };
            self.faults.push(waiver.fault(Severity::Advice, cause, Some("requirement")));
        } else if !waiting.is_empty() {
            self.waiting.push(Waiting {
                requirements: waiting,
                because: because.clone(),
                index: waiver.index,
                names: waiver.requirement.to_owned(),
                unused: waiver.unused(),
            });
        } else if !used {
            self.faults.push(waiver.unused());
        }
    }
}

/// Waives an outcome if there is anything to waive.
pub(super) fn waive(outcome: &mut Outcome, because: &Because) -> bool {
    let waives = matches!(outcome.status, Status::NotMet | Status::Waived);
    if waives {
        outcome.status = Status::Waived;
        outcome.because = Some(because.clone());
    }
    waives
}

/// True for what one file alone cannot show: whether a waiver of it is of use shows at the end.
fn only_a_batch_can_tell(outcome: &Outcome) -> bool {
    outcome.rule == SIBLING_FILES_AGREE
        && outcome.status == Status::NotApplicable
        && matches!(outcome.because, Some(Because::Rule(_)))
}
