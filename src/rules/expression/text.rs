//! What expression requirements say when they are not met.

use std::fmt;
use std::sync::Arc;

use crate::rules::CauseText;

/// Why it cannot be told what an expression comes to on a case.
///
/// The paths are the strategy's own words; nothing of the case file is among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// A value that has to be there is not recorded, or not yet.
    NotRecorded(String),
    /// A value is not what it has to be.
    Not(&'static str, String),
    /// A list has no such item.
    NoItem(String),
    /// A number or a day past what can be reckoned with.
    TooFar,
    /// A division by nothing.
    ByNothing,
    /// The budget is spent.
    TooLong,
    /// The audit was not given the case as it was recorded.
    NoRecord,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotRecorded(path) => write!(f, "{path} is not recorded"),
            Self::Not(what, path) => write!(f, "{path} is not {what}"),
            Self::NoItem(path) => write!(f, "{path} has no such item"),
            Self::TooFar => f.write_str("a number or a day goes too far to reckon with"),
            Self::ByNothing => f.write_str("a number is divided by 0"),
            Self::TooLong => f.write_str("the case file holds too much for it to look through"),
            Self::NoRecord => f.write_str("the case as it was recorded is not at hand"),
        }
    }
}

/// What the strategy says of a case that does not meet its requirement.
#[derive(Clone, Debug)]
pub(super) struct Unmet {
    pub(super) message: Arc<str>,
    pub(super) remedy: Arc<str>,
}

/// That a requirement could not be judged, and why.
#[derive(Clone, Debug)]
pub(super) struct Untold(pub(super) Failure);

/// What to do, when the strategy does not say.
pub(super) const REMEDY: &str = "Do what the strategy asks, or record it if it was done.";

const MEND: &str = "Put the value right in the case file, or have the strategy's expression allow for it, with present(…).";

impl crate::rules::Cause for Unmet {
    fn id(&self) -> &'static str {
        "expression-not-met"
    }
    fn sentence(&self) -> String {
        self.message.to_string()
    }
    fn remedy(&self) -> String {
        self.remedy.to_string()
    }
}

impl crate::rules::Cause for Untold {
    fn id(&self) -> &'static str {
        "expression-failed"
    }
    fn sentence(&self) -> String {
        format!("The strategy's expression cannot be judged on this case: {}.", self.0)
    }
    fn remedy(&self) -> String {
        MEND.to_owned()
    }
}

/// The texts of these causes.
pub(crate) const TEXTS: &[CauseText] = &[
    CauseText {
        id: "expression-not-met",
        sentence: "The strategy's own sentence.",
        remedy: "What the strategy says would put it right.",
    },
    CauseText {
        id: "expression-failed",
        sentence: "The strategy's expression cannot be judged on this case: {why}.",
        remedy: MEND,
    },
];
