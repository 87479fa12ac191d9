//! The published deadlines.

use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::{Scope, Strategy, Tool, Unreadable, schema_of};

/// The name and version of these.
pub const DUE_SCHEMA: &str = "permanence-due/1";

/// What falls due, and what is overdue.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Permanence deadlines, version 1")]
pub struct Due {
    /// The name and version of this format: `permanence-due/1`.
    #[schemars(extend("const" = "permanence-due/1"))]
    pub schema: String,
    /// What made it.
    pub tool: Tool,
    /// The day it is as at.
    #[schemars(extend("format" = "date"))]
    pub as_of: String,
    /// The last day that was looked at; every day when not given.
    pub until: Option<String>,
    /// Whether what is overdue is listed too.
    pub overdue: bool,
    /// What was looked at, when that is not everything.
    pub scope: Scope,
    /// The strategies that cases were held to.
    pub strategies: Vec<Strategy>,
    /// How many cases were audited.
    pub cases: usize,
    /// Whose deadlines stand together: team or worker; none when they are not grouped.
    pub grouped_by: Option<String>,
    /// How many deadlines each team or worker has, those without a name last; empty when they are not grouped.
    pub groups: Vec<DueGroup>,
    /// Every deadline: by group when they are grouped, then by day, by case, and in the strategies' order.
    pub deadlines: Vec<Deadline>,
    /// The documents that could not be audited, whose deadlines are missing here.
    pub unreadable: Vec<Unreadable>,
    /// What a reader has to know.
    pub notes: Vec<String>,
}

/// The deadlines of one team or worker.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DueGroup {
    /// The team or worker; none for cases that name none.
    pub name: Option<String>,
    /// How many deadlines.
    pub deadlines: usize,
    /// How many of them are overdue.
    pub overdue: usize,
}

/// The day by which a case is to meet a requirement, or was to.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Deadline {
    /// The day.
    #[schemars(extend("format" = "date"))]
    pub due: String,
    /// How many days are left as at `as_of`; below nothing when it is overdue.
    pub days_left: i64,
    /// overdue, today or ahead.
    pub state: String,
    /// The requirement's id: strategy/requirement.
    pub requirement: String,
    /// A few words for it.
    pub title: Option<String>,
    /// What it is about.
    pub element: String,
    /// The council's reference for the child.
    pub case_id: String,
    /// The team that holds the case.
    pub team: Option<String>,
    /// The child's social worker.
    pub social_worker: Option<String>,
}

/// The JSON Schema (draft 2020-12) of these.
#[must_use]
pub fn due_schema() -> Schema {
    schema_of::<Due>("due")
}
