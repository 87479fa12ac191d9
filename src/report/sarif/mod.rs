//! The report as SARIF 2.1.0: one run, in which requirements are rules and clauses taxa.
//!
//! GitHub takes 25,000 results a run and shows the 5,000 heaviest; it takes 1,000 locations a result
//! and 20 tags a rule, and here a result has one location and a rule two tags. Nothing is cut: a
//! larger caseload is audited in parts. Every requirement that was asked is a rule, so that a file
//! without results still says what was looked at.

mod log;
mod rules;

use std::io::{self, Write};

use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};

use super::finding::{each_finding, sentences, told};
use super::pieces::write_pretty;
use super::{Report, place, visible};
use crate::audit::{AuditedCase, Because, Finding, Lapse, Outcome, Status, Unreadable};
use crate::document::{Position, Problem};
use crate::rules::Severity;
use log::{
    ArtifactLocation, Bases, Fingerprints, Invocation, Location, Log, LogicalLocation, Message,
    Notification, PhysicalLocation, Region, ResultProperties, Root, Run, RunProperties,
    SarifResult, Suppression, Tool,
};
use rules::Rules;

/// The folder that relative paths start from.
const ROOT: &str = "%SRCROOT%";

/// Writes the report.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let rules = Rules::of(report)?;
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            invocations: [invocation(report)],
            original_uri_base_ids: Bases {
                root: Root { description: Message::new("The folder in which the audit ran.") },
            },
            column_kind: "unicodeCodePoints",
            results: Results { report, rules: &rules },
            properties: RunProperties { as_of: report.as_of.to_string() },
            taxonomies: &rules.taxonomies,
            tool: Tool { driver: &rules.driver },
        }],
    };
    write_pretty(&log, out)
}

/// The results of a report, each made only when it is written: what is waived comes last.
struct Results<'r> {
    report: &'r Report,
    rules: &'r Rules<'r>,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut results = serializer.serialize_seq(None)?;
        for status in [Status::NotMet, Status::Waived] {
            each_finding(self.report, status, &mut |case, outcome, finding| {
                results.serialize_element(&result(self.rules, case, outcome, finding))
            })?;
        }
        results.end()
    }
}

/// SARIF's word for a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Breach => "error",
        Severity::Concern => "warning",
        Severity::Advice => "note",
    }
}

fn result<'r>(
    rules: &Rules<'_>,
    case: &'r AuditedCase,
    outcome: &'r Outcome,
    finding: &'r Finding,
) -> SarifResult<'r> {
    let audit = &case.audit;
    let waived = outcome.status == Status::Waived;
    SarifResult {
        rule_id: &outcome.requirement,
        rule_index: rules.index(&outcome.requirement),
        level: level(finding.severity),
        message: Message::new(&sentences(case, finding)),
        locations: vec![found_at(case, finding)],
        partial_fingerprints: Fingerprints {
            permanence: finding.fingerprint(&outcome.requirement, &audit.case_id),
        },
        suppressions: waived.then(|| [suppression(outcome)]),
        taxa: rules.cited(&finding.citations),
        properties: ResultProperties {
            case_id: &audit.case_id,
            team: audit.team.as_deref(),
            colour: audit.colour().word(),
            document: case.place.document,
            element: outcome.element.word(),
            lapse: finding.lapse.word(),
            ended: match finding.lapse {
                Lapse::Open => None,
                Lapse::Over(day) => Some(day.to_string()),
            },
            cause: finding.cause(),
            remedy: finding.remedy(),
        },
    }
}

/// A waiver: who agreed it and until when, never the reason in the file.
fn suppression(outcome: &Outcome) -> Suppression {
    let elsewhere = matches!(outcome.because, Some(Because::Waived { in_case_file: false, .. }));
    Suppression {
        kind: if elsewhere { "external" } else { "inSource" },
        status: "accepted",
        justification: outcome.because.as_ref().map(|because| visible(&because.to_string()).into()),
    }
}

fn found_at(case: &AuditedCase, finding: &Finding) -> Location {
    let position = place::position(case, finding);
    let width = finding.mark.as_ref().map(|mark| mark.width);
    let logical = LogicalLocation { fully_qualified_name: finding.pointer.to_string() };
    Location {
        physical_location: physical(&case.place.path, Some((position, width))),
        logical_locations: Some([logical]),
    }
}

/// A place in a file, and how many characters it takes up when that is known.
fn physical(path: &str, at: Option<(Position, Option<usize>)>) -> PhysicalLocation {
    let (uri, relative) = place::uri(path);
    PhysicalLocation {
        artifact_location: ArtifactLocation { uri, uri_base_id: relative.then_some(ROOT) },
        region: at.map(|(Position { line, column }, width)| Region {
            start_line: line,
            start_column: column,
            end_line: width.map(|_| line),
            end_column: width.map(|width| column + width),
        }),
    }
}

/// How the run went: a document that could not be audited makes it incomplete, as does no case.
fn invocation(report: &Report) -> Invocation {
    let refused = report.unreadable.iter().flat_map(|unreadable| {
        unreadable.problems.iter().map(|(problem, at)| refused(unreadable, problem, *at))
    });
    let notes = report.notes.iter().map(|note| Notification {
        level: "note",
        message: Message::new(note),
        locations: Vec::new(),
    });
    Invocation {
        execution_successful: report.unreadable.is_empty() && report.summary.all.cases > 0,
        tool_execution_notifications: refused.chain(notes).collect(),
    }
}

fn refused(unreadable: &Unreadable, problem: &Problem, at: Option<Position>) -> Notification {
    let location = Location {
        physical_location: physical(&unreadable.place.path, at.map(|at| (at, None))),
        logical_locations: None,
    };
    Notification {
        level: "error",
        message: Message::new(&told(problem)),
        locations: vec![location],
    }
}
