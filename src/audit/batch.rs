//! Many documents: which strategies each is held to, and which cannot be audited.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use chrono::NaiveDate;

use super::amendment::{Amendment, Standing};
use super::choosing::{Choosing, StrategyChoice};
use super::place::{AuditedCase, SourcePlace, Unreadable};
use super::siblings::{SiblingRecords, settle_siblings};
use super::text::Text;
use super::{Auditor, CaseAudit, Settings};
use crate::case::CaseFile;
use crate::document::{Problem, Record};
use crate::input::{Document, Read};
use crate::strategy::Strategy;

/// Audits documents one after another.
#[derive(Debug)]
pub struct Batch {
    auditor: Auditor,
    choosing: Choosing,
    /// Where each case id was first read.
    seen: BTreeMap<String, SourcePlace>,
    /// What each case's file says of siblings.
    siblings: SiblingRecords,
    keep_text: bool,
}

impl Batch {
    /// A batch in which nothing has been audited yet.
    ///
    /// The texts are kept only when snippets of them are to be shown.
    #[must_use]
    pub fn new(auditor: Auditor, choice: StrategyChoice, keep_text: bool) -> Self {
        let choosing = Choosing::new(choice, &auditor.settings().severities);
        // A text holds the references that pseudonyms are to hide.
        let keep_text = keep_text && auditor.settings().pseudonyms.is_none();
        Self {
            auditor,
            choosing,
            seen: BTreeMap::new(),
            siblings: SiblingRecords::new(),
            keep_text,
        }
    }

    /// A batch that asks the same as at another day, in which nothing has been audited yet.
    #[must_use]
    pub fn as_at(&self, day: NaiveDate) -> Self {
        let settings = Settings { today: day, ..self.settings().clone() };
        Self {
            auditor: Auditor::new(settings),
            choosing: self.choosing.clone(),
            seen: BTreeMap::new(),
            siblings: SiblingRecords::new(),
            keep_text: self.keep_text,
        }
    }

    /// The same batch, in which an authority's cases are held to a strategy of its own, with the
    /// regulations beside it, wherever strategies go by authority.
    #[must_use]
    pub fn with_own_strategies(mut self, own: BTreeMap<String, Arc<Strategy>>) -> Self {
        self.choosing.own(own);
        self
    }

    /// The cases that have waivers agreed outside their files, and were not read so far.
    pub fn unread_with_waivers(&self) -> impl Iterator<Item = &str> {
        let cases = self.settings().waivers.cases();
        cases.filter(|case_id| !self.seen.contains_key(*case_id))
    }

    /// The authorities with strategies of their own, when no case so far was held to one of them.
    pub fn unused_authorities(&self) -> impl Iterator<Item = &str> {
        self.choosing.unused()
    }

    /// The strategies that cases were held to: those that were named, in that order, or those that
    /// were used, councils' before the regulations.
    #[must_use]
    pub fn strategies(&self) -> Vec<Arc<Strategy>> {
        self.choosing.strategies()
    }

    /// Audits one document of a source.
    ///
    /// # Errors
    /// When it cannot be audited: every problem of it, with its place.
    pub fn audit(
        &mut self,
        path: &str,
        document: &Document<'_>,
    ) -> Result<AuditedCase, Box<Unreadable>> {
        let &Document { number, lines_before, text, lines, ref read } = document;
        let text = Text::new(text, lines, lines_before, self.keep_text);
        let mut place =
            SourcePlace { path: path.to_owned(), document: number, line: lines_before + 1 };
        if let Ok(Read { tree, index, .. }) = read {
            let begins = tree.document_span(*index).map(|span| text.position(span.start));
            place.line = begins.map_or(place.line, |position| position.line);
        }
        let audit = match read {
            Ok(read) => self.audit_read(read, &text, &place),
            Err(problems) => Err(problems.clone()),
        };
        match audit {
            Ok(audit) => Ok(AuditedCase { place, audit, text: text.kept() }),
            Err(problems) => {
                let told = problems.into_iter().map(|problem| self.told(problem)).collect();
                Err(Box::new(text.refused(place, told)))
            }
        }
    }

    /// Audits a case that could be read.
    fn audit_read(
        &mut self,
        Read { case, tree, index }: &Read<'_>,
        text: &Text<'_>,
        place: &SourcePlace,
    ) -> Result<CaseAudit, Vec<Problem>> {
        let named = case.case_id.clone();
        let hidden = self.settings().pseudonyms.as_ref().map(|pseudonyms| {
            let mut case = case.clone();
            pseudonyms.hide(&mut case);
            case
        });
        let case = hidden.as_ref().unwrap_or(case);
        let index = *index;
        let refused = |problem: Problem, pointer: &str| {
            let found = tree.locate(index, pointer);
            let span = found.map(|found| found.value);
            vec![Problem { span, pointer: Some(pointer.to_owned()), ..problem }]
        };
        let id_at = tree.locate(index, "/case_id");
        let line = id_at.map_or(place.line, |found| text.position(found.value.start).line);
        self.keep_id(case, SourcePlace { line, ..place.clone() })
            .map_err(|problem| refused(problem, "/case_id"))?;
        let strategies =
            self.choosing.strategies_for(case).map_err(|problem| refused(problem, "/authority"))?;

        let mark = |pointer: &str| text.mark(tree, index, pointer);
        let record = Record::of_document(tree, index);
        let (mut audit, waivers) = self.auditor.audit_with_waivers(case, record, &strategies);
        let findings = audit.outcomes.iter_mut().flat_map(|outcome| &mut outcome.findings);
        for finding in findings.filter(|finding| finding.elsewhere.is_none()) {
            finding.mark = mark(&finding.pointer.to_string());
        }
        if let Some(baseline) = &self.settings().baseline {
            baseline.set_known_aside(&mut audit.outcomes, &audit.case_id);
        }
        let mut record = self.auditor.sibling_record(case, &strategies, waivers, mark);
        record.case = self.siblings.len();
        record.named = Some(named);
        record.standing = Standing::of(&audit);
        self.siblings.insert(case.case_id.clone(), record);
        Ok(audit)
    }

    /// Remembers where a case id was first read; one read before is refused.
    fn keep_id(&mut self, case: &CaseFile, place: SourcePlace) -> Result<(), Problem> {
        match self.seen.entry(case.case_id.to_string()) {
            Entry::Vacant(vacant) => {
                vacant.insert(place);
                Ok(())
            }
            Entry::Occupied(first) => {
                let message = format!("this case id is already used at {}", first.get());
                Err(Problem::new(message)
                    .help("give each child one case file, with a case id of its own"))
            }
        }
    }

    /// Judges what only the whole batch can show, once every document has been audited.
    pub fn finish(&self, cases: &mut [AuditedCase]) {
        for amendment in self.amendments() {
            if let Some(case) = cases.get_mut(amendment.case) {
                case.audit.amend(amendment.outcomes);
            }
        }
    }

    /// What only the whole batch can show, once every document has been audited; in the order of the
    /// cases.
    #[must_use]
    pub fn amendments(&self) -> Vec<Amendment> {
        let mut amendments = settle_siblings(&self.siblings);
        if let Some(baseline) = &self.settings().baseline {
            for amendment in &mut amendments {
                baseline.set_known_aside(&mut amendment.outcomes, &amendment.case_id);
            }
        }
        amendments
    }

    /// The as-of day.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.auditor.settings().today
    }

    /// How it audits.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.auditor.settings()
    }
}
