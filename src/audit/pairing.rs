//! One lateness, one finding: a council's requirement carries what regulations ask too.

use super::outcome::{Because, Outcome, Status};
use crate::rules::PAIRED;

/// Lets a council's `permanence-plan` carry the finding of the statutory plan-by-second-review
/// when both fail for want of the same plan: both citations, the higher severity.
pub(super) fn pair(outcomes: &mut [Outcome]) {
    let (council, statutory) = PAIRED;
    let fails =
        |outcome: &Outcome, rule: &str| outcome.rule == rule && outcome.status == Status::NotMet;
    let Some(carrier) = outcomes.iter().position(|outcome| fails(outcome, council)) else {
        return;
    };
    let key = match outcomes.get(carrier) {
        Some(outcome) => outcome.requirement.clone(),
        None => return,
    };
    let paired = outcomes.iter_mut().find(|outcome| {
        let same_cause = |finding: &super::Finding| finding.cause() != "plan-not-considered";
        fails(outcome, statutory) && outcome.findings.iter().all(same_cause)
    });
    let Some(paired) = paired else { return };
    let carried = std::mem::take(&mut paired.findings);
    paired.status = Status::NotApplicable;
    paired.because = Some(Because::ReportedUnder(key));

    let told = outcomes
        .get_mut(carrier)
        .and_then(|outcome| outcome.findings.first_mut());
    if let Some(told) = told {
        for finding in carried {
            told.severity = told.severity.max(finding.severity);
            told.citations.extend(finding.citations);
        }
    }
}
