//! The published schemas: they are what the library says, they describe every key, and the schema
//! of the case file accepts exactly what the reader accepts.
//!
//! `UPDATE_SCHEMAS=1 cargo test --test schemas` writes them again.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use permanence::audit::{
    Audited, Auditor, Batch, Event, Settings, StrategyChoice, TrendRun, audit_inputs,
};
use permanence::calendar::Every;
use permanence::case::{CaseFile, case_file_schema, template};
use permanence::config::{config_schema, read_config};
use permanence::document::Syntax;
use permanence::input::discover;
use permanence::report::v1::{due_schema, report_line_schema, report_schema, trend_schema};
use permanence::report::{
    Due, DueAsked, DueBy, DueFormat, Format, Look, Report, Scope, Show, TrendFormat,
    comparison_schema, streamed, write_due, write_report, write_trend,
};
use permanence::strategy::{BUILT_IN, strategy_schema, strategy_template, to_yaml};
use permanence::trial::expect_schema;
use serde_json::{Value, json};
use support::filling::{filled_case, pointers};
use support::{
    EXPECT, Outcome, case_files, day, decode, files_in, fixture, made_up_strategies, read,
    strategy, strategy_file,
};

/// Every published schema: its name, and what the library generates.
fn schemas() -> [(&'static str, Value); 9] {
    [
        ("case-file", case_file_schema().to_value()),
        ("strategy", strategy_schema().to_value()),
        ("expect", expect_schema().to_value()),
        ("config", config_schema().to_value()),
        ("report", report_schema().to_value()),
        ("comparison", comparison_schema().to_value()),
        ("report-line", report_line_schema().to_value()),
        ("due", due_schema().to_value()),
        ("trend", trend_schema().to_value()),
    ]
}

fn validator(name: &str) -> Outcome<Validator> {
    let schema = schemas().into_iter().find(|(known, _)| *known == name);
    let (_, schema) = schema.ok_or_else(|| format!("no schema is called {name}"))?;
    Ok(jsonschema::options().should_validate_formats(true).build(&schema)?)
}

/// Every way in which a value breaks a schema, in one text; empty when it holds.
fn broken(validator: &Validator, value: &Value) -> String {
    let told =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path()));
    told.collect::<Vec<_>>().join("\n")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_published_schemas_are_what_the_library_says() -> Outcome<()> {
    for (name, schema) in schemas() {
        let file = root().join(format!("schemas/{name}.schema.json"));
        let generated = serde_json::to_string_pretty(&schema)? + "\n";
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            fs::write(&file, &generated)?;
        }
        let published = fs::read_to_string(&file)?;
        assert!(
            published.replace("\r\n", "\n") == generated,
            "schemas/{name}.schema.json is out of date: UPDATE_SCHEMAS=1 cargo test --test schemas"
        );
    }
    Ok(())
}

#[test]
fn the_schemas_are_valid_schemas() {
    for (name, schema) in schemas() {
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
    }
}

/// Places of keys without a description.
fn undescribed(schema: &Value, at: &str, found: &mut Vec<String>) {
    let Value::Object(group) = schema else {
        if let Value::Array(items) = schema {
            for (index, item) in items.iter().enumerate() {
                undescribed(item, &format!("{at}/{index}"), found);
            }
        }
        return;
    };
    for (key, value) in group {
        let here = format!("{at}/{key}");
        // A condition's properties only look at what is described elsewhere.
        if key == "properties" && !at.contains("/allOf/") {
            for (name, property) in value.as_object().into_iter().flatten() {
                if property.get("description").and_then(Value::as_str).is_none_or(str::is_empty) {
                    found.push(format!("{here}/{name}"));
                }
            }
        }
        undescribed(value, &here, found);
    }
}

#[test]
fn every_key_has_a_description() {
    for (name, schema) in schemas() {
        let mut found = Vec::new();
        undescribed(&schema, "", &mut found);
        assert!(found.is_empty(), "{name}:\n{}", found.join("\n"));
    }
}

