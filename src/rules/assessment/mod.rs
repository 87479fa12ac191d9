//! The assessment behind the plan.

mod factors;
mod needs;
mod text;

use chrono::NaiveDate;

use super::Element::Assessment;
use super::{Facts, Fault, Judgement, Rule};
use crate::case::Factors;

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::new("assessment", Assessment, needs::assessment).planning(),
    Rule::with::<factors::AssessmentFactors>("assessment-factors", Assessment).planning(),
    Rule::new("safety-considered", Assessment, needs::safety_considered).planning(),
    Rule::new("support-needs", Assessment, needs::support_needs).planning(),
    Rule::new("contact-in-assessment", Assessment, needs::contact_in_assessment).planning(),
    Rule::new("linked-assessments", Assessment, needs::linked_assessments).planning(),
    Rule::new("adulthood", Assessment, needs::adulthood).planning(),
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
