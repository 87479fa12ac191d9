//! Reading a report that was made before: to compare with, or as a baseline.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::v1::{self, Line};
use crate::audit::Baseline;
use crate::rules::Severity;

/// A report that was made before, read again.
#[derive(Debug)]
pub struct PastReport {
    /// The day it is as at.
    pub as_of: NaiveDate,
    /// What was looked at.
    pub scope: v1::Scope,
    /// The strategies that cases were held to.
    pub strategies: Vec<v1::Strategy>,
    /// The requirements that were looked at.
    pub requirements: BTreeSet<String>,
    /// The audits, by case.
    pub audits: BTreeMap<String, v1::Audit<'static>>,
    /// How many documents could not be audited.
    pub unreadable: usize,
}

/// Why a text cannot be read as a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PastReportError {
    /// It is something else.
    #[error("this is not a report of permanence in JSON or NDJSON")]
    NotAReport,
    /// It is a report of another version.
    #[error("this report is of version {0}, which this permanence does not read")]
    OtherVersion(String),
    /// It is one of ours, and broken.
    #[error("this report is broken at line {line}, column {column}")]
    Broken {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// Its last line is missing.
    #[error("this report was cut short: its last line, the summary, is missing")]
    CutShort,
}

impl PastReportError {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotAReport => {
                "give the file that permanence check --format json=FILE or ndjson=FILE wrote"
            }
            Self::OtherVersion(_) => {
                "make the report again with this permanence, or read it with the one that made it"
            }
            Self::Broken { .. } | Self::CutShort => "make the report again",
        }
    }
}

/// Why a report cannot be held against another report, or against a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Incomparable {
    /// No case of the one can be found in the other.
    #[error("only one of the two shows pseudonyms in the place of references")]
    OneRedacted,
    /// The same case has another pseudonym in each.
    #[error("their pseudonyms were made with different keys")]
    OtherKey,
    /// What was known before would be told as new.
    #[error("it leaves out what an earlier baseline held")]
    LeavesOut,
}

impl Incomparable {
    /// What to do about it.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::OneRedacted => {
                "give --redact and the same key for both, or leave it out for both"
            }
            Self::OtherKey => "make the earlier one again, with the key of the later",
            Self::LeavesOut => "name a report that was made without --baseline",
        }
    }

    /// Holds that references shown by these two keys, or as they are, mean the same cases.
    fn check(one: Option<&str>, other: Option<&str>) -> Result<(), Self> {
        match (one, other) {
            _ if one == other => Ok(()),
            (Some(_), Some(_)) => Err(Self::OtherKey),
            _ => Err(Self::OneRedacted),
        }
    }
}

/// What every report says first.
#[derive(Deserialize)]
struct Named {
    schema: String,
}

/// Reads the text of a report, in JSON or NDJSON.
///
/// # Errors
/// When it is no report, one of another version, or broken.
pub fn read_report(text: &str) -> Result<PastReport, PastReportError> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    // A report of lines says what it is in its first; one object only as a whole.
    let named = serde_json::from_str(first).or_else(|_| serde_json::from_str(text));
    let Named { schema } = named.map_err(|_| PastReportError::NotAReport)?;
    match schema.as_str() {
        v1::SCHEMA => whole(decoded(text, 0)?),
        v1::LINES_SCHEMA => of_lines(text),
        other if other.starts_with("permanence-report") => {
            Err(PastReportError::OtherVersion(other.to_owned()))
        }
        _ => Err(PastReportError::NotAReport),
    }
}

/// A typed value. What serde says of a mistake is left out: it repeats the text.
fn decoded<T: DeserializeOwned>(text: &str, lines_before: usize) -> Result<T, PastReportError> {
    serde_json::from_str(text).map_err(|error| PastReportError::Broken {
        line: error.line() + lines_before,
        column: error.column(),
    })
}

fn day(text: &str) -> Result<NaiveDate, PastReportError> {
    text.parse().map_err(|_| PastReportError::Broken { line: 1, column: 1 })
}

