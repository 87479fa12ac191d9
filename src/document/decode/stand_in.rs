//! Values given in the place of ones that are wrong or missing, so that reading can go on.
//!
//! They never leave this module's neighbours: once one is used a problem has been told, and the
//! value that is read with it is thrown away.

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, VariantAccess, Visitor,
};

use super::error::DecodeError;

/// Text to be tried. The first is a date and not blank, which is what most text must be.
const TEXTS: [&str; ATTEMPTS] = ["2000-01-01", "", "a"];

/// Numbers to be tried.
const NUMBERS: [u8; ATTEMPTS] = [1, 0, 2];

/// How many stand-ins there are to be tried for a value.
pub(super) const ATTEMPTS: usize = 3;

/// How deep a stand-in goes for a type that holds itself.
const DEEPEST: usize = 16;

/// A value of whatever type is asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct StandIn {
    attempt: usize,
    depth: usize,
}

impl StandIn {
    pub(super) fn new(attempt: usize) -> Self {
        Self { attempt, depth: 0 }
    }

    fn text(self) -> &'static str {
        TEXTS.get(self.attempt).copied().unwrap_or_default()
    }

    fn number(self) -> u8 {
        NUMBERS.get(self.attempt).copied().unwrap_or_default()
    }

    /// The stand-in for what is inside this one.
    fn inner(self) -> Result<Self, DecodeError> {
        let depth = self.depth + 1;
        if depth > DEEPEST {
            return Err(DecodeError::value("no value stands in for this type"));
        }
        Ok(Self { depth, ..self })
    }

    /// Stand-ins for the fields of a struct.
    pub(super) fn fields<'de, V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let inner = self.inner()?;
        let fields = fields.iter().map(|&field| (field, inner));
        visitor.visit_map(MapDeserializer::new(fields))
    }

    /// Stand-ins for a list of a certain length.
    pub(super) fn items<'de, V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let items = std::iter::repeat_n(self.inner()?, length);
        visitor.visit_seq(SeqDeserializer::new(items))
    }
}

impl IntoDeserializer<'_, DecodeError> for StandIn {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

macro_rules! whole_numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
            visitor.visit_u8(self.number())
        })*
    };
}

impl<'de> Deserializer<'de> for StandIn {
    type Error = DecodeError;

    whole_numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_borrowed_str(self.text())
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_bool(false)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_f32(self.number().into())
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_f64(self.number().into())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_none()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        visitor.visit_newtype_struct(self.inner()?)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.items(0, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.items(length, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.items(length, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.fields(&[], visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.fields(fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let variant = variants.get(self.attempt).or(variants.first());
        visitor.visit_enum(Variant {
            name: variant.copied().unwrap_or_default(),
            inner: self.inner()?,
        })
    }

    serde::forward_to_deserialize_any! { char str string bytes byte_buf identifier ignored_any }
}

/// A variant of an enum, and the stand-in for what it holds.
struct Variant {
    name: &'static str,
    inner: StandIn,
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = DecodeError;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self), DecodeError> {
        let name = seed.deserialize(self.name.into_deserializer())?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        seed.deserialize(self.inner)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.inner.items(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.inner.fields(fields, visitor)
    }
}