#[test]
fn every_case_that_is_read_holds_to_the_schema() -> Outcome<()> {
    let validator = validator("case-file")?;
    let mut files = vec![fixture("rules/base.yaml")];
    files.extend(case_files("dorset")?);
    files.extend(case_files("leicester")?);
    for file in &files {
        let told = broken(&validator, &read(file)?);
        assert!(told.is_empty(), "{}:\n{told}", file.display());
    }
    assert!(files.len() > 40, "only {} files were read", files.len());
    Ok(())
}

#[test]
fn a_new_case_file_holds_to_the_schema_once_it_is_begun() -> Outcome<()> {
    let validator = validator("case-file")?;
    for authority in [None, Some("dorset"), Some("leicester")] {
        let text = template(authority);
        let empty: Value = decode(&text, Syntax::Yaml)?;
        assert!(!validator.is_valid(&empty), "what is required is still missing");
        let begun = text
            .replacen("\ncase_id:", "\ncase_id: NEW-1", 1)
            .replacen("  date_of_birth:", "  date_of_birth: 2014-05-02", 1)
            .replacen("  started:", "  started: 2025-01-06", 1);
        let value: Value = decode(&begun, Syntax::Yaml)?;
        assert_eq!(broken(&validator, &value), "", "{authority:?}");
        decode::<CaseFile>(&begun, Syntax::Yaml)?;
    }
    Ok(())
}

/// Mistakes that no schema can see, and why.
const BEYOND_A_SCHEMA: [(&str, &str); 15] = [
    ("alias-of-itself.yaml", "not YAML that can be read"),
    ("born-after-care.yaml", "two dates that contradict each other"),
    ("of-age-before-care.yaml", "two dates that contradict each other"),
    ("care-ends-before-it-starts.yaml", "two dates that contradict each other"),
    ("colon-in-text.yaml", "syntax"),
    ("duplicate-key.ndjson", "JSON values have no duplicate keys"),
    ("duplicate-key.yaml", "JSON values have no duplicate keys"),
    ("escape-character.yaml", "syntax"),
    ("granted-without-day.yaml", "a word and a date that contradict each other"),
    ("no-authority.yaml", "the strategy may be named on the command line"),
    ("tab-indent.yaml", "syntax"),
    ("trailing-comma.json", "syntax"),
    ("truncated.json", "syntax"),
    ("unclosed-quote.yaml", "syntax"),
    ("unknown-authority.yaml", "a strategy of the council's own may be named"),
];

/// Files whose bytes are not text, or hold nothing; and folders.
const NOT_A_DOCUMENT: [&str; 7] = [
    "empty.yaml",
    "nul-byte.yaml",
    "only-comments.yaml",
    "same-case-id",
    "strategies",
    "utf-16.yaml",
    "windows-1252.yaml",
];

/// The documents of a file as values.
fn documents(path: &Path) -> Outcome<Vec<Value>> {
    let text = fs::read_to_string(path)?;
    let name = path.to_string_lossy();
    if name.ends_with(".ndjson") {
        return text.lines().map(|line| decode(line, Syntax::Json)).collect();
    }
    let syntax = if name.ends_with(".json") { Syntax::Json } else { Syntax::Yaml };
    let limits = permanence::document::Limits::default();
    let tree = permanence::document::parse(&text, syntax, &limits)?;
    (0..tree.document_count())
        .map(|index| tree.decode(index).map_err(|problems| support::told(&problems)))
        .collect()
}

#[test]
fn the_schema_refuses_the_mistakes_that_the_reader_refuses() -> Outcome<()> {
    let validator = validator("case-file")?;
    let mut refused = 0;
    for entry in fs::read_dir(fixture("invalid"))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beyond = BEYOND_A_SCHEMA.iter().any(|(file, _)| *file == name);
        if NOT_A_DOCUMENT.contains(&name.as_str()) {
            continue;
        }
        match documents(&path) {
            Err(_) => assert!(beyond, "{name} cannot be read, which no list says"),
            Ok(documents) => {
                let all_hold = documents.iter().all(|value| validator.is_valid(value));
                assert_eq!(all_hold, beyond, "{name}");
                refused += usize::from(!all_hold);
            }
        }
    }
    assert!(refused >= 25, "only {refused} mistakes were refused");
    Ok(())
}

