//! The keys and values of a group, its own and those it takes in with YAML's merge key `<<`.

use std::collections::BTreeSet;

use super::tree::{Content, NodeId, Style, Tree};

/// Whether a key is YAML's merge key. In quotes, and in JSON, `<<` is a key like any other.
pub(super) fn is_merge_key(tree: &Tree<'_>, key: NodeId) -> bool {
    match &tree.node(key).content {
        Content::Scalar { text, style } => *style == Style::Plain && text == "<<",
        _ => false,
    }
}

/// A key and value of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: NodeId,
    pub(super) value: NodeId,
    /// The `<<` and the value beside it, in the group that was asked, if the entry came that way.
    pub(super) merged_by: Option<(NodeId, NodeId)>,
}

/// The keys and values of a group.
#[derive(Debug, Default)]
pub(super) struct Entries {
    pub(super) entries: Vec<Entry>,
    /// How many keys and groups were looked at to find them, which merge keys can make far more.
    pub(super) examined: usize,
}

impl Tree<'_> {
    /// The keys and values written in a group, `<<` included.
    pub(super) fn pairs(&self, group: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let mut children = self.children(group);
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// The keys and values that a group has once merge keys are followed: its own first, then those
    /// taken in, of which a nearer one hides a farther of the same name.
    pub(super) fn entries(&self, group: NodeId) -> Entries {
        let mut found = Entries::default();
        let mut merges = Vec::new();
        for (key, value) in self.pairs(group) {
            found.examined += 1;
            if is_merge_key(self, key) {
                merges.push((key, value));
            } else {
                found.entries.push(Entry { key, value, merged_by: None });
            }
        }
        if !merges.is_empty() {
            self.merge(&merges, &mut found);
        }
        found
    }

    fn merge(&self, merges: &[(NodeId, NodeId)], found: &mut Entries) {
        let own = found.entries.iter();
        let mut named: BTreeSet<&str> = own.filter_map(|entry| self.text(entry.key)).collect();
        for &merge in merges {
            for group in self.merged_groups(merge.1) {
                found.examined += 1;
                for (key, value) in self.pairs(group) {
                    found.examined += 1;
                    let name = self.text(key).filter(|_| !is_merge_key(self, key));
                    if name.is_some_and(|name| named.insert(name)) {
                        found.entries.push(Entry { key, value, merged_by: Some(merge) });
                    }
                }
            }
        }
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
