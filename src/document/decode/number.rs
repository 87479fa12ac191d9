//! Numbers, read strictly: what merely looks like one is told apart and explained.

use std::str::FromStr;

use super::error::DecodeError;
use super::node::{NodeDeserializer, Scalar};
use super::wording::{self, is_long};
use crate::document::scalar::{Number, Reading, is_padded};

/// A type of number that a field may have.
pub(super) trait Numeric: FromStr + Copy {
    /// What is expected, in words.
    const EXPECTED: &'static str;

    /// The value of a number that text of ours can hold but the type's own reading refuses.
    fn from_number(_: Number) -> Option<Self> {
        None
    }

    /// Whether the value is one that a file may record.
    fn is_sound(self) -> bool {
        true
    }
}

macro_rules! whole {
    ($($number:ty, $expected:literal;)*) => {
        $(impl Numeric for $number {
            const EXPECTED: &'static str = $expected;

            // To JSON Schema and to people, 7.0 is the whole number 7.
            fn from_number(number: Number) -> Option<Self> {
                match number {
                    Number::Float(value) if value.fract() == 0.0 => value.to_string().parse().ok(),
                    _ => None,
                }
            }
        })*
    };
}

whole! {
    i8, "a whole number from -128 to 127";
    i16, "a whole number from -32768 to 32767";
    i32, "a whole number";
    i64, "a whole number";
    u8, "a whole number from 0 to 255";
    u16, "a whole number from 0 to 65535";
    u32, "a whole number, 0 or more";
    u64, "a whole number, 0 or more";
}

impl Numeric for f64 {
    const EXPECTED: &'static str = "a number";

    fn from_number(number: Number) -> Option<Self> {
        match number {
            Number::Float(value) => Some(value),
            _ => None,
        }
    }

    fn is_sound(self) -> bool {
        self.is_finite()
    }
}

impl Numeric for f32 {
    const EXPECTED: &'static str = "a number";

    fn is_sound(self) -> bool {
        self.is_finite()
    }
}

impl NodeDeserializer<'_> {
    /// Reads a number.
    pub(super) fn number<N: Numeric>(self) -> Result<N, DecodeError> {
        let scalar = self.scalar(N::EXPECTED)?;
        value(scalar).map_err(|error| error.at(self.node))
    }
}

fn value<N: Numeric>(scalar: Scalar<'_>) -> Result<N, DecodeError> {
    let text = scalar.text.trim();
    let number = match scalar.reading() {
        Reading::Number(number) => number,
        _ if text.parse::<f64>().is_ok_and(f64::is_finite) && scalar.is_quoted() => {
            let message = format!("expected {}; remove the quotes", N::EXPECTED);
            return Err(DecodeError::value(message));
        }
        Reading::Boolean(value) => {
            return Err(DecodeError::mismatch(N::EXPECTED, &format!("`{value}`")));
        }
        _ => {
            let mismatch = DecodeError::mismatch(N::EXPECTED, "text");
            return Err(mismatch.help("write it in figures and nothing else, such as 8"));
        }
    };
    if let Some(unpadded) = unpadded(text) {
        let message = if is_long(text) {
            "the number has a leading zero; remove it".to_owned()
        } else {
            format!("`{text}` has a leading zero; write {unpadded}")
        };
        return Err(DecodeError::value(message));
    }
    N::from_number(number)
        .or_else(|| text.parse().ok())
        .filter(|value: &N| value.is_sound())
        .ok_or_else(|| DecodeError::mismatch(N::EXPECTED, &wording::number(text)))
}

/// A number without its leading zeros, if it has any.
fn unpadded(text: &str) -> Option<String> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !is_padded(digits) {
        return None;
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let bare = digits.trim_start_matches('0');
    Some(format!("{sign}{}", if bare.is_empty() { "0" } else { bare }))
}
