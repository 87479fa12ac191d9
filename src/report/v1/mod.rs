//! The published report, version 1: its own types, so that the tool's inner ones can change.

mod due;
mod lines;
mod siblings;
mod trend;

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use due::{DUE_SCHEMA, Deadline, Due, DueGroup, due_schema};
pub use lines::{Amendment, Asides, LINES_SCHEMA, Line, report_line_schema};
pub use siblings::{SiblingEntry, SiblingFile, WaitingWaiver};
pub use trend::{TREND_SCHEMA, Trend, TrendPoint, trend_schema};

/// The name and version of this report.
pub const SCHEMA: &str = "permanence-report/1";

/// A report.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Permanence report, version 1")]
pub struct Report<A = Vec<Audit<'static>>> {
    /// The name and version of this format: `permanence-report/1`.
    #[schemars(extend("const" = "permanence-report/1"))]
    pub schema: String,
    /// What made the report.
    pub tool: Tool,
    /// The day it is as at.
    #[schemars(extend("format" = "date"))]
    pub as_of: String,
    /// What was looked at, when that is not everything.
    pub scope: Scope,
    /// The strategies that cases were held to.
    pub strategies: Vec<Strategy>,
    /// The figures of all cases together.
    pub summary: Summary,
    /// The audit of each case, in order.
    pub audits: A,
    /// The documents that could not be audited.
    pub unreadable: Vec<Unreadable>,
    /// What a reader of the whole report has to know.
    pub notes: Vec<String>,
}

/// What made the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// What was looked at, when that is not everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Scope {
    /// Only these requirements or elements; every one when empty.
    pub select: Vec<String>,
    /// Not these requirements or elements.
    pub ignore: Vec<String>,
    /// Lapses that ended before this day are left out; twelve months before `as_of` when not given.
    pub since: Option<String>,
    /// Whether plans were judged as though the planning day were `as_of`.
    pub as_if_due: bool,
    /// The day of the baseline whose findings are left out, when there is one.
    #[serde(default)]
    pub baseline: Option<String>,
    /// The requirements that weigh otherwise than their strategies say: breach, concern or advice.
    #[serde(default)]
    pub severity: BTreeMap<String, String>,
    /// Whether references are pseudonyms.
    #[serde(default)]
    pub redacted: bool,
    /// A name for the key that the pseudonyms were made with: reports can be compared only when it is the same.
    #[serde(default)]
    pub key_id: Option<String>,
}

/// A strategy that cases were held to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Strategy {
    /// Its name: the first part of its requirements' ids.
    pub name: String,
    /// The document's title.
    pub title: String,
    /// Which version of the document.
    pub version: String,
    /// The first day it applies.
    pub applies_from: Option<String>,
    /// The last day it applies.
    pub applies_to: Option<String>,
}

/// The figures of all cases together.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// How many cases were audited.
    pub cases: usize,
    /// How many are red: an open breach.
    pub red: usize,
    /// How many are amber: an open concern, no breach.
    pub amber: usize,
    /// How many are green.
    pub green: usize,
    /// met / (met + not met) over all requirements of all cases, in whole percent, rounded down; none when nothing was judged.
    pub percent_compliant: Option<u8>,
    /// Each requirement, in the strategies' order.
    pub by_requirement: Vec<RequirementFigures>,
    /// Each team by name, cases without a team last.
    pub by_team: Vec<TeamFigures>,
}

/// One requirement over all cases.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RequirementFigures {
    /// Its id: strategy/requirement.
    pub requirement: String,
    /// How many cases came to each outcome.
    #[serde(flatten)]
    pub counts: Counts,
    /// met / (met + not met), in whole percent, rounded down; none when it was judged on no case.
    pub percent_compliant: Option<u8>,
}

/// One team's cases.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TeamFigures {
    /// The team; none for cases without one.
    pub team: Option<String>,
    /// How many cases.
    pub cases: usize,
    /// How many are red.
    pub red: usize,
    /// How many are amber.
    pub amber: usize,
    /// How many are green.
    pub green: usize,
    /// met / (met + not met) over all requirements of the team's cases, in whole percent, rounded down.
    pub percent_compliant: Option<u8>,
}

/// How many requirements came to each outcome.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Met.
    pub met: usize,
    /// Not met.
    pub not_met: usize,
    /// Not due yet.
    pub not_due: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Waived.
    pub waived: usize,
}

