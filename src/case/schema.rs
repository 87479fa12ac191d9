//! The JSON Schema of the case file, generated from the types.

use schemars::transform::{Transform, transform_subschemas};
use schemars::{Schema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::CaseFile;

/// The JSON Schema (draft 2020-12) of a case file.
#[must_use]
pub fn case_file_schema() -> Schema {
    let mut schema =
        SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<CaseFile>();
    FormatConventions.transform(&mut schema);
    schema.insert("$id".into(), json!("https://permanence.invalid/schemas/case-file.schema.json"));
    if let Some(Value::Object(definitions)) = schema.get_mut("$defs") {
        definitions.insert("not_recorded".into(), not_recorded());
    }
    schema
}

/// A missing key, `null` and blank text all mean: not recorded.
fn not_recorded() -> Value {
    json!({
        "description": "Not recorded: null, or blank text.",
        "anyOf": [{ "type": "null" }, { "type": "string", "pattern": r"^\s*$" }]
    })
}

/// What holds for every group of keys in the format: an optional key may be there but not recorded,
/// and keys that start with `x_` are the council's own.
struct FormatConventions;

impl Transform for FormatConventions {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(group) = schema.as_object_mut() else {
            return;
        };
        if group.get("format").and_then(Value::as_str) == Some("uint32") {
            group.entry("maximum").or_insert(json!(u32::MAX));
        }
        let required: Vec<String> = group
            .get("required")
            .and_then(Value::as_array)
            .map(|keys| keys.iter().filter_map(|key| key.as_str().map(str::to_owned)).collect())
            .unwrap_or_default();
        let Some(Value::Object(properties)) = group.get_mut("properties") else {
            return;
        };
        for (key, property) in properties.iter_mut() {
            if !required.contains(key) {
                allow_not_recorded(property);
            }
        }
        group.insert("patternProperties".into(), json!({ "^x_": true }));
    }
}

fn allow_not_recorded(property: &mut Value) {
    let Some(inner) = property.as_object_mut() else {
        return;
    };
    let mut outer = Map::new();
    if let Some(description) = inner.remove("description") {
        outer.insert("description".into(), description);
    }
    let recorded = Value::Object(std::mem::take(inner));
    outer.insert("anyOf".into(), json!([recorded, { "$ref": "#/$defs/not_recorded" }]));
    *property = Value::Object(outer);
}
