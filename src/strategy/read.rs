//! What a strategy file says, held against itself and against what it takes over.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::clauses::{Places, explain_unchecked};
use super::file::{DepartureEntry, StrategyFile};
use super::inherit::Inherited;
use super::{Departure, Requirement, Said, Strategy, advice};
use crate::document::{Problem, Tree, nearest};
use crate::rules::{Conventions, PlanningDay};

/// The age from which a child is asked, unless the strategy says otherwise.
const VIEWS_AGE: u32 = 4;

/// What a name or an id has to look like, where it becomes part of a requirement's id in reports.
const ONE_WORD: &str = "start with a letter, and join words with a hyphen, such as west-made-up";

/// The reading of one strategy file.
pub(super) struct Reading<'t, 's> {
    pub(super) tree: &'t Tree<'s>,
    /// What is wrong.
    pub(super) problems: Vec<Problem>,
    /// What is not wrong, and worth a second look.
    pub(super) advice: Vec<Problem>,
    /// Whether everything it extends could be read: only then can it be said what is not there.
    pub(super) heard_all: bool,
    /// Where each requirement stands in the file, by its id.
    pub(super) written: BTreeMap<String, usize>,
}

impl<'t, 's> Reading<'t, 's> {
    pub(super) fn new(tree: &'t Tree<'s>) -> Self {
        Self {
            tree,
            problems: Vec::new(),
            advice: Vec::new(),
            heard_all: true,
            written: BTreeMap::new(),
        }
    }

    /// The strategy; only to be used when there is no problem.
    pub(super) fn strategy(
        &mut self,
        file: StrategyFile,
        parents: &[(usize, Arc<Strategy>)],
    ) -> Strategy {
        self.check_name("/name", &file.name);
        self.check_dates(&file);
        let mut inherited = Inherited::from(parents, &file.name);
        self.check_names_differ(&file, &inherited);
        let documents = self.documents(file.documents, &inherited.documents);
        let listed = file.clauses.len();
        let mut clauses = self.clauses(file.clauses, &documents, &inherited.documents);
        inherited.shift_clauses(listed);
        clauses.append(&mut inherited.clauses);
        let places = Places::of(&clauses);
        let known = inherited.documents.iter().chain(&documents).cloned().collect();
        let cited_by = std::mem::take(&mut inherited.cited_by);
        let settled = std::mem::take(&mut inherited.settled);
        let (said, departures) =
            (std::mem::take(&mut inherited.said), std::mem::take(&mut inherited.departures));
        let extends = !file.extends.0.is_empty();
        let (requirements, removed) = self.requirements(
            &file.name,
            file.requirements,
            inherited.items,
            &super::requirements::Known { places: &places, documents: &known, extends },
        );
        explain_unchecked(&mut clauses, &cited_by, &requirements, &removed);
        let departures = self.departures(file.departures, departures, &places, &requirements);
        let said = Said {
            officer: file.officer.or(said.officer),
            planning_day: file.planning_day.or(said.planning_day),
            views_age: file.views_age.or(said.views_age),
        };
        let settled = settled.into_iter().filter(|settled| !self.written.contains_key(&settled.id));
        let strategy = Strategy {
            short_title: file.short_title,
            title: file.title,
            version: file.version,
            authority: file.authority,
            applies_from: file.applies_from.day(),
            applies_to: file.applies_to.day(),
            officer: said.officer.clone().unwrap_or_else(|| "reviewing officer".to_owned()),
            waivable: file.waivable.unwrap_or(true),
            conventions: Conventions {
                planning_day: said.planning_day.unwrap_or(PlanningDay::AtSecondReview),
                views_age: said.views_age.unwrap_or(VIEWS_AGE),
            },
            documents: known,
            clauses,
            requirements,
            removed,
            departures,
            settled: settled.collect(),
            said,
            name: file.name,
        };
        for (pointer, message, help) in advice::advice(&strategy, listed, &self.written) {
            let problem = self.placed(&pointer, &message, help);
            self.advice.push(problem);
        }
        self.advice.sort_by_key(|problem| problem.span.as_ref().map_or(0, |span| span.start));
        strategy
    }

    /// Holds that the file is one strategy in the known format; anything else is told alone, and
    /// not key by key.
    pub(super) fn check_kind(&mut self) {
        #[derive(Deserialize)]
        struct Header {
            format: u32,
        }
        let has = |key| self.tree.locate(0, key).is_some_and(|found| found.exact);
        if self.tree.is_list(0) {
            let help = "give each strategy a file of its own";
            self.problem("", "this is a list, where one strategy was expected", help);
        } else if has("/case_id") {
            let help = "name a strategy file; a case file is a PATH of `permanence check`";
            self.problem("/case_id", "this is a case file, not a strategy", help);
        } else if self.tree.document_count() > 1 {
            let problem = Problem::new("this file holds more than one document")
                .help("give each strategy a file of its own");
            let second = self.tree.document_span(1);
            self.problems.extend(second.map(|span| problem.at(self.tree.first_line(span))));
        } else if let Ok(Header { format }) = self.tree.decode(0)
            && format != 1
        {
            let message = format!("this is format {format}; only format 1 is known");
            let help = "write format: 1, or use a later version of permanence";
            self.problem("/format", &message, help);
        }
    }

