//! The keys and values of a group, its own and those it takes in with YAML's merge key `<<`.

use std::collections::BTreeSet;

use super::tree::{Children, Content, NodeId, Style, Tree};

/// Whether a key is YAML's merge key.
pub(super) fn is_merge_key(tree: &Tree<'_>, key: NodeId) -> bool {
    match &tree.node(key).content {
        Content::Scalar { text, style } => is_merge(text, *style),
        _ => false,
    }
}

/// Whether a key that was written so is YAML's merge key. In quotes, and in JSON, `<<` is a key like any
/// other.
pub(super) fn is_merge(text: &str, style: Style) -> bool {
    style == Style::Plain && text == "<<"
}

/// A key and value of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry<'t> {
    pub(super) key: NodeId,
    /// The key's text, if it is one.
    pub(super) name: Option<&'t str>,
    pub(super) value: NodeId,
    /// The `<<` and the value beside it, in the group that was asked, if the entry came that way.
    pub(super) merged_by: Option<(NodeId, NodeId)>,
}

/// Walks over the keys and values that a group has once merge keys are followed: its own first, then
/// those taken in, of which a nearer one hides a farther of the same name.
#[derive(Debug)]
pub(super) struct Entries<'t, 'a> {
    tree: &'t Tree<'a>,
    group: NodeId,
    own: Children<'t, 'a>,
    /// The merge keys met with, each with the value beside it.
    merges: Vec<(NodeId, NodeId)>,
    taken_in: Option<std::vec::IntoIter<Entry<'t>>>,
    /// How many keys and groups were looked at so far, which merge keys can make far more than there
    /// are entries.
    pub(super) examined: usize,
}

impl<'t> Iterator for Entries<'t, '_> {
    type Item = Entry<'t>;

    fn next(&mut self) -> Option<Entry<'t>> {
        while let (Some(key), Some(value)) = (self.own.next(), self.own.next()) {
            self.examined += 1;
            let name = match &self.tree.node(key).content {
                Content::Scalar { text, style } if is_merge(text, *style) => {
                    self.merges.push((key, value));
                    continue;
                }
                Content::Scalar { text, .. } => Some(text.as_ref()),
                _ => self.tree.text(key),
            };
            return Some(Entry { key, name, value, merged_by: None });
        }
        if self.merges.is_empty() {
            return None;
        }
        if self.taken_in.is_none() {
            self.taken_in = Some(self.take_in().into_iter());
        }
        self.taken_in.as_mut()?.next()
    }
}

impl<'t> Entries<'t, '_> {
    /// The entries that the merge keys take in.
    fn take_in(&mut self) -> Vec<Entry<'t>> {
        let tree = self.tree;
        let own = tree.pairs(self.group).filter(|&(key, _)| !is_merge_key(tree, key));
        let mut named: BTreeSet<&str> = own.filter_map(|(key, _)| tree.text(key)).collect();
        let mut found = Vec::new();
        for &merge in &self.merges {
            for group in tree.merged_groups(merge.1) {
                self.examined += 1;
                for (key, value) in tree.pairs(group) {
                    self.examined += 1;
                    let name = tree.text(key).filter(|_| !is_merge_key(tree, key));
                    if name.is_some_and(|name| named.insert(name)) {
                        found.push(Entry { key, name, value, merged_by: Some(merge) });
                    }
                }
            }
        }
        found
    }
}

impl<'a> Tree<'a> {
    /// The keys and values written in a group, `<<` included.
    pub(super) fn pairs(&self, group: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let mut children = self.children(group);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// The keys and values that a group has once merge keys are followed.
    pub(super) fn entries(&self, group: NodeId) -> Entries<'_, 'a> {
        let own = self.children(group);
        Entries { tree: self, group, own, merges: Vec::new(), taken_in: None, examined: 0 }
    }

    /// The groups that the value of a `<<` takes in, nearest first. A group met twice adds nothing
    /// the second time, which is also what keeps groups that merge each other many times cheap.
    fn merged_groups(&self, value: NodeId) -> Vec<NodeId> {
        let mut groups = Vec::new();
        let mut seen = BTreeSet::new();
        let mut waiting = vec![value];
        while let Some(id) = waiting.pop() {
            let id = self.resolve(id);
            if !seen.insert(id) {
                continue;
            }
            let further: Vec<NodeId> = match self.node(id).content {
                Content::List => self.children(id).collect(),
                Content::Group => {
                    groups.push(id);
                    let merges = self.pairs(id).filter(|&(key, _)| is_merge_key(self, key));
                    merges.map(|(_, value)| value).collect()
                }
                _ => Vec::new(),
            };
            waiting.extend(further.into_iter().rev());
        }
        groups
    }
}
