//! Two reports compared, and an earlier report as a baseline.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::harness::{Outcome, check, run};

const CASES: &str = "cases/dorset/*-*.yaml";
const BEFORE: &str = "2025-10-31";

/// A folder with a report of some cases as at a day, in JSON and NDJSON.
struct Reports(tempfile::TempDir);

impl Reports {
    fn of(made: &[(&str, &str, &[&str])]) -> Result<Self, Box<dyn std::error::Error>> {
        let reports = Self(tempfile::tempdir()?);
        for (name, as_of, arguments) in made {
            let to = |format: &str| format!("{format}={}", reports.path(name, format).display());
            let (json, lines) = (to("json"), to("ndjson"));
            let formats = ["--as-of", as_of, "--quiet", "--format", &json, "--format", &lines];
            run(["check"]).and(arguments.iter().copied()).and(formats).end()?;
        }
        Ok(reports)
    }

    fn path(&self, name: &str, format: &str) -> PathBuf {
        self.0.path().join(format!("{name}.{format}"))
    }

    fn write(&self, name: &str, text: &str) -> std::io::Result<PathBuf> {
        let path = self.0.path().join(name);
        fs::write(&path, text)?;
        Ok(path)
    }
}

fn compare(old: &Path, new: &Path) -> crate::harness::Run {
    run(["compare"]).path(old).path(new)
}

#[test]
fn what_is_new_put_right_and_still_there_is_told() -> Outcome {
    let made: [(&str, &str, &[&str]); 2] =
        [("old", BEFORE, &["demo"]), ("new", "2026-01-31", &["demo"])];
    let reports = Reports::of(&made)?;
    let (old, new) = (reports.path("old", "json"), reports.path("new", "json"));
    let table = compare(&old, &new).end()?.code(1);
    insta::assert_snapshot!("compare-table", table.stdout);
    // A report of lines says the same as one object.
    let lines = compare(&reports.path("old", "ndjson"), &reports.path("new", "ndjson")).end()?;
    assert_eq!(lines.stdout, table.stdout);

    let markdown = compare(&old, &new).and(["--format", "markdown"]).end()?.code(1);
    insta::assert_snapshot!("compare-markdown", markdown.stdout);

    let same = compare(&new, &new).end()?.code(0);
    assert!(same.stdout.contains(": 0 new, 0 put right, "), "{}", same.stdout);
    let back = compare(&new, &old).end()?;
    assert!(back.stdout.contains("in the wrong order?"), "{}", back.stdout);
    Ok(())
}

#[test]
fn a_baseline_and_a_comparison_find_the_same_new_findings() -> Outcome {
    let made: [(&str, &str, &[&str]); 2] =
        [("old", BEFORE, &[CASES]), ("new", "2026-01-31", &[CASES])];
    let reports = Reports::of(&made)?;
    let (old, new) = (reports.path("old", "json"), reports.path("new", "json"));
    let compared = compare(&old, &new).and(["--format", "json"]).end()?.code(1);
    let compared: Value = serde_json::from_str(&compared.stdout)?;
    let of_comparison: Vec<&Value> = array(&compared["findings"])
        .iter()
        .filter(|finding| finding["change"] == "new")
        .map(|finding| &finding["fingerprint"])
        .collect();

    for baseline in [old, reports.path("old", "ndjson")] {
        let told = check([CASES, "--format", "json", "--baseline"]).path(&baseline).end()?.code(1);
        let told: Value = serde_json::from_str(&told.stdout)?;
        let mut of_baseline: Vec<(&str, &str, &Value)> = Vec::new();
        for audit in array(&told["audits"]) {
            for outcome in array(&audit["outcomes"]) {
                let id = audit["case_id"].as_str().unwrap_or_default();
                let requirement = outcome["requirement"].as_str().unwrap_or_default();
                let findings = array(&outcome["findings"]).iter();
                of_baseline.extend(findings.map(|found| (id, requirement, &found["fingerprint"])));
            }
        }
        assert_eq!(of_baseline.len(), of_comparison.len());
        assert!(of_baseline.iter().all(|(_, _, found)| of_comparison.contains(found)));
        // What is known still weighs: colours and figures are those of a run without a baseline.
        let plain: Value = serde_json::from_str(&fs::read_to_string(reports.path("new", "json"))?)?;
        assert_eq!(told["summary"], plain["summary"]);
        let colours = |report: &Value| -> Vec<Value> {
            array(&report["audits"]).iter().map(|audit| audit["colour"].clone()).collect()
        };
        assert_eq!(colours(&told), colours(&plain));
    }
    Ok(())
}

