//! The strategy file as it is written.

use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde_json::Value;

use crate::case::Deadline;
use crate::rules::{PlanningDay, Severity};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Weighting {
    /// From practice: an element that any permanence plan has to hold.
    Practice,
    /// From this tool: no clause asks for it in so many words.
    Tool,
}

/// The strategies that a file extends: one, or several.
#[derive(Debug, Default)]
pub(super) struct Extends(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for Extends {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Extends;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name or file of a strategy, or a list of them")
            }
            fn visit_unit<E>(self) -> Result<Extends, E> {
                Ok(Extends::default())
            }
            fn visit_str<E>(self, name: &str) -> Result<Extends, E> {
                Ok(Extends(vec![name.to_owned()]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Extends, A::Error> {
                let mut names = Vec::new();
                while let Some(name) = list.next_element()? {
                    names.push(name);
                }
                Ok(Extends(names))
            }
        }
        deserializer.deserialize_any(Names)
    }
}

impl JsonSchema for Extends {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Extends".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let built_in: Vec<&str> = super::BUILT_IN.iter().map(|(name, _)| *name).collect();
        let one = serde_json::json!({ "anyOf": [
            { "enum": built_in, "description": "A built-in strategy." },
            { "type": "string", "pattern": r"[./\\]", "description": "A strategy file, by its path from this file." },
        ]});
        json_schema!({ "anyOf": [one, { "type": "array", "items": one, "uniqueItems": true }, { "type": "null" }] })
    }
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
    /// The strategies it takes over, a later one before an earlier; what it says itself comes first.
    #[serde(default)]
    pub(super) extends: Extends,
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
    /// Whether its own requirements can be waived; they can unless this says false.
    #[serde(default)]
    pub(super) waivable: Option<bool>,
    /// By which day it asks for the plan; the day of the second review when missing.
    #[serde(default)]
    pub(super) planning_day: Option<PlanningDay>,
    /// The age from which a child is asked for views, is told, and agrees; 4 when missing.
    #[serde(default)]
    pub(super) views_age: Option<u32>,
    /// Other documents that its clauses and requirements are from; those of what it extends are known.
    #[serde(default)]
    #[schemars(with = "Option<Vec<DocumentEntry>>")]
    pub(super) documents: Vec<DocumentEntry>,
    /// Every clause of the document.
    #[serde(default)]
    #[schemars(with = "Option<Vec<ClauseEntry>>")]
    pub(super) clauses: Vec<ClauseEntry>,
    /// What the strategy asks of every case file.
    #[serde(default)]
    #[schemars(with = "Option<Vec<RequirementEntry>>")]
    pub(super) requirements: Vec<RequirementEntry>,
    /// Where the document and the law differ.
    #[serde(default)]
    #[schemars(with = "Option<Vec<DepartureEntry>>")]
    pub(super) departures: Vec<DepartureEntry>,
}

/// Another document.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentEntry {
    /// A short name in small letters; its clauses are listed and cited by it, such as dorset/3-g.
    #[schemars(pattern(r"^[a-z][a-z0-9-]*$"))]
    pub(super) name: String,
    /// How reports cite it, such as Dorset.
    pub(super) short_title: String,
    /// The document's title.
    pub(super) title: String,
    /// Which version of the document.
    pub(super) version: String,
    /// The first day it applies.
    #[serde(default)]
    pub(super) applies_from: Deadline,
    /// The last day it applies.
    #[serde(default)]
    pub(super) applies_to: Deadline,
    /// Whether requirements from it can be waived; they can unless this says false.
    #[serde(default)]
    pub(super) waivable: Option<bool>,
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
    /// A stable id; a clause of another document starts with that document's name and a slash.
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

/// Something the strategy asks of every case file; what it changes, when a strategy it extends asks it
/// already; or why it is removed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RequirementEntry {
    /// Its id; the rule's too, unless `rule` says otherwise.
    pub(super) id: String,
    /// The rule that judges it.
    #[serde(default)]
    pub(super) rule: Option<String>,
    /// The document it is from, one of `documents`, when that is not the strategy's own.
    #[serde(default)]
    pub(super) from: Option<String>,
    /// Why it is not asked, though a strategy that this one extends asks it.
    #[serde(default)]
    pub(super) removed: Option<String>,
    /// The clauses that ask for it, the most telling first. In a change they replace all that it
    /// rested on, `by_cause` too.
    #[serde(default)]
    pub(super) clauses: Option<Vec<String>>,
    /// Ways of failing, by their cause's name, that rest on other clauses than the first.
    #[serde(default)]
    pub(super) by_cause: BTreeMap<String, Vec<String>>,
    /// How much a finding weighs; needed unless it only changes or removes a requirement.
    #[serde(default)]
    pub(super) severity: Option<Severity>,
    /// Where the severity comes from, when not from the clauses' own words.
    #[serde(default)]
    pub(super) weight: Option<Weighting>,
    /// The rule's parameters. In a change only those that differ; one left empty goes back to the
    /// rule's own default.
    #[serde(default)]
    pub(super) with: Option<Value>,
}

impl RequirementEntry {
    /// True when it says anything of how the requirement is asked.
    pub(super) fn asks(&self) -> bool {
        self.severity.is_some()
            || self.weight.is_some()
            || self.clauses.is_some()
            || self.with.is_some()
            || !self.by_cause.is_empty()
    }
}
