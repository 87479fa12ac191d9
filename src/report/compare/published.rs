//! A comparison as one JSON object (`permanence-comparison/1`).

use std::io::{self, Write};

use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::{Change, Changed};
use crate::report::publish;
use crate::report::safe::escaped;
use crate::report::v1::{self, schema_of};

/// The name and version of this format.
const SCHEMA: &str = "permanence-comparison/1";

/// Two reports, compared.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "Comparison of two permanence reports, version 1")]
struct Comparison {
    /// The name and version of this format: `permanence-comparison/1`.
    #[schemars(extend("const" = "permanence-comparison/1"))]
    schema: String,
    /// What made the comparison.
    tool: v1::Tool,
    /// The earlier report.
    old: Side,
    /// The later report.
    new: Side,
    /// How many findings changed in each way.
    counts: Counts,
    /// Every finding of either report, by case, requirement and place.
    findings: Vec<Finding>,
    /// What a reader has to know.
    notes: Vec<String>,
}

/// One of the two reports.
#[derive(Debug, Serialize, JsonSchema)]
struct Side {
    /// The day it is as at.
    #[schemars(extend("format" = "date"))]
    as_of: String,
    /// How many cases it audits.
    cases: usize,
    /// How many documents it could not audit.
    unreadable: usize,
}

/// How many findings changed in each way.
#[derive(Debug, Serialize, JsonSchema)]
struct Counts {
    /// In the new report alone.
    new: usize,
    /// In the old report alone, and looked for in the new one; or open in the old and over in the new.
    put_right: usize,
    /// In both.
    still_there: usize,
    /// In the old report alone, and not known to be put right.
    gone: usize,
}

/// A finding of either report.
#[derive(Debug, Serialize, JsonSchema)]
struct Finding {
    /// new, put-right, still-there or gone.
    change: String,
    /// Why a finding that is gone is not known to be put right.
    because: Option<String>,
    /// The council's reference for the child.
    case_id: String,
    /// The team that holds the case.
    team: Option<String>,
    /// The requirement's id: strategy/requirement.
    requirement: String,
    /// breach, concern or advice.
    severity: String,
    /// How the old report weighed it, when it is in both.
    severity_before: Option<String>,
    /// open, or over for a lapse that cannot be put right any more.
    lapse: String,
    /// A stable name for this way of failing.
    cause: String,
    /// What is wrong, in a sentence with the case's dates.
    message: String,
    /// What would put it right.
    remedy: String,
    /// JSON Pointer of the place.
    pointer: String,
    /// A name for this finding, the same in both reports.
    fingerprint: String,
}

/// Writes the comparison.
pub(super) fn write(comparison: &super::Comparison<'_>, out: &mut dyn Write) -> io::Result<()> {
    let side = |report: &super::PastReport| Side {
        as_of: report.as_of.to_string(),
        cases: report.audits.len(),
        unreadable: report.unreadable,
    };
    let published = Comparison {
        schema: SCHEMA.to_owned(),
        tool: publish::tool(),
        old: side(comparison.old),
        new: side(comparison.new),
        counts: Counts {
            new: comparison.count(Change::New),
            put_right: comparison.count(Change::PutRight),
            still_there: comparison.count(Change::StillThere),
            gone: comparison.not_comparable().count(),
        },
        findings: comparison.changes.iter().map(finding).collect(),
        notes: comparison.notes.clone(),
    };
    let text = serde_json::to_string_pretty(&published)?;
    writeln!(out, "{}", escaped(&text))
}

fn finding(changed: &Changed<'_>) -> Finding {
    let v1::Finding { severity, lapse, cause, message, remedy, pointer, fingerprint, .. } =
        changed.finding.clone();
    let (change, because) = match changed.change {
        Change::New => ("new", None),
        Change::PutRight => ("put-right", None),
        Change::StillThere => ("still-there", None),
        Change::NotComparable(why) => ("gone", Some(why.to_string())),
    };
    Finding {
        change: change.to_owned(),
        because,
        case_id: changed.audit.case_id.to_string(),
        team: changed.audit.team.as_deref().map(str::to_owned),
        requirement: changed.requirement.to_owned(),
        severity: severity.into_owned(),
        severity_before: changed.before.map(|before| before.severity.to_string()),
        lapse: lapse.into_owned(),
        cause: cause.into_owned(),
        message,
        remedy,
        pointer,
        fingerprint,
    }
}

/// The JSON Schema (draft 2020-12) of a comparison.
#[must_use]
pub fn comparison_schema() -> Schema {
    schema_of::<Comparison>("comparison")
}
