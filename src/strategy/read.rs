//! From a strategy file's text to a strategy, or every mistake in it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::file::{ClauseEntry, DepartureEntry, RequirementEntry, StrategyFile};
use super::{Clause, Departure, Requirement, Strategy};
use crate::document::{Limits, Problem, Syntax, Tree, nearest, parse};
use crate::rules::{BoundRule, Conventions, PlanningDay, Rule, cause_texts, rule, rules};

/// The age from which a child is asked, unless the strategy says otherwise.
const VIEWS_AGE: u32 = 4;

/// Reads a strategy file.
///
/// # Errors
/// Every mistake in it, each with its place: syntax, unknown keys, unknown rules, parameters of
/// the wrong type, clauses cited but not listed, ids given twice.
pub fn read_strategy(text: &str) -> Result<Strategy, Vec<Problem>> {
    let tree = parse(text, Syntax::Yaml, &Limits::default()).map_err(|problem| vec![problem])?;
    let mut reading = Reading { tree: &tree, problems: Vec::new() };
    reading.check_kind();
    if !reading.problems.is_empty() {
        return Err(reading.problems);
    }
    let file: StrategyFile = tree.decode(0)?;
    let strategy = reading.strategy(file);
    if reading.problems.is_empty() { Ok(strategy) } else { Err(reading.problems) }
}

/// Where each clause stands in the list, by its id.
fn places(clauses: &[Clause]) -> BTreeMap<&str, usize> {
    clauses.iter().enumerate().map(|(index, clause)| (clause.id.as_str(), index)).collect()
}

struct Reading<'t, 's> {
    tree: &'t Tree<'s>,
    problems: Vec<Problem>,
}

impl Reading<'_, '_> {
    fn strategy(&mut self, file: StrategyFile) -> Strategy {
        self.check_name(&file.name);
        self.check_dates(&file);
        let clauses = self.clauses(file.clauses);
        let requirements = self.requirements(&file.name, file.requirements, &clauses);
        let departures = self.departures(file.departures, &clauses, &requirements);
        Strategy {
            short_title: file.short_title,
            title: file.title,
            version: file.version,
            authority: file.authority,
            applies_from: file.applies_from.day(),
            applies_to: file.applies_to.day(),
            officer: file.officer.unwrap_or_else(|| "reviewing officer".to_owned()),
            waivable: file.waivable.unwrap_or(true),
            conventions: Conventions {
                planning_day: file.planning_day.unwrap_or(PlanningDay::AtSecondReview),
                views_age: file.views_age.unwrap_or(VIEWS_AGE),
            },
            clauses,
            requirements,
            departures,
            name: file.name,
        }
    }

