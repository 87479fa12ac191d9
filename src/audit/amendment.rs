//! What only a whole batch can show of a case that was audited before.

use super::auditor::CaseAudit;
use super::outcome::{Colour, Counts, Outcome, Status};
use super::summary::TeamName;
use crate::rules::Severity;

/// How a case stood before the whole batch was looked at.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    team: TeamName,
    worst_open: Option<Severity>,
    counts: Counts,
}

impl Standing {
    /// How a case stands.
    pub(super) fn of(audit: &CaseAudit) -> Self {
        Self { team: audit.team_name(), worst_open: audit.worst_open(), counts: audit.counts() }
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
    /// The outcomes; before, none of these requirements applied.
    pub outcomes: Vec<Outcome>,
}

impl Amendment {
    pub(super) fn new(
        case_id: String,
        case: usize,
        standing: &Standing,
        outcomes: Vec<Outcome>,
    ) -> Self {
        let worst = outcomes.iter().filter_map(Outcome::worst_open).max().max(standing.worst_open);
        let mut counts = standing.counts;
        for outcome in &outcomes {
            counts.replace(Status::NotApplicable, outcome.status);
        }
        Self {
            case,
            case_id,
            team: standing.team.clone(),
            colour_before: Colour::of(standing.worst_open),
            colour: Colour::of(worst),
            counts,
            outcomes,
        }
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
