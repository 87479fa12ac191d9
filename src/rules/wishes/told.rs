//! What the child and the family were told and offered.

use super::Cause;
use crate::case::Happened;
use crate::rules::{Facts, Fault, Judgement, Pointer, at, why};

fn happened(facts: &Facts<'_>, day: Happened, cause: Cause, place: Pointer) -> Judgement {
    match day.by(facts.day) {
        Some(_) => Judgement::MET,
        None => Fault::absent(cause, place).into(),
    }
}

/// An independent advocate is offered (Dorset §2); for a child too young to be asked, advice.
pub(super) fn advocate_offered(facts: &Facts<'_>) -> Judgement {
    if facts.case.child.advocate.offered.by(facts.day).is_some() {
        return Judgement::MET;
    }
    let fault = Fault::absent(Cause::NoAdvocate {}, at!["child", "advocate", "offered"]);
    if facts.is_asked() { fault.into() } else { fault.weighing_advice().into() }
}

/// The child knows why the council is involved, and its role (Dorset §2).
pub(super) fn knows_why(facts: &Facts<'_>) -> Judgement {
    if !facts.is_asked() {
        return Judgement::NotApplicable(why::TOO_YOUNG);
    }
    let told = facts.case.child.told_why_in_care;
    happened(facts, told, Cause::NotToldWhy {}, at!["child", "told_why_in_care"])
}

/// The child knows how to disagree (Dorset §4.10).
pub(super) fn knows_how_to_complain(facts: &Facts<'_>) -> Judgement {
    if !facts.is_asked() {
        return Judgement::NotApplicable(why::TOO_YOUNG);
    }
    let told = facts.case.child.told_how_to_complain;
    happened(facts, told, Cause::NotToldHowToComplain {}, at!["child", "told_how_to_complain"])
}

/// The family knows how to disagree (Dorset §4.10).
pub(super) fn family_knows_how_to_complain(facts: &Facts<'_>) -> Judgement {
    if facts.family_unreachable() {
        return Judgement::NotApplicable("no family can be reached, or safely asked");
    }
    let told = facts.case.family_finding.told_how_to_complain;
    let place = at!["family_finding", "told_how_to_complain"];
    happened(facts, told, Cause::FamilyNotToldHowToComplain {}, place)
}
