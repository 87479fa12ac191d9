//! What can be read of a strategy file that is not in shape, so that its other mistakes can be told in
//! the same go.

use serde::Deserialize;

use super::Strength;
use super::file::{ClauseEntry, DepartureEntry, DocumentEntry, RequirementEntry, StrategyFile};
use crate::document::Tree;

/// The file, with nothing in the place of what cannot be read; each entry of a list stays in its place.
///
/// What comes of it is looked at for further mistakes, and then thrown away.
pub(super) fn salvage(tree: &Tree<'_>) -> StrategyFile {
    let of = Salvage { tree };
    StrategyFile {
        format: 1,
        extends: of.value("/extends").unwrap_or_default(),
        name: of.value("/name").unwrap_or_default(),
        short_title: String::new(),
        title: String::new(),
        version: String::new(),
        authority: None,
        applies_from: of.value("/applies_from").unwrap_or_default(),
        applies_to: of.value("/applies_to").unwrap_or_default(),
        officer: None,
        waivable: of.value("/waivable"),
        planning_day: None,
        views_age: None,
        documents: of.each("/documents", |here| of.document(here)),
        clauses: of.each("/clauses", |here| of.clause(here)),
        requirements: of.each("/requirements", |here| of.requirement(here)),
        departures: of.each("/departures", |here| of.departure(here)),
    }
}

struct Salvage<'t, 's> {
    tree: &'t Tree<'s>,
}

impl Salvage<'_, '_> {
    /// The value at a pointer, when it is there and in shape.
    fn value<T: for<'x> Deserialize<'x>>(&self, pointer: &str) -> Option<T> {
        self.tree.locate(0, pointer).filter(|found| found.exact)?;
        self.tree.decode_at(0, pointer).ok()
    }

    fn each<T>(&self, list: &str, entry: impl Fn(&str) -> T) -> Vec<T> {
        let places = (0..).map(|index| format!("{list}/{index}"));
        let there = |here: &String| self.tree.locate(0, here).is_some_and(|found| found.exact);
        places.take_while(there).map(|here| entry(&here)).collect()
    }

    fn text(&self, here: &str, key: &str) -> String {
        self.value(&format!("{here}/{key}")).unwrap_or_default()
    }

    fn document(&self, here: &str) -> DocumentEntry {
        DocumentEntry {
            name: self.text(here, "name"),
            short_title: String::new(),
            title: String::new(),
            version: String::new(),
            applies_from: self.value(&format!("{here}/applies_from")).unwrap_or_default(),
            applies_to: self.value(&format!("{here}/applies_to")).unwrap_or_default(),
            waivable: None,
        }
    }

    fn clause(&self, here: &str) -> ClauseEntry {
        ClauseEntry {
            id: self.text(here, "id"),
            heading: String::new(),
            says: String::new(),
            strength: Strength::Fact,
            unchecked: None,
        }
    }

    fn requirement(&self, here: &str) -> RequirementEntry {
        RequirementEntry {
            id: self.text(here, "id"),
            rule: self.value(&format!("{here}/rule")),
            from: self.value(&format!("{here}/from")),
            removed: self.value(&format!("{here}/removed")),
            clauses: self.value(&format!("{here}/clauses")),
            by_cause: self.value(&format!("{here}/by_cause")).unwrap_or_default(),
            severity: self.value(&format!("{here}/severity")),
            weight: self.value(&format!("{here}/weight")),
            with: self.value(&format!("{here}/with")),
        }
    }

    fn departure(&self, here: &str) -> DepartureEntry {
        DepartureEntry {
            clauses: self.value(&format!("{here}/clauses")).unwrap_or_default(),
            says: String::new(),
            law: String::new(),
            requirements: self.value(&format!("{here}/requirements")).unwrap_or_default(),
        }
    }
}
