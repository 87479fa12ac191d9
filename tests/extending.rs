//! Strategies that extend others: what they take over, what they change, and where they are found.

mod support;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use permanence::audit::{Because, Finding, Status};
use permanence::case::CaseFile;
use permanence::document::{Problem, Syntax};
use permanence::input::Layout;
use permanence::rules::{PlanningDay, Severity};
use permanence::sample::{Caseload, Council, Settings};
use permanence::strategy::{
    Faulty, Strategy, coverage, read_strategy, read_strategy_file, strategy_template, to_yaml,
};
use proptest::prelude::{ProptestConfig, Strategy as _, TestCaseError, prop_assert_eq, proptest};
use serde_json::{Value, json};
use support::{
    Outcome, audit, case_file, case_files, day, decode, fixture, read, strategy, strategy_file,
    told,
};

const HEAD: &str = "format: 1\nshort_title: Made Up\ntitle: A made-up strategy\nversion: \"1\"\n";

fn made_up(name: &str) -> Outcome<Strategy> {
    strategy_file(&fixture(&format!("strategies/{name}.yaml")))
}

/// A strategy whose file, and those it extends, are these texts by their paths; and which were read.
fn among(files: &[(&str, String)], path: &str) -> (Result<Strategy, Vec<Faulty>>, Vec<PathBuf>) {
    let texts: BTreeMap<&Path, &String> =
        files.iter().map(|(path, text)| (Path::new(*path), text)).collect();
    let asked = RefCell::new(Vec::new());
    let find = |path: &Path| {
        asked.borrow_mut().push(path.to_owned());
        texts.get(path).map(|text| (*text).clone()).ok_or_else(|| Problem::new("not there"))
    };
    let text = texts.get(Path::new(path)).map(|text| (*text).clone()).unwrap_or_default();
    let read = read_strategy_file(Path::new(path), &text, &find);
    (read.map(|checked| checked.strategy), asked.into_inner())
}

fn file(name: &str, rest: &str) -> String {
    format!("{HEAD}name: {name}\n{rest}")
}

#[test]
fn what_is_not_changed_is_asked_as_before() -> Outcome<()> {
    let (north, dorset) = (made_up("north")?, strategy("dorset")?);
    assert_eq!(north.requirements.len(), dorset.requirements.len() - 2 + 1);
    let mut unchanged = 0;
    for requirement in &north.requirements {
        assert_eq!(requirement.key, format!("north-made-up/{}", requirement.id));
        let Some(before) = dorset.requirement(&requirement.id) else { continue };
        if ["plan-review-cadence", "contingency-option", "wishes-current"]
            .contains(&requirement.id.as_str())
        {
            continue;
        }
        let cited = |strategy: &Strategy, of| -> Vec<String> {
            Strategy::clauses_of(strategy, of).map(|clause| clause.says.clone()).collect()
        };
        assert_eq!(cited(&north, requirement), cited(&dorset, before), "{}", requirement.id);
        assert_eq!(requirement.severity, before.severity);
        assert_eq!(requirement.parameters, before.parameters);
        assert_eq!(requirement.by_cause.len(), before.by_cause.len());
        unchanged += 1;
    }
    assert_eq!(unchanged, dorset.requirements.len() - 2 - 3);
    assert_eq!(north.officer, "IRO");
    assert_eq!(north.conventions.planning_day, PlanningDay::BeforeSecondReview);
    assert_eq!(
        north.departures.len(),
        dorset
            .departures
            .iter()
            .filter(|departure| {
                departure.requirements.iter().any(|id| north.requirement(id).is_some())
            })
            .count()
    );
    Ok(())
}

