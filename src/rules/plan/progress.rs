//! Whether the plan moves, and whether what is said to be achieved is.

use chrono::NaiveDate;

use super::Cause;
use super::text::PassedDate;
use crate::case::{
    LateBecause, Milestone, PermanenceOption, PermanenceOrder, PlacementKind, PlannedOption,
};
use crate::rules::{Days, Facts, Fault, Judgement, List, Nth, Pointer, at, why};

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
    let today = facts.day;
    let target = plan.primary.target_date;
    let target = target.day().filter(|_| target.passed_by(today)).map(|day| {
        let place = at!["permanence_plan", "primary", "target_date"];
        (PassedDate::Target(day), place)
    });
    let milestones = plan.milestones.iter().enumerate();
    let undone = milestones.filter_map(|(index, milestone)| {
        let undone = milestone.done.by(today).is_none() && milestone.by.passed_by(today);
        let day = milestone.by.day().filter(|_| undone)?;
        let place = at!["permanence_plan", "milestones", index, "by"];
        Some((PassedDate::Milestone(Nth(index), day), place))
    });
    let (passed, places): (Vec<PassedDate>, Vec<Pointer>) =
        target.into_iter().chain(undone).unzip();
    let first = passed.iter().map(|what| what.day()).min();
    let (Some(first), Some(place)) = (first, places.into_iter().next()) else {
        return Judgement::MET;
    };
    let missed = List(passed.into_iter().map(|what| what.missed_at(today)).collect());
    Fault::wrong(Cause::Drift { missed, today }, place).due_on(first).into()
}

/// Care no longer than needed (Dorset §3 objective 2; Leicester, objectives 1).
pub(super) fn care_still_needed(facts: &Facts<'_>) -> Judgement {
    if facts.plan().is_none() {
        return Judgement::NotApplicable(why::NO_PLAN);
    }
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
    let cause = Cause::NoCareStillNeeded { review: latest.date };
    Fault::absent(cause, at!["reviews", latest.index, "care_still_needed"]).into()
}

/// Something that was missed, or done late, with the reason the plan gives.
struct Late {
    what: PassedDate,
    done: Option<NaiveDate>,
    because: LateBecause,
    place: Pointer,
}

impl Late {
    /// A date with a reason for missing it, when it was missed.
    fn new(
        facts: &Facts<'_>,
        what: PassedDate,
        done: Option<NaiveDate>,
        because: Option<LateBecause>,
        place: Pointer,
    ) -> Option<Self> {
        let because = because.filter(|_| what.day() < done.unwrap_or(facts.day))?;
        Some(Self { what, done, because, place })
    }

    fn fault(self, today: NaiveDate) -> Fault {
        let Self { what, place, .. } = self;
        let Some(done) = self.done else {
            let missed = what.missed_at(today);
            return Fault::wrong(Cause::HeritageDelayed { missed, today }, place);
        };
        let late = Days::between(what.day(), done);
        Fault::lapse(Cause::HeritageDelayedBefore { what, done, late }, place, done)
    }
}

/// The primary option's target date, or the earliest it was moved on from, when it was missed.
fn late_target(facts: &Facts<'_>, primary: &PlannedOption) -> Option<Late> {
    let before = primary.target_dates_before.iter();
    let target =
        before.filter_map(|date| date.day()).min().or_else(|| primary.target_date.day())?;
    let place = at!["permanence_plan", "primary", "late_because"];
    let what = PassedDate::Target(target);
    Late::new(facts, what, facts.achieved(), primary.late_because, place)
}

fn late_milestone(facts: &Facts<'_>, index: usize, milestone: &Milestone) -> Option<Late> {
    let what = PassedDate::Milestone(Nth(index), milestone.by.day()?);
    let done = milestone.done.by(facts.day);
    let place = at!["permanence_plan", "milestones", index, "late_because"];
    Late::new(facts, what, done, milestone.late_because, place)
}

/// Heritage is never a reason for delay (Leicester, objectives 9).
pub(super) fn heritage_no_delay(facts: &Facts<'_>) -> Judgement {
    let Some(plan) = facts.plan() else {
        return Judgement::NotApplicable(why::NO_PLAN);
    };
    let milestones = plan.milestones.iter().enumerate();
    let late: Vec<Late> = late_target(facts, &plan.primary)
        .into_iter()
        .chain(milestones.filter_map(|(index, step)| late_milestone(facts, index, step)))
        .collect();
    if late.is_empty() {
        return Judgement::NotApplicable("nothing in the plan is late with a reason given");
    }
    let heritage = late.into_iter().filter(|late| late.because == LateBecause::HeritageMatch);
    Judgement::from_faults(heritage.map(|late| late.fault(facts.day)).collect())
}

/// Permanence said to be achieved is borne out (Dorset §3 objective 6; Leicester, objectives 5).
pub(super) fn achieved_is_secured(facts: &Facts<'_>) -> Judgement {
    let Some(achieved) = facts.achieved() else {
        return Judgement::NotApplicable("permanence is not said to be achieved");
    };
    let Some(primary) = facts.primary() else {
        return super::without_primary(facts);
    };
    let option = primary.option;
    let placed = |kind: PlacementKind| {
        facts.placements_on(facts.day).any(|(_, home)| home.kind == Some(kind))
    };
    let granted = |wanted: PermanenceOrder| {
        facts
            .case
            .orders
            .iter()
            .any(|order| order.order == Some(wanted) && facts.in_care(order.granted).is_some())
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
        PermanenceOption::ChildrensHome => {
            (placed(PlacementKind::ChildrensHome), Cause::AchievedNotPlaced { option, achieved })
        }
        PermanenceOption::FamilyAndFriends => {
            (placed(PlacementKind::FamilyAndFriends), Cause::AchievedNotPlaced { option, achieved })
        }
        PermanenceOption::SpecialGuardianship => (
            granted(PermanenceOrder::SpecialGuardianship),
            Cause::AchievedNotGranted { option, achieved },
        ),
        PermanenceOption::ChildArrangements => (
            granted(PermanenceOrder::ChildArrangements),
            Cause::AchievedNotGranted { option, achieved },
        ),
        PermanenceOption::EarlyPermanence | PermanenceOption::Adoption => {
            (granted(PermanenceOrder::Adoption), Cause::AchievedNotGranted { option, achieved })
        }
    };
    if secured {
        return Judgement::MET;
    }
    Fault::wrong(cause, at!["permanence_plan", "achieved"]).into()
}
