//! One case: every requirement of its strategies, as at a day.

use std::sync::Arc;

use chrono::NaiveDate;

use super::baseline::Baseline;
use super::finding::Mark;
use super::outcome::Outcome;
use super::said::Said;
use super::selection::Selection;
use super::settle::settle;
use super::status::{Colour, Counts};
use super::summary::TeamName;
use super::waivers::{AgreedWaiver, AgreedWaivers, Judged};
use super::{pairing, waivers};
use crate::calendar::sub_months;
use crate::case::{CaseFile, Pseudonyms};
use crate::document::Record;
use crate::rules::{Closing, Facts, SIBLING_FILES_AGREE, Severity, Shows, sibling_entries};
use crate::strategy::{Requirement, Severities, Strategy};

/// How to audit.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The as-of day.
    pub today: NaiveDate,
    /// Lapses that ended before this day are left out; twelve months before the as-of day when missing.
    pub since: Option<NaiveDate>,
    /// Whether to judge a plan as though the planning day were today.
    pub as_if_due: bool,
    /// Which requirements to look at.
    pub selection: Selection,
    /// Findings that are known, and not told again.
    pub baseline: Option<Arc<Baseline>>,
    /// Severities that take the place of the strategies' own.
    pub severities: Severities,
    /// Waivers that were agreed outside the case files.
    pub waivers: AgreedWaivers,
    /// What to put in the place of references, when none is to reach a report.
    pub pseudonyms: Option<Pseudonyms>,
    /// What the cases' source can show, when they are not from case files: nothing else is asked.
    pub shows: Option<Shows>,
    /// What the reader of a report has to know of where these settings come from.
    pub notes: Vec<String>,
}

impl Settings {
    /// Everything, as at a day.
    #[must_use]
    pub fn as_of(today: NaiveDate) -> Self {
        Self {
            today,
            since: None,
            as_if_due: false,
            selection: Selection::default(),
            baseline: None,
            severities: Severities::default(),
            waivers: AgreedWaivers::default(),
            pseudonyms: None,
            shows: None,
            notes: Vec::new(),
        }
    }
}

impl Settings {
    /// True when a requirement was chosen, and the cases' source has a place for what it rests on.
    pub(super) fn asks(&self, requirement: &Requirement) -> bool {
        self.selection.asks(requirement) && self.can_ask(requirement)
    }

    /// True when the cases' source has a place for what a requirement rests on.
    #[must_use]
    pub fn can_ask(&self, requirement: &Requirement) -> bool {
        let lacking = |shows: &Shows| shows.lacks(requirement.evidence());
        self.shows.as_ref().and_then(lacking).is_none()
    }
}

/// Audits cases, one at a time.
#[derive(Clone, Debug)]
pub struct Auditor {
    settings: Settings,
}

/// The audit of one case.
#[derive(Clone, Debug)]
pub struct CaseAudit {
    /// The council's reference for the child.
    pub case_id: String,
    /// The authority that looks after the child.
    pub authority: Option<String>,
    /// The team that holds the case.
    pub team: Option<String>,
    /// The child's social worker.
    pub social_worker: Option<String>,
    /// The reviewing officer.
    pub reviewing_officer: Option<String>,
    /// The day the case closed, when it had by the as-of day, and why.
    pub closed: Option<(Closing, NaiveDate)>,
    /// The outcome of each requirement, in the strategies' order.
    pub outcomes: Vec<Outcome>,
}

impl CaseAudit {
    /// Red with an open breach, amber with an open concern, else green.
    #[must_use]
    pub fn colour(&self) -> Colour {
        Colour::of(self.worst_open())
    }

    /// The heaviest open finding.
    #[must_use]
    pub fn worst_open(&self) -> Option<Severity> {
        self.outcomes.iter().filter_map(Outcome::worst_open).max()
    }

    /// The team that holds the case, for figures by team.
    #[must_use]
    pub fn team_name(&self) -> TeamName {
        self.team.clone().map_or(TeamName::Unnamed, TeamName::Named)
    }

    /// How many requirements came to each outcome.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.outcomes.iter().for_each(|outcome| counts.add(outcome.status));
        counts
    }

    /// The heaviest finding that is told, lapses that are over among them.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.outcomes.iter().filter_map(Outcome::worst).max()
    }

    /// The requirement that falls due next, and when.
    #[must_use]
    pub fn next_due(&self) -> Option<(&Outcome, NaiveDate)> {
        self.outcomes
            .iter()
            .filter_map(|outcome| Some((outcome, outcome.falls_due()?)))
            .min_by_key(|(_, due)| *due)
    }
}

