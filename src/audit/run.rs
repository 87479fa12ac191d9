//! A whole run: every document of every source, audited in order.

use std::io;
use std::num::NonZeroUsize;

use chrono::NaiveDate;

use super::amendment::Amendment;
use super::batch::Batch;
use super::cases::Cases;
use super::gathering::WriteCase;
use super::judge::{Judged, Verdict};
use super::place::{AuditedCase, Unreadable};
use super::summary::Summary;
use super::trend::{Trend, TrendRun, verdicts};
use crate::input::{Ahead, Document, Inputs, Source, Unopened, in_order};

/// What a run comes across.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// A case that was audited, and what was written of it meanwhile, as [`Run::write`] gave it.
    Case(&'a AuditedCase, &'a [String]),
    /// A document that could not be.
    Unreadable(&'a Unreadable),
    /// What only the whole batch could show of a case that was told before.
    Amended(&'a Amendment),
}

/// What a run came to.
#[derive(Debug, Default)]
pub struct Audited {
    /// The figures of all cases together.
    pub summary: Summary,
    /// The cases in order, when they were to be kept.
    pub cases: Cases,
    /// The documents that could not be audited, when they were to be kept.
    pub unreadable: Vec<Unreadable>,
    /// How many documents could not be audited.
    pub refused: usize,
    /// How many files in folders were passed over because of their names.
    pub skipped: usize,
    /// What a reader has to know of where the cases come from.
    pub notes: Vec<String>,
    /// How the cases stood on earlier days, when that was to be looked at too.
    pub trend: Option<Trend>,
}

impl Audited {
    /// Adds what came of a document.
    pub(super) fn add(
        &mut self,
        case: Result<AuditedCase, Box<Unreadable>>,
        today: NaiveDate,
        keep: Keep,
    ) {
        match case {
            Ok(case) => {
                self.summary.add(&case.audit, today);
                if keep == Keep::Everything {
                    self.cases.push(case);
                }
            }
            Err(refused) => self.refuse(*refused, keep),
        }
    }

    /// Adds a document that could not be audited.
    pub(super) fn refuse(&mut self, unreadable: Unreadable, keep: Keep) {
        self.refused += 1;
        if keep >= Keep::Refused {
            self.unreadable.push(unreadable.shortened());
        }
    }

    /// Puts in what only the whole batch could show of a case.
    pub(super) fn amend(
        &mut self,
        amendment: Amendment,
        each: &mut dyn FnMut(Event<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        each(Event::Amended(&amendment))?;
        self.summary.amend(&amendment);
        self.cases.amend(amendment.case, amendment.outcomes);
        Ok(())
    }
}

/// What is kept of the documents of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// Nothing: a report that is written as it goes needs none of them.
    Nothing,
    /// Those that could not be audited.
    Refused,
    /// The cases too.
    Everything,
}

/// How to go through the documents.
pub struct Run<'r> {
    /// How many documents to work on at a time.
    pub jobs: NonZeroUsize,
    /// What is kept of the documents.
    pub keep: Keep,
    /// The days of a trend to audit each document as at too, while it is there: no file is read
    /// twice, and of a trend only its figures are kept.
    pub trend: Option<TrendRun>,
    /// What to write of each case, wherever it is worked on.
    pub write: Option<WriteCase<'r>>,
}

impl Default for Run<'_> {
    /// One document at a time, which is kept only when it could not be audited.
    fn default() -> Self {
        Self { jobs: NonZeroUsize::MIN, keep: Keep::Refused, trend: None, write: None }
    }
}

/// What came of a document by itself.
struct Done {
    verdict: Verdict,
    /// What came of it as at each day of the trend.
    over_time: Vec<Verdict>,
    written: Option<io::Result<Vec<String>>>,
}

/// Audits every document of these sources one at a time, and hands each over as soon as it is done.
///
/// # Errors
/// The first that `each` comes back with, at which the run stops.
pub fn audit_inputs(
    batch: &mut Batch,
    inputs: Inputs,
    keep_cases: bool,
    each: &mut dyn FnMut(Event<'_>) -> io::Result<()>,
) -> io::Result<Audited> {
    let keep = if keep_cases { Keep::Everything } else { Keep::Refused };
    Run { keep, ..Run::default() }.audit(batch, inputs, each)
}

impl Run<'_> {
    /// Audits every document of these sources, and hands each over in order as soon as it is done.
    ///
    /// # Errors
    /// The first that `each` comes back with, at which the run stops; or that no thread could be
    /// started.
    pub fn audit(
        self,
        batch: &mut Batch,
        inputs: Inputs,
        each: &mut dyn FnMut(Event<'_>) -> io::Result<()>,
    ) -> io::Result<Audited> {
        let Self { jobs, keep, mut trend, write } = self;
        let Inputs { sources, problems, skipped, notes, shows } = inputs;
        if let Some(trend) = &mut trend {
            trend.ask_only(shows.as_ref());
        }
        batch.ask_only(shows);
        let mut audited = Audited { skipped, notes, ..Audited::default() };
        for Unopened { path, problems } in problems {
            let unreadable = Unreadable::unopened(batch.judge.shown_path(path), problems);
            each(Event::Unreadable(&unreadable))?;
            audited.refuse(unreadable, keep);
        }
        let today = batch.today();
        let Batch { judge, noted } = batch;
        let (judges, mut days) = match trend.as_mut().map(TrendRun::parts) {
            Some((judges, days)) => (judges, Some(days)),
            None => (Vec::new(), None),
        };
        let work = |source: &Source, document: Document<'_>| {
            let path = judge.name_of(source).into();
            let verdict = judge.judge(&path, &document);
            let over_time = verdicts(&judges, &path, &document);
            let held = verdict.as_ref().ok().and_then(Judged::held);
            let written =
                write.zip(held).map(|(write, held)| write(&held.case, held.said.as_ref()));
            Done { verdict, over_time, written }
        };
        let mut take = |Done { verdict, over_time, written }| {
            let case = noted.note(verdict).and_then(|case| {
                days.as_mut().map_or(Ok(()), |days| days.note(over_time)).map(|()| case)
            });
            let written = written.transpose()?;
            let told = match &case {
                Ok(case) => each(Event::Case(case, written.as_deref().unwrap_or_default())),
                Err(refused) => each(Event::Unreadable(refused)),
            };
            audited.add(case, today, keep);
            told
        };
        in_order(&sources, Ahead { jobs }, &work, &mut take)?;
        for amendment in batch.amendments() {
            audited.amend(amendment, each)?;
        }
        audited.trend = trend.as_ref().map(TrendRun::finish);
        Ok(audited)
    }
}
