//! That there is an assessment, and what it must not leave out.

use super::{ADULTHOOD, Cause, completed, of_assessment, why};
use crate::case::Noted;
use crate::rules::{Days, Facts, Fault, Judgement, at};

/// Planning rests on an assessment (Dorset §5 ¶2; Leicester, planning ¶1 and best option).
///
/// An assessment completed after the plan was first drawn up is a lapse that is over: bringing it
/// up to date is never late.
pub(super) fn assessment(facts: &Facts<'_>) -> Judgement {
    let Some(completed) = completed(facts) else {
        return Fault::absent(Cause::NoAssessment {}, at!["assessment"]).into();
    };
    // An option may be seen as possible before it is assessed, so its own day does not count here.
    let drawn_up = facts.plan().and_then(|plan| {
        facts.in_care(plan.first_drawn_up).or_else(|| facts.in_care(plan.drawn_up))
    });
    match drawn_up {
        Some(drawn_up) if completed > drawn_up => {
            let late = Days::between(drawn_up, completed);
            let cause = Cause::AssessedAfterPlan { completed, drawn_up, late };
            Fault::lapse(cause, at!["assessment", "completed"], completed).into()
        }
        _ => Judgement::MET,
    }
}

/// A factor that is asked for by itself.
fn factor(noted: Noted, key: &'static str, cause: Cause) -> Vec<Fault> {
    let place = at!["assessment", "factors", key];
    let fault = noted.is_missing().then(|| Fault::absent(cause, place));
    fault.into_iter().collect()
}

/// Safety and wellbeing are weighed beside the child's views (Dorset §2).
pub(super) fn safety_considered(facts: &Facts<'_>) -> Judgement {
    of_assessment(facts, |factors| {
        factor(factors.safety_and_wellbeing, "safety_and_wellbeing", Cause::SafetyNotConsidered {})
    })
}

/// The child's and the family's support needs (Dorset §5, the assessment; Leicester, planning).
///
/// A family that cannot be reached, or safely asked, has no needs that could be assessed.
pub(super) fn support_needs(facts: &Facts<'_>) -> Judgement {
    of_assessment(facts, |factors| {
        let mut faults = factor(
            factors.child_support_needs,
            "child_support_needs",
            Cause::ChildSupportMissing {},
        );
        if !facts.family_unreachable() {
            faults.extend(factor(
                factors.family_support_needs,
                "family_support_needs",
                Cause::FamilySupportMissing {},
            ));
        }
        faults
    })
}

/// Keeping in touch is assessed (Dorset §5, the assessment; Leicester, planning and best option).
pub(super) fn contact_in_assessment(facts: &Facts<'_>) -> Judgement {
    of_assessment(facts, |factors| {
        factor(factors.family_contact, "family_contact", Cause::ContactNotAssessed {})
    })
}

/// The assessment draws on those before it (Leicester, planning, the assessment).
pub(super) fn linked_assessments(facts: &Facts<'_>) -> Judgement {
    let Some(completed) = completed(facts) else {
        return Judgement::NotApplicable(why::NO_ASSESSMENT);
    };
    let linked = facts.case.assessment.draws_on.iter().any(|earlier| {
        let dated = earlier.completed.by(facts.day).is_some();
        facts.seen(earlier.completed) && (dated || earlier.assessment.is_recorded())
    });
    if linked {
        return Judgement::MET;
    }
    Fault::absent(Cause::NotLinked { completed }, at!["assessment", "draws_on"]).into()
}

/// From 16, the move to adult life (Dorset §4.3, §5 ¶5; Leicester, planning ¶4).
pub(super) fn adulthood(facts: &Facts<'_>) -> Judgement {
    let age = facts.age();
    if completed(facts).is_some() && age < ADULTHOOD {
        return Judgement::NotApplicable("the child is under 16");
    }
    of_assessment(facts, |factors| {
        factor(
            factors.transition_to_adulthood,
            "transition_to_adulthood",
            Cause::AdulthoodNotConsidered { age },
        )
    })
}
