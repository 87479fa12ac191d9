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

use super::Evidence::{
    Adopters, CarersApproval, CarersSupport, HomeReasons, Homes, LegalStatuses, LocalLinks,
    Lodgings, LongTermApproval, Options, OutOfArea, Plan, PrimaryOption, Proceedings,
};
use super::{Element, Rule};

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::with::<local::LocalPlacement>("local-placement", Element::Placement)
        .resting_on(&[OutOfArea, Homes, Plan]),
    Rule::with::<links::LocalLinks>("local-links", Element::Placement).resting_on(&[
        LocalLinks,
        Homes,
        LongTermApproval,
    ]),
    Rule::with::<moves::PlacementStability>("placement-stability", Element::Placement)
        .resting_on(&[Homes]),
    Rule::new("childrens-home-reason", Element::Placement, carers::childrens_home_reason)
        .resting_on(&[HomeReasons, Homes, Options, PrimaryOption, Plan])
        .planning(),
    Rule::new("supported-lodgings", Element::Placement, lodgings::supported_lodgings)
        .resting_on(&[Lodgings, Homes, Plan]),
    Rule::with::<lodgings::SupportedLodgingsMonitored>(
        "supported-lodgings-monitored",
        Element::Placement,
    )
    .resting_on(&[Lodgings, Homes]),
    Rule::with::<adoption::EarlyPermanence>("early-permanence", Element::Placement)
        .resting_on(&[Options, PrimaryOption, Plan, Homes])
        .planning(),
    Rule::new(
        "prospective-adopter-relationship",
        Element::Placement,
        adoption::prospective_adopter_relationship,
    )
    .resting_on(&[Adopters, Homes]),
    Rule::new("dual-approval", Element::Placement, adoption::dual_approval)
        .resting_on(&[CarersApproval, Homes]),
    Rule::new("carer-met-birth-family", Element::Placement, adoption::carer_met_birth_family)
        .resting_on(&[Adopters, Homes, Proceedings]),
    Rule::new("carers-approved", Element::Placement, carers::carers_approved)
        .resting_on(&[CarersApproval, Homes]),
    Rule::new("carer-support", Element::Placement, carers::carer_support)
        .resting_on(&[CarersSupport, Homes])
        .planning(),
    Rule::new("adoption-support-assessed", Element::Placement, adoption::adoption_support_assessed)
        .resting_on(&[OutOfArea, Homes]),
    Rule::new("arrangement-status", Element::Placement, status::arrangement_status)
        .resting_on(&[Homes, LegalStatuses]),
];

mod why {
    pub(super) const NO_HOME: &str = "no placement is in force";
    pub(super) const NO_PLACEMENT: &str = "no dated placement of this period of care is recorded";
    pub(super) const NOT_FOSTERED: &str = "the child is not in a foster, family or friends' home";
    pub(super) const NOT_FOR_ADOPTION: &str = "the child is not in fostering for adoption";
    pub(super) const OWN_AREA: &str = "the home is in the council's own area";
}
