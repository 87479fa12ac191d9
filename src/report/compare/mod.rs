//! Two reports: what is new, what was put right, what is still there.

mod markdown;
mod published;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use chrono::NaiveDate;

use super::format::{Named, UnknownFormat, by_name};
use super::past::{Incomparable, PastReport};
use super::v1;
use crate::rules::Severity;

pub use published::comparison_schema;

/// A format of comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparisonFormat {
    /// For people: figures, then what is new and what was put right.
    Table,
    /// For a comment or a ticket.
    Markdown,
    /// For machines: one versioned object.
    Json,
}

impl Named for ComparisonFormat {
    const ALL: &'static [Self] = &[Self::Table, Self::Markdown, Self::Json];

    fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Markdown => "markdown",
            Self::Json => "json",
        }
    }
}

impl FromStr for ComparisonFormat {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        by_name(word)
    }
}

/// How a finding changed from one report to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is in the new report alone, or weighs more than in the old one.
    New,
    /// It is in both.
    StillThere,
    /// It is in the old report alone, and the new one looked for it; or it was open and is over.
    PutRight,
    /// It is in the old report alone, and that does not mean that it was put right.
    NotComparable(Why),
}

/// Why a finding that is gone cannot be said to have been put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The case is not in the new report.
    CaseNotThere,
    /// The case has closed.
    CaseClosed,
    /// The requirement was not looked at in the new report.
    NotAsked,
    /// It is waived.
    Waived,
    /// It was a lapse that was over, and is no longer told.
    NoLongerTold,
    /// The new report leaves it out, as known from a baseline.
    Known,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CaseNotThere => "the case is not in the new report",
            Self::CaseClosed => "the case has closed",
            Self::NotAsked => "the new report did not look at it",
            Self::Waived => "it is waived",
            Self::NoLongerTold => "it was over, and is no longer told",
            Self::Known => "the new report leaves out what its baseline knows",
        })
    }
}

/// A finding of either report, and how it changed.
#[derive(Debug)]
pub struct Changed<'r> {
    /// How it changed.
    pub change: Change,
    /// The case: as the new report has it when it is there.
    pub audit: &'r v1::Audit<'static>,
    /// The requirement: strategy/requirement.
    pub requirement: &'r str,
    /// The finding: as the new report has it when it is there.
    pub finding: &'r v1::Finding<'static>,
    /// How the old report had it, when it is in both.
    pub before: Option<&'r v1::Finding<'static>>,
}

impl Changed<'_> {
    /// `breach`, or `past concern` for a lapse that is over.
    fn weight(&self) -> String {
        let past = if self.finding.lapse == "over" { "past " } else { "" };
        format!("{past}{}", self.finding.severity)
    }
}

/// Writes a title and a line for each change, or nothing when there is none.
fn write_list<'c, 'r: 'c>(
    title: &str,
    changes: impl Iterator<Item = &'c Changed<'r>>,
    line: impl Fn(&Changed<'_>) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut changes = changes.peekable();
    if changes.peek().is_some() {
        writeln!(out, "\n{title}")?;
    }
    for changed in changes {
        writeln!(out, "{}", line(changed))?;
    }
    Ok(())
}

/// Two reports, compared by the fingerprints of their findings.
#[derive(Debug)]
pub struct Comparison<'r> {
    /// The earlier report.
    pub old: &'r PastReport,
    /// The later one.
    pub new: &'r PastReport,
    /// Every finding of either, by case, requirement and place.
    pub changes: Vec<Changed<'r>>,
    /// What a reader has to know.
    pub notes: Vec<String>,
}

/// Compares two reports.
///
/// # Errors
/// When a reference does not mean the same case in both.
pub fn compare<'r>(
    old: &'r PastReport,
    new: &'r PastReport,
) -> Result<Comparison<'r>, Incomparable> {
    old.check_comparable(new)?;
    let before = by_fingerprint(old);
    let now = by_fingerprint(new);
    let there = now.iter().map(|(fingerprint, found)| {
        let before = before.get(fingerprint).map(|found| found.finding);
        let change = match before {
            None => Change::New,
            // What weighs more than it did is not what was known.
            Some(before) if found.finding.weight() > before.weight() => Change::New,
            // What was open and is over was put right, late.
            Some(before) if before.lapse == "open" && found.finding.lapse == "over" => {
                Change::PutRight
            }
            Some(_) => Change::StillThere,
        };
        found.changed(change, before)
    });
    let gone = before.iter().filter(|(fingerprint, _)| !now.contains_key(*fingerprint));
    let mut changes: Vec<Changed<'r>> =
        there.chain(gone.map(|(_, found)| found.changed(gone_why(found, new), None))).collect();
    changes.sort_by_key(|changed| {
        let Changed { audit, requirement, finding, .. } = changed;
        (audit.case_id.as_ref(), *requirement, &finding.pointer, &finding.fingerprint)
    });
    Ok(Comparison { old, new, changes, notes: notes(old, new) })
}

