//! What is recorded of parental responsibility on a day, beside the status then in force.

use chrono::NaiveDate;

use super::{Authority, place};
use crate::calendar::sub_days;
use crate::case::{LegalStatus, PermanenceOrder, PlacementKind, ResponsibilityHolder};
use crate::rules::legal::Cause;
use crate::rules::legal::orders::{Granted, latest_granted_by};
use crate::rules::legal::parents::{has_died, is_parent, is_parent_or_guardian};
use crate::rules::{Facts, Fault};

/// What is recorded of a day, as far as it can be compared with the status then in force.
pub(super) struct Record<'a> {
    facts: &'a Facts<'a>,
    day: NaiveDate,
    /// The status in force; of several, the latest.
    pub(super) status: LegalStatus,
    /// All of them.
    pub(super) statuses: Vec<LegalStatus>,
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
        let unknown = recorded.iter().any(|(_, who)| *who == ResponsibilityHolder::Unknown);
        let complete = !unknown && holders.len() == recorded.len();
        Some(Self {
            facts,
            day,
            status,
            statuses: facts.statuses_on(day).map(|(_, status)| status).collect(),
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
        if !self.complete {
            return Vec::new();
        }
        let (day, status) = (self.day, self.status);
        let authority_holds = self.holds(&[ResponsibilityHolder::LocalAuthority]);
        let mut faults = Vec::new();
        if authority == Authority::Holds && !authority_holds {
            let cause = Cause::AuthorityMissing { status, day };
            faults.push(Fault::wrong(cause, place()));
        }
        if may_be_alone && authority_holds {
            return faults;
        }
        let granted = self.order_before();
        let adopter = granted.and_then(|order| self.adopter_missing(&order));
        let mut holders = self.holders.iter();
        let family = holders.any(|(_, who)| is_parent_or_guardian(*who));
        if adopter.is_none() && !family && !parents_have_died(self.facts, day) {
            let cause = Cause::ParentsMissing { status, day };
            faults.push(Fault::wrong(cause, place()));
        }
        faults.extend(adopter);
        faults.extend(granted.and_then(|order| self.order_holder_missing(&order)));
        faults
    }

    /// The latest order granted before, unless care has ended it.
    fn order_before(&self) -> Option<Granted<'a>> {
        let before = sub_days(self.facts.day, 1).min(self.day);
        let granted = latest_granted_by(self.facts, before)?;
        (!granted.ended_by_care(self.facts, self.day)).then_some(granted)
    }

    /// The adopters, who hold it for good.
    fn adopter_missing(&self, order: &Granted<'_>) -> Option<Fault> {
        let adopter = ResponsibilityHolder::Adopter;
        let adopted = order.order == PermanenceOrder::Adoption;
        let (granted, day) = (order.on, self.day);
        let missing = !self.holds(&[adopter]) && !has_died(self.facts, adopter, day);
        let cause = Cause::AdopterMissing { granted, day };
        (adopted && missing).then(|| Fault::wrong(cause, place()))
    }

    /// The holder of an order that may have been discharged since: advice, for the file cannot say
    /// that it was. One whose responsibility is recorded as ended is not missing.
    fn order_holder_missing(&self, order: &Granted<'_>) -> Option<Fault> {
        let holder = match order.order {
            PermanenceOrder::SpecialGuardianship => ResponsibilityHolder::SpecialGuardian,
            PermanenceOrder::ChildArrangements => ResponsibilityHolder::ChildArrangementsHolder,
            PermanenceOrder::Adoption => return None,
        };
        let mut listed = self.facts.case.care.parental_responsibility.iter();
        let is_listed =
            listed.any(|held| held.who == Some(holder) && !held.from.is_after(self.day));
        let cause = Cause::OrderHolderMissing {
            order: order.order,
            granted: order.on,
            holder,
            day: self.day,
        };
        (!is_listed).then(|| Fault::wrong(cause, place()).weighing_advice())
    }

    fn is_placed_for_adoption(&self) -> bool {
        let mut homes = self.facts.placements_on(self.day);
        homes.any(|(_, home)| home.kind == Some(PlacementKind::Adoptive))
    }
}

/// True when every parent that the file has ever listed by a day has died. Where it lists none, the
/// adopters after an adoption, else the mother.
pub(super) fn parents_have_died(facts: &Facts<'_>, day: NaiveDate) -> bool {
    let listed = facts.case.care.parental_responsibility.iter();
    let mut parents: Vec<_> = listed
        .filter(|held| !held.from.is_after(day))
        .filter_map(|held| held.who.filter(|who| is_parent(*who)))
        .collect();
    if parents.is_empty() {
        let latest = latest_granted_by(facts, day).map(|granted| granted.order);
        parents.push(match latest {
            Some(PermanenceOrder::Adoption) => ResponsibilityHolder::Adopter,
            _ => ResponsibilityHolder::Mother,
        });
    }
    parents.iter().all(|who| has_died(facts, *who, day))
}

fn is_undated(facts: &Facts<'_>, index: usize) -> bool {
    let holders = &facts.case.care.parental_responsibility;
    holders.get(index).is_some_and(|held| held.from.is_undated())
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
