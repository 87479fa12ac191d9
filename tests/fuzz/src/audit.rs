//! Bytes to case files, their audit, and every report of it.

use std::sync::Arc;

use permanence::audit::{Baseline, Settings};
use permanence::document::{Syntax, decode_text};
use permanence::report::{
    Change, Due, DueAsked, DueBy, DueFormat, Format, Look, Named, Report, Show, compare,
    read_report, v1, write_due, write_report,
};

use crate::caseload::{Run, today};
use crate::safe::{check_commands, check_text};

/// The longest text that is audited twice, with what was found as a baseline.
const MOST_TWICE: usize = 8_192;

/// Audits the case files that the bytes are, and writes every report.
pub fn check(bytes: &[u8]) {
    let Ok(text) = decode_text(bytes.to_vec()) else { return };
    let report = run(&text, Settings::as_of(today()));
    // All formats for every input would take ten times as long: its bytes choose three.
    let chosen = text.bytes().fold(0, |sum, byte| sum + usize::from(byte));
    let formats = Format::ALL.iter().cycle().skip(chosen % Format::ALL.len());
    formats.take(3).for_each(|&format| check_format(&report, format));
    check_due(&report);
    let baseline = check_json(&report);
    if text.len() <= MOST_TWICE {
        let settings = Settings { baseline: Some(Arc::new(baseline)), ..Settings::as_of(today()) };
        let again = run(&text, settings);
        assert_eq!(again.summary.all.cases, report.summary.all.cases);
        let told = again.cases.iter().flat_map(|case| case.audit.outcomes);
        let mut new = told.filter(|outcome| outcome.status.word() == "not-met");
        assert!(new.all(|outcome| outcome.findings.is_empty()), "known, and told as new");
    }
}

/// Reads a text as its beginning promises: lines of JSON, one JSON document, or YAML.
fn run(text: &str, settings: Settings) -> Report {
    let mut run = Run::of_all_strategies(settings);
    if !text.starts_with('{') {
        run.text("a.yaml", text, Syntax::Yaml);
    } else if text.contains("}\n{") {
        for line in text.lines() {
            run.text("a.ndjson", line, Syntax::Json);
        }
    } else {
        run.text("a.json", text, Syntax::Json);
    }
    run.report()
}

fn look(snippets: bool, show: Show) -> Look {
    Look { colour: false, width: 80, snippets, show }
}

fn check_format(report: &Report, format: Format) {
    let mut written = Vec::new();
    write_report(report, format, look(true, Show::All), &mut written)
        .expect("a report can be written");
    if !format.is_binary() {
        let text = check_text(&written, format.name());
        if format == Format::Github {
            check_commands(text);
        }
    }
}

fn check_due(report: &Report) {
    let asked = DueAsked { until: None, overdue: true, by: Some(DueBy::Team) };
    let mut due = Due::new(report.as_of, asked);
    report.cases.iter().for_each(|case| due.add(&case.audit));
    due.sort();
    for &format in DueFormat::ALL {
        let mut written = Vec::new();
        let looked = look(false, Show::Due);
        write_due(&due, report, format, looked, &mut written).expect("a list can be written");
        check_text(&written, format.name());
    }
}

/// What is written as JSON reads as the same report, and nothing in it is new to itself.
fn check_json(report: &Report) -> Baseline {
    let write = |format| {
        let mut written = Vec::new();
        write_report(report, format, look(false, Show::All), &mut written)
            .expect("a report can be written");
        String::from_utf8(written).expect("JSON is UTF-8")
    };
    let (json, lines) = (write(Format::Json), write(Format::Ndjson));
    let typed: v1::Report = serde_json::from_str(&json).expect("our own report can be read");
    let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(serde_json::to_value(&typed).ok(), Some(value), "read and written again");
    let (whole, of_lines) = (read_report(&json), read_report(&lines));
    let whole = whole.expect("our own report can be read");
    let of_lines = of_lines.expect("our own lines can be read");
    let comparison = compare(&whole, &of_lines).expect("a report can be held against itself");
    let same = comparison.count(Change::StillThere);
    assert_eq!(same, comparison.changes.len(), "a report differs from itself");
    whole.baseline(None).expect("a report is a baseline")
}
