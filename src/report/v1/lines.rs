//! The published report line by line.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Audit, Counts, Outcome, Scope, Strategy, Summary, Tool, Unreadable, schema_of};

/// The name and version of this report.
pub const LINES_SCHEMA: &str = "permanence-report-lines/1";

/// A line of a report that is written as cases are audited.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "line", rename_all = "kebab-case")]
#[schemars(title = "Line of a permanence report, version 1")]
pub enum Line<'a> {
    /// The first line.
    Header {
        /// The name and version of this format: `permanence-report-lines/1`.
        #[schemars(extend("const" = "permanence-report-lines/1"))]
        schema: String,
        /// What made the report.
        tool: Tool,
        /// The day it is as at.
        #[schemars(extend("format" = "date"))]
        as_of: String,
        /// What was looked at, when that is not everything.
        scope: Scope,
        /// Which outcomes are listed: not-met, due or all.
        #[serde(default)]
        show: String,
    },
    /// The audit of a case, in the order of the files.
    Audit(Audit<'a>),
    /// A document that could not be audited.
    Unreadable(Unreadable),
    /// What only all the files together could show of a case told above.
    Amendment(Amendment<'a>),
    /// The last line; a report without it was cut short.
    Summary {
        /// The strategies that cases were held to.
        strategies: Vec<Strategy>,
        /// The figures of all cases together, amendments included.
        summary: Summary,
        /// How many documents could not be audited.
        unreadable: usize,
        /// What a reader of the whole report has to know.
        notes: Vec<String>,
        /// What the notes are made of, so that those of a larger run can be.
        #[serde(default)]
        asides: Asides,
    },
}

/// What is to be noted of a run, beside its figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Asides {
    /// How many requirements were not asked, because the cases' source cannot show what they rest
    /// on: sentences.
    pub not_shown: Vec<String>,
    /// What the settings left out or weighed otherwise, and the like: sentences.
    pub settings: Vec<String>,
    /// The cases that have waivers in permanence.toml and were not audited.
    pub waivers_of_none: Vec<String>,
    /// The authorities with strategies in permanence.toml, when no case was of one of them.
    pub authorities_of_none: Vec<String>,
    /// How many files in folders were passed over because of their names.
    pub passed_over: usize,
    /// What could not be mapped of an extract, and the like: sentences.
    pub extract: Vec<String>,
}

/// Outcomes that take the place of those of the same requirements in the audit of a case.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Amendment<'a> {
    /// The council's reference for the child.
    pub case_id: Cow<'a, str>,
    /// red, amber or green, with these outcomes.
    pub colour: Cow<'a, str>,
    /// How many requirements came to each outcome, with these.
    pub counts: Counts,
    /// The outcomes that `--show` lists.
    pub outcomes: Vec<Outcome<'a>>,
}

/// The JSON Schema (draft 2020-12) of a line of a report.
#[must_use]
pub fn report_line_schema() -> Schema {
    let mut schema = schema_of::<Line>("report-line");
    let kinds = schema.get_mut("oneOf").and_then(Value::as_array_mut).into_iter().flatten();
    for tag in kinds.filter_map(|kind| kind.pointer_mut("/properties/line")?.as_object_mut()) {
        tag.insert("description".to_owned(), json!("Which kind of line this is."));
    }
    schema
}
