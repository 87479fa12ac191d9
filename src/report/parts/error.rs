//! Why parts cannot be put together.

use chrono::NaiveDate;

/// Why a file cannot be taken for a part of a larger run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartError {
    /// It is something else.
    #[error("this is not a part: a report of permanence in NDJSON")]
    NotAPart,
    /// It was made by another version of the tool, which may judge otherwise.
    #[error("this part was made by permanence {0}, and this is another version")]
    OtherTool(String),
    /// It leaves outcomes out.
    #[error("this part does not list every outcome")]
    NotAll,
    /// It leaves known findings out.
    #[error("this part leaves out what a baseline held")]
    Baseline,
    /// It is as at another day.
    #[error("this part is as at {this}, and the first one as at {first}")]
    OtherDay {
        /// The day of this part.
        this: NaiveDate,
        /// The day of the first part.
        first: NaiveDate,
    },
    /// Something else was asked of it.
    #[error("this part was asked something else than the first one")]
    OtherScope,
    /// It is a part, and broken.
    #[error("this part is broken at line {line}")]
    Broken {
        /// The line, from 1.
        line: usize,
    },
    /// A line of it is longer than any audit.
    #[error("line {line} of this part is too long to be of a case")]
    TooLong {
        /// The line, from 1.
        line: usize,
    },
    /// Its last line is missing.
    #[error("this part was cut short: its last line, the summary, is missing")]
    CutShort,
    /// Its cases were held to a strategy that is not known here.
    #[error("the cases of this part were held to the strategy {0}, which is not built in")]
    UnknownStrategy(String),
    /// Its cases were held to another version of a strategy.
    #[error("the cases of this part were held to another version of the strategy {0}")]
    OtherStrategy(String),
    /// It says what this tool cannot have said with these strategies.
    #[error("line {line} of this part says of a case what cannot be said with these strategies")]
    Unknown {
        /// The line, from 1.
        line: usize,
    },
    /// It cannot be read any further.
    #[error("this part cannot be read: {0}")]
    Unreadable(String),
}

impl PartError {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotAPart | Self::NotAll => {
                "make each part with permanence check --format ndjson=FILE --show all"
            }
            Self::Baseline => "make the parts without --baseline, and compare what they come to",
            Self::OtherTool(_) => "make every part with the permanence that puts them together",
            Self::OtherDay { .. } | Self::OtherScope => {
                "make every part with the same options, --as-of among them, and the same settings"
            }
            Self::Broken { .. } | Self::TooLong { .. } | Self::CutShort => "make the part again",
            Self::UnknownStrategy(_) => "name its file with --strategy",
            Self::OtherStrategy(_) | Self::Unknown { .. } => {
                "name with --strategy the files that the parts were made with, or make the parts again"
            }
            Self::Unreadable(_) => "check that the file can be read",
        }
    }
}
