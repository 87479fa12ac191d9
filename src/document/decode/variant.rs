//! A variant of an enum that holds something.

use std::marker::PhantomData;

use serde::de::{DeserializeSeed, EnumAccess, VariantAccess, Visitor};

use super::context::Context;
use super::error::DecodeError;
use super::key::KeyDeserializer;
use super::trail::Step;
use super::value::{Value, value_of};
use crate::document::entries::Entry;
use crate::document::tree::NodeId;

/// A group of one entry, whose key is the word of an enum and whose value is what it holds.
pub(super) struct EntryAccess<'de> {
    context: &'de Context<'de>,
    entry: Entry<'de>,
    step: Step,
}

impl<'de> EntryAccess<'de> {
    pub(super) fn new(context: &'de Context<'de>, group: NodeId, entry: Entry<'de>) -> Self {
        let step = Step::Entry { group, key: entry.key, field: None };
        Self { context, entry, step }
    }

    fn value(&self) -> Value<'de> {
        value_of(self.context, self.entry.value)
    }
}

impl<'de> EnumAccess<'de> for EntryAccess<'de> {
    type Error = DecodeError;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<(S::Value, Self), DecodeError> {
        self.context.visit(2)?;
        let word = self.entry.name.unwrap_or_default();
        let variant = seed.deserialize(KeyDeserializer(word));
        let variant = variant.map_err(|error| error.at(self.entry.key).via(self.step))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for EntryAccess<'de> {
    type Error = DecodeError;

    fn unit_variant(self) -> Result<(), DecodeError> {
        let value = self.value().seed(PhantomData::<()>);
        value.map_err(|error| error.via(self.step))
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(
        self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        let value = self.value().seed(seed);
        value.map_err(|error| error.via(self.step))
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let value = self.value().list(length, visitor);
        value.map_err(|error| error.via(self.step))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        let value = self.value().group(fields, visitor);
        value.map_err(|error| error.via(self.step))
    }
}
