//! The report as one JSON object (`permanence-report/1`).

use std::collections::BTreeSet;
use std::io::{self, Write};

use chrono::NaiveDate;
use serde_json::Value;

use super::safe::escaped;
use super::{Report, Show, v1};
use crate::audit::{self, AuditedCase, TeamName, percent_compliant};
use crate::case::case_file_schema;
use crate::document::{Position, Problem};

/// Writes the report.
pub(super) fn write(report: &Report, show: Show, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(&published(report, show))?;
    writeln!(out, "{}", escaped(&text))
}

fn published(report: &Report, show: Show) -> v1::Report {
    let keys = KnownKeys::for_report(report);
    v1::Report {
        schema: v1::SCHEMA.to_owned(),
        tool: v1::Tool {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        as_of: report.as_of.to_string(),
        scope: v1::Scope {
            select: report.scope.selection.select.clone(),
            ignore: report.scope.selection.ignore.clone(),
            since: report.scope.since.map(day),
            as_if_due: report.scope.as_if_due,
        },
        strategies: report
            .strategies
            .iter()
            .map(|strategy| v1::Strategy {
                name: strategy.name.clone(),
                title: strategy.title.clone(),
                version: strategy.version.clone(),
                applies_from: strategy.applies_from.map(day),
                applies_to: strategy.applies_to.map(day),
            })
            .collect(),
        summary: summary(report),
        audits: report.cases.iter().map(|case| audit(case, show)).collect(),
        unreadable: report
            .unreadable
            .iter()
            .map(|unreadable| v1::Unreadable {
                path: unreadable.place.path.clone(),
                document: unreadable.place.document,
                errors: unreadable
                    .problems
                    .iter()
                    .map(|(problem, position)| error(problem, *position, &keys))
                    .collect(),
            })
            .collect(),
        notes: report.notes.clone(),
    }
}

fn day(day: NaiveDate) -> String {
    day.to_string()
}

fn counts(counts: audit::Counts) -> v1::Counts {
    let audit::Counts { met, not_met, not_due, not_applicable, waived } = counts;
    v1::Counts { met, not_met, not_due, not_applicable, waived }
}

fn summary(report: &Report) -> v1::Summary {
    let summary = &report.summary;
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
                team: match team {
                    TeamName::Named(name) => Some(name.clone()),
                    TeamName::Unnamed => None,
                },
                cases: tally.cases,
                red: tally.red,
                amber: tally.amber,
                green: tally.green,
                percent_compliant: percent_compliant(tally.counts.met, tally.counts.not_met),
            })
            .collect(),
    }
}

fn audit(case: &AuditedCase, show: Show) -> v1::Audit {
    let audit = &case.audit;
    v1::Audit {
        case_id: audit.case_id.clone(),
        source: v1::Source {
            path: case.place.path.clone(),
            document: case.place.document,
            line: case.place.line,
        },
        authority: audit.authority.clone(),
        team: audit.team.clone(),
        social_worker: audit.social_worker.clone(),
        colour: audit.colour().word().to_owned(),
        closed_on: audit.closed.map(|(_, closed)| day(closed)),
        counts: counts(audit.counts()),
        outcomes: audit
            .outcomes
            .iter()
            .filter(|outcome| show.lists(outcome))
            .map(|outcome| v1::Outcome {
                requirement: outcome.requirement.clone(),
                element: outcome.element.word().to_owned(),
                outcome: outcome.status.word().to_owned(),
                due: outcome.due.map(day),
                because: outcome.because.as_ref().map(ToString::to_string),
                findings: outcome
                    .findings
                    .iter()
                    .map(|found| finding(found, &outcome.requirement, &audit.case_id))
                    .collect(),
            })
            .collect(),
    }
}

fn finding(found: &audit::Finding, requirement: &str, case_id: &str) -> v1::Finding {
    let position = found.mark.as_ref().map(|mark| mark.position);
    v1::Finding {
        severity: found.severity.word().to_owned(),
        lapse: found.lapse.word().to_owned(),
        cause: found.cause().to_owned(),
        message: found.message(),
        remedy: found.remedy(),
        clauses: found
            .citations
            .iter()
            .filter_map(|citation| {
                let clause = citation.clause()?;
                Some(v1::Clause {
                    strategy: citation.strategy().name.clone(),
                    id: clause.id.clone(),
                    heading: clause.heading.clone(),
                    says: clause.says.clone(),
                })
            })
            .collect(),
        pointer: found.pointer.to_string(),
        line: position.map(|position| position.line),
        column: position.map(|position| position.column),
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

/// The keys the format knows. Any other key of a file could be a name, and no report repeats it.
struct KnownKeys(BTreeSet<String>);

impl KnownKeys {
    fn for_report(report: &Report) -> Self {
        let mut keys = BTreeSet::new();
        if !report.unreadable.is_empty() {
            collect(case_file_schema().as_value(), &mut keys);
        }
        Self(keys)
    }

    fn mask(&self, pointer: &str) -> String {
        // A longer number is no place in a list: it is a key, and could be anybody's number.
        let is_index = |step: &str| step.len() <= 5 && step.bytes().all(|b| b.is_ascii_digit());
        let known = |step: &str| self.0.contains(step) || is_index(step);
        let steps: Vec<&str> =
            pointer.split('/').map(|step| if known(step) { step } else { "…" }).collect();
        steps.join("/")
    }
}

fn collect(schema: &Value, keys: &mut BTreeSet<String>) {
    match schema {
        Value::Object(group) => {
            if let Some(Value::Object(properties)) = group.get("properties") {
                keys.extend(properties.keys().cloned());
            }
            group.values().for_each(|value| collect(value, keys));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, keys)),
        _ => {}
    }
}
