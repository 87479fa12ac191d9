//! From what the tool knows to the published report: one conversion for every JSON format.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;

use super::keys::KnownKeys;
use super::{Asides, Report, Scope, Show, v1};
use crate::audit::{
    self, AuditedCase, Because, Lapse, Mark, Said, Summary, Unreadable, WaitingWaiver,
    percent_compliant,
};
use crate::document::{Position, Problem};
use crate::rules::SiblingEntry;
use crate::strategy::Strategy;

/// The whole report, with the audits of its cases.
pub(super) fn published<A>(report: &Report, audits: A) -> v1::Report<A> {
    v1::Report {
        schema: v1::SCHEMA.to_owned(),
        tool: tool(),
        as_of: report.as_of.to_string(),
        scope: scope(&report.scope),
        strategies: strategies(&report.strategies),
        summary: summary(&report.summary),
        audits,
        unreadable: if report.unreadable.is_empty() {
            Vec::new()
        } else {
            let keys = KnownKeys::new();
            report.unreadable.iter().map(|document| unreadable(document, &keys)).collect()
        },
        notes: report.notes.clone(),
    }
}

/// What makes the report.
pub(super) fn tool() -> v1::Tool {
    v1::Tool {
        name: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    }
}

pub(super) fn scope(scope: &Scope) -> v1::Scope {
    v1::Scope {
        select: scope.selection.select.clone(),
        ignore: scope.selection.ignore.clone(),
        since: scope.since.map(day),
        as_if_due: scope.as_if_due,
        baseline: scope.baseline.map(day),
        severity: scope
            .severities
            .iter()
            .map(|(requirement, severity)| (requirement.to_owned(), severity.word().to_owned()))
            .collect(),
        redacted: scope.key_id.is_some(),
        key_id: scope.key_id.clone(),
    }
}

pub(super) fn strategies(strategies: &[Arc<Strategy>]) -> Vec<v1::Strategy> {
    strategies
        .iter()
        .map(|strategy| v1::Strategy {
            name: strategy.name.clone(),
            title: strategy.title.clone(),
            version: strategy.version.clone(),
            applies_from: strategy.applies_from.map(day),
            applies_to: strategy.applies_to.map(day),
        })
        .collect()
}

/// A document that could not be audited, without the keys that are not the format's.
pub(super) fn unreadable(unreadable: &Unreadable, keys: &KnownKeys) -> v1::Unreadable {
    v1::Unreadable {
        path: unreadable.place.path.to_string(),
        document: unreadable.place.document,
        errors: unreadable
            .problems
            .iter()
            .map(|(problem, position)| error(problem, *position, keys))
            .collect(),
    }
}

pub(super) fn asides(asides: &Asides) -> v1::Asides {
    let asides = asides.clone();
    v1::Asides {
        not_shown: asides.not_shown,
        settings: asides.settings,
        waivers_of_none: asides.waivers_of_none,
        authorities_of_none: asides.authorities_of_none,
        passed_over: asides.passed_over,
        extract: asides.extract,
    }
}

/// A text as it is kept elsewhere: a report of many cases repeats it too often to copy it.
fn borrowed(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

fn day(day: NaiveDate) -> String {
    day.to_string()
}

pub(super) fn counts(counts: audit::Counts) -> v1::Counts {
    let audit::Counts { met, not_met, not_due, not_applicable, waived } = counts;
    v1::Counts { met, not_met, not_due, not_applicable, waived }
}

pub(super) fn summary(summary: &Summary) -> v1::Summary {
    let all = &summary.all;
    v1::Summary {
        cases: all.cases,
        red: all.red,
        amber: all.amber,
        green: all.green,
        percent_compliant: percent_compliant(all.counts.met, all.counts.not_met),
        by_requirement: summary
            .by_requirement
            .iter()
            .map(|(requirement, tally)| v1::RequirementFigures {
                requirement: requirement.clone(),
                percent_compliant: percent_compliant(tally.counts.met, tally.counts.not_met),
                counts: counts(tally.counts),
            })
            .collect(),
        by_team: summary
            .by_team
            .iter()
            .map(|(team, tally)| v1::TeamFigures {
                team: team.name().map(str::to_owned),
                cases: tally.cases,
                red: tally.red,
                amber: tally.amber,
                green: tally.green,
                percent_compliant: percent_compliant(tally.counts.met, tally.counts.not_met),
            })
            .collect(),
    }
}

pub(super) fn audit(case: &AuditedCase, show: Show) -> v1::Audit<'_> {
    let audit = &case.audit;
    v1::Audit {
        case_id: borrowed(&audit.case_id),
        source: v1::Source {
            path: borrowed(&case.place.path),
            document: case.place.document,
            line: case.place.line,
        },
        authority: audit.authority.as_deref().map(borrowed),
        team: audit.team.as_deref().map(borrowed),
        social_worker: audit.social_worker.as_deref().map(borrowed),
        reviewing_officer: audit.reviewing_officer.as_deref().map(borrowed),
        colour: borrowed(audit.colour().word()),
        closed_on: audit.closed.map(|(_, closed)| day(closed)),
        closed_because: audit.closed.map(|(closing, _)| borrowed(closing.word())),
        care_starts: audit.care_starts().map(day),
        counts: counts(audit.counts()),
        outcomes: audit
            .outcomes
            .iter()
            .filter(|outcome| show.lists(outcome))
            .map(|told| outcome(told, &audit.case_id))
            .collect(),
        siblings: None,
    }
}