#[test]
fn a_change_says_only_what_differs() -> Outcome<()> {
    let north = made_up("north")?;
    let of = |id: &str| north.requirement(id).ok_or_else(|| id.to_owned());
    let cited = |id: &str| -> Outcome<Vec<String>> {
        let requirement = of(id)?;
        Ok(north.clauses_of(requirement).map(permanence::strategy::Clause::cited_as).collect())
    };
    let contingency = of("contingency-option")?;
    assert_eq!(contingency.severity, Severity::Concern);
    assert_eq!(
        contingency.parameters,
        Some(json!({
            "one_outcome": [["special-guardianship", "child-arrangements"]],
            "same_fallback": [],
            "twin_track": true
        }))
    );
    assert_eq!(cited("contingency-option")?, ["2-b"]);
    let cadence = of("plan-review-cadence")?;
    assert_eq!(cadence.parameters, Some(json!({ "weeks": 8, "long_term_months": 12 })));
    assert_eq!(cited("plan-review-cadence")?, ["2-a", "dorset/5-c"]);
    assert!(cadence.by_cause.is_empty(), "it rests on nothing that it rested on before");
    assert_eq!(of("wishes-current")?.parameters, None, "what is left empty is the default again");
    assert!(of("the-harbour").is_err());
    Ok(())
}

#[test]
fn what_binds_every_council_still_cannot_be_waived() -> Outcome<()> {
    let own = Arc::new(made_up("north-and-law")?);
    let mut case: Value = read(&fixture("cases/dorset/second-review-late.yaml"))?;
    let waiver = |id: &str| json!({ "requirement": id, "reason": "agreed", "agreed_by": "M-1", "until": "2027-01-01" });
    case["waivers"] = json!([waiver("second-review"), waiver("three-parts")]);
    let case: CaseFile = case_file(&case)?;
    let audited = audit(&case, &[Arc::clone(&own)], day("2026-01-31")?);
    let status = |id: &str| {
        let key = format!("north-and-law/{id}");
        audited.outcomes.iter().find(|outcome| outcome.requirement == key).map(|found| found.status)
    };
    assert_eq!(status("second-review"), Some(Status::NotMet));
    assert!(!own.can_waive("north-and-law/second-review"));
    assert!(own.can_waive("north-and-law/three-parts"));
    // The council's way of planning holds, not that of the regulations named after it.
    assert_eq!(own.conventions.planning_day, PlanningDay::BeforeSecondReview);
    assert_eq!(own.officer, "IRO");
    Ok(())
}

#[test]
fn what_two_strategies_ask_alike_is_told_once() -> Outcome<()> {
    let case: CaseFile = case_file(&read(&fixture("cases/dorset/second-review-late.yaml"))?)?;
    let strategies = [Arc::new(made_up("north-and-law")?), strategy("statutory")?];
    let audited = audit(&case, &strategies, day("2026-01-31")?);
    let of = |key: &str| audited.outcomes.iter().find(|outcome| outcome.requirement == key);
    let own = of("north-and-law/second-review").ok_or("not asked")?;
    let regulations = of("statutory/second-review").ok_or("not asked")?;
    assert_eq!(own.status, Status::NotMet);
    assert_eq!(regulations.status, Status::NotApplicable);
    assert!(
        matches!(&regulations.because, Some(Because::ReportedUnder(key)) if *key == own.requirement)
    );
    assert!(regulations.findings.is_empty());
    let clauses: Vec<_> = own.findings.iter().flat_map(|finding| &finding.citations).collect();
    assert_eq!(clauses.len(), 1, "the same clause is cited once");
    assert_eq!(clauses[0].document(), ("statutory", "Care Planning Regulations 2010"));
    Ok(())
}

#[test]
fn a_parent_is_found_from_the_file_that_names_it_and_read_once() -> Outcome<()> {
    let files = [
        ("a/b/child.yaml", file("child", "extends: [../left.yaml, ./../right.yaml]\n")),
        (
            "a/left.yaml",
            file(
                "left",
                "extends: base/base.yaml\nrequirements: [{id: no-drift, severity: breach}]\n",
            ),
        ),
        ("a/right.yaml", file("right", "extends: [base/base.yaml]\n")),
        (
            "a/base/base.yaml",
            file("base", "requirements: [{id: no-drift, severity: advice, weight: practice}]\n"),
        ),
    ];
    let (child, asked) = among(&files, "a/b/child.yaml");
    let child = child.map_err(|_| "mistakes")?;
    assert_eq!(asked, ["a/left.yaml", "a/base/base.yaml", "a/right.yaml"].map(PathBuf::from));
    // The right passes on what the left has changed, and does not undo it.
    assert_eq!(child.requirement("no-drift").map(|known| known.severity), Some(Severity::Breach));
    assert_eq!(child.settled, []);
    Ok(())
}

