//! Strategies: what a council has said that every plan must hold.
//!
//! A strategy is data. It lists the clauses of its document and binds requirements to them, each
//! judged by a [`Rule`] with a severity and parameters. The built-in ones are read from the same
//! files, by the same code, as a council's own.
//!
//! A strategy may extend others ([`read_strategy_file`]): it takes over what they ask, and says only
//! what it asks otherwise, more, or not. What it cites of their documents stays a clause of those.

mod advice;
mod builtin;
mod changes;
mod clauses;
mod coverage;
mod documents;
mod family;
mod file;
mod inherit;
mod key;
mod member;
mod parameters;
mod read;
mod requirements;
mod salvage;
mod schema;
mod show;
mod template;
mod weighing;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::rules::{BoundRule, Conventions, Element, Evidence, PlanningDay, Rule, Severity};

pub use advice::Account;
pub use builtin::{BUILT_IN, built_in, built_in_for_authority};
pub use coverage::{Coverage, CoveredClause, LeftOut, coverage};
pub use family::{
    Checked, Faulty, NotNamed, ReadText, read_strategy, read_strategy_file, read_strategy_named,
};
pub use file::{Strength, Weighting};
pub use key::Key;
pub use read::is_strategy_name;
pub use schema::strategy_schema;
pub use show::to_yaml;
pub use template::strategy_template;
pub use weighing::Severities;

/// A council's permanence strategy, or the regulations that bind every council.
#[derive(Clone, Debug)]
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
    /// Whether its own requirements can be waived.
    pub waivable: bool,
    /// What it decides for all its requirements at once.
    pub conventions: Conventions,
    /// The other documents that its clauses and requirements are from.
    pub documents: Vec<Arc<StrategyDocument>>,
    /// Every clause of its document, and of the other documents.
    pub clauses: Vec<Clause>,
    /// What it asks.
    pub requirements: Vec<Requirement>,
    /// What a strategy that it extends asks, and it does not.
    pub removed: Vec<Removed>,
    /// Where its document, or another one, and the law differ.
    pub departures: Vec<Departure>,
    /// Requirements that several of the strategies it extends ask, each in its own way.
    pub settled: Vec<Settled>,
    /// What it says of itself, or takes over, rather than leaves to the defaults.
    pub(crate) said: Said,
}

/// A document other than the strategy's own, as it is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrategyDocument {
    /// The name of its strategy: the first part of a citation such as `dorset/3-g`.
    pub name: String,
    /// How reports cite it: `Dorset`.
    pub short_title: String,
    /// Its title.
    pub title: String,
    /// Which version.
    pub version: String,
    /// The first day it applies.
    pub applies_from: Option<NaiveDate>,
    /// The last day it applies.
    pub applies_to: Option<NaiveDate>,
    /// Whether its requirements can be waived.
    pub waivable: bool,
}

/// A requirement that a strategy leaves out of those it extends, and why.
#[derive(Clone, Debug)]
pub struct Removed {
    /// Its id within the strategy.
    pub id: String,
    /// The rule that would judge it.
    pub rule: &'static Rule,
    /// The document it is from, when that is another one.
    pub from: Option<Arc<StrategyDocument>>,
    /// Why it is left out.
    pub reason: String,
    /// The strategies that wrote it as it is, the first and the latest among them.
    pub(crate) lineage: Vec<String>,
}

/// A requirement that several extended strategies ask, each in its own way: one of them was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Its id.
    pub id: String,
    /// The strategy whose way was taken.
    pub taken: String,
    /// The strategy whose way was not.
    pub left: String,
}

/// What a strategy says of all its requirements; a strategy that extends it takes it over.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) officer: Option<String>,
    pub(crate) planning_day: Option<PlanningDay>,
    pub(crate) views_age: Option<u32>,
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
    /// A stable id within its document.
    pub id: String,
    /// The document it is of, when that is not the strategy's own.
    pub document: Option<Arc<StrategyDocument>>,
    /// Where it stands in the document.
    pub heading: String,
    /// What it says, in our own words.
    pub says: String,
    /// How strongly.
    pub strength: Strength,
    /// Why a case file cannot show it, or not all of it.
    pub unchecked: Option<String>,
    /// Why nothing checks it here, though something did where it comes from.
    pub(crate) left_out: Option<String>,
}