#[test]
fn the_strategies_hold_to_their_schema() -> Outcome<()> {
    let validator = validator("strategy")?;
    for (name, _) in BUILT_IN {
        let file: PathBuf = root().join(format!("src/strategy/{name}.yaml"));
        assert_eq!(broken(&validator, &read(&file)?), "", "{name}");
        let shown: Value = decode(&to_yaml(strategy(name)?.as_ref())?, Syntax::Yaml)?;
        assert_eq!(broken(&validator, &shown), "", "{name}, shown");
    }
    for file in made_up_strategies()? {
        let name = file.display().to_string();
        assert_eq!(broken(&validator, &read(&file)?), "", "{name}");
        let shown: Value = decode(&to_yaml(&strategy_file(&file)?)?, Syntax::Yaml)?;
        assert_eq!(broken(&validator, &shown), "", "{name}, shown");
    }
    let dorset = strategy("dorset")?;
    for extends in [&[][..], &[("dorset", dorset.as_ref())]] {
        let new: Value = decode(&strategy_template("new", extends), Syntax::Yaml)?;
        assert_eq!(broken(&validator, &new), "", "new");
    }
    Ok(())
}

#[test]
fn the_strategy_schema_refuses_what_the_reader_refuses() -> Outcome<()> {
    // Clauses that are cited and ids that are given twice are no matter of shape.
    // Nor is what another file says.
    let beyond = [
        "extends-case-file.yaml",
        "extends-clash.yaml",
        "extends-cycle-a.yaml",
        "extends-cycle-b.yaml",
        "extends-itself.yaml",
        "extends-same-name.yaml",
        "regulations-made-light.yaml",
        "two-ids.yaml",
        "unknown-clause.yaml",
        "wrong-dates.yaml",
    ];
    let not_one_value = ["empty.yaml", "two-documents.yaml", "unclosed-list.yaml"];
    let validator = validator("strategy")?;
    for path in files_in(&fixture("invalid/strategies"))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if not_one_value.contains(&name.as_str()) {
            continue;
        }
        let holds = validator.is_valid(&read(&path)?);
        assert_eq!(holds, beyond.contains(&name.as_str()), "{name}");
    }
    Ok(())
}

#[test]
fn the_reports_hold_to_their_schema() -> Outcome<()> {
    let (whole, line) = (validator("report")?, validator("report-line")?);
    let mut kinds = BTreeSet::new();
    let batches = [case_files("dorset")?, case_files("leicester")?, files_in(&fixture("invalid"))?];
    for files in batches {
        for show in [Show::NotMet, Show::Due, Show::All] {
            let (json, lines) = reports(&files, show)?;
            assert_eq!(broken(&whole, &json), "", "{files:?}");
            for value in lines {
                assert_eq!(broken(&line, &value), "", "{files:?}");
                kinds.insert(value["line"].to_string());
            }
        }
    }
    assert_eq!(kinds.len(), 5, "no line of some kind was seen: {kinds:?}");
    Ok(())
}

/// The JSON report on some files, and the lines that were written as they were audited.
fn reports(files: &[PathBuf], show: Show) -> Outcome<(Value, Vec<Value>)> {
    let as_of = day("2026-01-31")?;
    let auditor = Auditor::new(Settings::as_of(as_of));
    let mut batch = Batch::new(auditor, StrategyChoice::ByAuthority, false);
    let inputs = discover(files, "standard input");
    let look = Look { colour: false, width: 100, snippets: false, show };
    let lines = streamed(Format::Ndjson, as_of, &Scope::default(), look);
    let (mut lines, mut text) = (lines.ok_or("it is not streamed")?, Vec::new());
    lines.start(&mut text)?;
    let mut told = |event: Event<'_>| match event {
        Event::Case(case, _) => lines.case(case, None, &mut text),
        Event::Unreadable(document) => lines.unreadable(document, &mut text),
        Event::Amended(amendment) => lines.amendment(amendment, &mut text),
    };
    let audited = audit_inputs(&mut batch, inputs, true, &mut told)?;
    let report = Report::new(audited, &batch, as_of);
    lines.finish(&report, &mut text)?;
    let text = String::from_utf8(text)?;
    let lines = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;

    let mut json = Vec::new();
    write_report(&report, Format::Json, look, &mut json)?;
    Ok((serde_json::from_slice(&json)?, lines))
}

