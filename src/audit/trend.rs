//! How cases stood on several days: each document is read once, and audited as at each day.

use std::collections::BTreeMap;
use std::io;
use std::num::NonZeroUsize;
use std::sync::Arc;

use chrono::NaiveDate;

use super::CaseAudit;
use super::batch::{Batch, Noted};
use super::judge::{Judge, Verdict};
use super::place::Unreadable;
use super::status::{Because, Counts};
use super::summary::{Summary, percent_compliant};
use crate::input::{Ahead, Document, Inputs, Source, Unopened, in_order};
use crate::rules::Shows;

/// How cases stood on several days, in order.
#[derive(Debug, Default)]
pub struct Trend {
    /// Each day.
    pub points: Vec<TrendPoint>,
}

/// How the cases stood that were in care on a day.
#[derive(Debug)]
pub struct TrendPoint {
    /// The day.
    pub day: NaiveDate,
    /// The figures of the cases in care.
    pub summary: Summary,
    /// How many cases had closed.
    pub closed: usize,
    /// How many cases care had not started for.
    pub before_care: usize,
}

impl TrendPoint {
    fn new(day: NaiveDate) -> Self {
        Self { day, summary: Summary::default(), closed: 0, before_care: 0 }
    }

    fn add(&mut self, audit: &CaseAudit) {
        if audit.closed.is_some() {
            self.closed += 1;
        } else if audit.is_before_care() {
            self.before_care += 1;
        } else {
            self.summary.add(audit, self.day);
        }
    }

    /// Percent compliant over all requirements.
    #[must_use]
    pub fn percent(&self) -> Option<u8> {
        let Counts { met, not_met, .. } = self.summary.all.counts;
        percent_compliant(met, not_met)
    }

    /// How many cases a requirement was judged on, when it was on any.
    #[must_use]
    pub fn judged(&self, requirement: &str) -> Option<usize> {
        let mut tallies = self.summary.by_requirement.iter();
        let (_, tally) = tallies.find(|(known, _)| known == requirement)?;
        Some(tally.counts.met + tally.counts.not_met).filter(|judged| *judged > 0)
    }

    /// Percent compliant of each requirement, by its id.
    #[must_use]
    pub fn percents(&self) -> BTreeMap<&str, Option<u8>> {
        let of = |counts: Counts| percent_compliant(counts.met, counts.not_met);
        let tallies = self.summary.by_requirement.iter();
        tallies.map(|(requirement, tally)| (requirement.as_str(), of(tally.counts))).collect()
    }
}

impl Trend {
    /// Every requirement: those of the last day in the strategies' order, then those of earlier days
    /// alone.
    #[must_use]
    pub fn requirements(&self) -> Vec<&str> {
        let mut seen = std::collections::BTreeSet::new();
        let latest_first = self.points.iter().rev().flat_map(|point| &point.summary.by_requirement);
        latest_first
            .map(|(requirement, _)| requirement.as_str())
            .filter(|requirement| seen.insert(*requirement))
            .collect()
    }
}

impl CaseAudit {
    /// True when nothing could be judged because care had not started.
    #[must_use]
    pub fn is_before_care(&self) -> bool {
        self.care_starts().is_some()
    }

    /// The day care starts, when nothing could be judged because it had not.
    #[must_use]
    pub fn care_starts(&self) -> Option<NaiveDate> {
        self.outcomes.iter().find_map(|outcome| match outcome.because {
            Some(Because::BeforeCare(started)) => Some(started),
            _ => None,
        })
    }
}

/// Audits documents as at each of several days.
#[derive(Debug)]
pub struct TrendRun {
    days: Vec<(Batch, TrendPoint)>,
    /// How many cases were audited.
    pub cases: usize,
}

/// What is remembered of the documents so far, as at each day.
pub(super) struct DaysNoted<'t> {
    days: Vec<(&'t mut Noted, &'t mut TrendPoint)>,
    cases: &'t mut usize,
}

