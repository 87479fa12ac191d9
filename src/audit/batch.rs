//! Many documents: which strategies each is held to, and which cannot be audited.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use super::amendment::{Amendment, Standing};
use super::siblings::{SiblingRecords, settle_siblings};
use super::text::Text;
use super::{Auditor, CaseAudit, Settings};
use crate::case::CaseFile;
use crate::document::{Position, Problem, Record, nearest};
use crate::input::{Document, Read};
use crate::strategy::{BUILT_IN, Strategy, built_in, built_in_for_authority};

/// The built-in strategy that every case is held to beside its council's.
const REGULATIONS: &str = "statutory";

/// Which strategies cases are held to.
#[derive(Clone, Debug)]
pub enum StrategyChoice {
    /// These, whatever the case says.
    Named(Vec<Arc<Strategy>>),
    /// The strategy of each case's authority, and the regulations beside it.
    ByAuthority,
}

/// Where a document stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePlace {
    /// The file, or the name of the stream.
    pub path: String,
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
#[derive(Debug)]
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
    pub text: Option<Arc<str>>,
}

impl Unreadable {
    /// A source that could not even be opened.
    #[must_use]
    pub fn unopened(path: String, problem: Problem) -> Self {
        let place = SourcePlace { path, document: 1, line: 1 };
        Self { place, problems: vec![(problem, None)], text: None }
    }
}

/// Audits documents one after another.
#[derive(Debug)]
pub struct Batch {
    auditor: Auditor,
    choice: StrategyChoice,
    /// The strategies that authorities hold their cases to instead of the built-in ones.
    own: BTreeMap<String, Arc<Strategy>>,
    /// The built-in strategies read so far.
    loaded: BTreeMap<&'static str, Arc<Strategy>>,
    /// The names of the authorities' own strategies that were used so far.
    used: BTreeSet<String>,
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
        let severities = &auditor.settings().severities;
        let choice = match choice {
            StrategyChoice::Named(strategies) => {
                let weighed = strategies.into_iter().map(|strategy| strategy.weighing(severities));
                StrategyChoice::Named(weighed.collect())
            }
            StrategyChoice::ByAuthority => choice,
        };
        // A text holds the references that pseudonyms are to hide.
        let keep_text = keep_text && auditor.settings().pseudonyms.is_none();
        Self {
            auditor,
            choice,
            own: BTreeMap::new(),
            loaded: BTreeMap::new(),
            used: BTreeSet::new(),
            seen: BTreeMap::new(),
            siblings: SiblingRecords::new(),
            keep_text,
        }
    }

    /// A batch that asks the same as at another day, in which nothing has been audited yet.
    #[must_use]
    pub fn as_at(&self, day: NaiveDate) -> Self {
        let settings = Settings { today: day, ..self.settings().clone() };
        let fresh = Self::new(Auditor::new(settings), self.choice.clone(), self.keep_text);
        Self { loaded: self.loaded.clone(), own: self.own.clone(), ..fresh }
    }

    /// The same batch, in which an authority's cases are held to a strategy of its own, with the
    /// regulations beside it, wherever strategies go by authority.
    #[must_use]
    pub fn with_own_strategies(mut self, own: BTreeMap<String, Arc<Strategy>>) -> Self {
        let severities = &self.auditor.settings().severities;
        let weighed = own.into_iter().map(|(authority, own)| (authority, own.weighing(severities)));
        self.own = weighed.collect();
        self
    }

    /// The cases that have waivers agreed outside their files, and were not read so far.
    pub fn unread_with_waivers(&self) -> impl Iterator<Item = &str> {
        let cases = self.settings().waivers.cases();
        cases.filter(|case_id| !self.seen.contains_key(*case_id))
    }

    /// The strategies that cases were held to: those that were named, in that order, or the built-in
    /// ones that were used, councils' before the regulations.
    #[must_use]
    pub fn strategies(&self) -> Vec<Arc<Strategy>> {
        match &self.choice {
            StrategyChoice::Named(strategies) => strategies.clone(),
            StrategyChoice::ByAuthority => {
                let used = |name: &str| self.loaded.get(name).cloned();
                let built_in = BUILT_IN.iter().filter_map(|(name, _)| used(name));
                let own = self.own.values().filter(|own| self.used.contains(&own.name));
                let mut listed = BTreeSet::new();
                let each = own.cloned().chain(built_in);
                each.filter(|strategy| listed.insert(strategy.name.clone())).collect()
            }
        }
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
            self.strategies_for(case).map_err(|problem| refused(problem, "/authority"))?;

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

    fn strategies_for(&mut self, case: &CaseFile) -> Result<Vec<Arc<Strategy>>, Problem> {
        if let StrategyChoice::Named(strategies) = &self.choice {
            return Ok(strategies.clone());
        }
        let councils = || {
            let names: Vec<&str> = BUILT_IN
                .iter()
                .filter(|(_, authority)| authority.is_some())
                .map(|(name, _)| *name)
                .collect();
            names.join(", ")
        };
        let Some(authority) = &case.authority else {
            return Err(Problem::new("the case does not say which council looks after the child")
                .label("`authority` is missing here")
                .help(format!(
                    "write authority: and one of {}, or choose with --strategy",
                    councils()
                )));
        };
        if let Some(own) = self.own.get(authority.as_str()).map(Arc::clone) {
            self.used.insert(own.name.clone());
            return Ok(vec![own, self.load(REGULATIONS)?]);
        }
        let Some(name) = built_in_for_authority(authority.as_str()) else {
            let of_councils = BUILT_IN.iter().filter_map(|(_, authority)| *authority);
            let of_councils = of_councils.chain(self.own.keys().map(String::as_str));
            let meant = match nearest(authority.as_str(), of_councils) {
                Some(nearest) => format!("did you mean `{nearest}`? "),
                None => String::new(),
            };
            return Err(Problem::new("no strategy is known for this authority").help(format!(
                "{meant}strategies are known for {}; choose one, or your own file, with --strategy",
                councils()
            )));
        };
        [name, REGULATIONS].into_iter().map(|name| self.load(name)).collect()
    }

    fn load(&mut self, name: &'static str) -> Result<Arc<Strategy>, Problem> {
        if let Some(strategy) = self.loaded.get(name) {
            return Ok(Arc::clone(strategy));
        }
        let strategy = match built_in(name) {
            Some(Ok(strategy)) => Arc::new(strategy).weighing(&self.settings().severities),
            Some(Err(problems)) => {
                let first = problems.into_iter().next();
                return Err(first.unwrap_or_else(|| Problem::new("the strategy cannot be read")));
            }
            None => return Err(Problem::new("no such strategy")),
        };
        self.loaded.insert(name, Arc::clone(&strategy));
        Ok(strategy)
    }
}
