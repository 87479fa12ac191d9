//! What only a whole batch can show of a case that was audited before.

use super::auditor::CaseAudit;
use super::ids::narrow;
use super::outcome::Outcome;
use super::status::{Colour, Counts, Status};
use super::summary::TeamName;
use super::waivers::WAIVER_CURRENT;
use crate::rules::Severity;

/// How a case stood before the whole batch was looked at.
#[derive(Debug)]
pub(super) struct Standing {
    worst_open: Option<Severity>,
    /// As [`Counts`] has them.
    counts: [u32; 5],
    /// What was said of its waivers, when that was asked.
    waivers: Option<Status>,
}

impl Standing {
    /// How a case stands.
    pub(super) fn of(audit: &CaseAudit) -> Self {
        let mut outcomes = audit.outcomes.iter();
        let waivers = outcomes.find(|outcome| outcome.requirement == WAIVER_CURRENT);
        let Counts { met, not_met, not_due, not_applicable, waived } = audit.counts();
        Self {
            worst_open: audit.worst_open(),
            counts: [met, not_met, not_due, not_applicable, waived].map(narrow),
            waivers: waivers.map(|outcome| outcome.status),
        }
    }

    /// True when it was asked whether the case's waivers are current.
    pub(super) fn tells_waivers(&self) -> bool {
        self.waivers.is_some()
    }

    fn counts(&self) -> Counts {
        let [met, not_met, not_due, not_applicable, waived] =
            self.counts.map(|count| count as usize);
        Counts { met, not_met, not_due, not_applicable, waived }
    }

    fn status_of(&self, outcome: &Outcome) -> Status {
        let waivers = self.waivers.filter(|_| outcome.requirement == WAIVER_CURRENT);
        waivers.unwrap_or(Status::NotApplicable)
    }
}

/// Outcomes of a case that take the place of those told of it before.
#[derive(Debug)]
pub struct Amendment {
    /// Which of the batch's audited cases it is, from 0.
    pub case: usize,
    /// The council's reference for the child.
    pub case_id: String,
    /// The team that holds the case.
    pub team: TeamName,
    /// The case's colour before.
    pub colour_before: Colour,
    /// The case's colour with these outcomes.
    pub colour: Colour,
    /// How many requirements came to each outcome, with these.
    pub counts: Counts,
    /// The outcomes.
    pub outcomes: Vec<Outcome>,
    /// What each of these requirements came to before, in the same order.
    pub statuses_before: Vec<Status>,
}

impl Amendment {
    pub(super) fn new(
        case_id: String,
        case: usize,
        team: TeamName,
        standing: &Standing,
        outcomes: Vec<Outcome>,
    ) -> Self {
        let worst = outcomes.iter().filter_map(Outcome::worst_open).max().max(standing.worst_open);
        let statuses_before: Vec<Status> =
            outcomes.iter().map(|outcome| standing.status_of(outcome)).collect();
        let mut counts = standing.counts();
        for (outcome, before) in outcomes.iter().zip(&statuses_before) {
            counts.replace(*before, outcome.status);
        }
        Self {
            case,
            case_id,
            team,
            colour_before: Colour::of(standing.worst_open),
            colour: Colour::of(worst),
            counts,
            outcomes,
            statuses_before,
        }
    }

    /// The outcomes, each with what its requirement came to before.
    pub fn changes(&self) -> impl Iterator<Item = (&Outcome, Status)> {
        self.outcomes.iter().zip(self.statuses_before.iter().copied())
    }
}

impl CaseAudit {
    /// Puts these outcomes in the place of those of the same requirements.
    pub fn amend(&mut self, outcomes: Vec<Outcome>) {
        for amended in outcomes {
            let mut known = self.outcomes.iter_mut();
            if let Some(outcome) = known.find(|outcome| outcome.requirement == amended.requirement)
            {
                *outcome = amended;
            }
        }
    }
}
