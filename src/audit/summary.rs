//! Many cases: percent compliant, and how many are red, amber and green.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::CaseAudit;
use super::amendment::Amendment;
use super::finding::{Finding, Lapse};
use super::outcome::Outcome;
use super::status::{Colour, Counts};
use crate::calendar::add_weeks;
use crate::rules::Severity;

/// The weeks ahead that a summary counts what falls due in.
pub const WEEKS_AHEAD: u32 = 4;

/// Percent compliant: met / (met + not met), in whole percent rounded down, so that 100 means all.
#[must_use]
pub fn percent_compliant(met: usize, not_met: usize) -> Option<u8> {
    let judged = met + not_met;
    (judged > 0).then(|| u8::try_from(met * 100 / judged).unwrap_or(100))
}

/// One requirement over many cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RequirementTally {
    /// How many cases came to each outcome.
    pub counts: Counts,
    /// How many cases have an open breach of it.
    pub red: usize,
    /// How many cases it falls due for within four weeks.
    pub due_soon: usize,
}

/// One team's cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TeamTally {
    /// How many cases.
    pub cases: usize,
    /// How many of them are green.
    pub green: usize,
    /// How many of them are amber.
    pub amber: usize,
    /// How many of them are red.
    pub red: usize,
    /// How many requirements of them came to each outcome.
    pub counts: Counts,
}

impl TeamTally {
    fn add(&mut self, audit: &CaseAudit) {
        self.cases += 1;
        *self.of(audit.colour()) += 1;
        audit.outcomes.iter().for_each(|outcome| self.counts.add(outcome.status));
    }

    fn amend(&mut self, amendment: &Amendment) {
        let before = self.of(amendment.colour_before);
        *before = before.saturating_sub(1);
        *self.of(amendment.colour) += 1;
        for (outcome, before) in amendment.changes() {
            self.counts.replace(before.status, outcome.status);
        }
    }

    fn of(&mut self, colour: Colour) -> &mut usize {
        match colour {
            Colour::Green => &mut self.green,
            Colour::Amber => &mut self.amber,
            Colour::Red => &mut self.red,
        }
    }
}

/// How many findings weigh how much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FindingCounts {
    /// Breaches.
    pub breaches: usize,
    /// Concerns.
    pub concerns: usize,
    /// Advice.
    pub advice: usize,
    /// How many of all of these are lapses that are over, which count at their stepped-down weight.
    pub over: usize,
}

impl FindingCounts {
    /// All of them together.
    #[must_use]
    pub fn all(self) -> usize {
        self.breaches + self.concerns + self.advice
    }

    fn add(&mut self, finding: &Finding) {
        *match finding.severity {
            Severity::Breach => &mut self.breaches,
            Severity::Concern => &mut self.concerns,
            Severity::Advice => &mut self.advice,
        } += 1;
        self.over += usize::from(finding.lapse != Lapse::Open);
    }
}

/// The figures of a batch.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// All cases together.
    pub all: TeamTally,
    /// Each requirement, in the strategies' order.
    pub by_requirement: Vec<(String, RequirementTally)>,
    /// Each team by name; cases without one come last.
    pub by_team: BTreeMap<TeamName, TeamTally>,
    /// The heaviest finding that is told of any case, lapses that are over among them.
    pub worst: Option<Severity>,
    /// The findings that are told and count.
    pub findings: FindingCounts,
    /// How many findings are known from the baseline.
    pub known: usize,
    /// The cases of which nothing could be judged, because care had not started.
    pub before_care: Vec<String>,
    places: BTreeMap<String, usize>,
}

/// A team's name, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TeamName {
    /// The team as the files name it.
    Named(String),
    /// The files name none.
    #[default]
    Unnamed,
}

impl TeamName {
    /// The name, when there is one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::Unnamed => None,
        }
    }
}

impl Summary {
    /// Adds one case, as at a day.
    pub fn add(&mut self, audit: &CaseAudit, today: NaiveDate) {
        self.all.add(audit);
        self.by_team.entry(audit.team_name()).or_default().add(audit);
        self.worst = self.worst.max(audit.worst());
        self.known += audit.outcomes.iter().map(|outcome| outcome.known.len()).sum::<usize>();
        audit.findings().for_each(|finding| self.findings.add(finding));
        if audit.is_before_care() {
            self.before_care.push(audit.case_id.clone());
        }
        let soon = today..=add_weeks(today, WEEKS_AHEAD);
        let mut place = 0;
        for outcome in &audit.outcomes {
            let Some((at, tally)) = self.tally_of(&outcome.requirement, place) else {
                continue;
            };
            place = at + 1;
            tally.counts.add(outcome.status);
            tally.red += usize::from(is_red(outcome));
            let due = outcome.falls_due();
            tally.due_soon += usize::from(due.is_some_and(|due| soon.contains(&due)));
        }
    }

    /// Puts outcomes that only the whole batch could show in the place of those counted before.
    pub fn amend(&mut self, amendment: &Amendment) {
        self.all.amend(amendment);
        if let Some(team) = self.by_team.get_mut(&amendment.team) {
            team.amend(amendment);
        }
        for (outcome, before) in amendment.changes() {
            self.worst = self.worst.max(outcome.worst());
            self.known += outcome.known.len().saturating_sub(before.known.len());
            if let Some((_, tally)) = self.tally_of(&outcome.requirement, 0) {
                tally.counts.replace(before.status, outcome.status);
                tally.red += usize::from(is_red(outcome) && !is_red(before));
            }
        }
        amendment.found_now().for_each(|(_, finding)| self.findings.add(finding));
    }

    /// The tally of a requirement and its place among them; a new one the first time it is met with.
    /// It is looked for at a place first: cases held to the same strategies come in the same order.
    fn tally_of(
        &mut self,
        requirement: &str,
        place: usize,
    ) -> Option<(usize, &mut RequirementTally)> {
        let next = self.by_requirement.len();
        let here = self.by_requirement.get(place).is_some_and(|(known, _)| known == requirement);
        let known = if here { Some(place) } else { self.places.get(requirement).copied() };
        if known.is_none() {
            self.places.insert(requirement.to_owned(), next);
            self.by_requirement.push((requirement.to_owned(), RequirementTally::default()));
        }
        let place = known.unwrap_or(next);
        self.by_requirement.get_mut(place).map(|(_, tally)| (place, tally))
    }
}

fn is_red(outcome: &Outcome) -> bool {
    outcome.worst_open() == Some(Severity::Breach)
}

impl CaseAudit {
    /// How many open findings weigh this much.
    #[must_use]
    pub fn open_findings_of(&self, severity: Severity) -> usize {
        let open = self.findings().filter(|finding| finding.lapse == Lapse::Open);
        open.filter(|finding| finding.severity == severity).count()
    }

    /// The findings that count: what is waived is not among them.
    fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.outcomes.iter().flat_map(Outcome::counting)
    }
}
