//! What the plan's requirements say when they are not met.

use chrono::NaiveDate;

use crate::case::{LegalRoute, PermanenceOption};
use crate::rules::{Days, List, Nth, causes};

causes! {
    NoPlan {} "no-plan":
        "There is no permanence plan.",
        do "Draw up the plan, name its primary and contingency options, and record the day under permanence_plan.first_drawn_up.";
    PlanLate { drawn_up: NaiveDate, planning_day: NaiveDate, late: Days } "plan-late":
        "The plan was first drawn up on {drawn_up}; the planning day was {planning_day}, {late} earlier.",
        do "Nothing can be put right now; note why it was late, and keep to the next review.";
    PlanningNotStarted { started: NaiveDate, due: NaiveDate } "planning-not-started":
        "No day is recorded on which planning started; care started on {started} and planning was to start by {due}.",
        do "Record the day planning for permanence began under permanence_plan.planning_started; it may come before care.";
    PlanningStartedLate { began: NaiveDate, due: NaiveDate, late: Days } "planning-started-late":
        "Planning started on {began}; it was to start by {due}, {late} earlier.",
        do "Nothing can be put right now; note why planning began late.";
    NotPresented { due: NaiveDate } "not-presented":
        "The plan has not been presented to a Permanence Planning Meeting; that was due before the second review, by {due}.",
        do "Take the plan to a Permanence Planning Meeting and record the day under permanence_plan.first_presented.";
    NotPresentedAtAll {} "not-presented-at-all":
        "No Permanence Planning Meeting is recorded for this plan, and its second review has been held.",
        do "Take the plan to a Permanence Planning Meeting and record the day under permanence_plan.first_presented.";
    PresentedLate { presented: NaiveDate, second: NaiveDate } "presented-late":
        "The plan was first presented on {presented}; the second review was held on {second}, and the plan was to be presented before it.",
        do "Nothing can be put right now; note why the plan reached the meeting late.";
    PresentedAfterDue { presented: NaiveDate, due: NaiveDate, late: Days } "presented-after-due":
        "The plan was first presented on {presented}; the second review was due by {due}, {late} earlier.",
        do "Nothing can be put right now; hold the second review and note why the plan was late.";
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
        "Only one option for permanence: {option}.",
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
        do "Set the day this option is to be achieved by under target_date.";
    TargetTooFar { option: PermanenceOption, target: NaiveDate, weeks: u32, limit: NaiveDate } "target-too-far":
        "The target date for {option} is {target}; {weeks} weeks from the plan end on {limit}.",
        do "Set a nearer target date.";
    PlanUndated {} "plan-undated":
        "The plan carries no date, so it cannot be told when its next review falls due.",
        do "Record when the plan was drawn up and presented.";
    ReviewOverdue { last: NaiveDate, weeks: u32, due: NaiveDate, late: Days, today: NaiveDate } "plan-review-overdue":
        "The plan was last reviewed on {last}; {weeks} weeks ended on {due}; {late} overdue at {today}.",
        do "Review the plan and record the day under permanence_plan.reviewed.";
    FirstReviewOverdue { from: NaiveDate, weeks: u32, due: NaiveDate, late: Days, today: NaiveDate } "plan-never-reviewed":
        "The plan of {from} has not been reviewed; {weeks} weeks ended on {due}; {late} overdue at {today}.",
        do "Review the plan and record the day under permanence_plan.reviewed.";
    LongTermReviewOverdue { last: NaiveDate, months: u32, due: NaiveDate, late: Days, today: NaiveDate } "long-term-review-overdue":
        "The child is in an approved long-term foster home and the plan was last looked at on {last}; {months} months ended on {due}; {late} overdue at {today}.",
        do "Review the plan and record the day under permanence_plan.reviewed.";
    AfterLeavingReviewOverdue { left: NaiveDate, due: NaiveDate, late: Days, today: NaiveDate } "review-after-leaving-overdue":
        "The child left the approved long-term foster home on {left}; the plan was to be reviewed by {due}; {late} overdue at {today}.",
        do "Review the plan and record the day under permanence_plan.reviewed.";
    ReviewGaps { gaps: List<Gap> } "plan-review-gaps":
        "The plan went unreviewed for too long: {gaps}.",
        do "Nothing can be put right now; keep to the next review.";
    Drift { passed: List<PassedDate>, today: NaiveDate } "drift":
        "Not done at {today}: {passed}.",
        do "Do it, or agree a new day, record why it is late, and say what will be different.";
    NoCareStillNeeded { review: NaiveDate } "care-still-needed-missing":
        "The latest review, of {review}, does not say why the child still needs to be looked after.",
        do "Record under the review's care_still_needed why care is still needed, or plan the way out of care.";
    IdentifiedLate { option: PermanenceOption, identified: NaiveDate, planning_day: NaiveDate, late: Days } "option-identified-late":
        "{option} was identified on {identified}; the planning day was {planning_day}, {late} earlier.",
        do "Nothing can be put right now; note why it was not seen earlier.";
    NotIdentified { option: PermanenceOption } "option-not-identified":
        "It is not recorded when {option} was first identified.",
        do "Record the day under the option's identified.";
    NoLegalRoute { option: PermanenceOption } "no-legal-route":
        "No legal route is named for {option}.",
        do "Name under permanence_plan.primary.legal_route the order or agreement that would make it secure.";
    UnfitLegalRoute { option: PermanenceOption, route: LegalRoute, fits: List<LegalRoute> } "unfit-legal-route":
        "The legal route for {option} is {route}, which cannot secure it.",
        do "Choose a route that can: {fits}.";
    PartsMissing { parts: List<&'static str> } "security-missing":
        "The plan does not say how permanence will be {parts}.",
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
        "The drawbacks of {option} were not weighed.",
        do "Say under permanence_plan.primary.considerations what the drawbacks are and how they will be met.";
    NoOutcomes {} "no-outcomes":
        "The plan sets no long-term outcomes.",
        do "Add what the plan hopes for, adulthood included, under permanence_plan.outcomes.";
    NoJourney {} "no-journey":
        "The plan has no step with a day to be done by.",
        do "Add milestones, each with what and by.";
    PartnersMissing { missing: List<&'static str> } "partners-missing":
        "The plan was made without {missing}.",
        do "Make the plan with them, and add them under permanence_plan.contributors (agencies under agencies).";
    NoAlternativeCarers {} "no-alternative-carers":
        "Return home and family and friends are both ruled out, and no other carers are identified or being looked for.",
        do "Record the carers under permanence_plan.primary.carers, or the search under carers_search.";
    HeritageDelayed { what: PassedDate } "heritage-delay":
        "A match of heritage is given as the reason why {what} is late.",
        do "Go on without waiting for a match; say how the child's heritage will be kept alive another way.";
    HeritageDelayedBefore { what: PassedDate, done: NaiveDate } "heritage-delayed":
        "A match of heritage was given as the reason why {what} was late; it was done on {done}.",
        do "Nothing can be put right now; do not let a match of heritage hold the next step up.";
    NoTransitionPlan { age: u32 } "no-transition-plan":
        "The young person is {age} and has no plan for adulthood.",
        do "Draw it up with them and record the day under permanence_plan.transition_plan.drawn_up.";
    AchievedNotHome { achieved: NaiveDate } "achieved-not-home":
        "Return home is said to be achieved on {achieved}, but care has not ended and the child is not placed with parents.",
        do "Record the placement with parents or the end of care, or take the day out of permanence_plan.achieved.";
    AchievedNotApproved { achieved: NaiveDate } "achieved-not-approved":
        "Long-term fostering is said to be achieved on {achieved}, but no home the child is in has been approved as long-term.",
        do "Record the approval under the placement's long_term_approved, or take the day out of permanence_plan.achieved.";
    AchievedNotPlaced { option: PermanenceOption, achieved: NaiveDate } "achieved-not-placed":
        "Permanence through {option} is said to be achieved on {achieved}, but the child is not in such a home.",
        do "Record the placement, or take the day out of permanence_plan.achieved.";
    AchievedNotGranted { option: PermanenceOption, achieved: NaiveDate } "achieved-not-granted":
        "Permanence through {option} is said to be achieved on {achieved}, but no such order has been granted.",
        do "Record the order under orders with the day it was granted, or take the day out of permanence_plan.achieved.";
}

/// A stretch in which no review of the plan was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    /// The review, or the plan, that it runs from.
    pub(crate) from: NaiveDate,
    /// The last day for the next review.
    pub(crate) due: NaiveDate,
    /// The day of the next review.
    pub(crate) next: NaiveDate,
}

impl std::fmt::Display for Gap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { from, due, next } = self;
        let late = Days::between(*due, *next);
        write!(f, "from {from} to {next} (due by {due}, {late} late)")
    }
}

/// A date of the plan that has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PassedDate {
    /// The primary option's target date.
    Target(NaiveDate),
    /// A milestone's day, and its place in the list.
    Milestone(Nth, NaiveDate),
}

impl std::fmt::Display for PassedDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Target(day) => write!(f, "the target date of {day}"),
            Self::Milestone(nth, day) => write!(f, "the {nth} milestone, due by {day}"),
        }
    }
}
