//! Every format of one run tells the same: cases, colours, findings, waivers, what could not be read.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use permanence::report::{Format, Named};
use serde_json::Value;

use crate::harness::Outcome;
use crate::sheets::written;

/// Every kind of outcome and of mistake, of two councils.
const INPUTS: [&str; 4] = ["demo", "cases", "invalid", "-"];
/// A case with a waiver in its file.
const WAIVED: &str = r#"{"format": 1, "case_id": "DOR-9901", "authority": "dorset",
"child": {"date_of_birth": "2014-05-02"}, "care": {"started": "2025-01-06"},
"waivers": [{"requirement": "permanence-plan", "reason": "agreed", "agreed_by": "TL-03", "until": "2026-12-31"}]}"#;
/// A waiver that is used, beside those of case files.
const CONFIG: &str = "[[waiver]]\ncase = \"DOR-0402\"\nrequirement = \"contingency-option\"\nreason = \"before the court\"\nagreed_by = \"TM-1\"\nuntil = 2026-05-01\n";
const SEVERITIES: [&str; 3] = ["breach", "concern", "advice"];

/// What a format tells of a run: numbers by name, and the fingerprints of findings that count.
#[derive(Debug, Default)]
struct Told {
    numbers: BTreeMap<String, usize>,
    fingerprints: Option<BTreeSet<String>>,
}

impl Told {
    fn set(&mut self, name: &str, number: usize) {
        self.numbers.insert(name.to_owned(), number);
    }

    fn count(&mut self, name: &str) {
        *self.numbers.entry(name.to_owned()).or_default() += 1;
    }

