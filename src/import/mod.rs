//! From what councils can export today to case files.
//!
//! An extract is read as it is: its files are told apart by what they hold, its dates and codes by
//! the forms in which they are met. What it shows becomes case files of format 1, with its own codes
//! kept under `x_source`; what it cannot show is left unrecorded, never made up. Every row is
//! accounted for: it went into a case, it was set aside with a remark, or it is of a table that no
//! requirement makes use of.
//!
//! Personal data that no requirement uses (ethnicity, pupil numbers, postcodes, health) is left out.

mod annex_a;
mod answer;
mod audited;
mod care_plan;
mod case_id;
mod cell;
mod codes;
mod date;
mod document;
mod encoding;
mod files;
pub mod legal_status;
mod line_ends;
mod pieces;
mod reason;
mod report;
mod shows;
mod ssd;
mod ssda903;
mod summary;
mod table;
mod words;

use std::path::PathBuf;
use std::str::FromStr;

use chrono::NaiveDate;
use serde_json::Value;

pub use audited::audited_extract;
pub use document::{LayoutError, case_text, file_names};
pub use reason::{Effect, Reason};
pub use report::{ImportReport, Remark, RowPlace, TableCount, write_remarks};
pub use shows::shown_by;
pub use summary::summary_of_import;

use crate::document::nearest;

/// A kind of extract that can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExtractFormat {
    /// The yearly statutory return of children looked after, as CSV tables or as XML.
    Ssda903,
    /// The child-level lists that Ofsted asks for, a workbook.
    AnnexA,
    /// The sector's standard safeguarding data set.
    Ssd,
}

impl ExtractFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Ssda903, Self::AnnexA, Self::Ssd];

    /// The word for it on a command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ssda903 => "ssda903",
            Self::AnnexA => "annex-a",
            Self::Ssd => "ssd",
        }
    }

    /// Its name in a sentence.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Ssda903 => "SSDA903 return",
            Self::AnnexA => "Ofsted Annex A workbook",
            Self::Ssd => "standard safeguarding data set",
        }
    }
}

/// A word that names no kind of extract.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", unknown_format(.0))]
pub struct UnknownExtractFormat(String);

fn unknown_format(word: &str) -> String {
    let words = ExtractFormat::ALL.map(ExtractFormat::word);
    match nearest(word, words) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("extracts are of these kinds: {}", words.join(", ")),
    }
}

impl FromStr for ExtractFormat {
    type Err = UnknownExtractFormat;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let mut all = Self::ALL.into_iter();
        all.find(|format| format.word() == word)
            .ok_or_else(|| UnknownExtractFormat(word.to_owned()))
    }
}

/// What an import takes from its caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportSettings {
    /// The day the extract is looked at: what it dates later has not happened.
    pub as_of: NaiveDate,
    /// The council whose children they are; an extract does not name it.
    pub authority: Option<String>,
}

/// What was imported.
#[derive(Debug, Default)]
pub struct Import {
    /// The cases, in the order of their references: numbers by value, then text.
    pub cases: Vec<ImportedCase>,
    /// What was read, and what became of it.
    pub report: ImportReport,
}

/// A child of an extract, as a case file.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedCase {
    /// The case file, format 1, its keys in the format's order.
    pub document: Value,
    /// The row that stands for the child.
    pub place: RowPlace,
}

impl ImportedCase {
    /// The child's reference.
    #[must_use]
    pub fn case_id(&self) -> &str {
        self.document.get("case_id").and_then(Value::as_str).unwrap_or_default()
    }
}

/// The reviews that are taken to have been held before those that an extract shows of a period of care
/// that began earlier: so many that neither the first nor the second is asked of it.
const EARLIER_REVIEWS: u32 = 2;

/// Imports the extract in these files and folders.
///
/// It never fails as a whole: what could not be read is in the report, and the rest goes on.
#[must_use]
pub fn import(format: ExtractFormat, paths: &[PathBuf], settings: &ImportSettings) -> Import {
    let mut import = match format {
        ExtractFormat::Ssda903 => ssda903::import(paths, settings),
        ExtractFormat::AnnexA => annex_a::import(paths, settings),
        ExtractFormat::Ssd => ssd::import(paths, settings),
    };
    import.cases.sort_by(|a, b| case_id::order(a.case_id(), b.case_id()));
    import.report.sort();
    import
}
