//! What can be seen to be wrong with a tree before its values are given types.

use std::ops::Range;

use super::entries::is_merge_key;
use super::tree::{Content, NodeId, Tree};

/// Something wrong with a node that does not keep the rest of its document from being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    pub(super) node: NodeId,
    pub(super) kind: FlawKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FlawKind {
    /// The same key stands earlier in the same group.
    DuplicateKey { first: NodeId },
    /// Nothing is written where the language has no such thing as nothing.
    Blank,
    /// A list or a group stands where a key should.
    KeyNotText,
    /// What `<<` takes in is not a group of fields.
    MergeNotGroup,
    /// A tag we do not know; the span is the tag's.
    UnknownTag(Range<usize>),
    /// A tag that does not go with the value it is written before.
    UnfitTag(Range<usize>),
}

/// The flaws of a group's own keys, once the whole group is known.
pub(super) fn flaws_of_group(tree: &Tree<'_>, group: NodeId) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut named: Vec<(&str, NodeId)> = Vec::new();
    for (key, value) in tree.pairs(group) {
        match tree.text(key) {
            None => flaws.push(Flaw { node: key, kind: FlawKind::KeyNotText }),
            Some(_) if is_merge_key(tree, key) => flaws.extend(flaw_of_merge(tree, value)),
            Some(text) => named.push((text, key)),
        }
    }
    flaws.extend(duplicates(named));
    flaws
}

/// Sorting keeps a group of very many keys cheap, and asks nothing of a hasher.
fn duplicates(mut named: Vec<(&str, NodeId)>) -> Vec<Flaw> {
    named.sort_unstable();
    let mut flaws = Vec::new();
    let mut first: Option<(&str, NodeId)> = None;
    for (text, key) in named {
        match first {
            Some((same, first)) if same == text => {
                flaws.push(Flaw { node: key, kind: FlawKind::DuplicateKey { first } });
            }
            _ => first = Some((text, key)),
        }
    }
    flaws
}

fn flaw_of_merge(tree: &Tree<'_>, value: NodeId) -> Option<Flaw> {
    let is_group = |id| matches!(tree.content(id), Content::Group);
    let fits = match tree.content(value) {
        Content::Group => true,
        Content::List => tree.children(tree.resolve(value)).all(is_group),
        _ => false,
    };
    (!fits).then_some(Flaw { node: value, kind: FlawKind::MergeNotGroup })
}
