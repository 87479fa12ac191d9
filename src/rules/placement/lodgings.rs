//! Supported lodgings.

use schemars::JsonSchema;
use serde::Deserialize;

use super::text::Since;
use super::{Cause, why};
use crate::calendar::{add_months, birthday, sub_months};
use crate::case::{Placement, PlacementKind};
use crate::rules::{
    Days, Facts, Fault, Judgement, Parameters, Pointer, Severity, Weight, at, within,
};

/// The age from which a young person may live in supported lodgings.
const INDEPENDENCE: u32 = 16;

/// For those of 16 or 17, suitable, wanted and part of the transition plan (Dorset §3 objective 7).
///
/// Under 16 it is a breach whatever the strategy says: supported accommodation is not allowed
/// then (Care Planning Regulations 2010 as amended in 2021).
pub(super) fn supported_lodgings(facts: &Facts<'_>) -> Judgement {
    let current = facts.placement().and_then(|(index, home)| Some((index, home, home.kind?)));
    let Some((index, home, kind)) = current else {
        return Judgement::NotApplicable(why::NO_HOME);
    };
    let (place, age) = (at!["placements", index], facts.age());
    match kind {
        PlacementKind::SupportedLodgings | PlacementKind::IndependentLiving
            if age < INDEPENDENCE =>
        {
            let sixteenth = birthday(facts.case.child.date_of_birth.date(), INDEPENDENCE);
            let cause = Cause::TooYoungForLodgings { kind, age, sixteenth };
            Fault::wrong(cause, place.then("kind"))
                .weighing(Weight::Exactly(Severity::Breach))
                .into()
        }
        PlacementKind::SupportedLodgings => {
            let faults = suitability(facts, home, &place).into_iter().chain(transition(facts));
            Judgement::from_faults(faults.collect())
        }
        PlacementKind::IndependentLiving => {
            Fault::wrong(Cause::IndependentLiving { age }, place.then("kind"))
                .weighing_advice()
                .into()
        }
        _ => Judgement::NotApplicable("the child is not in supported lodgings"),
    }
}

/// The place was assessed as suitable by the day the young person moved in.
fn suitability(facts: &Facts<'_>, home: &Placement, place: &Pointer) -> Option<Fault> {
    let place = place.then("suitability_assessed");
    let from = home.from.by(facts.day);
    match (home.suitability_assessed.by(facts.day), from) {
        (None, from) => {
            let since = Since(from);
            Some(Fault::absent(Cause::SuitabilityNotAssessed { since }, place))
        }
        (Some(assessed), Some(from)) if assessed > from => {
            let late = Days::between(from, assessed);
            let cause = Cause::SuitabilityAssessedLate { assessed, from, late };
            Some(Fault::lapse(cause, place, assessed))
        }
        (Some(_), _) => None,
    }
}

/// What the transition plan says of the lodgings; without a plan, permanence-plan says so.
fn transition(facts: &Facts<'_>) -> Vec<Fault> {
    let Some(plan) = facts.plan() else {
        return Vec::new();
    };
    let place = at!["permanence_plan", "transition_plan"];
    let transition = &plan.transition_plan;
    let part_of_it = transition.supported_lodgings.is_missing().then(|| {
        Fault::absent(Cause::LodgingsNotInTransitionPlan {}, place.then("supported_lodgings"))
    });
    let wanted = transition
        .wanted_by_young_person
        .is_missing()
        .then(|| Fault::absent(Cause::LodgingsNotWanted {}, place.then("wanted_by_young_person")));
    part_of_it.into_iter().chain(wanted).collect()
}

/// Supported lodgings are monitored (Dorset §3 objective 8). The number is the tool's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SupportedLodgingsMonitored {
    /// The most months between monitoring visits.
    #[schemars(range(max = 120))]
    #[serde(deserialize_with = "within::<0, 120, _>")]
    max_months: u32,
}

impl Default for SupportedLodgingsMonitored {
    fn default() -> Self {
        Self { max_months: 3 }
    }
}

impl Parameters for SupportedLodgingsMonitored {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let (today, months) = (facts.day, self.max_months);
        let current = facts
            .placement()
            .filter(|(_, home)| home.kind == Some(PlacementKind::SupportedLodgings));
        let Some((index, home)) = current else {
            return Judgement::NotApplicable("the child is not in supported lodgings");
        };
        let from = home.from.by(today);
        if from.is_some_and(|from| add_months(from, months) >= today) {
            return Judgement::NotApplicable(
                "the young person has not been in supported lodgings long enough",
            );
        }
        let place = at!["placements", index, "monitored"];
        let visits = home.monitored.iter().filter_map(|visit| visit.by(today));
        let Some(last) = visits.max() else {
            let since = sub_months(today, months);
            let cause = Cause::NeverMonitored { months, since, today };
            return Fault::absent(cause, place).into();
        };
        let due = add_months(last, months);
        if due >= today {
            return Judgement::Met { next_due: Some(due) };
        }
        let late = Days::between(due, today);
        let cause = Cause::MonitoringOverdue { last, months, due, late, today };
        Fault::wrong(cause, place).due_on(due).into()
    }
}
