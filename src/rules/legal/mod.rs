//! Legal status, parental responsibility, and orders that secure permanence.
//!
//! What looks at orders and decisions is judged at today: an order closes the case, and what must
//! follow it comes after. The rest is judged at the child's day.

mod after_order;
mod consent;
mod discharge;
mod eligibility;
mod legal_status;
mod orders;
mod parental_responsibility;
mod parents;
mod proceedings;
mod text;

use chrono::NaiveDate;

use super::Evidence::{
    Applications, CareEnd, Contact, Decisions, Family, Homes, LegalStatus, LegalStatuses,
    OrderSupport, Orders, ParentalResponsibility, Proceedings, Reviews,
};
use super::{Element, Facts, Rule};
use crate::calendar::sub_days;

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::with::<parental_responsibility::ParentalResponsibility>(
        "parental-responsibility",
        Element::Legal,
    )
    .resting_on(&[ParentalResponsibility, LegalStatuses, Homes, Orders, Contact, Family]),
    Rule::new("legal-status", Element::Legal, legal_status::legal_status)
        .resting_on(&[LegalStatus]),
    Rule::with::<eligibility::SpecialGuardianEligible>("special-guardian-eligible", Element::Legal)
        .resting_on(&[Applications, Orders, LegalStatuses])
        .at_today(),
    Rule::with::<eligibility::ChildArrangementsEligible>(
        "child-arrangements-eligible",
        Element::Legal,
    )
    .resting_on(&[Applications, Orders, LegalStatuses, ParentalResponsibility])
    .at_today(),
    Rule::with::<eligibility::AdopterEligible>("adopter-eligible", Element::Legal)
        .resting_on(&[Applications, Orders, Homes, LegalStatuses])
        .at_today(),
    Rule::new("care-order-discharged", Element::Legal, discharge::care_order_discharged)
        .resting_on(&[Orders, LegalStatuses, ParentalResponsibility])
        .at_today(),
    Rule::with::<after_order::OutOfCareAfterOrder>("out-of-care-after-order", Element::Legal)
        .resting_on(&[Orders, CareEnd, Reviews])
        .at_today(),
    Rule::new(
        "told-of-support-assessment",
        Element::Legal,
        after_order::told_of_support_assessment,
    )
    .resting_on(&[OrderSupport, Orders])
    .at_today(),
    Rule::new(
        "adoption-education-support",
        Element::Legal,
        after_order::adoption_education_support,
    )
    .resting_on(&[OrderSupport, Orders])
    .at_today(),
    Rule::with::<consent::ConsentForMajorDecisions>("consent-for-major-decisions", Element::Legal)
        .resting_on(&[Decisions, Orders, LegalStatuses, ParentalResponsibility, Contact, Family])
        .at_today(),
    Rule::with::<proceedings::ProceedingsInTime>("proceedings-in-26-weeks", Element::Legal)
        .resting_on(&[Proceedings]),
];

/// The day on which legal status and parental responsibility are judged: the child's day.
///
/// An order changes both on the day it is granted, and so does what follows care on the day care
/// ends: that day is judged as the day before it.
fn judged_day(facts: &Facts<'_>) -> NaiveDate {
    let ended = facts.case.care.ended.by(facts.day) == Some(facts.day);
    let granted = facts
        .case
        .orders
        .iter()
        .any(|order| order.order.is_some() && order.granted.by(facts.day) == Some(facts.day));
    if ended || granted { sub_days(facts.day, 1).max(facts.started()) } else { facts.day }
}