#[test]
fn only_what_is_new_fails_against_a_baseline() -> Outcome {
    let case = "demo/DOR-0402.yaml";
    let reports = Reports::of(&[("known", "2026-01-31", &[case])])?;
    let baseline = reports.path("known", "ndjson");
    let ended = check([case]).end()?;
    assert_eq!(ended.code, Some(1), "{}", ended.stdout);
    let ended = check([case, "--baseline"]).path(&baseline).end()?.code(0);
    insta::assert_snapshot!("baseline-all-known", ended.stdout);
    let rows = check([case, "--format", "csv", "--baseline"]).path(&baseline).end()?.code(0);
    rows.out("nothing that the baseline does not hold");
    let ended = check([case, "--fail-on", "advice", "--baseline"]).path(&baseline).end()?;
    ended.code(0);
    Ok(())
}

#[test]
fn a_finding_that_is_gone_is_put_right_only_when_it_was_looked_for() -> Outcome {
    let case = "cases/dorset/one-option-only.yaml";
    let day = "2026-01-31";
    let made: [(&str, &str, &[&str]); 3] = [
        ("old", day, &[case]),
        ("other", day, &["demo/DOR-0401.yaml"]),
        ("narrow", day, &[case, "--select", "wishes"]),
    ];
    let reports = Reports::of(&made)?;
    let old = reports.path("old", "json");
    let gone = |new: &str| -> Result<Value, Box<dyn std::error::Error>> {
        let ended = compare(&old, &reports.path(new, "json")).and(["--format", "json"]).end()?;
        Ok(serde_json::from_str(&ended.stdout)?)
    };
    let reasons = |report: &Value| -> Vec<String> {
        let findings = array(&report["findings"]).iter();
        findings
            .filter(|finding| finding["change"] == "gone")
            .map(|finding| finding["because"].to_string())
            .collect()
    };
    let report = gone("other")?;
    assert_eq!(report["counts"]["put_right"], json!(0));
    assert!(!reasons(&report).is_empty());
    assert!(reasons(&report).iter().all(|why| why.contains("the case is not in the new report")));
    let report = gone("narrow")?;
    assert_eq!(report["counts"]["put_right"], json!(0));
    assert!(reasons(&report).iter().any(|why| why.contains("did not look at it")));
    Ok(())
}

#[test]
fn what_is_no_report_is_refused() -> Outcome {
    let reports = Reports::of(&[("old", BEFORE, &["demo"])])?;
    let old = reports.path("old", "json");
    let text = fs::read_to_string(&old)?;
    let lines = fs::read_to_string(reports.path("old", "ndjson"))?;
    let other = text.replacen("permanence-report/1", "permanence-report/7", 1);
    let cut = lines.lines().take(3).collect::<Vec<_>>().join("\n");
    let mangled = text.replacen("\"summary\": {", "\"summary\": \"SECRET\", \"other\": {", 1);
    let half = text.split_at(text.len() / 2).0;
    let texts = [
        ("other-version", other.as_str(), "is of version permanence-report/7"),
        ("cut-short", &cut, "its last line, the summary, is missing"),
        ("mangled", &mangled, "this report is broken at line"),
        ("half", half, "this is not a report"),
        ("case-file", "format: 1\ncase_id: DOR-1\n", "this is not a report"),
        ("empty", "", "this is not a report"),
    ];
    for (name, text, said) in texts {
        let path = reports.write(name, text)?;
        let ended = compare(&path, &old).end()?.code(2).err(said);
        assert!(!ended.stderr.contains("SECRET"), "{}", ended.stderr);
        check(["demo", "--baseline"]).path(&path).end()?.code(2).err(said);
    }
    compare(&reports.path("none", "json"), &old).end()?.code(2).err("there is no such file");
    Ok(())
}

#[test]
fn a_baseline_runs_out_after_six_months() -> Outcome {
    let reports = Reports::of(&[("old", "2025-08-31", &["demo"])])?;
    let run_on = |day: &str| {
        run(["check", "demo", "--as-of", day, "--fail-on", "never", "--baseline"])
            .path(&reports.path("old", "json"))
            .end()
    };
    // Six months after the last of August is the last of February.
    run_on("2026-02-28")?.code(0);
    run_on("2026-03-01")?.code(2).err("ran out on 2026-02-28");
    run_on("2025-08-31")?.code(0);
    run_on("2025-08-30")?.code(2).err("after the day that is audited");
    Ok(())
}

const KEYS: [&str; 2] = ["0123456789abcdef-made-up-key", "another-made-up-key-0123456789"];

