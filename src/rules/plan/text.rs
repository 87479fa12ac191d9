//! What the plan's requirements say when they are not met.

use chrono::NaiveDate;

use crate::case::{LegalRoute, PermanenceOption};
use crate::rules::{Days, List, Nth, causes};

causes! {
    NoPlan {} "no-plan":
        "There is no permanence plan.",
        do "Draw up the plan, name its primary and contingency options, and record the day under permanence_plan.first_drawn_up.";
    PlanLate { drawn_up: NaiveDate, planning_day: NaiveDate, late: Days } "plan-late":
        "The plan dates from {drawn_up}; the planning day was {planning_day}, {late} earlier.",
        do "This can no longer be put right; note why it was late, and keep to the next review.";
    PlanningNotStarted { started: NaiveDate, due: NaiveDate } "planning-not-started":
        "No day is recorded on which planning started; care started on {started} and planning was to start by {due}.",
        do "Record the day planning for permanence began under permanence_plan.planning_started; it may come before care.";
    PlanningStartedLate { began: NaiveDate, due: NaiveDate, late: Days } "planning-started-late":
        "Planning started on {began}; it was to start by {due}, {late} earlier.",
        do "This can no longer be put right; note why planning began late.";
    NotPresented { due: NaiveDate } "not-presented":
        "The plan has not been presented to a Permanence Planning Meeting; that was due before the second review, by {due}.",
        do "Take the plan to a Permanence Planning Meeting and record the day under permanence_plan.first_presented.";
    NotPresentedByReview { second: NaiveDate } "not-presented-by-review":
        "The plan has not been presented to a Permanence Planning Meeting; that was due before the second review, which was held on {second}.",
        do "Take the plan to a Permanence Planning Meeting and record the day under permanence_plan.first_presented.";
    NotPresentedByLatestDay { due: NaiveDate } "not-presented-by-latest-day":
        "The plan has not been presented to a Permanence Planning Meeting; the first review was held before this file begins, and by law the second was due by {due} at the latest.",
        do "Take the plan to a Permanence Planning Meeting and record the day under permanence_plan.first_presented; record the second review too.";
    NotPresentedAtAll {} "not-presented-at-all":
        "The plan has not been presented to a Permanence Planning Meeting; the second review was held before this file begins.",
        do "Take the plan to a Permanence Planning Meeting and record the day under permanence_plan.first_presented.";
    PresentedLate { presented: NaiveDate, second: NaiveDate } "presented-late":
        "The plan was first presented on {presented}; the second review was held on {second}, and the plan was to be presented before it.",
        do "This can no longer be put right; note why the plan reached the meeting late.";
    PresentedAfterDue { presented: NaiveDate, due: NaiveDate, late: Days } "presented-after-due":
        "The plan was first presented on {presented}; the second review was due by {due}, {late} earlier.",
        do "This can no longer be put right; hold the second review and note why the plan was late.";
    NoPrimary {} "no-primary-option":
        "The plan names no primary option.",
        do "Name the option the plan works towards under permanence_plan.primary.option.";
    NotListedNeedsRoute { option: PermanenceOption } "option-needs-route":
        "The strategy does not list {option} as an option by itself, and no order or fostering is named that would secure it.",
        do "Say under legal_route which order or arrangement will secure it.";
    NotListedNeedsReasons { option: PermanenceOption } "option-needs-reasons":
        "The strategy does not list {option} as an option, and the plan gives no reasons for it.",
        do "Say under the option's reasons why it suits this child's needs.";
    NotListed { option: PermanenceOption } "option-not-listed":
        "The strategy does not list {option} as an option.",
        do "Choose an option the strategy lists, or record why this one suits the child.";
    OnlyOneOption { option: PermanenceOption } "only-one-option":
        "The plan holds only one option for permanence: {option}.",
        do "Add a contingency with its own target date, or record the day permanence was achieved.";
    ContingencySameOutcome { option: PermanenceOption, contingency: PermanenceOption } "contingency-same-outcome":
        "The primary option is {option} and the contingency is {contingency}: the same outcome, so there is only one option.",
        do "Add a contingency that leads somewhere else if the first cannot happen.";
    ContingencySameFallback { option: PermanenceOption, contingency: PermanenceOption } "contingency-same-fallback":
        "The primary option is {option} and the only contingency is {contingency}: both end in adoption, so there is nothing to fall back on.",
        do "Add a contingency that does not depend on an adoption order.";
    NoTwinTrack {} "no-twin-track":
        "Care proceedings are open, and the plan neither works towards return home nor rules it out with reasons.",
        do "Plan for return home beside the other option, or add it to permanence_plan.ruled_out with reasons.";
    NoTargetDate { option: PermanenceOption } "no-target-date":
        "There is no target date for {option}.",
        do "Under the option's target_date, set the day by which it is to be achieved.";
    TargetTooFar { option: PermanenceOption, target: NaiveDate, weeks: u32, limit: NaiveDate, over: Days } "target-too-far":
        "The target date for {option} is {target}; {weeks} weeks from the plan end on {limit}, {over} earlier.",
        do "Set a nearer target date.";
    PlanUndated {} "plan-undated":
        "The plan carries no date, so nobody can tell when its next review falls due.",
        do "Record the days under permanence_plan.drawn_up and permanence_plan.first_presented.";
    ReviewOverdue { last: NaiveDate, weeks: u32, due: NaiveDate, late: Days, today: NaiveDate } "plan-review-overdue":
        "The plan was last reviewed on {last}; {weeks} weeks ended on {due}; {late} overdue at {today}.",
        do "Review the plan and record the day under permanence_plan.reviewed.";
    FirstReviewOverdue { from: NaiveDate, weeks: u32, due: NaiveDate, late: Days, today: NaiveDate } "plan-never-reviewed":
        "The plan of {from} has not been reviewed; {weeks} weeks ended on {due}; {late} overdue at {today}.",
        do "Review the plan and record the day under permanence_plan.reviewed.";
    LongTermReviewOverdue { last: NaiveDate, months: u32, due: NaiveDate, late: Days, today: NaiveDate } "long-term-review-overdue":
        "The plan was to be reviewed within {months} months of {last}, as in any approved long-term foster home; they ended on {due}; {late} overdue at {today}.",
        do "Review the plan and record the day under permanence_plan.reviewed.";
    AfterLeavingReviewOverdue { left: NaiveDate, weeks: u32, due: NaiveDate, late: Days, today: NaiveDate } "review-after-leaving-overdue":
        "The child left the approved long-term foster home on {left}, and the plan has not been reviewed since; {weeks} weeks ended on {due}; {late} overdue at {today}.",
        do "Review the plan and record the day under permanence_plan.reviewed.";
    ReviewGap { from: NaiveDate, due: NaiveDate, next: NaiveDate, late: Days } "plan-review-gap":
        "From {from} to {next} the plan was not reviewed; a review was due by {due}, {late} earlier.",
        do "This can no longer be put right; keep to the next review.";
    Drift { missed: List<Missed>, today: NaiveDate } "drift":
        "At {today} the plan has missed {missed}.",
        do "Record done once it is done, or agree a new day (by, or target_date) and record under late_because why it is late.";
    NoCareStillNeeded { review: NaiveDate } "care-still-needed-missing":
        "The latest review, of {review}, does not say why the child still needs to be looked after.",
        do "Record under the review's care_still_needed why care is still needed, or plan the way out of care.";
    IdentifiedLate { option: PermanenceOption, identified: NaiveDate, planning_day: NaiveDate, late: Days } "option-identified-late":
        "It was on {identified} that {option} was first identified; the planning day was {planning_day}, {late} earlier.",
        do "This can no longer be put right; note why it was not seen earlier.";
    NotIdentified { option: PermanenceOption } "option-not-identified":
        "It is not recorded when {option} was first identified.",
        do "Record under the option's identified the day it was first thought of.";
    NoLegalRoute { option: PermanenceOption } "no-legal-route":
        "No legal route is named for {option}.",
        do "Name under permanence_plan.primary.legal_route the order or agreement that would make it secure.";
    UnfitLegalRoute { option: PermanenceOption, route: LegalRoute, fits: AnyOf } "unfit-legal-route":
        "The legal route for {option} is {route}, which cannot secure it.",
        do "Name a route that can secure it: {fits}.";
    PartsMissing { parts: List<&'static str> } "security-missing":
        "The plan does not say how the child will be secure {parts}.",
        do "Fill in permanence_plan.security: who has responsibility in law, who the child is attached to, where the child's home is.";
    NoReasons { option: PermanenceOption } "no-reasons":
        "No reasons are given for choosing {option}.",
        do "Say under permanence_plan.primary.reasons why this option is right for this child.";
    NoEvidence { option: PermanenceOption } "no-evidence":
        "The plan does not say what in the assessment supports {option}.",
        do "Say under permanence_plan.primary.evidence what the assessment found that supports it.";
    WishesNotReflected { option: PermanenceOption } "wishes-not-reflected":
        "The child's wishes are recorded, but the plan does not say how {option} reflects them.",
        do "Say under permanence_plan.primary.reflects_wishes how it does, or why it cannot.";
    NoConsiderations { option: PermanenceOption } "no-considerations":
        "The plan does not weigh the drawbacks of {option}.",
        do "Say under permanence_plan.primary.considerations what the drawbacks are and how they will be met.";
    NoOutcomes {} "no-outcomes":
        "The plan sets no long-term outcomes.",
        do "Add what the plan hopes for, adulthood included, under permanence_plan.outcomes.";
    NoJourney {} "no-journey":
        "The plan has no milestone that says both what is to be done and by when.",
        do "Add the steps on the way under permanence_plan.milestones, each with what and by.";
    PartnersMissing { missing: List<&'static str> } "partners-missing":
        "The plan does not record that it was made with {missing}.",
        do "Make the plan with them; add people under permanence_plan.contributors and agencies under permanence_plan.agencies.";
    NoAlternativeCarers {} "no-alternative-carers":
        "Return home and family and friends are both ruled out, and no other carers are identified or being looked for.",
        do "Record the carers under permanence_plan.primary.carers, or the search under carers_search.";
    HeritageDelayed { missed: Missed, today: NaiveDate } "heritage-delay":
        "At {today} the plan has missed {missed}, and gives the wait for a match of heritage as the reason.",
        do "Go on without waiting for a match; say how the child's heritage will be kept alive another way.";
    HeritageDelayedBefore { what: PassedDate, done: NaiveDate, late: Days } "heritage-delayed":
        "The plan missed {what} and reached it on {done}, {late} late; it gives the wait for a match of heritage as the reason.",
        do "This can no longer be put right; do not let a match of heritage hold the next step up.";
    NoTransitionPlan { age: u32 } "no-transition-plan":
        "The young person is {age} and has no plan for adulthood.",
        do "Draw it up with them and record the day under permanence_plan.transition_plan.drawn_up.";
    AchievedNotHome { achieved: NaiveDate } "achieved-not-home":
        "Return home is said to have been achieved on {achieved}, but care has not ended and the child is not placed with parents.",
        do "Record the placement with parents or the end of care, or take the day out of permanence_plan.achieved.";
    AchievedNotApproved { achieved: NaiveDate } "achieved-not-approved":
        "Long-term fostering is said to have been achieved on {achieved}, but no home the child is in has been approved as long-term.",
        do "Record the approval under the placement's long_term_approved, or take the day out of permanence_plan.achieved.";
    AchievedNotPlaced { option: PermanenceOption, achieved: NaiveDate } "achieved-not-placed":
        "Permanence through {option} is said to have been achieved on {achieved}, but the child is not in such a home.",
        do "Record the placement, or take the day out of permanence_plan.achieved.";
    AchievedNotGranted { option: PermanenceOption, achieved: NaiveDate } "achieved-not-granted":
        "Permanence through {option} is said to have been achieved on {achieved}, but no such order has been granted.",
        do "Record the order under orders with the day it was granted, or take the day out of permanence_plan.achieved.";
}

/// Routes of which any one will do: `a`, `a or b`, `a, b or c`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AnyOf(pub(crate) &'static [LegalRoute]);

impl std::fmt::Display for AnyOf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let last = self.0.len().saturating_sub(1);
        for (index, route) in self.0.iter().enumerate() {
            let before = match index {
                0 => "",
                _ if index == last => " or ",
                _ => ", ",
            };
            write!(f, "{before}{route}")?;
        }
        Ok(())
    }
}

/// A date of the plan that can pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PassedDate {
    /// The primary option's target date.
    Target(NaiveDate),
    /// A milestone's day, and its place in the list.
    Milestone(Nth, NaiveDate),
}

impl PassedDate {
    /// The day it is set for.
    pub(crate) fn day(self) -> NaiveDate {
        match self {
            Self::Target(day) | Self::Milestone(_, day) => day,
        }
    }

    /// The date as missed at a later day.
    pub(crate) fn missed_at(self, today: NaiveDate) -> Missed {
        Missed { what: self, late: Days::between(self.day(), today) }
    }
}

impl std::fmt::Display for PassedDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Target(day) => write!(f, "the target date of {day}"),
            Self::Milestone(nth, day) => write!(f, "the {nth} milestone of {day}"),
        }
    }
}

/// A date of the plan that has passed with the thing undone, and by how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Missed {
    /// The date.
    pub(crate) what: PassedDate,
    /// How long ago it was.
    pub(crate) late: Days,
}

impl std::fmt::Display for Missed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({} overdue)", self.what, self.late)
    }
}
