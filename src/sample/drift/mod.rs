//! What was left undone: changes to a case that is as it should be.
//!
//! A case is kept well, fairly or poorly, and that decides how likely each requirement of each weight
//! is to slip. So a few cases have much to put right and many have little, as in any caseload.

mod dates;
mod file;
mod people;
mod table;

use std::collections::BTreeMap;

use serde_json::Value;

use super::Council;
use super::child::Child;
use super::draw::Draw;
use super::family::Family;
use crate::rules::Severity;
use crate::strategy::built_in;

use file::File;
use table::{Change, DRIFTS, Drift};

/// How well a case is kept: how much has drifted in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Upkeep {
    /// Hardly anything.
    Well,
    /// Some of what should have been done.
    Fair,
    /// Duties among it.
    Poor,
}

/// How often each comes.
const UPKEEP: [(u32, Upkeep); 3] = [(20, Upkeep::Well), (36, Upkeep::Fair), (44, Upkeep::Poor)];

/// What can drift, and how much each weighs with each council.
#[derive(Debug)]
pub(super) struct Drifts(Vec<(Council, BTreeMap<&'static str, Severity>)>);

impl Drifts {
    /// What can drift in the cases of these councils.
    pub(super) fn of(councils: &[Council]) -> Self {
        Self(councils.iter().map(|&council| (council, weights(council))).collect())
    }

    /// Leaves undone in a case what its upkeep says.
    pub(super) fn apply(&self, value: &mut Value, child: &Child, family: &Family, draw: &mut Draw) {
        let weights = self.0.iter().find(|(council, _)| *council == family.council);
        let Some((_, weights)) = weights else {
            return;
        };
        let upkeep = draw.weighted(Upkeep::Well, &UPKEEP);
        let mut file = File { value, child, family };
        let mut slipped = false;
        for drift in DRIFTS {
            let Some(&severity) = weights.get(drift.requirement) else {
                continue;
            };
            if draw.chance(likelihood(upkeep, severity) * drift.often / 100) {
                let changed = drift.apply(&mut file, draw);
                slipped |= changed && severity == upkeep.worst();
            }
        }
        // A case that is kept poorly has something to show for it.
        let of_worst = |drift: &&Drift| weights.get(drift.requirement) == Some(&upkeep.worst());
        let worst: Vec<&Drift> = DRIFTS.iter().filter(of_worst).collect();
        for _ in 0..worst.len() * 2 {
            if slipped || upkeep == Upkeep::Well {
                break;
            }
            let [first, others @ ..] = worst.as_slice() else {
                break;
            };
            slipped = draw.pick(*first, others).apply(&mut file, draw);
        }
    }
}

/// How much each requirement of a council's strategy, and of the regulations, weighs.
fn weights(council: Council) -> BTreeMap<&'static str, Severity> {
    let strategies = ["statutory", council.name()].into_iter().filter_map(built_in);
    let asked: Vec<(String, Severity)> = strategies
        .filter_map(Result::ok)
        .flat_map(|strategy| strategy.requirements)
        .map(|requirement| (requirement.id, requirement.severity))
        .collect();
    let known = DRIFTS.iter().filter_map(|drift| {
        let asked = asked.iter().find(|(id, _)| id == drift.requirement);
        Some((drift.requirement, asked?.1))
    });
    known.collect()
}

/// How many of a hundred cases slip on a requirement of a weight.
fn likelihood(upkeep: Upkeep, severity: Severity) -> u32 {
    match (upkeep, severity) {
        (Upkeep::Well, Severity::Breach | Severity::Concern) | (Upkeep::Fair, Severity::Breach) => {
            0
        }
        (Upkeep::Well, Severity::Advice) => 6,
        (Upkeep::Fair, _) => 8,
        (Upkeep::Poor, Severity::Breach) => 15,
        (Upkeep::Poor, _) => 12,
    }
}

impl Upkeep {
    /// The weightiest that slips.
    fn worst(self) -> Severity {
        match self {
            Self::Well => Severity::Advice,
            Self::Fair => Severity::Concern,
            Self::Poor => Severity::Breach,
        }
    }
}

impl Drift {
    /// Makes the change; false when there was nothing to change.
    fn apply(&self, file: &mut File<'_>, draw: &mut Draw) -> bool {
        match self.change {
            Change::Drop(places) => file.drop_first(places),
            Change::DropAll(places) => file.drop_all(places),
            Change::Set(place, word) => file.set(place, word.into()),
            Change::Edit(edit) => edit(file, draw).is_some(),
        }
    }
}
