//! Early permanence, fostering for adoption, and adoptive homes elsewhere.

use schemars::JsonSchema;
use serde::Deserialize;

use super::local::{Area, area};
use super::text::{Since, YoungAge};
use super::{Cause, why};
use crate::case::{Approval, PermanenceOption, Placement, PlacementKind};
use crate::rules::{Days, Facts, Fault, Judgement, List, Parameters, at, why as shared};

/// Early permanence is considered for a young child who may be adopted (Dorset §7.4; Leicester,
/// fostering for adoption and adoption).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct EarlyPermanence {
    /// Asked for a child under this age when care started.
    under_age: u32,
}

impl Default for EarlyPermanence {
    fn default() -> Self {
        Self { under_age: 4 }
    }
}

impl Parameters for EarlyPermanence {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        if facts.plan().is_none() {
            return Judgement::NotApplicable(shared::NO_PLAN);
        }
        let Some(adoption) = facts.option(PermanenceOption::Adoption) else {
            return Judgement::NotApplicable("adoption is not an option of the plan");
        };
        let started = facts.started();
        let age = facts.age_on(started);
        if age >= self.under_age {
            return Judgement::NotApplicable("the child was too old for it when care started");
        }
        let placed = facts.case.placements.iter().any(|home| {
            home.kind == Some(PlacementKind::FosteringForAdoption) && facts.seen(home.from)
        });
        let considered = facts.options().any(|planned| {
            planned.option == PermanenceOption::EarlyPermanence
                || (planned.option == PermanenceOption::Adoption
                    && planned.detail.early_permanence.is_recorded())
        });
        if placed || considered {
            return Judgement::MET;
        }
        let place = adoption.place.pointer().then("early_permanence");
        let age = YoungAge(age);
        Fault::absent(Cause::EarlyPermanenceNotConsidered { age, started }, place).into()
    }
}

/// The home the child is in, when it is fostering for adoption.
fn fostering_for_adoption<'a>(facts: &Facts<'a>) -> Option<(usize, &'a Placement)> {
    facts.placement().filter(|(_, home)| home.kind == Some(PlacementKind::FosteringForAdoption))
}

/// The relationship with the prospective adopter is weighed (Leicester, fostering for adoption).
pub(super) fn prospective_adopter_relationship(facts: &Facts<'_>) -> Judgement {
    let Some((index, home)) = fostering_for_adoption(facts) else {
        return Judgement::NotApplicable(why::NOT_FOR_ADOPTION);
    };
    if home.prospective_adopter_relationship.is_recorded() {
        return Judgement::MET;
    }
    let since = Since(home.from.by(facts.day));
    let place = at!["placements", index, "prospective_adopter_relationship"];
    Fault::absent(Cause::AdopterRelationshipNotWeighed { since }, place).into()
}

/// The carers are approved as adopters and as foster carers (Leicester, fostering for adoption).
///
/// Approved adopters who are temporarily approved to foster are approved for both.
pub(super) fn dual_approval(facts: &Facts<'_>) -> Judgement {
    let Some((index, home)) = fostering_for_adoption(facts) else {
        return Judgement::NotApplicable(why::NOT_FOR_ADOPTION);
    };
    let approved = |approval: Approval| home.approved_as.contains(&approval);
    let fosters = approved(Approval::FosterCarer) || approved(Approval::TemporarilyApproved);
    let missing: Vec<Approval> =
        [(fosters, Approval::FosterCarer), (approved(Approval::Adopter), Approval::Adopter)]
            .into_iter()
            .filter(|(there, _)| !there)
            .map(|(_, approval)| approval)
            .collect();
    if missing.is_empty() {
        return Judgement::MET;
    }
    let missing = List(missing);
    let place = at!["placements", index, "approved_as"];
    Fault::absent(Cause::ApprovalsMissing { missing }, place).into()
}

/// While proceedings are open, the carers meet the birth family (Leicester, fostering for
/// adoption).
pub(super) fn carer_met_birth_family(facts: &Facts<'_>) -> Judgement {
    let Some((index, home)) = fostering_for_adoption(facts) else {
        return Judgement::NotApplicable(why::NOT_FOR_ADOPTION);
    };
    let issued = facts.case.care.proceedings.issued.by(facts.day);
    let Some(issued) = issued.filter(|_| facts.in_proceedings()) else {
        return Judgement::NotApplicable("no care proceedings are open");
    };
    if home.met_birth_family.by(facts.day).is_some() || home.not_met_because.is_recorded() {
        return Judgement::MET;
    }
    let place = at!["placements", index, "met_birth_family"];
    Fault::absent(Cause::BirthFamilyNotMet { issued }, place).into()
}

/// Adoption support is assessed before an adoptive placement elsewhere (Leicester, local
/// placement ¶2).
pub(super) fn adoption_support_assessed(facts: &Facts<'_>) -> Judgement {
    let adoptive = facts.placement().filter(|(_, home)| home.kind == Some(PlacementKind::Adoptive));
    let Some((index, home)) = adoptive else {
        return Judgement::NotApplicable("the child is not in an adoptive home");
    };
    match area(facts, home) {
        Area::Own => return Judgement::NotApplicable(why::OWN_AREA),
        Area::Unknown => {
            return Judgement::NotApplicable("it is not recorded whose area the home is in");
        }
        Area::Another => {}
    }
    let key = "adoption_support_assessed";
    let place = at!["placements", index, "out_of_area", key];
    let assessed = home.out_of_area.adoption_support_assessed.by(facts.day);
    match (assessed, home.from.by(facts.day)) {
        (None, from) => {
            let since = Since(from);
            Fault::absent(Cause::AdoptionSupportNotAssessed { since }, place).into()
        }
        (Some(assessed), Some(from)) if assessed > from => {
            let late = Days::between(from, assessed);
            let cause = Cause::AdoptionSupportAssessedLate { assessed, from, late };
            Fault::lapse(cause, place, assessed).into()
        }
        (Some(_), _) => Judgement::MET,
    }
}
