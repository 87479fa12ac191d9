//! Each realistic case gives exactly the findings that a reviewing officer would expect.
//!
//! `fixtures/cases/<council>/expected.yaml` is a table: the day, and for each case of the folder that
//! is not called `compliant…` its colour, every finding, and what is not due or waived.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use permanence::audit::{CaseAudit, Status};
use serde::Deserialize;
use support::{EXPECTED, Outcome, audit, case_file, case_files, day, fixture, read, strategy};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    as_of: String,
    cases: BTreeMap<String, Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    colour: String,
    #[serde(default)]
    not_met: Vec<Finding>,
    #[serde(default)]
    not_due: Vec<String>,
    #[serde(default)]
    waived: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    requirement: String,
    cause: String,
    severity: String,
    lapse: String,
}

/// What a table can say of a case, a line each, in order.
fn expected(case: &Case) -> Vec<String> {
    let mut lines = vec![format!("colour {}", case.colour)];
    lines.extend(case.not_met.iter().map(|finding| {
        let Finding { requirement, cause, severity, lapse } = finding;
        format!("{requirement}: {cause}, {severity}, {lapse}")
    }));
    lines.extend(case.not_due.iter().map(|id| format!("{id}: not due")));
    lines.extend(case.waived.iter().map(|id| format!("{id}: waived")));
    lines.sort();
    lines
}

/// The same of an audit.
fn found(audit: &CaseAudit) -> Vec<String> {
    let mut lines = vec![format!("colour {}", audit.colour().word())];
    for outcome in &audit.outcomes {
        let id = &outcome.requirement;
        match outcome.status {
            Status::NotMet => lines.extend(outcome.findings.iter().map(|finding| {
                let (severity, lapse) = (finding.severity.word(), finding.lapse.word());
                format!("{id}: {}, {severity}, {lapse}", finding.cause())
            })),
            Status::NotDue => lines.push(format!("{id}: not due")),
            Status::Waived => lines.push(format!("{id}: waived")),
            Status::Met | Status::NotApplicable => {}
        }
    }
    lines.sort();
    lines
}

/// The lines of one list that the other lacks; a line that stands twice is wanted twice.
fn lacking<'a>(lines: &'a [String], other: &[String]) -> Vec<&'a str> {
    let mut left: Vec<&String> = other.iter().collect();
    lines
        .iter()
        .filter(|line| match left.iter().position(|known| known == line) {
            Some(index) => {
                left.swap_remove(index);
                false
            }
            None => true,
        })
        .map(String::as_str)
        .collect()
}

/// How an audit of a file differs from what is expected of it, a line each.
fn differences(path: &Path, council: &str, as_of: &str, case: &Case) -> Outcome<Vec<String>> {
    let file = case_file(&read(path)?)?;
    let audit = audit(&file, &[strategy(council)?, strategy("statutory")?], day(as_of)?);
    let (expected, found) = (expected(case), found(&audit));
    let missed = lacking(&expected, &found).into_iter().map(|line| format!("  not found: {line}"));
    let unforeseen =
        lacking(&found, &expected).into_iter().map(|line| format!("  not expected: {line}"));
    Ok(missed.chain(unforeseen).collect())
}

fn run_table(council: &str) -> Outcome<()> {
    let table: Table = read(&fixture(&format!("cases/{council}/{EXPECTED}")))?;
    let mut failures = Vec::new();
    let mut seen = BTreeSet::new();
    for path in case_files(council)? {
        let name = path.file_name().and_then(|name| name.to_str()).ok_or("a name in UTF-8")?;
        if name.starts_with("compliant") {
            continue;
        }
        seen.insert(name.to_owned());
        let told = match table.cases.get(name) {
            None => vec![format!("  {EXPECTED} says nothing of it")],
            Some(case) => differences(&path, council, &table.as_of, case)
                .unwrap_or_else(|error| vec![format!("  {error}")]),
        };
        if !told.is_empty() {
            failures.push(format!("{council}/{name}:\n{}", told.join("\n")));
        }
    }
    let unknown = table.cases.keys().filter(|name| !seen.contains(*name));
    failures.extend(unknown.map(|name| {
        format!("{council}/{name}:\n  {EXPECTED} names it, and the folder has no such faulty case")
    }));
    assert!(!seen.is_empty(), "no case of {council} was read");
    assert!(failures.is_empty(), "{} cases differ:\n{}", failures.len(), failures.join("\n"));
    Ok(())
}

#[test]
fn each_dorset_case_gives_what_is_expected_of_it() -> Outcome<()> {
    run_table("dorset")
}

#[test]
fn each_leicester_case_gives_what_is_expected_of_it() -> Outcome<()> {
    run_table("leicester")
}
