//! The value beside a key, or what is read in its place.

use serde::de::{DeserializeSeed, Visitor};

use super::context::Context;
use super::error::{DecodeError, Fault};
use super::node::NodeDeserializer;
use super::repair::Repair;
use super::stand_in::StandIn;
use crate::document::tree::NodeId;

/// The value beside a key, as it is to be read.
pub(super) enum Value<'de> {
    Written(NodeDeserializer<'de>),
    Replaced(NodeId, StandIn),
}

pub(super) fn value_of<'de>(context: &'de Context<'de>, node: NodeId) -> Value<'de> {
    match context.repairs.of(node) {
        Some(Repair::StandIn(attempt)) => Value::Replaced(node, StandIn::new(attempt)),
        _ => Value::Written(NodeDeserializer::field(context, node)),
    }
}

impl<'de> Value<'de> {
    pub(super) fn seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, DecodeError> {
        match self {
            Self::Written(value) => value.seed(seed),
            Self::Replaced(node, stand_in) => replaced(node, stand_in, seed),
        }
    }

    pub(super) fn list<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self {
            Self::Written(value) => value.about(value.list(visitor)),
            Self::Replaced(node, stand_in) => did_it_do(node, stand_in.items(length, visitor)),
        }
    }

    pub(super) fn group<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        match self {
            Self::Written(value) => value.about(value.group(Some(fields), visitor)),
            Self::Replaced(node, stand_in) => did_it_do(node, stand_in.fields(fields, visitor)),
        }
    }
}

/// Rare, and so kept out of the way of what is not.
#[cold]
#[inline(never)]
fn replaced<'de, S: DeserializeSeed<'de>>(
    node: NodeId,
    stand_in: StandIn,
    seed: S,
) -> Result<S::Value, DecodeError> {
    did_it_do(node, seed.deserialize(stand_in))
}

/// Whatever is wrong with a stand-in, it is only that another must be tried.
fn did_it_do<T>(node: NodeId, result: Result<T, DecodeError>) -> Result<T, DecodeError> {
    result.map_err(|_| DecodeError::new(Fault::StandIn, "no value stands in for this").at(node))
}
