//! Reports that are written as cases are audited.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;

use crate::harness::{AS_OF, Outcome, check, fixtures, run};

#[test]
fn the_report_of_lines() -> Outcome {
    let pair = "cases/dorset/sibling-pair-*";
    check([pair, "--select", "siblings", "--format", "ndjson"]).end()?.snapshot("check-ndjson");
    Ok(())
}

#[test]
fn a_line_comes_before_the_next_case_is_read() -> Outcome {
    let extract = fs::read_to_string(fixtures().join("demo/extract.ndjson"))?;
    let first = extract.lines().next().ok_or("the extract is empty")?;
    let mut tool = Command::new(cargo_bin!("permanence"))
        .args(["check", "-", "--format", "ndjson", "--as-of", AS_OF])
        .args(["--stdin-filename", "extract.ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = tool.stdin.take().ok_or("no standard input")?;
    let mut lines = BufReader::new(tool.stdout.take().ok_or("no standard output")?).lines();
    writeln!(stdin, "{first}")?;
    stdin.flush()?;
    // The tool still waits for more: these lines would never come if they came at the end.
    let kinds = [lines.next(), lines.next()].map(|line| kind(line.as_ref()));
    assert_eq!(kinds, ["header", "audit"]);
    drop(stdin);
    let rest: Vec<String> = lines.map(|line| kind(Some(&line))).collect();
    assert_eq!(rest, ["summary"]);
    tool.wait()?;
    Ok(())
}

#[test]
fn a_person_sees_a_case_before_the_next_one_is_read() -> Outcome {
    let made = run(["sample", "--cases", "3", "--seed", "7", "--as-of", AS_OF]).end()?.stdout;
    let mut tool = Command::new(cargo_bin!("permanence"))
        .args(["check", "-", "--as-of", AS_OF, "--stdin-filename", "extract.ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = tool.stdin.take().ok_or("no standard input")?;
    let mut seen = BufReader::new(tool.stdout.take().ok_or("no standard output")?).lines();
    // How one case is told depends on whether it is the only one.
    write!(stdin, "{made}")?;
    stdin.flush()?;
    // The tool still waits for more: these lines would never come if they came at the end.
    for id in ["DOR-1001   RED", "DOR-1003   AMBER"] {
        while !seen.next().ok_or("it ended early")??.starts_with(id) {}
    }
    drop(stdin);
    let rest = seen.collect::<Result<Vec<String>, _>>()?.join("\n");
    assert!(rest.contains("3 cases: "), "{rest}");
    tool.wait()?;
    Ok(())
}

fn kind(line: Option<&std::io::Result<String>>) -> String {
    let Some(Ok(text)) = line else { return "nothing".to_owned() };
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    value["line"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn the_lines_say_what_the_one_object_says() -> Outcome {
    let both = ["cases/dorset", "invalid", "--show", "all", "--format"];
    let whole: Value = serde_json::from_str(&check(both).and(["json"]).end()?.code(2).stdout)?;
    let lines = check(both).and(["ndjson"]).end()?.code(2).stdout;
    let mut audits: BTreeMap<String, Value> = BTreeMap::new();
    let mut unreadable = Vec::new();
    let mut amended = 0;
    for line in lines.lines() {
        let mut value: Value = serde_json::from_str(line)?;
        let kind = value["line"].take();
        let id = value["case_id"].as_str().unwrap_or_default().to_owned();
        if let Some(object) = value.as_object_mut() {
            object.remove("line");
            // What a larger run compares across its parts; one object is of no part.
            object.remove("siblings");
        }
        match kind.as_str() {
            Some("header") => assert_eq!(value["as_of"], whole["as_of"]),
            Some("audit") => assert!(audits.insert(id, value).is_none()),
            Some("unreadable") => unreadable.push(value),
            Some("amendment") => {
                amended += 1;
                amend(audits.get_mut(&id).ok_or("no such case")?, &value);
            }
            Some("summary") => {
                for part in ["strategies", "summary", "notes"] {
                    assert_eq!(value[part], whole[part], "{part}");
                }
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(amended > 0, "no case was amended");
    assert_eq!(Value::from(unreadable), whole["unreadable"]);
    let told = whole["audits"].as_array().ok_or("no audits")?;
    assert_eq!(audits.len(), told.len());
    for audit in told {
        assert_eq!(audits[audit["case_id"].as_str().unwrap_or_default()], *audit);
    }
    Ok(())
}

/// What the description of an amendment says to do with it.
fn amend(audit: &mut Value, amendment: &Value) {
    for part in ["colour", "counts"] {
        audit[part] = amendment[part].clone();
    }
    let amended = amendment["outcomes"].as_array().cloned().unwrap_or_default();
    for outcome in audit["outcomes"].as_array_mut().into_iter().flatten() {
        let mut same = amended.iter().filter(|now| now["requirement"] == outcome["requirement"]);
        if let Some(now) = same.next() {
            *outcome = now.clone();
        }
    }
}

#[test]
fn lines_go_to_a_file_whole_or_not_at_all() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("report.ndjson");
    let to_file = format!("ndjson={}", file.display());
    check(["demo", "--format", &to_file, "--quiet"]).end()?.code(1);
    let written = fs::read_to_string(&file)?;
    assert_eq!(written, check(["demo", "--format", "ndjson"]).end()?.stdout);
    // A run that ends before its time leaves what was there.
    let wrong = check(["demo", "--format", &to_file, "--strategy", "none.yaml"]).end()?;
    wrong.code(2);
    assert_eq!(fs::read_to_string(&file)?, written);
    assert_eq!(fs::read_dir(folder.path())?.count(), 1);
    Ok(())
}
