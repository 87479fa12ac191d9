//! The strategy file as it is written.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::case::Deadline;
use crate::rules::{PlanningDay, Severity, rule, rules};

/// How strongly a clause speaks.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// A duty.
    Must,
    /// An undertaking.
    Will,
    /// An expectation.
    Should,
    /// A permission, or encouragement.
    May,
    /// A statement.
    Fact,
}

impl Strength {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Will => "will",
            Self::Should => "should",
            Self::May => "may",
            Self::Fact => "fact",
        }
    }
}

/// Where a requirement's severity comes from, when not from its clauses' own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Weighting {
    /// From practice: an element that any permanence plan has to hold.
    Practice,
    /// From this tool: no clause asks for it in so many words.
    Tool,
}

/// A strategy file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Permanence strategy, format 1")]
pub(super) struct StrategyFile {
    /// The version of this format: 1.
    #[schemars(range(min = 1, max = 1))]
    #[expect(dead_code, reason = "it is read before the rest, which it decides about")]
    pub(super) format: u32,
    /// A short name in small letters; the first part of its requirements' ids.
    #[schemars(pattern(r"^[a-z][a-z0-9-]*$"))]
    pub(super) name: String,
    /// How reports cite it, such as Dorset.
    pub(super) short_title: String,
    /// The document's title.
    pub(super) title: String,
    /// Which version of the document.
    pub(super) version: String,
    /// The authority whose case files it is for; missing for what binds every council.
    #[serde(default)]
    pub(super) authority: Option<String>,
    /// The first day it applies.
    #[serde(default)]
    pub(super) applies_from: Deadline,
    /// The last day it applies.
    #[serde(default)]
    pub(super) applies_to: Deadline,
    /// What it calls the reviewing officer.
    #[serde(default)]
    pub(super) officer: Option<String>,
    /// Whether its requirements can be waived; they can unless this says false.
    #[serde(default)]
    pub(super) waivable: Option<bool>,
    /// By which day it asks for the plan; the day of the second review when missing.
    #[serde(default)]
    pub(super) planning_day: Option<PlanningDay>,
    /// The age from which a child is asked for views, is told, and agrees; 4 when missing.
    #[serde(default)]
    pub(super) views_age: Option<u32>,
    /// Every clause of the document.
    #[serde(default)]
    pub(super) clauses: Vec<ClauseEntry>,
    /// What the strategy asks of every case file.
    #[serde(default)]
    pub(super) requirements: Vec<RequirementEntry>,
    /// Where the document and the law differ.
    #[serde(default)]
    pub(super) departures: Vec<DepartureEntry>,
}

/// A place where the document and the law differ.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DepartureEntry {
    /// The clauses that differ.
    pub(super) clauses: Vec<String>,
    /// What they say.
    pub(super) says: String,
    /// What the law says.
    pub(super) law: String,
    /// The requirements that it matters to.
    pub(super) requirements: Vec<String>,
}

/// A clause of the document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ClauseEntry {
    /// A stable id.
    pub(super) id: String,
    /// Where it stands in the document.
    pub(super) heading: String,
    /// What it says, in the writer's own words.
    pub(super) says: String,
    /// How strongly it speaks.
    pub(super) strength: Strength,
    /// Why a case file cannot show it, or not all of it.
    #[serde(default)]
    pub(super) unchecked: Option<String>,
}

/// Something the strategy asks of every case file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RequirementEntry {
    /// Its id; the rule's too, unless `rule` says otherwise.
    pub(super) id: String,
    /// The rule that judges it.
    #[serde(default)]
    pub(super) rule: Option<String>,
    /// The clauses that ask for it, the most telling first.
    #[serde(default)]
    pub(super) clauses: Vec<String>,
    /// Ways of failing, by their cause's name, that rest on other clauses than the first.
    #[serde(default)]
    pub(super) by_cause: BTreeMap<String, Vec<String>>,
    /// How much a finding weighs.
    pub(super) severity: Severity,
    /// Where the severity comes from, when not from the clauses' own words.
    #[serde(default)]
    pub(super) weight: Option<Weighting>,
    /// The rule's parameters.
    #[serde(default)]
    pub(super) with: Option<Value>,
}

/// The JSON Schema (draft 2020-12) of a strategy file, with the parameters of every rule.
#[must_use]
pub fn strategy_schema() -> Schema {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let parameters: Vec<(&'static str, Option<Schema>)> =
        rules().map(|rule| (rule.id, rule.parameter_schema(&mut generator))).collect();
    let mut schema = generator.into_root_schema_for::<StrategyFile>();
    schema.insert("$id".into(), json!("https://permanence.invalid/schemas/strategy.schema.json"));

    let ids: Vec<&str> = parameters.iter().map(|(id, _)| *id).collect();
    let typed: Vec<Value> = parameters
        .iter()
        .map(|(id, schema)| {
            let named = json!({ "anyOf": [
                { "required": ["rule"], "properties": { "rule": { "const": id } } },
                { "not": { "required": ["rule"] }, "properties": { "id": { "const": id } } }
            ]});
            let with = match schema {
                Some(schema) => json!({ "with": schema }),
                None => json!({ "with": { "type": "null" } }),
            };
            let then = match rule(id) {
                Some(rule) if rule.needs_parameters() => {
                    json!({ "properties": with, "required": ["with"] })
                }
                _ => json!({ "properties": with }),
            };
            json!({ "if": named, "then": then })
        })
        .collect();
    if let Some(entry) =
        schema.pointer_mut("/$defs/RequirementEntry").and_then(Value::as_object_mut)
    {
        entry.insert("allOf".into(), Value::Array(typed));
        if let Some(rule) = entry.get_mut("properties").and_then(|keys| keys.get_mut("rule")) {
            *rule = json!({ "description": "The rule that judges it.", "enum": ids });
        }
    }
    schema
}