impl Clause {
    /// Why nothing checks it, or not all of it.
    #[must_use]
    pub fn why_unchecked(&self) -> Option<&str> {
        self.left_out.as_deref().or(self.unchecked.as_deref())
    }

    /// How a strategy file cites it: `3-g`, or `dorset/3-g` when it is of another document.
    #[must_use]
    pub fn cited_as(&self) -> String {
        match &self.document {
            Some(document) => format!("{}/{}", document.name, self.id),
            None => self.id.clone(),
        }
    }
}

/// What a strategy asks of every case file.
#[derive(Clone)]
pub struct Requirement {
    /// Its id within the strategy.
    pub id: String,
    /// Its id for reports: `dorset/contingency-option`.
    pub key: Key,
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
    /// The document it is from, when it was taken over from another strategy.
    pub from: Option<Arc<StrategyDocument>>,
    /// The strategies that wrote it as it is, the first and the latest among them.
    pub(crate) lineage: Vec<String>,
    /// The rule with its parameters.
    pub(crate) judge: Arc<BoundRule>,
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

    /// What it rests on, the most telling first.
    pub fn evidence(&self) -> impl Iterator<Item = Evidence> + '_ {
        let (read, declared) = match &self.judge.evidence {
            Some(read) => (Some(read), None),
            None => (None, Some(self.rule.evidence())),
        };
        read.into_iter().flatten().copied().chain(declared.into_iter().flatten())
    }

    /// The clauses that one way of failing rests on, as places in [`Strategy::clauses`].
    #[must_use]
    pub fn clauses_of_cause(&self, cause: &str) -> &[usize] {
        self.by_cause.get(cause).unwrap_or(&self.clauses)
    }

    /// The document that binds every council and that it is from, when it is from one.
    pub(crate) fn binding(&self) -> Option<&StrategyDocument> {
        self.from.as_deref().filter(|document| !document.waivable)
    }

    /// Every clause it cites, for whatever way of failing.
    pub(crate) fn cites(&self) -> impl Iterator<Item = usize> + '_ {
        self.clauses.iter().chain(self.by_cause.values().flatten()).copied()
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

    /// How reports cite the document that a clause is of.
    #[must_use]
    pub fn title_of<'s>(&'s self, clause: &'s Clause) -> &'s str {
        match &clause.document {
            Some(document) => &document.short_title,
            None => &self.short_title,
        }
    }

    /// True when a requirement of it, by its id for reports, can be waived: what is from a document
    /// that nobody can waive stays so wherever it is taken over.
    #[must_use]
    pub fn can_waive(&self, key: &str) -> bool {
        let found = self.requirements.iter().find(|requirement| requirement.key == key);
        found.is_some_and(|requirement| match &requirement.from {
            Some(document) => document.waivable,
            None => self.waivable,
        })
    }

    /// The first day on which it asks one of its requirements: what binds every council does so from
    /// its own first day, whenever a council took it over.
    pub(crate) fn asks_from(&self, requirement: &Requirement) -> Option<NaiveDate> {
        match requirement.binding() {
            Some(document) => document.applies_from,
            None => self.applies_from,
        }
    }

    /// The strategy's own document, as one that extends it cites it.
    pub(crate) fn document(&self) -> StrategyDocument {
        StrategyDocument {
            name: self.name.clone(),
            short_title: self.short_title.clone(),
            title: self.title.clone(),
            version: self.version.clone(),
            applies_from: self.applies_from,
            applies_to: self.applies_to,
            waivable: self.waivable,
        }
    }

    /// True when a day is after the strategy's last.
    #[must_use]
    pub fn has_ended_by(&self, day: NaiveDate) -> bool {
        self.applies_to.is_some_and(|last| last < day)
    }
}
