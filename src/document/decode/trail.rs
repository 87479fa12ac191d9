//! The way from the top of a document to one of its values.

use crate::document::pointer::{push_index, push_key};
use crate::document::tree::{Content, NodeId, Tree};

/// One step down the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// To the value of a key.
    Entry {
        group: NodeId,
        key: NodeId,
        /// The key as the type names it, where the type is a struct: a word of ours, not the file's.
        field: Option<&'static str>,
    },
    /// To an item of a list, counted from 0.
    Item { item: NodeId, index: usize },
}

/// The JSON Pointer of the place that some steps lead to, the innermost step first.
pub(super) fn pointer(tree: &Tree<'_>, steps: &[Step]) -> String {
    let mut pointer = String::new();
    for step in steps.iter().rev() {
        match *step {
            Step::Entry { key, .. } => {
                // A key that is no text has no place in a pointer; the group around it must do.
                if let Some(key) = tree.text(key) {
                    push_key(&mut pointer, key);
                }
            }
            Step::Item { index, .. } => push_index(&mut pointer, index),
        }
    }
    pointer
}

/// Where some steps lead, in words that hold no key of the file's own making:
/// `` `care.started` `` or `` `to` in item 2 of `placements` ``.
pub(super) fn path(steps: &[Step], field: Option<&'static str>) -> String {
    let mut path = String::new();
    // The names since the last step that has none, the outermost first.
    let mut names: Vec<&str> = field.into_iter().collect();
    for step in steps {
        match *step {
            Step::Entry { field: Some(field), .. } => names.insert(0, field),
            Step::Entry { field: None, .. } => push_part(&mut path, &mut names, "an entry"),
            Step::Item { index, .. } => {
                push_part(&mut path, &mut names, &format!("item {}", index + 1));
            }
        }
    }
    push_part(&mut path, &mut names, "");
    path
}

/// Adds the names there are, and then what they are in.
fn push_part(path: &mut String, names: &mut Vec<&str>, around: &str) {
    if !names.is_empty() {
        join(path, &format!("`{}`", names.join(".")));
        names.clear();
    }
    if !around.is_empty() {
        join(path, around);
    }
}

/// A name is *in* an item; an item is *of* a list.
fn join(path: &mut String, part: &str) {
    match path.chars().next_back() {
        None => {}
        Some('`') => path.push_str(" in "),
        Some(_) => path.push_str(" of "),
    }
    path.push_str(part);
}

/// The steps from the top of a document to a node in it as written, the innermost first.
pub(super) fn steps_to(tree: &Tree<'_>, root: NodeId, node: NodeId) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut from = root;
    while from != node {
        let Some((step, next)) = step_towards(tree, from, node) else {
            break;
        };
        steps.insert(0, step);
        if next == node || is_key(step, node) {
            break;
        }
        from = next;
    }
    steps
}

fn is_key(step: Step, node: NodeId) -> bool {
    matches!(step, Step::Entry { key, .. } if key == node)
}

fn step_towards(tree: &Tree<'_>, from: NodeId, node: NodeId) -> Option<(Step, NodeId)> {
    let holds = |id: NodeId| tree.extent(id).contains(&node);
    match tree.node(from).content {
        Content::Group => {
            let mut pairs = tree.pairs(from);
            let (key, value) = pairs.find(|&(key, value)| holds(key) || holds(value))?;
            let step = Step::Entry { group: from, key, field: None };
            Some((step, if holds(key) { key } else { value }))
        }
        Content::List => {
            let mut items = tree.children(from).enumerate();
            let (index, item) = items.find(|&(_, item)| holds(item))?;
            Some((Step::Item { item, index }, item))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Step, path};
    use crate::document::tree::NodeId;

    fn entry(field: Option<&'static str>) -> Step {
        let group = NodeId::new(0);
        Step::Entry { group, key: group, field }
    }

    fn item(index: usize) -> Step {
        let item = NodeId::new(0);
        Step::Item { item, index }
    }

    #[test]
    fn a_path_reads_from_the_inside_out() {
        assert_eq!(path(&[entry(Some("care"))], Some("started")), "`care.started`");
        assert_eq!(
            path(&[item(1), entry(Some("placements"))], Some("kind")),
            "`kind` in item 2 of `placements`"
        );
        assert_eq!(
            path(&[entry(None), entry(Some("factors"))], Some("to")),
            "`to` in an entry of `factors`"
        );
        let deep = [item(0), entry(Some("extensions")), item(1), entry(Some("cases"))];
        assert_eq!(path(&deep, Some("to")), "`to` in item 1 of `extensions` in item 2 of `cases`");
        assert_eq!(path(&[item(0), item(1)], None), "item 1 of item 2");
    }
}
