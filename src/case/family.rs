//! The search for family and other adults who could help or care.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Happened, Noted, Person};

/// The search for family and other adults who could help or care.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FamilyFinding {
    /// Why no family can be reached, or safely asked.
    pub unreachable: Unreachable,
    /// When the family was told how to disagree and to complain.
    pub told_how_to_complain: Happened,
    /// Family members and other supportive adults.
    pub relatives: Vec<Relative>,
    /// The family group conference.
    pub family_group_conference: FamilyGroupConference,
}

/// Why no family can be reached, or safely asked.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Unreachable {
    /// Why.
    pub reason: Noted,
    /// The day that was last checked.
    pub checked: Happened,
}

/// A family member or other supportive adult.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Relative {
    /// What they are to the child.
    pub relationship: Option<Person>,
    /// More exactly, such as `maternal-aunt`; for readers.
    pub detail: Noted,
    /// The day they were found.
    pub located: Happened,
    /// The day they were consulted.
    pub consulted: Happened,
    /// Why they were not consulted.
    pub not_consulted_because: Noted,
    /// What came of it; for readers.
    pub outcome: Noted,
}

/// The family group conference.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FamilyGroupConference {
    /// The day it was offered.
    pub offered: Happened,
    /// The day it was held.
    pub held: Happened,
    /// Why it was not held.
    pub not_held_because: Noted,
    /// The family's own plan.
    pub family_plan: Noted,
}
