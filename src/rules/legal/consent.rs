//! Consent to major decisions about a child who lives under an order.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Cause;
use super::orders::{Granted, latest_granted_by};
use super::parents::{has_died, is_parent, is_parent_or_guardian};
use super::text::Decided;
use crate::calendar::sub_days;
use crate::case::{Decision, MajorDecisionKind, PermanenceOrder, ResponsibilityHolder};
use crate::rules::{Facts, Fault, Judgement, List, Nth, Parameters, Pointer, at};

/// Major decisions after an order have the consents it requires (Dorset §7.5 ¶2, §7.6 ¶2;
/// Leicester, special guardianship orders ¶4, child arrangements orders ¶4; Children Act 1989,
/// sections 5(3), 12(3), 13 and 14C).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ConsentForMajorDecisions {
    /// The most months abroad that a special guardian may decide on alone.
    months_abroad: u32,
}

impl Default for ConsentForMajorDecisions {
    fn default() -> Self {
        Self { months_abroad: 3 }
    }
}

/// A decision made under an order.
struct Governed<'a> {
    facts: &'a Facts<'a>,
    index: usize,
    detail: &'a Decision,
    decision: MajorDecisionKind,
    /// The day of the decision: for want of that, today.
    on: NaiveDate,
    order: Granted<'a>,
}

impl<'a> Governed<'a> {
    /// The decision and the latest order granted by then; none when there was no order yet, or
    /// a care order has ended it.
    fn new(facts: &'a Facts<'a>, index: usize, detail: &'a Decision) -> Option<Self> {
        if detail.date.is_after(facts.today) {
            return None;
        }
        let on = detail.date.by(facts.today).unwrap_or(facts.today);
        let order = latest_granted_by(facts, on)?;
        (!order.ended_by_care(facts, on)).then_some(Self {
            facts,
            index,
            detail,
            decision: detail.decision?,
            on,
            order,
        })
    }

    fn place(&self, key: &'static str) -> Pointer {
        at!["decisions", self.index, key]
    }

    /// The decision as a sentence says it.
    fn decided(&self) -> Decided {
        Decided { decision: self.decision, on: self.detail.date.by(self.facts.today) }
    }

    fn has_leave(&self) -> bool {
        self.detail.court_leave == Some(true)
    }

    fn consented(&self, holder: ResponsibilityHolder) -> bool {
        let mut consents = self.detail.consents.iter();
        consents.any(|person| person.covers(holder.word()))
    }

    fn was_consulted(&self, holder: ResponsibilityHolder) -> bool {
        let mut consulted = self.detail.consulted.iter();
        self.consented(holder) || consulted.any(|person| person.covers(holder.word()))
    }

    /// Everyone with responsibility on the day of the decision but the holder of the order, whose
    /// decision it is, and the authority, whose responsibility ended with the order. Where no
    /// parent is among them, and no guardian in their place, the parents of before the order too.
    fn responsible(&self) -> Vec<ResponsibilityHolder> {
        use ResponsibilityHolder::{ChildArrangementsHolder, LocalAuthority, Unknown};
        let lives = |who: &ResponsibilityHolder| !has_died(self.facts, *who, self.on);
        let recorded = self.facts.responsibility_on(self.on).map(|(_, who)| who);
        let mut holders: Vec<_> = recorded.filter(lives).collect();
        holders.retain(|who| !matches!(who, ChildArrangementsHolder | LocalAuthority | Unknown));
        let family = holders.iter().any(|who| is_parent_or_guardian(*who));
        if !family && !self.facts.family_unreachable() {
            holders.extend(self.parents_before().into_iter().filter(lives));
        }
        holders.sort_unstable();
        holders.dedup();
        holders
    }

    /// The parents with responsibility on the day before the order; the mother where none is
    /// recorded.
    fn parents_before(&self) -> Vec<ResponsibilityHolder> {
        let recorded = self.facts.responsibility_on(sub_days(self.order.on, 1));
        let parents: Vec<_> = recorded.map(|(_, who)| who).filter(|who| is_parent(*who)).collect();
        if parents.is_empty() { vec![ResponsibilityHolder::Mother] } else { parents }
    }

