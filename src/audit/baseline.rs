//! Findings that are known, so that only what is new is told.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::outcome::Outcome;
use super::status::Status;
use crate::calendar::add_months;
use crate::rules::Severity;

/// The longest time between two reviews: what was known longer ago is to be looked at again.
const MONTHS_IN_FORCE: u32 = 6;

/// The findings of an earlier report.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// The day that report was as at.
    pub as_of: NaiveDate,
    /// How much each of its findings weighed, by fingerprint.
    pub findings: BTreeMap<String, Severity>,
}

impl Baseline {
    /// The last day it can be used for.
    #[must_use]
    pub fn runs_out(&self) -> NaiveDate {
        add_months(self.as_of, MONTHS_IN_FORCE)
    }

    /// Sets aside the findings of a case that are known; one that weighs more than it did is new.
    pub(super) fn set_known_aside<'o>(
        &self,
        outcomes: impl IntoIterator<Item = &'o mut Outcome>,
        case_id: &str,
    ) {
        for outcome in outcomes.into_iter().filter(|outcome| outcome.status == Status::NotMet) {
            let Outcome { findings, known, requirement, .. } = outcome;
            let of_before = findings.extract_if(.., |finding| {
                let before = self.findings.get(&finding.fingerprint(requirement, case_id));
                before.is_some_and(|&weight| finding.severity <= weight)
            });
            known.extend(of_before);
        }
    }
}