    fn fingerprint(&mut self, name: &Value) {
        let name = name.as_str().unwrap_or_default().to_owned();
        self.fingerprints.get_or_insert_default().insert(name);
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The figures of a summary.
fn of_summary(summary: &Value, told: &mut Told) {
    for name in ["cases", "red", "amber", "green"] {
        told.set(
            name,
            summary[name].as_u64().and_then(|n| n.try_into().ok()).unwrap_or(usize::MAX),
        );
    }
}

/// The findings of audits, by what they weigh.
fn of_audits<'v>(audits: impl Iterator<Item = &'v Value>, told: &mut Told) {
    for outcome in audits.flat_map(|audit| list(audit, "outcomes")) {
        for finding in list(outcome, "findings") {
            if outcome["outcome"] == "waived" {
                told.count("waived");
            } else {
                told.count(finding["severity"].as_str().unwrap_or_default());
                told.fingerprint(&finding["fingerprint"]);
            }
        }
    }
}

fn json(text: &str) -> Outcome<Told> {
    let report: Value = serde_json::from_str(text)?;
    let mut told = Told::default();
    of_summary(&report["summary"], &mut told);
    of_audits(list(&report, "audits").iter(), &mut told);
    told.set("unreadable", list(&report, "unreadable").len());
    let errors = list(&report, "unreadable").iter().map(|document| list(document, "errors").len());
    told.set("errors", errors.sum());
    Ok(told)
}

fn ndjson(text: &str) -> Outcome<Told> {
    let mut told = Told::default();
    let mut audits: BTreeMap<String, Value> = BTreeMap::new();
    for line in text.lines() {
        let line: Value = serde_json::from_str(line)?;
        let id = line["case_id"].to_string();
        match line["line"].as_str().unwrap_or_default() {
            "audit" => {
                audits.insert(id, line);
            }
            "amendment" => {
                let audit = audits.get_mut(&id).ok_or("an amendment of no case")?;
                let amended: Vec<Value> = list(&line, "outcomes").to_vec();
                let outcomes = audit["outcomes"].as_array_mut().ok_or("no outcomes")?;
                outcomes.retain(|known| {
                    amended.iter().all(|new| new["requirement"] != known["requirement"])
                });
                outcomes.extend(amended);
                audit["colour"] = line["colour"].clone();
            }
            "unreadable" => told.count("unreadable"),
            "summary" => of_summary(&line["summary"], &mut told),
            _ => {}
        }
    }
    of_audits(audits.values(), &mut told);
    for colour in ["red", "amber", "green"] {
        let of = audits.values().filter(|audit| audit["colour"] == colour).count();
        assert_eq!(told.numbers[colour], of, "{colour}");
    }
    Ok(told)
}

fn csv(text: &str) -> Outcome<Told> {
    let mut told = Told::default();
    let (mut colours, mut unreadable) = (BTreeMap::new(), BTreeSet::new());
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    for row in rows.deserialize() {
        let row: BTreeMap<String, String> = row?;
        match row["outcome"].as_str() {
            "unreadable" => {
                told.count("errors");
                unreadable.insert((row["path"].clone(), row["document"].clone()));
                continue;
            }
            "waived" => told.count("waived"),
            "not-met" => {
                told.count(&row["severity"]);
                told.fingerprint(&row["fingerprint"].clone().into());
            }
            _ => {}
        }
        colours.insert(row["case_id"].clone(), row["colour"].clone());
    }
    told.set("cases", colours.len());
    for colour in colours.values() {
        told.count(colour);
    }
    told.set("unreadable", unreadable.len());
    Ok(told)
}

fn sarif(text: &str) -> Outcome<Told> {
    let log: Value = serde_json::from_str(text)?;
    let run = &log["runs"][0];
    let mut told = Told::default();
    for result in list(run, "results") {
        if list(result, "suppressions").is_empty() {
            let level = result["level"].as_str().unwrap_or_default();
            told.count(match level {
                "error" => "breach",
                "warning" => "concern",
                other => {
                    if other == "note" {
                        "advice"
                    } else {
                        other
                    }
                }
            });
            let prints = result["partialFingerprints"].as_object().ok_or("no fingerprints")?;
            for print in prints.values() {
                told.fingerprint(print);
            }
        } else {
            told.count("waived");
        }
    }
    let notifications = list(&run["invocations"][0], "toolExecutionNotifications");
    told.set("errors", notifications.iter().filter(|told| told["level"] == "error").count());
    Ok(told)
}

fn junit(text: &str) -> Told {
    let mut told = Told::default();
    for colour in ["red", "amber", "green"] {
        let property = format!("name=\"colour\" value=\"{colour}\"");
        told.set(colour, text.matches(&property).count());
    }
    told.set("cases", text.matches("name=\"colour\"").count());
    told.set("unreadable", text.matches("<error ").count());
    for severity in SEVERITIES {
        // Each finding of a failed test is told with its weight at the start of a line.
        let lines = text.lines().map(|line| line.rsplit_once('>').map_or(line, |(_, text)| text));
        let own = [format!("{severity}: "), format!("past {severity}: ")];
        told.set(severity, lines.filter(|line| own.iter().any(|w| line.starts_with(w))).count());
    }
    told
}

fn github(text: &str) -> Told {
    let mut told = Told::default();
    for line in text.lines().filter(|line| line.contains(",title=")) {
        let title = line.split_once(",title=").map_or("", |(_, title)| title);
        let severity = SEVERITIES.iter().find(|severity| {
            title.trim_start_matches("past ").starts_with(&format!("{severity}%3A"))
        });
        match severity {
            Some(severity) => told.count(severity),
            None if title.starts_with("could not be audited") => told.count("errors"),
            None => {}
        }
    }
    told
}

fn gitlab(text: &str) -> Outcome<Told> {
    let mut told = Told::default();
    let issues: Vec<Value> = serde_json::from_str(text)?;
    for issue in &issues {
        match issue["severity"].as_str().unwrap_or_default() {
            "blocker" => {
                told.count("errors");
                continue;
            }
            "critical" => told.count("breach"),
            "major" => told.count("concern"),
            "info" => told.count("advice"),
            other => return Err(format!("{other}?").into()),
        }
        told.fingerprint(&issue["fingerprint"]);
    }
    Ok(told)
}

fn xlsx(bytes: Vec<u8>) -> Outcome<Told> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes))?;
    let mut told = Told::default();
    let mut rows = |sheet: &str, columns: [&str; 2]| -> Outcome<Vec<[String; 2]>> {
        let range = book.worksheet_range(sheet)?;
        let mut rows = range.rows();
        let header: Vec<String> =
            rows.next().ok_or("no header")?.iter().map(Data::to_string).collect();
        let place = |name: &str| header.iter().position(|cell| cell == name).ok_or("no column");
        let [one, other] = [place(columns[0])?, place(columns[1])?];
        Ok(rows.map(|row| [row[one].to_string(), row[other].to_string()]).collect())
    };
    let cases = rows("Cases", ["case", "colour"])?;
    let findings = rows("Findings", ["severity", "status"])?;
    told.set("cases", cases.len());
    for [_, colour] in &cases {
        told.count(colour);
    }
    for [severity, status] in &findings {
        told.count(if status == "waived" { status } else { severity });
    }
    Ok(told)
}