    /// The parents among those responsible, or the guardian in their place.
    fn parents(&self) -> Vec<ResponsibilityHolder> {
        let mut parents = self.responsible();
        let any = parents.iter().any(|who| is_parent(*who));
        parents.retain(|who| is_parent(*who) || !any && is_parent_or_guardian(*who));
        parents
    }

    /// The finding where some of these people have not consented.
    fn without_consent(&self, of: Vec<ResponsibilityHolder>) -> Option<Fault> {
        let missing: Vec<_> = of.into_iter().filter(|who| !self.consented(*who)).collect();
        let cause = Cause::ConsentMissing {
            nth: Nth(self.index),
            decided: self.decided(),
            order: self.order.order,
            granted: self.order.on,
            missing: List(missing.clone()),
        };
        (!missing.is_empty()).then(|| Fault::absent(cause, self.place("consents")))
    }

    fn under_special_guardianship(&self, months_abroad: u32) -> Option<Fault> {
        use MajorDecisionKind::{
            AdoptionConsent, AppointGuardian, ChangeOfName, Emigration, OtherFundamental,
            PlacementAbroad,
        };
        match self.decision {
            OtherFundamental => self.without_consulting(),
            // A special guardian may appoint a guardian.
            AppointGuardian => None,
            PlacementAbroad if self.detail.months.is_some_and(|m| m <= months_abroad) => None,
            ChangeOfName | AdoptionConsent | PlacementAbroad | Emigration => {
                let fault = self.without_consent(self.parents())?;
                if !self.has_leave() {
                    return Some(fault);
                }
                let cause =
                    Cause::LeaveForConsent { nth: Nth(self.index), decided: self.decided() };
                Some(Fault::wrong(cause, self.place("court_leave")).weighing_advice())
            }
        }
    }

    fn without_consulting(&self) -> Option<Fault> {
        let parents = self.parents().into_iter();
        let missing: Vec<_> = parents.filter(|who| !self.was_consulted(*who)).collect();
        let cause = Cause::NotConsulted {
            nth: Nth(self.index),
            decided: self.decided(),
            granted: self.order.on,
            missing: List(missing.clone()),
        };
        (!missing.is_empty()).then(|| Fault::absent(cause, self.place("consulted")))
    }

    fn under_child_arrangements(&self) -> Option<Fault> {
        use MajorDecisionKind::{AdoptionConsent, AppointGuardian, ChangeOfName, Emigration};
        match self.decision {
            ChangeOfName | Emigration if !self.has_leave() => {
                self.without_consent(self.responsible())
            }
            // Not the holder's to decide: the parents consent to adoption, and either appoints a guardian.
            AdoptionConsent if !self.parents().iter().all(|who| self.consented(*who)) => {
                Some(self.not_the_holders())
            }
            AppointGuardian if !self.parents().iter().any(|who| self.consented(*who)) => {
                Some(self.not_the_holders())
            }
            _ => None,
        }
    }

    fn not_the_holders(&self) -> Fault {
        let cause = Cause::NotTheHoldersDecision {
            nth: Nth(self.index),
            decided: self.decided(),
            granted: self.order.on,
        };
        Fault::wrong(cause, self.place("decision"))
    }
}

impl Parameters for ConsentForMajorDecisions {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let decisions = facts.case.decisions.iter().enumerate();
        let governed: Vec<Governed<'_>> =
            decisions.filter_map(|(index, detail)| Governed::new(facts, index, detail)).collect();
        if governed.is_empty() {
            return Judgement::NotApplicable("no major decision after an order is recorded");
        }
        let faults = governed.iter().filter_map(|decision| match decision.order.order {
            PermanenceOrder::SpecialGuardianship => {
                decision.under_special_guardianship(self.months_abroad)
            }
            PermanenceOrder::ChildArrangements => decision.under_child_arrangements(),
            // Adopters decide alone.
            PermanenceOrder::Adoption => None,
        });
        Judgement::from_faults(faults.collect())
    }
}
