//! What an audit does with outcomes: waivers, pairs, choices, closed cases, names of findings.

mod support;

use permanence::audit::{Auditor, CaseAudit, Colour, Lapse, Selection, Settings, Status};
use permanence::calendar::Every;
use permanence::case::CaseFile;
use permanence::rules::Severity;
use serde_json::{Value, json};
use support::{Outcome, case_file, case_files, day, fixture, read, strategy};

fn changed(change: &Value) -> Outcome<Value> {
    let mut case: Value = read(&fixture("rules/base.yaml"))?;
    json_patch::merge(&mut case, change);
    Ok(case)
}

fn audited(change: &Value, council: &str, settings: Settings) -> Outcome<CaseAudit> {
    let case = case_file(&changed(change)?)?;
    Ok(Auditor::new(settings).audit(&case, &[strategy(council)?, strategy("statutory")?]))
}

fn status(audit: &CaseAudit, key: &str) -> Option<Status> {
    audit.outcomes.iter().find(|outcome| outcome.requirement == key).map(|found| found.status)
}

fn causes(audit: &CaseAudit, key: &str) -> Vec<(&'static str, Severity)> {
    let outcome = audit.outcomes.iter().find(|outcome| outcome.requirement == key);
    let findings = outcome.into_iter().flat_map(|outcome| &outcome.findings);
    findings.map(|finding| (finding.cause(), finding.severity)).collect()
}

fn as_of(text: &str) -> Outcome<Settings> {
    Ok(Settings::as_of(day(text)?))
}

fn waiver(requirement: &str, until: &str) -> Value {
    json!({ "requirement": requirement, "reason": "agreed", "agreed_by": "QARO-01", "until": until })
}

#[test]
fn a_waiver_waives_until_its_last_day() -> Outcome<()> {
    let change = json!({ "waivers": [waiver("contingency-option", "2025-06-20")] });
    let audit = audited(&change, "dorset", as_of("2025-06-20")?)?;
    assert_eq!(status(&audit, "dorset/contingency-option"), Some(Status::Waived));
    assert_eq!(status(&audit, "waiver-current"), Some(Status::Met));
    assert_eq!(causes(&audit, "dorset/contingency-option").len(), 1, "the finding is kept");

    let audit = audited(&change, "dorset", as_of("2025-06-21")?)?;
    assert_eq!(status(&audit, "dorset/contingency-option"), Some(Status::NotMet));
    assert_eq!(causes(&audit, "waiver-current"), [("waiver-expired", Severity::Concern)]);
    Ok(())
}

#[test]
fn a_waiver_that_lacks_something_or_waives_nothing_is_reported() -> Outcome<()> {
    let incomplete =
        json!({ "waivers": [{ "requirement": "contingency-option", "until": "2026-01-01" }] });
    let audit = audited(&incomplete, "dorset", as_of("2025-06-20")?)?;
    assert_eq!(status(&audit, "dorset/contingency-option"), Some(Status::NotMet));
    assert_eq!(causes(&audit, "waiver-current"), [("waiver-incomplete", Severity::Concern)]);

    let unknown = json!({ "waivers": [waiver("no-such-requirement", "2026-01-01")] });
    let audit = audited(&unknown, "dorset", as_of("2025-06-20")?)?;
    assert_eq!(
        causes(&audit, "waiver-current"),
        [("waiver-unknown-requirement", Severity::Advice)]
    );

    for unused in ["primary-option", "statutory/officer-named", "officer-named"] {
        let audit = audited(
            &json!({ "waivers": [waiver(unused, "2026-01-01")] }),
            "dorset",
            as_of("2025-06-20")?,
        )?;
        assert_eq!(
            causes(&audit, "waiver-current"),
            [("waiver-unused", Severity::Advice)],
            "{unused}"
        );
    }
    Ok(())
}

#[test]
fn nobody_can_waive_what_regulations_ask() -> Outcome<()> {
    let change =
        json!({ "permanence_plan": null, "waivers": [waiver("permanence-plan", "2026-01-01")] });
    let audit = audited(&change, "dorset", as_of("2025-06-01")?)?;
    assert_eq!(status(&audit, "dorset/permanence-plan"), Some(Status::Waived));
    assert_eq!(status(&audit, "statutory/plan-by-second-review"), Some(Status::NotMet));
    assert_eq!(audit.colour(), Colour::Red);
    Ok(())
}

#[test]
fn choosing_other_requirements_does_not_make_a_waiver_unused() -> Outcome<()> {
    let change = json!({ "waivers": [waiver("contingency-option", "2026-01-01")] });
    let selection =
        Selection { select: vec!["wishes".into(), "waiver-current".into()], ignore: vec![] };
    let audit = audited(&change, "dorset", Settings { selection, ..as_of("2025-06-20")? })?;
    assert_eq!(status(&audit, "waiver-current"), Some(Status::Met));
    assert_eq!(status(&audit, "dorset/contingency-option"), None);
    assert!(status(&audit, "dorset/wishes-recorded").is_some());
    Ok(())
}

