//! The permanence plan.

mod cadence;
mod content;
mod existence;
mod options;
mod partnership;
mod progress;
mod text;

use super::Evidence::{
    Assessment, Entry, Family, Homes, LongTermApproval, Options, Orders, Plan, PlanReviews,
    PrimaryOption, Proceedings, ReviewFindings, Reviews, Wishes,
};
use super::{Element, Facts, Judgement, Rule, why};

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::with::<existence::PermanencePlan>("permanence-plan", Element::Plan)
        .resting_on(&[Plan, PrimaryOption, Options])
        .planning(),
    Rule::with::<existence::PlanningStartedEarly>("planning-started-early", Element::Plan)
        .resting_on(&[Plan, Entry]),
    Rule::new("primary-option", Element::Plan, options::primary_option)
        .resting_on(&[PrimaryOption, Plan])
        .planning(),
    Rule::with::<options::RecognisedOption>("recognised-option", Element::Plan)
        .resting_on(&[PrimaryOption, Options, Plan])
        .planning(),
    Rule::with::<options::ContingencyOption>("contingency-option", Element::Plan)
        .resting_on(&[Options, PrimaryOption, Plan, Proceedings])
        .planning(),
    Rule::with::<options::TrackTimescales>("track-timescales", Element::Plan)
        .resting_on(&[Options, PrimaryOption, Plan, Proceedings])
        .planning(),
    Rule::new("planning-meeting", Element::Plan, existence::planning_meeting)
        .resting_on(&[Plan, Reviews])
        .planning(),
    Rule::with::<cadence::PlanReviewCadence>("plan-review-cadence", Element::Plan)
        .resting_on(&[
            PlanReviews,
            Plan,
            PrimaryOption,
            Reviews,
            ReviewFindings,
            LongTermApproval,
            Homes,
        ])
        .planning(),
    Rule::new("no-drift", Element::Plan, progress::no_drift)
        .resting_on(&[Plan, Options])
        .planning(),
    Rule::new("care-still-needed", Element::Plan, progress::care_still_needed).resting_on(&[
        ReviewFindings,
        Reviews,
        Plan,
    ]),
    Rule::new("option-identified-early", Element::Plan, options::option_identified_early)
        .resting_on(&[PrimaryOption, Options, Plan])
        .planning(),
    Rule::new("legal-route", Element::Plan, options::legal_route)
        .resting_on(&[Options, PrimaryOption, Plan])
        .planning(),
    Rule::new("three-parts", Element::Plan, content::three_parts).resting_on(&[Plan]).planning(),
    Rule::new("choice-from-assessment", Element::Plan, content::choice_from_assessment)
        .resting_on(&[Options, PrimaryOption, Plan, Assessment])
        .planning(),
    Rule::new("choice-reflects-wishes", Element::Plan, content::choice_reflects_wishes)
        .resting_on(&[Options, PrimaryOption, Plan, Wishes])
        .planning(),
    Rule::new("option-considerations", Element::Plan, content::option_considerations)
        .resting_on(&[Options, PrimaryOption, Plan])
        .planning(),
    Rule::new("outcomes", Element::Plan, content::outcomes).resting_on(&[Plan]).planning(),
    Rule::new("journey", Element::Plan, content::journey).resting_on(&[Plan]).planning(),
    Rule::new("partnership", Element::Plan, partnership::partnership)
        .resting_on(&[Plan, Homes, Family])
        .planning(),
    Rule::new(
        "alternative-carers-identified",
        Element::Plan,
        content::alternative_carers_identified,
    )
    .resting_on(&[Options, Plan])
    .planning(),
    Rule::new("heritage-no-delay", Element::Plan, progress::heritage_no_delay)
        .resting_on(&[Plan, Options])
        .planning(),
    Rule::new("transition-plan", Element::Plan, content::transition_plan)
        .resting_on(&[Plan])
        .planning(),
    Rule::new("achieved-is-secured", Element::Plan, progress::achieved_is_secured)
        .resting_on(&[Plan, PrimaryOption, Homes, LongTermApproval, Orders])
        .planning(),
];

/// What is asked of the primary option does not apply: there is no plan, or it names none.
fn without_primary(facts: &Facts<'_>) -> Judgement {
    Judgement::NotApplicable(match facts.plan() {
        None => why::NO_PLAN,
        Some(_) => why::NO_PRIMARY,
    })
}
