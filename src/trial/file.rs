//! The table of what is expected, as it is written.

use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::audit::{Colour, Status};
use crate::case::Deadline;
use crate::document::WORD_OR_GROUP;
use crate::rules::Severity;

/// One text, or a list of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct OneOrMore(pub(super) Vec<String>);

impl<'de> Deserialize<'de> for OneOrMore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;
        impl<'de> Visitor<'de> for Texts {
            type Value = OneOrMore;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one name, or a list of them")
            }
            fn visit_unit<E>(self) -> Result<OneOrMore, E> {
                Ok(OneOrMore::default())
            }
            fn visit_str<E>(self, name: &str) -> Result<OneOrMore, E> {
                Ok(OneOrMore(vec![name.to_owned()]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<OneOrMore, A::Error> {
                all(list).map(OneOrMore)
            }
        }
        deserializer.deserialize_any(Texts)
    }
}

/// Everything of a list.
fn all<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(mut list: A) -> Result<Vec<T>, A::Error> {
    let mut items = Vec::new();
    while let Some(item) = list.next_element()? {
        items.push(item);
    }
    Ok(items)
}

impl JsonSchema for OneOrMore {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OneOrMore".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": "string" },
            { "type": "array", "items": { "type": "string" } },
            { "type": "null" },
        ]})
    }
}

/// A way of failing that is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cause {
    pub(super) name: String,
    pub(super) severity: Option<Severity>,
    pub(super) lapse: Option<LapseWord>,
}

/// A way of failing, with how much the finding weighs and whether it is still so.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WeighedCause {
    /// The cause's name, as reports have it.
    cause: String,
    /// How much the finding weighs; a lapse that is over weighs a step less.
    #[serde(default)]
    severity: Option<Severity>,
    /// Whether it is still so.
    #[serde(default)]
    lapse: Option<LapseWord>,
}

/// Whether a finding can still be put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum LapseWord {
    /// It is so on the day.
    Open,
    /// It has ended.
    Over,
}

impl LapseWord {
    pub(super) fn is_over(self) -> bool {
        self == Self::Over
    }
}

impl<'de> Deserialize<'de> for Cause {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordOrGroup;
        impl<'de> Visitor<'de> for WordOrGroup {
            type Value = Cause;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a cause, such as only-one-option")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                inner: D,
            ) -> Result<Cause, D::Error> {
                inner.deserialize_any(self)
            }
            fn visit_str<E>(self, word: &str) -> Result<Cause, E> {
                Ok(Cause { name: word.to_owned(), severity: None, lapse: None })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Cause, A::Error> {
                let WeighedCause { cause, severity, lapse } =
                    WeighedCause::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Cause { name: cause, severity, lapse })
            }
        }
        deserializer.deserialize_newtype_struct(WORD_OR_GROUP, WordOrGroup)
    }
}

/// The ways in which one requirement is expected to fail; any way when there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Causes(pub(super) Vec<Cause>);

impl<'de> Deserialize<'de> for Causes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMany;
        impl<'de> Visitor<'de> for OneOrMany {
            type Value = Causes;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a cause, or a list of them")
            }
            fn visit_unit<E>(self) -> Result<Causes, E> {
                Ok(Causes::default())
            }
            fn visit_str<E>(self, word: &str) -> Result<Causes, E> {
                Ok(Causes(vec![Cause { name: word.to_owned(), severity: None, lapse: None }]))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Causes, A::Error> {
                let one = Cause::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Causes(vec![one]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Causes, A::Error> {
                all(list).map(Causes)
            }
        }
        deserializer.deserialize_any(OneOrMany)
    }
}

impl JsonSchema for Causes {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Causes".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let weighed = generator.subschema_for::<WeighedCause>();
        let one = serde_json::json!({ "anyOf": [
            { "type": "string", "description": "The cause's name, as reports have it." },
            weighed,
        ]});
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }, { "type": "null" }] })
    }
}

/// What is expected not to be met: requirements with their causes, or requirements alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotMet {
    ByCause(BTreeMap<String, Causes>),
    Whatever(OneOrMore),
}

impl Default for NotMet {
    fn default() -> Self {
        Self::Whatever(OneOrMore::default())
    }
}

