//! Across the cases of a batch: siblings' files, and case ids used twice.

mod support;

use std::io::Write as _;

use chrono::NaiveDate;
use permanence::audit::{
    AgreedWaiver, AuditedCase, Auditor, Batch, Settings, Status, StrategyChoice, Summary,
    Unreadable, audit_inputs,
};
use permanence::document::Syntax;
use permanence::input::{Source, discover, read_documents, read_text};
use serde_json::{Value, json};
use support::{Outcome, day, fixture, read, strategy};

/// Audits these cases as one NDJSON file.
fn audited(cases: &[Value]) -> Outcome<(Vec<AuditedCase>, Vec<Unreadable>)> {
    let mut file = tempfile::Builder::new().suffix(".ndjson").tempfile()?;
    for case in cases {
        writeln!(file, "{case}")?;
    }
    let auditor = Auditor::new(Settings::as_of(day("2025-06-20")?));
    let choice = StrategyChoice::Named(vec![strategy("dorset")?]);
    let mut batch = Batch::new(auditor, choice, false);
    let (mut audited, mut refused) = (Vec::new(), Vec::new());
    let source = Source::File(file.path().to_owned());
    read_documents(&source, &mut |document| match batch.audit("cases.ndjson", &document) {
        Ok(case) => audited.push(case),
        Err(unreadable) => refused.push(*unreadable),
    });
    batch.finish(&mut audited);
    Ok((audited, refused))
}

fn case(id: &str, siblings: &Value, keeping_in_touch: &Value) -> Outcome<Value> {
    let mut case: Value = read(&fixture("rules/base.yaml"))?;
    let change =
        json!({ "case_id": id, "siblings": siblings, "keeping_in_touch": keeping_in_touch });
    json_patch::merge(&mut case, &change);
    Ok(case)
}

fn sibling(case_id: &str, decision: &str, decided: &str) -> Value {
    json!([{
        "ref": "SIB-1", "case_id": case_id, "looked_after": true,
        "decision": decision, "decided": decided, "reasons": "their needs"
    }])
}

/// What each case's file is told of its sibling's.
fn told(cases: &[AuditedCase]) -> Vec<(&str, Status, Vec<&'static str>)> {
    cases
        .iter()
        .filter_map(|case| {
            let key = "dorset/sibling-files-agree";
            let outcome = case.audit.outcomes.iter().find(|outcome| outcome.requirement == key)?;
            let causes = outcome.findings.iter().map(permanence::audit::Finding::cause).collect();
            Some((case.audit.case_id.as_str(), outcome.status, causes))
        })
        .collect()
}

#[test]
fn files_that_agree_are_met() -> Outcome<()> {
    let touch = json!([{ "with": "SIB-1", "kind": "direct" }]);
    let (cases, _) = audited(&[
        case("A-1", &sibling("A-2", "apart", "2025-03-01"), &touch)?,
        case("A-2", &sibling("A-1", "apart", "2025-03-01"), &touch)?,
    ])?;
    assert_eq!(told(&cases), [("A-1", Status::Met, vec![]), ("A-2", Status::Met, vec![])]);
    Ok(())
}

#[test]
fn the_file_that_is_silent_is_told() -> Outcome<()> {
    let (cases, _) = audited(&[
        case("A-1", &sibling("A-2", "apart", "2025-03-01"), &json!([]))?,
        case("A-2", &json!([]), &json!([]))?,
    ])?;
    let silent = vec!["sibling-not-listed-back"];
    assert_eq!(told(&cases), [("A-1", Status::Met, vec![]), ("A-2", Status::NotMet, silent)]);
    Ok(())
}

#[test]
fn a_file_that_denies_siblings_is_told_where_it_says_so() -> Outcome<()> {
    let mut denies = case("A-2", &json!([]), &json!([]))?;
    json_patch::merge(&mut denies, &json!({ "siblings": null, "no_siblings": true }));
    let one = case("A-1", &sibling("A-2", "apart", "2025-03-01"), &json!([]))?;
    let (cases, _) = audited(&[one, denies])?;
    let denied = vec!["sibling-denied"];
    assert_eq!(told(&cases), [("A-1", Status::Met, vec![]), ("A-2", Status::NotMet, denied)]);
    let finding = cases[1]
        .audit
        .outcomes
        .iter()
        .flat_map(|outcome| &outcome.findings)
        .find(|finding| finding.cause() == "sibling-denied")
        .ok_or("no finding")?;
    assert!(finding.message().contains("A-1"), "{}", finding.message());
    assert_eq!(finding.pointer.to_string(), "/no_siblings");
    assert!(finding.mark.as_ref().is_some_and(|mark| mark.missing.is_none()));
    Ok(())
}

