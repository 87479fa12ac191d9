//! What people call things: requirements by their titles, days as they are said.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::audit::{Colour, Outcome, TeamName, WAIVER_CURRENT};
use crate::report::{Report, wording};
use crate::rules::{Element, RequirementDoc, docs_of};

/// The title of each rule's requirement, and where each requirement stands among all of them.
#[derive(Debug)]
pub(super) struct Titles {
    by_rule: BTreeMap<String, String>,
    rules: BTreeMap<String, &'static str>,
    numbers: BTreeMap<String, usize>,
}

impl Titles {
    pub(super) fn of(report: &Report) -> Self {
        let documented = Element::ALL.into_iter().flat_map(|element| {
            // A test holds that the catalogue reads; without it a requirement goes by its id.
            docs_of(element).unwrap_or_default()
        });
        let by_rule = documented.map(|RequirementDoc { id, title, .. }| (id, title)).collect();
        let asked = report.strategies.iter().flat_map(|strategy| &strategy.requirements);
        let asked = asked.map(|requirement| (requirement.key.to_string(), requirement.rule.id));
        // What the tool asks by itself is of no strategy.
        let rules = asked.chain([(WAIVER_CURRENT.to_owned(), WAIVER_CURRENT)]).collect();
        let known = report.summary.by_requirement.iter().enumerate();
        let numbers = known.map(|(number, (key, _))| (key.clone(), number)).collect();
        Self { by_rule, rules, numbers }
    }

    /// The title of a requirement: `More than one option`; its id when it has none.
    pub(super) fn title<'t>(&'t self, requirement: &'t str) -> &'t str {
        let title = self.rules.get(requirement).and_then(|rule| self.by_rule.get(*rule));
        title.map_or_else(|| wording::short(requirement), String::as_str)
    }

    /// The place of a requirement in the report's list of them.
    pub(super) fn number(&self, outcome: &Outcome) -> usize {
        self.numbers.get(outcome.requirement.as_str()).copied().unwrap_or(usize::MAX)
    }
}

/// `31 January 2026`.
pub(super) fn long_day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}

/// `31 Jan`.
pub(super) fn short_day(day: NaiveDate) -> String {
    day.format("%-d %b").to_string()
}

/// `Red`, `Amber` or `Green`.
pub(super) fn colour_name(colour: Colour) -> &'static str {
    match colour {
        Colour::Red => "Red",
        Colour::Amber => "Amber",
        Colour::Green => "Green",
    }
}

/// A team's name, or that there is none.
pub(super) fn team_name(team: &TeamName) -> &str {
    match team {
        TeamName::Named(name) => name,
        TeamName::Unnamed => "No team",
    }
}

/// `1,846`.
pub(super) fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in (0..digits.len()).rev().zip(digits.chars()) {
        grouped.push(digit);
        if place > 0 && place % 3 == 0 {
            grouped.push(',');
        }
    }
    grouped
}

/// `94 %`, or a dash when nothing was judged.
pub(super) fn percent(percent: Option<u8>) -> String {
    percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let told: Vec<String> = [0, 12, 999, 1000, 84_123, 1_234_567].map(number).to_vec();
        assert_eq!(told, ["0", "12", "999", "1,000", "84,123", "1,234,567"]);
    }
}
