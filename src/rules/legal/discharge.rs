//! What a special guardianship order ends.

use chrono::NaiveDate;

use super::Cause;
use super::orders::granted_in_care;
use crate::case::{LegalStatus, PermanenceOrder, ResponsibilityHolder};
use crate::rules::{Days, Facts, Fault, Judgement, at};

/// A care order ends with special guardianship, and the authority's responsibility with it (Dorset
/// §7.5 ¶3; Leicester, special guardianship orders ¶5; Children Act 1989, section 91(5A)).
pub(super) fn care_order_discharged(facts: &Facts<'_>) -> Judgement {
    let granted = granted_in_care(facts)
        .filter(|order| order.order == PermanenceOrder::SpecialGuardianship)
        .map(|order| order.on)
        .min();
    let Some(granted) = granted else {
        return Judgement::NotApplicable("special guardianship has not been granted");
    };
    if facts.case.care.ended.by(facts.today).is_none() {
        return Judgement::NotApplicable(
            "care has not ended, which out-of-care-after-order reports",
        );
    }
    let statuses = order_in_force_after(facts, granted);
    let responsibility = responsible_after(facts, granted);
    Judgement::from_faults(statuses.into_iter().chain(responsibility).collect())
}

/// How something that should have ended on a day went on after it.
enum Outlasts {
    /// It has not ended by today.
    Open,
    /// It ended on a later day.
    Ended(NaiveDate),
}

/// Whether a period went on after a day, as at today.
fn outlasts(to: Option<NaiveDate>, after: NaiveDate, today: NaiveDate) -> Option<Outlasts> {
    match to {
        Some(to) if to <= after => None,
        Some(to) if to < today => Some(Outlasts::Ended(to)),
        _ => (after < today).then_some(Outlasts::Open),
    }
}

/// Care, interim care and placement orders in force after a day.
fn order_in_force_after(facts: &Facts<'_>, granted: NaiveDate) -> Vec<Fault> {
    use LegalStatus::{CareOrder, InterimCareOrder, PlacementOrder};
    let periods = facts.case.care.legal_statuses.iter().enumerate();
    let faults = periods.filter_map(|(index, period)| {
        let status = period.status?;
        let ends = matches!(status, CareOrder | InterimCareOrder | PlacementOrder);
        if !ends || period.from.is_after(facts.today) {
            return None;
        }
        let place = at!["care", "legal_statuses", index];
        let today = facts.today;
        Some(match outlasts(period.to.day(), granted, today)? {
            Outlasts::Open => {
                let cause = Cause::OrderStillInForce { status, granted, today };
                Fault::wrong(cause, place)
            }
            Outlasts::Ended(ended) => {
                let late = Days::between(granted, ended);
                let cause = Cause::OrderEndedLate { status, granted, ended, late };
                Fault::lapse(cause, place.then("to"), ended)
            }
        })
    });
    faults.collect()
}

/// The authority's parental responsibility after a day.
fn responsible_after(facts: &Facts<'_>, granted: NaiveDate) -> Vec<Fault> {
    let holders = facts.case.care.parental_responsibility.iter().enumerate();
    let faults = holders.filter_map(|(index, held)| {
        let authority = held.who == Some(ResponsibilityHolder::LocalAuthority);
        if !authority || held.from.is_after(facts.today) {
            return None;
        }
        let place = at!["care", "parental_responsibility", index];
        let today = facts.today;
        Some(match outlasts(held.to.day(), granted, today)? {
            Outlasts::Open => {
                Fault::wrong(Cause::AuthorityStillResponsible { granted, today }, place)
            }
            Outlasts::Ended(ended) => {
                let late = Days::between(granted, ended);
                let cause = Cause::AuthorityResponsibleLate { granted, ended, late };
                Fault::lapse(cause, place.then("to"), ended)
            }
        })
    });
    faults.collect()
}
