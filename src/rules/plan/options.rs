//! The options: which, how many, by when, and how they would be secured.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Cause;
use super::text::AnyOf;
use crate::calendar::add_weeks;
use crate::case::{LegalRoute, PermanenceOption};
use crate::rules::{Days, Facts, Fault, Judgement, Parameters, Planned, Severity, Weight, at, why};

/// The primary option is clear (Dorset §3 objective 5, §4.3; Leicester, planning list 6).
pub(super) fn primary_option(facts: &Facts<'_>) -> Judgement {
    match (facts.plan(), facts.primary()) {
        (None, _) => Judgement::NotApplicable(why::NO_PLAN),
        (Some(_), Some(_)) => Judgement::MET,
        (Some(_), None) => {
            let place = at!["permanence_plan", "primary", "option"];
            Fault::absent(Cause::NoPrimary {}, place).into()
        }
    }
}

/// What makes an option that the strategy does not list acceptable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Unlisted {
    /// A legal route is named.
    NeedsLegalRoute,
    /// Reasons are given.
    NeedsReasons,
}

/// The options are ones the strategy lists (Dorset §7 ¶1; Leicester, options for permanency).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RecognisedOption {
    /// The options the strategy lists.
    listed: Vec<PermanenceOption>,
    /// Options it does not list, and what makes them acceptable all the same.
    unlisted: std::collections::BTreeMap<PermanenceOption, Unlisted>,
}

impl RecognisedOption {
    fn fault(&self, planned: &Planned<'_>) -> Option<Fault> {
        let option = planned.option;
        if self.listed.contains(&option) {
            return None;
        }
        let place = planned.place.pointer();
        match self.unlisted.get(&option) {
            Some(Unlisted::NeedsLegalRoute) => planned.detail.legal_route.is_none().then(|| {
                Fault::absent(Cause::NotListedNeedsRoute { option }, place.then("legal_route"))
            }),
            Some(Unlisted::NeedsReasons) => planned.detail.reasons.is_missing().then(|| {
                Fault::absent(Cause::NotListedNeedsReasons { option }, place.then("reasons"))
            }),
            None => Some(Fault::wrong(Cause::NotListed { option }, place.then("option"))),
        }
    }
}

impl Parameters for RecognisedOption {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        if facts.options().next().is_none() {
            return Judgement::NotApplicable(why::NO_OPTION);
        }
        Judgement::from_faults(facts.options().filter_map(|planned| self.fault(&planned)).collect())
    }
}

/// More than one option (Dorset §3 objective 5; Leicester, planning ¶3 and twin track).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ContingencyOption {
    /// Options that are one and the same outcome.
    one_outcome: Vec<[PermanenceOption; 2]>,
    /// Options that are two, but fail together.
    same_fallback: Vec<[PermanenceOption; 2]>,
    /// The weight unless the plan is to return home or care proceedings are open; the binding's when missing.
    otherwise: Option<Severity>,
    /// Whether, in proceedings, return home must be planned for or ruled out with reasons.
    twin_track: bool,
}

/// The age from which a second option is advice: no strategy lists one for independence.
const INDEPENDENCE: u32 = 16;

impl ContingencyOption {
    fn paired(pairs: &[[PermanenceOption; 2]], a: PermanenceOption, b: PermanenceOption) -> bool {
        pairs.iter().any(|pair| *pair == [a, b] || *pair == [b, a])
    }

    fn weight(&self, facts: &Facts<'_>) -> Weight {
        match self.otherwise {
            _ if facts.age() >= INDEPENDENCE => Weight::Exactly(Severity::Advice),
            Some(otherwise) if !is_urgent(facts) => Weight::Exactly(otherwise),
            _ => Weight::AsBound,
        }
    }

    fn second_option(&self, facts: &Facts<'_>, primary: PermanenceOption) -> Option<Fault> {
        let weight = self.weight(facts);
        let others: Vec<Planned<'_>> = facts.contingencies().collect();
        let different: Vec<&Planned<'_>> = others
            .iter()
            .filter(|other| {
                other.option != primary && !Self::paired(&self.one_outcome, primary, other.option)
            })
            .collect();
        match (different.first(), others.first()) {
            (None, None) => {
                let place = at!["permanence_plan", "contingencies"];
                Some(
                    Fault::absent(Cause::OnlyOneOption { option: primary }, place).weighing(weight),
                )
            }
            (None, Some(same)) => {
                let cause =
                    Cause::ContingencySameOutcome { option: primary, contingency: same.option };
                Some(Fault::wrong(cause, same.place.pointer().then("option")).weighing(weight))
            }
            (Some(first), _) => {
                let fails_together =
                    |other: &&Planned<'_>| Self::paired(&self.same_fallback, primary, other.option);
                different.iter().copied().all(|other| fails_together(&other)).then(|| {
                    let cause = Cause::ContingencySameFallback {
                        option: primary,
                        contingency: first.option,
                    };
                    let at_most = match weight {
                        Weight::AsBound => Weight::AtMost(Severity::Concern),
                        lighter => lighter,
                    };
                    Fault::wrong(cause, first.place.pointer().then("option")).weighing(at_most)
                })
            }
        }
    }

    fn missing_track(&self, facts: &Facts<'_>) -> Option<Fault> {
        let planned_for = facts.option(PermanenceOption::ReturnHome).is_some();
        let weighed = facts.is_ruled_out_with_reasons(PermanenceOption::ReturnHome);
        let missing = self.twin_track && facts.in_proceedings() && !planned_for && !weighed;
        missing.then(|| {
            let place = at!["permanence_plan", "contingencies"];
            Fault::absent(Cause::NoTwinTrack {}, place).weighing(self.weight(facts))
        })
    }
}

