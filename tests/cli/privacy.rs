//! No report but the terminal's snippets repeats what a case file says of people.
//!
//! A case is filled in from the format's own schema, so that a field added to it is tried too:
//! every free text, relationship word, sibling's reference and key of the council's own holds a
//! mark, and then every text that is not marked is made wrong in turn.

use permanence::report::{ComparisonFormat, Named};
use serde_json::{Value, json};

use crate::filling::{filled_case, pointers};
use crate::harness::{Outcome, check};
use crate::reports::{every_report, unfolded};

/// What may be in no report. It is a valid relationship word as it stands.
const MARK: &str = "ZQXMARK";

/// A case with every key filled in, and how many marks it holds.
fn marked_case() -> (Value, usize) {
    filled_case(MARK)
}

fn every_report_keeps_quiet(text: &str, code: Option<i32>) -> Outcome {
    for report in every_report() {
        let ended = report.run().and(["-"]).stdin(text).end()?;
        if let Some(code) = code {
            assert_eq!(ended.code == Some(2), code == 2, "{}", ended.seen());
        }
        assert!(!unfolded(&ended.seen()).contains(MARK), "{}", ended.seen());
    }
    Ok(())
}

#[test]
fn no_report_repeats_a_valid_case() -> Outcome {
    let (case, marks) = marked_case();
    assert!(marks > 100, "only {marks} marks");
    every_report_keeps_quiet(&case.to_string(), Some(0))?;
    let mut second = case.clone();
    second["case_id"] = json!("REF-2");
    every_report_keeps_quiet(&format!("{case}\n{second}\n"), Some(0))?;
    every_report_keeps_quiet(&serde_yaml::to_string(&case)?, Some(0))
}

#[test]
fn no_report_repeats_a_case_with_mistakes() -> Outcome {
    let (case, _) = marked_case();
    let mut places = Vec::new();
    pointers(&case, "", &mut places);
    assert!(places.len() > 200, "only {} places", places.len());
    let name = json!(format!("{MARK} O'Made-Up"));
    let wrongs = [json!([name]), json!({ MARK: name }), name];
    // Twenty-five mistakes are told of one case; so each case gets a few, all of one kind.
    for wrong in &wrongs {
        let lines: Vec<String> = places
            .chunks(20)
            .map(|places| {
                let mut case = case.clone();
                for place in places {
                    if let Some(value) = case.pointer_mut(place) {
                        *value = wrong.clone();
                    }
                }
                case.to_string()
            })
            .collect();
        every_report_keeps_quiet(&lines.join("\n"), Some(2))?;
    }
    Ok(())
}

#[test]
fn no_report_repeats_keys_that_are_names() -> Outcome {
    let case = format!(
        r#"{{"format": 1, "case_id": "A", "authority": "dorset", "{MARK}": 1, "{MARK}": 2,
  "child": {{"date_of_birth": "2014-05-02", "{MARK}~1/x": {{"a": 1}}}},
  "care": {{"started": "2025-01-06", "legal_statuses": [{{"{MARK}": 1}}, {{"07700900123": 1}}]}}}}"#
    );
    every_report_keeps_quiet(&case, Some(2))?;
    let ended = check(["-", "--format", "json"]).stdin(case.as_str()).end()?;
    ended.never("07700900123");
    Ok(())
}

#[test]
fn no_report_repeats_a_file_that_cannot_be_parsed() -> Outcome {
    let texts = [
        format!("{MARK}: [\n"),
        format!("a: \"{MARK}\n"),
        format!("a: *{MARK}\n"),
        format!("a: &{MARK} b: c\n"),
        format!("!{MARK} a: !!{MARK} b\n"),
        format!("%{MARK}\n---\na: 1\n"),
        format!("{{\"a\": {MARK}}}"),
        format!("{{\"a\": \"\\{MARK}\"}}"),
        MARK.to_owned(),
        format!("- {MARK}\n"),
    ];
    for text in texts {
        every_report_keeps_quiet(&text, Some(2))?;
    }
    Ok(())
}

#[test]
fn the_terminal_alone_shows_the_file() -> Outcome {
    let (case, _) = marked_case();
    let text = serde_json::to_string_pretty(&case)?.replace("2012-05-02", "2/5/2012");
    let named = ["-", "--stdin-filename", "case.json"];
    check(named).stdin(text.as_str()).end()?.code(2).out("2/5/2012");
    check(named).and(["--no-snippets"]).stdin(text).end()?.never("2/5/2012");
    Ok(())
}

#[test]
fn a_case_file_named_as_a_strategy_is_not_shown_where_no_file_is() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("case.yaml");
    std::fs::write(&file, format!("format: 1\ncase_id: A\nx_name: {MARK}\n"))?;
    let run = || check(["cases/dorset/compliant.yaml", "--strategy"]).path(&file);
    run().end()?.code(2).err("this is a case file").err(MARK);
    run().and(["--no-snippets"]).end()?.code(2).err("this is a case file").never(MARK);
    run().env("CI", "true").end()?.code(2).never(MARK);
    let show = crate::harness::run(["strategy", "show"]).path(&file);
    show.env("CI", "true").end()?.code(2).never(MARK);
    Ok(())
}

#[test]
fn a_case_file_named_as_a_report_is_not_repeated() -> Outcome {
    let folder = tempfile::tempdir()?;
    let (case, _) = marked_case();
    let mut report = serde_json::json!({ "schema": "permanence-report/1" });
    report[MARK] = json!(MARK);
    report["audits"] = case.clone();
    let texts = [case.to_string(), serde_yaml::to_string(&case)?, report.to_string()];
    for (number, text) in texts.iter().enumerate() {
        let file = folder.path().join(number.to_string());
        std::fs::write(&file, text)?;
        for format in ComparisonFormat::ALL {
            let run = crate::harness::run(["compare", "--format", format.name()]);
            run.path(&file).path(&file).end()?.code(2).never(MARK);
        }
        check(["demo", "--baseline"]).path(&file).end()?.code(2).never(MARK);
    }
    Ok(())
}
