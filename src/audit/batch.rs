//! Many documents: each judged by itself, and then noted in order beside those before it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::amendment::{Amendment, Standing};
use super::choosing::StrategyChoice;
use super::ids::{CaseKeys, FirstPlaces};
use super::judge::{Held, Judge, Verdict};
use super::place::{AuditedCase, Unreadable};
use super::siblings::Siblings;
use super::{Auditor, Settings};
use crate::input::Document;
use crate::rules::Shows;
use crate::strategy::{Requirement, Strategy};

/// Audits documents one after another.
#[derive(Debug)]
pub struct Batch {
    pub(super) judge: Judge,
    pub(super) noted: Noted,
}

/// What is remembered of the documents so far.
#[derive(Debug, Default)]
pub(super) struct Noted {
    ids: FirstPlaces,
    siblings: Siblings,
    /// The strategies that cases were held to together, each such set once.
    held_to: Vec<Vec<Arc<Strategy>>>,
    /// How many cases were audited.
    cases: usize,
}

impl Batch {
    /// A batch in which nothing has been audited yet.
    ///
    /// The texts are kept only when snippets of them are to be shown.
    #[must_use]
    pub fn new(auditor: Auditor, choice: StrategyChoice, keep_text: bool) -> Self {
        Self { judge: Judge::new(auditor, choice, keep_text), noted: Noted::default() }
    }

    /// A batch that asks the same as at another day, in which nothing has been audited yet.
    #[must_use]
    pub fn as_at(&self, day: NaiveDate) -> Self {
        Self { judge: self.judge.as_at(day), noted: Noted::default() }
    }

    /// The same batch, in which an authority's cases are held to a strategy of its own, with the
    /// regulations beside it, wherever strategies go by authority.
    #[must_use]
    pub fn with_own_strategies(mut self, own: BTreeMap<String, Arc<Strategy>>) -> Self {
        self.judge.choosing.own(own);
        self
    }

    /// Keeps no text from now on, because no snippet of one is to be shown.
    pub fn keep_no_text(&mut self) {
        self.judge.keep_text = false;
    }

    /// Asks from now on only what the documents' source can show; everything of case files.
    pub(super) fn ask_only(&mut self, shows: Option<Shows>) {
        self.judge.auditor.ask_only(shows);
    }

    /// The cases that have waivers agreed outside their files, and were not read so far.
    pub fn unread_with_waivers(&self) -> impl Iterator<Item = &str> {
        let key = |case_id: &str| self.judge.keys.of(case_id);
        let cases = self.settings().waivers.cases();
        cases.filter(move |case_id| self.noted.ids.number_of(key(case_id)).is_none())
    }

    /// The authorities with strategies of their own, when no case so far was held to one of them.
    pub fn unused_authorities(&self) -> impl Iterator<Item = &str> {
        self.judge.choosing.unused(&self.noted.held_to)
    }

    /// The strategies that cases were held to: those that were named, in that order, or those that
    /// were used, councils' before the regulations.
    #[must_use]
    pub fn strategies(&self) -> Vec<Arc<Strategy>> {
        self.judge.choosing.strategies(&self.noted.held_to)
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
        self.noted.note(self.judge.judge(&Arc::from(path), document))
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
    pub fn amendments(&self) -> impl Iterator<Item = Amendment> {
        let settings = self.settings();
        let asks = |requirement: &Requirement| settings.asks(requirement);
        let amendments = self.noted.amendments(&self.judge.keys, asks);
        amendments.map(move |mut amendment| {
            if let Some(baseline) = &settings.baseline {
                let Amendment { outcomes, before, case_id, .. } = &mut amendment;
                baseline.set_known_aside(outcomes.iter_mut().chain(before), case_id);
            }
            amendment
        })
    }

    /// The as-of day.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.settings().today
    }

    /// How it audits.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.judge.auditor.settings()
    }
}

impl Noted {
    /// Takes note of what came of a document; one whose case id was read before is refused.
    pub(super) fn note(&mut self, verdict: Verdict) -> Result<AuditedCase, Box<Unreadable>> {
        let judged = verdict?;
        let kept = self.ids.keep(judged.key, &judged.place().path, judged.id_line());
        let id = match kept {
            Ok(id) => id,
            Err(first) => return Err(Box::new(judged.used_before(&first))),
        };
        let Held { case, strategies, said } = *judged.held?;
        let held_to = self.set_of(strategies);
        if let Some(said) = said {
            let (standing, team) = (Standing::of(&case.audit), case.audit.team_name());
            self.siblings.keep(id, self.cases, held_to, standing, team, said);
        }
        self.cases += 1;
        Ok(case)
    }

    /// What only the whole batch can show, in the order of the cases.
    pub(super) fn amendments(
        &self,
        keys: &CaseKeys,
        asks: impl Fn(&Requirement) -> bool,
    ) -> impl Iterator<Item = Amendment> {
        self.siblings.settle(keys, &self.ids, &self.held_to, asks)
    }

    /// The number of these strategies among those that cases were held to together.
    fn set_of(&mut self, strategies: Vec<Arc<Strategy>>) -> usize {
        let same = |known: &Vec<Arc<Strategy>>| {
            known.len() == strategies.len()
                && known.iter().zip(&strategies).all(|(one, other)| Arc::ptr_eq(one, other))
        };
        self.held_to.iter().position(same).unwrap_or_else(|| {
            self.held_to.push(strategies);
            self.held_to.len() - 1
        })
    }
}