/// True while the plan is to return home, or care proceedings are open.
fn is_urgent(facts: &Facts<'_>) -> bool {
    let primary = facts.primary().map(|primary| primary.option);
    primary == Some(PermanenceOption::ReturnHome) || facts.in_proceedings()
}

impl Parameters for ContingencyOption {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let Some(primary) = facts.primary() else {
            return super::without_primary(facts);
        };
        if facts.achieved().is_some() {
            return Judgement::NotApplicable(why::ACHIEVED);
        }
        let faults = [self.second_option(facts, primary.option), self.missing_track(facts)];
        Judgement::from_faults(faults.into_iter().flatten().collect())
    }
}

/// The day a target date's weeks are counted from.
fn counted_from(facts: &Facts<'_>) -> Option<NaiveDate> {
    facts.presented().or_else(|| facts.drawn_up())
}

/// Clear timescales for every track (Dorset §4.8; Leicester, planning ¶3 and twin track).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct TrackTimescales {
    /// The weight unless the plan is to return home or care proceedings are open; the binding's when missing.
    otherwise: Option<Severity>,
    /// The most weeks a target date may lie after the plan; any when missing.
    max_weeks: Option<u32>,
}

impl TrackTimescales {
    fn fault(&self, facts: &Facts<'_>, planned: &Planned<'_>) -> Option<Fault> {
        let option = planned.option;
        let place = planned.place.pointer().then("target_date");
        let Some(target) = planned.detail.target_date.day() else {
            return Some(Fault::absent(Cause::NoTargetDate { option }, place));
        };
        let weeks = self.max_weeks?;
        let limit = add_weeks(counted_from(facts)?, weeks);
        (target > limit).then(|| {
            Fault::wrong(
                Cause::TargetTooFar {
                    option,
                    target,
                    weeks,
                    limit,
                    over: Days::between(limit, target),
                },
                place,
            )
        })
    }
}

impl Parameters for TrackTimescales {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        if facts.options().next().is_none() {
            return Judgement::NotApplicable(why::NO_OPTION);
        }
        let weight = match self.otherwise {
            Some(otherwise) if !is_urgent(facts) => Weight::Exactly(otherwise),
            _ => Weight::AsBound,
        };
        let faults = facts.options().filter_map(|planned| self.fault(facts, &planned));
        Judgement::from_faults(faults.map(|fault| fault.weighing(weight)).collect())
    }
}

/// Adoption is identified at the earliest (Dorset §7.7 ¶1).
pub(super) fn option_identified_early(facts: &Facts<'_>) -> Judgement {
    let Some(planned) = facts.adoption() else {
        return Judgement::NotApplicable("adoption is not an option of the plan");
    };
    let option = planned.option;
    let place = planned.place.pointer().then("identified");
    match (planned.detail.identified.by(facts.day), facts.clock.known_planning_day()) {
        (None, _) => Fault::absent(Cause::NotIdentified { option }, place).into(),
        (Some(identified), Some(planning_day)) if identified > planning_day => {
            let late = Days::between(planning_day, identified);
            let cause = Cause::IdentifiedLate { option, identified, planning_day, late };
            Fault::lapse(cause, place, identified).into()
        }
        (Some(_), _) => Judgement::MET,
    }
}

/// The most appropriate legal route (Dorset §3 objective 6; Leicester, objectives 5).
pub(super) fn legal_route(facts: &Facts<'_>) -> Judgement {
    let Some(primary) = facts.primary() else {
        return super::without_primary(facts);
    };
    let option = primary.option;
    let place = at!["permanence_plan", "primary", "legal_route"];
    let fits = fitting_routes(option);
    match primary.detail.legal_route {
        None => Fault::absent(Cause::NoLegalRoute { option }, place).into(),
        Some(route) if fits.contains(&route) => Judgement::MET,
        Some(route) => {
            let cause = Cause::UnfitLegalRoute { option, route, fits: AnyOf(fits) };
            Fault::wrong(cause, place).into()
        }
    }
}

/// The legal routes that can secure an option.
fn fitting_routes(option: PermanenceOption) -> &'static [LegalRoute] {
    use LegalRoute::{
        AdoptionOrder, CareOrder, ChildArrangementsOrder, InterimCareOrder, NoOrder,
        PlacementOrder, Section20, SpecialGuardianshipOrder, SupervisionOrder,
    };
    match option {
        PermanenceOption::ReturnHome => {
            &[NoOrder, SupervisionOrder, ChildArrangementsOrder, CareOrder]
        }
        PermanenceOption::FamilyAndFriends => &[
            Section20,
            CareOrder,
            InterimCareOrder,
            NoOrder,
            SpecialGuardianshipOrder,
            ChildArrangementsOrder,
        ],
        PermanenceOption::LongTermFostering | PermanenceOption::ChildrensHome => {
            &[Section20, CareOrder]
        }
        PermanenceOption::EarlyPermanence => {
            &[Section20, CareOrder, InterimCareOrder, PlacementOrder, AdoptionOrder]
        }
        PermanenceOption::SpecialGuardianship => &[SpecialGuardianshipOrder],
        PermanenceOption::ChildArrangements => &[ChildArrangementsOrder],
        PermanenceOption::Adoption => &[PlacementOrder, AdoptionOrder],
    }
}
