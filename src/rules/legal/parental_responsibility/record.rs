//! What is recorded of parental responsibility on a day, beside the status then in force.

use chrono::NaiveDate;

use super::{Authority, place};
use crate::calendar::sub_days;
use crate::case::{LegalStatus, PermanenceOrder, PlacementKind, ResponsibilityHolder};
use crate::rules::legal::Cause;
use crate::rules::legal::orders::latest_granted_by;
use crate::rules::{Facts, Fault};

/// What is recorded of a day, as far as it can be compared with the status then in force.
pub(super) struct Record<'a> {
    facts: &'a Facts<'a>,
    day: NaiveDate,
    pub(super) status: LegalStatus,
    holders: Vec<(usize, ResponsibilityHolder)>,
    /// True when nobody else can hold it: every entry is compared, and none is unknown.
    complete: bool,
}

impl<'a> Record<'a> {
    /// Words without days say how things stand after the file's last change of status or order, so
    /// they are compared with no status before it.
    pub(super) fn new(facts: &'a Facts<'a>, day: NaiveDate) -> Option<Self> {
        let (index, status) = facts.legal_status_on(day)?;
        let words_hold = is_latest_status(facts, index, day) && !is_before_an_order(facts, day);
        let recorded: Vec<_> = facts.responsibility_on(day).collect();
        let holders: Vec<_> = recorded
            .iter()
            .copied()
            .filter(|(index, _)| words_hold || !is_undated(facts, *index))
            .collect();
        let unknown = recorded
            .iter()
            .any(|(_, who)| *who == ResponsibilityHolder::Unknown);
        let complete = !unknown && holders.len() == recorded.len();
        Some(Self {
            facts,
            day,
            status,
            holders,
            complete,
        })
    }

    fn find(&self, who: &[ResponsibilityHolder]) -> Option<(usize, ResponsibilityHolder)> {
        let mut holders = self.holders.iter().copied();
        holders.find(|(_, holder)| who.contains(holder))
    }

    fn holds(&self, who: &[ResponsibilityHolder]) -> bool {
        self.find(who).is_some()
    }

    /// Those who are recorded and cannot hold it.
    pub(super) fn wrong(&self, authority: Authority) -> Vec<Fault> {
        use ResponsibilityHolder::{
            Adopter, Father, LocalAuthority, Mother, ProspectiveAdopter, SecondParent,
        };
        let (day, status) = (self.day, self.status);
        let mut faults = Vec::new();
        if let Some((index, _)) = self.find(&[LocalAuthority])
            && authority == Authority::HoldsNone
        {
            let cause = Cause::AuthorityHoldsNone { status, day };
            faults.push(Fault::wrong(cause, place().then(index)));
        }
        if let Some((index, _)) = self.find(&[ProspectiveAdopter])
            && !self.is_placed_for_adoption()
        {
            let cause = Cause::ProspectiveAdopterNotPlaced { day };
            faults.push(Fault::wrong(cause, place().then(index)));
        }
        if let Some((index, holder)) = self.find(&[Mother, Father, SecondParent])
            && self.holds(&[Adopter])
        {
            let cause = Cause::BesideAdopter { holder, day };
            faults.push(Fault::wrong(cause, place().then(index)));
        }
        faults
    }

    /// Those who hold it and are not recorded.
    pub(super) fn missing(&self, authority: Authority, may_be_alone: bool) -> Vec<Fault> {
        use ResponsibilityHolder::{
            Adopter, Father, Guardian, LocalAuthority, Mother, SecondParent,
        };
        if !self.complete {
            return Vec::new();
        }
        let (day, status) = (self.day, self.status);
        let authority_holds = self.holds(&[LocalAuthority]);
        let mut faults = Vec::new();
        if authority == Authority::Holds && !authority_holds {
            let cause = Cause::AuthorityMissing { status, day };
            faults.push(Fault::wrong(cause, place()));
        }
        if may_be_alone && authority_holds {
            return faults;
        }
        let by_order = self.order_holder_missing();
        let family = self.holds(&[Mother, Father, SecondParent, Adopter, Guardian]);
        if by_order.is_none() && !family {
            let cause = Cause::ParentsMissing { status, day };
            faults.push(Fault::wrong(cause, place()));
        }
        faults.extend(by_order);
        faults
    }

    /// Whoever holds it by an order that was granted before and still stands. A care order ends a
    /// child arrangements order (Children Act 1989, section 91(2)), and no other.
    fn order_holder_missing(&self) -> Option<Fault> {
        let before = sub_days(self.facts.day, 1).min(self.day);
        let granted = latest_granted_by(self.facts, before)?;
        let ended_by_care = matches!(
            self.status,
            LegalStatus::CareOrder | LegalStatus::InterimCareOrder | LegalStatus::PlacementOrder
        );
        let holder = match granted.order {
            PermanenceOrder::SpecialGuardianship => ResponsibilityHolder::SpecialGuardian,
            PermanenceOrder::ChildArrangements if ended_by_care => return None,
            PermanenceOrder::ChildArrangements => ResponsibilityHolder::ChildArrangementsHolder,
            PermanenceOrder::Adoption => ResponsibilityHolder::Adopter,
        };
        let cause = Cause::OrderHolderMissing {
            order: granted.order,
            granted: granted.on,
            holder,
            day: self.day,
        };
        (!self.holds(&[holder])).then(|| Fault::wrong(cause, place()))
    }

    fn is_placed_for_adoption(&self) -> bool {
        let mut homes = self.facts.placements_on(self.day);
        homes.any(|(_, home)| home.kind == Some(PlacementKind::Adoptive))
    }
}

fn is_undated(facts: &Facts<'_>, index: usize) -> bool {
    let holders = &facts.case.care.parental_responsibility;
    holders
        .get(index)
        .is_some_and(|held| held.from.is_undated())
}

/// True when no status that the file records, come yet or not, began later than this one.
fn is_latest_status(facts: &Facts<'_>, index: usize, day: NaiveDate) -> bool {
    let statuses = &facts.case.care.legal_statuses;
    let from = statuses.get(index).and_then(|period| period.from.by(day));
    let mut recorded = statuses.iter().filter(|period| period.status.is_some());
    !recorded.any(|other| match from {
        Some(from) => other.from.is_after(from),
        None => !other.from.is_undated(),
    })
}

/// True when the file records an order granted later, which changes who holds responsibility.
fn is_before_an_order(facts: &Facts<'_>, day: NaiveDate) -> bool {
    let mut orders = facts.case.orders.iter();
    orders.any(|order| order.order.is_some() && order.granted.is_after(day))
}
