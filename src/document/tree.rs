//! The tree every language is read into.

use std::borrow::Cow;
use std::ops::Range;

use super::Syntax;
use super::flaw::Flaw;
use super::limits::Limits;

/// The documents of a file, every key and value with its place in the text.
///
/// The nodes are kept in one list, each group or list followed by what is in it, so that the tree
/// costs one allocation and is neither built nor dropped by recursion.
#[derive(Debug, PartialEq)]
pub struct Tree<'a> {
    pub(super) source: &'a str,
    /// The language it is written in, which advice on how to write it depends on.
    pub(super) syntax: Syntax,
    pub(super) nodes: Vec<Node<'a>>,
    /// The node that is the whole of each document.
    pub(super) roots: Vec<NodeId>,
    /// What was seen to be wrong while the tree was built, in order of node.
    pub(super) flaws: Vec<Flaw>,
    pub(super) limits: Limits,
}

/// The place of a node in its tree's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(u32);

/// A key or a value.
#[derive(Debug, PartialEq)]
pub(super) struct Node<'a> {
    pub(super) content: Content<'a>,
    pub(super) start: u32,
    pub(super) end: u32,
    /// One past the last node inside this one.
    pub(super) after: NodeId,
}

#[derive(Debug, PartialEq)]
pub(super) enum Content<'a> {
    Scalar {
        text: Cow<'a, str>,
        style: Style,
    },
    List,
    Group,
    /// A second use of a value written elsewhere, which is never an alias itself.
    Alias(NodeId),
}

/// How a scalar was written, which rules what its text may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Bare YAML text: a number, `true` or nothing when it looks like one.
    Plain,
    /// In quotes or as a block: text whatever it looks like.
    Quoted,
    /// A bare JSON word: a number, `true`, `false` or `null`.
    Literal,
}

impl NodeId {
    /// The id of the node at a place in the list. The longest text read has fewer bytes than there
    /// are ids, and no node is shorter than nothing between two bytes, so none is out of reach.
    pub(super) fn new(index: usize) -> Self {
        Self(narrow(index))
    }

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }

    pub(super) fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// A place in the text as the tree keeps it; texts longer than this can tell are refused unread.
pub(super) fn narrow(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

impl Node<'_> {
    pub(super) fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    fn is_leaf(&self) -> bool {
        !matches!(self.content, Content::List | Content::Group)
    }
}

impl<'a> Tree<'a> {
    pub(super) fn new(source: &'a str, syntax: Syntax, limits: Limits) -> Self {
        // Case files come to a node in twelve bytes or more; room that is not used costs nothing.
        let nodes = Vec::with_capacity((source.len() / 12 + 16).min(limits.nodes));
        Self { source, syntax, nodes, roots: Vec::new(), flaws: Vec::new(), limits }
    }

    /// How many documents the file has. A document with nothing in it does not count.
    #[must_use]
    pub fn document_count(&self) -> usize {
        self.roots.len()
    }

    /// Where a document's content is, without the comments around it.
    #[must_use]
    pub fn document_span(&self, document: usize) -> Option<Range<usize>> {
        self.roots.get(document).map(|&root| self.span(root))
    }

    /// The text as it was written, between two of its places.
    #[must_use]
    pub fn source(&self, span: Range<usize>) -> &'a str {
        self.source.get(span).unwrap_or_default()
    }

    /// True when a document is a list at its top.
    #[must_use]
    pub fn is_list(&self, document: usize) -> bool {
        self.roots
            .get(document)
            .is_some_and(|&root| matches!(self.node(root).content, Content::List))
    }

    /// A node by its id. Ids are made only by the builder of the same tree, so there always is one.
    pub(super) fn node(&self, id: NodeId) -> &Node<'a> {
        &self.nodes[id.index()]
    }

    pub(super) fn node_mut(&mut self, id: NodeId) -> &mut Node<'a> {
        &mut self.nodes[id.index()]
    }

    pub(super) fn span(&self, id: NodeId) -> Range<usize> {
        self.node(id).span()
    }

    /// The node an alias stands for, or the node itself.
    pub(super) fn resolve(&self, id: NodeId) -> NodeId {
        match self.node(id).content {
            Content::Alias(target) => target,
            _ => id,
        }
    }

    /// What a node holds, aliases followed.
    pub(super) fn content(&self, id: NodeId) -> &Content<'a> {
        &self.node(self.resolve(id)).content
    }

    /// The text of a scalar, aliases followed.
    pub(super) fn text(&self, id: NodeId) -> Option<&str> {
        match self.content(id) {
            Content::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The ids of a node and all inside it, as written: aliases are not followed.
    pub(super) fn extent(&self, id: NodeId) -> Range<NodeId> {
        id..self.node(id).after
    }

    /// The items of a list, or the keys and values of a group in turn.
    pub(super) fn children(&self, id: NodeId) -> Children<'_, 'a> {
        let node = self.node(id);
        let end = if node.is_leaf() { id.next() } else { node.after };
        Children { tree: self, next: id.next(), end }
    }
}

/// Walks over the nodes directly inside another.
#[derive(Clone, Debug)]
pub(super) struct Children<'t, 'a> {
    tree: &'t Tree<'a>,
    next: NodeId,
    end: NodeId,
}

impl Iterator for Children<'_, '_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        if self.next >= self.end {
            return None;
        }
        let child = self.next;
        self.next = self.tree.node(child).after;
        Some(child)
    }
}