#[test]
fn the_same_missing_plan_is_one_finding_with_both_citations() -> Outcome<()> {
    let audit = audited(&json!({ "permanence_plan": null }), "leicester", as_of("2025-06-01")?)?;
    assert_eq!(status(&audit, "statutory/plan-by-second-review"), Some(Status::NotApplicable));
    let outcome = audit
        .outcomes
        .iter()
        .find(|outcome| outcome.requirement == "leicester/permanence-plan")
        .ok_or("not judged")?;
    let cited: Vec<&str> = outcome
        .findings
        .iter()
        .flat_map(|finding| &finding.citations)
        .map(|citation| citation.strategy().name.as_str())
        .collect();
    assert!(cited.contains(&"leicester") && cited.contains(&"statutory"), "{cited:?}");
    Ok(())
}

#[test]
fn a_late_plan_is_the_regulations_finding_where_the_council_sets_no_day() -> Outcome<()> {
    let late =
        json!({ "permanence_plan": { "first_drawn_up": "2025-05-10", "presented": "2025-05-20" } });
    let audit = audited(&late, "leicester", as_of("2025-06-01")?)?;
    assert_eq!(status(&audit, "leicester/permanence-plan"), Some(Status::Met));
    assert_eq!(
        causes(&audit, "statutory/plan-by-second-review"),
        [("plan-after-second-review", Severity::Concern)]
    );
    Ok(())
}

#[test]
fn what_was_not_met_when_a_case_closed_is_over() -> Outcome<()> {
    let closed = json!({ "care": { "ended": "2025-06-10" } });
    let audit = audited(&closed, "dorset", as_of("2025-09-01")?)?;
    assert_eq!(audit.colour(), Colour::Green);
    assert_eq!(
        causes(&audit, "dorset/contingency-option"),
        [("only-one-option", Severity::Concern)]
    );
    let lapses = audit.outcomes.iter().flat_map(|outcome| &outcome.findings);
    assert!(lapses.clone().count() > 0);
    for finding in lapses {
        assert_ne!(finding.lapse, Lapse::Open, "{}", finding.message());
    }
    let long_after = audited(&closed, "dorset", as_of("2026-06-11")?)?;
    assert_eq!(causes(&long_after, "dorset/contingency-option"), []);
    Ok(())
}

#[test]
fn as_if_due_asks_now_for_what_is_not_due() -> Outcome<()> {
    let early = json!({
        "reviews": null,
        "permanence_plan": { "presented": null, "first_drawn_up": "2025-02-01" }
    });
    let settings = as_of("2025-02-03")?;
    let audit = audited(&early, "dorset", settings.clone())?;
    assert_eq!(status(&audit, "dorset/contingency-option"), Some(Status::NotDue));
    let audit = audited(&early, "dorset", Settings { as_if_due: true, ..settings })?;
    assert_eq!(status(&audit, "dorset/contingency-option"), Some(Status::NotMet));
    Ok(())
}

#[test]
fn a_fingerprint_is_of_requirement_case_place_and_cause() -> Outcome<()> {
    let name = |change: &Value| -> Outcome<String> {
        let audit = audited(change, "dorset", as_of("2025-06-20")?)?;
        let outcome = audit
            .outcomes
            .iter()
            .find(|outcome| outcome.requirement == "dorset/contingency-option")
            .ok_or("not judged")?;
        let finding = outcome.findings.first().ok_or("no finding")?;
        Ok(finding.fingerprint(&outcome.requirement, &audit.case_id))
    };
    let base = name(&json!({}))?;
    assert_eq!(base.len(), 64);
    assert_eq!(base, name(&json!({ "team": "another", "x_note": 1 }))?, "edits elsewhere");
    assert_ne!(base, name(&json!({ "case_id": "FIX-2" }))?, "another case");
    let same_outcome =
        json!({ "permanence_plan": { "contingencies": [{ "option": "return-home" }] } });
    assert_ne!(base, name(&same_outcome)?, "another cause");
    Ok(())
}

#[test]
fn what_is_said_to_be_overdue_has_the_day_that_it_was_due() -> Outcome<()> {
    let days = Every::Month.ends(day("2021-01-31")?, day("2026-12-31")?);
    let mut overdue = std::collections::BTreeSet::new();
    for council in ["dorset", "leicester"] {
        let strategies = [strategy(council)?, strategy("statutory")?];
        for file in case_files(council)? {
            let case: CaseFile = read(&file)?;
            for &today in &days {
                let audit = support::audit(&case, &strategies, today);
                let findings = audit.outcomes.iter().flat_map(|outcome| &outcome.findings);
                for finding in findings.filter(|finding| finding.lapse == Lapse::Open) {
                    let message = finding.message();
                    let told = || format!("{} as at {today}: {message}", file.display());
                    assert!(finding.due.is_none_or(|due| due <= today), "{}", told());
                    if message.contains(" overdue at ") {
                        let due = finding.due.ok_or_else(told)?;
                        assert!(message.contains(&due.to_string()), "{due}: {}", told());
                        overdue.insert(finding.cause());
                    }
                }
            }
        }
    }
    assert!(overdue.len() >= 6, "{overdue:?}");
    Ok(())
}
