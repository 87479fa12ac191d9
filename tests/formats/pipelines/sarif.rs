//! SARIF 2.1.0.

use std::error::Error;

use serde_json::Value;

use super::{
    FREE_TEXT, HOSTILE, INPUTS, broken, findings, from_stdin, hostile, json_validator, outcomes,
    problems, published, reports, snapshot, waived,
};
use crate::harness::{Outcome, check, fixtures};

fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    let found = value.pointer(pointer).and_then(Value::as_array);
    found.map(Vec::as_slice).unwrap_or_default()
}

fn results(log: &Value) -> &[Value] {
    list(log, "/runs/0/results")
}

fn text<'v>(value: &'v Value, pointer: &str) -> Result<&'v str, Box<dyn Error>> {
    let found = value.pointer(pointer).and_then(Value::as_str);
    found.ok_or_else(|| format!("no {pointer} in {value}").into())
}

fn number(value: &Value, pointer: &str) -> Result<usize, Box<dyn Error>> {
    let found = value.pointer(pointer).and_then(Value::as_u64);
    Ok(usize::try_from(found.ok_or_else(|| format!("no {pointer} in {value}"))?)?)
}

#[test]
fn every_report_holds_to_the_schema() -> Outcome {
    let validator = json_validator("sarif-schema-2.1.0.json")?;
    for ended in reports("sarif")? {
        let told = broken(&validator, &ended.json()?);
        assert!(told.is_empty(), "{told} in {}", ended.seen());
    }
    let mut log = check(["demo", "--format", "sarif"]).end()?.json()?;
    log["runs"][0]["results"][0]["level"] = "breach".into();
    assert!(!broken(&validator, &log).is_empty(), "the schema takes anything");
    Ok(())
}

#[test]
fn every_finding_is_a_result_and_every_mistake_a_notification() -> Outcome {
    for input in INPUTS {
        let report = published(input)?;
        let log = check(input.iter().copied()).and(["--format", "sarif"]).end()?.json()?;
        assert_eq!(results(&log).len(), findings(&outcomes(&report, "not-met")));
        let invocation = &log["runs"][0]["invocations"][0];
        let told = list(invocation, "/toolExecutionNotifications");
        let errors = told.iter().filter(|notification| notification["level"] == "error");
        assert_eq!(errors.count(), problems(&report));
        assert_eq!(invocation["executionSuccessful"], problems(&report) == 0);
    }
    Ok(())
}

/// Code scanning asks these of each rule and result, and refuses what is longer.
#[test]
fn every_report_holds_to_what_code_scanning_takes() -> Outcome {
    for ended in reports("sarif")? {
        let log = ended.json()?;
        let rules = list(&log, "/runs/0/tool/driver/rules");
        for rule in rules {
            for pointer in ["/shortDescription/text", "/fullDescription/text"] {
                assert!((1..=1024).contains(&text(rule, pointer)?.chars().count()), "{rule}");
            }
            assert!(!text(rule, "/help/text")?.is_empty());
            assert!(text(rule, "/name")?.chars().count() <= 255);
            assert!(list(rule, "/properties/tags").len() <= 10);
        }
        for result in results(&log) {
            assert_eq!(list(result, "/locations").len(), 1);
            let place = "/locations/0/physicalLocation";
            assert!(!text(result, &format!("{place}/artifactLocation/uri"))?.is_empty());
            assert!(number(result, &format!("{place}/region/startLine"))? > 0);
        }
    }
    Ok(())
}

