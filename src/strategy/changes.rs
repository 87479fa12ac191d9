//! The entries of a strategy file that change or remove what an extended strategy asks.

use std::sync::Arc;

use super::file::RequirementEntry;
use super::inherit::Item;
use super::parameters::{bind_changed, changed};
use super::read::Reading;
use super::requirements::Known;
use super::{Removed, Requirement};
use crate::document::nearest;

impl Reading<'_, '_> {
    /// A requirement that an extended strategy asks, with what the entry says otherwise.
    pub(super) fn change(
        &mut self,
        strategy: &str,
        here: &str,
        entry: &RequirementEntry,
        mut requirement: Requirement,
        known: &Known<'_>,
    ) -> Requirement {
        if !entry.asks() && entry.rule.is_none() && !self.has_problem_in(here) {
            let help = "write what is to be otherwise, or take the entry out";
            self.problem(
                &format!("{here}/id"),
                "this entry changes nothing of what is asked already",
                help,
            );
        }
        if entry.from.is_some() {
            let message = "a requirement that is changed keeps the document it is from";
            self.problem(&format!("{here}/from"), message, "remove `from`");
        }
        self.change_rule(here, entry, &mut requirement);
        if let Some(severity) = entry.severity {
            if requirement.binding().is_some() && severity < requirement.severity {
                self.binding(&format!("{here}/severity"), "weigh less");
            }
            requirement.severity = severity;
            requirement.weighting = entry.weight;
        } else if entry.weight.is_some() {
            requirement.weighting = entry.weight;
        }
        let by_cause = self.by_cause(&format!("{here}/by_cause"), &entry.by_cause, known.places);
        if let Some(clauses) = &entry.clauses {
            requirement.clauses = self.cited(&format!("{here}/clauses"), clauses, known.places);
            requirement.by_cause.clear();
        }
        requirement.by_cause.extend(by_cause);
        // A way of failing with no clause of its own rests on the same as the others.
        requirement.by_cause.retain(|_, clauses| !clauses.is_empty());
        requirement.lineage.push(strategy.to_owned());
        requirement
    }

    /// Changes the rule, or its parameters, or both. Another rule starts with parameters of its own.
    fn change_rule(&mut self, here: &str, entry: &RequirementEntry, requirement: &mut Requirement) {
        let with = format!("{here}/with");
        let mut whole = requirement.parameters.clone();
        if let Some(named) = entry.rule.as_deref().filter(|named| *named != requirement.rule.id) {
            let Some(rule) = self.rule(here, Some(named), &entry.id) else {
                return;
            };
            if requirement.binding().is_some() {
                self.binding(&format!("{here}/rule"), "be judged by another rule");
            }
            requirement.rule = rule;
            whole = None;
        } else if entry.with.is_none() {
            return;
        } else if requirement.binding().is_some() {
            let message = "this changes how a requirement that binds every council is judged";
            let help = "check that it asks no less than the regulations do";
            let advice = self.placed(&with, message, help);
            self.advice.push(advice);
        }
        if let Some(changes) = &entry.with {
            whole = changed(whole.as_ref(), changes);
        }
        match bind_changed(requirement.rule, whole.as_ref(), self.tree, &with) {
            Ok(judge) => {
                requirement.judge = Arc::new(judge);
                requirement.parameters = whole;
            }
            Err(problems) => self.tell_parameters(problems, &with),
        }
    }

    /// A requirement that is not asked, and why.
    pub(super) fn removal(
        &mut self,
        strategy: &str,
        here: &str,
        entry: RequirementEntry,
        item: Option<&Item>,
        items: &[Item],
        known: &Known<'_>,
    ) -> Option<Item> {
        let place = format!("{here}/removed");
        // Without anything extended, a removal is a record: of which rule, from which document.
        let record: &[&str] = if known.extends { &["rule", "from"] } else { &[] };
        let others = ["severity", "weight", "clauses", "by_cause", "with"];
        for key in record.iter().chain(&others).map(|key| format!("{here}/{key}")) {
            if self.is_written(&key) && !self.is_told(&key) {
                let help = "keep its id and the reason, or take `removed` out";
                self.problem(&key, "a requirement that is removed says nothing else", help);
            }
        }
        let Some(reason) = entry.removed else {
            if !self.is_told(&place) {
                let help = "write why, in a sentence: whoever reads the coverage will ask";
                self.problem(&place, "a requirement is removed without a reason", help);
            }
            return None;
        };
        let mut removed = match item {
            Some(Item::Asked(requirement)) => {
                if requirement.binding().is_some() {
                    self.binding(&place, "be removed");
                }
                Removed {
                    id: entry.id,
                    rule: requirement.rule,
                    from: requirement.from.clone(),
                    reason,
                    lineage: requirement.lineage.clone(),
                }
            }
            Some(Item::Removed(_)) => {
                let message = "this requirement is removed already by what is extended";
                self.problem(&format!("{here}/id"), message, "take the entry out");
                return None;
            }
            None if known.extends => {
                if self.heard_all {
                    self.unknown(
                        &format!("{here}/id"),
                        "no strategy that this one extends asks this, so it cannot be removed",
                        nearest(&entry.id, items.iter().map(Item::id)),
                        "take the entry out",
                    );
                }
                return None;
            }
            // In a strategy written out whole, it is a record of what was left out.
            None => Removed {
                rule: self.rule(here, entry.rule.as_deref(), &entry.id)?,
                from: self.from(here, entry.from.as_deref(), known),
                id: entry.id,
                reason,
                lineage: Vec::new(),
            },
        };
        removed.lineage.push(strategy.to_owned());
        Some(Item::Removed(removed))
    }

    /// Tells that something cannot be done to what nobody can waive.
    fn binding(&mut self, pointer: &str, what: &str) {
        let message = format!("this requirement binds every council: it cannot {what}");
        self.problem(pointer, &message, "leave it as the regulations have it");
    }

    /// True when something wrong inside a place has been told.
    fn has_problem_in(&self, here: &str) -> bool {
        let inside = format!("{here}/");
        let pointers = self.problems.iter().filter_map(|problem| problem.pointer.as_deref());
        pointers.into_iter().any(|pointer| pointer == here || pointer.starts_with(&inside))
    }
}
