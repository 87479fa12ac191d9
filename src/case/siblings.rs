//! The child's brothers and sisters.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Happened, Noted, Person, Reference, SiblingDecision};

/// A brother or sister.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Sibling {
    /// A reference within this file.
    #[serde(rename = "ref")]
    pub reference: Option<Person>,
    /// The sibling's own case, when this council looks after them too.
    pub case_id: Option<Reference>,
    /// What they are to the child.
    pub relationship: Option<Person>,
    /// Whether they are looked after.
    pub looked_after: Option<bool>,
    /// Whether they live with the child.
    pub lives_with_child: Option<bool>,
    /// Whether the two are to live together.
    pub decision: Option<SiblingDecision>,
    /// The day that was decided.
    pub decided: Happened,
    /// Why.
    pub reasons: Noted,
    /// What was tried to keep them together.
    pub steps_taken: Noted,
    /// The assessment behind the decision.
    pub assessment: SiblingAssessment,
    /// The day the child was helped to understand why they live apart.
    pub explained_to_child: Happened,
    /// Why they are not in touch: unsafe, or against a child's wishes.
    pub no_contact_because: Noted,
}

/// The assessment behind a decision about siblings.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SiblingAssessment {
    /// The day it was completed.
    pub completed: Happened,
    /// Each child's needs.
    pub needs: Noted,
    /// What living together could mean for each.
    pub if_together: Noted,
    /// What living apart could mean for each.
    pub if_apart: Noted,
}
