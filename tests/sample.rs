//! Made-up caseloads: the same everywhere, readable, kept well enough to be believed.

mod support;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use permanence::audit::{
    AuditedCase, Auditor, Batch, Colour, Finding, RequirementTally, Settings as AuditSettings,
    Status, StrategyChoice, Summary, percent_compliant,
};
use permanence::document::Syntax;
use permanence::input::{Document, Layout, read_text};
use permanence::sample::{Caseload, Council, SampleCase, Settings, SettingsError};
use support::{Outcome, day};

/// Enough cases that most requirements have something to judge.
const MANY: u32 = 600;

fn settings(council: Council, cases: u32) -> Outcome<Settings> {
    let mut settings = Settings::as_of(day("2026-01-31")?);
    settings.councils = vec![council];
    settings.cases = cases;
    Ok(settings)
}

fn text(settings: Settings, layout: Layout) -> Outcome<String> {
    let mut text = String::new();
    for case in Caseload::new(settings)? {
        text += &case.text(layout)?;
    }
    Ok(text)
}

/// The audits of a caseload, as `check` makes them; a case that cannot be read is an error.
fn audits(settings: Settings, layout: Layout) -> Outcome<Vec<AuditedCase>> {
    let auditor = Auditor::new(AuditSettings::as_of(settings.as_of));
    let mut batch = Batch::new(auditor, StrategyChoice::ByAuthority, true);
    let (mut cases, mut refused) = (Vec::new(), Vec::new());
    for case in Caseload::new(settings)? {
        let text = case.text(layout)?;
        let syntax = if layout == Layout::Yaml { Syntax::Yaml } else { Syntax::Json };
        read_text(&text, syntax, &mut |document: Document<'_>| match batch
            .audit(&case.id, &document)
        {
            Ok(audited) => cases.push(audited),
            Err(unreadable) => {
                refused.extend(
                    unreadable.problems.iter().map(|(problem, _)| {
                        format!("{}: {:?}: {problem}", case.id, problem.pointer)
                    }),
                );
            }
        });
    }
    batch.finish(&mut cases);
    assert_eq!(refused, Vec::<String>::new());
    Ok(cases)
}

/// How each requirement fared.
fn tallies(cases: &[AuditedCase], as_of: NaiveDate) -> BTreeMap<String, RequirementTally> {
    let mut summary = Summary::default();
    for case in cases {
        summary.add(&case.audit, as_of);
    }
    summary.by_requirement.into_iter().collect()
}

/// The written-down case holds that other machines, and later versions, make up the same ones.
#[test]
fn the_same_settings_give_the_same_bytes() -> Outcome<()> {
    let of = |seed| -> Outcome<String> {
        let seeded = Settings { seed, ..settings(Council::Dorset, 40)? };
        text(seeded, Layout::Ndjson)
    };
    assert_eq!(of(1)?, of(1)?);
    assert_ne!(of(1)?, of(2)?);
    let first = Caseload::new(settings(Council::Dorset, 1)?)?.next().ok_or("no case")?;
    insta::assert_snapshot!("first-case", first.text(Layout::Yaml)?);
    Ok(())
}

#[test]
fn a_longer_caseload_begins_as_a_shorter_one_does() -> Outcome<()> {
    let ids = |cases| -> Outcome<Vec<NaiveDate>> {
        let born = |case: SampleCase| {
            let born = case.value.pointer("/child/date_of_birth").and_then(|day| day.as_str());
            born.unwrap_or_default().parse().unwrap_or_default()
        };
        Ok(Caseload::new(settings(Council::Leicester, cases)?)?.map(born).collect())
    };
    let (short, long) = (ids(30)?, ids(60)?);
    // The last family of the shorter one may have been cut short.
    assert_eq!(short.get(..25), long.get(..25));
    Ok(())
}

#[test]
fn every_case_has_a_reference_of_its_own_and_a_real_file_s_size() -> Outcome<()> {
    let mut settings = settings(Council::Dorset, 300)?;
    settings.councils = Council::ALL.to_vec();
    let mut sizes = BTreeMap::new();
    for case in Caseload::new(settings)? {
        sizes.insert(case.id.clone(), case.text(Layout::Yaml)?.len());
    }
    assert_eq!(sizes.len(), 300);
    let both = ["DOR-", "LEI-"].map(|prefix| sizes.keys().any(|id| id.starts_with(prefix)));
    assert_eq!(both, [true, true]);
    let mean = sizes.values().sum::<usize>() / sizes.len();
    assert!((5_000..=8_192).contains(&mean), "{mean} bytes a case");
    Ok(())
}

