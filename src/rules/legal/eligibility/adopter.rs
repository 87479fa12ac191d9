//! A foster carer who applies to adopt the child.

use schemars::JsonSchema;
use serde::Deserialize;

use super::limb::Candidate;
use super::{Counting, THREE_YEARS, Window};
use crate::case::{ApplicantRelationship, LegalStatus, PermanenceOrder, PlacementKind};
use crate::rules::legal::Cause;
use crate::rules::legal::orders::{Application, applications};
use crate::rules::{Facts, Fault, Judgement, Nth, Parameters, Severity, Weight, within};

/// A foster carer who applies to adopt has had the child at home for three years (Leicester,
/// appendix 1; the Adoption and Children Act 2002, section 42(4), asks for one).
///
/// Not asked where an agency placed the child for adoption, or is authorised to: section 42(2)
/// then asks for ten weeks.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AdopterEligible {
    /// How many days lived with are three years.
    #[schemars(range(min = 1))]
    #[serde(deserialize_with = "within::<1, { u32::MAX }, _>")]
    lived_with_days: u32,
    /// Which of those days count; all when missing.
    window: Option<Window>,
}

impl Default for AdopterEligible {
    fn default() -> Self {
        Self { lived_with_days: THREE_YEARS, window: None }
    }
}

/// True where the child lives for adoption already, or a placement order allows it.
fn is_placed_by_agency(facts: &Facts<'_>, application: &Application<'_>) -> bool {
    let applied = application.applied;
    let for_adoption = facts.placements_on(applied).any(|(_, home)| {
        matches!(home.kind, Some(PlacementKind::Adoptive | PlacementKind::FosteringForAdoption))
    });
    let mut statuses = facts.statuses_on(applied);
    for_adoption || statuses.any(|(_, status)| status == LegalStatus::PlacementOrder)
}

impl AdopterEligible {
    fn fault(
        &self,
        facts: &Facts<'_>,
        application: &Application<'_>,
        index: usize,
        candidate: &Candidate<'_>,
    ) -> Option<Fault> {
        let counting = Counting { days: self.lived_with_days, window: self.window };
        let lived = counting.tally(&candidate.stays);
        if lived.is_enough() {
            return None;
        }
        let (nth, applied) = (Nth(index), application.applied);
        let place = application.pointer().then("applicants").then(index);
        if let Some(leave) = application.detail.court_leave.by(facts.today) {
            let order = application.order;
            let cause = Cause::MayApplyByLeave { nth, order, leave };
            return Some(Fault::wrong(cause, place).weighing_advice());
        }
        let place = place.then("child_lived_with");
        Some(if candidate.stays.is_a_year() {
            let cause = Cause::FosterCarerUnderThreeYears { nth, applied, lived };
            Fault::wrong(cause, place)
        } else {
            let cause = Cause::FosterCarerUnderOneYear { nth, applied, lived };
            Fault::wrong(cause, place).weighing(Weight::Exactly(Severity::Concern))
        })
    }
}

impl Parameters for AdopterEligible {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let mut asked = false;
        let mut faults = Vec::new();
        let adoptions = applications(facts, PermanenceOrder::Adoption);
        for application in adoptions.filter(|application| !is_placed_by_agency(facts, application))
        {
            for (index, detail) in application.detail.applicants.iter().enumerate() {
                let candidate = Candidate::new(facts, application.applied, detail);
                if candidate.is(ApplicantRelationship::FosterCarer) {
                    asked = true;
                    faults.extend(self.fault(facts, &application, index, &candidate));
                }
            }
        }
        if asked {
            Judgement::from_faults(faults)
        } else {
            Judgement::NotApplicable(
                "no foster carer has applied to adopt a child not placed for adoption",
            )
        }
    }
}
