//! The child's wishes and feelings.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{GatheredBy, GatheringMethod, Happened, Noted, Person};

/// What the child wishes and feels, as gathered once.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WishesEntry {
    /// The day it was gathered.
    pub recorded: Happened,
    /// Who gathered it.
    pub gathered_by: Option<GatheredBy>,
    /// How it was gathered.
    pub method: Option<GatheringMethod>,
    /// What the child said or showed.
    pub views: Noted,
    /// How the plan reflects it, or why it cannot.
    pub how_reflected: Noted,
    /// People with whom the child asks to have no direct contact.
    pub no_direct_contact_with: Vec<Person>,
    /// How that wish was weighed.
    pub weight_given: Noted,
}