#[test]
fn of_two_that_change_the_same_the_later_counts_and_it_is_told() -> Outcome<()> {
    let change = |name: &str, severity: &str| {
        file(
            name,
            &format!("extends: dorset\nrequirements: [{{id: no-drift, severity: {severity}}}]\n"),
        )
    };
    for (order, expected) in
        [("[l.yaml, r.yaml]", Severity::Advice), ("[r.yaml, l.yaml]", Severity::Breach)]
    {
        let files = [
            ("c.yaml", file("c", &format!("extends: {order}\n"))),
            ("l.yaml", change("left", "breach")),
            ("r.yaml", change("right", "advice")),
        ];
        let child = among(&files, "c.yaml").0.map_err(|_| "mistakes")?;
        assert_eq!(child.requirement("no-drift").map(|known| known.severity), Some(expected));
        assert_eq!(child.settled.len(), 1);
    }
    Ok(())
}

const BASE: &str = "clauses: [{id: a, heading: section 1, says: something, strength: must}]\n\
    requirements: [{id: no-drift, severity: breach, clauses: [a]}]\n";

#[test]
fn what_is_asked_again_is_checked_again_and_was_asked_last() -> Outcome<()> {
    let files = [
        ("base.yaml", file("base", BASE)),
        (
            "left.yaml",
            file("left", "extends: base.yaml\nrequirements: [{id: no-drift, removed: not here}]\n"),
        ),
        (
            "again.yaml",
            file(
                "again",
                "extends: left.yaml\n\
                 requirements: [{id: no-drift, severity: concern, clauses: [base/a]}]\n",
            ),
        ),
        ("both.yaml", file("both", "extends: [again.yaml, left.yaml, base.yaml]\n")),
        ("without.yaml", file("without", "extends: [base.yaml, left.yaml]\n")),
    ];
    let of = |path: &str| among(&files, path).0.map_err(|_| "mistakes");
    for path in ["again.yaml", "both.yaml"] {
        let strategy = of(path)?;
        let severity = strategy.requirement("no-drift").map(|known| known.severity);
        assert_eq!(severity, Some(Severity::Concern), "{path}");
        assert_eq!(strategy.settled, []);
        let covered = coverage(&strategy);
        assert_eq!((covered.checked, covered.by_clause[0].unchecked), (1, None), "{path}");
    }
    let without = of("without.yaml")?;
    assert!(without.requirements.is_empty(), "what one removes, another only passes on");
    let why = coverage(&without).by_clause[0].unchecked.map(str::to_owned);
    assert_eq!(why.as_deref(), Some("no-drift is removed: not here"));
    Ok(())
}

#[test]
fn two_files_of_one_name_that_are_not_the_same_are_told() {
    let other = BASE.replace("something", "something else");
    let heavier = BASE.replace("breach", "concern");
    for (second, clash) in [(BASE, false), (other.as_str(), true), (heavier.as_str(), true)] {
        let files = [
            ("a.yaml", file("base", BASE)),
            ("b.yaml", file("base", second)),
            ("c.yaml", file("c", "extends: [a.yaml, b.yaml]\n")),
        ];
        assert_eq!(among(&files, "c.yaml").0.is_err(), clash, "{second}");
    }
}

/// A finding, but for the name of the strategy that asks.
fn plainly(finding: &Finding) -> String {
    let Finding { severity, lapse, due, pointer, .. } = finding;
    let said = (finding.cause(), finding.message(), finding.remedy());
    format!("{severity:?} {lapse:?} {due:?} {pointer} {said:?} {:?}", finding.citations.len())
}

