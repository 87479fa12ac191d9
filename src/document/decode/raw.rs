//! Text that may look like a number and must keep every character, such as a reference.

use serde::de::{Deserializer, Visitor};

use super::error::DecodeError;
use super::node::NodeDeserializer;
use crate::document::scalar::Reading;

/// The name of a newtype struct that is given the text of a scalar as it was written, also when it
/// looks like a number: of `0417`, the text `0417`.
///
/// A type asks for it with [`Deserializer::deserialize_newtype_struct`], or by deriving with
/// `#[serde(rename = "permanence::RawScalar")]` on a struct of one `String`.
pub const RAW_SCALAR: &str = "permanence::RawScalar";

/// The name of a newtype struct that is written as a word, or as a group of fields in which the
/// council's own keys are passed over as in any struct.
pub const WORD_OR_GROUP: &str = "permanence::WordOrGroup";

/// Gives the text of a scalar, whatever it looks like. Booleans and nothing are still refused.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawScalar<'de>(pub(super) NodeDeserializer<'de>);

impl<'de> Deserializer<'de> for RawScalar<'de> {
    type Error = DecodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let scalar = self.0.scalar_for_text()?;
        let result = match scalar.reading() {
            Reading::Boolean(_) => Err(DecodeError::not_quoted()),
            _ => self.0.give(scalar.text, visitor),
        };
        result.map_err(|error| error.at(self.0.node))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
