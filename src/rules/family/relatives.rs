//! The wider family: found, asked, and brought together.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Cause, why};
use crate::case::{Entry, PermanenceOption, Relative};
use crate::rules::{
    Days, Facts, Fault, Judgement, Nth, Parameters, Severity, Weight, at, why as shared,
};

/// Relatives are located and consulted wherever they live (Dorset §4.2; Leicester, placement with
/// family or friends).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RelativesConsulted {
    /// Whether it is asked only while return home is not the primary option.
    unless_returning_home: bool,
}

impl RelativesConsulted {
    fn fault(facts: &Facts<'_>, index: usize, relative: &Relative) -> Option<Fault> {
        if relative.not_consulted_because.is_recorded() {
            return None;
        }
        let (nth, today) = (Nth(index), facts.day);
        let place = at!["family_finding", "relatives", index];
        match (relative.located.by(today), relative.consulted.by(today)) {
            (Some(_), Some(_)) => None,
            (None, None) => {
                let cause = Cause::RelativeNotLocated { relative: nth };
                Some(Fault::absent(cause, place))
            }
            (None, Some(consulted)) => {
                let cause = Cause::RelativeLocationUndated { relative: nth, consulted };
                Some(Fault::absent(cause, place.then("located")))
            }
            (Some(located), None) => {
                let since = Days::between(located, today);
                let cause = Cause::RelativeNotConsulted { relative: nth, located, since, today };
                Some(Fault::absent(cause, place.then("consulted")))
            }
        }
    }
}

impl Parameters for RelativesConsulted {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        if facts.plan().is_none() {
            return Judgement::NotApplicable(shared::NO_PLAN);
        }
        let returning =
            facts.primary().is_some_and(|primary| primary.option == PermanenceOption::ReturnHome);
        if self.unless_returning_home && returning {
            return Judgement::NotApplicable("return home is the primary option");
        }
        if facts.family_unreachable() {
            return Judgement::MET;
        }
        let relatives = &facts.case.family_finding.relatives;
        if relatives.is_empty() {
            let place = at!["family_finding", "relatives"];
            return Fault::absent(Cause::NoRelatives {}, place).into();
        }
        let faults = relatives
            .iter()
            .enumerate()
            .filter_map(|(index, relative)| Self::fault(facts, index, relative));
        Judgement::from_faults(faults.collect())
    }
}

/// A family group conference (Dorset §4.4, §4.1; Leicester, reunification).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct FamilyGroupConference {
    /// How it weighs while return home is not an option; when missing, it is not asked then.
    without_return_home: Option<Severity>,
}

/// What is wrong with the conference, if anything: an offer made only after a planned start stays
/// advice until the conference is held, or it is said why not.
fn conference_fault(facts: &Facts<'_>) -> Option<Fault> {
    let conference = &facts.case.family_finding.family_group_conference;
    let settled = conference.held.by(facts.day).is_some()
        || conference.not_held_because.is_recorded()
        || facts.family_unreachable();
    if settled {
        return None;
    }
    let place = at!["family_finding", "family_group_conference"];
    let Some(offered) = conference.offered.by(facts.day) else {
        return Some(Fault::absent(Cause::NoConference {}, place));
    };
    let started = facts.started();
    let late = facts.case.care.entry == Some(Entry::Planned) && offered > started;
    late.then(|| {
        let late = Days::between(started, offered);
        let cause = Cause::ConferenceOfferedLate { offered, started, late };
        Fault::wrong(cause, place.then("offered")).weighing_advice()
    })
}

impl Parameters for FamilyGroupConference {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let returning = facts.option(PermanenceOption::ReturnHome).is_some();
        let weight = match self.without_return_home {
            _ if returning => Weight::AsBound,
            Some(otherwise) => Weight::Exactly(otherwise),
            None => return Judgement::NotApplicable(why::NOT_RETURNING),
        };
        match conference_fault(facts) {
            None => Judgement::MET,
            Some(fault) if fault.weight == Weight::AsBound => fault.weighing(weight).into(),
            Some(lighter) => lighter.into(),
        }
    }
}

/// The family's own plan, from a conference that was held (Dorset §4.1 ¶1).
pub(super) fn family_plan(facts: &Facts<'_>) -> Judgement {
    let conference = &facts.case.family_finding.family_group_conference;
    let Some(held) = conference.held.by(facts.day) else {
        return Judgement::NotApplicable("no family group conference was held");
    };
    if facts.family_unreachable() || conference.family_plan.is_recorded() {
        return Judgement::MET;
    }
    let place = at!["family_finding", "family_group_conference", "family_plan"];
    Fault::absent(Cause::NoFamilyPlan { held }, place).into()
}
