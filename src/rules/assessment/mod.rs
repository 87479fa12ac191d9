//! The assessment behind the plan.

mod factors;
mod needs;
mod text;

use chrono::NaiveDate;

use super::Evidence::{Assessment, Family, Plan, Siblings};
use super::{Element, Facts, Fault, Judgement, Rule};
use crate::case::Factors;

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::new("assessment", Element::Assessment, needs::assessment)
        .resting_on(&[Assessment, Plan])
        .planning(),
    Rule::with::<factors::AssessmentFactors>("assessment-factors", Element::Assessment)
        .resting_on(&[Assessment, Siblings])
        .planning(),
    Rule::new("safety-considered", Element::Assessment, needs::safety_considered)
        .resting_on(&[Assessment])
        .planning(),
    Rule::new("support-needs", Element::Assessment, needs::support_needs)
        .resting_on(&[Assessment, Family])
        .planning(),
    Rule::new("contact-in-assessment", Element::Assessment, needs::contact_in_assessment)
        .resting_on(&[Assessment])
        .planning(),
    Rule::new("linked-assessments", Element::Assessment, needs::linked_assessments)
        .resting_on(&[Assessment])
        .planning(),
    Rule::new("adulthood", Element::Assessment, needs::adulthood)
        .resting_on(&[Assessment])
        .planning(),
];

/// The age from which the move to adult life has a requirement of its own.
const ADULTHOOD: u32 = 16;

mod why {
    pub(super) const NO_ASSESSMENT: &str = "there is no assessment";
}

/// The day the assessment was completed; one from before this period of care stays good.
fn completed(facts: &Facts<'_>) -> Option<NaiveDate> {
    facts.case.assessment.completed.by(facts.day)
}

/// Judges what an assessment considered, when there is one.
fn of_assessment(facts: &Facts<'_>, judge: impl FnOnce(&Factors) -> Vec<Fault>) -> Judgement {
    match completed(facts) {
        None => Judgement::NotApplicable(why::NO_ASSESSMENT),
        Some(_) => Judgement::from_faults(judge(&facts.case.assessment.factors)),
    }
}
