//! What the codes of a return mean, read from a table.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A code: the case file's word for it, and what else it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Code {
    /// The case file's word, or one of this module's own; empty when there is none.
    pub(super) word: &'static str,
    /// How care was entered, who the carer is, or which order was made; empty when nothing.
    pub(super) more: &'static str,
}

/// Every code, by its field and itself.
#[derive(Debug)]
pub(super) struct Codes(BTreeMap<(&'static str, &'static str), Code>);

const TABLE: &str = include_str!("codes.tsv");

/// The codes of every return.
pub(super) static CODES: LazyLock<Codes> = LazyLock::new(Codes::new);

impl Codes {
    pub(super) fn new() -> Self {
        let rows = TABLE.lines().skip(1).filter_map(|line| {
            let mut cells = line.split('\t');
            let (field, code) = (cells.next()?, cells.next()?);
            Some(((field, code), Code { word: cells.next()?, more: cells.next()? }))
        });
        Self(rows.collect())
    }

    /// The codes of a field.
    pub(super) fn of(&self, field: &str) -> impl Iterator<Item = (&'static str, Code)> {
        let codes = self.0.iter().filter(move |((of, _), _)| *of == field);
        codes.map(|((_, name), code)| (*name, *code))
    }

    /// What the code means that a text such as `f) U6: Foster placement` has in it.
    pub(super) fn in_text(&self, field: &'static str, text: &str) -> Option<Code> {
        text.split(|c: char| !c.is_alphanumeric()).find_map(|word| self.get(field, word))
    }

    /// What a code of a field means; none when it is not known.
    pub(super) fn get(&self, field: &'static str, code: &str) -> Option<Code> {
        let code = code.to_ascii_uppercase();
        self.0.get(&(field, code.as_str())).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{Codes, TABLE};
    use crate::case::{Entry, LegalStatus, Participation, PermanenceOrder, PlacementKind};

    fn words(of: &str) -> Vec<&'static str> {
        match of {
            "LS" => LegalStatus::ALL.iter().map(|word| word.word()).collect(),
            "PLACE" => {
                let kinds = PlacementKind::ALL.iter().map(|word| word.word());
                kinds.chain(["temporary"]).collect()
            }
            "REVIEW_CODE" => Participation::ALL.iter().map(|word| word.word()).collect(),
            "RNE" => vec!["starts", "legal-status", "moves", "same-carer"],
            "REC" => vec!["goes-on", "ended"],
            _ => vec!["adoption", "special-guardianship", "child-arrangements", "unknown", "none"],
        }
    }

    #[test]
    fn every_code_has_a_word_of_the_case_file_or_none() {
        let codes = Codes::new();
        assert_eq!(
            codes.0.len(),
            TABLE.lines().count() - 1,
            "a row is not read, or is there twice"
        );
        for ((field, name), code) in &codes.0 {
            let known = code.word.is_empty() || words(field).contains(&code.word);
            assert!(known, "{field} {name}: {}", code.word);
            let more: Vec<&str> = match *field {
                "LS" => Entry::ALL.iter().map(|word| word.word()).collect(),
                "PLACE" => vec!["relative-or-friend"],
                "REC" => PermanenceOrder::ALL.iter().map(|word| word.word()).collect(),
                _ => vec![],
            };
            assert!(code.more.is_empty() || more.contains(&code.more), "{field} {name}");
        }
        assert_eq!(codes.get("LS", "c2").map(|code| code.word), Some("care-order"));
        assert_eq!(codes.get("LS", "U6"), None);
    }
}
