//! A document's values as they were recorded, for what no type of ours foresees.

use super::Tree;
use super::scalar::{Reading, read};
use super::tree::{Content, NodeId};

/// One value of a document. It looks into the tree when it is asked, and copies nothing.
#[derive(Clone, Copy, Debug)]
pub struct Record<'t> {
    tree: &'t Tree<'t>,
    node: NodeId,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recorded<'t> {
    /// Null, or blank text.
    Nothing,
    /// `true` or `false`, without quotes.
    Boolean(bool),
    /// Anything else that is one word or text, a number among them, as it was written.
    Text(&'t str),
    List,
    Group,
}

impl<'t> Record<'t> {
    /// The whole of one document, when there is such a document.
    #[must_use]
    pub fn of_document(tree: &'t Tree<'t>, document: usize) -> Option<Self> {
        tree.roots.get(document).map(|&root| Self { tree, node: tree.resolve(root) })
    }

    pub(crate) fn kind(self) -> Recorded<'t> {
        match self.tree.content(self.node) {
            Content::List => Recorded::List,
            Content::Group => Recorded::Group,
            // What stands behind an alias is never an alias.
            Content::Alias(_) => Recorded::Nothing,
            Content::Scalar { text, style } => match read(text, *style) {
                Reading::Nothing => Recorded::Nothing,
                Reading::Boolean(value) => Recorded::Boolean(value),
                Reading::Number(_) | Reading::Text => match text.trim() {
                    "" => Recorded::Nothing,
                    text => Recorded::Text(text),
                },
            },
        }
    }

    /// How much text has to be looked at to read this, in pieces of 64 bytes.
    pub(crate) fn weight(self) -> usize {
        match self.tree.content(self.node) {
            Content::Scalar { text, .. } => text.len() / 64,
            _ => 0,
        }
    }

    /// The value of a key of a group, if it has it, and how many keys were looked at.
    pub(crate) fn field(self, key: &str) -> (Option<Self>, usize) {
        let group = self.tree.resolve(self.node);
        if !self.is_group() {
            return (None, 0);
        }
        let mut entries = self.tree.entries(group);
        let found = entries.find(|entry| entry.name == Some(key));
        (found.map(|entry| Self { node: entry.value, ..self }), entries.examined)
    }

    pub(crate) fn is_group(self) -> bool {
        matches!(self.tree.content(self.node), Content::Group)
    }

    /// The keys of a group with their values, and how many keys were looked at; anything else has
    /// none.
    pub(crate) fn fields(self) -> (Vec<(&'t str, Self)>, usize) {
        let Self { tree, node } = self;
        if !self.is_group() {
            return (Vec::new(), 0);
        }
        let mut entries = tree.entries(tree.resolve(node));
        let fields = entries
            .by_ref()
            .map(|entry| (entry.name.unwrap_or_default(), Self { tree, node: entry.value }));
        (fields.collect(), entries.examined)
    }

    /// The items of a list; anything else has none.
    pub(crate) fn items(self) -> impl Iterator<Item = Self> + use<'t> {
        let Self { tree, node } = self;
        let list = tree.resolve(node);
        let is_list = matches!(tree.node(list).content, Content::List);
        let items = is_list.then(|| tree.children(list)).into_iter().flatten();
        items.map(move |node| Self { tree, node })
    }
}
