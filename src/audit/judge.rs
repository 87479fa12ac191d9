//! One document, judged by itself: what is said of it rests on no other, so that many can be judged at
//! a time.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;

use super::choosing::{Choosing, StrategyChoice};
use super::ids::{CaseKey, CaseKeys};
use super::place::{AuditedCase, SourcePlace, Unreadable};
use super::said::Said;
use super::shown::ShownText;
use super::text::Text;
use super::{Auditor, Settings};
use crate::case::CaseFile;
use crate::document::{Position, Problem, Record};
use crate::input::{Document, Read};
use crate::rules::{Evidence, Shows};
use crate::strategy::Strategy;

/// Where a case's id stands.
const CASE_ID: &str = "/case_id";

/// Judges documents, as many at a time as are handed to it.
#[derive(Clone, Debug)]
pub(super) struct Judge {
    pub(super) auditor: Auditor,
    pub(super) choosing: Choosing,
    pub(super) keys: CaseKeys,
    pub(super) keep_text: bool,
}

/// What came of a document by itself.
pub(super) type Verdict = Result<Judged, Box<Unreadable>>;

/// A case that could be read.
#[derive(Debug)]
pub(super) struct Judged {
    /// Its case id.
    pub(super) key: CaseKey,
    /// Where that stands in the text and in the file.
    id_at: Option<(Range<usize>, Position)>,
    /// Its audit; none when no strategy is known that it is held to.
    pub(super) held: Result<Box<Held>, Box<Unreadable>>,
}

/// A case that was audited.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) case: AuditedCase,
    /// The strategies it was held to.
    pub(super) strategies: Vec<Arc<Strategy>>,
    /// What its file says of siblings, while the case is open.
    pub(super) said: Option<Said>,
}

impl Judge {
    /// The texts are kept only when snippets of them are to be shown.
    pub(super) fn new(auditor: Auditor, choice: StrategyChoice, keep_text: bool) -> Self {
        let choosing = Choosing::new(choice, &auditor.settings().severities);
        // A text holds the references that pseudonyms are to hide.
        let keep_text = keep_text && auditor.settings().pseudonyms.is_none();
        Self { auditor, choosing, keys: CaseKeys::default(), keep_text }
    }

    /// The same as at another day.
    pub(super) fn as_at(&self, day: NaiveDate) -> Self {
        let settings = Settings { today: day, ..self.auditor.settings().clone() };
        Self { auditor: Auditor::new(settings), ..self.clone() }
    }

