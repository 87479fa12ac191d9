//! The config file in the library: what it says once it is read, and what is wrong with one.

mod support;

use std::path::Path;
use std::sync::Arc;

use permanence::audit::{CONFIG_FILE, Selection};
use permanence::config::{Config, FailOn, read_config};
use permanence::document::Problem;
use permanence::report::Format;
use permanence::rules::Severity;
use permanence::strategy::{Severities, Strategy};
use support::{Outcome, day, files_in, fixture, marks_one_line, strategy, told};

fn strategies() -> Outcome<Vec<Arc<Strategy>>> {
    ["dorset", "leicester", "statutory"].into_iter().map(strategy).collect()
}

fn checked(text: &str) -> Outcome<Result<Config, Vec<Problem>>> {
    let strategies = strategies()?;
    Ok(read_config(text).and_then(|draft| draft.check(&strategies)))
}

fn config(text: &str) -> Outcome<Config> {
    checked(text)?.map_err(|problems| told(&problems))
}

/// The problems of a config, each with the text it marks.
fn problems(text: &str) -> Outcome<Vec<(String, String)>> {
    let Err(problems) = checked(text)? else {
        return Err(format!("accepted: {text}").into());
    };
    let marked = problems.into_iter().map(|problem| {
        let place = problem.span.clone().and_then(|span| text.get(span)).unwrap_or_default();
        (problem.message, place.to_owned())
    });
    Ok(marked.collect())
}

#[test]
fn everything_is_read() -> Outcome<()> {
    let config = config(
        r#"
strategy = ["dorset", "own/ours.yaml"]
select = ["plan", "wishes"]
ignore = ["no-drift"]
fail-on = "never"
format = ["table", "json=out/audit.json"]
x_note = "the council's own"

[authorities]
dorset = "ours.yaml"

[severity]
"dorset/contingency-option" = "advice"

[[waiver]]
case = 0.5
requirement = " no-drift "
reason = "before the court"
agreed_by = "TM-1"
until = 2026-03-31

[[waiver]]
case = "0417"
requirement = "dorset/no-drift"
reason = "before the court"
agreed_by = "TM-2"
until = "2026-04-30"
x_seen = true
"#,
    )?;
    assert_eq!(config.strategies, ["dorset", "own/ours.yaml"]);
    assert_eq!(config.authorities.get("dorset").map(String::as_str), Some("ours.yaml"));
    assert_eq!(config.selection.select, ["plan", "wishes"]);
    assert_eq!(config.selection.ignore, ["no-drift"]);
    assert_eq!(config.fail_on, Some(FailOn::Never));
    let formats: Vec<_> =
        config.formats.iter().map(|spec| (spec.format, spec.file.as_deref())).collect();
    let audit = Path::new("out/audit.json");
    assert_eq!(formats, [(Format::Table, None), (Format::Json, Some(audit))]);
    let severities: Vec<_> = config.severities.iter().collect();
    assert_eq!(severities, [("dorset/contingency-option", Severity::Advice)]);
    assert_eq!(config.waivers.cases().collect::<Vec<_>>(), ["0.5", "0417"]);
    assert_eq!(config.waivers.of("0.5")[0].requirement, "no-drift");
    assert_eq!(config.waivers.of("0417")[0].until, day("2026-04-30")?);
    assert_eq!(config.waivers.of("0417")[0].agreed_by, "TM-2");
    assert!(config.waivers.of("DOR-1").is_empty());
    Ok(())
}

#[test]
fn one_with_nothing_in_it_changes_nothing() -> Outcome<()> {
    for text in ["", "# nothing yet\n", "\u{feff}"] {
        let config = config(text)?;
        assert!(config.strategies.is_empty() && config.formats.is_empty());
        assert_eq!(config.fail_on, None);
        assert!(config.notes(&Selection::default()).is_empty());
    }
    Ok(())
}

#[test]
fn every_mistake_is_told_at_once_in_order_of_place() -> Outcome<()> {
    let told = problems(
        "strategy = [\"dorest\"]\nignore = [\"no-drfit\"]\nformat = [\"jsno\"]\n[severity]\n\"x/y\" = \"advice\"\n",
    )?;
    let places: Vec<&str> = told.iter().map(|(_, place)| place.as_str()).collect();
    assert_eq!(places, ["\"dorest\"", "\"no-drfit\"", "\"jsno\"", "\"x/y\""]);
    Ok(())
}

#[test]
fn no_mistake_is_accepted_and_none_lacks_its_place() -> Outcome<()> {
    let mut tried = 0;
    for file in files_in(&fixture("config/mistakes"))? {
        let text = std::fs::read_to_string(&file)?;
        let Err(problems) = checked(&text)? else {
            return Err(format!("{} was accepted", file.display()).into());
        };
        assert!(problems.iter().all(|problem| problem.span.is_some()), "{}", file.display());
        assert!(
            problems.iter().all(|problem| marks_one_line(&text, problem)),
            "{}",
            file.display()
        );
        tried += 1;
    }
    assert!(tried >= 30, "only {tried} were tried");
    Ok(())
}

#[test]
fn a_hostile_file_is_refused_and_no_more() -> Outcome<()> {
    let deep = format!("ignore = {}", "[".repeat(100_000));
    let dotted = format!("{}a = 1", "a.".repeat(100_000));
    let long = format!("ignore = [{}]", "\"no-drfit\",".repeat(60_000));
    for text in [deep, dotted, long, "a = \u{0}".to_owned(), "[[waiver]]\n".repeat(2_000)] {
        let told = problems(&text)?;
        assert!(!told.is_empty() && told.len() <= 60_000);
    }
    Ok(())
}

#[test]
fn a_heavier_severity_holds_for_the_regulations_and_a_lighter_one_does_not() -> Outcome<()> {
    let statutory = strategy("statutory")?;
    let first = |strategy: &Strategy| {
        strategy.requirements.iter().map(|known| known.severity).collect::<Vec<_>>()
    };
    let all = |severity| {
        let keys = statutory.requirements.iter().map(|known| (known.key.to_string(), severity));
        Severities::new(keys.collect())
    };
    let lighter = Arc::clone(&statutory).weighing(&all(Severity::Advice));
    assert_eq!(first(&lighter), first(&statutory));
    let heavier = Arc::clone(&statutory).weighing(&all(Severity::Breach));
    assert!(first(&heavier).iter().all(|severity| *severity == Severity::Breach));
    let dorset = strategy("dorset")?;
    let keys = dorset.requirements.iter().map(|known| (known.id.clone(), Severity::Advice));
    let lighter = Arc::clone(&dorset).weighing(&Severities::new(keys.collect()));
    assert!(first(&lighter).iter().all(|severity| *severity == Severity::Advice));
    Ok(())
}

#[test]
fn only_what_holds_of_the_run_is_noted() -> Outcome<()> {
    let config = config("select = [\"plan\"]\nignore = [\"no-drift\"]\n")?;
    let notes = config.notes(&config.selection);
    assert_eq!(
        notes,
        [
            format!("{CONFIG_FILE} looks only at plan."),
            format!("{CONFIG_FILE} leaves out no-drift.")
        ]
    );
    let replaced = Selection { select: vec!["wishes".to_owned()], ignore: Vec::new() };
    assert!(config.notes(&replaced).is_empty());
    Ok(())
}
