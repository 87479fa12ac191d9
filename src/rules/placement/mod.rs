//! Where the child lives.

mod adoption;
mod carers;
mod coverage;
mod links;
mod local;
mod lodgings;
mod moves;
mod outside;
mod runs;
mod status;
mod text;

use super::Element::Placement;
use super::Rule;

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::with::<local::LocalPlacement>("local-placement", Placement),
    Rule::with::<links::LocalLinks>("local-links", Placement),
    Rule::with::<moves::PlacementStability>("placement-stability", Placement),
    Rule::new("childrens-home-reason", Placement, carers::childrens_home_reason).planning(),
    Rule::new("supported-lodgings", Placement, lodgings::supported_lodgings),
    Rule::with::<lodgings::SupportedLodgingsMonitored>("supported-lodgings-monitored", Placement),
    Rule::with::<adoption::EarlyPermanence>("early-permanence", Placement).planning(),
    Rule::new(
        "prospective-adopter-relationship",
        Placement,
        adoption::prospective_adopter_relationship,
    ),
    Rule::new("dual-approval", Placement, adoption::dual_approval),
    Rule::new("carer-met-birth-family", Placement, adoption::carer_met_birth_family),
    Rule::new("carers-approved", Placement, carers::carers_approved),
    Rule::new("carer-support", Placement, carers::carer_support).planning(),
    Rule::new("adoption-support-assessed", Placement, adoption::adoption_support_assessed),
    Rule::new("arrangement-status", Placement, status::arrangement_status),
];

mod why {
    pub(super) const NO_HOME: &str = "no placement is in force";
    pub(super) const NO_PLACEMENT: &str = "no dated placement of this period of care is recorded";
    pub(super) const NOT_FOSTERED: &str = "the child is not in a foster, family or friends' home";
    pub(super) const NOT_FOR_ADOPTION: &str = "the child is not in fostering for adoption";
    pub(super) const OWN_AREA: &str = "the home is in the council's own area";
}
