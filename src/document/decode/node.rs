//! One value of a tree, and what can be asked of it whatever the type to be read.

use serde::de::{DeserializeSeed, Visitor};

use super::access::{GroupAccess, ListAccess};
use super::context::Context;
use super::error::{DecodeError, Fault};
use super::wording;
use crate::document::Syntax;
use crate::document::entries::Entry;
use crate::document::scalar::{Reading, is_nothing, read};
use crate::document::tree::{Content, NodeId, Style};

/// Where a value stands, which rules what it means when there is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Beside a key, or alone: nothing there is not recorded.
    Field,
    /// In a list: nothing there is a slip.
    Item,
}

/// A value to be read as a type.
#[derive(Clone, Copy, Debug)]
pub(super) struct NodeDeserializer<'de> {
    pub(super) context: &'de Context<'de>,
    pub(super) node: NodeId,
    pub(super) place: Place,
}

/// The text of a scalar and how it was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scalar<'de> {
    pub(super) text: &'de str,
    pub(super) style: Style,
}

impl Scalar<'_> {
    pub(super) fn reading(self) -> Reading {
        read(self.text, self.style)
    }

    pub(super) fn is_nothing(self) -> bool {
        is_nothing(self.text, self.style)
    }

    /// Whether it says nothing: null, or white space alone.
    pub(super) fn is_blank(self) -> bool {
        // Nearly all text starts with a letter or a figure.
        match self.text.as_bytes().first() {
            Some(first) if first.is_ascii_alphanumeric() => self.is_nothing(),
            _ => self.is_nothing() || self.text.chars().all(char::is_whitespace),
        }
    }

    pub(super) fn is_quoted(self) -> bool {
        self.style == Style::Quoted
    }
}

impl<'de> NodeDeserializer<'de> {
    pub(super) fn root(context: &'de Context<'de>, node: NodeId) -> Self {
        Self::field(context, node)
    }

    pub(super) fn field(context: &'de Context<'de>, node: NodeId) -> Self {
        let place = Place::Field;
        Self { context, node, place }
    }

    pub(super) fn item(context: &'de Context<'de>, node: NodeId) -> Self {
        let place = Place::Item;
        Self { context, node, place }
    }

    /// Reads a value with a seed, and says of an error that comes without a node that it is this.
    pub(super) fn seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, DecodeError> {
        self.about(seed.deserialize(self))
    }

