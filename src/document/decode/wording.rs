//! The words for what was expected and what was found, none of them the file's own.

use serde::de::Unexpected;

/// The most known words listed in one sentence.
const MOST_LISTED: usize = 12;

/// The most characters of a number that are repeated: an NHS number has ten.
const LONGEST_NUMBER: usize = 9;

/// What serde found, without repeating text.
pub(super) fn found(unexpected: &Unexpected<'_>) -> String {
    match unexpected {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => number(&value.to_string()),
        Unexpected::Signed(value) => number(&value.to_string()),
        Unexpected::Float(value) => number(&value.to_string()),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Seq | Unexpected::TupleVariant => "a list".to_owned(),
        Unexpected::Map | Unexpected::StructVariant => "a group of fields".to_owned(),
        _ => "text".to_owned(),
    }
}

/// A number as it is told. A long one could be anybody's, of a telephone or a patient.
pub(super) fn number(text: &str) -> String {
    if is_long(text) { "a long number".to_owned() } else { format!("the number {text}") }
}

/// Whether a number is longer than any that a record counts with.
pub(super) fn is_long(text: &str) -> bool {
    text.len() > LONGEST_NUMBER
}

/// What a visitor says it expects, with the words of the programming language replaced.
pub(super) fn expected(words: &str) -> String {
    let plain = match words {
        "a string" | "str" | "string" => "text",
        "a boolean" | "bool" => "true or false",
        "a sequence" => "a list",
        "a map" => "a group of fields",
        "f32" | "f64" => "a number",
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "usize" | "isize" => {
            "a whole number"
        }
        "variant identifier" | "field identifier" => "a word",
        _ if words.starts_with("struct ") => "a group of fields",
        _ if words.starts_with("enum ") => "a word",
        _ => words,
    };
    plain.to_owned()
}

/// The known words, for a sentence.
pub(super) fn listing(known: &[&str]) -> String {
    let mut words: Vec<String> =
        known.iter().take(MOST_LISTED).map(|word| format!("`{word}`")).collect();
    if known.len() > MOST_LISTED {
        words.push("…".to_owned());
    }
    words.join(", ")
}

#[cfg(test)]
mod tests {
    use super::{listing, number};

    #[test]
    fn a_long_number_is_not_repeated() {
        assert_eq!(number("-12345678"), "the number -12345678");
        assert_eq!(number("9434765919"), "a long number");
    }

    #[test]
    fn a_long_list_is_cut() {
        assert_eq!(listing(&["a", "b"]), "`a`, `b`");
        assert!(listing(&["a"; 13]).ends_with("`a`, …"));
    }
}
