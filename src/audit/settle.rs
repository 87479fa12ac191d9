//! From what a rule says to what an audit says: what is not due, what is over, how much it weighs.

use std::sync::Arc;

use chrono::NaiveDate;

use super::finding::{Citation, Finding, Lapse, Told};
use super::outcome::Outcome;
use super::status::{Because, Closed, Status};
use crate::case::Entry;
use crate::rules::{Element, Facts, Fault, Judgement, PAIRED, Rule, Shows, Weight};
use crate::strategy::{Requirement, Strategy};

/// Judges one requirement on one case.
///
/// Lapses that ended before `since` are left out, and so is what the source has no place for.
pub(super) fn settle(
    strategy: &Arc<Strategy>,
    requirement: &Requirement,
    facts: &Facts<'_>,
    since: NaiveDate,
    shows: Option<&Shows>,
) -> Outcome {
    let rule = requirement.rule;
    let outcome = Outcome::unjudged(requirement);
    let because = outside(rule, outcome.element, facts).or_else(|| not_shown(requirement, shows?));
    if because.is_some() {
        return Outcome { because, ..outcome };
    }
    match requirement.judge.judge(facts) {
        Judgement::Met { next_due } => {
            let due = next_due.filter(|_| facts.closing.is_none());
            Outcome { status: Status::Met, due, ..outcome }
        }
        Judgement::NotApplicable(why) => Outcome { because: Some(Because::Rule(why)), ..outcome },
        Judgement::NotDue { due } => not_due(outcome, rule, facts, due),
        Judgement::NotMet(faults) => match due_faults(rule, facts, faults) {
            Err(planning_day) => not_due(outcome, rule, facts, Some(planning_day)),
            Ok(mut faults) => {
                date_absences(requirement, facts, &mut faults);
                told(outcome, faults, strategy, requirement, facts, since)
            }
        },
        Judgement::Late { faults, next_due } => Outcome {
            due: next_due.filter(|_| facts.closing.is_none()),
            ..told(outcome, faults, strategy, requirement, facts, since)
        },
    }
}

/// Not met with a finding left to tell. Met when every lapse is long past, for what was late is there
/// now; but what was still wanting when the case closed never was met.
fn told(
    outcome: Outcome,
    faults: Vec<Fault>,
    strategy: &Arc<Strategy>,
    requirement: &Requirement,
    facts: &Facts<'_>,
    since: NaiveDate,
) -> Outcome {
    let closed = facts.closing.is_some() && !requirement.rule.at_today;
    let never_met = closed && faults.iter().any(|fault| fault.over.is_none());
    let findings = weigh(faults, strategy, requirement, facts, since);
    if findings.is_empty() && never_met {
        return Outcome { because: Some(Because::ClosedUntold(facts.day)), ..outcome };
    }
    let status = if findings.is_empty() { Status::Met } else { Status::NotMet };
    Outcome { status, findings, ..outcome }
}

/// Why nothing of this kind is asked of the child at all.
fn outside(rule: &Rule, element: Element, facts: &Facts<'_>) -> Option<Because> {
    let started = facts.started();
    if facts.day < started {
        return Some(Because::BeforeCare(started));
    }
    if facts.case.care.entry == Some(Entry::ShortBreaks) {
        return Some(Because::ShortBreaks);
    }
    // On remand alone there is no plan to make, so none is due at the second review either.
    let planned = matches!(element, Element::Plan | Element::Family) || rule.id == PAIRED.1;
    (planned && facts.is_remand_only()).then_some(Because::Remand)
}

/// Why the source cannot show whether it is met, when it cannot.
fn not_shown(requirement: &Requirement, shows: &Shows) -> Option<Because> {
    let source = || shows.source.clone();
    if let Some(lacking) = shows.lacks(requirement.evidence()) {
        return Some(Because::NotShown { source: source(), lacking });
    }
    let unworded = requirement.evidence().any(|known| shows.unworded.contains(&known));
    unworded.then(|| Because::Unworded { source: source() })
}

fn not_due(outcome: Outcome, rule: &Rule, facts: &Facts<'_>, due: Option<NaiveDate>) -> Outcome {
    match facts.closing {
        Some(closing) if !rule.at_today => {
            let because = Some(Because::ClosedBeforeDue(closing, facts.day));
            Outcome { status: Status::NotApplicable, because, ..outcome }
        }
        _ => Outcome { status: Status::NotDue, due, ..outcome },
    }
}