#[test]
fn the_deadlines_hold_to_their_schema() -> Outcome<()> {
    let validator = validator("due")?;
    let as_of = day("2026-01-31")?;
    let mut listed = 0;
    for files in [case_files("dorset")?, case_files("leicester")?, files_in(&fixture("invalid"))?] {
        for by in [None, Some(DueBy::Team), Some(DueBy::Worker)] {
            let auditor = Auditor::new(Settings::as_of(as_of));
            let mut batch = Batch::new(auditor, StrategyChoice::ByAuthority, false);
            let mut due = Due::new(as_of, DueAsked { until: None, overdue: true, by });
            let mut told = |event: Event<'_>| {
                if let Event::Case(case, _) = event {
                    due.add(&case.audit);
                }
                Ok(())
            };
            let inputs = discover(&files, "standard input");
            let audited = audit_inputs(&mut batch, inputs, false, &mut told)?;
            due.sort();
            listed += due.deadlines().len();
            let look = Look { colour: false, width: 100, snippets: false, show: Show::Due };
            let report = Report::new(audited, &batch, as_of);
            let mut json = Vec::new();
            write_due(&due, &report, DueFormat::Json, look, &mut json)?;
            assert_eq!(broken(&validator, &serde_json::from_slice(&json)?), "", "{files:?}");
        }
    }
    assert!(listed > 100, "only {listed} deadlines");
    Ok(())
}

#[test]
fn the_trends_hold_to_their_schema() -> Outcome<()> {
    let validator = validator("trend")?;
    let (from, to) = (day("2022-11-05")?, day("2026-01-31")?);
    for files in [case_files("dorset")?, case_files("leicester")?, files_in(&fixture("invalid"))?] {
        let auditor = Auditor::new(Settings::as_of(to));
        let batch = Batch::new(auditor, StrategyChoice::ByAuthority, false);
        let mut run = TrendRun::new(&batch, &Every::Month.ends(from, to));
        let (unreadable, skipped) =
            run.audit_inputs(discover(&files, "standard input"), NonZeroUsize::MIN)?;
        let trend = run.finish();
        assert_eq!(trend.points.len(), 39);
        let summary = trend.points.last().ok_or("no day")?.summary.clone();
        let audited = Audited { summary, unreadable, skipped, ..Audited::default() };
        let report = Report::new(audited, run.last().ok_or("no day")?, to);
        let look = Look { colour: false, width: 100, snippets: false, show: Show::Due };
        let mut json = Vec::new();
        write_trend(&trend, Every::Month, &report, TrendFormat::Json, look, &mut json)?;
        assert_eq!(broken(&validator, &serde_json::from_slice(&json)?), "", "{files:?}");
    }
    Ok(())
}

/// What each value is changed to, one at a time.
fn other_values() -> Vec<Value> {
    vec![
        Value::Null,
        json!(""),
        json!("  "),
        json!("\u{a0}"),
        json!("some words"),
        json!("word"),
        json!(" word "),
        json!("Mother"),
        json!(" MOTHER "),
        json!("2025-03-31"),
        json!(" 2025-03-31"),
        json!("31/03/2025"),
        json!("2025-02-30"),
        json!("2025-03-31T10:00:00Z"),
        json!("no"),
        json!("true"),
        json!("7"),
        json!(7),
        json!(-7),
        json!(1.5),
        json!(7.0),
        json!(4_294_967_296_u64),
        json!(true),
        json!(false),
        json!([]),
        json!([null]),
        json!([""]),
        json!(["  "]),
        json!(["mother"]),
        json!(["mother", "mother"]),
        json!(["2025-03-31"]),
        json!([7]),
        json!([[]]),
        json!([{}]),
        json!({}),
        json!({ "unknown": 1 }),
        json!({ "x_own": 1 }),
    ]
}

