//! Whether the plan moves, and whether what is said to be achieved is.

use super::Cause;
use super::text::PassedDate;
use crate::case::{Deadline, LateBecause, PermanenceOption, PermanenceOrder, PlacementKind};
use crate::rules::{Facts, Fault, Judgement, List, Nth, Pointer, at, why};

/// No drift or delay (Dorset §4.8, §5; Leicester, objectives 3).
///
/// A contingency's date counts once it is the primary option.
pub(super) fn no_drift(facts: &Facts<'_>) -> Judgement {
    let Some(plan) = facts.plan() else {
        return Judgement::NotApplicable(why::NO_PLAN);
    };
    if facts.achieved().is_some() {
        return Judgement::NotApplicable(why::ACHIEVED);
    }
    let target = Some(plan.primary.target_date)
        .filter(|date| date.passed_by(facts.day))
        .and_then(Deadline::day)
        .map(|day| {
            (
                PassedDate::Target(day),
                at!["permanence_plan", "primary", "target_date"],
            )
        });
    let milestones = plan
        .milestones
        .iter()
        .enumerate()
        .filter_map(|(index, milestone)| {
            let undone = milestone.done.by(facts.day).is_none();
            let day = milestone
                .by
                .day()
                .filter(|_| undone && milestone.by.passed_by(facts.day))?;
            let place = at!["permanence_plan", "milestones", index, "by"];
            Some((PassedDate::Milestone(Nth(index), day), place))
        });
    let passed: Vec<(PassedDate, Pointer)> = target.into_iter().chain(milestones).collect();
    match passed.first() {
        None => Judgement::MET,
        Some((_, place)) => {
            let place = place.clone();
            let passed = List(passed.into_iter().map(|(date, _)| date).collect());
            Fault::wrong(
                Cause::Drift {
                    passed,
                    today: facts.day,
                },
                place,
            )
            .into()
        }
    }
}

/// Care no longer than needed (Dorset §3 objective 2; Leicester, objectives 1).
pub(super) fn care_still_needed(facts: &Facts<'_>) -> Judgement {
    if !facts.clock.second_was_held() {
        return Judgement::NotApplicable(why::NO_SECOND_REVIEW);
    }
    if facts.achieved().is_some() {
        return Judgement::NotApplicable(why::ACHIEVED);
    }
    let Some(latest) = facts.clock.latest() else {
        return Judgement::NotApplicable(why::BEFORE_FILE);
    };
    if latest.review.care_still_needed.is_recorded() {
        return Judgement::MET;
    }
    let cause = Cause::NoCareStillNeeded {
        review: latest.date,
    };
    Fault::absent(cause, at!["reviews", latest.index, "care_still_needed"]).into()
}

/// Heritage is never a reason for delay (Leicester, objectives 9).
pub(super) fn heritage_no_delay(facts: &Facts<'_>) -> Judgement {
    let Some(plan) = facts.plan() else {
        return Judgement::NotApplicable(why::NO_PLAN);
    };
    let mut late = false;
    let mut faults = Vec::new();

    let primary = &plan.primary;
    let moved_on = primary
        .target_dates_before
        .iter()
        .filter_map(|date| date.day())
        .min();
    let target = moved_on.or_else(|| primary.target_date.day());
    let achieved = facts.achieved();
    if let (Some(target), Some(because)) = (target, primary.late_because) {
        let missed = target < achieved.unwrap_or(facts.day);
        late |= missed;
        if missed && because == LateBecause::HeritageMatch {
            let place = at!["permanence_plan", "primary", "late_because"];
            let what = PassedDate::Target(target);
            faults.push(match achieved {
                Some(done) => {
                    Fault::lapse(Cause::HeritageDelayedBefore { what, done }, place, done)
                }
                None => Fault::wrong(Cause::HeritageDelayed { what }, place),
            });
        }
    }
    for (index, milestone) in plan.milestones.iter().enumerate() {
        let (Some(by), Some(because)) = (milestone.by.day(), milestone.late_because) else {
            continue;
        };
        let done = milestone.done.by(facts.day);
        let missed = by < done.unwrap_or(facts.day);
        late |= missed;
        if missed && because == LateBecause::HeritageMatch {
            let place = at!["permanence_plan", "milestones", index, "late_because"];
            let what = PassedDate::Milestone(Nth(index), by);
            faults.push(match done {
                Some(done) => {
                    Fault::lapse(Cause::HeritageDelayedBefore { what, done }, place, done)
                }
                None => Fault::wrong(Cause::HeritageDelayed { what }, place),
            });
        }
    }
    if !late {
        return Judgement::NotApplicable("nothing in the plan is late with a reason given");
    }
    Judgement::from_faults(faults)
}

/// Permanence said to be achieved is borne out (Dorset §3 objective 6; Leicester, objectives 5).
pub(super) fn achieved_is_secured(facts: &Facts<'_>) -> Judgement {
    let Some(achieved) = facts.achieved() else {
        return Judgement::NotApplicable("permanence is not said to be achieved");
    };
    let Some(primary) = facts.primary() else {
        return Judgement::NotApplicable(why::NO_PRIMARY);
    };
    let option = primary.option;
    let placed = |kind: PlacementKind| {
        facts
            .placements_on(facts.day)
            .any(|(_, home)| home.kind == Some(kind))
    };
    let granted = |wanted: PermanenceOrder| {
        facts
            .case
            .orders
            .iter()
            .any(|order| order.order == Some(wanted) && order.granted.by(facts.day).is_some())
    };
    let approved = || {
        facts
            .placements_on(facts.day)
            .any(|(_, home)| home.long_term_approved.by(facts.day).is_some())
    };
    let (secured, cause) = match option {
        PermanenceOption::ReturnHome => (
            facts.case.care.ended.by(facts.day).is_some() || placed(PlacementKind::WithParents),
            Cause::AchievedNotHome { achieved },
        ),
        PermanenceOption::LongTermFostering => {
            (approved(), Cause::AchievedNotApproved { achieved })
        }
        PermanenceOption::ChildrensHome => (
            placed(PlacementKind::ChildrensHome),
            Cause::AchievedNotPlaced { option, achieved },
        ),
        PermanenceOption::FamilyAndFriends => (
            placed(PlacementKind::FamilyAndFriends),
            Cause::AchievedNotPlaced { option, achieved },
        ),
        PermanenceOption::SpecialGuardianship => (
            granted(PermanenceOrder::SpecialGuardianship),
            Cause::AchievedNotGranted { option, achieved },
        ),
        PermanenceOption::ChildArrangements => (
            granted(PermanenceOrder::ChildArrangements),
            Cause::AchievedNotGranted { option, achieved },
        ),
        PermanenceOption::EarlyPermanence | PermanenceOption::Adoption => (
            granted(PermanenceOrder::Adoption),
            Cause::AchievedNotGranted { option, achieved },
        ),
    };
    if secured {
        return Judgement::MET;
    }
    Fault::wrong(cause, at!["permanence_plan", "achieved"]).into()
}
