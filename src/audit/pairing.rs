//! One lateness, one finding: a council's requirement carries what regulations ask too.

use std::sync::Arc;

use super::finding::{Citation, Finding};
use super::outcome::Outcome;
use super::status::{Because, Status};
use crate::rules::{PAIRED, PLAN_NOT_CONSIDERED};
use crate::strategy::Strategy;

/// Tells once what several requirements find.
pub(super) fn pair(strategies: &[Arc<Strategy>], outcomes: &mut [Outcome]) {
    pair_with_what_is_extended(strategies, outcomes);
    for status in [Status::NotMet, Status::NotDue] {
        pair_those(outcomes, status);
    }
}

/// Lets a requirement that was taken over carry the one it was taken from, when a case is held to
/// both strategies and both find the same.
fn pair_with_what_is_extended(strategies: &[Arc<Strategy>], outcomes: &mut [Outcome]) {
    for requirement in strategies.iter().flat_map(|strategy| &strategy.requirements) {
        let Some(document) = &requirement.from else {
            continue;
        };
        let original = format!("{}/{}", document.name, requirement.id);
        let at = |key: &str| outcomes.iter().position(|outcome| outcome.requirement == key);
        let (Some(carrier), Some(carried)) = (at(&requirement.key), at(&original)) else {
            continue;
        };
        if let Ok([carrier, carried]) = outcomes.get_disjoint_mut([carrier, carried])
            && finds_the_same(carrier, carried)
        {
            carry_the_same(carrier, carried);
        }
    }
}

/// True when one outcome tells all that another does.
fn finds_the_same(carrier: &Outcome, carried: &Outcome) -> bool {
    let open = matches!(carrier.status, Status::NotMet | Status::NotDue);
    let told = |finding: &Finding| {
        let same = |known: &Finding| is_same(known, finding);
        carrier.findings.iter().any(same)
    };
    open && carrier.status == carried.status && carried.findings.iter().all(told)
}

fn is_same(one: &Finding, other: &Finding) -> bool {
    one.cause() == other.cause() && one.pointer == other.pointer && one.lapse == other.lapse
}

fn carry_the_same(carrier: &mut Outcome, carried: &mut Outcome) {
    for finding in std::mem::take(&mut carried.findings) {
        let same = carrier.findings.iter_mut().find(|known| is_same(known, &finding));
        if let Some(told) = same {
            told.severity = told.severity.max(finding.severity);
            let new = |citation: &Citation| {
                !told.citations.iter().any(|known| known.is_of_the_same_clause(citation))
            };
            let more: Vec<Citation> = finding.citations.into_iter().filter(new).collect();
            told.citations.extend(more);
        }
    }
    carried.status = Status::NotApplicable;
    carried.due = None;
    carried.because = Some(Because::ReportedUnder(carrier.requirement.clone()));
}

/// Lets a council's `permanence-plan` carry the statutory plan-by-second-review for want of the same
/// plan: the finding with both citations and the higher severity, or the day it falls due.
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
            told.due = told.due.into_iter().chain(finding.due).min();
            told.citations.extend(finding.citations);
        }
    }
}
