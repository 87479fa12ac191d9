//! Whether the home is near the child's people, and what was weighed when it is not.

use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;

use super::text::Since;
use super::{Cause, why};
use crate::case::{Noted, OutOfArea, Placement, PlacementKind};
use crate::rules::{Facts, Fault, Judgement, List, Parameters, Pointer, at};

/// What is weighed before a home out of area is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Weighed {
    /// The child's needs that nearer homes could not meet.
    Reason,
    /// Whether a nearer home was available.
    Availability,
    /// Whether a nearer home was suitable.
    Suitability,
    /// What a nearer home would have cost.
    Cost,
    /// The help there that would support the placement.
    LocalResources,
    /// What that help would cost.
    LocalResourcesCost,
}

impl Weighed {
    fn noted(self, weighed: &OutOfArea) -> Noted {
        match self {
            Self::Reason => weighed.reason,
            Self::Availability => weighed.availability,
            Self::Suitability => weighed.suitability,
            Self::Cost => weighed.cost,
            Self::LocalResources => weighed.local_resources,
            Self::LocalResourcesCost => weighed.local_resources_cost,
        }
    }
}

impl fmt::Display for Weighed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reason => "which of the child's needs it meets",
            Self::Availability => "whether a nearer home was available",
            Self::Suitability => "whether a nearer home was suitable",
            Self::Cost => "what a nearer home would have cost",
            Self::LocalResources => "what help there is near the home",
            Self::LocalResourcesCost => "what help near the home would cost",
        })
    }
}

/// In whose area a home is: the council's that looks after the child, or another's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Area {
    Own,
    Another,
    Unknown,
}

pub(super) fn area(facts: &Facts<'_>, home: &Placement) -> Area {
    match (&facts.case.authority, &home.authority) {
        (Some(own), Some(other)) if own.as_str().eq_ignore_ascii_case(other.as_str()) => Area::Own,
        (Some(_), Some(_)) => Area::Another,
        _ => Area::Unknown,
    }
}

fn since(facts: &Facts<'_>, home: &Placement) -> Since {
    Since(home.from.by(facts.day))
}

/// Away only for the child's needs, after looking nearer (Dorset §6 ¶2; Leicester, local placement
/// ¶2 and objectives 6).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LocalPlacement {
    /// What must have been weighed before a home out of area is chosen.
    weighed: Vec<Weighed>,
    /// Whether it is a concern that the plan does not deal with it.
    in_plan: bool,
    /// Homes for which the reason alone weighs as the binding says; the rest is advice.
    reason_only: Vec<PlacementKind>,
}

impl Default for LocalPlacement {
    fn default() -> Self {
        Self { weighed: vec![Weighed::Reason], in_plan: false, reason_only: Vec::new() }
    }
}

impl LocalPlacement {
    fn out_of_area(&self, facts: &Facts<'_>, home: &Placement, place: &Pointer) -> Vec<Fault> {
        let (since, place) = (since(facts, home), place.then("out_of_area"));
        let lighter = |point: &Weighed| {
            *point != Weighed::Reason
                && home.kind.is_some_and(|kind| self.reason_only.contains(&kind))
        };
        let (advised, asked): (Vec<Weighed>, Vec<Weighed>) = self
            .weighed
            .iter()
            .copied()
            .filter(|point| point.noted(&home.out_of_area).is_missing())
            .partition(lighter);
        let mut faults = Vec::new();
        if !asked.is_empty() {
            let missing = List(asked);
            let cause = Cause::OutOfAreaNotWeighed { since, missing };
            faults.push(Fault::absent(cause, place.clone()));
        }
        if !advised.is_empty() {
            let missing = List(advised);
            let cause = Cause::OutOfAreaLessWeighed { since, missing };
            faults.push(Fault::absent(cause, place.clone()).weighing_advice());
        }
        // Without a plan there is nothing that could deal with it: permanence-plan says so.
        let unplanned = facts.plan().is_some() && home.out_of_area.in_plan.is_missing();
        if self.in_plan && unplanned {
            let cause = Cause::OutOfAreaNotInPlan { since };
            faults.push(Fault::absent(cause, place.then("in_plan")).weighing_concern());
        }
        faults
    }
}

/// A home that may be in the council's own area, but away from the child's own community.
fn away_from_community(facts: &Facts<'_>, home: &Placement, place: &Pointer) -> Option<Fault> {
    let away = home.away_from_community == Some(true) && home.out_of_area.reason.is_missing();
    away.then(|| {
        let since = since(facts, home);
        let place = place.then("out_of_area").then("reason");
        Fault::absent(Cause::AwayWithoutReason { since }, place).weighing_concern()
    })
}

/// Whose area the home is in, or who looks after the child, is not recorded.
fn authority_unknown(home: &Placement, place: &Pointer) -> Fault {
    if home.authority.is_none() {
        return Fault::absent(Cause::HomeAuthorityUnknown {}, place.then("authority"))
            .weighing_advice();
    }
    Fault::absent(Cause::CaseAuthorityUnknown {}, at!["authority"]).weighing_advice()
}

impl Parameters for LocalPlacement {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let Some((index, home)) = facts.placement() else {
            return Judgement::NotApplicable(why::NO_HOME);
        };
        if home.kind == Some(PlacementKind::WithParents) {
            return Judgement::NotApplicable("the child is placed with parents");
        }
        let place = at!["placements", index];
        let away = away_from_community(facts, home, &place);
        match area(facts, home) {
            Area::Another => Judgement::from_faults(self.out_of_area(facts, home, &place)),
            Area::Own if home.away_from_community != Some(true) => {
                Judgement::NotApplicable(why::OWN_AREA)
            }
            Area::Own => Judgement::from_faults(away.into_iter().collect()),
            Area::Unknown => {
                let unknown = authority_unknown(home, &place);
                Judgement::NotMet(std::iter::once(unknown).chain(away).collect())
            }
        }
    }
}
