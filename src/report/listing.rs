//! What reports list, and in which order.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::wording::short;
use super::{Report, Show};
use crate::audit::{AuditedCase, Colour, Finding, Lapse, Outcome, RequirementTally, Status};
use crate::rules::{Days, Element};
use crate::strategy::Key;

/// Findings that count, the heaviest open ones first, then in the order of the strategies.
pub(super) fn in_order(case: &AuditedCase) -> Vec<(&Outcome, &Finding)> {
    let outcomes = case.audit.outcomes.iter();
    heaviest_first(
        outcomes.flat_map(|outcome| outcome.counting().map(move |finding| (outcome, finding))),
    )
}

/// Findings, the heaviest open ones first.
pub(super) fn heaviest_first<'a>(
    findings: impl Iterator<Item = (&'a Outcome, &'a Finding)>,
) -> Vec<(&'a Outcome, &'a Finding)> {
    let mut findings: Vec<_> = findings.collect();
    findings.sort_by_key(|(_, finding)| (finding.lapse != Lapse::Open, Reverse(finding.severity)));
    findings
}

/// Findings of waived requirements, in the order of the strategies.
pub(super) fn waived(case: &AuditedCase) -> impl Iterator<Item = (&Outcome, &Finding)> {
    with(case, Status::Waived)
        .flat_map(|outcome| outcome.findings.iter().map(move |finding| (outcome, finding)))
}

/// Requirements that some case was asked: the most breaches first, then the most not met.
pub(super) fn asked(report: &Report) -> Vec<&(String, RequirementTally)> {
    let asked = |tally: &RequirementTally| {
        tally.counts.met + tally.counts.not_met + tally.counts.waived + tally.due_soon > 0
    };
    let mut rows: Vec<_> =
        report.summary.by_requirement.iter().filter(|(_, tally)| asked(tally)).collect();
    rows.sort_by_key(|(_, tally)| (Reverse(tally.red), Reverse(tally.counts.not_met)));
    rows
}

/// Those of them that something is to be said of.
pub(super) fn requirements(report: &Report) -> Vec<&(String, RequirementTally)> {
    let mut rows = asked(report);
    rows.retain(|(_, tally)| tally.counts.not_met + tally.counts.waived + tally.due_soon > 0);
    rows
}

/// A day on which a requirement of a case falls due.
pub(super) struct Deadline {
    /// The day.
    pub(super) day: NaiveDate,
    /// The place of the case in the report.
    pub(super) case: usize,
    /// The case's colour.
    pub(super) colour: Colour,
    /// The requirement's id for reports.
    pub(super) requirement: Key,
}

/// What is overdue and what falls due, in order.
pub(super) fn deadlines_and_overdue(report: &Report) -> Vec<Deadline> {
    let mut rows = Vec::new();
    for (case, audited) in report.cases.iter().enumerate() {
        let colour = audited.audit.colour();
        rows.extend(audited.audit.outcomes_by_day().map(|(day, outcome)| {
            let requirement = outcome.requirement.clone();
            Deadline { day, case, colour, requirement }
        }));
    }
    rows.sort_by_key(|deadline| deadline.day);
    rows
}

/// A label and what stands beside it.
pub(super) type Line = (&'static str, String);

/// What there is to say of a case beside its findings: what is met, falls due, is waived or does not
/// apply.
pub(super) fn rest(report: &Report, case: &AuditedCase, show: Show) -> Vec<Line> {
    [met(case, show), due(report, case, show), agreed(case), not_asked(case, show)].concat()
}

/// The outcomes of a case that came to this.
pub(super) fn with(case: &AuditedCase, status: Status) -> impl Iterator<Item = &Outcome> {
    case.audit.outcomes.iter().filter(move |outcome| outcome.status == status)
}

/// What is met: how many of each element, or every one of them when all is shown.
fn met(case: &AuditedCase, show: Show) -> Vec<Line> {
    let ids = |element: Element| {
        with(case, Status::Met)
            .filter(move |outcome| outcome.element == element)
            .map(|outcome| short(&outcome.requirement))
    };
    let elements = Element::ALL.into_iter().filter(|element| ids(*element).next().is_some());
    match show {
        Show::NotMet => Vec::new(),
        Show::Due => {
            let counted: Vec<String> = elements
                .map(|element| format!("{} {}", element.word(), ids(element).count()))
                .collect();
            if counted.is_empty() {
                return Vec::new();
            }
            vec![("met", counted.join(" · "))]
        }
        Show::All => elements
            .map(|element| {
                let listed: Vec<&str> = ids(element).collect();
                ("met", format!("{}: {}", element.word(), listed.join(", ")))
            })
            .collect(),
    }
}

/// What falls due, a line a day.
fn due(report: &Report, case: &AuditedCase, show: Show) -> Vec<Line> {
    if show == Show::NotMet {
        return Vec::new();
    }
    let waiting =
        |outcome: &&Outcome| outcome.falls_due().is_some() || outcome.status == Status::NotDue;
    let mut due: Vec<&Outcome> = case.audit.outcomes.iter().filter(waiting).collect();
    due.sort_by_key(|outcome| (outcome.due.is_none(), outcome.due));
    due.chunk_by(|a, b| a.due == b.due)
        .map(|same_day| {
            let ids: Vec<&str> =
                same_day.iter().map(|outcome| short(&outcome.requirement)).collect();
            let when = match same_day.first().and_then(|outcome| outcome.due) {
                None => "on a day that is not known".to_owned(),
                Some(due) if due == report.as_of => format!("{due}, today"),
                Some(due) => format!("{due}, in {}", Days::between(report.as_of, due)),
            };
            ("due", format!("{when}: {}", ids.join(", ")))
        })
        .collect()
}

fn agreed(case: &AuditedCase) -> Vec<Line> {
    with(case, Status::Waived)
        .map(|outcome| {
            let agreed = outcome.because.as_ref().map_or_else(String::new, ToString::to_string);
            ("waived", format!("{}: {agreed}", outcome.requirement))
        })
        .collect()
}

/// What does not apply and why, when all is shown.
fn not_asked(case: &AuditedCase, show: Show) -> Vec<Line> {
    let outcomes = with(case, Status::NotApplicable).filter(|_| show == Show::All);
    outcomes
        .map(|outcome| {
            let because = outcome.because.as_ref().map_or_else(String::new, ToString::to_string);
            ("n/a", format!("{}: {because}", short(&outcome.requirement)))
        })
        .collect()
}