#[test]
fn without_drift_every_case_meets_everything() -> Outcome<()> {
    for council in Council::ALL {
        for as_of in ["2021-09-15", "2024-02-29", "2026-01-31"] {
            let settings =
                Settings { drift: false, as_of: day(as_of)?, ..settings(council, MANY)? };
            let cases = audits(settings, Layout::Ndjson)?;
            let mut not_met = Vec::new();
            for case in &cases {
                let outcomes = case.audit.outcomes.iter();
                let failed = outcomes.filter(|outcome| outcome.status == Status::NotMet);
                not_met.extend(failed.map(|outcome| (&case.audit.case_id, &outcome.requirement)));
                assert_eq!(case.audit.colour(), Colour::Green);
            }
            assert_eq!(not_met, Vec::new(), "{council:?} as at {as_of}");
            let tally = tallies(&cases, day(as_of)?);
            let agree = tally.get(&format!("{}/sibling-files-agree", council.name()));
            let agree = agree.ok_or("siblings' files were not compared")?.counts.met;
            assert!(agree > 100, "only {agree} siblings' files agree");
        }
    }
    Ok(())
}

/// Fewer judged cases than this say little of a percentage.
const JUDGED: usize = 45;

/// What cannot land in the band, and why.
const OUT_OF_BAND: [(&str, &str); 1] =
    [("leicester/recognised-option", "only an unexplained children's home is out of its list")];

#[test]
fn most_requirements_are_met_in_most_cases_and_none_in_all() -> Outcome<()> {
    for council in Council::ALL {
        let settings = settings(council, MANY)?;
        let as_of = settings.as_of;
        let cases = audits(settings, Layout::Ndjson)?;
        let mut out = Vec::new();
        let mut in_band = 0;
        for (requirement, tally) in tallies(&cases, as_of) {
            let (met, not_met) = (tally.counts.met, tally.counts.not_met);
            let percent = percent_compliant(met, not_met).unwrap_or(0);
            let excused = OUT_OF_BAND.iter().any(|(known, _)| *known == requirement);
            match (80..=97).contains(&percent) {
                true => in_band += 1,
                false if excused || met + not_met < JUDGED => {}
                false => out.push((requirement, met, not_met)),
            }
        }
        assert_eq!(out, Vec::new(), "{council:?}");
        assert!(in_band >= 65, "{council:?}: only {in_band} requirements are in the band");
        for colour in [Colour::Red, Colour::Amber, Colour::Green] {
            let count = cases.iter().filter(|case| case.audit.colour() == colour).count();
            assert!((150..=250).contains(&count), "{council:?}: {count} are {}", colour.word());
        }
    }
    Ok(())
}

#[test]
fn yaml_json_and_ndjson_give_the_same_audits() -> Outcome<()> {
    let told = |layout| -> Outcome<Vec<String>> {
        let cases = audits(settings(Council::Dorset, 80)?, layout)?;
        let one = |case: &AuditedCase| {
            let outcomes = case.audit.outcomes.iter();
            let outcomes = outcomes.map(|outcome| {
                let findings: Vec<_> = outcome.findings.iter().map(Finding::message).collect();
                (outcome.requirement.clone(), outcome.status, findings)
            });
            format!("{} {:?}", case.audit.case_id, outcomes.collect::<Vec<_>>())
        };
        Ok(cases.iter().map(one).collect())
    };
    let yaml = told(Layout::Yaml)?;
    assert_eq!(yaml.len(), 80);
    assert_eq!(yaml, told(Layout::Json)?);
    assert_eq!(yaml, told(Layout::Ndjson)?);
    Ok(())
}

#[test]
fn settings_of_no_caseload_are_refused() -> Outcome<()> {
    let base = settings(Council::Dorset, 24)?;
    let error = |settings: Settings| Caseload::new(settings).err();
    assert_eq!(error(Settings { cases: 0, ..base.clone() }), Some(SettingsError::Cases(0)));
    assert_eq!(error(Settings { teams: 0, ..base.clone() }), Some(SettingsError::Teams(0)));
    let long_ago = day("1066-10-14")?;
    let as_of = Settings { as_of: long_ago, ..base.clone() };
    assert_eq!(error(as_of), Some(SettingsError::AsOf(long_ago)));
    assert_eq!(
        error(Settings { councils: vec![], ..base.clone() }),
        Some(SettingsError::NoCouncil)
    );
    assert_eq!(error(base), None);
    Ok(())
}
