//! The published trend.

use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::{RequirementFigures, Scope, Strategy, Tool, Unreadable, schema_of};

/// The name and version of it.
pub const TREND_SCHEMA: &str = "permanence-trend/1";

/// How cases stood at the end of each month or week.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Permanence trend, version 1")]
pub struct Trend {
    /// The name and version of this format: `permanence-trend/1`.
    #[schemars(extend("const" = "permanence-trend/1"))]
    pub schema: String,
    /// What made it.
    pub tool: Tool,
    /// What the days are the ends of: month or week.
    pub every: String,
    /// What was looked at, when that is not everything.
    pub scope: Scope,
    /// The strategies that cases were held to.
    pub strategies: Vec<Strategy>,
    /// Each day, in order; the last may lie within its month or week.
    pub points: Vec<TrendPoint>,
    /// The documents that could not be audited, which no figure covers.
    pub unreadable: Vec<Unreadable>,
    /// What a reader has to know.
    pub notes: Vec<String>,
}

/// How the cases stood that were in care on a day.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TrendPoint {
    /// The day.
    #[schemars(extend("format" = "date"))]
    pub day: String,
    /// How many cases were in care.
    pub cases: usize,
    /// How many cases had closed; no other figure covers them.
    pub closed: usize,
    /// How many cases care had not started for; no other figure covers them.
    pub before_care: usize,
    /// How many are red: an open breach.
    pub red: usize,
    /// How many are amber: an open concern, no breach.
    pub amber: usize,
    /// How many are green.
    pub green: usize,
    /// met / (met + not met) over all requirements of these cases, in whole percent, rounded down; none when nothing was judged.
    pub percent_compliant: Option<u8>,
    /// Each requirement, in the strategies' order.
    pub by_requirement: Vec<RequirementFigures>,
}

/// The JSON Schema (draft 2020-12) of it.
#[must_use]
pub fn trend_schema() -> Schema {
    schema_of::<Trend>("trend")
}
