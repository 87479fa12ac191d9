//! What the requirements about the assessment say when they are not met.

use chrono::NaiveDate;

use super::factors::Factor;
use crate::rules::{Days, List, causes};

causes! {
    NoAssessment {} "no-assessment":
        "No completed assessment is recorded, so nothing shows what the planning rests on.",
        do "Complete the assessment of this child, and record the day under assessment.completed.";
    AssessedAfterPlan { completed: NaiveDate, drawn_up: NaiveDate, late: Days } "assessed-after-plan":
        "The assessment was completed on {completed}; the plan was drawn up on {drawn_up}, {late} earlier.",
        do "This can no longer be put right; check that the plan still agrees with what the assessment found.";
    FactorsMissing { missing: List<Factor> } "factors-missing":
        "The assessment does not consider {missing}.",
        do "Consider each with the child in mind, and say what was found under assessment.factors.";
    StabilityNotAsked {} "stability-not-asked":
        "The assessment does not ask how the child will have stability, in the short term or the long term.",
        do "Say under short_term_stability and long_term_stability of assessment.factors how it will be achieved for this child.";
    SafetyNotConsidered {} "safety-not-considered":
        "The assessment does not weigh the child's safety and wellbeing beside the child's views.",
        do "Weigh the one with the other, and say what was found under assessment.factors.safety_and_wellbeing.";
    ChildSupportMissing {} "child-support-needs-missing":
        "The assessment does not say what support the child needs.",
        do "Ask the child and those who care for them, and say it under assessment.factors.child_support_needs.";
    FamilySupportMissing {} "family-support-needs-missing":
        "The assessment does not say what support the family needs.",
        do "Ask the family, and say it under assessment.factors.family_support_needs; or say under family_finding.unreachable why no family can be reached or safely asked.";
    ContactNotAssessed {} "contact-not-assessed":
        "The assessment does not say how the child is to keep in touch with parents, brothers and sisters, wider family and friends.",
        do "Assess it, and say what was found under assessment.factors.family_contact.";
    NotLinked { completed: NaiveDate } "assessment-not-linked":
        "The assessment completed on {completed} is not linked to any earlier assessment of the child's needs.",
        do "List the earlier assessments it draws on, such as the child and family assessment, under assessment.draws_on.";
    AdulthoodNotConsidered { age: u32 } "adulthood-not-considered":
        "The young person is {age}, and the assessment does not consider the move to adult life.",
        do "Consider it with them, and say what was found under assessment.factors.transition_to_adulthood.";
}
