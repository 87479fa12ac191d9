//! The figures of many cases: what is told while they are audited, held against what a report tells that
//! keeps every one of them.

use std::cmp::Reverse;
use std::fs;

use serde_json::Value;

use crate::harness::{AS_OF, Outcome, check, run};

/// Made-up cases in a folder of their own, with a disagreement of siblings' files weighing as much as
/// anything: what is found last of all then changes which cases come first.
fn caseload(cases: &str) -> Outcome<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let made = run(["sample", "--cases", cases, "--seed", "5", "--as-of", AS_OF]).end()?.stdout;
    fs::write(folder.path().join("cases.ndjson"), made)?;
    let weights = "[severity]\n\"dorset/sibling-files-agree\" = \"breach\"\n\
                   \"leicester/sibling-files-agree\" = \"breach\"\n";
    fs::write(folder.path().join("permanence.toml"), weights)?;
    Ok(folder)
}

/// The audits of the cases in a folder, as the report in JSON tells them.
fn audits(folder: &tempfile::TempDir) -> Outcome<Vec<Value>> {
    let told = check([".", "--format", "json", "--show", "all"]).inside(folder.path()).end()?;
    Ok(told.json()?["audits"].as_array().ok_or("no audits")?.clone())
}

fn list<'v>(value: &'v Value, key: &str) -> impl Iterator<Item = &'v Value> {
    value[key].as_array().into_iter().flatten()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// How many open findings of a severity an audit tells.
fn open(audit: &Value, severity: &str) -> usize {
    let not_met = list(audit, "outcomes").filter(|outcome| outcome["outcome"] == "not-met");
    let findings = not_met.flat_map(|outcome| list(outcome, "findings"));
    let open = findings.filter(|finding| finding["lapse"] == "open");
    open.filter(|finding| finding["severity"] == severity).count()
}

/// The cells of the table whose first heading is this, row by row.
fn rows(report: &str, heading: &str) -> Vec<Vec<String>> {
    let lines = report.lines().skip_while(|line| !line.starts_with(&format!("│ {heading}")));
    let rows = lines.skip(2).take_while(|line| line.starts_with('│'));
    let cells = |line: &str| line.trim_matches('│').split_whitespace().map(str::to_owned).collect();
    rows.map(cells).collect()
}

#[test]
fn the_worst_cases_are_those_of_all_however_late_it_is_known() -> Outcome {
    for cases in ["8", "300"] {
        let folder = caseload(cases)?;
        let mut worst: Vec<(usize, usize, String)> = Vec::new();
        let mut late = 0;
        for audit in audits(&folder)? {
            let id = text(&audit, "case_id").to_owned();
            worst.push((open(&audit, "breach"), open(&audit, "concern"), id));
            let siblings =
                |outcome: &&Value| text(outcome, "requirement").ends_with("/sibling-files-agree");
            let siblings = list(&audit, "outcomes").filter(siblings);
            late += siblings.filter(|outcome| outcome["outcome"] == "not-met").count();
        }
        assert!(cases == "8" || late > 5, "only {late} disagreements");
        worst.retain(|(breaches, concerns, _)| breaches + concerns > 0);
        worst.sort_by_key(|(breaches, concerns, _)| (Reverse(*breaches), Reverse(*concerns)));
        worst.truncate(10);
        for format in ["table", "pretty"] {
            let told = check([".", "--format", format]).inside(folder.path()).end()?;
            let told = rows(&told.stdout, "worst cases").into_iter().map(|cells| {
                let [id, _team, _colour, breaches, concerns, ..] = cells.as_slice() else {
                    panic!("{cells:?}");
                };
                (breaches.parse().unwrap_or(0), concerns.parse().unwrap_or(0), id.clone())
            });
            assert_eq!(told.collect::<Vec<_>>(), worst, "{format} of {cases} cases");
        }
    }
    Ok(())
}

#[test]
fn what_is_due_first_is_listed_and_the_rest_counted() -> Outcome {
    for cases in ["8", "300"] {
        let folder = caseload(cases)?;
        let mut due: Vec<[String; 3]> = Vec::new();
        for audit in audits(&folder)? {
            let waived = |outcome: &&Value| outcome["outcome"] == "waived";
            for outcome in list(&audit, "outcomes").filter(|outcome| !waived(outcome)) {
                let day = text(outcome, "due");
                if (AS_OF..="2026-02-28").contains(&day) {
                    let (_, requirement) =
                        text(outcome, "requirement").split_once('/').unwrap_or_default();
                    let row = [day, text(&audit, "case_id"), requirement];
                    due.push(row.map(str::to_owned));
                }
            }
        }
        due.sort_by_key(|[day, ..]| day.clone());
        let all = due.len();
        due.truncate(20);
        let told = check([".", "--format", "table"]).inside(folder.path()).end()?;
        let listed = rows(&told.stdout, "due in 4 weeks").into_iter().map(|cells| {
            let [day, _left, case, requirement] = cells.as_slice() else { panic!("{cells:?}") };
            [day, case, requirement].map(String::clone)
        });
        assert_eq!(listed.collect::<Vec<_>>(), due, "{cases} cases");
        match all.saturating_sub(20) {
            0 => told.never("more\n"),
            more => told.out(&format!("\n  and {more} more\n")),
        };
    }
    Ok(())
}

#[test]
fn every_finding_of_every_case_is_told_once_and_counted() -> Outcome {
    let folder = caseload("300")?;
    let pretty = check([".", "--format", "pretty"]).inside(folder.path()).end()?.stdout;
    let (mut clean, mut findings, mut breaches) = (Vec::new(), 0, 0);
    for audit in audits(&folder)? {
        let not_met = list(&audit, "outcomes").filter(|outcome| outcome["outcome"] == "not-met");
        let found: Vec<&Value> = not_met.flat_map(|outcome| list(outcome, "findings")).collect();
        findings += found.len();
        breaches += found.iter().filter(|finding| finding["severity"] == "breach").count();
        let id = text(&audit, "case_id");
        if found.is_empty() {
            clean.push(id.to_owned());
        }
        // Once where the case is told, and once more where its siblings' files are.
        let blocks = pretty.lines().filter(|line| line.starts_with(&format!("{id}   "))).count();
        assert!((usize::from(!found.is_empty())..=2).contains(&blocks), "{id}: {blocks} blocks");
    }
    let marks = ["  × ", "  ⚠ ", "  ☞ ", "  · "];
    let told = pretty.lines().filter(|line| marks.iter().any(|mark| line.starts_with(mark)));
    assert_eq!(told.count(), findings);
    assert!(pretty.contains(&format!("\n{findings} findings: {breaches} breaches, ")));

    let (_, listed) = pretty.split_once("\n  clean   ").ok_or("no case is clean")?;
    let (listed, _) = listed.split_once("\n\n").ok_or("the list does not end")?;
    assert!(listed.lines().count() > 1, "too few for a second line: {listed}");
    assert!(listed.lines().all(|line| line.chars().count() <= 100), "{listed}");
    let listed: Vec<&str> = listed.split(',').map(str::trim).collect();
    assert_eq!(listed, clean);
    Ok(())
}
