//! What is inside lists and groups, with the repairs made.

use serde::de::{DeserializeSeed, MapAccess, SeqAccess};

use super::context::Context;
use super::error::{DecodeError, Fault};
use super::key::KeyDeserializer;
use super::node::NodeDeserializer;
use super::stand_in::StandIn;
use super::trail::Step;
use super::value::value_of;
use crate::document::entries::{Entries, Entry};
use crate::document::tree::{Children, NodeId};

/// Keys that start so are the council's own, and no struct's.
const OWN_KEYS: &str = "x_";

/// The items of a list.
pub(super) struct ListAccess<'de> {
    context: &'de Context<'de>,
    items: std::iter::Enumerate<Children<'de, 'de>>,
}

impl<'de> ListAccess<'de> {
    /// The items of a list; anything else has none.
    pub(super) fn new(context: &'de Context<'de>, list: NodeId) -> Self {
        let items = context.tree.children(list).enumerate();
        Self { context, items }
    }
}

impl ListAccess<'_> {
    fn next_item(&mut self) -> Result<Option<(usize, NodeId)>, DecodeError> {
        let left_out = |item| self.context.repairs.is_left_out(item);
        let next = self.items.find(|&(_, item)| !left_out(item));
        if next.is_some() {
            self.context.visit(1)?;
        }
        Ok(next)
    }
}

impl<'de> SeqAccess<'de> for ListAccess<'de> {
    type Error = DecodeError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        let Some((index, item)) = self.next_item()? else {
            return Ok(None);
        };
        match NodeDeserializer::item(self.context, item).seed(seed) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(error.via(Step::Item { item, index })),
        }
    }

    // Most lists have one item or two, and many items are large.
    fn size_hint(&self) -> Option<usize> {
        Some(self.items.clone().count())
    }
}

/// The entries of a group, and then stand-ins for the fields it lacks.
pub(super) struct GroupAccess<'de> {
    context: &'de Context<'de>,
    group: NodeId,
    entries: Entries<'de, 'de>,
    missing: std::vec::IntoIter<(&'static str, usize)>,
    /// The fields of the struct that is read, if it is one.
    fields: Option<&'static [&'static str]>,
    /// What the value of the key just given is.
    next: Option<Next<'de>>,
}

#[derive(Clone, Copy)]
enum Next<'de> {
    Written(Entry<'de>),
    Missing(&'static str, usize),
}

impl<'de> GroupAccess<'de> {
    pub(super) fn new(
        context: &'de Context<'de>,
        group: NodeId,
        fields: Option<&'static [&'static str]>,
    ) -> Self {
        let entries = context.tree.entries(group);
        let missing = context.repairs.missing_in(group).into_iter();
        Self { context, group, entries, missing, fields, next: None }
    }

    /// The next entry, with what was looked at to find it counted.
    fn next_entry(&mut self) -> Result<Option<Entry<'de>>, DecodeError> {
        let entry = self.entries.next();
        self.context.visit(std::mem::take(&mut self.entries.examined))?;
        Ok(entry)
    }

    fn is_shown(&self, entry: Entry<'_>) -> bool {
        let repairs = self.context.repairs;
        let left_out = repairs.is_left_out(entry.key) || repairs.is_left_out(entry.value);
        let own = self.fields.is_some() && name_of(entry).starts_with(OWN_KEYS);
        !left_out && !own
    }

    fn step(&self, entry: Entry<'_>) -> Step {
        let name = name_of(entry);
        let mut fields = self.fields.unwrap_or_default().iter();
        Step::Entry {
            group: self.group,
            key: entry.key,
            field: fields.find(|&&field| field == name).copied(),
        }
    }

    /// The next entry that is read, taken note of.
    fn next_shown(&mut self) -> Result<Option<Entry<'de>>, DecodeError> {
        while let Some(entry) = self.next_entry()? {
            if self.is_shown(entry) {
                self.next = Some(Next::Written(entry));
                if self.fields.is_none() {
                    self.context.hand_over(name_of(entry))?;
                }
                return Ok(Some(entry));
            }
        }
        Ok(None)
    }

    /// The value of the key just given.
    fn next_value(&mut self) -> Result<Next<'de>, DecodeError> {
        self.context.visit(1)?;
        let next = self.next.take();
        next.ok_or_else(|| DecodeError::value("a value was asked for before its key"))
    }

    #[cold]
    fn led_here(&self, error: DecodeError, entry: Entry<'_>) -> DecodeError {
        error.via(self.step(entry))
    }
}

/// The name of an entry; of a key that is no text, which is told as a flaw, none.
fn name_of(entry: Entry<'_>) -> &str {
    entry.name.unwrap_or_default()
}

impl<'de> MapAccess<'de> for GroupAccess<'de> {
    type Error = DecodeError;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, DecodeError> {
        if let Some(entry) = self.next_shown()? {
            return match seed.deserialize(KeyDeserializer(name_of(entry))) {
                Ok(key) => Ok(Some(key)),
                Err(error) => Err(self.led_here(error.at(entry.key), entry)),
            };
        }
        let Some((field, attempt)) = self.missing.next() else {
            return Ok(None);
        };
        self.next = Some(Next::Missing(field, attempt));
        seed.deserialize(KeyDeserializer(field)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, DecodeError> {
        match self.next_value()? {
            Next::Written(entry) => match value_of(self.context, entry.value).seed(seed) {
                Ok(value) => Ok(value),
                Err(error) => Err(self.led_here(error, entry)),
            },
            Next::Missing(field, attempt) => supplied(field, attempt, seed),
        }
    }
}

/// A stand-in for a missing field; rare, and so kept out of the way of what is not.
#[cold]
#[inline(never)]
fn supplied<'de, S: DeserializeSeed<'de>>(
    field: &'static str,
    attempt: usize,
    seed: S,
) -> Result<S::Value, DecodeError> {
    seed.deserialize(StandIn::new(attempt))
        .map_err(|_| DecodeError::new(Fault::MissingStandIn(field), "no value stands in for this"))
}
