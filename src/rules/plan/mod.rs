//! The permanence plan.

mod cadence;
mod content;
mod existence;
mod options;
mod partnership;
mod progress;
mod text;

use super::Element::Plan;
use super::{Facts, Judgement, Rule, why};

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::with::<existence::PermanencePlan>("permanence-plan", Plan).planning(),
    Rule::with::<existence::PlanningStartedEarly>("planning-started-early", Plan),
    Rule::new("primary-option", Plan, options::primary_option).planning(),
    Rule::with::<options::RecognisedOption>("recognised-option", Plan).planning(),
    Rule::with::<options::ContingencyOption>("contingency-option", Plan).planning(),
    Rule::with::<options::TrackTimescales>("track-timescales", Plan).planning(),
    Rule::new("planning-meeting", Plan, existence::planning_meeting).planning(),
    Rule::with::<cadence::PlanReviewCadence>("plan-review-cadence", Plan).planning(),
    Rule::new("no-drift", Plan, progress::no_drift).planning(),
    Rule::new("care-still-needed", Plan, progress::care_still_needed),
    Rule::new("option-identified-early", Plan, options::option_identified_early).planning(),
    Rule::new("legal-route", Plan, options::legal_route).planning(),
    Rule::new("three-parts", Plan, content::three_parts).planning(),
    Rule::new("choice-from-assessment", Plan, content::choice_from_assessment).planning(),
    Rule::new("choice-reflects-wishes", Plan, content::choice_reflects_wishes).planning(),
    Rule::new("option-considerations", Plan, content::option_considerations).planning(),
    Rule::new("outcomes", Plan, content::outcomes).planning(),
    Rule::new("journey", Plan, content::journey).planning(),
    Rule::new("partnership", Plan, partnership::partnership).planning(),
    Rule::new("alternative-carers-identified", Plan, content::alternative_carers_identified)
        .planning(),
    Rule::new("heritage-no-delay", Plan, progress::heritage_no_delay).planning(),
    Rule::new("transition-plan", Plan, content::transition_plan).planning(),
    Rule::new("achieved-is-secured", Plan, progress::achieved_is_secured).planning(),
];

/// What is asked of the primary option does not apply: there is no plan, or it names none.
fn without_primary(facts: &Facts<'_>) -> Judgement {
    Judgement::NotApplicable(match facts.plan() {
        None => why::NO_PLAN,
        Some(_) => why::NO_PRIMARY,
    })
}
