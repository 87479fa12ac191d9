//! Requirements as SARIF's rules, and the clauses of each strategy as its taxonomies.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::level;
use super::log::{
    Component, Configuration, Driver, Message, Reference, Relationship, Rule, RuleProperties,
    Taxon, Taxonomy,
};
use crate::audit::Citation;
use crate::report::Report;
use crate::rules::{Element, RequirementDoc, Severity, docs_of};
use crate::strategy::{Clause, Requirement, Strategy};

/// The rules and taxonomies of a run, and where each stands.
pub(super) struct Rules<'r> {
    pub(super) driver: Driver<'r>,
    pub(super) taxonomies: Vec<Taxonomy<'r>>,
    index: BTreeMap<&'r str, usize>,
    components: BTreeMap<&'r str, usize>,
}

/// What people read about each rule, and what it is about.
type Docs = BTreeMap<String, (Element, RequirementDoc)>;

fn docs() -> io::Result<Docs> {
    let mut docs = Docs::new();
    for element in Element::ALL {
        let of_element = docs_of(element).map_err(|problems| {
            io::Error::other(problems.first().map_or_else(String::new, ToString::to_string))
        })?;
        docs.extend(of_element.into_iter().map(|doc| (doc.id.clone(), (element, doc))));
    }
    Ok(docs)
}

impl<'r> Rules<'r> {
    /// Every requirement that was asked, and what the tool asks of a case file by itself.
    pub(super) fn of(report: &'r Report) -> io::Result<Self> {
        let docs = docs()?;
        let strategies = || report.strategies.iter().map(AsRef::as_ref).enumerate();
        let mut rules: Vec<Rule<'r>> = strategies()
            .flat_map(|(index, strategy)| {
                let requirements = strategy.requirements.iter();
                requirements.map(move |requirement| (index, strategy, requirement))
            })
            .map(|(index, strategy, requirement)| {
                asked(index, strategy, requirement, docs.get(requirement.rule.id))
            })
            .collect();
        let known: BTreeSet<&str> = rules.iter().map(|rule| rule.id).collect();
        let told = report.summary.by_requirement.iter().map(|(requirement, _)| requirement);
        let own: BTreeSet<&'r str> =
            told.map(String::as_str).filter(|requirement| !known.contains(requirement)).collect();
        rules.extend(own.into_iter().map(|id| rule(id, id, docs.get(id), Severity::Concern)));
        let index = rules.iter().enumerate().map(|(index, rule)| (rule.id, index)).collect();
        let components: BTreeMap<&'r str, usize> =
            strategies().map(|(index, strategy)| (strategy.name.as_str(), index)).collect();
        let driver = Driver {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            supported_taxonomies: strategies()
                .map(|(index, strategy)| Component { name: &strategy.name, index })
                .collect(),
            rules,
        };
        let taxonomies = strategies().map(|(_, strategy)| taxonomy(strategy)).collect();
        Ok(Self { driver, taxonomies, index, components })
    }

    /// Where a requirement's rule stands.
    pub(super) fn index(&self, requirement: &str) -> Option<usize> {
        self.index.get(requirement).copied()
    }

    /// The clauses that a finding rests on.
    pub(super) fn cited<'c>(&self, citations: &'c [Citation]) -> Vec<Reference<'c>> {
        let references = citations.iter().filter_map(|citation| {
            let strategy = citation.strategy();
            let component = *self.components.get(strategy.name.as_str())?;
            let clause = citation.clause()?;
            let index = strategy.clauses.iter().position(|known| known == clause)?;
            Some(reference(component, strategy, index, clause))
        });
        references.collect()
    }
}

fn reference<'r>(
    component: usize,
    strategy: &'r Strategy,
    index: usize,
    clause: &Clause,
) -> Reference<'r> {
    let id = clause.cited_as();
    Reference { id, index, tool_component: Component { name: &strategy.name, index: component } }
}

fn taxonomy(strategy: &Strategy) -> Taxonomy<'_> {
    let taxa = strategy.clauses.iter().map(|clause| Taxon {
        id: clause.cited_as(),
        short_description: Message::new(&clause.heading),
        full_description: Message::new(&clause.says),
    });
    Taxonomy {
        name: &strategy.name,
        version: &strategy.version,
        short_description: Message::new(&strategy.title),
        taxa: taxa.collect(),
    }
}

/// A requirement of a strategy, and its clauses.
fn asked<'r>(
    component: usize,
    strategy: &'r Strategy,
    requirement: &'r Requirement,
    doc: Option<&(Element, RequirementDoc)>,
) -> Rule<'r> {
    let plain = rule(&requirement.key, &requirement.id, doc, requirement.severity);
    let cited: BTreeSet<usize> = requirement.cites().collect();
    let relationships = cited.iter().filter_map(|&index| {
        let clause = strategy.clauses.get(index)?;
        let target = reference(component, strategy, index, clause);
        Some(Relationship { target, kinds: ["relevant"] })
    });
    let relationships = relationships.collect();
    let clauses = strategy.clauses_of(requirement).map(|clause| {
        format!("{}, {}: {}", strategy.title_of(clause), clause.heading, clause.says)
    });
    let clauses: Vec<String> = clauses.collect();
    let help = help(doc.map(|(_, doc)| doc), &clauses);
    Rule { help, relationships, ..plain }
}

/// A rule that rests on no clause.
fn rule<'r>(
    id: &'r str,
    name: &'r str,
    doc: Option<&(Element, RequirementDoc)>,
    severity: Severity,
) -> Rule<'r> {
    let (element, doc) = doc.map_or((Element::File, None), |(element, doc)| (*element, Some(doc)));
    let short = doc.map_or(name, |doc| &doc.title);
    let full = doc.map_or(name, |doc| &doc.asks);
    Rule {
        id,
        name,
        short_description: Message::new(short),
        full_description: Message::new(full),
        help: help(doc, &[]),
        default_configuration: Configuration { level: level(severity) },
        relationships: Vec::new(),
        properties: RuleProperties { tags: ["permanence", element.word()] },
    }
}

/// What a requirement asks, why it matters and how it is judged, as `explain` says it, and the
/// clauses that ask it.
fn help(doc: Option<&RequirementDoc>, clauses: &[String]) -> Message {
    let mut lines: Vec<(&str, &str)> = Vec::new();
    if let Some(doc) = doc {
        lines.extend([("Asks", doc.asks.as_str()), ("For the child", &doc.matters)]);
        lines.push(("Met", &doc.met));
        lines.extend(doc.not_met.iter().map(|way| ("Not met", way.as_str())));
        lines.extend(doc.not_due.iter().map(|when| ("Not due", when.as_str())));
        lines.extend(doc.not_applicable.iter().map(|when| ("Not applicable", when.as_str())));
        lines.extend(doc.notes.iter().map(|note| ("Note", note.as_str())));
        lines.extend(doc.law.iter().map(|law| ("The law", law.as_str())));
    }
    lines.extend(clauses.iter().map(|clause| ("Asked by", clause.as_str())));
    if lines.is_empty() {
        return Message::new("There is no more to say of this requirement.");
    }
    Message::labelled(&lines)
}
