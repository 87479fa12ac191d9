//! The entries of a strategy file's requirements: what is asked anew, otherwise, or not at all.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::clauses::Places;
use super::file::RequirementEntry;
use super::inherit::Item;
use super::read::{Reading, is_strategy_name};
use super::{Removed, Requirement, StrategyDocument};
use crate::document::{Problem, nearest};
use crate::rules::{BoundRule, Rule, cause_texts, rule, rules};

/// What an entry may name.
pub(super) struct Known<'k> {
    pub(super) places: &'k Places,
    pub(super) documents: &'k Vec<Arc<StrategyDocument>>,
    /// Whether the strategy extends any.
    pub(super) extends: bool,
}

impl Reading<'_, '_> {
    /// The requirements there are once each entry has had its say, and those that were removed.
    pub(super) fn requirements(
        &mut self,
        strategy: &str,
        entries: Vec<RequirementEntry>,
        mut items: Vec<Item>,
        known: &Known<'_>,
    ) -> (Vec<Requirement>, Vec<Removed>) {
        for (index, entry) in entries.into_iter().enumerate() {
            let here = format!("/requirements/{index}");
            if !is_strategy_name(&entry.id) {
                self.not_an_id(&here);
                continue;
            }
            if let Some(first) = self.written.get(&entry.id) {
                let first = format!("/requirements/{first}/id");
                self.twice(&format!("{here}/id"), &first);
                continue;
            }
            self.written.insert(entry.id.clone(), index);
            let at = items.iter().position(|item| item.id() == entry.id);
            let item = match at.and_then(|at| items.get(at).cloned()) {
                _ if self.is_written(&format!("{here}/removed")) => self.removal(
                    strategy,
                    &here,
                    entry,
                    at.and_then(|at| items.get(at)),
                    &items,
                    known,
                ),
                Some(Item::Asked(requirement)) => {
                    Some(Item::Asked(self.change(strategy, &here, &entry, requirement, known)))
                }
                _ => self.asked_anew(strategy, &here, entry, &items, known),
            };
            match (item, at.and_then(|at| items.get_mut(at))) {
                (Some(item), Some(place)) => *place = item,
                (Some(item), None) => items.push(item),
                (None, _) => {}
            }
        }
        let (mut requirements, mut removed) = (Vec::new(), Vec::new());
        for item in items {
            match item {
                Item::Asked(requirement) => requirements.push(requirement),
                Item::Removed(item) => removed.push(item),
            }
        }
        (requirements, removed)
    }

    fn not_an_id(&mut self, here: &str) {
        let id = format!("{here}/id");
        // What has no id at all, or not one that is text, has been told.
        if !self.is_told(&id) && self.is_written(&id) {
            let help =
                "start with a letter, and join words with a hyphen, such as planning-meeting";
            self.problem(&id, "a requirement's id is one word in small letters", help);
        }
    }

    /// A requirement that no extended strategy asks.
    fn asked_anew(
        &mut self,
        strategy: &str,
        here: &str,
        entry: RequirementEntry,
        items: &[Item],
        known: &Known<'_>,
    ) -> Option<Item> {
        let wanted = entry.rule.as_ref().unwrap_or(&entry.id);
        if known.extends && entry.rule.is_none() && rule(wanted).is_none() {
            if self.heard_all {
                let ids = items.iter().map(Item::id).chain(rules().map(|rule| rule.id));
                self.unknown(
                    &format!("{here}/id"),
                    "no strategy that this one extends asks this, and no rule has this id",
                    nearest(wanted, ids),
                    "`permanence explain` lists the rules; one under another id is named with rule",
                );
            }
            self.cited(
                &format!("{here}/clauses"),
                entry.clauses.as_deref().unwrap_or_default(),
                known.places,
            );
            return None;
        }
        if entry.severity.is_none() && self.heard_all && !self.severity_is_told(here) {
            self.problem(
                &format!("{here}/id"),
                "this requirement has no severity",
                "write severity: breach, severity: concern or severity: advice",
            );
        }
        self.requirement(strategy, here, entry, items, known).map(Item::Asked)
    }

