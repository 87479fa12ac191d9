//! Runs every example under `fixtures/rules/`: adding one needs no Rust.
//!
//! `fixtures/rules/<requirement>/<strategy>.yaml` is a list of examples, each one change (a JSON
//! merge patch) to `fixtures/rules/base.yaml`, the day it is judged as at, and what to expect; `with`
//! gives parameters in place of the strategy's own.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use permanence::audit::{Outcome as Judged, Status};
use permanence::rules::cause_texts;
use serde_json::Value;
use support::examples::{Example, Expected, examples, strategy_of};
use support::{Outcome, audit, case_file, day, fixture, read, strategy};

/// The ways of failing that one case alone cannot show.
const OF_A_BATCH: [&str; 5] = [
    "sibling-not-listed-back",
    "sibling-denied",
    "sibling-decisions-differ",
    "sibling-contact-not-matched",
    "sibling-contact-contradicted",
];

struct Found {
    cause: &'static str,
    text: String,
}

/// What an audit found, in the words of an example.
fn described(outcome: &Judged) -> Vec<Found> {
    outcome
        .findings
        .iter()
        .map(|finding| Found {
            cause: finding.cause(),
            text: format!(
                "{} {} {} {}",
                finding.cause(),
                finding.severity.word(),
                finding.lapse.word(),
                finding.pointer
            ),
        })
        .collect()
}

fn run(
    path: &Path,
    example: &Example,
    causes: &mut BTreeSet<&'static str>,
) -> Outcome<Vec<String>> {
    let requirement = path
        .parent()
        .and_then(Path::file_name)
        .and_then(|name| name.to_str())
        .ok_or("an example lies in a folder named by its requirement")?;
    let strategy = strategy_of(path, requirement, example)?;
    let name = &strategy.name;
    let mut case: Value = read(&fixture("rules/base.yaml"))?;
    if let Some(change) = &example.change {
        json_patch::merge(&mut case, change);
    }
    let case = case_file(&case)?;
    let key = format!("{name}/{requirement}");
    let audit = audit(&case, &[strategy], day(&example.as_of)?);
    let outcome = audit
        .outcomes
        .iter()
        .find(|outcome| outcome.requirement == key)
        .ok_or("the requirement was not judged")?;
    let found = described(outcome);
    causes.extend(found.iter().map(|found| found.cause));
    Ok(differences(example, outcome, &found))
}

fn differences(example: &Example, outcome: &Judged, found: &[Found]) -> Vec<String> {
    let mut wrong = Vec::new();
    if outcome.status.word() != example.expect {
        wrong.push(format!("expected {}, was {}", example.expect, outcome.status.word()));
    }
    if let Some(due) = &example.due {
        let was = outcome.due.map_or_else(|| "no day".to_owned(), |due| due.to_string());
        if was != *due {
            wrong.push(format!("expected due {due}, was {was}"));
        }
    }
    let matches = |expected: &Expected, finding: &permanence::audit::Finding| {
        expected.cause == finding.cause()
            && expected.severity == finding.severity.word()
            && expected.pointer.as_ref().is_none_or(|at| *at == finding.pointer.to_string())
            && expected.lapse.as_ref().is_none_or(|lapse| lapse == finding.lapse.word())
    };
    let same = example.findings.len() == outcome.findings.len()
        && example.findings.iter().zip(&outcome.findings).all(|(e, f)| matches(e, f));
    let told = example.expect == "not-met" && example.findings.is_empty();
    if told {
        wrong.push("an example that is not met names its findings".to_owned());
    }
    if !same {
        let texts: Vec<&str> = found.iter().map(|found| found.text.as_str()).collect();
        wrong.push(format!("the findings were: {}", texts.join(" | ")));
    }
    wrong
}

#[test]
fn every_example_is_judged_as_it_says() -> Outcome<()> {
    let mut failures = Vec::new();
    let mut causes = BTreeSet::new();
    let mut count = 0;
    for (path, examples) in examples()? {
        for example in &examples {
            count += 1;
            let told = match run(&path, example, &mut causes) {
                Ok(told) => told,
                Err(error) => vec![error.to_string()],
            };
            let place = path.strip_prefix(fixture("rules"))?.display().to_string();
            failures
                .extend(told.into_iter().map(|text| format!("{place}: {}: {text}", example.it)));
        }
    }
    assert!(count > 0, "no example was run");
    assert!(
        failures.is_empty(),
        "{} of {count} examples:\n{}",
        failures.len(),
        failures.join("\n")
    );
    // Waivers are of no strategy, expressions of no built-in one, and siblings' files are compared
    // over a batch: tests/audit.rs, tests/expressions.rs and tests/batch.rs show their causes.
    let never: Vec<&str> = cause_texts()
        .map(|text| text.id)
        .filter(|id| !id.starts_with("waiver-") && !id.starts_with("expression-"))
        .filter(|id| !OF_A_BATCH.contains(id) && !causes.contains(id))
        .collect();
    assert!(never.is_empty(), "no example shows these ways of failing: {}", never.join(", "));
    Ok(())
}

#[test]
fn every_requirement_has_examples_met_and_not_met() -> Outcome<()> {
    let mut missing = Vec::new();
    for name in ["dorset", "leicester", "statutory"] {
        for requirement in &strategy(name)?.requirements {
            if requirement.id == "sibling-files-agree" {
                continue;
            }
            let path = fixture(&format!("rules/{}/{name}.yaml", requirement.id));
            if !path.exists() {
                missing.push(format!("{}: no examples", requirement.key));
                continue;
            }
            let examples: Vec<Example> = read(&path)?;
            for status in [Status::Met, Status::NotMet] {
                if !examples.iter().any(|example| example.expect == status.word()) {
                    missing.push(format!("{}: no example is {}", requirement.key, status.word()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    Ok(())
}
