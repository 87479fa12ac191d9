//! serde's errors, with the node each is about.

use std::fmt;
use std::ops::Range;

use serde::de::{self, Unexpected};

use super::trail::Step;
use super::wording::{expected, found, listing};
use crate::document::nearest::nearest;
use crate::document::tree::NodeId;

/// Stands between message and help in an error that serde carries as one text. It is a control
/// character made for this, and no sentence has one.
const HELP_FOLLOWS: char = '\u{1f}';

/// Joins a message and what to do about it into one text for [`serde::de::Error::custom`], from
/// which [`Tree::decode`](crate::document::Tree::decode) makes a problem with both.
#[must_use]
pub fn with_help(message: impl fmt::Display, help: impl fmt::Display) -> String {
    format!("{message}{HELP_FOLLOWS}{help}")
}

/// What kept a value from being read. Boxed, since it is rare and a result is not.
#[derive(Debug)]
pub(super) struct DecodeError(Box<Details>);

#[derive(Debug)]
pub(super) struct Details {
    pub(super) fault: Fault,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// The place to mark, where that is not the node's.
    pub(super) mark: Option<Range<usize>>,
    /// The node it is about.
    pub(super) node: Option<NodeId>,
    /// The way there, the innermost step first.
    pub(super) steps: Vec<Step>,
}

/// What sort of thing is wrong, which rules where it is marked and how the reading gets past it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A value is not what it should be.
    Value,
    /// A value that must be recorded is null or blank.
    Blank,
    /// A group lacks a field that must be recorded.
    Missing(&'static str),
    /// A key should not be there; perhaps another was meant.
    Key { meant: Option<&'static str> },
    /// A tree's own record of the same key given before, with the first of the two.
    DuplicateKey { first: NodeId },
    /// The value put in the place of one that was wrong did not do.
    StandIn,
    /// The value put in the place of a missing field did not do.
    MissingStandIn(&'static str),
    /// A budget is used up.
    Budget,
}

impl DecodeError {
    pub(super) fn new(fault: Fault, message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            fault,
            message: message.into(),
            help: None,
            mark: None,
            node: None,
            steps: Vec::new(),
        }))
    }

    pub(super) fn value(message: impl Into<String>) -> Self {
        Self::new(Fault::Value, message)
    }

    pub(super) fn mismatch(expected: &str, found: &str) -> Self {
        Self::value(format!("expected {expected}, found {found}"))
    }

    /// A required value that is null or blank. A message that names it is made once the way there
    /// is known.
    pub(super) fn blank() -> Self {
        Self::new(Fault::Blank, "a value is required and is not recorded")
    }

    pub(super) fn empty_item() -> Self {
        Self::value("this item of the list is empty; remove it or fill it in")
    }

    /// A number or a boolean where text belongs.
    pub(super) fn not_quoted() -> Self {
        Self::value("expected text; put it in quotes")
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    pub(super) fn mark(mut self, span: Range<usize>) -> Self {
        self.0.mark = Some(span);
        self
    }

    pub(super) fn details(&self) -> &Details {
        &self.0
    }

    pub(super) fn fault(&self) -> Fault {
        self.0.fault
    }

    /// Says which node it is about, unless that is known: the innermost that could say so was
    /// asked first.
    #[cold]
    pub(super) fn at(mut self, node: NodeId) -> Self {
        self.0.node.get_or_insert(node);
        self
    }

    /// Adds the step that led to where it came from.
    #[cold]
    pub(super) fn via(mut self, step: Step) -> Self {
        self.0.steps.push(step);
        self
    }

    pub(super) fn with_steps(mut self, steps: Vec<Step>) -> Self {
        self.0.steps = steps;
        self
    }

    fn unknown(fault: Fault, what: &str, meant: Option<&str>, known: &[&'static str]) -> Self {
        let message = match meant {
            Some(meant) => format!("{what} is not known here; did you mean `{meant}`?"),
            None if known.is_empty() => format!("{what} is not known here; none are"),
            None => format!("{what} is not known here; known are {}", listing(known)),
        };
        Self::new(fault, message)
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let text = message.to_string();
        match text.split_once(HELP_FOLLOWS) {
            Some((message, help)) => Self::value(message).help(help),
            None => Self::value(text),
        }
    }

    fn invalid_type(unexpected: Unexpected<'_>, wanted: &dyn de::Expected) -> Self {
        Self::mismatch(&expected(&wanted.to_string()), &found(&unexpected))
    }

    fn invalid_value(unexpected: Unexpected<'_>, wanted: &dyn de::Expected) -> Self {
        Self::invalid_type(unexpected, wanted)
    }

    fn invalid_length(length: usize, wanted: &dyn de::Expected) -> Self {
        let wanted = expected(&wanted.to_string());
        Self::value(format!("expected {wanted}, found {length} of them"))
    }

    fn unknown_variant(variant: &str, known: &'static [&'static str]) -> Self {
        let meant = nearest(variant, known.iter().copied());
        Self::unknown(Fault::Value, "this word", meant, known)
    }

    fn unknown_field(field: &str, known: &'static [&'static str]) -> Self {
        let meant = nearest(field, known.iter().copied());
        Self::unknown(Fault::Key { meant }, "this key", meant, known)
    }

    fn missing_field(field: &'static str) -> Self {
        let message = format!("`{field}` is required and is not recorded");
        Self::new(Fault::Missing(field), message)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::value(format!("`{field}` is given twice"))
    }
}
