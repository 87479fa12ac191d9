//! The reports for pipelines.

mod github;
mod gitlab;
mod junit;
mod sarif;

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::harness::{Ended, Outcome, check};

/// What may be in no report.
const FREE_TEXT: &str = "ZQXMARK";

/// A name and references that mean something to every medium they end up in.
const HOSTILE: &str =
    "a%b\u{1b}[31m\u{202e}]]>&lt;\"'<x>\r\n::error file=y,line=9::z {0} [l](http://c) ##[error]é";

/// Folders and files that between them have every kind of outcome, and every kind of mistake.
const INPUTS: [&[&str]; 5] = [
    &["demo"],
    &["cases/dorset"],
    &["cases/leicester"],
    &["invalid", "demo"],
    &["./demo/DOR-0403.yaml", "--select", "reviews"],
];

/// Runs in a format on each of the inputs, and on the hostile ones.
fn reports(format: &str) -> Outcome<Vec<Ended>> {
    let mut reports = Vec::new();
    for input in INPUTS {
        for show in ["not-met", "due", "all"] {
            let run = check(input.iter().copied()).and(["--format", format, "--show", show]);
            reports.push(run.end()?);
        }
    }
    for text in [waived().to_string(), hostile().to_string(), "{\"\u{1b}]]>".to_owned()] {
        reports.push(from_stdin(format, &text)?);
    }
    Ok(reports)
}

/// A case on standard input, under a hostile name.
fn from_stdin(format: &str, text: &str) -> Outcome<Ended> {
    let name = format!("./{HOSTILE}.json");
    check(["-", "--format", format, "--stdin-filename", &name]).stdin(text).end()
}

/// The published report of the same run, with every outcome.
fn published(arguments: &[&str]) -> Outcome<Value> {
    check(arguments.iter().copied()).and(["--format", "json", "--show", "all"]).end()?.json()
}

/// Every outcome of a published report that came to something, with its case.
fn outcomes<'v>(report: &'v Value, status: &str) -> Vec<(&'v Value, &'v Value)> {
    let audits = report["audits"].as_array().into_iter().flatten();
    let all = audits.flat_map(|audit| {
        audit["outcomes"].as_array().into_iter().flatten().map(move |outcome| (audit, outcome))
    });
    all.filter(|(_, outcome)| outcome["outcome"] == status).collect()
}

/// How many findings the outcomes have between them.
fn findings(outcomes: &[(&Value, &Value)]) -> usize {
    outcomes.iter().map(|(_, outcome)| outcome["findings"].as_array().map_or(0, Vec::len)).sum()
}

/// How many things are wrong with the documents that could not be audited.
fn problems(report: &Value) -> usize {
    let unreadable = report["unreadable"].as_array().into_iter().flatten();
    unreadable.map(|unreadable| unreadable["errors"].as_array().map_or(0, Vec::len)).sum()
}

/// A case with one option and a waiver for it, whose reason is nobody's business.
fn waived() -> Value {
    json!({
        "format": 1,
        "case_id": "DOR-9901",
        "authority": "dorset",
        "team": "made-up-team",
        "child": { "date_of_birth": "2014-05-02" },
        "care": { "started": "2025-01-06" },
        "permanence_plan": {
            "first_presented": "2025-03-18",
            "primary": { "option": "return-home", "target_date": "2025-09-01" },
        },
        "waivers": [{
            "requirement": "contingency-option",
            "reason": FREE_TEXT,
            "agreed_by": "TL-03",
            "until": "2026-05-01",
        }],
    })
}

/// The same with references that are hostile.
fn hostile() -> Value {
    let mut case = waived();
    case["case_id"] = json!(format!("ID {HOSTILE}"));
    case["team"] = json!(format!("TEAM {HOSTILE}"));
    case["waivers"][0]["agreed_by"] = json!(format!("BY {HOSTILE}"));
    case
}

/// True for a text with no character that acts on a terminal or hides text.
fn is_plain(text: &str) -> bool {
    text.chars().all(|c| c == '\n' || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)))
}

/// Where a schema is kept.
fn schema(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/schemas").join(name)
}

fn json_validator(name: &str) -> Outcome<jsonschema::Validator> {
    // SARIF's says this of languages, which is no pattern; its later edition mends it.
    let (misprint, meant) =
        ("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let text = std::fs::read_to_string(schema(name))?.replace(misprint, meant);
    let schema: Value = serde_json::from_str(&text)?;
    Ok(jsonschema::options().should_validate_formats(true).build(&schema)?)
}

/// Every way in which a value breaks a schema, in one text; empty when it holds.
fn broken(validator: &jsonschema::Validator, value: &Value) -> String {
    let told =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path()));
    told.collect::<Vec<_>>().join("\n")
}

/// Compares a report with what was written down before.
fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("../snapshots");
    let version = format!("ersion\": \"{}\"", env!("CARGO_PKG_VERSION").replace('.', r"\."));
    settings.add_filter(&version, "ersion\": \"[version]\"");
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[test]
fn no_report_repeats_a_waivers_reason_or_acts_on_what_shows_it() -> Outcome {
    for format in ["sarif", "junit", "github", "gitlab"] {
        for case in [waived(), hostile()] {
            let ended = from_stdin(format, &case.to_string())?.never(FREE_TEXT);
            assert!(is_plain(&ended.stdout), "{}", ended.seen());
        }
        from_stdin(format, &hostile().to_string())?.out("ID a%").code(1);
    }
    Ok(())
}

#[test]
fn the_same_inputs_give_the_same_bytes() -> Outcome {
    for format in ["sarif", "junit", "github", "gitlab"] {
        let run = || check(["demo", "invalid", "--format", format]).end();
        assert_eq!(run()?.stdout, run()?.stdout, "{format}");
    }
    Ok(())
}
