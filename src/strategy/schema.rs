//! The JSON Schema of strategy files, which editors complete from.

use schemars::{Schema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::file::StrategyFile;
use crate::rules::{Element, Rule, docs_of, rule, rules};

/// The JSON Schema (draft 2020-12) of a strategy file, with the parameters of every rule.
#[must_use]
pub fn strategy_schema() -> Schema {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let parameters: Vec<(&'static str, Option<Schema>)> =
        rules().map(|rule| (rule.id, rule.parameter_schema(&mut generator))).collect();
    let mut schema = generator.into_root_schema_for::<StrategyFile>();
    schema.insert("$id".into(), json!("https://permanence.invalid/schemas/strategy.schema.json"));
    schema.insert("allOf".into(), json!([weighs_or_removed()]));

    if let Some(entry) =
        schema.pointer_mut("/$defs/RequirementEntry").and_then(Value::as_object_mut)
    {
        let mut conditions: Vec<Value> =
            parameters.iter().map(|(id, schema)| with_of_rule(id, schema.as_ref())).collect();
        conditions.push(removed_says_nothing_else());
        entry.insert("allOf".into(), Value::Array(conditions));
        if let Some(keys) = entry.get_mut("properties").and_then(Value::as_object_mut) {
            name_rules(keys);
        }
    }
    for (_, reference) in &parameters {
        let name = reference.as_ref().and_then(|schema| schema.get("$ref")).and_then(Value::as_str);
        let named = name.and_then(|name| schema.pointer_mut(name.trim_start_matches('#')));
        named.and_then(Value::as_object_mut).into_iter().for_each(let_be_empty);
    }
    if let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        definitions.insert("RuleName".into(), rule_names());
    }
    schema
}

/// In a strategy that extends none, each requirement has a severity, or is a record of a removal.
fn weighs_or_removed() -> Value {
    let either = json!([{ "required": ["severity"] }, { "required": ["removed"] }]);
    json!({
        "if": { "not": { "required": ["extends"] } },
        "then": { "properties": { "requirements": { "items": { "anyOf": either } } } }
    })
}

/// The parameters of a rule, where an entry names it.
fn with_of_rule(id: &str, schema: Option<&Schema>) -> Value {
    let named = json!({ "anyOf": [
        { "required": ["rule"], "properties": { "rule": { "const": id } } },
        { "not": { "required": ["rule"] }, "properties": { "id": { "const": id } } }
    ]});
    let with = match schema {
        Some(schema) => json!({ "with": schema }),
        None => json!({ "with": { "type": "null" } }),
    };
    let needs = rule(id).is_some_and(Rule::needs_parameters);
    let required: &[&str] = if needs { &["with"] } else { &[] };
    json!({ "if": named, "then": { "properties": with, "required": required } })
}

fn removed_says_nothing_else() -> Value {
    let others = ["severity", "weight", "clauses", "by_cause", "with"];
    let others: Vec<Value> = others.iter().map(|key| json!({ "required": [key] })).collect();
    json!({ "if": { "required": ["removed"] }, "then": { "not": { "anyOf": others } } })
}

/// Lets each parameter that a rule can do without be left empty, which gives it back its default.
fn let_be_empty(parameters: &mut Map<String, Value>) {
    let required = parameters.get("required").and_then(Value::as_array).cloned();
    let needed = |key: &String| required.iter().flatten().any(|known| known == key);
    let keys = parameters.get_mut("properties").and_then(Value::as_object_mut);
    for (key, parameter) in keys.into_iter().flatten() {
        let Some(schema) = parameter.as_object_mut().filter(|_| !needed(key)) else { continue };
        let description = schema.shift_remove("description").unwrap_or_default();
        let holds = Value::Object(std::mem::take(schema));
        schema.insert("description".into(), description);
        schema.insert("anyOf".into(), json!([holds, { "type": "null" }]));
    }
}

/// Lets an editor offer the rules where a requirement's id or its rule is written.
fn name_rules(keys: &mut Map<String, Value>) {
    let about = |keys: &Map<String, Value>, key: &str| {
        keys.get(key).and_then(|schema| schema.get("description")).cloned().unwrap_or_default()
    };
    let name = json!({ "$ref": "#/$defs/RuleName" });
    let rule = json!({ "description": about(keys, "rule"), "anyOf": [name, { "type": "null" }] });
    let id = json!({
        "description": about(keys, "id"),
        "type": "string",
        "anyOf": [name, { "pattern": r"^[a-z0-9][a-z0-9-]*$" }]
    });
    let removed =
        json!({ "description": about(keys, "removed"), "type": "string", "pattern": r"\S" });
    keys.insert("rule".into(), rule);
    keys.insert("id".into(), id);
    keys.insert("removed".into(), removed);
}

/// Every rule's id, with a few words on what it asks.
fn rule_names() -> Value {
    // Their own test holds that the texts can be read.
    let docs: Vec<_> =
        Element::ALL.into_iter().filter_map(|of| docs_of(of).ok()).flatten().collect();
    let names = rules().map(|rule| {
        let doc = docs.iter().find(|doc| doc.id == rule.id);
        let about = doc.map_or_else(String::new, |doc| format!("{}: {}", doc.title, doc.asks));
        json!({ "const": rule.id, "description": about })
    });
    json!({ "description": "A rule.", "oneOf": names.collect::<Vec<_>>() })
}
