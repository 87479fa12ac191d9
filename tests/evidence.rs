//! What requirements rest on, held against every example under `fixtures/rules/`.
//!
//! A rule declares its evidence. On a case from which everything else is taken it has to come out as on
//! the whole one; and without any one part of its evidence some example has to come out otherwise, or
//! it would be left unasked for nothing.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use permanence::audit::{Auditor, Outcome as Judged, Settings};
use permanence::rules::{Evidence, rules};
use permanence::strategy::Strategy;
use serde_json::Value;
use support::examples::{Example, examples, strategy_of};
use support::{Outcome, case_file, day, fixture, read};

/// What closes a case, or keeps anything from being asked: every requirement rests on it.
const CLOSES: [&str; 4] = ["care.ended", "care.entry", "orders.order", "orders.granted"];

/// Takes what is recorded at places of a case file that are not to be kept. Items of lists stay, so
/// that pointers do.
fn strip(value: &mut Value, place: &str, keeps: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::Object(keys) => {
            keys.retain(|key, value| {
                let dot = if place.is_empty() { "" } else { "." };
                strip(value, &format!("{place}{dot}{key}"), keeps)
            });
            place.is_empty() || !keys.is_empty() || keeps(place)
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            let mut any = keeps(place);
            for item in items.iter_mut().filter(|item| item.is_object()) {
                any |= strip(item, place, keeps);
            }
            any
        }
        _ => keeps(place),
    }
}

/// A case with this evidence alone, and what every requirement rests on.
fn with_only(case: &Value, evidence: &BTreeSet<Evidence>) -> Value {
    let mut case = case.clone();
    // On remand alone no plan is asked for: another status in force says that it is not alone.
    let remand = case["care"]["entry"] == "remand";
    strip(&mut case, "", &|place| {
        let at = Evidence::at(place);
        let closes = CLOSES.iter().any(|known| place.starts_with(known));
        let statuses = remand && at == Some(Evidence::LegalStatuses);
        closes || statuses || at.is_none_or(|at| evidence.contains(&at))
    });
    case
}

/// What came of a requirement, in full.
fn told(outcome: &Judged) -> String {
    let findings = outcome.findings.iter().map(|finding| {
        let (severity, lapse) = (finding.severity.word(), finding.lapse.word());
        format!(" {} {severity} {lapse} {}", finding.message(), finding.pointer)
    });
    let due = outcome.due.map(|due| format!(" due {due}")).unwrap_or_default();
    outcome.status.word().to_owned() + &due + &findings.collect::<String>()
}

/// The example's strategy, asking nothing else, so that the many audits are quick.
fn asking_alone(strategy: &Strategy, requirement: &str) -> Arc<Strategy> {
    let mut strategy = strategy.clone();
    strategy.requirements.retain(|asked| asked.id == requirement);
    Arc::new(strategy)
}

fn judged(case: &Value, strategy: &Arc<Strategy>, as_of: &str) -> Outcome<String> {
    let case = case_file(case)?;
    let auditor = Auditor::new(Settings::as_of(day(as_of)?));
    let audit = auditor.audit(&case, &[Arc::clone(strategy)]);
    let outcome = audit.outcomes.first().ok_or("the requirement was not judged")?;
    Ok(told(outcome))
}

/// An example, ready to be judged.
struct Ready {
    rule: &'static str,
    place: String,
    case: Value,
    strategy: Arc<Strategy>,
    example: Example,
}

fn all_examples() -> Outcome<Vec<Ready>> {
    let base: Value = read(&fixture("rules/base.yaml"))?;
    let mut ready = Vec::new();
    for (path, listed) in examples()? {
        let requirement = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
        let requirement = requirement.ok_or("a folder named by its requirement")?.to_owned();
        for example in listed {
            let strategy = strategy_of(&path, &requirement, &example)?;
            let asked =
                strategy.requirement(&requirement).ok_or("a requirement of the strategy")?;
            let rule = asked.rule.id;
            let mut case = base.clone();
            if let Some(change) = &example.change {
                json_patch::merge(&mut case, change);
            }
            let place = path.strip_prefix(fixture("rules"))?.display();
            let place = format!("{place}: {}", example.it);
            let strategy = asking_alone(&strategy, &requirement);
            ready.push(Ready { rule, place, case, strategy, example });
        }
    }
    assert!(ready.len() > 3000, "only {} examples were found", ready.len());
    Ok(ready)
}

#[test]
fn nothing_but_its_evidence_matters_to_a_rule() -> Outcome<()> {
    let mut wrong = Vec::new();
    let mut matters: BTreeMap<&str, BTreeSet<Evidence>> = BTreeMap::new();
    for Ready { rule, place, case, strategy, example } in all_examples()? {
        let asked = strategy.requirements.first().ok_or("a requirement")?;
        let evidence: BTreeSet<Evidence> = asked.evidence().collect();
        let whole = judged(&case, &strategy, &example.as_of)?;
        let wholes = evidence.iter().map(|known| known.part_of().unwrap_or(*known)).collect();
        let stripped = judged(&with_only(&case, &wholes), &strategy, &example.as_of)?;
        if whole != stripped {
            wrong.push(format!("{place}:\n  whole    {whole}\n  stripped {stripped}"));
        }
        for known in &evidence {
            let known = known.part_of().unwrap_or(*known);
            let mut without = wholes.clone();
            without.remove(&known);
            if judged(&with_only(&case, &without), &strategy, &example.as_of)? != whole {
                matters.entry(rule).or_default().insert(known);
            }
        }
    }
    let mut needless = Vec::new();
    for rule in rules() {
        let known = matters.get(rule.id).cloned().unwrap_or_default();
        let declared = rule.evidence().map(|known| known.part_of().unwrap_or(known));
        let unused: Vec<String> = declared
            .filter(|declared| !known.contains(declared))
            .map(|declared| format!("{declared:?}"))
            .collect();
        if !unused.is_empty() {
            needless.push(format!("{}: {}", rule.id, unused.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
    assert!(needless.is_empty(), "no example shows that they matter:\n{}", needless.join("\n"));
    Ok(())
}