    /// Hands over a text, which aliases could make a great many copies of.
    pub(super) fn give<V: Visitor<'de>>(
        self,
        text: &'de str,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.context.hand_over(text).and_then(|()| visitor.visit_borrowed_str(text))
    }

    /// Says of an error that comes without a node that it is about this.
    pub(super) fn about<T>(self, result: Result<T, DecodeError>) -> Result<T, DecodeError> {
        result.map_err(|error| error.at(self.node))
    }

    pub(super) fn fail<T>(self, error: DecodeError) -> Result<T, DecodeError> {
        Err(error.at(self.node))
    }

    pub(super) fn mismatch<T>(self, expected: &str) -> Result<T, DecodeError> {
        self.fail(DecodeError::mismatch(expected, &self.found()))
    }

    pub(super) fn content(self) -> &'de Content<'de> {
        self.context.tree.content(self.node)
    }

    pub(super) fn maybe_scalar(self) -> Option<Scalar<'de>> {
        match self.content() {
            Content::Scalar { text, style } => Some(Scalar { text, style: *style }),
            _ => None,
        }
    }

    pub(super) fn is_nothing(self) -> bool {
        self.maybe_scalar().is_some_and(Scalar::is_nothing)
    }

    pub(super) fn is_blank(self) -> bool {
        self.maybe_scalar().is_some_and(Scalar::is_blank)
    }

    pub(super) fn found(self) -> String {
        let Some(scalar) = self.maybe_scalar() else {
            return match self.content() {
                Content::List => "a list".to_owned(),
                _ => "a group of fields".to_owned(),
            };
        };
        match scalar.reading() {
            Reading::Nothing => "nothing".to_owned(),
            Reading::Boolean(value) => format!("`{value}`"),
            Reading::Number(_) => wording::number(scalar.text),
            Reading::Text => "text".to_owned(),
        }
    }

    /// Whether nothing is recorded where that is allowed, which in a list it is not.
    fn is_left_open(self) -> Result<bool, DecodeError> {
        match self.place {
            Place::Item if self.is_blank() => self.fail(DecodeError::empty_item()),
            _ => Ok(self.is_blank()),
        }
    }

    /// The error for nothing where something is required.
    pub(super) fn nothing_here(self) -> DecodeError {
        match self.place {
            Place::Field => DecodeError::blank(),
            Place::Item => DecodeError::empty_item(),
        }
    }

    /// A scalar that must say something.
    pub(super) fn scalar(self, expected: &str) -> Result<Scalar<'de>, DecodeError> {
        match self.maybe_scalar() {
            Some(scalar) if scalar.is_blank() => self.fail(self.nothing_here()),
            Some(scalar) => Ok(scalar),
            None => self.mismatch(expected),
        }
    }

    /// A scalar for text. In a list, blank text in quotes is the visitor's to judge.
    pub(super) fn scalar_for_text(self) -> Result<Scalar<'de>, DecodeError> {
        match self.maybe_scalar() {
            Some(scalar) if self.place == Place::Item && !self.is_nothing() => Ok(scalar),
            _ => self.scalar("text"),
        }
    }

    pub(super) fn text(self) -> Result<&'de str, DecodeError> {
        let scalar = self.scalar_for_text()?;
        match scalar.reading() {
            Reading::Text => Ok(scalar.text),
            _ => self.fail(DecodeError::not_quoted()),
        }
    }

    pub(super) fn boolean(self) -> Result<bool, DecodeError> {
        let expected = "true or false";
        let scalar = self.scalar(expected)?;
        if let Reading::Boolean(value) = scalar.reading() {
            return Ok(value);
        }
        let advice = match scalar.text.trim().to_lowercase().as_str() {
            "true" | "false" if scalar.is_quoted() => "remove the quotes",
            "yes" | "on" | "y" => "write `true`",
            "no" | "off" | "n" => "write `false`",
            _ => return self.mismatch(expected),
        };
        self.fail(DecodeError::value(format!("expected {expected}; {advice}")))
    }

    /// The items of what must be a list, or of none where nothing is recorded.
    pub(super) fn list<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, DecodeError> {
        self.check_list()?;
        let items = ListAccess::new(self.context, self.resolved());
        self.context.inside(|| visitor.visit_seq(items))
    }

    fn check_list(self) -> Result<(), DecodeError> {
        if matches!(self.content(), Content::List) || self.is_left_open()? {
            return Ok(());
        }
        let error = DecodeError::mismatch("a list", &self.found());
        self.fail(error.help(match self.context.tree.syntax {
            Syntax::Toml => "put the items in square brackets, with commas between them",
            _ => "put the items in square brackets, or each on a line of its own after a dash",
        }))
    }

    /// The entries of what must be a group, or of none where nothing is recorded.
    pub(super) fn group<V: Visitor<'de>>(
        self,
        fields: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, DecodeError> {
        self.check_group()?;
        let entries = GroupAccess::new(self.context, self.resolved(), fields);
        self.context.inside(|| visitor.visit_map(entries))
    }

    fn check_group(self) -> Result<(), DecodeError> {
        if matches!(self.content(), Content::Group) || self.is_left_open()? {
            return Ok(());
        }
        let error = DecodeError::mismatch("a group of fields", &self.found());
        self.fail(error.help(match self.context.tree.syntax {
            Syntax::Toml => "write its name in square brackets, and its keys on lines below",
            _ => "write its keys, each with a colon and its value",
        }))
    }

    /// The entry of a group that must have just one.
    pub(super) fn only_entry(self) -> Result<Entry<'de>, DecodeError> {
        let mut entries = self.context.tree.entries(self.resolved());
        let first_two = (entries.next(), entries.next());
        self.about(self.context.visit(entries.examined))?;
        let left_out = |id| self.context.repairs.is_left_out(id);
        match first_two {
            (Some(entry), None) if left_out(entry.key) || left_out(entry.value) => {
                let message = "the only entry is left out";
                self.fail(DecodeError::new(Fault::StandIn, message))
            }
            (Some(entry), None) => Ok(entry),
            _ => self.fail(DecodeError::value("expected a group of exactly one field")),
        }
    }

    pub(super) fn resolved(self) -> NodeId {
        self.context.tree.resolve(self.node)
    }
}
