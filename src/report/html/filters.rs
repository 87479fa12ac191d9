//! What the list of cases can be filtered by. Each choice goes by a number, which the rows carry.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::titles::{Titles, team_name};
use crate::audit::{AuditedCase, Lapse, Status, TeamName};
use crate::report::{Report, visible};
use crate::rules::{Element, Severity};
use crate::strategy::Key;

/// The choices, with their numbers.
#[derive(Debug)]
pub(super) struct Filters<'r> {
    teams: BTreeMap<TeamName, usize>,
    workers: BTreeMap<TeamName, usize>,
    requirements: Vec<Found<'r>>,
}

/// A requirement that there are findings of.
#[derive(Debug)]
struct Found<'r> {
    number: usize,
    key: &'r str,
    element: Element,
}

impl<'r> Filters<'r> {
    pub(super) fn of(report: &'r Report) -> Self {
        let mut found: BTreeMap<Key, Element> = BTreeMap::new();
        for case in report.cases.iter() {
            let outcomes = case.audit.outcomes.into_iter();
            let of_case = outcomes.filter(|outcome| is_found(outcome.status));
            found.extend(of_case.map(|outcome| (outcome.requirement, outcome.element)));
        }
        let cases = || report.cases.without_outcomes().map(|case| &case.audit);
        let known = (0..).zip(&report.summary.by_requirement);
        let requirements = known.filter_map(|(number, (key, _))| {
            Some(Found { number, key, element: *found.get(key.as_str())? })
        });
        Self {
            teams: numbered(cases().map(|audit| named(audit.team.as_ref()))),
            workers: numbered(cases().map(|audit| named(audit.social_worker.as_ref()))),
            requirements: requirements.collect(),
        }
    }

    /// The number of a case's team.
    pub(super) fn team(&self, case: &AuditedCase) -> Option<usize> {
        self.teams.get(&named(case.audit.team.as_ref())).copied()
    }

    /// The number of a case's social worker.
    pub(super) fn worker(&self, case: &AuditedCase) -> Option<usize> {
        self.workers.get(&named(case.audit.social_worker.as_ref())).copied()
    }

    /// The form. It stays hidden in a browser without JavaScript.
    pub(super) fn form(&self, titles: &Titles) -> Markup {
        let is_found = |element: &Element| self.requirements.iter().any(|f| f.element == *element);
        html! {
            div #filters role="search" aria-label="Filter the cases" hidden {
                div.field.find {
                    label for="find" { "Search" }
                    input #find type="search" autocomplete="off" spellcheck="false" aria-describedby="find-hint";
                    span.hint #find-hint { "Case, team, worker, requirement or file" }
                }
                (choice("team", "Team", &names(&self.teams, "No team")))
                (choice("worker", "Social worker", &names(&self.workers, "No social worker")))
                (choice("colour", "Standing", &html! {
                    option value="r" { "Red" } option value="a" { "Amber" } option value="g" { "Green" }
                }))
                (choice("element", "Element", &html! {
                    @for element in Element::ALL.into_iter().filter(is_found) {
                        option value=(element.word()) { (element.word()) }
                    }
                }))
                (choice("requirement", "Requirement", &html! {
                    @for Found { number, key, element } in &self.requirements {
                        option value=(number) data-e=(element.word()) { (visible(titles.title(key))) " (" (visible(key)) ")" }
                    }
                }))
                (choice("severity", "Severity", &html! {
                    option value="b" { "Breach" } option value="c" { "Concern" }
                    option value="a" { "Advice" } option value="p" { "Past" }
                    option value="w" { "Waived" }
                }))
            }
        }
    }
}

/// A name, or that the file has none.
fn named(name: Option<&String>) -> TeamName {
    name.cloned().map_or(TeamName::Unnamed, TeamName::Named)
}

fn numbered(names: impl Iterator<Item = TeamName>) -> BTreeMap<TeamName, usize> {
    let names: BTreeSet<TeamName> = names.collect();
    names.into_iter().zip(0..).collect()
}

fn names(names: &BTreeMap<TeamName, usize>, none: &str) -> Markup {
    html! {
        @for (name, number) in names {
            option value=(number) {
                @if *name == TeamName::Unnamed { (none) } @else { (visible(team_name(name))) }
            }
        }
    }
}

fn choice(id: &str, label: &str, options: &Markup) -> Markup {
    html! {
        div.field {
            label for=(id) { (label) }
            select id=(id) { option value="" { "All" } (options) }
        }
    }
}

fn is_found(status: Status) -> bool {
    matches!(status, Status::NotMet | Status::Waived)
}

/// What a case is filtered by: each finding's requirement and weight, `12b 40w`.
pub(super) fn finding_codes(case: &AuditedCase, titles: &Titles) -> String {
    let outcomes = case.audit.outcomes.iter().filter(|outcome| is_found(outcome.status));
    let mut codes: Vec<String> = outcomes
        .flat_map(|outcome| {
            let number = titles.number(outcome);
            outcome.findings.iter().map(move |finding| {
                let weight = match (outcome.status, finding.lapse, finding.severity) {
                    (Status::Waived, ..) => 'w',
                    (_, Lapse::Over(_), _) => 'p',
                    (_, Lapse::Open, Severity::Breach) => 'b',
                    (_, Lapse::Open, Severity::Concern) => 'c',
                    (_, Lapse::Open, Severity::Advice) => 'a',
                };
                format!("{number}{weight}")
            })
        })
        .collect();
    codes.dedup();
    codes.join(" ")
}
