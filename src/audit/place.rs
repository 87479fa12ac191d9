//! Documents with their places: those that were audited, and those that could not be.

use std::fmt;
use std::sync::Arc;

use super::auditor::CaseAudit;
use super::shown::ShownText;
use crate::document::{Position, Problem};

/// Where a document stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePlace {
    /// The file, or the name of the stream.
    pub path: Arc<str>,
    /// Which document of it, from 1.
    pub document: usize,
    /// Its first line.
    pub line: usize,
}

impl fmt::Display for SourcePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.path, self.line)
    }
}

/// A case that was audited.
#[derive(Clone, Debug)]
pub struct AuditedCase {
    /// Where it was read.
    pub place: SourcePlace,
    /// What the audit says.
    pub audit: CaseAudit,
    /// The document's text, when snippets of it are to be shown.
    pub text: Option<Arc<str>>,
}

/// A document that could not be audited, and why.
#[derive(Debug)]
pub struct Unreadable {
    /// Where it stands.
    pub place: SourcePlace,
    /// What is wrong with it, with places where there are any.
    pub problems: Vec<(Problem, Option<Position>)>,
    /// The document's text, when snippets of it are to be shown.
    pub text: Option<ShownText>,
}

impl Unreadable {
    /// A source that could not even be opened, or not be read whole.
    #[must_use]
    pub fn unopened(path: String, problems: Vec<(Problem, Option<Position>)>) -> Self {
        let place = SourcePlace { path: path.into(), document: 1, line: 1 };
        Self { place, problems, text: None }
    }

    /// The same with only so much of the text as snippets show: very many may have to be kept.
    pub(super) fn shortened(mut self) -> Self {
        self.text = self.text.map(|text| text.shortened(&mut self.problems));
        self
    }
}