#[test]
fn a_strategy_that_only_takes_over_comes_to_the_same_outcomes() -> Outcome<()> {
    for (name, council) in [
        ("dorset", Council::Dorset),
        ("leicester", Council::Leicester),
        ("statutory", Council::Dorset),
    ] {
        let own = Arc::new(
            read_strategy(&file("own", &format!("extends: {name}\n")))
                .map_err(|problems| told(&problems))?,
        );
        let built_in = strategy(name)?;
        let as_of = day("2026-01-31")?;
        let mut cases = Vec::new();
        for path in case_files(if name == "statutory" { "dorset" } else { name })? {
            cases.push(read::<CaseFile>(&path)?);
        }
        let mut settings = Settings::as_of(as_of);
        (settings.councils, settings.cases) = (vec![council], 100);
        for sample in Caseload::new(settings)? {
            cases.push(decode(&sample.text(Layout::Ndjson)?, Syntax::Json)?);
        }
        assert!(cases.len() > 120);
        let (mut findings, mut dues) = (0, 0);
        for case in &cases {
            let all = |strategy: &Arc<Strategy>| -> Vec<_> {
                let outcomes = audit(case, &[Arc::clone(strategy)], as_of).outcomes;
                outcomes
                    .iter()
                    .map(|found| {
                        let id = found.requirement.split_once('/').map(|(_, id)| id.to_owned());
                        let told: Vec<String> = found.findings.iter().map(plainly).collect();
                        (id, found.status, found.due, told)
                    })
                    .collect()
            };
            let theirs = all(&built_in);
            findings += theirs.iter().map(|(.., told)| told.len()).sum::<usize>();
            dues += theirs.iter().filter(|(_, _, due, _)| due.is_some()).count();
            assert_eq!(all(&own), theirs, "{name} {}", case.case_id);
        }
        assert!(findings > 0 && dues > 0, "{name}");
    }
    Ok(())
}

#[test]
fn a_chain_of_strategies_comes_to_an_end() {
    let paths: Vec<String> = (0..20).map(|step| format!("s{step}.yaml")).collect();
    let files: Vec<(&str, String)> = paths
        .iter()
        .enumerate()
        .map(|(step, path)| {
            (path.as_str(), file(&format!("s{step}"), &format!("extends: s{}.yaml\n", step + 1)))
        })
        .collect();
    let (read, asked) = among(&files, "s0.yaml");
    let faulty = read.err().unwrap_or_default();
    assert_eq!(faulty.len(), 1);
    assert!(faulty.iter().all(|file| {
        file.problems.iter().any(|problem| problem.message.contains("more than 8 strategies"))
    }));
    assert_eq!(asked.len(), 8);
}

#[test]
fn text_alone_extends_no_file() -> Outcome<()> {
    read_strategy(&file("own", "extends: statutory\n")).map_err(|problems| told(&problems))?;
    assert!(read_strategy(&file("own", "extends: ./other.yaml\n")).is_err());
    let template = strategy_template("own", &[]);
    read_strategy(&template).map_err(|problems| told(&problems))?;
    Ok(())
}

/// Entries that change, remove or add one requirement each.
const ENTRIES: [&str; 9] = [
    "{id: plan-review-cadence, with: {weeks: 8}}",
    "{id: contingency-option, severity: advice}",
    "{id: wishes-current, with: {weeks: }}",
    "{id: three-parts, clauses: [own]}",
    "{id: local-placement, with: {weighed: [reason]}}",
    "{id: the-harbour, removed: there is none}",
    "{id: parental-responsibility, removed: the legal team checks it}",
    "{id: direct-contact-agreement, by_cause: {contact-points-not-agreed: []}}",
    "{id: officer-again, rule: officer-comment, severity: breach, clauses: [own, dorset/4.8-f]}",
];

fn with_entries(entries: &[&str]) -> String {
    let clause = "clauses: [{id: own, heading: section 1, says: something, strength: must}]\n";
    let entries: Vec<String> = entries.iter().map(|entry| format!("  - {entry}\n")).collect();
    file("own", &format!("extends: dorset\n{clause}requirements:\n{}", entries.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_changes_in_any_order_come_to_the_same(
        entries in proptest::sample::subsequence(ENTRIES.to_vec(), 0..=ENTRIES.len()).prop_shuffle()
    ) {
        let resolved = |entries: &[&str]| {
            let strategy = read_strategy(&with_entries(entries)).map_err(|problems| {
                TestCaseError::fail(told(&problems).to_string())
            })?;
            to_yaml(&strategy).map_err(|error| TestCaseError::fail(error.to_string()))
        };
        let shown = resolved(&entries)?;
        let mut sorted = entries.clone();
        sorted.sort_unstable();
        prop_assert_eq!(&resolved(&sorted)?, &shown);
        let again = read_strategy(&shown).map_err(|problems| TestCaseError::fail(told(&problems).to_string()))?;
        prop_assert_eq!(to_yaml(&again).ok(), Some(shown));
    }
}
