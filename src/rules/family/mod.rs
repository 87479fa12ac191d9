//! Family first.

mod first;
mod relatives;
mod return_home;
mod text;

use super::Evidence::{Entry, Family, Options, Plan, PrimaryOption};
use super::{Element, Rule};

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::new("return-home-considered", Element::Family, first::return_home_considered)
        .resting_on(&[Options, PrimaryOption, Plan])
        .planning(),
    Rule::new("family-and-friends-first", Element::Family, first::family_and_friends_first)
        .resting_on(&[Options, PrimaryOption, Plan])
        .planning(),
    Rule::with::<relatives::RelativesConsulted>("relatives-consulted", Element::Family)
        .resting_on(&[Family, PrimaryOption, Plan])
        .planning(),
    Rule::with::<relatives::FamilyGroupConference>("family-group-conference", Element::Family)
        .resting_on(&[Family, Options, PrimaryOption, Plan, Entry])
        .planning(),
    Rule::new("family-plan", Element::Family, relatives::family_plan).resting_on(&[Family]),
    Rule::new("return-home-expectations", Element::Family, return_home::return_home_expectations)
        .resting_on(&[Options, PrimaryOption, Plan])
        .planning(),
    Rule::new("return-home-family-ties", Element::Family, return_home::return_home_family_ties)
        .resting_on(&[Options, PrimaryOption, Plan])
        .planning(),
    Rule::new("the-harbour", Element::Family, return_home::the_harbour)
        .resting_on(&[Options, PrimaryOption, Plan])
        .planning(),
    Rule::new("return-home-safe", Element::Family, return_home::return_home_safe)
        .resting_on(&[Options, PrimaryOption, Plan])
        .planning(),
    Rule::new("return-home-supported", Element::Family, return_home::return_home_supported)
        .resting_on(&[Options, PrimaryOption, Plan])
        .planning(),
];

mod why {
    pub(super) const NOT_RETURNING: &str = "return home is not an option of the plan";
    pub(super) const NOT_PRIMARY: &str = "return home is not the primary option";
}