/// The audit of one case.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Audit<'a> {
    /// The council's reference for the child.
    pub case_id: Cow<'a, str>,
    /// Where the case was read.
    pub source: Source<'a>,
    /// The authority that looks after the child.
    pub authority: Option<Cow<'a, str>>,
    /// The team that holds the case.
    pub team: Option<Cow<'a, str>>,
    /// The child's social worker.
    pub social_worker: Option<Cow<'a, str>>,
    /// The reviewing officer.
    #[serde(default)]
    pub reviewing_officer: Option<Cow<'a, str>>,
    /// red, amber or green.
    pub colour: Cow<'a, str>,
    /// The last day the case was open, when it had closed.
    pub closed_on: Option<String>,
    /// Why it closed: left-care, turned-eighteen or order-granted.
    #[serde(default)]
    pub closed_because: Option<Cow<'a, str>>,
    /// The day care starts, when that is still to come and nothing could be judged.
    #[serde(default)]
    pub care_starts: Option<String>,
    /// How many requirements came to each outcome, listed below or not.
    pub counts: Counts,
    /// The outcomes that `--show` lists.
    pub outcomes: Vec<Outcome<'a>>,
    /// What the file says of siblings, in a report that is written line by line: so that
    /// `permanence merge` can compare it with theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub siblings: Option<SiblingFile>,
}

/// Where a case was read.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Source<'a> {
    /// The file, or the name of the stream.
    pub path: Cow<'a, str>,
    /// Which document of it, from 1.
    pub document: usize,
    /// The document's first line, from 1.
    pub line: usize,
}

/// The outcome of one requirement.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Outcome<'a> {
    /// The requirement's id: strategy/requirement.
    pub requirement: Cow<'a, str>,
    /// What it is about.
    pub element: Cow<'a, str>,
    /// met, not-met, not-due, not-applicable or waived.
    pub outcome: Cow<'a, str>,
    /// The day it falls due, or falls due again.
    pub due: Option<String>,
    /// Why it does not apply.
    pub because: Option<String>,
    /// By whom it is waived and until when, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waived: Option<Waived>,
    /// What is missing or wrong.
    pub findings: Vec<Finding<'a>>,
    /// How many findings of it are in the baseline, and so left out above.
    #[serde(default)]
    pub known: usize,
}

/// What waives a requirement.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Waived {
    /// Who agreed to it, by reference.
    pub agreed_by: String,
    /// The last day it holds.
    pub until: String,
    /// Whether it stands in the case file, and not in permanence.toml.
    pub in_case_file: bool,
}

/// One thing that is missing or wrong.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Finding<'a> {
    /// breach, concern or advice.
    pub severity: Cow<'a, str>,
    /// open, or over for a lapse that cannot be put right any more.
    pub lapse: Cow<'a, str>,
    /// The day the lapse ended, when it is over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<String>,
    /// The day by which it had to be put right, when a clock set one and it is still wanting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    /// A stable name for this way of failing.
    pub cause: Cow<'a, str>,
    /// What is wrong, in a sentence with the case's dates.
    pub message: String,
    /// What would put it right.
    pub remedy: String,
    /// The clauses that ask for it, the most telling first.
    pub clauses: Vec<Clause<'a>>,
    /// JSON Pointer of the place in the case file, whether it is there or missing; empty for a waiver in permanence.toml, which has no place there.
    pub pointer: String,
    /// The requirement that a waiver in permanence.toml names, when the finding is about that waiver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver_of: Option<Cow<'a, str>>,
    /// The line of the place, or of the nearest that is there, from 1.
    pub line: Option<usize>,
    /// The column of it, in characters from 1.
    pub column: Option<usize>,
    /// How many characters of that line are of the place.
    #[serde(default)]
    pub width: Option<usize>,
    /// A name for this finding that survives edits elsewhere in the file.
    pub fingerprint: String,
}

/// A clause of a strategy's document.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Clause<'a> {
    /// The strategy.
    pub strategy: Cow<'a, str>,
    /// The clause's id within it.
    pub id: Cow<'a, str>,
    /// Where it stands in the document.
    pub heading: Cow<'a, str>,
    /// What it says, paraphrased.
    pub says: Cow<'a, str>,
}

/// A document that could not be audited.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Unreadable {
    /// The file, or the name of the stream.
    pub path: String,
    /// Which document of it, from 1.
    pub document: usize,
    /// What is wrong with it.
    pub errors: Vec<Error>,
}

/// What is wrong with a document. It never repeats the document's text.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Error {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// JSON Pointer of the place; a key the format does not know is shown as `…`.
    pub pointer: Option<String>,
    /// The line of the place, from 1.
    pub line: Option<usize>,
    /// The column of it, in characters from 1.
    pub column: Option<usize>,
}

/// The JSON Schema (draft 2020-12) of a report.
#[must_use]
pub fn report_schema() -> Schema {
    schema_of::<Report>("report")
}

pub(super) fn schema_of<T: JsonSchema>(name: &str) -> Schema {
    let mut schema =
        SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<T>();
    let id = format!("https://permanence.invalid/schemas/{name}.schema.json");
    schema.insert("$id".into(), json!(id));
    schema
}
