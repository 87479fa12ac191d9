//! Importing what councils have: the Annex A workbook, the standard safeguarding data set, and the
//! legal statuses of both.

mod annex_a;
mod legal_status;
mod ssd;
#[path = "../support/mod.rs"]
mod support;
mod workbook;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use permanence::import::{ExtractFormat, Import, ImportSettings, Reason, import};
use serde_json::Value;
use support::{Outcome, case_file, day, fixture};

/// Imports an extract as at 2025-06-30.
fn imported(format: ExtractFormat, path: &Path) -> Outcome<Import> {
    let settings =
        ImportSettings { as_of: day("2025-06-30")?, authority: Some("dorset".to_owned()) };
    let imported = import(format, &[path.to_owned()], &settings);
    check(&imported)?;
    Ok(imported)
}

/// What holds of every import: every row is accounted for, and every case is a case file.
fn check(imported: &Import) -> Outcome<()> {
    for table in &imported.report.tables {
        let known = table.used + table.set_aside + table.unused;
        assert_eq!(table.rows, known, "{} of {}: {table:?}", table.table, table.path);
    }
    let aside: usize = imported.report.tables.iter().map(|table| table.set_aside).sum();
    let told = imported.report.remarks.iter().filter(|remark| remark.row_set_aside).count();
    assert_eq!(aside, told, "a row is set aside without a remark");
    for case in &imported.cases {
        case_file(&case.document).map_err(|error| format!("{}: {error}", case.case_id()))?;
    }
    Ok(())
}

/// The cases as they were written down by hand.
fn expected(path: &Path) -> Outcome<Vec<Value>> {
    let text = std::fs::read_to_string(path)?;
    Ok(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

/// The cases are those expected, key by key and in the same order.
fn assert_cases(imported: &Import, expected: &[Value]) {
    let made: Vec<_> = imported.cases.iter().map(|case| case.document.to_string()).collect();
    let expected: Vec<_> = expected.iter().map(Value::to_string).collect();
    for (made, expected) in made.iter().zip(&expected) {
        assert_eq!(made, expected);
    }
    assert_eq!(made.len(), expected.len());
}

/// The remarks but for columns: line, reason and value, in order.
fn remarks(imported: &Import) -> Vec<(usize, &'static str, String)> {
    let remarks = imported.report.remarks.iter();
    remarks
        .filter(|remark| !matches!(remark.reason, Reason::LeftOut | Reason::OptionalColumn))
        .map(|remark| {
            let line = remark.place.position.map_or(0, |position| position.line);
            (line, remark.reason.word(), remark.value.clone().unwrap_or_default())
        })
        .collect()
}

/// How often each reason is told.
fn reasons(imported: &Import) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for remark in &imported.report.remarks {
        *counts.entry(remark.reason.word()).or_default() += 1;
    }
    counts
}

/// A file under a folder that is gone when the test is over.
fn written(folder: &tempfile::TempDir, name: &str, bytes: impl AsRef<[u8]>) -> Outcome<PathBuf> {
    let path = folder.path().join(name);
    std::fs::write(&path, bytes)?;
    Ok(path)
}

/// The places of the case file that these imports fill, but for the format's own and the source's.
fn filled(imported: &[Import]) -> BTreeSet<String> {
    fn gather(value: &Value, place: &str, places: &mut BTreeSet<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| gather(item, place, places)),
            Value::Object(fields) => {
                for (key, value) in fields {
                    let dot = if place.is_empty() { "" } else { "." };
                    gather(value, &format!("{place}{dot}{key}"), places);
                }
            }
            _ => {
                places.insert(place.to_owned());
            }
        }
    }
    let mut places = BTreeSet::new();
    let cases = imported.iter().flat_map(|import| &import.cases);
    cases.for_each(|case| gather(&case.document, "", &mut places));
    places.retain(|place| place != "format" && !place.starts_with("x_source"));
    places
}

/// The places that a kind of extract is listed to fill.
fn listed(format: &str) -> Outcome<BTreeSet<String>> {
    let table = std::fs::read_to_string(fixture("extracts/places.txt"))?;
    let rows = table.lines().filter_map(|line| line.split_once('\t'));
    Ok(rows.filter(|(of, _)| *of == format).map(|(_, place)| place.to_owned()).collect())
}
