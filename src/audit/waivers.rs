//! Waivers in the case file: what they waive, and those that no longer do.

use std::sync::Arc;

use chrono::NaiveDate;

use super::outcome::{Because, Finding, Lapse, Outcome, Status, Told};
use crate::case::{CaseFile, CaseWaiver};
use crate::rules::{Cause, Days, Element, List, Nth, Pointer, Severity, at, missing};
use crate::strategy::Strategy;

/// The built-in requirement about waivers themselves; of no strategy, and not waivable.
pub(super) const WAIVER_CURRENT: &str = "waiver-current";

pub(crate) use text::TEXTS as WAIVER_TEXTS;

mod text {
    use chrono::NaiveDate;

    use crate::rules::{Days, List, Nth, causes};

    causes! {
        Expired { waiver: Nth, until: NaiveDate, late: Days } "waiver-expired":
            "The {waiver} waiver listed ran out on {until}, {late} ago.",
            do "Put the requirement right, or agree a new waiver with a new day.";
        Incomplete { waiver: Nth, missing: List<&'static str> } "waiver-incomplete":
            "The {waiver} waiver listed waives nothing, because it lacks {missing}.",
            do "Complete it: a waiver needs its requirement, a reason, who agreed it and the day it ends.";
        Unknown { waiver: Nth } "waiver-unknown-requirement":
            "The {waiver} waiver listed waives nothing: it names no requirement of the strategies this case is held to.",
            do "Check the requirement's id with permanence explain.";
        Unused { waiver: Nth } "waiver-unused":
            "The {waiver} waiver listed waives nothing: the requirement it names is met, is not due, does not apply or cannot be waived.",
            do "Take the waiver out.";
    }
}

fn lacking(waiver: &CaseWaiver) -> Vec<&'static str> {
    let parts = [
        (waiver.requirement.is_some(), "its requirement"),
        (waiver.reason.is_recorded(), "a reason"),
        (waiver.agreed_by.is_some(), "who agreed it"),
        (waiver.until.day().is_some(), "the day it ends"),
    ];
    missing(parts)
}

fn names(waiver: &CaseWaiver, outcome: &Outcome) -> bool {
    waiver.requirement.as_ref().is_some_and(|named| {
        let named = named.as_str();
        named == outcome.requirement
            || outcome.requirement.split_once('/').is_some_and(|(_, id)| id == named)
    })
}

/// Who agreed to a waiver, and until when.
fn agreed(waiver: &CaseWaiver) -> Option<Because> {
    let by = waiver.agreed_by.as_ref()?.to_string();
    Some(Because::Waived(by, waiver.until.day()?))
}

/// Waives what the case's current waivers name, and judges the waivers themselves.
pub(super) fn apply(
    case: &CaseFile,
    today: NaiveDate,
    strategies: &[Arc<Strategy>],
    outcomes: &mut Vec<Outcome>,
) {
    if case.waivers.is_empty() {
        return;
    }
    let waivable =
        |outcome: &Outcome| strategies.iter().any(|known| known.can_waive(&outcome.requirement));
    let mut findings = Vec::new();
    for (index, waiver) in case.waivers.iter().enumerate() {
        let place = at!["waivers", index];
        let lacking = lacking(waiver);
        if !lacking.is_empty() {
            let cause = text::Cause::Incomplete { waiver: Nth(index), missing: List(lacking) };
            findings.push(finding(Severity::Concern, cause, place));
            continue;
        }
        if let Some(until) = waiver.until.day().filter(|&until| until < today) {
            let late = Days::between(until, today);
            let cause = text::Cause::Expired { waiver: Nth(index), until, late };
            findings.push(finding(Severity::Concern, cause, place.then("until")));
            continue;
        }
        let mut used = false;
        for outcome in outcomes.iter_mut() {
            let waives = names(waiver, outcome)
                && matches!(outcome.status, Status::NotMet | Status::Waived)
                && waivable(outcome);
            if waives {
                outcome.status = Status::Waived;
                outcome.because = agreed(waiver);
                used = true;
            }
        }
        if !used {
            let waiver_listed = Nth(index);
            let cause = if outcomes.iter().any(|outcome| names(waiver, outcome)) {
                text::Cause::Unused { waiver: waiver_listed }
            } else {
                text::Cause::Unknown { waiver: waiver_listed }
            };
            findings.push(finding(Severity::Advice, cause, place.then("requirement")));
        }
    }
    outcomes.push(Outcome {
        requirement: WAIVER_CURRENT.to_owned(),
        rule: WAIVER_CURRENT,
        element: Element::File,
        status: if findings.is_empty() { Status::Met } else { Status::NotMet },
        due: None,
        because: None,
        findings,
        known: Vec::new(),
        weighting: None,
    });
}

fn finding(severity: Severity, cause: impl Cause + 'static, pointer: Pointer) -> Finding {
    Finding {
        severity,
        lapse: Lapse::Open,
        causes: vec![Told { cause: Box::new(cause), closed: None }],
        named_by: 0,
        due: None,
        pointer,
        citations: Vec::new(),
        mark: None,
    }
}
