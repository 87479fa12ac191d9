//! That there is a plan, that planning began early, and that the plan reached its meeting.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Cause;
use crate::calendar::working_day_after;
use crate::case::Entry;
use crate::rules::{Days, Facts, Fault, Judgement, Parameters, Pointer, at, why, within};

/// A permanence plan exists, in time (Dorset §5 ¶1; Leicester, objectives 2).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PermanencePlan {
    /// Whether a plan first drawn up after the planning day is a lapse of this requirement.
    in_time: bool,
}

impl Parameters for PermanencePlan {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        if facts.plan().is_none() {
            return Fault::absent(Cause::NoPlan {}, at!["permanence_plan"]).into();
        }
        match (facts.drawn_up(), facts.clock.known_planning_day()) {
            (Some(drawn_up), Some(planning_day)) if self.in_time && drawn_up > planning_day => {
                let late = Days::between(planning_day, drawn_up);
                let cause = Cause::PlanLate { drawn_up, planning_day, late };
                Fault::lapse(cause, drawn_up_place(facts), drawn_up).into()
            }
            _ => Judgement::MET,
        }
    }
}

/// Where the day stands that the plan dates from.
fn drawn_up_place(facts: &Facts<'_>) -> Pointer {
    let plan = &facts.case.permanence_plan;
    if facts.in_care(plan.first_drawn_up).is_some() {
        at!["permanence_plan", "first_drawn_up"]
    } else if facts.in_care(plan.drawn_up).is_some() {
        at!["permanence_plan", "drawn_up"]
    } else {
        at!["permanence_plan", "primary", "identified"]
    }
}

/// Planning starts early (Dorset §3 objective 4; Leicester, planning list 1; Care Planning
/// Regulations 2010, regulation 4, for a child who came into care unplanned).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PlanningStartedEarly {
    /// Working days after care started, when coming into care was not planned.
    #[schemars(range(max = 260))]
    #[serde(deserialize_with = "within::<0, 260, _>")]
    working_days: u32,
}

impl Default for PlanningStartedEarly {
    fn default() -> Self {
        Self { working_days: 10 }
    }
}

impl Parameters for PlanningStartedEarly {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let started = facts.started();
        let unplanned_due = working_day_after(started, self.working_days).date;
        let due = match facts.case.care.entry {
            Some(Entry::Planned | Entry::Relinquished) => started,
            _ => unplanned_due,
        };
        let place = at!["permanence_plan", "planning_started"];
        match facts.case.permanence_plan.planning_started.by(facts.day) {
            Some(began) if began <= due => Judgement::MET,
            _ if facts.day <= unplanned_due => Judgement::NotDue { due: Some(unplanned_due) },
            Some(began) => {
                let late = Days::between(due, began);
                Fault::lapse(Cause::PlanningStartedLate { began, due, late }, place, began).into()
            }
            None => {
                let cause = Cause::PlanningNotStarted { started, due };
                Fault::absent(cause, place).due_on(due).into()
            }
        }
    }
}

/// The plan is presented to a Permanence Planning Meeting before the second review (Dorset §5 ¶1).
pub(super) fn planning_meeting(facts: &Facts<'_>) -> Judgement {
    if facts.plan().is_none() {
        return Judgement::NotApplicable(why::NO_PLAN);
    }
    match facts.presented() {
        Some(presented) => judge_presented(facts, presented),
        None => not_presented(facts).into(),
    }
}

fn not_presented(facts: &Facts<'_>) -> Fault {
    let clock = &facts.clock;
    let cause = match (clock.second(), clock.planning_day) {
        (Some(second), _) => Cause::NotPresentedByReview { second: second.date },
        (None, Some(due)) if clock.second_due.is_some() => Cause::NotPresented { due },
        (None, Some(due)) => Cause::NotPresentedByLatestDay { due },
        (None, None) => Cause::NotPresentedAtAll {},
    };
    Fault::absent(cause, at!["permanence_plan", "first_presented"])
}

fn judge_presented(facts: &Facts<'_>, presented: NaiveDate) -> Judgement {
    let first = facts.in_care(facts.case.permanence_plan.first_presented);
    let key = first.map_or("presented", |_| "first_presented");
    let place = at!["permanence_plan", key];
    let clock = &facts.clock;
    match (clock.second(), clock.second_due) {
        (Some(second), _) if presented >= second.date => {
            let cause = Cause::PresentedLate { presented, second: second.date };
            Fault::lapse(cause, place, presented).into()
        }
        (None, Some(due)) if presented > due => {
            let late = Days::between(due, presented);
            Fault::lapse(Cause::PresentedAfterDue { presented, due, late }, place, presented).into()
        }
        _ => Judgement::MET,
    }
}
