//! Child in Care (looked-after child) reviews.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Happened, Noted, Participation, PermanenceOption};

/// A Child in Care (looked-after child) review.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Review {
    /// The day it was held.
    pub date: Happened,
    /// True when it was called off; a cancelled review is not a review.
    pub cancelled: Option<bool>,
    /// How the child took part.
    pub participation: Option<Participation>,
    /// Whether the child was consulted.
    pub child_consulted: Option<bool>,
    /// Whether the parents were consulted.
    pub parents_consulted: Option<bool>,
    /// Why the parents were not consulted.
    pub parents_not_consulted_because: Noted,
    /// Whether the permanence plan was considered.
    pub plan_considered: Option<bool>,
    /// Whether the officer is satisfied that child and parents were consulted and helped to make the plan.
    pub officer_satisfied: Option<bool>,
    /// The officer's comment on the plan, or that there was none to make.
    pub officer_comment: Noted,
    /// The options that were considered.
    pub options_considered: Vec<PermanenceOption>,
    /// Why the child still needs to be looked after.
    pub care_still_needed: Noted,
}
