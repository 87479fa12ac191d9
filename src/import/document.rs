//! Imported cases as text, and the names of their files.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::ImportedCase;
use crate::input::Layout;

/// A case that could not be written down.
#[derive(Debug, thiserror::Error)]
#[error("an imported case could not be written down: {0}")]
pub struct LayoutError(String);

/// The text of a case file, a line break at its end.
///
/// # Errors
/// When the writer of YAML or JSON fails.
pub fn case_text(case: &ImportedCase, layout: Layout) -> Result<String, LayoutError> {
    let json = |error: serde_json::Error| LayoutError(error.to_string());
    match layout {
        Layout::Yaml => {
            serde_yaml::to_string(&case.document).map_err(|error| LayoutError(error.to_string()))
        }
        Layout::Json => {
            serde_json::to_string_pretty(&case.document).map_err(json).map(|text| text + "\n")
        }
        Layout::Ndjson => {
            serde_json::to_string(&case.document).map_err(json).map(|text| text + "\n")
        }
    }
}

/// A home as the case file has it.
pub(super) fn home(
    kind: Option<&str>,
    (from, to): (NaiveDate, Option<NaiveDate>),
    relationship: Option<&str>,
) -> Value {
    group([
        ("kind", json!(kind)),
        ("from", json!(from)),
        ("to", json!(to)),
        ("carer_relationship", json!(relationship)),
    ])
}

/// A file name for each case, without its ending: the case's reference, made safe.
///
/// No two are the same, on a disk that knows no capitals either.
#[must_use]
pub fn file_names(cases: &[ImportedCase]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::with_capacity(cases.len());
    for case in cases {
        let safe = safe_name(case.case_id());
        let numbered = (2_usize..).map(|number| format!("{safe}-{number}"));
        let mut candidates = std::iter::once(safe.clone()).chain(numbered);
        names.extend(candidates.find(|name| taken.insert(name.to_lowercase())));
    }
    names
}

/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

fn safe_name(id: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name: String = id.chars().map(|c| if is_plain(c) { c } else { '_' }).take(80).collect();
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit()).to_lowercase();
    if name.is_empty()
        || name.starts_with('.')
        || name.ends_with('.')
        || DEVICES.contains(&stem.as_str())
    {
        format!("case-{}", name.trim_matches('.'))
    } else {
        name
    }
}

/// A group of a case file, without what is not recorded: no nulls, no lists or groups of nothing.
pub(super) fn group(fields: impl IntoIterator<Item = (&'static str, Value)>) -> Value {
    let is_recorded = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        _ => true,
    };
    let fields = fields.into_iter().filter(|(_, value)| is_recorded(value));
    Value::Object(fields.map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}