#[test]
fn every_index_leads_to_what_it_names() -> Outcome {
    let (mut rules_seen, mut taxa_seen) = (0, 0);
    for ended in reports("sarif")? {
        let log = ended.json()?;
        let run = &log["runs"][0];
        let rules = list(run, "/tool/driver/rules");
        let references = rules.iter().flat_map(|rule| list(rule, "/relationships"));
        let references = references.map(|relationship| &relationship["target"]);
        for taxon in references.chain(results(&log).iter().flat_map(|found| list(found, "/taxa"))) {
            let component = number(taxon, "/toolComponent/index")?;
            let taxonomy = &run["taxonomies"][component];
            assert_eq!(taxonomy["name"], taxon["toolComponent"]["name"]);
            assert_eq!(taxonomy["taxa"][number(taxon, "/index")?]["id"], taxon["id"]);
            taxa_seen += 1;
        }
        for result in results(&log) {
            assert_eq!(rules[number(result, "/ruleIndex")?]["id"], result["ruleId"]);
            rules_seen += 1;
        }
    }
    assert!(rules_seen > 100 && taxa_seen > 1000, "{rules_seen} rules, {taxa_seen} taxa");
    Ok(())
}

/// The value at a pointer, or the key of the nearest group that is there.
enum Marked<'v> {
    Value(&'v Value),
    Key(&'v str),
}

fn marked<'v>(case: &'v Value, pointer: &'v str) -> Marked<'v> {
    if let Some(value) = case.pointer(pointer) {
        return Marked::Value(value);
    }
    let mut there = pointer;
    while let Some((above, key)) = there.rsplit_once('/') {
        match case.pointer(there) {
            Some(_) if key.parse::<usize>().is_err() => return Marked::Key(key),
            Some(value) => return Marked::Value(value),
            None => there = above,
        }
    }
    Marked::Value(case)
}

/// True when the text at a place is the start of the value, as YAML or JSON write it.
fn shows(region: &str, marked: &Marked<'_>) -> bool {
    let bare = region.trim_matches(['"', '\'']);
    match marked {
        Marked::Key(key) => bare == *key,
        Marked::Value(Value::Object(group)) => {
            region.starts_with('{')
                || group
                    .keys()
                    .any(|key| region.trim_start_matches(['"', '\'']).starts_with(key.as_str()))
        }
        Marked::Value(Value::Array(_)) => region.starts_with(['[', '-']),
        Marked::Value(Value::Null) => ["", "~", "null"].contains(&region),
        Marked::Value(Value::String(words)) => bare == words,
        Marked::Value(value) => {
            serde_json::from_str::<Value>(region).is_ok_and(|shown| shown == **value)
        }
    }
}

/// The documents of a text, by readers that are not the tool's own.
fn documents(name: &str, text: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    let text = text.trim_start_matches('\u{feff}');
    if name.ends_with(".ndjson") {
        return text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect();
    }
    let documents = serde_yaml::Deserializer::from_str(text);
    documents.map(|document| Ok(serde::Deserialize::deserialize(document)?)).collect()
}

/// Holds that each region shows what its pointer leads to; gives how many there were.
fn regions_show(
    log: &Value,
    read: impl Fn(&str) -> Result<String, Box<dyn Error>>,
) -> Outcome<usize> {
    for result in results(log) {
        let name = text(result, "/locations/0/physicalLocation/artifactLocation/uri")?;
        let pointer = text(result, "/locations/0/logicalLocations/0/fullyQualifiedName")?;
        let region =
            |key: &str| number(result, &format!("/locations/0/physicalLocation/region/{key}"));
        let source = read(name)?;
        let documents = documents(name, &source)?;
        let case = &documents[number(result, "/properties/document")? - 1];
        assert_eq!(region("startLine")?, region("endLine")?);
        let line = source.trim_start_matches('\u{feff}').split('\n').nth(region("startLine")? - 1);
        let (start, end) = (region("startColumn")?, region("endColumn")?);
        let line = line.ok_or("past the end of the file")?;
        assert!(end <= line.chars().count() + 1, "{result}");
        let shown: String = line.chars().skip(start - 1).take(end - start).collect();
        assert!(shows(&shown, &marked(case, pointer)), "{shown:?} is not at {pointer} in {name}");
    }
    Ok(results(log).len())
}

#[test]
fn every_region_shows_what_is_meant() -> Outcome {
    let mut shown = 0;
    for folder in ["demo", "cases/dorset", "cases/leicester"] {
        let log = check([folder, "--format", "sarif"]).end()?.json()?;
        let read = |name: &str| Ok(std::fs::read_to_string(fixtures().join(name))?);
        shown += regions_show(&log, read)?;
    }
    assert!(shown > 60, "only {shown} regions");
    // One line, with a byte order mark and wide characters before every place.
    let text = format!("\u{feff}{}", hostile());
    let log = from_stdin("sarif", &text)?.json()?;
    assert!(regions_show(&log, |_| Ok(text.clone()))? > 10);
    Ok(())
}

#[test]
fn what_is_waived_is_there_and_suppressed() -> Outcome {
    let ended = from_stdin("sarif", &waived().to_string())?.never(FREE_TEXT);
    let log = ended.json()?;
    let suppressed: Vec<&Value> =
        results(&log).iter().filter(|result| !list(result, "/suppressions").is_empty()).collect();
    let [only] = suppressed.as_slice() else {
        return Err(format!("not one: {suppressed:?}").into());
    };
    assert_eq!(only["ruleId"], "dorset/contingency-option");
    assert_eq!(only["suppressions"][0]["status"], "accepted");
    assert_eq!(only["suppressions"][0]["kind"], "inSource");
    assert_eq!(only["suppressions"][0]["justification"], "agreed by TL-03 until 2026-05-01");
    Ok(())
}

#[test]
fn a_hostile_name_stays_a_name() -> Outcome {
    let log = from_stdin("sarif", &hostile().to_string())?.json()?;
    for result in results(&log) {
        assert_eq!(result["properties"]["caseId"], format!("ID {HOSTILE}"));
        let message = text(result, "/message/text")?;
        assert!(message.contains(r"{{0}} \[l\](http://c)"), "{message}");
        let uri = text(result, "/locations/0/physicalLocation/artifactLocation/uri")?;
        assert!(
            uri.starts_with("a%25b%1B%5B31m%E2%80%AE%5D%5D%3E&lt;%22'%3Cx%3E%0D%0A%3A%3Aerror")
        );
    }
    Ok(())
}

#[test]
fn a_case_and_a_mistake_as_results() -> Outcome {
    let inputs = ["./demo/DOR-0406.yaml", "invalid/uk-date.yaml"];
    let ended = check(inputs).and(["--format", "sarif"]).end()?.code(2);
    let mut log = ended.json()?;
    // Two rules and two taxa show how all of them are told.
    let run = &mut log["runs"][0];
    for pointer in ["/tool/driver/rules", "/taxonomies/0/taxa", "/taxonomies/1/taxa"] {
        let all = run.pointer_mut(pointer).and_then(Value::as_array_mut);
        all.ok_or_else(|| format!("no {pointer}"))?.truncate(2);
    }
    snapshot("sarif", &serde_json::to_string_pretty(&log)?);
    Ok(())
}

#[test]
fn a_waiver_of_the_config_file_is_no_suppression_in_the_source() -> Outcome {
    let folder = tempfile::tempdir()?;
    let config = folder.path().join("permanence.toml");
    let waiver = "[[waiver]]\ncase = \"DOR-0402\"\nrequirement = \"contingency-option\"\nreason = \"before the court\"\nagreed_by = \"TM-1\"\nuntil = 2026-05-01\n";
    std::fs::write(&config, waiver)?;
    let run = check(["demo/DOR-0402.yaml", "--format", "sarif", "--config"]).path(&config);
    let log = run.end()?.json()?;
    let mut kinds = results(&log).iter().flat_map(|result| list(result, "/suppressions"));
    assert_eq!(kinds.next().ok_or("nothing is suppressed")?["kind"], "external");
    assert!(kinds.next().is_none());
    Ok(())
}