impl Auditor {
    /// An auditor with these settings.
    #[must_use]
    pub fn new(mut settings: Settings) -> Self {
        if let Some(pseudonyms) = &settings.pseudonyms {
            settings.waivers = settings.waivers.under(pseudonyms);
        }
        Self { settings }
    }

    /// How it audits.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Asks from now on only what a source can show.
    pub(super) fn ask_only(&mut self, shows: Option<Shows>) {
        self.settings.shows = shows;
    }

    /// Judges every requirement of these strategies on a case.
    ///
    /// Requirements that a strategy writes as expressions cannot be judged without the case's
    /// record; see [`Auditor::audit_recorded`]. The strategies' own severities hold, and the case's
    /// own references are told: other ones are given by [`Strategy::weighing`] and
    /// [`Pseudonyms::hide`], as a [`Batch`](super::Batch) does.
    #[must_use]
    pub fn audit(&self, case: &CaseFile, strategies: &[Arc<Strategy>]) -> CaseAudit {
        self.audit_recorded(case, None, strategies)
    }

    /// Judges every requirement of these strategies on a case, expressions on its record.
    #[must_use]
    pub fn audit_recorded(
        &self,
        case: &CaseFile,
        record: Option<Record<'_>>,
        strategies: &[Arc<Strategy>],
    ) -> CaseAudit {
        self.audit_with_waivers(case, record, strategies).0
    }

    /// The audit of a case, and what became of its waivers.
    pub(super) fn audit_with_waivers(
        &self,
        case: &CaseFile,
        record: Option<Record<'_>>,
        strategies: &[Arc<Strategy>],
    ) -> (CaseAudit, Judged) {
        let asked = strategies.iter().map(|strategy| strategy.requirements.len()).sum();
        let mut outcomes = Vec::with_capacity(asked);
        let mut closed = None;
        let since = self.settings.since.unwrap_or_else(|| sub_months(self.settings.today, 12));
        for strategy in strategies {
            let facts = self.facts(case, strategy).recorded(record);
            closed = facts.closing.map(|closing| (closing, facts.day));
            outcomes.extend(strategy.requirements.iter().map(|requirement| {
                // Never before the requirement applied.
                let since = strategy.asks_from(requirement).map_or(since, |from| since.max(from));
                settle(strategy, requirement, &facts, since, self.settings.shows.as_ref())
            }));
        }
        // Waived first: what is waived carries no finding of the regulations, which nobody can waive.
        let agreed: &[AgreedWaiver] = self.settings.waivers.of(case.case_id.as_str());
        let today = self.settings.today;
        let judged = waivers::apply(case, agreed, today, strategies, &mut outcomes);
        pairing::pair(strategies, &mut outcomes);
        // Chosen last: a waiver is no less used for what it waives not being looked at.
        outcomes.retain(|outcome| self.settings.selection.takes(outcome));
        let audit = CaseAudit {
            case_id: case.case_id.to_string(),
            authority: case.authority.as_ref().map(ToString::to_string),
            team: case.team.as_ref().map(ToString::to_string),
            social_worker: case.social_worker.as_ref().map(ToString::to_string),
            reviewing_officer: case.reviewing_officer.as_ref().map(ToString::to_string),
            closed,
            outcomes,
        };
        (audit, judged)
    }

    /// What the file of an open case says of siblings, to be held against what theirs say; `named` is
    /// the case with its own references.
    pub(super) fn said(
        &self,
        case: &CaseFile,
        named: &CaseFile,
        strategies: &[Arc<Strategy>],
        waivers: Judged,
        mark: impl Fn(&str) -> Option<Mark>,
    ) -> Option<Said> {
        let mut requirements = strategies.iter().flat_map(|strategy| &strategy.requirements);
        let asked = requirements
            .any(|known| known.rule.id == SIBLING_FILES_AGREE && self.settings.asks(known));
        if !asked {
            return None;
        }
        let facts = self.facts(case, strategies.first()?);
        // A closed case is not held to what its siblings' files say later.
        if facts.closing.is_some() || facts.day < facts.started() {
            return None;
        }
        let denies_siblings = case.no_siblings == Some(true);
        let entries = sibling_entries(&facts, named);
        Some(Said::new(&case.case_id, denies_siblings, entries, waivers, mark))
    }

    fn facts<'c>(&self, case: &'c CaseFile, strategy: &'c Strategy) -> Facts<'c> {
        let Settings { today, as_if_due, .. } = self.settings;
        Facts::new(case, today, &strategy.conventions, as_if_due)
    }
}
