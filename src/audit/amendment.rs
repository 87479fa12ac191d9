//! What only a whole batch can show of a case that was audited before.

use super::auditor::CaseAudit;
use super::finding::Finding;
use super::ids::narrow;
use super::outcome::Outcome;
use super::status::{Colour, Counts};
use super::summary::TeamName;
use super::waivers::WAIVER_CURRENT;
use crate::rules::Severity;

/// How a case stood before the whole batch was looked at.
#[derive(Debug)]
pub(super) struct Standing {
    worst_open: Option<Severity>,
    /// As [`Counts`] has them.
    counts: [u32; 5],
    /// Whether anything was said of its waivers.
    tells_waivers: bool,
}

impl Standing {
    /// How a case stands.
    pub(super) fn of(audit: &CaseAudit) -> Self {
        let mut outcomes = audit.outcomes.iter();
        let Counts { met, not_met, not_due, not_applicable, waived } = audit.counts();
        Self {
            worst_open: audit.worst_open(),
            counts: [met, not_met, not_due, not_applicable, waived].map(narrow),
            tells_waivers: outcomes.any(|outcome| outcome.requirement == WAIVER_CURRENT),
        }
    }

    /// True when it was asked whether the case's waivers are current.
    pub(super) fn tells_waivers(&self) -> bool {
        self.tells_waivers
    }

    fn counts(&self) -> Counts {
        let [met, not_met, not_due, not_applicable, waived] =
            self.counts.map(|count| count as usize);
        Counts { met, not_met, not_due, not_applicable, waived }
    }
}

/// Outcomes of a case that take the place of those told of it before.
#[derive(Debug)]
pub struct Amendment {
    /// Which of the batch's audited cases it is, from 0.
    pub case: usize,
    /// The council's reference for the child.
    pub case_id: String,
    /// The file, or the name of the stream, and a line of it that is the case's.
    pub place: (String, usize),
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
    /// What was told of each of these requirements before, in the same order. What was found then
    /// comes first of what is found now.
    pub before: Vec<Outcome>,
}

impl Amendment {
    pub(super) fn new(
        (case_id, place): (String, (String, usize)),
        case: usize,
        team: TeamName,
        standing: &Standing,
        [before, outcomes]: [Vec<Outcome>; 2],
    ) -> Self {
        let worst = outcomes.iter().filter_map(Outcome::worst_open).max().max(standing.worst_open);
        let mut counts = standing.counts();
        for (outcome, before) in outcomes.iter().zip(&before) {
            counts.replace(before.status, outcome.status);
        }
        Self {
            case,
            case_id,
            place,
            team,
            colour_before: Colour::of(standing.worst_open),
            colour: Colour::of(worst),
            counts,
            outcomes,
            before,
        }
    }

    /// The outcomes, each with what was told of its requirement before.
    pub fn changes(&self) -> impl Iterator<Item = (&Outcome, &Outcome)> {
        self.outcomes.iter().zip(&self.before)
    }

    /// The findings that count and that were not told before, in the order of the strategies.
    pub fn found_now(&self) -> impl Iterator<Item = (&Outcome, &Finding)> {
        self.changes().flat_map(|(outcome, before)| {
            let found = outcome.counting().skip(before.findings.len());
            found.map(move |finding| (outcome, finding))
        })
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
