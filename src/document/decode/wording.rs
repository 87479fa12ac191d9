//! The words for what was expected and what was found, none of them the file's own.

use serde::de::Unexpected;

/// The most known words listed in one sentence.
const MOST_LISTED: usize = 12;

/// What serde found, without repeating text.
pub(super) fn found(unexpected: &Unexpected<'_>) -> String {
    match unexpected {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => format!("the number {value}"),
        Unexpected::Signed(value) => format!("the number {value}"),
        Unexpected::Float(value) => format!("the number {value}"),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Seq | Unexpected::TupleVariant => "a list".to_owned(),
        Unexpected::Map | Unexpected::StructVariant => "a group of fields".to_owned(),
        _ => "text".to_owned(),
    }
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
    use super::listing;

    #[test]
    fn a_long_list_is_cut() {
        assert_eq!(listing(&["a", "b"]), "`a`, `b`");
        assert!(listing(&["a"; 13]).ends_with("`a`, …"));
    }
}
