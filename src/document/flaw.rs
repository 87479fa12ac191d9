//! What can be seen to be wrong with a tree before its values are given types.

use std::ops::Range;

use super::entries::{is_merge, is_merge_key};
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

/// What is known of the children of a group that has not ended: enough to tell of nearly every group
/// that its keys have no flaw.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct KeysSoFar {
    /// A bit for each key: one whose bit is not set stands there for the first time.
    bits: [u64; 4],
    /// Whether the last child was a key, so that its value comes next.
    awaits_value: bool,
    /// Whether there may be a flaw among them.
    may_be_flawed: bool,
}

impl KeysSoFar {
    /// Takes note of the next child.
    pub(super) fn note(&mut self, child: &Content<'_>) {
        self.awaits_value = !self.awaits_value;
        if !self.awaits_value {
            return;
        }
        match child {
            Content::Scalar { text, style } if !is_merge(text, *style) => {
                let hash = mark_of(text).wrapping_mul(SPREAD);
                let (bits, bit) = (&mut self.bits[(hash >> 62) as usize], 1 << (hash >> 56 & 63));
                self.may_be_flawed |= *bits & bit != 0;
                *bits |= bit;
            }
            // A merge key, or no text.
            _ => self.may_be_flawed = true,
        }
    }

    /// Whether the keys have to be looked at again, together.
    pub(super) fn may_be_flawed(self) -> bool {
        self.may_be_flawed
    }
}

/// The flaws of a group's own keys, once the whole group is known.
///
/// The list of keys is only lent: what is in it before and after means nothing.
pub(super) fn flaws_of_group(
    tree: &Tree<'_>,
    group: NodeId,
    named: &mut Vec<(u64, NodeId)>,
) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    named.clear();
    for (key, value) in tree.pairs(group) {
        match tree.text(key) {
            None => flaws.push(Flaw { node: key, kind: FlawKind::KeyNotText }),
            Some(_) if is_merge_key(tree, key) => flaws.extend(flaw_of_merge(tree, value)),
            Some(text) => named.push((mark_of(text), key)),
        }
    }
    if named.len() > MOST_PAIRED || any_pair_is_same(tree, named) {
        flaws.extend(duplicates(tree, named));
    }
    flaws
}

/// The most keys of a group of which each is held against each.
const MOST_PAIRED: usize = 24;

/// A text's length and last characters, which tell most keys of a group apart.
fn mark_of(text: &str) -> u64 {
    let last = text.as_bytes().last_chunk().map_or(0, |last| u32::from_le_bytes(*last));
    (text.len() as u64) << 32 | u64::from(last)
}

/// The top bits of a product with this depend on all bits of the other factor.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Whether two of a few keys are the same.
fn any_pair_is_same(tree: &Tree<'_>, named: &[(u64, NodeId)]) -> bool {
    named.iter().enumerate().any(|(at, &(mark, key))| {
        let mut before = named.iter().take(at);
        before.any(|&(other, id)| other == mark && tree.text(id) == tree.text(key))
    })
}

/// Sorting keeps a group of very many keys cheap, and asks nothing of a hasher.
fn duplicates(tree: &Tree<'_>, named: &[(u64, NodeId)]) -> Vec<Flaw> {
    let mut named: Vec<_> = named.iter().map(|&(_, key)| (tree.text(key), key)).collect();
    named.sort_unstable();
    let mut flaws = Vec::new();
    let mut first: Option<(Option<&str>, NodeId)> = None;
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