/// What comes of a document by itself, as at each day.
pub(super) fn verdicts(
    judges: &[&Judge],
    path: &Arc<str>,
    document: &Document<'_>,
) -> Vec<Verdict> {
    judges.iter().map(|judge| judge.judge(path, document)).collect()
}

impl DaysNoted<'_> {
    /// Takes note of what came of a document; one that cannot be audited as at one day cannot be as at
    /// any.
    pub(super) fn note(&mut self, verdicts: Vec<Verdict>) -> Result<(), Box<Unreadable>> {
        for ((noted, point), verdict) in self.days.iter_mut().zip(verdicts) {
            point.add(&noted.note(verdict)?.audit);
        }
        *self.cases += 1;
        Ok(())
    }
}

impl TrendRun {
    /// A run that asks what a batch asks, as at each of these days.
    #[must_use]
    pub fn new(batch: &Batch, days: &[NaiveDate]) -> Self {
        let days = days.iter().map(|&day| (batch.as_at(day), TrendPoint::new(day))).collect();
        Self { days, cases: 0 }
    }

    /// What judges documents, and what is remembered of them.
    pub(super) fn parts(&mut self) -> (Vec<&Judge>, DaysNoted<'_>) {
        let parts = self.days.iter_mut().map(|(Batch { judge, noted }, point)| {
            let judge: &Judge = judge;
            (judge, (noted, point))
        });
        let (judges, days) = parts.unzip();
        (judges, DaysNoted { days, cases: &mut self.cases })
    }

    /// Audits one document of a source.
    ///
    /// # Errors
    /// When it cannot be audited, which it then cannot be as at any day.
    pub fn audit(&mut self, path: &str, document: &Document<'_>) -> Result<(), Box<Unreadable>> {
        let (judges, mut noted) = self.parts();
        noted.note(verdicts(&judges, &Arc::from(path), document))
    }

    /// Audits every document of these sources, so many at a time; comes back with those that could not
    /// be, and with how many files in folders were passed over because of their names.
    ///
    /// # Errors
    /// When no thread could be started.
    pub fn audit_inputs(
        &mut self,
        inputs: Inputs,
        jobs: NonZeroUsize,
    ) -> io::Result<(Vec<Unreadable>, usize)> {
        let Inputs { sources, problems, skipped, shows, .. } = inputs;
        self.ask_only(shows.as_ref());
        let (judges, mut noted) = self.parts();
        let Some(&last) = judges.last() else {
            return Ok((Vec::new(), skipped));
        };
        let unopened =
            |Unopened { path, problems }| Unreadable::unopened(last.shown_path(path), problems);
        let mut unreadable: Vec<Unreadable> = problems.into_iter().map(unopened).collect();
        let work = |source: &Source, document: Document<'_>| {
            verdicts(&judges, &last.name_of(source).into(), &document)
        };
        in_order(&sources, Ahead { jobs }, &work, &mut |verdicts| {
            unreadable.extend(noted.note(verdicts).err().map(|refused| *refused));
            Ok(())
        })?;
        Ok((unreadable, skipped))
    }

    /// Asks from now on only what the documents' source can show; everything of case files.
    pub(super) fn ask_only(&mut self, shows: Option<&Shows>) {
        self.days.iter_mut().for_each(|(batch, _)| batch.ask_only(shows.cloned()));
    }

    /// The batch of the last day.
    #[must_use]
    pub fn last(&self) -> Option<&Batch> {
        self.days.last().map(|(batch, _)| batch)
    }

    /// How the cases stood, once every document has been audited.
    #[must_use]
    pub fn finish(&self) -> Trend {
        let finished = self.days.iter().map(|(batch, point)| {
            let TrendPoint { day, closed, before_care, .. } = *point;
            let mut summary = point.summary.clone();
            for amendment in batch.amendments() {
                summary.amend(&amendment);
            }
            TrendPoint { day, summary, closed, before_care }
        });
        Trend { points: finished.collect() }
    }
}
