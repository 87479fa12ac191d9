//! An extract as something to audit: its cases, what could not be read, and what is to be known of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::Value;

use super::legal_status::recognise;
use super::{Effect, ExtractFormat, Import, ImportReport, ImportedCase, Reason};
use crate::calendar::add_days;
use crate::document::{Position, Problem};
use crate::input::{Extract, ExtractCase, Inputs, Source, Unopened};
use crate::rules::{Evidence, Shows};

/// After so many days without any event, an extract is said to be old.
const OLD: u32 = 31;

/// An import as the inputs of an audit as at a day.
///
/// What could not be read is among the problems, once for each reason and file.
#[must_use]
pub fn audited_extract(import: Import, format: ExtractFormat, as_of: NaiveDate) -> Inputs {
    let Import { cases, report } = import;
    let (shows, missing) = shown(&cases, format);
    let notes = [missing, not_mapped(&report, format), old(&cases, format, as_of)];
    let problems = problems(&report);
    let files = files(&report);
    let cases = cases.into_iter().map(|case| ExtractCase {
        unworded: unworded(&case.document),
        text: case.document.to_string(),
        path: case.place.path,
        position: case.place.position.unwrap_or(START),
    });
    Inputs {
        sources: [Source::Extract(Extract { cases: cases.collect(), files })].into_iter().collect(),
        problems,
        skipped: 0,
        notes: notes.into_iter().flatten().collect(),
        shows: Some(shows),
    }
}

/// What a case's own record in the extract tells, and the case file has no word for: a legal status such
/// as a child assessment order is one, though none stands in the case file.
fn unworded(case: &Value) -> Vec<Evidence> {
    let source = case.get("x_source");
    let list = |key: &str| source.and_then(|source| source.get(key)).and_then(Value::as_array);
    let told = |key: &'static str, of: &'static str| {
        list(key).into_iter().flatten().filter_map(move |item| item.get(of))
    };
    let latest = source.and_then(|source| source.get("legal_status"));
    let texts = told("episodes", "ls").chain(told("legal_statuses", "text")).chain(latest);
    let no_word = |text: &str| recognise(text).map_or(true, |said| said.statuses.is_empty());
    if texts.filter_map(Value::as_str).any(no_word) {
        vec![Evidence::LegalStatuses, Evidence::LegalStatus]
    } else {
        Vec::new()
    }
}

const START: Position = Position { line: 1, column: 1 };

/// What may be missing from an extract for every child, and what then does not show.
const PARTS: [(&str, &str, &[Evidence]); 3] = [
    ("/reviews", "reviews", &[Evidence::Reviews, Evidence::Participation]),
    ("/placements", "placements", &[Evidence::Homes]),
    ("/care/legal_statuses", "legal statuses", &[Evidence::LegalStatuses, Evidence::LegalStatus]),
];

/// What an extract can show, and what it might have and has not: a table that was left out says nothing
/// of any child.
fn shown(cases: &[ImportedCase], format: ExtractFormat) -> (Shows, Option<String>) {
    let mut shows = format.shows();
    let has = |at: &str| cases.iter().any(|case| case.document.pointer(at).is_some());
    let lost = |shows: &Shows, of: &[Evidence]| of.iter().any(|&known| shows.has(known));
    let missing: Vec<&str> = PARTS
        .iter()
        .filter(|(at, _, of)| !has(at) && lost(&shows, of))
        .map(|(_, said, _)| *said)
        .collect();
    for (at, _, of) in PARTS {
        shows.evidence.retain(|known| has(at) || !of.contains(known));
    }
    if missing.is_empty() || cases.is_empty() {
        return (shows, None);
    }
    let missing = missing.join(" or ");
    let note = format!(
        "The {} has no {missing} of any child: what rests on them was not asked.",
        format.title()
    );
    shows.source = format!("{} without {missing}", shows.source);
    (shows, Some(note))
}

/// The files that were read, or tried.
fn files(report: &ImportReport) -> Vec<PathBuf> {
    let tables = report.tables.iter().map(|table| &*table.path);
    let remarks = report.remarks.iter().map(|remark| &*remark.place.path);
    let paths: BTreeSet<&str> = tables.chain(remarks).collect();
    paths.into_iter().map(PathBuf::from).collect()
}

/// What could not be read, file by file.
fn problems(report: &ImportReport) -> Vec<Unopened> {
    let mut files: BTreeMap<&str, BTreeMap<Reason, (Option<Position>, usize)>> = BTreeMap::new();
    let unread = report.remarks.iter().filter(|told| told.reason.effect() == Effect::Unread);
    for remark in unread {
        let reasons = files.entry(&remark.place.path).or_default();
        let (_, count) = reasons.entry(remark.reason).or_insert((remark.place.position, 0));
        *count += 1;
    }
    let told = |(reason, (position, count)): (Reason, (Option<Position>, usize))| {
        let more = match count {
            1 => String::new(),
            count => format!(" ({count} times in this file, here first)"),
        };
        (Problem::new(format!("{}{more}", reason.sentence())), position)
    };
    let files = files.into_iter();
    files
        .map(|(path, reasons)| Unopened {
            path: path.to_owned(),
            problems: reasons.into_iter().map(told).collect(),
        })
        .collect()
}

/// How much was read and has no place in a case file, or was put aside.
fn not_mapped(report: &ImportReport, format: ExtractFormat) -> Option<String> {
    let remarks = report.remarks.iter();
    let remarks = remarks.filter(|remark| remark.reason.effect() == Effect::NotMapped);
    let (aside, values): (Vec<_>, Vec<_>) = remarks.partition(|remark| remark.row_set_aside);
    let told = match (aside.len(), values.len()) {
        (0, 0) => return None,
        (0, values) => counted(values, "value"),
        (rows, 0) => counted(rows, "row"),
        (rows, values) => format!("{} and {}", counted(rows, "row"), counted(values, "value")),
    };
    let (source, word) = (format.title(), format.word());
    Some(format!(
        "Of the {source}, {told} could not be taken over as they are: permanence import {word} with --report FILE lists each."
    ))
}

fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Says so when nothing in the extract is of the last weeks: what was not told yet is not overdue.
fn old(cases: &[ImportedCase], format: ExtractFormat, as_of: NaiveDate) -> Option<String> {
    let latest = cases.iter().filter_map(|case| latest_day(&case.document)).max()?;
    (add_days(latest, OLD) < as_of).then(|| {
        format!(
            "The latest day in the {} is {latest}: unless it was made by {as_of}, what has happened since looks overdue, and --as-of gives the day it was made.",
            format.title()
        )
    })
}

/// The latest day on which something happened to a child.
fn latest_day(value: &Value) -> Option<NaiveDate> {
    match value {
        Value::Object(keys) => {
            let events = keys.iter().filter(|(key, _)| *key != "child" && !key.starts_with("x_"));
            events.filter_map(|(_, value)| latest_day(value)).max()
        }
        Value::Array(items) => items.iter().filter_map(latest_day).max(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}
