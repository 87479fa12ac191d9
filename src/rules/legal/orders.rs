//! The orders of a case: applied for, and granted.

use chrono::NaiveDate;

use crate::case::{ApplicationOutcome, LegalStatus, Order, PermanenceOrder};
use crate::rules::{Facts, Pointer, at};

/// An application for an order that stands, or was granted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Application<'a> {
    /// Its place in the file's list.
    pub(super) index: usize,
    /// What is recorded of it.
    pub(super) detail: &'a Order,
    /// Which order it is for.
    pub(super) order: PermanenceOrder,
    /// The day of the application: for want of that, of the grant, or today.
    pub(super) applied: NaiveDate,
}

impl Application<'_> {
    /// The place in the case file.
    pub(super) fn pointer(&self) -> Pointer {
        at!["orders", self.index]
    }
}

/// The applications for one order made by today.
///
/// One that was refused or withdrawn is left out: nobody would hold the order. An order that the
/// court made of its own motion and nobody applied for is left out too, and so is one granted
/// before this period of care, which is no longer the way to permanence.
pub(super) fn applications<'a>(
    facts: &Facts<'a>,
    order: PermanenceOrder,
) -> impl Iterator<Item = Application<'a>> + use<'a> {
    let (today, started) = (facts.today, facts.started());
    let of_this_kind = facts.case.orders.iter().enumerate();
    of_this_kind
        .filter(move |(_, detail)| detail.order == Some(order) && stands(detail, today))
        .filter(move |(_, detail)| detail.granted.by(today).is_none_or(|day| day >= started))
        .filter_map(move |(index, detail)| {
            Some(Application { index, detail, order, applied: applied_on(detail, today)? })
        })
}

fn stands(order: &Order, today: NaiveDate) -> bool {
    use ApplicationOutcome::{Refused, Withdrawn};
    let ended = matches!(order.outcome, Some(Refused | Withdrawn));
    let nobody_applied =
        order.own_motion == Some(true) && order.applicants.is_empty() && order.applied.is_undated();
    order.granted.by(today).is_some() || !ended && !nobody_applied
}

fn applied_on(order: &Order, today: NaiveDate) -> Option<NaiveDate> {
    if order.applied.is_undated() {
        Some(order.granted.by(today).unwrap_or(today))
    } else {
        order.applied.by(today)
    }
}

/// An order that was granted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Granted<'a> {
    /// Its place in the file's list.
    pub(super) index: usize,
    /// What is recorded of it.
    pub(super) detail: &'a Order,
    /// Which order it is.
    pub(super) order: PermanenceOrder,
    /// The day it was granted.
    pub(super) on: NaiveDate,
}

impl Granted<'_> {
    /// The place in the case file.
    pub(super) fn pointer(&self) -> Pointer {
        at!["orders", self.index]
    }

    /// True when a care, interim care or placement order ended it by a day. Made later, these end a
    /// child arrangements order (Children Act 1989, section 91(2), and Adoption and Children Act
    /// 2002, section 29(2)), and no other.
    pub(super) fn ended_by_care(&self, facts: &Facts<'_>, day: NaiveDate) -> bool {
        use LegalStatus::{CareOrder, InterimCareOrder, PlacementOrder};
        let mut statuses = facts.case.care.legal_statuses.iter();
        self.order == PermanenceOrder::ChildArrangements
            && statuses.any(|period| {
                let ends =
                    matches!(period.status, Some(CareOrder | InterimCareOrder | PlacementOrder));
                // Without its day it began with this period of care, at the earliest.
                let undated = period.from.is_undated().then(|| facts.started());
                let began = undated.or(period.from.by(day));
                ends && began.is_some_and(|began| self.on < began && began <= day)
            })
    }
}

/// The orders granted by a day.
pub(super) fn granted_by<'a>(
    facts: &Facts<'a>,
    day: NaiveDate,
) -> impl Iterator<Item = Granted<'a>> + use<'a> {
    let orders = facts.case.orders.iter().enumerate();
    orders.filter_map(move |(index, detail)| {
        Some(Granted { index, detail, order: detail.order?, on: detail.granted.by(day)? })
    })
}

/// The orders granted in this period of care, by today. One granted before it has since broken
/// down, or the child would not have come into care again.
pub(super) fn granted_in_care<'a>(
    facts: &Facts<'a>,
) -> impl Iterator<Item = Granted<'a>> + use<'a> {
    let started = facts.started();
    granted_by(facts, facts.today).filter(move |granted| granted.on >= started)
}

/// The latest order granted by a day; of two on one day, the later in the file.
pub(super) fn latest_granted_by<'a>(facts: &Facts<'a>, day: NaiveDate) -> Option<Granted<'a>> {
    granted_by(facts, day).max_by_key(|granted| (granted.on, granted.index))
}
