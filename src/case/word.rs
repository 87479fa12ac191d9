//! Relationship words: who a link, an arrangement or a consent is with.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};

use crate::document::with_help;

/// The words the requirements treat specially.
const KNOWN: [&str; 9] = [
    "mother",
    "father",
    "second-parent",
    "parents",
    "child",
    "carers",
    "social-worker",
    "reviewing-officer",
    "advocate",
];

/// A person, named by relationship (`maternal-aunt`) or by a reference within the file (`SIB-1`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Person(Box<str>);

impl Person {
    /// The child whose file it is.
    pub const CHILD: &'static str = "child";
    /// The people the child lives with.
    pub const CARERS: &'static str = "carers";
    /// The child's social worker.
    pub const SOCIAL_WORKER: &'static str = "social-worker";
    /// The birth parents, each of whom `parents` stands for.
    pub const PARENTS: [&'static str; 3] = ["mother", "father", "second-parent"];

    /// The word as it is written in the file.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True when this word names `other`: the same word, or `parents` for one of them.
    #[must_use]
    pub fn covers(&self, other: &str) -> bool {
        &*self.0 == other || (&*self.0 == "parents" && Self::PARENTS.contains(&other))
    }

    /// True when the two words can name the same person.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.covers(&other.0) || other.covers(&self.0)
    }

    /// True for the child's own people, rather than the child or those paid to help.
    #[must_use]
    pub fn is_family(&self) -> bool {
        !matches!(
            &*self.0,
            "child" | "carers" | "social-worker" | "reviewing-officer" | "advocate"
        )
    }

    /// True for carers who are the child's family or friends, whatever their kinship.
    #[must_use]
    pub fn is_kin_or_friend(&self) -> bool {
        !matches!(&*self.0, "foster-carer" | "other")
    }

    /// A word that a report may carry: one of the known ones, or nothing that could tell who it is.
    #[must_use]
    pub fn spoken(&self) -> &'static str {
        match &*self.0 {
            "mother" => "the mother",
            "father" => "the father",
            "second-parent" => "the second parent",
            "parents" => "the parents",
            "child" => "the child",
            "carers" => "the carers",
            "social-worker" => "the social worker",
            "reviewing-officer" => "the reviewing officer",
            "advocate" => "the advocate",
            _ => "this person",
        }
    }
}

impl<'de> Deserialize<'de> for Person {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Word;
        impl Visitor<'_> for Word {
            type Value = Person;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a relationship word such as mother or maternal-aunt")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Person, E> {
                read_word(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Word)
    }
}

fn read_word(text: &str) -> Result<Person, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err(with_help(
            "this item of the list is empty",
            "fill it in, or remove it",
        ));
    }
    if text
        .chars()
        .any(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/')))
    {
        return Err(with_help(
            "a person is given by one relationship word or a reference, never by name",
            "join words with a hyphen, such as maternal-aunt",
        ));
    }
    if let Some(known) = KNOWN.iter().find(|known| known.eq_ignore_ascii_case(text))
        && *known != text
    {
        return Err(with_help(
            "relationship words are in small letters",
            format!("write {known}"),
        ));
    }
    Ok(Person(text.into()))
}

impl JsonSchema for Person {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "person".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let wrong_case: Vec<String> = KNOWN
            .iter()
            .map(|word| {
                let letters = word.chars().map(|c| match c {
                    '-' => "-".to_owned(),
                    c => format!("[{c}{}]", c.to_ascii_uppercase()),
                });
                letters.collect::<String>()
            })
            .collect();
        json_schema!({
            "description": "A person, by relationship (small letters, joined with hyphens) or by a reference within the file; never by name.",
            "type": "string",
            "pattern": r"^\s*[A-Za-z0-9._/-]+\s*$",
            "anyOf": [
                { "enum": KNOWN },
                { "pattern": format!(r"^\s*({})\s*$", KNOWN.join("|")) },
                { "not": { "pattern": format!(r"^\s*({})\s*$", wrong_case.join("|")) } }
            ]
        })
    }
}
