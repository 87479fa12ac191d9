//! The present period of care.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, IntoDeserializer, MapAccess, Visitor};

use crate::document::WORD_OR_GROUP;

use super::{Day, Deadline, Entry, Happened, LegalStatus, Noted, ResponsibilityHolder};

/// The present period of care.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Care {
    /// The day the child became looked after, this period of care.
    pub started: Day,
    /// The day the child stopped being looked after.
    #[serde(default)]
    pub ended: Happened,
    /// How the child came into care.
    #[serde(default)]
    pub entry: Option<Entry>,
    /// How many reviews of this period of care were held before the first one listed.
    #[serde(default)]
    pub earlier_reviews: Option<u32>,
    /// The legal statuses of this period of care.
    #[serde(default)]
    pub legal_statuses: Vec<LegalStatusPeriod>,
    /// The care proceedings.
    #[serde(default)]
    pub proceedings: Proceedings,
    /// Who holds parental responsibility, as words or with days.
    #[serde(default)]
    pub parental_responsibility: Vec<Responsibility>,
}

/// A legal status in force from a day to a day, both in; open when `to` is missing.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LegalStatusPeriod {
    /// The status.
    pub status: Option<LegalStatus>,
    /// The first day it is in force.
    pub from: Happened,
    /// The last day it is in force.
    pub to: Deadline,
}

/// The care proceedings.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Proceedings {
    /// The day proceedings were issued.
    pub issued: Happened,
    /// The day they were concluded.
    pub concluded: Happened,
    /// Extensions of the 26 weeks that the court allowed.
    pub extensions: Vec<Extension>,
}

/// An extension of the 26 weeks.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Extension {
    /// The day it runs to.
    pub to: Deadline,
    /// Why the court allowed it.
    pub reason: Noted,
}

/// Someone who holds parental responsibility, and from when to when.
#[derive(Clone, Debug, PartialEq)]
pub struct Responsibility {
    /// Who holds it.
    pub who: Option<ResponsibilityHolder>,
    /// The first day; missing for a bare word.
    pub from: Happened,
    /// The last day.
    pub to: Deadline,
}

/// The long form of [`Responsibility`].
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "dated_responsibility")]
struct DatedResponsibility {
    /// Who holds it.
    who: Option<ResponsibilityHolder>,
    /// The first day it was held.
    from: Happened,
    /// The last day it was held.
    to: Deadline,
}

impl<'de> Deserialize<'de> for Responsibility {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct WordOrGroup;
        impl<'de> Visitor<'de> for WordOrGroup {
            type Value = Responsibility;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("who holds parental responsibility, such as mother")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                inner: D,
            ) -> Result<Responsibility, D::Error> {
                inner.deserialize_any(self)
            }
            fn visit_str<E: Error>(self, word: &str) -> Result<Responsibility, E> {
                let who = ResponsibilityHolder::deserialize(word.into_deserializer())?;
                Ok(Responsibility {
                    who: Some(who),
                    from: Happened::default(),
                    to: Deadline::default(),
                })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Responsibility, A::Error> {
                let dated = DatedResponsibility::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Responsibility { who: dated.who, from: dated.from, to: dated.to })
            }
        }
        deserializer.deserialize_newtype_struct(WORD_OR_GROUP, WordOrGroup)
    }
}

impl JsonSchema for Responsibility {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "responsibility".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Someone who holds parental responsibility: a word, or a word with days.",
            "anyOf": [
                generator.subschema_for::<ResponsibilityHolder>(),
                generator.subschema_for::<DatedResponsibility>()
            ]
        })
    }
}
