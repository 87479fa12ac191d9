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

/// Parts of a word that tell of someone outside the family, each in the singular.
const OUTSIDE_FAMILY: [&str; 19] = [
    "foster",
    "fosterer",
    "fostering",
    "adopter",
    "adoptive",
    "prospective",
    "other",
    "unknown",
    "stranger",
    "worker",
    "staff",
    "officer",
    "advocate",
    "teacher",
    "professional",
    "agency",
    "council",
    "authority",
    "organisation",
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
        !matches!(&*self.0, "child" | "carers" | "social-worker" | "reviewing-officer" | "advocate")
    }

    /// True for a word that says the person is the child's family or friend.
    ///
    /// A reference says nothing of kinship, nor do `carer` and `carers`; and a word with a part such
    /// as `foster` or `worker` is of someone else.
    #[must_use]
    pub fn is_kin_or_friend(&self) -> bool {
        let is_reference = self.0.contains(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
        let says_nothing = matches!(&*self.0, "child" | "carer" | "carers")
            || !self.0.contains(|c: char| c.is_ascii_lowercase());
        let is_outside = self.0.split(['-', '_', '.', '/']).any(|part| {
            let singular = part.strip_suffix('s').unwrap_or(part);
            OUTSIDE_FAMILY.contains(&singular)
        });
        !(is_reference || says_nothing || is_outside)
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
        return Err(with_help("this item of the list is empty", "fill it in, or remove it"));
    }
    if text.chars().any(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))) {
        return Err(with_help(
            "a person is given by one relationship word or a reference, never by name",
            "join words with a hyphen, such as maternal-aunt",
        ));
    }
    if let Some(known) = KNOWN.iter().find(|known| known.eq_ignore_ascii_case(text))
        && *known != text
    {
        return Err(with_help("relationship words are in small letters", format!("write {known}")));
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

#[cfg(test)]
mod tests {
    use super::Person;

    fn is_kin(word: &str) -> bool {
        Person(word.into()).is_kin_or_friend()
    }

    #[test]
    fn kinship_words_are_of_family_or_friends() {
        let words = "relative friend mother grandmothers parents maternal-aunt step-brother godmother \
                     kinship-carer family-friend connected-person neighbour";
        for word in words.split_whitespace() {
            assert!(is_kin(word), "{word}");
        }
    }

    #[test]
    fn words_for_others_are_not() {
        let words = "foster-carer foster-carers former-foster-carer foster_carer fosterers adopters \
                     prospective-adopter adoptive-mother other others unknown stranger social-worker \
                     key-workers reviewing-officer advocate head-teacher professional council \
                     local-authority";
        for word in words.split_whitespace() {
            assert!(!is_kin(word), "{word}");
        }
    }

    #[test]
    fn a_word_that_tells_no_kinship_is_not() {
        for word in ["child", "carer", "carers", "F-221", "SIB-1", "f221", "Aunt", "-", ""] {
            assert!(!is_kin(word), "{word}");
        }
    }
}
