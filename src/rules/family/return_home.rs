//! What going home needs.

use super::{Cause, why};
use crate::case::{Noted, PermanenceOption, ReturnHome};
use crate::rules::{Facts, Fault, Judgement, Planned, Pointer, why as shared};

/// Judges what the plan says of going home; not applicable without such an option.
fn of_return(
    facts: &Facts<'_>,
    planned: Option<Planned<'_>>,
    otherwise: &'static str,
    judge: impl FnOnce(&ReturnHome, Pointer) -> Option<Fault>,
) -> Judgement {
    match (facts.plan(), planned) {
        (None, _) => Judgement::NotApplicable(shared::NO_PLAN),
        (Some(_), None) => Judgement::NotApplicable(otherwise),
        (Some(_), Some(planned)) => {
            let place = planned.place.pointer().then("return_home");
            judge(&planned.detail.return_home, place).map_or(Judgement::MET, Judgement::from)
        }
    }
}

/// While return home is an option, primary or contingency.
fn of_option(
    facts: &Facts<'_>,
    judge: impl FnOnce(&ReturnHome, Pointer) -> Option<Fault>,
) -> Judgement {
    let planned = facts.option(PermanenceOption::ReturnHome);
    of_return(facts, planned, why::NOT_RETURNING, judge)
}

/// While return home is the primary option.
fn of_primary(
    facts: &Facts<'_>,
    judge: impl FnOnce(&ReturnHome, Pointer) -> Option<Fault>,
) -> Judgement {
    let planned = facts.primary().filter(|primary| primary.option == PermanenceOption::ReturnHome);
    of_return(facts, planned, why::NOT_PRIMARY, judge)
}

fn missing(noted: Noted, cause: Cause, place: Pointer) -> Option<Fault> {
    noted.is_missing().then(|| Fault::absent(cause, place))
}

/// What has to change, by when, and that the family was told (Dorset §4.4; Leicester,
/// reunification).
///
/// With nothing that has to change on record there was nothing to tell: one finding says both.
pub(super) fn return_home_expectations(facts: &Facts<'_>) -> Judgement {
    of_option(facts, |home, place| {
        let clear = home
            .expectations
            .iter()
            .any(|expectation| expectation.what.is_recorded() && expectation.by.day().is_some());
        if !clear {
            let place = place.then("expectations");
            let said = home.expectations.iter().any(|expectation| expectation.what.is_recorded());
            let cause =
                if said { Cause::ExpectationsWithoutDays {} } else { Cause::NoExpectations {} };
            return Some(Fault::absent(cause, place));
        }
        let told = home.shared_with_family.by(facts.day).is_some();
        (!told).then(|| {
            let place = place.then("shared_with_family");
            Fault::absent(Cause::ExpectationsNotShared {}, place)
        })
    })
}

/// Ties with family, school and community are understood (Dorset §4.4; Leicester, reunification).
pub(super) fn return_home_family_ties(facts: &Facts<'_>) -> Judgement {
    of_option(facts, |home, place| {
        missing(home.family_ties, Cause::NoFamilyTies {}, place.then("family_ties"))
    })
}

/// The age from which The Harbour is there for a young person.
const HARBOUR_AGE: u32 = 12;

/// The Harbour helps with going home, from 12 (Dorset §4.4).
pub(super) fn the_harbour(facts: &Facts<'_>) -> Judgement {
    let age = facts.age();
    let returning = facts.option(PermanenceOption::ReturnHome).is_some();
    if returning && age < HARBOUR_AGE {
        return Judgement::NotApplicable("the child is under 12");
    }
    of_option(facts, |home, place| {
        missing(home.the_harbour, Cause::HarbourNotConsidered { age }, place.then("the_harbour"))
    })
}

/// Evidence that home is safe (Dorset §7.1; Leicester, objectives 1 and staying or returning home).
pub(super) fn return_home_safe(facts: &Facts<'_>) -> Judgement {
    of_primary(facts, |home, place| {
        missing(home.safety_evidence, Cause::NoSafetyEvidence {}, place.then("safety_evidence"))
    })
}

/// The move home is supported (Dorset §7.1; Leicester, objectives 1 and staying or returning home).
pub(super) fn return_home_supported(facts: &Facts<'_>) -> Judgement {
    of_primary(facts, |home, place| {
        missing(home.transition, Cause::MoveNotSupported {}, place.then("transition"))
    })
}