    fn requirement(
        &mut self,
        strategy: &str,
        here: &str,
        entry: RequirementEntry,
        items: &[Item],
        known: &Known<'_>,
    ) -> Option<Requirement> {
        let listed = entry.clauses.unwrap_or_default();
        let cited = self.cited(&format!("{here}/clauses"), &listed, known.places);
        let by_cause = self.by_cause(&format!("{here}/by_cause"), &entry.by_cause, known.places);
        let from = self.from(here, entry.from.as_deref(), known);
        let rule = self.rule(here, entry.rule.as_deref(), &entry.id)?;
        let judge = self.bound(rule, &format!("{here}/with"), entry.with.is_some())?;
        // Asking again what an extended strategy leaves out goes on from there.
        let left_out = items.iter().find(|item| item.id() == entry.id).map(Item::lineage);
        let mut lineage = left_out.unwrap_or_default().to_vec();
        lineage.push(strategy.to_owned());
        Some(Requirement {
            key: format!("{strategy}/{}", entry.id).into(),
            id: entry.id,
            rule,
            clauses: cited,
            by_cause,
            // Without one it is not used: that it is missing has been told.
            severity: entry.severity.unwrap_or(crate::rules::Severity::Advice),
            weighting: entry.weight,
            parameters: entry.with,
            from,
            lineage,
            judge: Arc::new(judge),
        })
    }

    /// The rule that an entry names, or that has its id.
    pub(super) fn rule(
        &mut self,
        here: &str,
        named: Option<&str>,
        id: &str,
    ) -> Option<&'static Rule> {
        let (wanted, place) = match named {
            Some(named) => (named, format!("{here}/rule")),
            None => (id, format!("{here}/id")),
        };
        let found = rule(wanted);
        if found.is_none() {
            let near = nearest(wanted, rules().map(|rule| rule.id));
            let otherwise = "`permanence explain` lists the rules";
            self.unknown(&place, "no rule has this id", near, otherwise);
        }
        found
    }

    /// The other document that an entry says it is from.
    pub(super) fn from(
        &mut self,
        here: &str,
        named: Option<&str>,
        known: &Known<'_>,
    ) -> Option<Arc<StrategyDocument>> {
        let named = named?;
        let found = known.documents.iter().find(|document| document.name == named).cloned();
        if found.is_none() && self.heard_all {
            let near = nearest(named, known.documents.iter().map(|known| known.name.as_str()));
            let otherwise = "list it under documents";
            self.unknown(
                &format!("{here}/from"),
                "no document is listed under this name",
                near,
                otherwise,
            );
        }
        found
    }

    /// True when what is written for an entry's severity, under that key or one much like it, is told.
    fn severity_is_told(&self, here: &str) -> bool {
        let key = |problem: &Problem| {
            let inside = problem.pointer.as_deref()?.strip_prefix(here)?.strip_prefix('/')?;
            nearest(inside, ["severity"])
        };
        self.problems.iter().any(|problem| key(problem).is_some())
    }

    /// The clauses that ways of failing rest on, by their causes' names.
    pub(super) fn by_cause(
        &mut self,
        here: &str,
        entries: &BTreeMap<String, Vec<String>>,
        places: &Places,
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

    /// The rule with the parameters written at a pointer, if any are.
    fn bound(&mut self, rule: &Rule, pointer: &str, any: bool) -> Option<BoundRule> {
        match rule.bind(any.then_some((self.tree, pointer))) {
            Ok(judge) => Some(judge),
            Err(problems) => {
                self.tell_parameters(problems, pointer);
                None
            }
        }
    }

    /// Tells what is wrong with the parameters written at a pointer.
    pub(super) fn tell_parameters(&mut self, problems: Vec<Problem>, pointer: &str) {
        for mut problem in problems {
            if problem.span.is_none() {
                let found = self.tree.locate(0, pointer);
                let place = found.map(|found| found.key.unwrap_or(found.value));
                problem.span = place.map(|place| self.tree.first_line(place));
            }
            let inside = problem.pointer.unwrap_or_default();
            problem.pointer = Some(format!("{pointer}{inside}"));
            self.problems.push(problem);
        }
    }
}