/// A finding in a report.
#[derive(Clone, Copy)]
struct Found<'r> {
    audit: &'r v1::Audit<'static>,
    outcome: &'r v1::Outcome<'static>,
    finding: &'r v1::Finding<'static>,
}

impl<'r> Found<'r> {
    fn changed(&self, change: Change, before: Option<&'r v1::Finding<'static>>) -> Changed<'r> {
        let Self { audit, outcome, finding } = *self;
        Changed { change, audit, requirement: &outcome.requirement, finding, before }
    }
}

fn by_fingerprint(report: &PastReport) -> BTreeMap<&str, Found<'_>> {
    let audits = report.audits.values();
    audits
        .flat_map(|audit| {
            PastReport::findings(audit).map(move |(outcome, finding)| Found {
                audit,
                outcome,
                finding,
            })
        })
        .map(|found| (found.finding.fingerprint.as_str(), found))
        .collect()
}

/// What became of a finding that the new report does not have.
fn gone_why(found: &Found<'_>, new: &PastReport) -> Change {
    let Some(audit) = new.audits.get(found.audit.case_id.as_ref()) else {
        return Change::NotComparable(Why::CaseNotThere);
    };
    if !new.requirements.contains(found.outcome.requirement.as_ref()) {
        return Change::NotComparable(Why::NotAsked);
    }
    let mut outcomes = audit.outcomes.iter();
    let outcome = outcomes.find(|outcome| outcome.requirement == found.outcome.requirement);
    let is = |word: &str| outcome.is_some_and(|outcome| outcome.outcome == word);
    if is("waived") {
        Change::NotComparable(Why::Waived)
    } else if found.finding.lapse == "over" {
        Change::NotComparable(Why::NoLongerTold)
    } else if outcome.is_some_and(|outcome| outcome.known > 0) {
        Change::NotComparable(Why::Known)
    } else if audit.closed_on.is_some() && !is("met") {
        Change::NotComparable(Why::CaseClosed)
    } else {
        Change::PutRight
    }
}

fn notes(old: &PastReport, new: &PastReport) -> Vec<String> {
    let mut notes = Vec::new();
    if new.as_of < old.as_of {
        notes.push(format!(
            "The new report is as at {}, before the old one ({}): were they named in the wrong order?",
            new.as_of, old.as_of
        ));
    }
    let versions = |report: &PastReport| -> BTreeSet<(String, String)> {
        let all = report.strategies.iter();
        all.map(|strategy| (strategy.name.clone(), strategy.version.clone())).collect()
    };
    if versions(old) != versions(new) {
        notes.push(
            "The reports hold cases to other strategies, or other versions of them: what is new may be newly asked."
                .to_owned(),
        );
    }
    if old.scope.baseline.is_some() {
        notes.push(
            "The old report leaves out what its baseline held: what is new may have been known before."
                .to_owned(),
        );
    }
    if old.unreadable > 0 {
        notes.push(
            "The old report is incomplete: what is new may be in files that could not be read then."
                .to_owned(),
        );
    }
    if new.unreadable > 0 {
        notes.push(
            "The new report is incomplete: some files could not be read, and findings in them are not here."
                .to_owned(),
        );
    }
    notes
}

impl Comparison<'_> {
    /// The findings that changed in a way.
    pub fn of(&self, change: Change) -> impl Iterator<Item = &Changed<'_>> {
        self.changes.iter().filter(move |changed| changed.change == change)
    }

    /// How many findings changed in a way.
    #[must_use]
    pub fn count(&self, change: Change) -> usize {
        self.of(change).count()
    }

    /// The findings that are gone, without having been put right.
    pub fn not_comparable(&self) -> impl Iterator<Item = (&Changed<'_>, Why)> {
        self.changes.iter().filter_map(|changed| match changed.change {
            Change::NotComparable(why) => Some((changed, why)),
            _ => None,
        })
    }

    /// The heaviest finding that is new.
    #[must_use]
    pub fn worst_new(&self) -> Option<Severity> {
        self.of(Change::New).filter_map(|changed| changed.finding.weight()).max()
    }

    /// The days of the two reports, the earlier first.
    fn days(&self) -> (NaiveDate, NaiveDate) {
        (self.old.as_of, self.new.as_of)
    }
}

/// Writes a comparison.
///
/// # Errors
/// When it cannot be written.
pub fn write_comparison(
    comparison: &Comparison<'_>,
    format: ComparisonFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        ComparisonFormat::Table => table::write(comparison, out),
        ComparisonFormat::Markdown => markdown::write(comparison, out),
        ComparisonFormat::Json => published::write(comparison, out),
    }
}
