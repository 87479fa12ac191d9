//! Family first.

mod first;
mod relatives;
mod return_home;
mod text;

use super::Element::Family;
use super::Rule;

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::new("return-home-considered", Family, first::return_home_considered).planning(),
    Rule::new("family-and-friends-first", Family, first::family_and_friends_first).planning(),
    Rule::with::<relatives::RelativesConsulted>("relatives-consulted", Family).planning(),
    Rule::with::<relatives::FamilyGroupConference>("family-group-conference", Family).planning(),
    Rule::new("family-plan", Family, relatives::family_plan),
    Rule::new("return-home-expectations", Family, return_home::return_home_expectations).planning(),
    Rule::new("return-home-family-ties", Family, return_home::return_home_family_ties).planning(),
    Rule::new("the-harbour", Family, return_home::the_harbour).planning(),
    Rule::new("return-home-safe", Family, return_home::return_home_safe).planning(),
    Rule::new("return-home-supported", Family, return_home::return_home_supported).planning(),
];

mod why {
    pub(super) const NOT_RETURNING: &str = "return home is not an option of the plan";
    pub(super) const NOT_PRIMARY: &str = "return home is not the primary option";
}
