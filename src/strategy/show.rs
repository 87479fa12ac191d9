//! A strategy written out again as YAML, with everything resolved.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::{Clause, Strategy, Weighting};
use crate::rules::PlanningDay;

#[derive(Serialize)]
struct Shown<'s> {
    format: u32,
    name: &'s str,
    short_title: &'s str,
    title: &'s str,
    version: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    authority: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    applies_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    applies_to: Option<String>,
    officer: &'s str,
    waivable: bool,
    planning_day: PlanningDay,
    views_age: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    documents: Vec<ShownDocument<'s>>,
    requirements: Vec<ShownRequirement<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    departures: Vec<ShownDeparture<'s>>,
    clauses: Vec<ShownClause<'s>>,
}

#[derive(Serialize)]
struct ShownDocument<'s> {
    name: &'s str,
    short_title: &'s str,
    title: &'s str,
    version: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    applies_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    applies_to: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waivable: Option<bool>,
}

#[derive(Default, Serialize)]
struct ShownRequirement<'s> {
    id: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    removed: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    severity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<Weighting>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    clauses: Vec<String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    by_cause: BTreeMap<&'s str, Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    with: Option<&'s Value>,
}

#[derive(Serialize)]
struct ShownDeparture<'s> {
    clauses: Vec<String>,
    says: &'s str,
    law: &'s str,
    requirements: &'s [String],
}

#[derive(Serialize)]
struct ShownClause<'s> {
    id: String,
    heading: &'s str,
    says: &'s str,
    strength: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unchecked: Option<&'s str>,
}

/// The strategy as a strategy file, which reads back as the same strategy. What it takes over from
/// others is written out, so that it extends none.
///
/// # Errors
/// When a parameter cannot be written as YAML, which no parameter read from a file can be.
pub fn to_yaml(strategy: &Strategy) -> Result<String, serde_yaml::Error> {
    let asked = strategy.requirements.iter().map(|requirement| ShownRequirement {
        id: &requirement.id,
        rule: Some(requirement.rule.id).filter(|rule| *rule != requirement.id),
        from: requirement.from.as_ref().map(|document| document.name.as_str()),
        removed: None,
        severity: Some(requirement.severity.word()),
        weight: requirement.weighting,
        clauses: ids(strategy, &requirement.clauses),
        by_cause: requirement
            .by_cause
            .iter()
            .map(|(cause, clauses)| (cause.as_str(), ids(strategy, clauses)))
            .collect(),
        with: requirement.parameters.as_ref(),
    });
    let removed = strategy.removed.iter().map(|removed| ShownRequirement {
        id: &removed.id,
        rule: Some(removed.rule.id).filter(|rule| *rule != removed.id),
        from: removed.from.as_ref().map(|document| document.name.as_str()),
        removed: Some(&removed.reason),
        ..ShownRequirement::default()
    });
    let documents = strategy.documents.iter().map(|document| ShownDocument {
        name: &document.name,
        short_title: &document.short_title,
        title: &document.title,
        version: &document.version,
        applies_from: document.applies_from.map(|day| day.to_string()),
        applies_to: document.applies_to.map(|day| day.to_string()),
        waivable: (!document.waivable).then_some(false),
    });
    let clauses = strategy.clauses.iter().map(|clause| ShownClause {
        id: clause.cited_as(),
        heading: &clause.heading,
        says: &clause.says,
        strength: clause.strength.word(),
        unchecked: clause.why_unchecked(),
    });
    let departures = strategy.departures.iter().map(|departure| ShownDeparture {
        clauses: ids(strategy, &departure.clauses),
        says: &departure.says,
        law: &departure.law,
        requirements: &departure.requirements,
    });
    serde_yaml::to_string(&Shown {
        format: 1,
        name: &strategy.name,
        short_title: &strategy.short_title,
        title: &strategy.title,
        version: &strategy.version,
        authority: strategy.authority.as_deref(),
        applies_from: strategy.applies_from.map(|day| day.to_string()),
        applies_to: strategy.applies_to.map(|day| day.to_string()),
        officer: &strategy.officer,
        waivable: strategy.waivable,
        planning_day: strategy.conventions.planning_day,
        views_age: strategy.conventions.views_age,
        documents: documents.collect(),
        requirements: asked.chain(removed).collect(),
        departures: departures.collect(),
        clauses: clauses.collect(),
    })
}

/// How clauses are cited, by their places.
fn ids(strategy: &Strategy, clauses: &[usize]) -> Vec<String> {
    let listed = clauses.iter().filter_map(|&index| strategy.clauses.get(index));
    listed.map(Clause::cited_as).collect()
}
