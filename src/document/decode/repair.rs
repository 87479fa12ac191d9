//! Getting past an error, so that the next reading of the document finds the next one.
//!
//! A wrong value of a key is first replaced by a stand-in, so that the group around it can be read
//! to its end and tell what else is wrong with it; where no stand-in will do it is left out, as a
//! wrong list item is from the start. What then goes wrong only because of that is kept quiet.

use std::collections::{BTreeMap, BTreeSet};

use super::error::{DecodeError, Fault};
use super::stand_in;
use super::trail::Step;
use crate::document::tree::{NodeId, Tree};

/// How a value is read in place of what was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repair {
    /// Another value is given, the first or a later one to be tried.
    StandIn(usize),
    /// The value, and its key if it has one, are passed over.
    LeftOut,
}

/// Everything that is read otherwise than it was written.
#[derive(Debug, Default)]
pub(super) struct Repairs {
    values: BTreeMap<NodeId, Repair>,
    /// Missing fields of a group, with the stand-in to be tried for each.
    missing: BTreeMap<(NodeId, &'static str), usize>,
    /// Fields of a group that an unknown key there was probably meant to be.
    meant: BTreeSet<(NodeId, &'static str)>,
}

impl Repairs {
    /// How a key or value is to be read, if otherwise than written.
    pub(super) fn of(&self, node: NodeId) -> Option<Repair> {
        // Of most documents nothing is, and it is asked of every key and value.
        if self.values.is_empty() { None } else { self.values.get(&node).copied() }
    }

    pub(super) fn is_left_out(&self, node: NodeId) -> bool {
        self.of(node) == Some(Repair::LeftOut)
    }

    /// The missing fields of a group that stand-ins are to be given for.
    pub(super) fn missing_in(&self, group: NodeId) -> Vec<(&'static str, usize)> {
        if self.missing.is_empty() {
            return Vec::new();
        }
        let from = self.missing.range((group, "")..);
        from.take_while(|((of, _), _)| *of == group)
            .map(|((_, field), attempt)| (*field, *attempt))
            .collect()
    }

    /// Whether an error only follows from a repair, so that telling it would be noise.
    pub(super) fn explain(&self, tree: &Tree<'_>, error: &DecodeError) -> bool {
        let Some(node) = error.details().node else {
            return false;
        };
        let node = tree.resolve(node);
        match error.fault() {
            Fault::StandIn | Fault::MissingStandIn(_) => true,
            Fault::Missing(field) => self.took_away(tree, node, field),
            Fault::Value => self.within(tree, node),
            Fault::Blank | Fault::Key { .. } | Fault::DuplicateKey { .. } | Fault::Budget => false,
        }
    }

    /// Makes the next reading get past an error. Says whether it will.
    pub(super) fn mend(&mut self, tree: &Tree<'_>, error: &DecodeError) -> bool {
        let details = error.details();
        let (Some(node), step) = (details.node, details.steps.first()) else {
            return false;
        };
        match details.fault {
            Fault::Budget => false,
            Fault::Key { meant } => {
                if let (Some(Step::Entry { group, .. }), Some(meant)) = (step, meant) {
                    self.meant.insert((*group, meant));
                }
                self.leave_out(node)
            }
            Fault::DuplicateKey { .. } => self.leave_out(node),
            Fault::Missing(field) | Fault::MissingStandIn(field) => {
                self.supply(tree.resolve(node), field) || self.replace(node, step)
            }
            Fault::Value | Fault::Blank | Fault::StandIn => self.replace(node, step),
        }
    }

    /// Tries a stand-in for a missing field, or the next one.
    fn supply(&mut self, group: NodeId, field: &'static str) -> bool {
        let next = match self.missing.get(&(group, field)) {
            Some(attempt) => attempt + 1,
            None => 0,
        };
        let any_left = next < stand_in::ATTEMPTS;
        if any_left {
            self.missing.insert((group, field), next);
        }
        any_left
    }

    /// Tries a stand-in for a value, or the next one, or at last leaves it out.
    fn replace(&mut self, node: NodeId, step: Option<&Step>) -> bool {
        let next = match (self.of(node), step) {
            (Some(Repair::LeftOut), _) | (_, None) => return false,
            (_, Some(Step::Item { .. })) => return self.leave_out(node),
            (Some(Repair::StandIn(attempt)), _) => attempt + 1,
            (None, _) => 0,
        };
        if next < stand_in::ATTEMPTS {
            self.values.insert(node, Repair::StandIn(next));
            true
        } else {
            self.leave_out(node)
        }
    }

    fn leave_out(&mut self, node: NodeId) -> bool {
        self.values.insert(node, Repair::LeftOut) != Some(Repair::LeftOut)
    }

    /// Whether a group has a field, or what was meant for it, that is not read or was told before.
    fn took_away(&self, tree: &Tree<'_>, group: NodeId, field: &'static str) -> bool {
        let left_out = |id| self.is_left_out(id);
        self.meant.contains(&(group, field))
            || self.missing.contains_key(&(group, field))
            || tree.entries(group).any(|entry| {
                entry.name == Some(field) && (left_out(entry.key) || left_out(entry.value))
            })
    }

    /// Whether anything inside a value is read otherwise than written.
    fn within(&self, tree: &Tree<'_>, node: NodeId) -> bool {
        let extent = tree.extent(node);
        let groups = (extent.start, "")..(extent.end, "");
        self.values.range(extent).next().is_some() || self.missing.range(groups).next().is_some()
    }
}
