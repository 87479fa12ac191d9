//! The examples that `explain` shows are judged as it says they are.

mod support;

use permanence::audit::Status;
use permanence::rules::{Element, docs_of};
use permanence::strategy::BUILT_IN;
use serde_json::Value;
use support::{Outcome, audit, case_file, day, fixture, read, strategy, told};

/// The outcome of a requirement under the first strategy that asks it.
fn judged(id: &str, change: &Value, as_of: &str) -> Outcome<Status> {
    let mut case: Value = read(&fixture("rules/base.yaml"))?;
    json_patch::merge(&mut case, change);
    let case = case_file(&case)?;
    for (name, _) in BUILT_IN {
        let strategy = strategy(name)?;
        if strategy.requirement(id).is_some() {
            let audit = audit(&case, &[strategy], day(as_of)?);
            let key = format!("{name}/{id}");
            let found = audit.outcomes.iter().find(|outcome| outcome.requirement == key);
            return Ok(found.ok_or("not judged")?.status);
        }
    }
    Err(format!("no strategy asks {id}").into())
}

#[test]
fn every_requirement_has_an_example_met_and_one_not_met() -> Outcome<()> {
    let mut wrong = Vec::new();
    for element in Element::ALL {
        for doc in docs_of(element).map_err(|problems| told(&problems))? {
            // Only a batch can show the first, and no built-in strategy asks the others.
            if matches!(doc.id.as_str(), "sibling-files-agree" | "waiver-current" | "expression") {
                continue;
            }
            let Some(example) = &doc.example else {
                wrong.push(format!("{}: no example", doc.id));
                continue;
            };
            let expected = [(&example.met, Status::Met), (&example.not_met, Status::NotMet)];
            for (change, status) in expected {
                let was = judged(&doc.id, change, &example.as_of)?;
                if was != status {
                    wrong.push(format!("{}: {} was {}", doc.id, status.word(), was.word()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}
