//! Strategies: what a council has said that every plan must hold.
//!
//! A strategy is data. It lists the clauses of its document and binds requirements to them, each
//! judged by a [`Rule`] with a severity and parameters. The built-in ones are read from the same
//! files, by the same code, as a council's own.

mod builtin;
mod coverage;
mod file;
mod read;
mod show;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::rules::{BoundRule, Conventions, Element, Rule, Severity};

pub use builtin::{BUILT_IN, built_in, built_in_for_authority};
pub use coverage::{Coverage, CoveredClause, coverage};
pub use file::{Strength, Weighting, strategy_schema};
pub use read::read_strategy;
pub use show::to_yaml;

/// A council's permanence strategy, or the regulations that bind every council.
#[derive(Debug)]
pub struct Strategy {
    /// Its name: the first part of its requirements' ids.
    pub name: String,
    /// How reports cite it: `Dorset`.
    pub short_title: String,
    /// The document's title.
    pub title: String,
    /// Which version of the document.
    pub version: String,
    /// The authority whose case files it is for, when it is a council's.
    pub authority: Option<String>,
    /// The first day it applies.
    pub applies_from: Option<NaiveDate>,
    /// The last day it applies.
    pub applies_to: Option<NaiveDate>,
    /// What it calls the reviewing officer.
    pub officer: String,
    /// Whether its requirements can be waived.
    pub waivable: bool,
    /// What it decides for all its requirements at once.
    pub conventions: Conventions,
    /// Every clause of its document.
    pub clauses: Vec<Clause>,
    /// What it asks.
    pub requirements: Vec<Requirement>,
    /// Where its document and the law differ.
    pub departures: Vec<Departure>,
}

/// A place where a strategy's document and the law differ.
///
/// A requirement is judged by the strategy it comes from, and accepts a record that follows the law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// The clauses that differ, as places in [`Strategy::clauses`].
    pub clauses: Vec<usize>,
    /// What they say.
    pub says: String,
    /// What the law says.
    pub law: String,
    /// The ids of the requirements that it matters to.
    pub requirements: Vec<String>,
}

/// A clause of a strategy's document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// A stable id.
    pub id: String,
    /// Where it stands in the document.
    pub heading: String,
    /// What it says, in our own words.
    pub says: String,
    /// How strongly.
    pub strength: Strength,
    /// Why a case file cannot show it, or not all of it.
    pub unchecked: Option<String>,
}

/// What a strategy asks of every case file.
pub struct Requirement {
    /// Its id within the strategy.
    pub id: String,
    /// Its id for reports: `dorset/contingency-option`.
    pub key: String,
    /// The rule that judges it.
    pub rule: &'static Rule,
    /// The clauses that ask for it, as places in [`Strategy::clauses`], the most telling first.
    pub clauses: Vec<usize>,
    /// Ways of failing that rest on other clauses, the most telling first.
    pub by_cause: BTreeMap<String, Vec<usize>>,
    /// How much a finding weighs.
    pub severity: Severity,
    /// Where its severity comes from, when not from the clauses' own words.
    pub weighting: Option<Weighting>,
    /// The parameters, as the strategy gives them.
    pub parameters: Option<serde_json::Value>,
    /// The rule with its parameters.
    pub(crate) judge: BoundRule,
}

impl std::fmt::Debug for Requirement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Requirement")
            .field("key", &self.key)
            .field("severity", &self.severity)
            .finish_non_exhaustive()
    }
}

impl Requirement {
    /// The part of a plan it is about.
    #[must_use]
    pub fn element(&self) -> Element {
        self.judge.element.unwrap_or(self.rule.element)
    }

    /// The clauses that one way of failing rests on, as places in [`Strategy::clauses`].
    #[must_use]
    pub fn clauses_of_cause(&self, cause: &str) -> &[usize] {
        self.by_cause.get(cause).unwrap_or(&self.clauses)
    }
}

impl Strategy {
    /// The requirement with an id.
    #[must_use]
    pub fn requirement(&self, id: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|requirement| requirement.id == id)
    }

    /// The clauses a requirement rests on, the most telling first.
    pub fn clauses_of<'s>(
        &'s self,
        requirement: &'s Requirement,
    ) -> impl Iterator<Item = &'s Clause> + 's {
        requirement.clauses.iter().filter_map(|&index| self.clauses.get(index))
    }

    /// True when a day is after the strategy's last.
    #[must_use]
    pub fn has_ended_by(&self, day: NaiveDate) -> bool {
        self.applies_to.is_some_and(|last| last < day)
    }
}