#[test]
fn reports_whose_references_differ_are_not_compared() -> Outcome {
    let reports = Reports::of(&[("plain", BEFORE, &["demo"])])?;
    for (name, key) in [("hidden", KEYS[0]), ("again", KEYS[0]), ("other", KEYS[1])] {
        for format in ["json", "ndjson"] {
            let to = format!("{format}={}", reports.path(name, format).display());
            let made = run(["check", "demo", "--as-of", BEFORE, "--redact", "--format", &to]);
            made.env("PERMANENCE_REDACT_KEY", key).end()?;
        }
    }
    for format in ["json", "ndjson"] {
        let of = |name: &str| reports.path(name, format);
        compare(&of("hidden"), &of("again")).end()?.code(0).out(": 0 new, 0 put right, ");
        let only_one = "only one of the two shows pseudonyms in the place of references";
        for (old, new, why) in [
            ("plain", "hidden", only_one),
            ("hidden", "plain", only_one),
            ("hidden", "other", "their pseudonyms were made with different keys"),
        ] {
            let refused = compare(&of(old), &of(new)).end()?.code(2).err(why).err("help:");
            assert_eq!(refused.stdout, "");
        }
        let against = |name: &str, arguments: &[&str], code: i32| {
            let run =
                run(["check", "demo", "--as-of", BEFORE, "--fail-on", "advice", "--baseline"]);
            let run = run.path(&of(name)).and(arguments.iter().copied());
            Ok::<_, Box<dyn std::error::Error>>(
                run.env("PERMANENCE_REDACT_KEY", KEYS[0]).end()?.code(code),
            )
        };
        against("plain", &[], 0)?;
        against("hidden", &["--redact"], 0)?;
        for (name, arguments) in [("hidden", &[][..]), ("plain", &["--redact"])] {
            let refused = against(name, arguments, 2)?.err(only_one);
            refused.err("cannot be held against this run").err("help: give --redact");
        }
        against("other", &["--redact"], 2)?.err("made with different keys");
    }
    Ok(())
}

#[test]
fn a_report_that_leaves_out_what_was_known_is_no_baseline() -> Outcome {
    let made: [(&str, &str, &[&str]); 1] = [("first", BEFORE, &["demo"])];
    let reports = Reports::of(&made)?;
    let first = reports.path("first", "json");
    let [second, whole] = ["second", "whole"].map(|name| reports.path(name, "json"));
    for (report, arguments) in [(&second, &["--baseline"][..]), (&whole, &[])] {
        let to = format!("json={}", report.display());
        let run = check(["demo", "--format", &to]).and(arguments.iter().copied());
        if arguments.is_empty() { run } else { run.path(&first) }.end()?.code(1);
    }
    let refused = check(["demo", "--baseline"]).path(&second).end()?.code(2);
    refused.err("it leaves out what an earlier baseline held").err("made without --baseline");
    let told = compare(&second, &whole).end()?.code(1);
    told.out("The old report leaves out what its baseline held");
    Ok(())
}

#[test]
fn a_report_is_not_written_over_one_that_is_compared() -> Outcome {
    let reports = Reports::of(&[("old", BEFORE, &["demo"])])?;
    let old = reports.path("old", "json");
    let to_old = format!("json={}", old.display());
    compare(&old, &old).and(["--format", &to_old]).end()?.code(2).err("which this run reads");
    check(["demo", "--format", &to_old, "--baseline"]).path(&old).end()?.code(2);
    Ok(())
}

#[test]
fn nothing_is_compared_when_one_of_the_places_cannot_be_written() -> Outcome {
    let reports = Reports::of(&[("old", BEFORE, &["demo"])])?;
    let old = reports.path("old", "json");
    let formats = ["--format", "table", "--format", "json=none/comparison.json"];
    let ended = compare(&old, &old).and(formats).end()?.code(2).err("there is no such folder");
    assert_eq!(ended.stdout, "");
    compare(&old, &old).and(["--format", "markdwn"]).end()?.err("did you mean `markdown`?");
    Ok(())
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn what_weighs_more_than_it_did_is_new() -> Outcome {
    let case = "demo/DOR-0402.yaml";
    let reports = Reports::of(&[("before", "2026-01-31", &[case])])?;
    let before = reports.path("before", "json");
    let text = fs::read_to_string(&before)?;
    let lighter = text.replace("\"severity\": \"breach\"", "\"severity\": \"advice\"");
    assert_ne!(lighter, text);
    let lighter = reports.write("lighter.json", &lighter)?;
    check([case, "--baseline"]).path(&before).end()?.code(0);
    let ended = check([case, "--baseline"]).path(&lighter).end()?.code(1);
    assert!(ended.stdout.contains("dorset/contingency-option"), "{}", ended.stdout);
    let compared = compare(&lighter, &before).end()?.code(1);
    assert!(compared.stdout.contains(": 1 new, 0 put right, 4 still there"), "{}", compared.stdout);
    // The other way round nothing is new: it weighs less.
    compare(&before, &lighter).end()?.code(0);
    Ok(())
}