    /// The same, without what is told of a case in words that no requirement understands.
    fn without(&self, unworded: &[Evidence]) -> Cow<'_, Self> {
        if unworded.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut judge = self.clone();
        let shows = self.auditor.settings().shows.clone();
        judge.auditor.ask_only(shows.map(|shows| Shows { unworded: unworded.to_vec(), ..shows }));
        Cow::Owned(judge)
    }

    /// Judges one document of a source.
    pub(super) fn judge(&self, path: &Arc<str>, document: &Document<'_>) -> Verdict {
        let &Document { number, lines_before, text, lines, ref read, extract } = document;
        let mut text = Text::new(text, lines, lines_before, self.keep_text);
        let mut place =
            SourcePlace { path: Arc::clone(path), document: number, line: lines_before + 1 };
        if let Some(case) = extract {
            text = text.of_row(case.position);
            place.path = self.shown_path(case.path.to_string()).into();
            place.line = case.position.line;
        }
        let read = match read {
            Ok(read) => read,
            Err(problems) => return Err(Box::new(self.refused(&text, place, problems.clone()))),
        };
        let begins = read.tree.document_span(read.index).map(|span| text.position(span.start));
        place.line = begins.map_or(place.line, |position| position.line);
        let hidden = self.auditor.settings().pseudonyms.as_ref().map(|pseudonyms| {
            let mut case = read.case.clone();
            pseudonyms.hide(&mut case);
            case
        });
        let case = hidden.as_ref().unwrap_or(&read.case);
        let unworded = extract.map(|case| case.unworded.as_slice()).unwrap_or_default();
        let judge = self.without(unworded);
        let held = match self.choosing.strategies_for(case) {
            Ok(strategies) => Ok(Box::new(judge.held(case, read, &text, place, strategies))),
            Err(problem) => {
                Err(Box::new(self.refused(&text, place, vec![at(read, problem, "/authority")])))
            }
        };
        let id_at = read.tree.locate(read.index, CASE_ID).map(|found| found.value);
        let id_at = id_at.map(|span| (span.clone(), text.position(span.start)));
        Ok(Judged { key: self.keys.of(case.case_id.as_str()), id_at, held })
    }

    /// Holds a case to its strategies.
    fn held(
        &self,
        case: &CaseFile,
        Read { case: named, tree, index }: &Read<'_>,
        text: &Text<'_>,
        place: SourcePlace,
        strategies: Vec<Arc<Strategy>>,
    ) -> Held {
        let mark = |pointer: &str| text.mark(tree, *index, pointer);
        let record = Record::of_document(tree, *index);
        let (mut audit, waivers) = self.auditor.audit_with_waivers(case, record, &strategies);
        let findings = audit.outcomes.iter_mut().flat_map(|outcome| &mut outcome.findings);
        for finding in findings.filter(|finding| finding.elsewhere.is_none()) {
            finding.mark = mark(&finding.pointer.shown());
        }
        if let Some(baseline) = &self.auditor.settings().baseline {
            baseline.set_known_aside(&mut audit.outcomes, &audit.case_id);
        }
        let said = self.auditor.said(case, named, &strategies, waivers, mark);
        Held { case: AuditedCase { place, audit, text: text.kept() }, strategies, said }
    }

    fn refused(&self, text: &Text<'_>, place: SourcePlace, problems: Vec<Problem>) -> Unreadable {
        let told = problems.into_iter().map(|problem| self.told(problem)).collect();
        text.refused(place, told)
    }
}

/// A problem at a place of a case.
fn at(Read { tree, index, .. }: &Read<'_>, problem: Problem, pointer: &str) -> Problem {
    let place = tree.locate(*index, pointer);
    let span = place.map(|found| tree.first_line(found.value));
    Problem { span, pointer: Some(pointer.to_owned()), ..problem }
}

impl Judged {
    /// A case that was audited in another run; where its case id stands was not told.
    pub(super) fn again(
        key: CaseKey,
        case: AuditedCase,
        strategies: Vec<Arc<Strategy>>,
        said: Option<Said>,
    ) -> Self {
        Self { key, id_at: None, held: Ok(Box::new(Held { case, strategies, said })) }
    }

    /// The case, when it was audited.
    pub(super) fn held(&self) -> Option<&Held> {
        self.held.as_ref().ok().map(Box::as_ref)
    }

    /// Where the document stands.
    pub(super) fn place(&self) -> &SourcePlace {
        match &self.held {
            Ok(held) => &held.case.place,
            Err(refused) => &refused.place,
        }
    }

    /// The line of its case id.
    pub(super) fn id_line(&self) -> usize {
        self.id_at.as_ref().map_or(self.place().line, |(_, position)| position.line)
    }

    /// The document as one whose case id stood somewhere before.
    pub(super) fn used_before(self, first: &str) -> Unreadable {
        let (place, text) = match self.held {
            Ok(held) => (held.case.place, held.case.text.map(ShownText::Whole)),
            Err(refused) => (refused.place, refused.text),
        };
        let message = format!("this case id is already used at {first}");
        let problem =
            Problem::new(message).help("give each child one case file, with a case id of its own");
        let (span, position) = self.id_at.unzip();
        let problem = Problem { span, pointer: Some(CASE_ID.to_owned()), ..problem };
        Unreadable { place, problems: vec![(problem, position)], text }
    }
}