    /// Holds that the file is one strategy in the known format; anything else is told alone, and
    /// not key by key.
    fn check_kind(&mut self) {
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
            self.problems.extend(second.map(|span| problem.at(span)));
        } else if let Ok(Header { format }) = self.tree.decode(0)
            && format != 1
        {
            let message = format!("this is format {format}; only format 1 is known");
            let help = "write format: 1, or use a later version of permanence";
            self.problem("/format", &message, help);
        }
    }

    /// Holds that requirement ids, which start with the name, can be told apart and written.
    fn check_name(&mut self, name: &str) {
        let fits = name.starts_with(|first: char| first.is_ascii_lowercase())
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !fits {
            self.problem(
                "/name",
                "a strategy's name is one word in small letters",
                "start with a letter, and join words with a hyphen, such as west-made-up",
            );
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

    fn clauses(&mut self, entries: Vec<ClauseEntry>) -> Vec<Clause> {
        let mut seen = BTreeMap::new();
        for (index, entry) in entries.iter().enumerate() {
            if let Some(first) = seen.insert(entry.id.clone(), index) {
                self.twice(&format!("/clauses/{index}/id"), &format!("/clauses/{first}/id"));
            }
        }
        entries
            .into_iter()
            .map(|entry| Clause {
                id: entry.id,
                heading: entry.heading,
                says: entry.says,
                strength: entry.strength,
                unchecked: entry.unchecked,
            })
            .collect()
    }

    fn requirements(
        &mut self,
        strategy: &str,
        entries: Vec<RequirementEntry>,
        clauses: &[Clause],
    ) -> Vec<Requirement> {
        let places = places(clauses);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut requirements = Vec::with_capacity(entries.len());
        for (index, entry) in entries.into_iter().enumerate() {
            if let Some(&first) = seen.get(&entry.id) {
                let (second, first) =
                    (format!("/requirements/{index}/id"), format!("/requirements/{first}/id"));
                self.twice(&second, &first);
            }
            seen.insert(entry.id.clone(), index);
            requirements.extend(self.requirement(strategy, index, entry, &places));
        }
        requirements
    }

    fn requirement(
        &mut self,
        strategy: &str,
        index: usize,
        entry: RequirementEntry,
        places: &BTreeMap<&str, usize>,
    ) -> Option<Requirement> {
        let here = format!("/requirements/{index}");
        let cited = self.cited(&format!("{here}/clauses"), &entry.clauses, places);
        let by_cause = self.by_cause(&format!("{here}/by_cause"), &entry.by_cause, places);
        let (wanted, place) = match &entry.rule {
            Some(wanted) => (wanted, format!("{here}/rule")),
            None => (&entry.id, format!("{here}/id")),
        };
        let Some(rule) = rule(wanted) else {
            let near = nearest(wanted, rules().map(|rule| rule.id));
            let otherwise = "`permanence explain` lists the rules";
            self.unknown(&place, "no rule has this id", near, otherwise);
            return None;
        };
        let judge = self.bound(rule, &format!("{here}/with"), entry.with.is_some())?;
        Some(Requirement {
            key: format!("{strategy}/{}", entry.id),
            id: entry.id,
            rule,
            clauses: cited,
            by_cause,
            severity: entry.severity,
            weighting: entry.weight,
            parameters: entry.with,
            judge,
        })
    }

    /// The places of the clauses that an entry cites.
    fn cited(
        &mut self,
        list: &str,
        clauses: &[String],
        places: &BTreeMap<&str, usize>,
    ) -> Vec<usize> {
        let mut cited = Vec::with_capacity(clauses.len());
        for (at, clause) in clauses.iter().enumerate() {
            match places.get(clause.as_str()) {
                Some(&place) => cited.push(place),
                None => self.unknown(
                    &format!("{list}/{at}"),
                    "this clause is not listed under clauses",
                    nearest(clause, places.keys().copied()),
                    "list it under clauses, or cite one that is listed there",
                ),
            }
        }
        cited
    }

    /// The clauses that ways of failing rest on, by their causes' names.
    fn by_cause(
        &mut self,
        here: &str,
        entries: &BTreeMap<String, Vec<String>>,
        places: &BTreeMap<&str, usize>,
    ) -> BTreeMap<String, Vec<usize>> {
        let mut by_cause = BTreeMap::new();
        for (cause, clauses) in entries {
            let place = format!("{here}/{cause}");
            if !cause_texts().any(|text| text.id == cause) {
                let near = nearest(cause, cause_texts().map(|text| text.id));
                self.unknown(
                    &place,
                    "no finding has this cause",
                    near,
                    "findings in the JSON report name their cause",
                );
            }
            by_cause.insert(cause.clone(), self.cited(&place, clauses, places));
        }
        by_cause
    }

    fn departures(
        &mut self,
        entries: Vec<DepartureEntry>,
        clauses: &[Clause],
        requirements: &[Requirement],
    ) -> Vec<Departure> {
        let places = places(clauses);
        let known = || requirements.iter().map(|requirement| requirement.id.as_str());
        let mut departures = Vec::with_capacity(entries.len());
        for (index, entry) in entries.into_iter().enumerate() {
            let here = format!("/departures/{index}");
            for (at, id) in entry.requirements.iter().enumerate() {
                if !known().any(|known| known == id) {
                    self.unknown(
                        &format!("{here}/requirements/{at}"),
                        "the strategy has no such requirement",
                        nearest(id, known()),
                        "name one that is listed under requirements",
                    );
                }
            }
            departures.push(Departure {
                clauses: self.cited(&format!("{here}/clauses"), &entry.clauses, &places),
                says: entry.says,
                law: entry.law,
                requirements: entry.requirements,
            });
        }
        departures
    }

    /// The rule with the parameters written at a pointer, if any are.
    fn bound(&mut self, rule: &Rule, pointer: &str, any: bool) -> Option<BoundRule> {
        match rule.bind(any.then_some((self.tree, pointer))) {
            Ok(judge) => Some(judge),
            Err(problems) => {
                for mut problem in problems {
                    if problem.span.is_none() {
                        problem.span = self.tree.locate(0, pointer).and_then(|found| found.key);
                    }
                    let inside = problem.pointer.unwrap_or_default();
                    problem.pointer = Some(format!("{pointer}{inside}"));
                    self.problems.push(problem);
                }
                None
            }
        }
    }

    fn problem(&mut self, pointer: &str, message: &str, help: &str) {
        let mut problem = Problem::new(message).help(help);
        if let Some(found) = self.tree.locate(0, pointer) {
            problem = problem.at(found.value);
        }
        problem.pointer = Some(pointer.to_owned());
        self.problems.push(problem);
    }

    fn unknown(&mut self, pointer: &str, message: &str, near: Option<&str>, otherwise: &str) {
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => otherwise.to_owned(),
        };
        self.problem(pointer, message, &help);
    }

    fn twice(&mut self, second: &str, first: &str) {
        let related = self.tree.locate(0, first).map(|found| found.value);
        self.problem(second, "this id is given twice", "give each its own id");
        if let (Some(first), Some(problem)) = (related, self.problems.last_mut()) {
            problem.related.push((first, "the first is here".to_owned()));
        }
    }
}
