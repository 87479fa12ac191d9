//! What an expression reads of a case file.

use super::super::Evidence;
use super::node::Node;
use super::shape::{CASE, Shape};

/// What these parts read, in the order in which they do.
pub(super) fn evidence<'n>(parts: impl Iterator<Item = &'n Node>) -> Vec<Evidence> {
    let mut reads = Reads { items: Vec::new(), evidence: Vec::new() };
    parts.for_each(|part| reads.look(part));
    reads.evidence
}

struct Reads {
    /// Where the items stand that are looked at here, the outermost first.
    items: Vec<Option<String>>,
    evidence: Vec<Evidence>,
}

impl Reads {
    /// Where a part stands in the case file: keys joined by dots.
    fn place(&self, node: &Node) -> Option<String> {
        match node {
            Node::Case => Some(String::new()),
            Node::Item { depth, .. } => self.items.get(*depth).cloned().flatten(),
            Node::Field { of, key, .. } => self.place(of).map(|of| match of.as_str() {
                "" => key.to_string(),
                of => format!("{of}.{key}"),
            }),
            Node::At(of, _) | Node::Look { over: of, .. } => self.place(of),
            _ => None,
        }
    }

    /// Reads what stands at a place, and in a group of keys what lies below it.
    fn read(&mut self, place: &str, shape: &Shape) {
        let is_group = matches!(shape, Shape::Group(_));
        let below = |known: &&str| {
            let inside = if place.is_empty() { Some(*known) } else { known.strip_prefix(place) };
            is_group && inside.is_some_and(|rest| place.is_empty() || rest.starts_with('.'))
        };
        let under = Evidence::all().filter(|evidence| evidence.places().iter().any(below));
        for evidence in Evidence::at(place).into_iter().chain(under) {
            if !self.evidence.contains(&evidence) {
                self.evidence.push(evidence);
            }
        }
    }

    fn look(&mut self, node: &Node) {
        match node {
            Node::Field { of, shape, .. } => match self.place(node) {
                Some(place) => self.read(&place, shape),
                None => self.look(of),
            },
            Node::Case => self.read("", &CASE),
            Node::At(of, index) => {
                self.look(of);
                self.look(index);
            }
            Node::Not(of) | Node::Minus(of) => self.look(of),
            Node::And(left, right) | Node::Or(left, right) => {
                self.look(left);
                self.look(right);
            }
            Node::If(parts) => parts.iter().for_each(|part| self.look(part)),
            Node::Equal { sides, .. } | Node::Order { sides, .. } | Node::Sum { sides, .. } => {
                sides.iter().for_each(|side| self.look(side));
            }
            Node::In(sides) => sides.iter().for_each(|side| self.look(side)),
            Node::List(items) | Node::Call(_, items) => {
                for item in items {
                    self.look(item);
                }
            }
            Node::Look { over, test, .. } => {
                self.look(over);
                self.items.push(self.place(over));
                self.look(test);
                self.items.pop();
            }
            Node::Nothing
            | Node::YesNo(_)
            | Node::Number(_)
            | Node::Word(_)
            | Node::Day(_)
            | Node::Today
            | Node::Item { .. } => {}
        }
    }
}
