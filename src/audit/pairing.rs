//! One lateness, one finding: a council's requirement carries what regulations ask too.

use super::outcome::{Because, Outcome, Status};
use crate::rules::{PAIRED, PLAN_NOT_CONSIDERED};

/// Lets a council's `permanence-plan` carry the statutory plan-by-second-review for want of the same
/// plan: the finding with both citations and the higher severity, or the day it falls due.
pub(super) fn pair(outcomes: &mut [Outcome]) {
    for status in [Status::NotMet, Status::NotDue] {
        pair_those(outcomes, status);
    }
}

fn pair_those(outcomes: &mut [Outcome], status: Status) {
    let (council, statutory) = PAIRED;
    let at = |rule: &str| {
        outcomes.iter().position(|outcome| outcome.rule == rule && outcome.status == status)
    };
    let (Some(carrier), Some(paired)) = (at(council), at(statutory)) else {
        return;
    };
    let Some(key) = outcomes.get(carrier).map(|outcome| outcome.requirement.clone()) else {
        return;
    };

    let Some(paired) = outcomes.get_mut(paired) else {
        return;
    };
    // A review that did not consider the plan is another matter than the plan being late.
    if paired.findings.iter().any(|finding| finding.cause() == PLAN_NOT_CONSIDERED) {
        return;
    }
    let carried = std::mem::take(&mut paired.findings);
    paired.status = Status::NotApplicable;
    paired.due = None;
    paired.because = Some(Because::ReportedUnder(key));

    let told = outcomes.get_mut(carrier).and_then(|outcome| outcome.findings.first_mut());
    if let Some(told) = told {
        for finding in carried {
            told.severity = told.severity.max(finding.severity);
            told.citations.extend(finding.citations);
        }
    }
}
