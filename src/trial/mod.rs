//! Trials: example cases held to a strategy, and to what is expected of each.
//!
//! A folder holds the cases, and a table (`expect.yaml`) that says what is to come of each as at a
//! day. A trial audits them together, as a caseload is audited, and tells every difference. The
//! built-in strategies are tried in the same way as a council's own.

mod file;
mod judge;
mod plan;
mod read;
mod schema;
mod table;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::audit::{Colour, Status, Unreadable};
use crate::rules::Severity;
use crate::strategy::Strategy;

pub use read::run_trial;
pub use schema::expect_schema;

/// The name of the table in a folder of example cases.
pub const EXPECT: &str = "expect.yaml";

/// What came of a folder of example cases.
#[derive(Debug)]
pub struct Trial {
    /// The path of the table.
    pub path: String,
    /// The strategies the cases were held to.
    pub strategies: Vec<Arc<Strategy>>,
    /// The cases, in the order of their files; one that is audited as at several days is there for
    /// each.
    pub tried: Vec<Tried>,
    /// The documents that could not be audited.
    pub unreadable: Vec<Unreadable>,
    /// Every file that was read but the table.
    pub(crate) files: Vec<PathBuf>,
}

/// How many cases there are, and how many are as expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Cases that were tried.
    pub cases: usize,
    /// Those that are as expected on each of their days.
    pub as_expected: usize,
}

/// One case as at one day.
#[derive(Debug)]
pub struct Tried {
    /// Its file, or its case id, as the table names it.
    pub name: String,
    /// Its place among the cases that the table names.
    pub(crate) case: usize,
    /// The day.
    pub as_of: NaiveDate,
    /// What was looked at, in the order of the table; what nobody expected comes last.
    pub checks: Vec<Check>,
}

/// Something that was expected of a case.
#[derive(Debug)]
pub struct Check {
    /// What it is about.
    pub about: About,
    /// The line of the table that expects it.
    pub line: usize,
    /// What was expected, when it did not come.
    pub difference: Option<Difference>,
}

/// What an expectation is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A requirement, by its id for reports.
    Requirement(String),
    /// The case's colour.
    Colour,
    /// That no other requirement comes to an outcome.
    NothingElse,
}

/// What was expected, and what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What was expected.
    pub expected: Wanted,
    /// What came.
    pub came: Came,
}

/// What was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// An outcome, with the causes of its findings where they are expected.
    Outcome(Status, Vec<WantedCause>),
    /// A colour.
    Colour(Colour),
    /// That this requirement, which the table does not name, comes to no such outcome.
    NotNamed,
}

/// A way of failing that was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedCause {
    /// The cause's name.
    pub cause: String,
    /// How much the finding weighs, where that is expected.
    pub severity: Option<Severity>,
    /// Whether the lapse is over, where that is expected.
    pub over: Option<bool>,
}

/// What came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// An outcome.
    Outcome {
        /// Which.
        status: Status,
        /// The day it falls due.
        due: Option<NaiveDate>,
        /// Why it does not apply, or is waived.
        because: Option<String>,
        /// What was found.
        findings: Vec<CameFinding>,
    },
    /// A colour.
    Colour(Colour),
}

/// A finding as a trial tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CameFinding {
    /// The cause's name.
    pub cause: String,
    /// How much it weighs.
    pub severity: Severity,
    /// Whether the lapse is over.
    pub over: bool,
    /// What is wrong, in a sentence.
    pub message: String,
}

impl Tried {
    /// True when everything that was expected came, and nothing else that matters.
    #[must_use]
    pub fn is_as_expected(&self) -> bool {
        self.checks.iter().all(|check| check.difference.is_none())
    }
}

impl Trial {
    /// How many cases there are, and how many are as expected.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let by_case = self.tried.chunk_by(|one, next| one.case == next.case);
        let mut tally = Tally { cases: 0, as_expected: 0 };
        for days in by_case {
            tally.cases += 1;
            tally.as_expected += usize::from(days.iter().all(Tried::is_as_expected));
        }
        tally
    }

    /// Every file that was read.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(PathBuf::as_path).chain([Path::new(&self.path)])
    }

    /// True when every case could be audited, and is as expected.
    #[must_use]
    pub fn is_as_expected(&self) -> bool {
        self.unreadable.is_empty() && self.tried.iter().all(Tried::is_as_expected)
    }
}