#[test]
fn of_two_decisions_the_older_is_told_and_else_the_later_case_id() -> Outcome<()> {
    let differ = vec!["sibling-decisions-differ"];
    let (cases, _) = audited(&[
        case("A-1", &sibling("A-2", "apart", "2025-02-01"), &json!([]))?,
        case("A-2", &sibling("A-1", "together", "2025-03-01"), &json!([]))?,
    ])?;
    let older = [("A-1", Status::NotMet, differ.clone()), ("A-2", Status::Met, vec![])];
    assert_eq!(told(&cases), older);
    let (cases, _) = audited(&[
        case("A-1", &sibling("A-2", "apart", "2025-03-01"), &json!([]))?,
        case("A-2", &sibling("A-1", "together", "2025-03-01"), &json!([]))?,
    ])?;
    let later_id = [("A-1", Status::Met, vec![]), ("A-2", Status::NotMet, differ)];
    assert_eq!(told(&cases), later_id);
    Ok(())
}

#[test]
fn contact_in_one_file_is_matched_in_the_other() -> Outcome<()> {
    let touch = json!([{ "with": "SIB-1", "kind": "indirect" }]);
    // Of a sibling who is to live apart, siblings-in-touch asks it already.
    let undecided = json!([{ "ref": "SIB-1", "case_id": "A-1", "looked_after": true }]);
    let (cases, _) = audited(&[
        case("A-1", &sibling("A-2", "apart", "2025-03-01"), &touch)?,
        case("A-2", &undecided, &json!([]))?,
    ])?;
    let unmatched = vec!["sibling-contact-not-matched"];
    assert_eq!(told(&cases), [("A-1", Status::Met, vec![]), ("A-2", Status::NotMet, unmatched)]);
    Ok(())
}

#[test]
fn contact_that_one_file_refuses_is_told_there() -> Outcome<()> {
    let touch = json!([{ "with": "SIB-1", "kind": "direct" }]);
    let mut refuses = sibling("A-1", "apart", "2025-03-01");
    refuses[0]["no_contact_because"] = json!("he asked for no visits");
    let (cases, _) = audited(&[
        case("A-1", &sibling("A-2", "apart", "2025-03-01"), &touch)?,
        case("A-2", &refuses, &json!([]))?,
    ])?;
    let contradicted = vec!["sibling-contact-contradicted"];
    assert_eq!(told(&cases), [("A-1", Status::Met, vec![]), ("A-2", Status::NotMet, contradicted)]);
    Ok(())
}

#[test]
fn a_sibling_whose_file_is_elsewhere_is_not_compared() -> Outcome<()> {
    let (cases, _) = audited(&[case("A-1", &sibling("B-9", "apart", "2025-03-01"), &json!([]))?])?;
    assert_eq!(told(&cases), [("A-1", Status::NotApplicable, vec![])]);
    Ok(())
}

#[test]
fn a_case_id_used_twice_names_both_places() -> Outcome<()> {
    let (cases, refused) =
        audited(&[case("A-1", &json!([]), &json!([]))?, case("A-1", &json!([]), &json!([]))?])?;
    assert_eq!(cases.len(), 1);
    let problem = refused.first().and_then(|refused| refused.problems.first()).ok_or("accepted")?;
    assert!(problem.0.message.contains("cases.ndjson:1"), "{}", problem.0.message);
    assert_eq!(problem.1.map(|position| position.line), Some(2));
    Ok(())
}

