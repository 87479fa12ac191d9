//! What an audit says of one requirement.

use chrono::NaiveDate;

use super::finding::{Finding, Lapse};
use super::status::{Because, Status};
use crate::rules::{Element, Severity};
use crate::strategy::{Key, Requirement, Weighting};

/// The outcome of one requirement on one case, with what there is to say of it.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The requirement's id for reports: `dorset/contingency-option`.
    pub requirement: Key,
    /// The id of the rule that judged it.
    pub rule: &'static str,
    /// What it is about.
    pub element: Element,
    /// What came of it.
    pub status: Status,
    /// The day it falls due, or falls due again.
    pub due: Option<NaiveDate>,
    /// Why it does not apply.
    pub because: Option<Because>,
    /// What is missing or wrong.
    pub findings: Vec<Finding>,
    /// What is missing or wrong and known from the baseline: it weighs as much, and is not told again.
    pub known: Vec<Finding>,
    /// Where the severity comes from, when not from the clauses' own words.
    pub weighting: Option<Weighting>,
}

impl Outcome {
    /// A requirement's outcome before it has been judged.
    pub(super) fn unjudged(requirement: &Requirement) -> Self {
        Self {
            requirement: requirement.key.clone(),
            rule: requirement.rule.id,
            element: requirement.element(),
            status: Status::NotApplicable,
            due: None,
            because: None,
            findings: Vec::new(),
            known: Vec::new(),
            weighting: requirement.weighting,
        }
    }

    /// The heaviest open finding.
    #[must_use]
    pub fn worst_open(&self) -> Option<Severity> {
        let all = self.findings.iter().chain(&self.known);
        let open = all.filter(|finding| finding.lapse == Lapse::Open);
        open.map(|finding| finding.severity).max().filter(|_| self.status == Status::NotMet)
    }

    /// The findings that count: what is waived is not among them.
    pub fn counting(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|_| self.status == Status::NotMet)
    }

    /// The day it falls due, or falls due again; a clock runs on after a lapse that is over.
    #[must_use]
    pub fn falls_due(&self) -> Option<NaiveDate> {
        self.due.filter(|_| self.status != Status::Waived)
    }

    /// The day it fell due, when that has come and something is still wanting.
    #[must_use]
    pub fn fell_due(&self) -> Option<NaiveDate> {
        let open = self.counting().filter(|finding| finding.lapse == Lapse::Open);
        open.filter_map(|finding| finding.due).min()
    }

    /// The heaviest finding that is told, lapses that are over among them.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.counting().map(|finding| finding.severity).max()
    }
}
