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
use permanence::calendar::sub_days;
use permanence::import::ExtractFormat;
use permanence::rules::{Evidence, rules};
use permanence::strategy::Strategy;
use serde_json::Value;
use support::examples::{Example, examples, strategy_of};
use support::{Outcome, case_file, day, fixture, read};

/// What closes a case, or keeps anything from being asked: every requirement rests on it.
const CLOSES: [&str; 4] = ["care.ended", "care.entry", "orders.order", "orders.granted"];

/// What a whole batch shows: `tests/batch.rs` has its examples.
const OF_A_BATCH: [&str; 1] = ["sibling-files-agree"];

/// What every requirement of the planning stage rests on: the reviews set the planning day, and a plan
/// that has been presented is judged before it. Not every one has an example of that.
const STAGE: [Evidence; 2] = [Evidence::Reviews, Evidence::Plan];

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

/// A case with this evidence alone, and what every requirement rests on that is not to be without.
fn with_only(case: &Value, evidence: &BTreeSet<Evidence>, without: Option<Evidence>) -> Value {
    let mut case = case.clone();
    // On remand alone no plan is asked for: another status in force says that it is not alone.
    let remand = case["care"]["entry"] == "remand";
    strip(&mut case, "", &|place| {
        let at = Evidence::at(place);
        let closes = CLOSES.iter().any(|known| place.starts_with(known));
        let closes = closes && (without.is_none() || at != without);
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

/// A requirement judged alone, and said in a way.
fn judged(
    case: &Value,
    strategy: &Arc<Strategy>,
    as_of: &str,
    said: fn(&Judged) -> String,
) -> Outcome<String> {
    let case = case_file(case)?;
    let auditor = Auditor::new(Settings::as_of(day(as_of)?));
    let audit = auditor.audit(&case, &[Arc::clone(strategy)]);
    let outcome = audit.outcomes.first().ok_or("the requirement was not judged")?;
    Ok(said(outcome))
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
        let whole = judged(&case, &strategy, &example.as_of, told)?;
        let wholes = evidence.iter().map(|known| known.part_of().unwrap_or(*known)).collect();
        let stripped = judged(&with_only(&case, &wholes, None), &strategy, &example.as_of, told)?;
        if whole != stripped {
            wrong.push(format!("{place}:\n  whole    {whole}\n  stripped {stripped}"));
        }
        for known in &evidence {
            let known = known.part_of().unwrap_or(*known);
            let mut without = wholes.clone();
            without.remove(&known);
            let stripped = with_only(&case, &without, Some(known));
            if judged(&stripped, &strategy, &example.as_of, told)? != whole {
                matters.entry(rule).or_default().insert(known);
            }
        }
    }
    let needless: Vec<String> = rules()
        .filter(|rule| !OF_A_BATCH.contains(&rule.id))
        .filter_map(|rule| {
            let known = matters.get(rule.id).cloned().unwrap_or_default();
            let staged = |known: &Evidence| rule.planning_stage && STAGE.contains(known);
            let declared = rule.evidence().filter(|known| !staged(known));
            let declared = declared.map(|known| known.part_of().unwrap_or(known));
            let unused = declared.filter(|declared| !known.contains(declared));
            let unused: Vec<String> = unused.map(|declared| format!("{declared:?}")).collect();
            (!unused.is_empty()).then(|| format!("{}: {}", rule.id, unused.join(", ")))
        })
        .collect();
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
    assert!(needless.is_empty(), "no example shows that they matter:\n{}", needless.join("\n"));
    Ok(())
}

/// What extracts leave unmarked of what they show: that a home is a bridge on the way back to the family.
const UNMARKED: [&str; 1] = ["placements.bridging"];

/// The examples that turn on it, rule by rule: a bridge counts as a move there, as the README says. It
/// is advice at most, and without it no extract could show how often a child has moved.
const READ_OTHERWISE: [(&str, &str); 1] =
    [("placement-stability", "bridging homes and respite are no moves")];

/// A case as a kind of extract would tell of it: without what that has no place for.
fn told_by(format: ExtractFormat, case: &Value, as_of: &str) -> Value {
    let shows = format.shows();
    let mut case = case.clone();
    end_care_by_orders(&mut case, as_of);
    // That care is by short breaks or on remand shows in the legal status; planned or not does not.
    let entry = case["care"]["entry"].as_str().unwrap_or_default();
    let entry = ["short-breaks", "remand"].contains(&entry);
    strip(&mut case, "", &|place| {
        let status = place.starts_with("care.legal_statuses") && shows.has(Evidence::LegalStatus);
        let entry = place == "care.entry" && entry;
        let known = Evidence::at(place).is_none_or(|at| shows.has(at));
        status || entry || known && !UNMARKED.contains(&place)
    });
    if !shows.has(Evidence::LegalStatuses) {
        keep_latest_status(&mut case, as_of);
    }
    // Extracts list the reviews that were held, and leave out or fold respite stays.
    blank(&mut case["reviews"], &|review| review["cancelled"] == true);
    blank(&mut case["placements"], &|home| home["respite"] == true);
    case
}

/// Takes everything from the items of a list that are not told, so that the others keep their place.
fn blank(list: &mut Value, untold: &dyn Fn(&Value) -> bool) {
    for item in list.as_array_mut().into_iter().flatten().filter(|item| untold(item)) {
        *item = serde_json::json!({});
    }
}

/// An order that takes the child out of care shows as the end of care.
fn end_care_by_orders(case: &mut Value, as_of: &str) {
    let started = case["care"]["started"].as_str().unwrap_or_default().to_owned();
    let orders = case["orders"].as_array().into_iter().flatten();
    let granted = orders.filter(|order| order["order"].is_string());
    let granted = granted.filter_map(|order| order["granted"].as_str());
    let granted = granted.filter(|day| **day >= *started && **day <= *as_of).min();
    let ended = case["care"]["ended"].as_str();
    if let Some(ended) = granted.into_iter().chain(ended).min() {
        case["care"]["ended"] = ended.into();
    }
}

/// The status in force on a day, or on the last whole day of care, as a list of children with one column
/// for it gives it.
fn keep_latest_status(case: &mut Value, as_of: &str) {
    let ended = case["care"]["ended"].as_str().filter(|ended| *ended <= as_of);
    let started = case["care"]["started"].as_str().unwrap_or_default();
    let before = |day: &str| {
        let before = day.parse().map_or(as_of.to_owned(), |day| sub_days(day, 1).to_string());
        before.max(started.to_owned())
    };
    let last = ended.map_or_else(|| as_of.to_owned(), before);
    let as_of = last.as_str();
    let Some(statuses) = case["care"]["legal_statuses"].as_array_mut() else { return };
    let in_force = |status: &Value| {
        status["from"].as_str().is_none_or(|from| from <= as_of)
            && status["to"].as_str().is_none_or(|to| to >= as_of)
    };
    statuses.retain(in_force);
    let latest = statuses.pop();
    statuses.clear();
    statuses.extend(latest.map(|latest| serde_json::json!({"status": latest["status"]})));
}

/// What came of a requirement: of which status a lapse is, an extract may not tell.
fn outcome(outcome: &Judged) -> String {
    let findings = outcome.findings.iter();
    let findings =
        findings.map(|finding| format!(" {} {}", finding.severity.word(), finding.lapse.word()));
    let due = outcome.due.map(|due| format!(" due {due}")).unwrap_or_default();
    outcome.status.word().to_owned() + &due + &findings.collect::<String>()
}

#[test]
fn what_is_asked_of_an_extract_comes_out_as_on_the_whole_case() -> Outcome<()> {
    let mut wrong = Vec::new();
    let mut limited: BTreeMap<(&str, &str), bool> = BTreeMap::new();
    for Ready { rule, place, case, strategy, example } in all_examples()? {
        let asked = strategy.requirements.first().ok_or("a requirement")?;
        let whole = judged(&case, &strategy, &example.as_of, outcome)?;
        for format in ExtractFormat::ALL {
            let told = told_by(format, &case, &example.as_of);
            let told = judged(&told, &strategy, &example.as_of, outcome)?;
            let lacks = format.shows().lacks(asked.evidence());
            if lacks.is_some() {
                *limited.entry((rule, format.word())).or_default() |= told != whole;
            } else if READ_OTHERWISE.iter().any(|(of, it)| *of == rule && place.ends_with(it)) {
                assert_ne!(told, whole, "{place} turns on nothing that is not marked");
            } else if told != whole {
                let word = format.word();
                wrong.push(format!("{word}: {place}:\n  whole {whole}\n  told  {told}"));
            }
        }
    }
    let for_nothing: Vec<String> = limited
        .iter()
        .filter(|((rule, _), changes)| !**changes && !OF_A_BATCH.contains(rule))
        .map(|((rule, format), _)| format!("{rule} of {format}"))
        .collect();
    assert!(wrong.is_empty(), "{} examples:\n{}", wrong.len(), wrong.join("\n"));
    assert!(for_nothing.is_empty(), "limited for nothing: {}", for_nothing.join(", "));
    Ok(())
}
