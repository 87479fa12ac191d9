//! Clauses as they are cited, and what becomes of those that nothing checks any more.

use std::collections::{BTreeMap, BTreeSet};

use super::{Clause, Removed, Requirement};

/// Where each clause stands in the list, by how it is cited.
pub(super) struct Places(BTreeMap<String, usize>);

impl Places {
    pub(super) fn of(clauses: &[Clause]) -> Self {
        let places = clauses.iter().enumerate();
        Self(places.map(|(index, clause)| (clause.cited_as(), index)).collect())
    }

    pub(super) fn get(&self, cited: &str) -> Option<usize> {
        self.0.get(cited).copied()
    }

    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// How to cite the clause of another document that has this very id, if one does.
    pub(super) fn elsewhere(&self, id: &str) -> Option<&str> {
        self.known().find(|known| known.split_once('/').is_some_and(|(_, of)| of == id))
    }
}

/// Says of each clause that was checked where it comes from, and is not here, why it is not; of one
/// that is checked here, nothing of what was left out on the way.
pub(super) fn explain_unchecked(
    clauses: &mut [Clause],
    cited_by: &BTreeMap<usize, BTreeSet<String>>,
    requirements: &[Requirement],
    removed: &[Removed],
) {
    let cited: BTreeSet<usize> = requirements.iter().flat_map(Requirement::cites).collect();
    for &place in &cited {
        if let Some(clause) = clauses.get_mut(place) {
            clause.left_out = None;
        }
    }
    for (place, ids) in cited_by {
        let Some(clause) = clauses.get_mut(*place).filter(|_| !cited.contains(place)) else {
            continue;
        };
        let reasons = ids.iter().map(|id| match removed.iter().find(|known| known.id == *id) {
            Some(Removed { reason, .. }) => format!("{id} is removed: {reason}"),
            None => format!("{id} rests on other clauses"),
        });
        clause.left_out = Some(reasons.collect::<Vec<_>>().join("; "));
    }
}
