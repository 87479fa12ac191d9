//! From errors to problems: the message, and the place to mark.

use std::ops::Range;

use super::error::{DecodeError, Details, Fault};
use super::trail::{Step, path, pointer, steps_to};
use crate::document::Syntax;
use crate::document::flaw::{Flaw, FlawKind};
use crate::document::pointer::push_key;
use crate::document::problem::{Problem, first_line};
use crate::document::tree::{Content, NodeId, Tree};

/// The flaws of a document, as errors; the first so many.
pub(super) fn flaws(tree: &Tree<'_>, root: NodeId, most: usize) -> Vec<DecodeError> {
    let extent = tree.extent(root);
    let from = tree.flaws.partition_point(|flaw| flaw.node < extent.start);
    let rest = tree.flaws.iter().skip(from);
    let inside = rest.take_while(|flaw| flaw.node < extent.end).take(most);
    inside.map(|flaw| error_of(tree, root, flaw)).collect()
}

fn error_of(tree: &Tree<'_>, root: NodeId, flaw: &Flaw) -> DecodeError {
    let error = match flaw.kind {
        FlawKind::DuplicateKey { first } => {
            let error = DecodeError::new(Fault::DuplicateKey { first }, "this key is given twice");
            error.help("keep the right one of the two")
        }
        FlawKind::Blank => {
            DecodeError::value("nothing is written here").help("fill it in, or take the line out")
        }
        FlawKind::KeyNotText => {
            let message = "a key must be text, not a list or a group of fields";
            DecodeError::new(Fault::Key { meant: None }, message)
        }
        FlawKind::MergeNotGroup => {
            DecodeError::value("`<<` takes in a group of fields, or a list of groups")
        }
        FlawKind::UnknownTag(ref span) => DecodeError::value("this tag is not known")
            .help("remove the word that starts with `!`")
            .mark(span.clone()),
        FlawKind::UnfitTag(ref span) => DecodeError::value("this tag does not go with its value")
            .help("remove the word that starts with `!!`")
            .mark(span.clone()),
    };
    error.at(flaw.node).with_steps(steps_to(tree, root, flaw.node))
}

/// An error as it is told.
pub(super) fn problem(tree: &Tree<'_>, root: NodeId, error: &DecodeError) -> Problem {
    let details = error.details();
    let node = details.node.unwrap_or(root);
    let mut pointer = pointer(tree, &details.steps);
    let mut message = details.message.clone();
    let mut label = None;
    let mut help = details.help.clone();
    match details.fault {
        Fault::Missing(field) => {
            message = not_recorded(&path(&details.steps, Some(field)));
            label = Some(format!("`{field}` is missing here"));
            push_key(&mut pointer, field);
        }
        Fault::Blank => {
            message = not_recorded(&path(&details.steps, None));
            label = Some("nothing is recorded here".to_owned());
        }
        Fault::Key { meant: None } if tree.syntax != Syntax::Toml && !has_colon(tree, node) => {
            help.get_or_insert_with(|| COMMA_IN_FLOW.to_owned());
        }
        _ => {}
    }
    Problem {
        message,
        help,
        label,
        span: Some(first_line(tree.source, marked(tree, root, node, details))),
        related: related(tree, details, node),
        pointer: Some(pointer),
    }
}

/// What to do about a key that only a comma made one: `{kept_up_by: calls, letters}`.
const COMMA_IN_FLOW: &str = "inside { } a comma ends a value: put text that has one in quotes";

/// True when a colon follows a key, as it does unless the key is half of a value.
fn has_colon(tree: &Tree<'_>, key: NodeId) -> bool {
    let rest = tree.source.get(tree.span(key).end..).unwrap_or_default();
    rest.trim_start().starts_with(':')
}

fn not_recorded(path: &str) -> String {
    let path = if path.is_empty() { "a value" } else { path };
    format!("{path} is required and is not recorded")
}

/// The place to mark. What is not there is marked by the key above it.
fn marked(tree: &Tree<'_>, root: NodeId, node: NodeId, details: &Details) -> Range<usize> {
    if let Some(mark) = &details.mark {
        return mark.clone();
    }
    let written = tree.span(node);
    match (details.fault, details.steps.first()) {
        (Fault::Missing(_) | Fault::Blank, Some(&Step::Entry { key, .. })) => tree.span(key),
        (Fault::Missing(_), None) => {
            tree.children(root).next().map_or(written, |key| tree.span(key))
        }
        _ if written.is_empty() => before(tree.source, written.start),
        _ => written,
    }
}

/// The mark that an empty value stands after, such as the dash of an empty list item.
fn before(source: &str, at: usize) -> Range<usize> {
    let text = source.get(..at).unwrap_or_default();
    let text = text.trim_end_matches([' ', '\t']);
    match text.chars().next_back() {
        Some(mark) if !mark.is_whitespace() => text.len() - mark.len_utf8()..text.len(),
        _ => at..at,
    }
}

fn related(tree: &Tree<'_>, details: &Details, node: NodeId) -> Vec<(Range<usize>, String)> {
    let mark = |id: NodeId| first_line(tree.source, tree.span(id));
    match details.fault {
        Fault::DuplicateKey { first } => vec![(mark(first), "the first is here".to_owned())],
        _ => match tree.node(node).content {
            Content::Alias(target) => vec![(mark(target), "the value is written here".to_owned())],
            _ => Vec::new(),
        },
    }
}
