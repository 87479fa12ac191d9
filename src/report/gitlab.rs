//! The report as GitLab's code quality report. What is waived is left out.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};

use super::finding::{each_finding, sentences, told, weight};
use super::pieces::write_pretty;
use super::{Report, place, visible};
use crate::audit::{AuditedCase, Finding, Outcome, Status, Unreadable, fingerprint};
use crate::rules::Severity;

/// The check that a document fails when it cannot be audited.
const READABLE: &str = "readable";

#[derive(Debug, Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: usize,
}

impl Location {
    fn new(path: &str, line: usize) -> Self {
        Self { path: visible(place::plain(path)).into_owned(), lines: Lines { begin: line } }
    }
}

/// Writes the report.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    write_pretty(&Issues(report), out)
}

/// The issues of a report, each made only when it is written.
struct Issues<'r>(&'r Report);

impl Serialize for Issues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(report) = self;
        let mut issues = serializer.serialize_seq(None)?;
        let mut refused = report.unreadable.iter().flat_map(refused);
        refused.try_for_each(|refused| issues.serialize_element(&refused))?;
        each_finding(report, Status::NotMet, &mut |case, outcome, finding| {
            issues.serialize_element(&issue(case, outcome, finding))
        })?;
        issues.end()
    }
}

fn issue<'a>(case: &AuditedCase, outcome: &'a Outcome, finding: &Finding) -> Issue<'a> {
    Issue {
        description: format!("{} ({})", sentences(case, finding), weight(finding)),
        check_name: &outcome.requirement,
        fingerprint: finding.fingerprint(&outcome.requirement, &case.audit.case_id),
        severity: match finding.severity {
            Severity::Breach => "critical",
            Severity::Concern => "major",
            Severity::Advice => "info",
        },
        location: Location::new(&case.place.path, place::position(case, finding).line),
    }
}

/// An issue for each problem of a document that could not be audited.
fn refused<'a>(unreadable: &Unreadable) -> Vec<Issue<'a>> {
    let place = &unreadable.place;
    // GitLab shows one issue of a fingerprint, and one mistake is often made more than once.
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let problems = unreadable.problems.iter().map(|(problem, position)| {
        let before = times.entry(&problem.message).or_default();
        *before += 1;
        let named = [
            READABLE,
            &place.path,
            &place.document.to_string(),
            &problem.message,
            &before.to_string(),
        ];
        Issue {
            description: format!("Could not be audited: {}", told(problem)),
            check_name: READABLE,
            fingerprint: fingerprint(&named),
            severity: "blocker",
            location: Location::new(
                &place.path,
                position.map_or(place.line, |position| position.line),
            ),
        }
    });
    problems.collect()
}
