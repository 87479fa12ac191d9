//! The keys the case file format knows: the only ones a report may repeat.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::case::case_file_schema;

/// The keys the format knows. Any other key of a file could be a name, and no report repeats it.
#[derive(Debug)]
pub(super) struct KnownKeys(BTreeSet<String>);

impl KnownKeys {
    pub(super) fn new() -> Self {
        let mut keys = BTreeSet::new();
        collect(case_file_schema().as_value(), &mut keys);
        Self(keys)
    }

    /// The pointer with every key that is not the format's own left out.
    pub(super) fn mask(&self, pointer: &str) -> String {
        // A longer number is no place in a list: it is a key, and could be anybody's number.
        let is_index = |step: &str| step.len() <= 5 && step.bytes().all(|b| b.is_ascii_digit());
        let known = |step: &str| self.0.contains(step) || is_index(step);
        let steps: Vec<&str> =
            pointer.split('/').map(|step| if known(step) { step } else { "…" }).collect();
        steps.join("/")
    }
}

fn collect(schema: &Value, keys: &mut BTreeSet<String>) {
    match schema {
        Value::Object(group) => {
            if let Some(Value::Object(properties)) = group.get("properties") {
                keys.extend(properties.keys().cloned());
            }
            group.values().for_each(|value| collect(value, keys));
        }
        Value::Array(items) => items.iter().for_each(|value| collect(value, keys)),
        _ => {}
    }
}