impl<'de> Deserialize<'de> for NotMet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = NotMet;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("requirements, each with its cause, or a list of requirements")
            }
            fn visit_unit<E>(self) -> Result<NotMet, E> {
                Ok(NotMet::default())
            }
            fn visit_str<E>(self, name: &str) -> Result<NotMet, E> {
                Ok(NotMet::Whatever(OneOrMore(vec![name.to_owned()])))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<NotMet, A::Error> {
                all(list).map(|names| NotMet::Whatever(OneOrMore(names)))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<NotMet, A::Error> {
                let by_cause = BTreeMap::deserialize(MapAccessDeserializer::new(map))?;
                Ok(NotMet::ByCause(by_cause))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl JsonSchema for NotMet {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "NotMet".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let causes = generator.subschema_for::<Causes>();
        let names = generator.subschema_for::<OneOrMore>();
        json_schema!({ "anyOf": [
            { "type": "object", "additionalProperties": causes },
            names,
        ]})
    }
}

/// How a case is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ColourWord {
    /// No open breach or concern.
    Green,
    /// An open concern.
    Amber,
    /// An open breach.
    Red,
}

impl ColourWord {
    pub(super) fn colour(self) -> Colour {
        match self {
            Self::Green => Colour::Green,
            Self::Amber => Colour::Amber,
            Self::Red => Colour::Red,
        }
    }
}

/// An outcome, by its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum StatusWord {
    /// What is asked is there, and in time.
    Met,
    /// Something is missing or wrong.
    NotMet,
    /// It has not fallen due yet.
    NotDue,
    /// It does not apply.
    NotApplicable,
    /// It would not be met, and someone agreed to that.
    Waived,
}

impl StatusWord {
    pub(super) fn status(self) -> Status {
        match self {
            Self::Met => Status::Met,
            Self::NotMet => Status::NotMet,
            Self::NotDue => Status::NotDue,
            Self::NotApplicable => Status::NotApplicable,
            Self::Waived => Status::Waived,
        }
    }
}

/// What is expected of a case on a day.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Expectation {
    /// The day; the table's when missing.
    #[serde(default)]
    pub(super) as_of: Deadline,
    /// What is met.
    #[serde(default)]
    pub(super) met: OneOrMore,
    /// What is not met: each requirement with its cause or causes, or the requirements alone.
    #[serde(default)]
    pub(super) not_met: NotMet,
    /// What is not due yet.
    #[serde(default)]
    pub(super) not_due: OneOrMore,
    /// What does not apply.
    #[serde(default)]
    pub(super) not_applicable: OneOrMore,
    /// What is waived.
    #[serde(default)]
    pub(super) waived: OneOrMore,
    /// How the case stands.
    #[serde(default)]
    pub(super) colour: Option<ColourWord>,
    /// The outcomes that no requirement comes to unless it is named here; the table's when missing.
    #[serde(default)]
    pub(super) only: Option<Vec<StatusWord>>,
}

/// A table of what is expected of example cases.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Expected outcomes of example cases, format 1")]
pub(super) struct ExpectFile {
    /// The version of this format: 1.
    #[schemars(range(min = 1, max = 1))]
    #[expect(dead_code, reason = "it is read before the rest, which it decides about")]
    pub(super) format: u32,
    /// The strategy the cases are held to: a built-in one by its name, or a file by its path from this
    /// file; or a list of them. `strategy.yaml` beside this file when missing.
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "it is read by itself, so that it is known beside other mistakes"
    )]
    pub(super) strategy: OneOrMore,
    /// The day the cases are audited as at, where none of their own is given.
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "it is read by itself, so that it is known beside other mistakes"
    )]
    pub(super) as_of: Deadline,
    /// The outcomes that no requirement comes to unless it is named; only not-met when missing.
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "it is read by itself, so that it is known beside other mistakes"
    )]
    pub(super) only: Option<Vec<StatusWord>>,
    /// What is expected of each case, by its file's name in the folder of cases, or by its case id; a
    /// list for a case that is audited as at several days. Left empty: everything is met, not due or not
    /// applicable.
    #[schemars(with = "BTreeMap<String, EachDay>")]
    #[expect(dead_code, reason = "each is read by itself")]
    pub(super) cases: BTreeMap<String, Value>,
}

/// What is expected of a case: on one day, on each of several days, or nothing that is not met.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it is there for the schema alone")]
enum EachDay {
    /// On one day.
    One(Box<Expectation>),
    /// On each of several days.
    Several(Vec<Expectation>),
    /// Nothing is not met.
    Nothing,
}