    /// Holds that requirement ids, which start with the name, can be told apart and written.
    pub(super) fn check_name(&mut self, pointer: &str, name: &str) {
        if !is_strategy_name(name) && !self.is_told(pointer) {
            let whose = if pointer == "/name" { "strategy" } else { "document" };
            let message = format!("a {whose}'s name is one word in small letters");
            self.problem(pointer, &message, ONE_WORD);
        }
    }

    fn check_dates(&mut self, file: &StrategyFile) {
        if let (Some(first), Some(last)) = (file.applies_from.day(), file.applies_to.day())
            && last < first
        {
            let message = format!("the strategy ends on {last}, before it starts on {first}");
            let help = "put the wrong one of the two dates right";
            self.problem("/applies_to", &message, help);
        }
    }

    fn departures(
        &mut self,
        entries: Vec<DepartureEntry>,
        inherited: Vec<Departure>,
        places: &Places,
        requirements: &[Requirement],
    ) -> Vec<Departure> {
        let known = || requirements.iter().map(|requirement| requirement.id.as_str());
        let mut departures = inherited;
        for departure in &mut departures {
            departure.requirements.retain(|id| known().any(|known| known == id));
        }
        departures.retain(|departure| !departure.requirements.is_empty());
        for (index, entry) in entries.into_iter().enumerate() {
            let here = format!("/departures/{index}");
            for (at, id) in entry.requirements.iter().enumerate() {
                let written = self.written.contains_key(id) || !self.heard_all;
                if !written && !known().any(|known| known == id) {
                    self.unknown(
                        &format!("{here}/requirements/{at}"),
                        "the strategy has no such requirement",
                        nearest(id, known()),
                        "name one that is listed under requirements",
                    );
                }
            }
            departures.push(Departure {
                clauses: self.cited(&format!("{here}/clauses"), &entry.clauses, places),
                says: entry.says,
                law: entry.law,
                requirements: entry.requirements,
            });
        }
        departures
    }

    /// The places of the clauses that an entry cites.
    pub(super) fn cited(&mut self, list: &str, clauses: &[String], places: &Places) -> Vec<usize> {
        let mut cited = Vec::with_capacity(clauses.len());
        for (at, clause) in clauses.iter().enumerate() {
            if let Some(place) = places.get(clause) {
                cited.push(place);
            } else if self.heard_all || !clause.contains('/') {
                let near = places.elsewhere(clause);
                self.unknown(
                    &format!("{list}/{at}"),
                    "this clause is not listed under clauses",
                    near.or_else(|| nearest(clause, places.known())),
                    "list it under clauses, or cite one that is listed there",
                );
            }
        }
        cited
    }

    /// True when something wrong at a place has been told.
    pub(super) fn is_told(&self, pointer: &str) -> bool {
        self.problems.iter().any(|problem| problem.pointer.as_deref() == Some(pointer))
    }

    /// True when something stands at a pointer, in shape or not.
    pub(super) fn is_written(&self, pointer: &str) -> bool {
        self.tree.locate(0, pointer).is_some_and(|found| found.exact)
    }

    pub(super) fn placed(&self, pointer: &str, message: &str, help: &str) -> Problem {
        let mut problem = Problem::new(message).help(help);
        if let Some(found) = self.tree.locate(0, pointer) {
            problem = problem.at(self.tree.first_line(found.value));
        }
        problem.pointer = Some(pointer.to_owned());
        problem
    }

    pub(super) fn problem(&mut self, pointer: &str, message: &str, help: &str) {
        let problem = self.placed(pointer, message, help);
        self.problems.push(problem);
    }

    pub(super) fn unknown(
        &mut self,
        pointer: &str,
        message: &str,
        near: Option<&str>,
        otherwise: &str,
    ) {
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => otherwise.to_owned(),
        };
        self.problem(pointer, message, &help);
    }

    pub(super) fn twice(&mut self, second: &str, first: &str) {
        let related = self.tree.locate(0, first).map(|found| self.tree.first_line(found.value));
        self.problem(second, "this id is given twice", "give each its own id");
        if let (Some(first), Some(problem)) = (related, self.problems.last_mut()) {
            problem.related.push((first, "the first is here".to_owned()));
        }
    }
}

/// True of one word in small letters, as a strategy's name is, or a requirement's id.
#[must_use]
pub fn is_strategy_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.bytes().all(plain)
}

/// Where a strategy is named under `extends`, which may be one name or a list.
pub(super) fn extends_pointer(tree: &Tree<'_>, index: usize) -> String {
    let in_list = format!("/extends/{index}");
    let is_list = tree.locate(0, &in_list).is_some_and(|found| found.exact);
    if is_list { in_list } else { "/extends".to_owned() }
}