/// Whether the reader accepts a case; contradictions between fields are no matter of the schema.
fn is_read(value: &Value) -> bool {
    let read = decode::<CaseFile>(&value.to_string(), Syntax::Json);
    read.is_ok_and(|case| case.format == 1)
}

/// The differences between schema and reader over one changed case.
fn compare(validator: &Validator, case: &Value, change: &str, differences: &mut Vec<String>) {
    let (held, read) = (validator.is_valid(case), is_read(case));
    if held != read {
        let said = if held { "only the schema" } else { "only the reader" };
        differences.push(format!("{change}: {said} accepts it"));
    }
}

/// The case with no more than what is required and the part a place is in, for speed.
fn part_of(whole: &Value, place: &str) -> Value {
    let part = place.split('/').nth(1).unwrap_or_default();
    let mut case = whole.clone();
    if let Some(case) = case.as_object_mut() {
        case.retain(|key, _| ["format", "case_id", "child", "care", part].contains(&key.as_str()));
    }
    case
}

/// The value at a pointer taken out of the group or list around it.
fn without(case: &Value, pointer: &str) -> Option<Value> {
    let mut case = case.clone();
    let (around, key) = pointer.rsplit_once('/')?;
    case.pointer_mut(around)?.as_object_mut()?.remove(key)?;
    Some(case)
}

#[test]
fn the_schema_accepts_exactly_what_the_reader_accepts() -> Outcome<()> {
    let validator = validator("case-file")?;
    let (whole, _) = filled_case("word");
    assert!(validator.is_valid(&whole) && is_read(&whole));
    let mut places = Vec::new();
    pointers(&whole, "", &mut places);
    let mut differences = Vec::new();
    let mut changes = 0;
    for place in places.iter().filter(|place| !place.contains("/x_")) {
        let case = part_of(&whole, place);
        let mut changed = case.clone();
        for value in other_values() {
            if let Some(target) = changed.pointer_mut(place) {
                target.clone_from(&value);
            }
            compare(&validator, &changed, &format!("{place} = {value}"), &mut differences);
            changes += 1;
        }
        if let Some(changed) = without(&case, place) {
            compare(&validator, &changed, &format!("without {place}"), &mut differences);
        }
        for key in ["unknown", "x_own", "X_own", "", "<<"] {
            let mut changed = case.clone();
            let group = changed.pointer_mut(place).and_then(Value::as_object_mut);
            if let Some(group) = group {
                group.insert(key.to_owned(), json!({}));
                compare(&validator, &changed, &format!("{place} with {key:?}"), &mut differences);
            }
        }
    }
    assert!(changes > 5_000, "only {changes} changes were tried");
    let shown: Vec<&str> = differences.iter().take(60).map(String::as_str).collect();
    let count = differences.len();
    assert!(count == 0, "{count} differences:\n{}", shown.join("\n"));
    Ok(())
}

/// A value as TOML writes it on one line; none for what TOML has no word for.
fn inline_toml(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(inline_toml).collect();
            format!("[{}]", items?.join(", "))
        }
        Value::Object(group) => {
            let entry = |(key, value): (&String, &Value)| {
                Some(format!("{} = {}", Value::from(key.as_str()), inline_toml(value)?))
            };
            let entries: Option<Vec<String>> = group.iter().map(entry).collect();
            format!("{{ {} }}", entries?.join(", "))
        }
        plain => plain.to_string(),
    })
}

/// A config file with every key; TOML writes its tables' keys one a line here.
fn toml_file(config: &Value) -> Option<String> {
    let entries = config.as_object()?.iter();
    let line = |(key, value): (&String, &Value)| {
        Some(format!("{} = {}\n", Value::from(key.as_str()), inline_toml(value)?))
    };
    entries.map(line).collect()
}

