//! CSV for a data team: a row for each finding.
//!
//! Outcomes that `--show` lists have a row of their own when they carry no finding, and so has every
//! problem of a document that could not be audited, as the outcome `unreadable`. A case of which
//! nothing is listed has no row; the JSON report has every case.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;

use super::cells::{Field, rows};
use super::keys::KnownKeys;
use super::{Report, Show};
use crate::audit::{AuditedCase, Citation, Finding, Lapse, Outcome, Unreadable};
use crate::document::{Position, Problem};

/// A row; the names of its fields are the header.
#[derive(Clone, Default, Serialize)]
struct Row<'a> {
    as_of: Option<NaiveDate>,
    case_id: Field<'a>,
    authority: Field<'a>,
    team: Field<'a>,
    social_worker: Field<'a>,
    colour: Field<'a>,
    closed_on: Option<NaiveDate>,
    requirement: Field<'a>,
    element: Field<'a>,
    outcome: Field<'a>,
    due: Option<NaiveDate>,
    because: Field<'a>,
    severity: Field<'a>,
    lapse: Field<'a>,
    lapse_over_on: Option<NaiveDate>,
    cause: Field<'a>,
    message: Field<'a>,
    remedy: Field<'a>,
    clauses: Field<'a>,
    path: Field<'a>,
    document: usize,
    line: Option<usize>,
    column: Option<usize>,
    pointer: Field<'a>,
    fingerprint: Field<'a>,
}

/// Writes the report.
pub(super) fn write(report: &Report, show: Show, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = rows(out, &Row::default())?;
    for case in report.cases.iter() {
        for outcome in case.audit.outcomes.iter().filter(|outcome| show.lists(outcome)) {
            let row = outcome_row(report, &case, outcome);
            if outcome.findings.is_empty() {
                rows.serialize(&row)?;
            }
            for finding in &outcome.findings {
                rows.serialize(finding_row(row.clone(), &case, outcome, finding))?;
            }
        }
    }
    let keys = (!report.unreadable.is_empty()).then(KnownKeys::new);
    for (unreadable, keys) in report.unreadable.iter().zip(keys.iter().cycle()) {
        for (problem, position) in &unreadable.problems {
            rows.serialize(problem_row(report, unreadable, problem, *position, keys))?;
        }
    }
    rows.flush()
}

fn outcome_row<'a>(report: &Report, case: &'a AuditedCase, outcome: &'a Outcome) -> Row<'a> {
    let audit = &case.audit;
    Row {
        as_of: Some(report.as_of),
        case_id: audit.case_id.as_str().into(),
        authority: audit.authority.as_deref().into(),
        team: audit.team.as_deref().into(),
        social_worker: audit.social_worker.as_deref().into(),
        colour: audit.colour().word().into(),
        closed_on: audit.closed.map(|(_, day)| day),
        requirement: outcome.requirement.as_str().into(),
        element: outcome.element.word().into(),
        outcome: outcome.status.word().into(),
        due: outcome.due,
        because: because(outcome).into(),
        path: (&*case.place.path).into(),
        document: case.place.document,
        line: Some(case.place.line),
        ..Row::default()
    }
}

/// Why an outcome is what it is, where no finding says so.
fn because(outcome: &Outcome) -> String {
    match &outcome.because {
        Some(because) => because.to_string(),
        None if outcome.findings.is_empty() && !outcome.known.is_empty() => {
            "nothing that the baseline does not hold".to_owned()
        }
        None => String::new(),
    }
}

fn finding_row<'a>(
    of_outcome: Row<'a>,
    case: &AuditedCase,
    outcome: &Outcome,
    finding: &'a Finding,
) -> Row<'a> {
    let position = finding.mark.as_ref().map(|mark| mark.position);
    Row {
        severity: finding.severity.word().into(),
        lapse: finding.lapse.word().into(),
        lapse_over_on: match finding.lapse {
            Lapse::Open => None,
            Lapse::Over(day) => Some(day),
        },
        cause: finding.cause().into(),
        message: finding.message().into(),
        remedy: finding.remedy().into(),
        clauses: clauses(&finding.citations).into(),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        pointer: finding.pointer.to_string().into(),
        fingerprint: finding.fingerprint(&outcome.requirement, &case.audit.case_id).into(),
        ..of_outcome
    }
}

/// Every clause as `dorset/options-two (§3 Objectives, objective 5)`, the most telling first.
fn clauses(citations: &[Citation]) -> String {
    let told = citations.iter().filter_map(|citation| {
        let clause = citation.clause()?;
        Some(format!("{}/{} ({})", citation.document().0, clause.id, clause.heading))
    });
    told.collect::<Vec<_>>().join("; ")
}

fn problem_row<'a>(
    report: &Report,
    unreadable: &'a Unreadable,
    problem: &'a Problem,
    position: Option<Position>,
    keys: &KnownKeys,
) -> Row<'a> {
    let pointer = problem.pointer.as_deref().map(|pointer| keys.mask(pointer));
    Row {
        as_of: Some(report.as_of),
        outcome: "unreadable".into(),
        message: problem.message.as_str().into(),
        remedy: problem.help.as_deref().into(),
        path: (&*unreadable.place.path).into(),
        document: unreadable.place.document,
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        pointer: pointer.unwrap_or_default().into(),
        ..Row::default()
    }
}
