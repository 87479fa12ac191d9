//! The assessment behind the plan.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Happened, Noted};

/// The assessment behind the plan.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Assessment {
    /// The day it was completed.
    pub completed: Happened,
    /// The days it was brought up to date.
    pub updated: Vec<Happened>,
    /// Earlier assessments it draws on.
    pub draws_on: Vec<EarlierAssessment>,
    /// What was considered, each in a few words.
    pub factors: Factors,
}

/// An earlier assessment that this one draws on.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EarlierAssessment {
    /// Which assessment, such as `child-and-family`.
    pub assessment: Noted,
    /// The day it was completed.
    pub completed: Happened,
}

/// What the assessment considered, each in a few words.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Factors {
    /// What the child wants and needs.
    pub wishes_and_needs: Noted,
    /// What the child feels.
    pub feelings: Noted,
    /// The child's safety and wellbeing, weighed beside their views.
    pub safety_and_wellbeing: Noted,
    /// Stability now: few changes.
    pub short_term_stability: Noted,
    /// Stability for good: home, community, culture, identity.
    pub long_term_stability: Noted,
    /// Key family members and other adults: lifelong links.
    pub relationships: Noted,
    /// School, interests and friends.
    pub education_hobbies_friendships: Noted,
    /// What the child wants of a carer, and how that relationship is built.
    pub carer_relationship: Noted,
    /// Whether permanence through adoption is possible.
    pub adoption: Noted,
    /// The move to adult life.
    pub transition_to_adulthood: Noted,
    /// The child's age.
    pub age: Noted,
    /// The size of the family group.
    pub sibling_group: Noted,
    /// The help the child needs.
    pub child_support_needs: Noted,
    /// The help the family needs.
    pub family_support_needs: Noted,
    /// Keeping in touch with parents, siblings, wider family and friends.
    pub family_contact: Noted,
    /// The outcomes hoped for.
    pub outcomes: Noted,
}
