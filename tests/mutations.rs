//! One change to a fully compliant case trips exactly the requirements it breaks.
//!
//! `fixtures/mutations/<strategy>.yaml` is a table: the case, the change (a JSON Patch), and every
//! requirement that is then not met.

mod support;

use std::collections::BTreeSet;

use permanence::audit::{CaseAudit, Colour, Status};
use permanence::case::CaseFile;
use serde::Deserialize;
use serde_json::Value;
use support::{Outcome, audit, case_file, case_files, day, fixture, read, strategy};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    as_of: String,
    mutations: Vec<Mutation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mutation {
    it: String,
    case: String,
    #[serde(default)]
    as_of: Option<String>,
    change: Value,
    trips: Vec<String>,
}

fn not_met(audit: &CaseAudit) -> BTreeSet<String> {
    let not_met = audit.outcomes.iter().filter(|outcome| outcome.status == Status::NotMet);
    not_met
        .map(|outcome| outcome.requirement.split_once('/').map_or("", |(_, id)| id).to_owned())
        .collect()
}

fn audited(case: &CaseFile, council: &str, as_of: &str) -> Outcome<CaseAudit> {
    Ok(audit(case, &[strategy(council)?, strategy("statutory")?], day(as_of)?))
}

fn run(council: &str, as_of: &str, mutation: &Mutation) -> Outcome<Option<String>> {
    let mut case: Value = read(&fixture(&format!("cases/{council}/{}.yaml", mutation.case)))?;
    let patch: json_patch::Patch = serde_json::from_value(mutation.change.clone())?;
    json_patch::patch(&mut case, &patch)?;
    let as_of = mutation.as_of.as_deref().unwrap_or(as_of);
    let tripped = not_met(&audited(&case_file(&case)?, council, as_of)?);
    let expected: BTreeSet<String> = mutation.trips.iter().cloned().collect();
    if tripped == expected {
        return Ok(None);
    }
    let list = |ids: &BTreeSet<String>| ids.iter().cloned().collect::<Vec<_>>().join(", ");
    Ok(Some(format!("expected [{}], tripped [{}]", list(&expected), list(&tripped))))
}

fn run_table(council: &str) -> Outcome<()> {
    let table: Table = read(&fixture(&format!("mutations/{council}.yaml")))?;
    let mut failures = Vec::new();
    for mutation in &table.mutations {
        let told = match run(council, &table.as_of, mutation) {
            Ok(told) => told,
            Err(error) => Some(error.to_string()),
        };
        failures.extend(told.map(|told| format!("{}: {}: {told}", mutation.case, mutation.it)));
    }
    assert!(!table.mutations.is_empty(), "no mutation was run");
    assert!(
        failures.is_empty(),
        "{} of {} mutations:\n{}",
        failures.len(),
        table.mutations.len(),
        failures.join("\n")
    );
    Ok(())
}

#[test]
fn one_change_to_a_dorset_case_trips_what_it_breaks() -> Outcome<()> {
    run_table("dorset")
}

#[test]
fn one_change_to_a_leicester_case_trips_what_it_breaks() -> Outcome<()> {
    run_table("leicester")
}

#[test]
fn compliant_cases_have_no_findings_and_are_green() -> Outcome<()> {
    let mut seen = 0;
    for (council, as_of) in [("dorset", "2026-01-31"), ("leicester", "2023-06-30")] {
        for path in case_files(council)? {
            let name = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            if !name.starts_with("compliant") {
                continue;
            }
            seen += 1;
            let audit = audited(&read(&path)?, council, as_of)?;
            assert_eq!(not_met(&audit), BTreeSet::new(), "{}", path.display());
            assert_eq!(audit.colour(), Colour::Green, "{}", path.display());
        }
    }
    assert!(seen >= 6, "only {seen} compliant cases were read");
    Ok(())
}