/// The faults that count yet; or, when none does, the planning day until which nothing is due.
///
/// Before the planning day what is absent is not due, unless the plan has been presented; what is
/// recorded and wrong counts at once.
fn due_faults(
    rule: &Rule,
    facts: &Facts<'_>,
    mut faults: Vec<Fault>,
) -> Result<Vec<Fault>, NaiveDate> {
    let ahead = facts.clock.planning_day.filter(|&day| facts.day < day);
    let Some(planning_day) = ahead.filter(|_| rule.planning_stage && facts.presented().is_none())
    else {
        return Ok(faults);
    };
    faults.retain(|fault| !fault.absent);
    if faults.is_empty() { Err(planning_day) } else { Ok(faults) }
}

/// Says since when it was due of what was already absent on the planning day, or on the day the plan
/// was presented when that came first. What came to be asked only later has no such day.
fn date_absences(requirement: &Requirement, facts: &Facts<'_>, faults: &mut [Fault]) {
    let undated = |fault: &&mut Fault| fault.absent && fault.over.is_none() && fault.due.is_none();
    let mut undated = faults.iter_mut().filter(undated).peekable();
    if !requirement.rule.planning_stage || facts.closing.is_some() || undated.peek().is_none() {
        return;
    }
    let first_asked = facts.clock.planning_day.into_iter().chain(facts.presented()).min();
    let Some(due) = first_asked else {
        return;
    };
    let then = Facts::new(facts.case, due, facts.conventions, false);
    let (Judgement::NotMet(wanting) | Judgement::Late { faults: wanting, .. }) =
        requirement.judge.judge(&then)
    else {
        return;
    };
    for fault in undated {
        let same =
            |then: &Fault| then.cause.id() == fault.cause.id() && then.pointer == fault.pointer;
        fault.due = wanting.iter().any(same).then_some(due);
    }
}

/// Gives each fault its severity, tells what is over in one finding, and drops what is long past.
fn weigh(
    faults: Vec<Fault>,
    strategy: &Arc<Strategy>,
    requirement: &Requirement,
    facts: &Facts<'_>,
    since: NaiveDate,
) -> Vec<Finding> {
    let closing = facts.closing.filter(|_| !requirement.rule.at_today);
    let mut open = Vec::new();
    let mut past: Option<Finding> = None;
    for fault in faults {
        let Some(ended) = fault.over.or_else(|| closing.map(|_| facts.day)) else {
            open.push(fault);
            continue;
        };
        let closed = closing.filter(|_| fault.over.is_none()).map(|why| Closed(why, facts.day));
        let mut finding = finding(fault, strategy, requirement);
        let Some(severity) = finding.severity.step_down().filter(|_| ended >= since) else {
            continue;
        };
        finding.severity = severity;
        finding.lapse = Lapse::Over(ended);
        for told in &mut finding.causes {
            told.closed = closed;
        }
        past = Some(match past {
            None => finding,
            Some(told) => told_together(told, finding),
        });
    }
    let mut findings = open_findings(open, strategy, requirement);
    findings.extend(past);
    findings
}

/// Two lapses of one requirement, told in one finding that is named by the one that ended later: as
/// time passes the earlier is left out, and the finding stays the same one.
fn told_together(mut first: Finding, second: Finding) -> Finding {
    first.severity = first.severity.max(second.severity);
    if second.lapse > first.lapse {
        first.lapse = second.lapse;
        first.named_by = first.causes.len() + second.named_by;
        first.pointer = second.pointer;
    }
    first.causes.extend(second.causes);
    first
}

/// Faults that are so on the as-of day, each a finding of its own.
pub(super) fn open_findings(
    faults: Vec<Fault>,
    strategy: &Arc<Strategy>,
    requirement: &Requirement,
) -> Vec<Finding> {
    faults.into_iter().map(|fault| finding(fault, strategy, requirement)).collect()
}

fn finding(fault: Fault, strategy: &Arc<Strategy>, requirement: &Requirement) -> Finding {
    let clauses = requirement.clauses_of_cause(fault.cause.id()).iter();
    Finding {
        severity: match fault.weight {
            Weight::AsBound => requirement.severity,
            Weight::AtMost(most) => requirement.severity.min(most),
            Weight::Exactly(severity) => severity,
        },
        lapse: Lapse::Open,
        causes: vec![Told { cause: fault.cause, closed: None }],
        named_by: 0,
        due: fault.due,
        pointer: fault.pointer,
        elsewhere: None,
        citations: clauses.map(|&clause| Citation::new(strategy, clause)).collect(),
        mark: None,
    }
}
