//! What was expected of a case, held against its audit.

use super::plan::Planned;
use super::{About, Came, CameFinding, Check, Difference, Wanted, WantedCause};
use crate::audit::{CaseAudit, Finding, Lapse, Outcome, Status};

/// The cause of a finding that an expression could not be judged: never as expected unless it is named.
const FAILED: &str = "expression-failed";

/// Holds an audit against what was expected.
pub(super) fn checks(planned: &Planned, audit: &CaseAudit) -> Vec<Check> {
    let mut checks = Vec::new();
    let strict = planned.only.contains(&Status::NotMet);
    for expected in &planned.requirements {
        let outcome = audit.outcomes.iter().find(|outcome| outcome.requirement == expected.key);
        let as_expected = outcome.is_some_and(|outcome| fits(&expected.wanted, outcome, strict));
        let difference = (!as_expected).then(|| Difference {
            expected: expected.wanted.clone(),
            came: outcome.map_or_else(nothing, came),
        });
        let about = About::Requirement(expected.key.clone());
        checks.push(Check { about, line: expected.line, difference });
    }
    if let Some((line, colour)) = planned.colour {
        let difference = (audit.colour() != colour).then(|| Difference {
            expected: Wanted::Colour(colour),
            came: Came::Colour(audit.colour()),
        });
        checks.push(Check { about: About::Colour, line, difference });
    }
    let named = |outcome: &Outcome| {
        planned.requirements.iter().any(|expected| outcome.requirement == expected.key)
    };
    let others = audit.outcomes.iter().filter(|outcome| !named(outcome));
    let unforeseen: Vec<&Outcome> = others
        .filter(|outcome| planned.only.contains(&outcome.status) || failed(outcome))
        .collect();
    if unforeseen.is_empty() {
        let about = About::NothingElse;
        checks.push(Check { about, line: planned.line, difference: None });
    }
    checks.extend(unforeseen.into_iter().map(|outcome| Check {
        about: About::Requirement(outcome.requirement.to_string()),
        line: planned.line,
        difference: Some(Difference { expected: Wanted::NotNamed, came: came(outcome) }),
    }));
    checks
}

/// True when an outcome is the one that was wanted. A strict one has no cause beside those named.
fn fits(wanted: &Wanted, outcome: &Outcome, strict: bool) -> bool {
    let Wanted::Outcome(status, causes) = wanted else {
        return false;
    };
    if outcome.status != *status {
        return false;
    }
    if causes.is_empty() {
        return !failed(outcome);
    }
    let mut left: Vec<&Finding> = outcome.findings.iter().collect();
    // One of which more is said comes before one of the same name of which less is.
    let mut causes: Vec<&WantedCause> = causes.iter().collect();
    causes.sort_by_key(|wanted| {
        u8::from(wanted.severity.is_none()) + u8::from(wanted.over.is_none())
    });
    let all_came = causes.into_iter().all(|wanted| {
        let found = left.iter().position(|finding| is(wanted, finding));
        found.map(|index| left.swap_remove(index)).is_some()
    });
    let failed_unforeseen = left.iter().any(|finding| finding.cause() == FAILED);
    all_came && !failed_unforeseen && (left.is_empty() || !strict)
}

fn is(wanted: &WantedCause, finding: &Finding) -> bool {
    wanted.cause == finding.cause()
        && wanted.severity.is_none_or(|severity| severity == finding.severity)
        && wanted.over.is_none_or(|over| over == is_over(finding))
}

fn is_over(finding: &Finding) -> bool {
    finding.lapse != Lapse::Open
}

/// True when it could not be judged.
fn failed(outcome: &Outcome) -> bool {
    outcome.status == Status::NotMet
        && outcome.findings.iter().any(|finding| finding.cause() == FAILED)
}

/// A requirement without an outcome: that about waivers, of a case with none.
fn nothing() -> Came {
    let because = Some("the case has no waivers".to_owned());
    Came::Outcome { status: Status::NotApplicable, due: None, because, findings: Vec::new() }
}

fn came(outcome: &Outcome) -> Came {
    Came::Outcome {
        status: outcome.status,
        due: outcome.due,
        because: outcome.because.as_ref().map(ToString::to_string),
        findings: outcome
            .findings
            .iter()
            .map(|finding| CameFinding {
                cause: finding.cause().to_owned(),
                severity: finding.severity,
                over: is_over(finding),
                message: finding.message(),
            })
            .collect(),
    }
}
