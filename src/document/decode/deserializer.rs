//! serde's deserializer for one value of a tree.

use serde::de::{Deserializer, Visitor};

use super::error::DecodeError;
use super::key::KeyDeserializer;
use super::node::{NodeDeserializer, Place};
use super::raw::{RAW_SCALAR, RawScalar, WORD_OR_GROUP};
use super::variant::EntryAccess;
use crate::document::scalar::{Number, Reading};
use crate::document::tree::Content;

/// Whole numbers and others, each read by its own type so that its range is its own too.
macro_rules! numbers {
    ($($method:ident $visit:ident $number:ty;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            let number: $number = self.number()?;
            visitor.$visit(number)
        })*
    };
}

/// Errors that come without a node are about the value: [`NodeDeserializer::seed`], by which every
/// value is read, says so of them.
impl<'de> Deserializer<'de> for NodeDeserializer<'de> {
    type Error = DecodeError;

    numbers! {
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
        deserialize_f32 visit_f32 f32;
        deserialize_f64 visit_f64 f64;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let Some(scalar) = self.maybe_scalar() else {
            return match self.content() {
                Content::List => self.list(visitor),
                _ => self.group(None, visitor),
            };
        };
        match scalar.reading() {
            Reading::Nothing => visitor.visit_unit().map_err(|_: DecodeError| self.nothing_here()),
            Reading::Boolean(value) => visitor.visit_bool(value),
            Reading::Number(Number::Signed(value)) => visitor.visit_i64(value),
            Reading::Number(Number::Unsigned(value)) => visitor.visit_u64(value),
            Reading::Number(Number::Float(value)) => visitor.visit_f64(value),
            // As a number it would lose its zeros.
            Reading::Number(Number::Padded) | Reading::Text => self.give(scalar.text, visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let value = self.boolean()?;
        visitor.visit_bool(value)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let text = self.text()?;
        self.give(text, visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        match self.place {
            Place::Item if self.is_nothing() => Err(DecodeError::empty_item()),
            Place::Field if self.is_blank() => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        if !self.is_nothing() {
            return self.mismatch("nothing");
        }
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        if name == RAW_SCALAR {
            visitor.visit_newtype_struct(RawScalar(self))
        } else if name == WORD_OR_GROUP && matches!(self.content(), Content::Group) {
            self.group(Some(&[]), visitor)
        } else {
            visitor.visit_newtype_struct(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.list(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        if self.is_blank() {
            return self.fail(self.nothing_here());
        }
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.group(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.group(Some(fields), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        if matches!(self.content(), Content::Group) {
            let entry = self.only_entry()?;
            let access = EntryAccess::new(self.context, self.resolved(), entry);
            return self.context.inside(|| visitor.visit_enum(access));
        }
        let word = self.scalar("a word")?.text;
        visitor.visit_enum(KeyDeserializer(word))
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        let word = self.scalar("a word")?.text;
        visitor.visit_borrowed_str(word)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! { i128 u128 }
}