fn whole(report: v1::Report) -> Result<PastReport, PastReportError> {
    let requirements = report.summary.by_requirement.into_iter();
    let audits = report.audits.into_iter();
    Ok(PastReport {
        as_of: day(&report.as_of)?,
        scope: report.scope,
        strategies: report.strategies,
        requirements: requirements.map(|figures| figures.requirement).collect(),
        audits: audits.map(|audit| (audit.case_id.to_string(), audit)).collect(),
        unreadable: report.unreadable.len(),
    })
}

fn of_lines(text: &str) -> Result<PastReport, PastReportError> {
    let mut head = None;
    let mut audits: BTreeMap<String, v1::Audit<'static>> = BTreeMap::new();
    let mut ended = None;
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match decoded(line, number)? {
            Line::Header { as_of, scope, .. } => head = Some((day(&as_of)?, scope)),
            Line::Audit(audit) => {
                audits.insert(audit.case_id.to_string(), audit);
            }
            Line::Amendment(amendment) => {
                if let Some(audit) = audits.get_mut(amendment.case_id.as_ref()) {
                    amend(audit, amendment);
                }
            }
            Line::Unreadable(_) => {}
            Line::Summary { strategies, summary, unreadable, .. } => {
                ended = Some((strategies, summary, unreadable));
            }
        }
    }
    let (Some((as_of, scope)), Some((strategies, summary, unreadable))) = (head, ended) else {
        return Err(PastReportError::CutShort);
    };
    let requirements = summary.by_requirement.into_iter();
    Ok(PastReport {
        as_of,
        scope,
        strategies,
        requirements: requirements.map(|figures| figures.requirement).collect(),
        audits,
        unreadable,
    })
}

fn amend(audit: &mut v1::Audit<'static>, amendment: v1::Amendment<'static>) {
    let v1::Amendment { colour, counts, outcomes, .. } = amendment;
    audit.colour = colour;
    audit.counts = counts;
    let amended = |known: &v1::Outcome<'_>| {
        outcomes.iter().any(|outcome| outcome.requirement == known.requirement)
    };
    audit.outcomes.retain(|known| !amended(known));
    audit.outcomes.extend(outcomes);
}

impl v1::Finding<'_> {
    /// How much it weighs.
    pub(super) fn weight(&self) -> Option<Severity> {
        Severity::ALL.into_iter().find(|severity| severity.word() == self.severity)
    }
}

impl PastReport {
    /// The findings of a case that count, with their requirements: what is waived is not among them.
    pub(super) fn findings<'r>(
        audit: &'r v1::Audit<'static>,
    ) -> impl Iterator<Item = (&'r v1::Outcome<'static>, &'r v1::Finding<'static>)> {
        let not_met = audit.outcomes.iter().filter(|outcome| outcome.outcome == "not-met");
        not_met.flat_map(|outcome| outcome.findings.iter().map(move |finding| (outcome, finding)))
    }

    /// The name of the key that its pseudonyms were made with, if it shows any.
    fn key_id(&self) -> Option<&str> {
        self.scope.redacted.then_some(self.scope.key_id.as_deref().unwrap_or_default())
    }

    /// Holds that the references of two reports mean the same cases.
    pub(super) fn check_comparable(&self, other: &Self) -> Result<(), Incomparable> {
        Incomparable::check(self.key_id(), other.key_id())
    }

    /// The report as a baseline, against which only what is new is told, for a run whose
    /// pseudonyms are made with a key of this name, or that shows references as they are.
    ///
    /// # Errors
    /// When its findings would not be known again, or are not all there.
    pub fn baseline(&self, key_id: Option<&str>) -> Result<Baseline, Incomparable> {
        Incomparable::check(self.key_id(), key_id)?;
        if self.scope.baseline.is_some() {
            return Err(Incomparable::LeavesOut);
        }
        let findings = self.audits.values().flat_map(Self::findings);
        let findings = findings.map(|(_, finding)| {
            let weight = finding.weight().unwrap_or(Severity::Advice);
            (finding.fingerprint.clone(), weight)
        });
        Ok(Baseline { as_of: self.as_of, findings: findings.collect() })
    }
}
