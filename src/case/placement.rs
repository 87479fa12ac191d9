//! Where the child lives.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Approval, Deadline, Happened, Noted, Person, PlacementKind, Reference};

/// A home the child is placed in, from a day to a day, both in; open when `to` is missing.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Placement {
    /// The kind of home.
    pub kind: Option<PlacementKind>,
    /// The first day there.
    pub from: Happened,
    /// The last day there.
    pub to: Deadline,
    /// The carers, by reference.
    pub carers: Vec<Reference>,
    /// What the carers are to the child, when they are family or friends.
    pub carer_relationship: Option<Person>,
    /// What the carers are approved as.
    pub approved_as: Vec<Approval>,
    /// When the home was approved, or matched, as this child's long-term foster home.
    pub long_term_approved: Happened,
    /// The carers' ongoing help, and help in a crisis.
    pub support: Noted,
    /// True for a bridge to going home.
    pub bridging: Option<bool>,
    /// True for a respite stay.
    pub respite: Option<bool>,
    /// The council area the home is in; another than the case's is out of area.
    pub authority: Option<Reference>,
    /// True when the home is in the council's area but away from the child's own community.
    pub away_from_community: Option<bool>,
    /// What was weighed before a home out of area, or away from the community, was chosen.
    pub out_of_area: OutOfArea,
    /// How the child keeps access to friends, family and community.
    pub access_to_local_links: Noted,
    /// Why this kind of home (children's homes).
    pub reason: Noted,
    /// When supported lodgings were assessed as suitable.
    pub suitability_assessed: Happened,
    /// Monitoring visits to supported lodgings.
    pub monitored: Vec<Happened>,
    /// Fostering for adoption: how the child's relationship with the prospective adopter was weighed.
    pub prospective_adopter_relationship: Noted,
    /// Fostering for adoption: when the carers met the birth family.
    pub met_birth_family: Happened,
    /// Why the carers have not met the birth family.
    pub not_met_because: Noted,
}

/// What was weighed before a home out of area, or away from the community, was chosen.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OutOfArea {
    /// The child's needs that the nearer homes could not meet.
    pub reason: Noted,
    /// Where the permanence plan deals with it.
    pub in_plan: Noted,
    /// Whether a nearer home was available.
    pub availability: Noted,
    /// Whether a nearer home was suitable.
    pub suitability: Noted,
    /// What a nearer home would have cost.
    pub cost: Noted,
    /// The help there that would support the placement.
    pub local_resources: Noted,
    /// What that help would cost.
    pub local_resources_cost: Noted,
    /// When the need for adoption support there was assessed.
    pub adoption_support_assessed: Happened,
}
