//! The documents and the clauses that a strategy file lists.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::file::{ClauseEntry, DocumentEntry, StrategyFile};
use super::inherit::Inherited;
use super::read::{Reading, extends_pointer};
use super::{Clause, StrategyDocument};
use crate::document::nearest;

impl Reading<'_, '_> {
    /// Holds that documents can be told apart by their names.
    pub(super) fn check_names_differ(&mut self, file: &StrategyFile, inherited: &Inherited) {
        if inherited.documents.iter().any(|document| document.name == file.name) {
            let message = "a strategy that this one extends has the same name";
            self.problem("/name", message, "give this one a name of its own");
        }
        for &index in &inherited.clashes {
            self.problem(
                &extends_pointer(self.tree, index),
                "this strategy, or one that it extends, has the name of another one that is extended here",
                "give each document a name of its own",
            );
        }
    }

    pub(super) fn documents(
        &mut self,
        entries: Vec<DocumentEntry>,
        inherited: &[Arc<StrategyDocument>],
    ) -> Vec<Arc<StrategyDocument>> {
        let mut documents: Vec<Arc<StrategyDocument>> = Vec::with_capacity(entries.len());
        for (index, entry) in entries.into_iter().enumerate() {
            let here = format!("/documents/{index}/name");
            self.check_name(&here, &entry.name);
            if inherited.iter().any(|known| known.name == entry.name) {
                let message = "this document comes with the strategies that are extended";
                self.problem(&here, message, "take it out of documents");
            } else if let Some(first) = documents.iter().position(|known| known.name == entry.name)
            {
                self.twice(&here, &format!("/documents/{first}/name"));
            }
            documents.push(Arc::new(StrategyDocument {
                name: entry.name,
                short_title: entry.short_title,
                title: entry.title,
                version: entry.version,
                applies_from: entry.applies_from.day(),
                applies_to: entry.applies_to.day(),
                waivable: entry.waivable.unwrap_or(true),
            }));
        }
        documents
    }

    pub(super) fn clauses(
        &mut self,
        entries: Vec<ClauseEntry>,
        documents: &[Arc<StrategyDocument>],
        inherited: &[Arc<StrategyDocument>],
    ) -> Vec<Clause> {
        let mut seen = BTreeMap::new();
        let mut clauses = Vec::with_capacity(entries.len());
        for (index, entry) in entries.into_iter().enumerate() {
            let here = format!("/clauses/{index}/id");
            match seen.get(&entry.id) {
                Some(first) if !entry.id.is_empty() => {
                    self.twice(&here, &format!("/clauses/{first}/id"));
                }
                _ => {
                    seen.insert(entry.id.clone(), index);
                }
            }
            let (document, id) = match entry.id.split_once('/') {
                None => (None, entry.id),
                Some((name, id)) => {
                    let document = documents.iter().find(|known| known.name == name).cloned();
                    if document.is_none() {
                        self.clause_of_no_document(&here, name, documents, inherited);
                    }
                    (document, id.to_owned())
                }
            };
            let ClauseEntry { heading, says, strength, unchecked, .. } = entry;
            clauses.push(Clause {
                id,
                document,
                heading,
                says,
                strength,
                unchecked,
                left_out: None,
            });
        }
        clauses
    }

    fn clause_of_no_document(
        &mut self,
        here: &str,
        name: &str,
        documents: &[Arc<StrategyDocument>],
        inherited: &[Arc<StrategyDocument>],
    ) {
        if inherited.iter().any(|known| known.name == name) {
            let message = "the clauses of this document come with the strategies that are extended";
            self.problem(here, message, "list the clauses of your own document alone");
        } else if self.heard_all {
            let near = nearest(name, documents.iter().map(|known| known.name.as_str()));
            self.unknown(
                here,
                "no document is listed under the name before the slash",
                near,
                "write a clause of your own document without a slash, or list the other one under documents",
            );
        }
    }
}