/// Audits these cases with waivers that were agreed outside their files; what each is told of its
/// sibling's file and of its waivers.
type Told = (Status, Option<Status>, Vec<&'static str>);

fn waived(cases: &[Value], agreed: &[(&str, &str, &str)]) -> Outcome<Vec<Told>> {
    let mut settings = Settings::as_of(day("2025-06-20")?);
    let waivers = agreed.iter().map(|(case, requirement, until)| {
        Ok(AgreedWaiver {
            case_id: (*case).to_owned(),
            requirement: (*requirement).to_owned(),
            agreed_by: "TM-1".to_owned(),
            until: day(until)?,
        })
    });
    settings.waivers = waivers.collect::<Outcome<_>>()?;
    let choice = StrategyChoice::Named(vec![strategy("dorset")?]);
    let mut batch = Batch::new(Auditor::new(settings), choice, false);
    let mut file = tempfile::Builder::new().suffix(".ndjson").tempfile()?;
    for case in cases {
        writeln!(file, "{case}")?;
    }
    let inputs = discover(&[file.path().to_owned()], "standard input");
    let audited = audit_inputs(&mut batch, inputs, true, &mut |_| Ok(()))?;
    // The figures of the run are those of its cases, amendments or not.
    let mut summary = Summary::default();
    audited.cases.iter().for_each(|case| summary.add(&case.audit, batch.today()));
    assert_eq!(summary.all, audited.summary.all);
    assert_eq!(summary.by_requirement.len(), audited.summary.by_requirement.len());
    for (requirement, tally) in &audited.summary.by_requirement {
        assert!(summary.by_requirement.contains(&(requirement.clone(), *tally)), "{requirement}");
    }
    let told = audited.cases.iter().map(|case| {
        let of = |key: &str| case.audit.outcomes.iter().find(|told| told.requirement == key);
        let agree = of("dorset/sibling-files-agree").ok_or("not asked")?;
        let current = of("waiver-current");
        let causes = current.into_iter().flat_map(|told| &told.findings);
        let causes = causes.map(permanence::audit::Finding::cause).collect();
        Ok((agree.status, current.map(|told| told.status), causes))
    });
    told.collect()
}

/// Two files of siblings of which the second is silent, and a waiver in it.
fn silent_with(waiver: &Value) -> Outcome<[Value; 2]> {
    let mut silent = case("A-2", &json!([]), &json!([]))?;
    silent["waivers"] = waiver.clone();
    Ok([case("A-1", &sibling("A-2", "apart", "2025-03-01"), &json!([]))?, silent])
}

fn in_file(requirement: &str, until: &str) -> Value {
    json!([{ "requirement": requirement, "reason": "hers", "agreed_by": "TM-1", "until": until }])
}

#[test]
fn what_only_the_batch_can_show_is_waived_too() -> Outcome<()> {
    let waived_here = (Status::Waived, Some(Status::Met), vec![]);
    for requirement in ["sibling-files-agree", "dorset/sibling-files-agree"] {
        let listed = waived(&silent_with(&in_file(requirement, "2025-06-20"))?, &[])?;
        assert_eq!(listed, [(Status::Met, None, vec![]), waived_here.clone()]);
        let agreed = [("A-2", requirement, "2025-06-20")];
        let elsewhere = waived(&silent_with(&json!([]))?, &agreed)?;
        assert_eq!(elsewhere, [(Status::Met, None, vec![]), waived_here.clone()]);
    }
    Ok(())
}

#[test]
fn a_waiver_of_it_that_ran_out_waives_nothing() -> Outcome<()> {
    let expired = (Status::NotMet, Some(Status::NotMet), vec!["waiver-expired"]);
    let cases = silent_with(&in_file("sibling-files-agree", "2025-06-19"))?;
    assert_eq!(waived(&cases, &[])?[1], expired);
    let agreed = [("A-2", "sibling-files-agree", "2025-06-19")];
    assert_eq!(waived(&silent_with(&json!([]))?, &agreed)?[1], expired);
    Ok(())
}

#[test]
fn a_waiver_of_it_is_unused_only_when_the_siblings_file_was_read_and_agrees() -> Outcome<()> {
    let agreed = [("A-1", "sibling-files-agree", "2025-12-31"), ("A-1", "no-drift", "2025-01-01")];
    let both = waived(&silent_with(&json!([]))?, &agreed)?;
    let told = vec!["waiver-expired", "waiver-unused"];
    assert_eq!(both[0], (Status::Met, Some(Status::NotMet), told));
    // Without her file nobody can say yet whether the waiver is of use.
    let [alone, _] = silent_with(&json!([]))?;
    let alone = waived(&[alone], &agreed[..1])?;
    assert_eq!(alone, [(Status::NotApplicable, Some(Status::Met), vec![])]);
    Ok(())
}

#[test]
fn a_finding_about_an_agreed_waiver_has_no_place_in_the_case_file() -> Outcome<()> {
    let mut settings = Settings::as_of(day("2025-06-20")?);
    let agreed = ["no-drift", "planning-meeting"].map(|requirement| AgreedWaiver {
        case_id: "A-1".to_owned(),
        requirement: requirement.to_owned(),
        agreed_by: "TM-1".to_owned(),
        until: NaiveDate::MIN,
    });
    settings.waivers = agreed.into_iter().collect();
    let choice = StrategyChoice::Named(vec![strategy("dorset")?]);
    let mut batch = Batch::new(Auditor::new(settings), choice, true);
    let text = case("A-1", &json!([]), &json!([]))?.to_string();
    let mut cases = Vec::new();
    read_text(&text, Syntax::Json, &mut |document| cases.extend(batch.audit("a.json", &document)));
    let outcomes = cases.iter().flat_map(|case| &case.audit.outcomes);
    let current = outcomes.filter(|outcome| outcome.requirement == "waiver-current");
    let findings: Vec<_> = current.flat_map(|outcome| &outcome.findings).collect();
    assert_eq!(findings.len(), 2);
    assert!(findings.iter().all(|finding| finding.mark.is_none()));
    assert_eq!(findings[0].elsewhere.as_deref(), Some("no-drift"));
    assert_eq!(findings[0].cause(), findings[1].cause());
    let prints = [0, 1].map(|at| findings[at].fingerprint("waiver-current", "A-1"));
    assert_ne!(prints[0], prints[1], "two findings have one name");
    Ok(())
}