/// The number before a word, in a text for people.
fn before(text: &str, word: &str) -> Option<usize> {
    let (before, _) = text.split_once(word)?;
    before.trim_end().rsplit(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// `24 cases: 15 green, …` and `9 findings: 3 breaches, …`.
fn people(text: &str) -> Outcome<Told> {
    let mut told = Told::default();
    let account = text.lines().find(|line| line.contains(" findings: ")).ok_or("no account")?;
    let mut words = vec![
        (account, "breach", " breaches"),
        (account, "concern", " concerns"),
        (account, "advice", " advice"),
        (account, "unreadable", " documents could not be audited"),
    ];
    let first = text.lines().find(|line| line.contains(" cases: ")).ok_or("no headline")?;
    words.extend([" cases", " green", " amber", " red"].map(|word| (first, word.trim(), word)));
    for (line, name, word) in words {
        told.set(name, before(line, word).ok_or(format!("no{word} in {line}"))?);
    }
    Ok(told)
}

fn html(text: &str) -> Outcome<Told> {
    let mut told = Told::default();
    for (name, label) in [
        ("cases", "<dt>Cases</dt>"),
        ("red", "Red</span></dt>"),
        ("amber", "Amber</span></dt>"),
        ("green", "Green</span></dt>"),
        ("unreadable", "<dt>Not audited</dt>"),
    ] {
        let (_, after) = text.split_once(label).ok_or(format!("no {label}"))?;
        told.set(name, before(after, "</b>").ok_or(format!("no number after {label}"))?);
    }
    Ok(told)
}

fn told(format: Format, show: &str, config: &str) -> Outcome<Told> {
    let options = ["--config", config, "--show", show, "--format", format.name()];
    let arguments: Vec<&str> = INPUTS.into_iter().chain(options).collect();
    let bytes = written(&arguments, WAIVED)?;
    if format == Format::Xlsx {
        return xlsx(bytes);
    }
    let text = String::from_utf8(bytes)?;
    match format {
        Format::Json => json(&text),
        Format::Ndjson => ndjson(&text),
        Format::Csv => csv(&text),
        Format::Sarif => sarif(&text),
        Format::Junit => Ok(junit(&text)),
        Format::Github => Ok(github(&text)),
        Format::Gitlab => gitlab(&text),
        Format::Html => html(&text),
        Format::Pretty | Format::Table | Format::Markdown => people(&text),
        Format::Xlsx => Err("a workbook is no text".into()),
    }
}

#[test]
fn every_format_tells_what_the_json_report_tells() -> Outcome {
    let folder = tempfile::tempdir()?;
    let config = folder.path().join("permanence.toml");
    std::fs::write(&config, CONFIG)?;
    let config = config.to_str().ok_or("no path")?;
    for show in ["not-met", "all"] {
        let json = told(Format::Json, show, config)?;
        for (name, least) in
            [("waived", 2), ("breach", 50), ("unreadable", 30), ("red", 5), ("green", 5)]
        {
            assert!(json.numbers[name] >= least, "{name}: {:?}", json.numbers);
        }
        for format in Format::ALL {
            let told = told(*format, show, config)?;
            assert!(told.numbers.len() >= 4, "{format}: {:?}", told.numbers);
            for (name, number) in &told.numbers {
                // A case of which nothing is listed has no row.
                let is_listed = *format != Format::Csv || show == "all";
                let of_cases = ["cases", "red", "amber", "green"].contains(&name.as_str());
                if is_listed || !of_cases {
                    let expected = json.numbers.get(name).copied().unwrap_or_default();
                    assert_eq!(*number, expected, "{name} in {format} --show {show}");
                }
            }
            if told.fingerprints.is_some() {
                assert_eq!(told.fingerprints, json.fingerprints, "{format}");
            }
        }
    }
    Ok(())
}

#[test]
fn the_same_inputs_give_the_same_bytes_wherever_they_are_read_from() -> Outcome {
    for format in Format::ALL {
        let arguments = |inputs: [&'static str; 2]| {
            inputs.into_iter().chain(["--show", "all", "--format", format.name()])
        };
        let of = |inputs| written(&arguments(inputs).collect::<Vec<_>>(), "");
        let bytes = of(["demo", "invalid"])?;
        assert!(!bytes.is_empty(), "{format}");
        assert!(bytes == of(["demo", "invalid"])?, "{format}: twice");
        assert!(bytes == of(["invalid", "demo"])?, "{format}: in another order");
    }
    Ok(())
}