fn whole_config() -> Value {
    json!({
        "strategy": ["dorset", "ours/own.yaml"],
        "authorities": { "dorset": "ours.yaml" },
        "select": ["plan"],
        "ignore": ["no-drift"],
        "severity": { "dorset/no-drift": "advice" },
        "fail-on": "concern",
        "format": ["pretty", "json=audit.json"],
        "waiver": [{
            "case": "DOR-0402",
            "requirement": "no-drift",
            "reason": "before the court",
            "agreed_by": "TM-1",
            "until": "2026-03-31"
        }]
    })
}

#[test]
fn the_config_schema_accepts_exactly_what_the_reader_accepts() -> Outcome<()> {
    let validator = validator("config")?;
    let whole = whole_config();
    let is_read = |config: &Value| toml_file(config).map(|text| read_config(&text).is_ok());
    assert!(validator.is_valid(&whole) && is_read(&whole) == Some(true));
    let described: BTreeSet<String> = config_schema().to_value()["properties"]
        .as_object()
        .map(|keys| keys.keys().cloned().collect())
        .unwrap_or_default();
    let filled = whole.as_object().map(|keys| keys.keys().cloned().collect()).unwrap_or_default();
    assert_eq!(described, filled, "a key is not tried");

    let mut places = Vec::new();
    pointers(&whole, "", &mut places);
    let (mut changes, mut differences) = (0, Vec::new());
    let mut compare = |config: &Value, change: String| {
        let Some(read) = is_read(config) else { return };
        changes += 1;
        if validator.is_valid(config) != read {
            let said = if read { "only the reader" } else { "only the schema" };
            differences.push(format!("{change}: {said} accepts it"));
        }
    };
    for place in &places {
        for value in other_values() {
            let mut changed = whole.clone();
            if let Some(target) = changed.pointer_mut(place) {
                target.clone_from(&value);
            }
            compare(&changed, format!("{place} = {value}"));
        }
        if let Some(changed) = without(&whole, place) {
            compare(&changed, format!("without {place}"));
        }
        for key in ["unknown", "x_own", "X_own"] {
            let mut changed = whole.clone();
            let group = changed.pointer_mut(place).and_then(Value::as_object_mut);
            if let Some(group) = group {
                group.insert(key.to_owned(), json!({}));
                compare(&changed, format!("{place} with {key:?}"));
            }
        }
    }
    assert!(changes > 500, "only {changes} changes were tried");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    Ok(())
}

#[test]
fn every_table_of_what_is_expected_holds_to_the_schema() -> Outcome<()> {
    let validator = validator("expect")?;
    for folder in ["cases/dorset", "cases/leicester", "strategies/tidewick"] {
        let table: Value = read(&fixture(&format!("{folder}/{EXPECT}")))?;
        assert_eq!(broken(&validator, &table), "", "{folder}");
    }
    let whole = json!({ "format": 1, "as_of": "2026-01-31", "cases": {
        "a.yaml": null,
        "b.yaml": { "not_met": { "no-drift": null, "three-parts": ["a", { "cause": "b" }] } },
        "c.yaml": [{ "as_of": "2026-01-31", "not_met": ["no-drift"], "met": "three-parts" }],
    }});
    assert_eq!(broken(&validator, &whole), "");
    let mistakes = [
        ("/format", json!(2)),
        ("/as_of", json!("31/01/2026")),
        ("/cases/a.yaml", json!("met")),
        ("/cases/b.yaml", json!({ "not_meet": [] })),
        ("/cases/b.yaml/not_met/three-parts", json!({ "cause": "b", "severity": "must" })),
        ("/cases/c.yaml/0", json!({ "colour": "blue" })),
        ("/cases/c.yaml/0", json!({ "only": ["unmet"] })),
    ];
    for (pointer, value) in mistakes {
        let mut changed = whole.clone();
        changed.pointer_mut(pointer).ok_or(pointer)?.clone_from(&value);
        assert!(!validator.is_valid(&changed), "{pointer} = {value}");
    }
    Ok(())
}
