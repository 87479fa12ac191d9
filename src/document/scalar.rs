//! What the text of a scalar means: YAML 1.2's core schema, and JSON's literals.

use super::tree::Style;

/// What a scalar is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reading {
    /// `null`, `~` or nothing at all.
    Nothing,
    Boolean(bool),
    Number(Number),
    Text,
}

/// The value of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    /// Digits after a zero, such as `0417`: more likely a reference than a number.
    Padded,
}

/// Reads a scalar as its language does.
pub(super) fn read(text: &str, style: Style) -> Reading {
    match style {
        Style::Quoted => Reading::Text,
        Style::Plain => plain(text),
        Style::Literal => literal(text),
    }
}

/// Whether a scalar is nothing, which is asked of nearly every value.
pub(super) fn is_nothing(text: &str, style: Style) -> bool {
    match style {
        Style::Quoted => false,
        Style::Plain => matches!(text, "" | "~" | "null" | "Null" | "NULL"),
        Style::Literal => text == "null",
    }
}

fn plain(text: &str) -> Reading {
    match text {
        _ if is_nothing(text, Style::Plain) => Reading::Nothing,
        "true" | "True" | "TRUE" => Reading::Boolean(true),
        "false" | "False" | "FALSE" => Reading::Boolean(false),
        _ => yaml_number(text).map_or(Reading::Text, Reading::Number),
    }
}

fn literal(text: &str) -> Reading {
    match text {
        _ if is_nothing(text, Style::Literal) => Reading::Nothing,
        "true" => Reading::Boolean(true),
        "false" => Reading::Boolean(false),
        _ => json_number(text).map_or(Reading::Text, Reading::Number),
    }
}

fn yaml_number(text: &str) -> Option<Number> {
    // Most text starts with a letter, and no number does.
    if !text.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.')) {
        return None;
    }
    // Nor is a date, which has a hyphen where only an exponent could.
    if let [b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'0'..=b'9', b'-', ..] = text.as_bytes() {
        return None;
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    if is_padded(unsigned) {
        return Some(Number::Padded);
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return based(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return based(digits, 8);
    }
    match unsigned {
        ".inf" | ".Inf" | ".INF" if text.starts_with('-') => Some(Number::Float(f64::NEG_INFINITY)),
        ".inf" | ".Inf" | ".INF" => Some(Number::Float(f64::INFINITY)),
        ".nan" | ".NaN" | ".NAN" if unsigned == text => Some(Number::Float(f64::NAN)),
        _ if is_yaml_decimal(unsigned) => json_number(text).or_else(|| {
            let bare = text.strip_prefix('+').unwrap_or(text);
            // One that is too large to reckon with, such as `1e999`, is a reference that looks like a number.
            let float = || bare.parse().ok().filter(|float: &f64| float.is_finite());
            json_number(bare).or_else(|| float().map(Number::Float))
        }),
        _ => None,
    }
}

fn based(digits: &str, radix: u32) -> Option<Number> {
    let starts_well = digits.starts_with(|digit: char| digit.is_ascii_hexdigit());
    let number = u64::from_str_radix(digits, radix).ok()?;
    starts_well.then_some(Number::Unsigned(number))
}

/// A zero before further digits.
pub(super) fn is_padded(unsigned: &str) -> bool {
    unsigned.len() > 1
        && unsigned.starts_with('0')
        && unsigned.bytes().all(|byte| byte.is_ascii_digit())
}

/// `12`, `1.5`, `.5`, `5.`, `1e3`: digits with a point and an exponent, neither of which is needed.
fn is_yaml_decimal(unsigned: &str) -> bool {
    let (whole, rest) = split_digits(unsigned);
    let (part, rest) = match rest.strip_prefix('.') {
        Some(rest) => split_digits(rest),
        None => ("", rest),
    };
    let exponent_fits = || {
        let exponent = rest.strip_prefix(['e', 'E']).unwrap_or_default();
        let (digits, rest) = split_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
        !digits.is_empty() && rest.is_empty()
    };
    !(whole.is_empty() && part.is_empty()) && (rest.is_empty() || exponent_fits())
}

/// The digits that a text starts with, and what comes after them.
fn split_digits(text: &str) -> (&str, &str) {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at_checked(digits).unwrap_or((text, ""))
}

/// A JSON number's value, exactly as `serde_json` has it, or nothing when it refuses the text.
pub(super) fn json_number(text: &str) -> Option<Number> {
    if !text.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return None;
    }
    // An integer short enough for an `i64` needs no second opinion, and nearly every number is one.
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    if is_short_integer(unsigned) && text != "-0" {
        return text.parse().ok().map(Number::Signed);
    }
    let number: serde_json::Number = serde_json::from_str(text).ok()?;
    let signed = number.as_i64().map(Number::Signed);
    let unsigned = || number.as_u64().map(Number::Unsigned);
    signed.or_else(unsigned).or_else(|| number.as_f64().map(Number::Float))
}

fn is_short_integer(unsigned: &str) -> bool {
    (1..=18).contains(&unsigned.len())
        && unsigned.bytes().all(|byte| byte.is_ascii_digit())
        && !is_padded(unsigned)
}

#[cfg(test)]
mod tests {
    use super::{Number, Reading, read};
    use crate::document::tree::Style;

    fn plain(text: &str) -> Reading {
        read(text, Style::Plain)
    }

    #[test]
    fn only_the_core_schema_has_booleans() {
        assert_eq!(plain("True"), Reading::Boolean(true));
        for text in ["yes", "no", "on", "y", "tRUE"] {
            assert_eq!(plain(text), Reading::Text, "{text}");
        }
    }

    #[test]
    fn numbers_are_told_from_text() {
        let numbers = ["0", "-1", "+12", "1.5", ".5", "5.", "1e3", "0x1F", "0o17", "0417", ".inf"];
        for text in numbers {
            assert!(matches!(plain(text), Reading::Number(_)), "{text}");
        }
        let words =
            ["2025-03-31", "1 2", "1_000", ".", "+", "-", "1e", "0xg", "0x+1", "+.nan", "12a"];
        for text in words {
            assert_eq!(plain(text), Reading::Text, "{text}");
        }
        for text in ["1e999", "-12E345", &"9".repeat(400)] {
            assert_eq!(plain(text), Reading::Text, "larger than any number: {text}");
        }
    }

    #[test]
    fn a_leading_zero_is_no_number_to_reckon_with() {
        assert_eq!(plain("0417"), Reading::Number(Number::Padded));
        assert_eq!(plain("0"), Reading::Number(Number::Signed(0)));
    }

    #[test]
    fn quotes_make_text() {
        assert_eq!(read("12", Style::Quoted), Reading::Text);
        assert_eq!(read("", Style::Quoted), Reading::Text);
    }
}
