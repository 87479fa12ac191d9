//! The config file as it is written.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::case::{Day, Reference};
use crate::rules::Severity;

/// The lightest finding that makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FailOn {
    /// A breach.
    Breach,
    /// A breach or a concern.
    Concern,
    /// Any finding.
    Advice,
    /// Nothing.
    Never,
}

/// A config file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[schemars(title = "Permanence config file, permanence.toml")]
pub(super) struct ConfigFile {
    /// The strategies that cases are held to: built-in ones by name, others by their file, from this file's folder. Without it, the strategy of each case's authority, and statutory beside it.
    #[schemars(inner(pattern(r"\S")))]
    pub(super) strategy: Vec<String>,
    /// The strategy, by name or by file, that an authority's cases are held to instead of the built-in one.
    #[schemars(transform = words_as_values)]
    pub(super) authorities: BTreeMap<String, String>,
    /// Only these requirements or elements.
    #[schemars(inner(pattern(r"\S")))]
    pub(super) select: Vec<String>,
    /// Not these requirements or elements.
    #[schemars(inner(pattern(r"\S")))]
    pub(super) ignore: Vec<String>,
    /// Severities that take the place of the strategies' own, by requirement.
    pub(super) severity: BTreeMap<String, Severity>,
    /// The lightest finding that makes the exit code 1.
    pub(super) fail_on: Option<FailOn>,
    /// The reports to make: a format, or a format and its file, such as json=audit.json.
    #[schemars(inner(pattern(r"\S")))]
    pub(super) format: Vec<String>,
    /// Requirements that someone has agreed not to hold a case to, until a day.
    pub(super) waiver: Vec<WaiverEntry>,
}

/// A requirement that someone has agreed not to hold a case to, until a day.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WaiverEntry {
    /// The case, by its reference.
    pub(super) case: Reference,
    /// The requirement's id, with its strategy or without.
    #[schemars(pattern(r"\S"))]
    pub(super) requirement: String,
    /// Why it is waived; no report repeats it.
    #[expect(dead_code, reason = "it has to be there, and is not kept")]
    #[schemars(pattern(r"\S"))]
    pub(super) reason: String,
    /// Who agreed to it, by reference.
    pub(super) agreed_by: Reference,
    /// The last day it holds.
    pub(super) until: Day,
}

fn words_as_values(schema: &mut Schema) {
    schema.insert("additionalProperties".into(), json!({ "type": "string", "pattern": r"\S" }));
}

/// The JSON Schema (draft 2020-12) of a config file.
#[must_use]
pub fn config_schema() -> Schema {
    let mut schema =
        SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<ConfigFile>();
    schema.insert("$id".into(), json!("https://permanence.invalid/schemas/config.schema.json"));
    let root = schema.ensure_object();
    plainly(root);
    if let Some(entry) = root.get_mut("$defs").and_then(|defs| defs.get_mut("WaiverEntry")) {
        entry.as_object_mut().map(plainly);
    }
    schema
}

/// A TOML file has no null, a missing key has no default to show, and keys that start with `x_` are
/// the council's own.
fn plainly(group: &mut Map<String, Value>) {
    let properties = group.get_mut("properties").and_then(Value::as_object_mut);
    for property in
        properties.into_iter().flat_map(Map::values_mut).filter_map(Value::as_object_mut)
    {
        property.remove("default");
        if let Some(Value::Array(kinds)) = property.remove("anyOf") {
            let kinds: Vec<Value> =
                kinds.into_iter().filter(|kind| kind["type"] != "null").collect();
            property.insert("anyOf".into(), Value::Array(kinds));
        }
    }
    group.insert("patternProperties".into(), json!({ "^x_": true }));
}
