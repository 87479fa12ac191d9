//! A finding that an earlier report told, taken up again.

use std::sync::Arc;

use chrono::NaiveDate;

use super::finding::{Citation, Finding, Lapse, Mark, Told};
use crate::document::Position;
use crate::rules::{Cause, Pointer, Severity};

/// A finding that was told before: its sentences are made already.
#[derive(Debug)]
pub(crate) struct PastFinding {
    pub(crate) severity: Severity,
    pub(crate) lapse: Lapse,
    /// The stable name of its cause.
    pub(crate) cause: &'static str,
    pub(crate) message: String,
    pub(crate) remedy: String,
    pub(crate) due: Option<NaiveDate>,
    pub(crate) pointer: Pointer,
    pub(crate) elsewhere: Option<String>,
    pub(crate) citations: Vec<Citation>,
    pub(crate) mark: Option<Mark>,
}

/// A cause as it was told before.
#[derive(Clone, Debug)]
pub(super) struct PastCause {
    pub(super) id: &'static str,
    pub(super) message: String,
    pub(super) remedy: String,
}

impl Cause for PastCause {
    fn id(&self) -> &'static str {
        self.id
    }
    fn sentence(&self) -> String {
        self.message.clone()
    }
    fn remedy(&self) -> String {
        self.remedy.clone()
    }
}

impl PastFinding {
    /// Its cause.
    pub(super) fn cause(&self) -> PastCause {
        PastCause { id: self.cause, message: self.message.clone(), remedy: self.remedy.clone() }
    }
}

impl From<PastFinding> for Finding {
    fn from(past: PastFinding) -> Self {
        Self {
            severity: past.severity,
            lapse: past.lapse,
            causes: vec![Told { cause: Arc::new(past.cause()), closed: None }],
            named_by: 0,
            due: past.due,
            pointer: past.pointer,
            elsewhere: past.elsewhere,
            citations: past.citations,
            mark: past.mark,
        }
    }
}

impl Mark {
    /// A place whose text is not at hand.
    pub(crate) fn at(line: usize, column: usize, width: usize) -> Self {
        Self { span: 0..0, position: Position { line, column }, width, missing: None }
    }
}
