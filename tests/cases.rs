//! Each realistic case of the built-in strategies, and of the worked example of a council's own, gives
//! exactly what a reviewing officer would expect of it.
//!
//! `fixtures/cases/<council>/expect.yaml` says what that is; `permanence strategy test` reads the same.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use permanence::audit::Status;
use permanence::report::{Look, Show, TrialFormat, write_trials};
use permanence::trial::{About, Came, Trial, Wanted, run_trial};
use serde_json::Value;
use support::{EXPECT, Outcome, case_files, fixture, read, strategy_file, told};

fn trial(folder: &Path) -> Outcome<Trial> {
    run_trial(folder).map_err(|faulty| {
        told(&faulty.into_iter().flat_map(|file| file.problems).collect::<Vec<_>>())
    })
}

/// What people see of a trial.
fn seen(trial: Trial) -> Outcome<String> {
    let look = Look { colour: false, width: 100, snippets: true, show: Show::default() };
    let mut out = Vec::new();
    write_trials(&[trial], TrialFormat::Pretty, look, &mut out)?;
    Ok(String::from_utf8(out)?)
}

/// Holds that a council's cases are all there, and all as expected.
fn as_expected(council: &str) -> Outcome<()> {
    let trial = trial(&fixture(&format!("cases/{council}")))?;
    let tally = trial.tally();
    assert_eq!(tally.cases, case_files(council)?.len());
    assert!(tally.cases > 20);
    assert!(trial.is_as_expected(), "{}", seen(trial)?);
    Ok(())
}

#[test]
fn each_dorset_case_gives_what_is_expected_of_it() -> Outcome<()> {
    as_expected("dorset")
}

#[test]
fn each_leicester_case_gives_what_is_expected_of_it() -> Outcome<()> {
    as_expected("leicester")
}

/// A copy of a council's cases, with a text of a file replaced.
fn changed(council: &str, file: &str, from: &str, to: &str) -> Outcome<Trial> {
    let folder = tempfile::tempdir()?;
    for path in
        case_files(council)?.into_iter().chain([fixture(&format!("cases/{council}/{EXPECT}"))])
    {
        let name = path.file_name().ok_or("a file has a name")?;
        let mut text = std::fs::read_to_string(&path)?;
        if name == file {
            let replaced = text.replacen(from, to, 1);
            assert_ne!(replaced, text, "{file} has no {from}");
            text = replaced;
        }
        std::fs::write(folder.path().join(name), text)?;
    }
    trial(folder.path())
}

/// What differs: the case, what it is about, and the outcomes that were expected and came.
fn differences(trial: &Trial) -> Vec<(&str, &About, Option<Status>, Option<Status>)> {
    let mut differences = Vec::new();
    for tried in &trial.tried {
        for check in &tried.checks {
            let Some(difference) = &check.difference else { continue };
            let expected = match difference.expected {
                Wanted::Outcome(status, _) => Some(status),
                Wanted::Colour(_) | Wanted::NotNamed => None,
            };
            let came = match difference.came {
                Came::Outcome { status, .. } => Some(status),
                Came::Colour(_) => None,
            };
            differences.push((tried.name.as_str(), &check.about, expected, came));
        }
    }
    differences
}

#[test]
fn a_case_that_comes_out_otherwise_is_a_difference() -> Outcome<()> {
    let requirement = |id: &str| About::Requirement(format!("dorset/{id}"));
    let contingency = "      dorset/contingency-option: {cause: only-one-option, severity: breach";
    // Expected, and not there.
    let trial =
        changed("dorset", EXPECT, "    colour: green", "    waived: no-drift\n    colour: green")?;
    assert_eq!(
        differences(&trial),
        [(
            "closed-went-home.yaml",
            &requirement("no-drift"),
            Some(Status::Waived),
            Some(Status::NotApplicable)
        )]
    );
    // There, with another severity.
    let lighter = contingency.replace("breach", "concern");
    let trial = changed("dorset", EXPECT, contingency, &lighter)?;
    let both = Some(Status::NotMet);
    let about = requirement("contingency-option");
    assert_eq!(differences(&trial), [("one-option-only.yaml", &about, both, both)]);
    // There, and not expected.
    let line = format!("{contingency}, lapse: open}}\n");
    let trial = changed("dorset", EXPECT, &line, "")?;
    assert_eq!(differences(&trial), [("one-option-only.yaml", &about, None, both)]);
    // Another colour.
    let trial = changed("dorset", EXPECT, "colour: green", "colour: red")?;
    assert_eq!(differences(&trial), [("closed-went-home.yaml", &About::Colour, None, None)]);
    assert_eq!(trial.tally().as_expected + 1, trial.tally().cases);
    Ok(())
}

#[test]
fn the_cases_of_a_folder_are_compared_with_their_siblings() -> Outcome<()> {
    let decided = "decision: apart";
    let trial = changed("dorset", "sibling-pair-older.yaml", decided, "decision: together")?;
    let about = About::Requirement("dorset/sibling-files-agree".to_owned());
    // Told of the one whose decision is not the same; once.
    let met = Some(Status::NotMet);
    assert_eq!(differences(&trial), [("sibling-pair-younger.json", &about, None, met)]);
    Ok(())
}

#[test]
fn the_worked_example_comes_out_as_expected() -> Outcome<()> {
    let trial = trial(&fixture("strategies/tidewick"))?;
    assert!(trial.tally().cases >= 20);
    assert!(trial.is_as_expected(), "{}", seen(trial)?);
    Ok(())
}

/// The outcomes that a table names, by its keys.
const OUTCOMES: [&str; 4] = ["met", "not_met", "not_due", "not_applicable"];

/// What cannot come: there is nothing to wait for, or every child is asked.
const NEVER: [(&str, &str); 5] = [
    ("later-reviews", "not_due"),
    ("match-agreed-by-panel", "not_due"),
    ("recognised-option", "not_due"),
    ("lifelong-links", "not_applicable"),
    ("wishes-recorded", "not_applicable"),
];

#[test]
fn each_requirement_of_the_worked_example_is_shown_with_each_outcome() -> Outcome<()> {
    let folder = fixture("strategies/tidewick");
    let strategy = strategy_file(&folder.join("strategy.yaml"))?;
    let table: Value = read(&folder.join(EXPECT))?;
    let mut shown = BTreeSet::new();
    for case in table["cases"].as_object().ok_or("no cases")?.values() {
        let days = case.as_array().cloned().unwrap_or_else(|| vec![case.clone()]);
        for (day, key) in days.iter().flat_map(|day| OUTCOMES.map(|key| (day, key))) {
            let names: Vec<&str> = match &day[key] {
                Value::String(name) => vec![name],
                Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
                Value::Object(names) => names.keys().map(String::as_str).collect(),
                _ => Vec::new(),
            };
            shown.extend(names.into_iter().map(|name| (name.to_owned(), key)));
        }
    }
    let changed = ["plan-review-cadence", "later-reviews"];
    let own = strategy.requirements.iter().filter(|requirement| {
        requirement.from.is_none() || changed.contains(&requirement.id.as_str())
    });
    let ids: Vec<&str> = own.map(|requirement| requirement.id.as_str()).collect();
    assert_eq!(ids.len(), 10);
    for id in ids {
        for key in OUTCOMES {
            let never = NEVER.contains(&(id, key));
            assert_ne!(shown.contains(&(id.to_owned(), key)), never, "{id}: {key}");
        }
    }
    Ok(())
}
