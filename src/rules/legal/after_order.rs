//! What must follow once an order that secures permanence is granted.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Cause;
use super::orders::{Granted, granted_in_care};
use crate::case::PermanenceOrder;
use crate::rules::{Days, Facts, Fault, Judgement, List, Parameters, at};

/// The child is no longer looked after once an order is granted (Dorset §7.5 ¶3, §7.7 ¶3;
/// Leicester, what special guardianship, child arrangements and adoption mean; Children Act 1989,
/// section 22(1), and Adoption and Children Act 2002, section 46).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct OutOfCareAfterOrder {
    /// The orders after which there are no more reviews.
    no_review_after: Vec<PermanenceOrder>,
}

impl Default for OutOfCareAfterOrder {
    fn default() -> Self {
        Self { no_review_after: vec![PermanenceOrder::Adoption] }
    }
}

impl OutOfCareAfterOrder {
    /// The reviews held after the first order that ends them.
    fn reviews_after(&self, facts: &Facts<'_>, orders: &[Granted<'_>]) -> Option<Fault> {
        let ends_reviews = |order: &&Granted<'_>| self.no_review_after.contains(&order.order);
        let first =
            orders.iter().filter(ends_reviews).min_by_key(|order| (order.on, order.index))?;
        let reviews = facts.case.reviews.iter().enumerate();
        let mut held: Vec<(NaiveDate, usize)> = reviews
            .filter(|(_, review)| review.cancelled != Some(true))
            .filter_map(|(index, review)| Some((review.date.by(facts.today)?, index)))
            .filter(|(date, _)| *date > first.on)
            .collect();
        held.sort_unstable();
        let &(_, latest) = held.last()?;
        let cause = Cause::ReviewedAfterOrder {
            order: first.order,
            granted: first.on,
            reviews: List(held.into_iter().map(|(date, _)| date).collect()),
        };
        Some(Fault::wrong(cause, at!["reviews", latest, "date"]))
    }
}

impl Parameters for OutOfCareAfterOrder {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let orders: Vec<Granted<'_>> = granted_in_care(facts).collect();
        let Some(first) = orders.iter().min_by_key(|order| (order.on, order.index)) else {
            return Judgement::NotApplicable("no order that secures permanence has been granted");
        };
        let (order, granted, today) = (first.order, first.on, facts.today);
        let late = match facts.case.care.ended.by(today) {
            // On the day of the grant there is still time.
            None if granted == today => {
                return Judgement::Met { next_due: Some(granted) };
            }
            // Reviews go on because care does: one cause, one finding.
            None => {
                let late = Days::between(granted, today);
                let cause = Cause::CareNotEnded { order, granted, late, today };
                return Fault::wrong(cause, at!["care", "ended"]).due_on(granted).into();
            }
            Some(ended) => (ended > granted).then(|| {
                let late = Days::between(granted, ended);
                let cause = Cause::CareEndedLate { order, granted, ended, late };
                Fault::lapse(cause, at!["care", "ended"], ended)
            }),
        };
        let reviews = self.reviews_after(facts, &orders);
        Judgement::from_faults(late.into_iter().chain(reviews).collect())
    }
}

/// Special guardians and adopters are told that they may ask for an assessment of support (Dorset
/// §7.5 ¶4, §7.7 ¶3; Leicester, special guardianship orders ¶6, adoption ¶3; Children Act 1989,
/// section 14F, and Adoption and Children Act 2002, section 4).
pub(super) fn told_of_support_assessment(facts: &Facts<'_>) -> Judgement {
    use PermanenceOrder::{Adoption, SpecialGuardianship};
    let orders: Vec<Granted<'_>> = granted_in_care(facts)
        .filter(|order| matches!(order.order, SpecialGuardianship | Adoption))
        .collect();
    if orders.is_empty() {
        return Judgement::NotApplicable(
            "no special guardianship or adoption order has been granted",
        );
    }
    let untold = orders.iter().filter(|order| {
        let told = order.detail.told_of_support_assessment;
        told.by(facts.today).is_none()
    });
    let faults = untold.map(|granted| {
        let who = match granted.order {
            SpecialGuardianship => "the special guardians",
            _ => "the adopters",
        };
        let cause = Cause::NotToldOfSupport { order: granted.order, granted: granted.on, who };
        Fault::absent(cause, granted.pointer().then("told_of_support_assessment"))
    });
    Judgement::from_faults(faults.collect())
}

/// Adopters are told of the education support the child is entitled to (Leicester, adoption ¶3;
/// Children and Social Work Act 2017, sections 4 and 5).
pub(super) fn adoption_education_support(facts: &Facts<'_>) -> Judgement {
    let orders: Vec<Granted<'_>> =
        granted_in_care(facts).filter(|order| order.order == PermanenceOrder::Adoption).collect();
    if orders.is_empty() {
        return Judgement::NotApplicable("no adoption order has been granted");
    }
    let untold = orders.iter().filter(|order| {
        let told = order.detail.told_of_education_support;
        told.by(facts.today).is_none()
    });
    let faults = untold.map(|order| {
        let cause = Cause::NotToldOfEducation { granted: order.on };
        Fault::absent(cause, order.pointer().then("told_of_education_support"))
    });
    Judgement::from_faults(faults.collect())
}
