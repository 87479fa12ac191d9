//! What of a cell a remark may repeat.
//!
//! A cell that is not understood may be one that has slipped, and hold a name: of its words only those
//! are repeated that the tables of codes and phrases have, and figures.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::care_plan::BOXES;
use super::cell::is_code;

/// The tables whose words say nothing of a child.
const TABLES: [&str; 3] = [
    include_str!("legal-statuses.tsv"),
    include_str!("codes.tsv"),
    include_str!("annex_a/plans.tsv"),
];

/// Their words, and those of the care plan's boxes.
static KNOWN: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let lines = TABLES.iter().flat_map(|table| table.lines());
    let rows = lines.filter(|line| !line.starts_with('#'));
    let words = rows.flat_map(|row| row.split(|c: char| !c.is_alphanumeric()));
    let boxes = BOXES.iter().map(|(name, _)| *name);
    words.chain(boxes).map(str::to_lowercase).collect()
});

/// A text in which words that no table has are left out.
pub(super) fn known_words(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (between, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_alphanumeric()).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        shown.push_str(between);
        shown.push_str(if is_known(word) { word } else { "…" });
        rest = after;
    }
    shown + rest
}

fn is_known(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
        || is_code(word)
        || KNOWN.contains(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::known_words;

    #[test]
    fn what_no_table_has_is_not_repeated() {
        for (text, shown) in [
            ("Discharge of care order", "… of care order"),
            ("C2 - Full care order", "C2 - Full care order"),
            ("Placed with Made-Up Surname", "Placed with …-Up …"),
            ("{\"RETURNEV\": \"12 months\"}", "{\"RETURNEV\": \"12 …\"}"),
            ("Örjan", "…"),
            ("", ""),
        ] {
            assert_eq!(known_words(text), shown);
        }
    }
}