pub(super) fn outcome<'a>(outcome: &'a audit::Outcome, case_id: &str) -> v1::Outcome<'a> {
    v1::Outcome {
        requirement: borrowed(&outcome.requirement),
        element: borrowed(outcome.element.word()),
        outcome: borrowed(outcome.status.word()),
        due: outcome.due.map(day),
        because: outcome.because.as_ref().map(ToString::to_string),
        waived: outcome.because.as_ref().and_then(waived),
        findings: outcome
            .findings
            .iter()
            .map(|found| finding(found, &outcome.requirement, case_id))
            .collect(),
        known: outcome.known.len(),
    }
}

/// What a case's file says of siblings.
pub(super) fn siblings(said: &Said) -> v1::SiblingFile {
    let entry = |entry: &SiblingEntry| v1::SiblingEntry {
        case_id: entry.case_id.to_string(),
        after: entry.after,
        index: entry.index,
        decision: entry.decision.map(|decision| decision.word().to_owned()),
        decided: entry.decided.map(day),
        contact: entry.contact.word().to_owned(),
    };
    let waiting = |waiver: WaitingWaiver<'_>| v1::WaitingWaiver {
        requirements: waiver.requirements.iter().map(ToString::to_string).collect(),
        agreed_by: waiver.by.to_owned(),
        until: day(waiver.until),
        index: waiver.index,
        names: waiver.names.to_owned(),
    };
    let place = |(pointer, mark): (String, Mark)| {
        let Position { line, column } = mark.position;
        (pointer, [line, column, mark.width])
    };
    v1::SiblingFile {
        denies_siblings: said.denies_siblings(),
        entries: said.entries().iter().map(entry).collect(),
        waiting: said.waiting().map(waiting).collect(),
        places: said.places().map(place).collect(),
    }
}

fn waived(because: &Because) -> Option<v1::Waived> {
    let Because::Waived { by, until, in_case_file } = because else {
        return None;
    };
    Some(v1::Waived { agreed_by: by.clone(), until: day(*until), in_case_file: *in_case_file })
}

fn finding<'a>(found: &'a audit::Finding, requirement: &str, case_id: &str) -> v1::Finding<'a> {
    let position = found.mark.as_ref().map(|mark| mark.position);
    v1::Finding {
        severity: borrowed(found.severity.word()),
        lapse: borrowed(found.lapse.word()),
        ended: match found.lapse {
            Lapse::Open => None,
            Lapse::Over(ended) => Some(day(ended)),
        },
        due: found.due.map(day),
        cause: borrowed(found.cause()),
        message: found.message(),
        remedy: found.remedy(),
        clauses: found
            .citations
            .iter()
            .filter_map(|citation| {
                let clause = citation.clause()?;
                Some(v1::Clause {
                    strategy: borrowed(citation.document().0),
                    id: borrowed(&clause.id),
                    heading: borrowed(&clause.heading),
                    says: borrowed(&clause.says),
                })
            })
            .collect(),
        pointer: found.pointer.shown(),
        waiver_of: found.elsewhere.as_deref().map(borrowed),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
        width: found.mark.as_ref().map(|mark| mark.width),
        fingerprint: found.fingerprint(requirement, case_id),
    }
}

fn error(problem: &Problem, position: Option<Position>, keys: &KnownKeys) -> v1::Error {
    v1::Error {
        message: problem.message.clone(),
        help: problem.help.clone(),
        pointer: problem.pointer.as_deref().map(|pointer| keys.mask(pointer)),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
    }
}
