//! The rows of every table, put together child by child.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::case;
use super::codes::Codes;
use super::shape::Kind;
use super::source::{SourceId, Sources};
use crate::import::cell::Row;
use crate::import::files::Found;
use crate::import::reason::Reason;
use crate::import::report::{ImportReport, Remark, TableId};
use crate::import::{ImportSettings, ImportedCase};

/// A row, with where it counts.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) row: Row,
    pub(super) table: TableId,
    pub(super) source: SourceId,
}

/// A row about a day: a review, or an episode from that day on.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub(super) day: NaiveDate,
    /// The last day; none for a review, or while it goes on.
    pub(super) to: Option<NaiveDate>,
    pub(super) entry: Entry,
}

/// Everything that the tables tell of a child.
#[derive(Debug, Default)]
pub(super) struct Child {
    pub(super) headers: Vec<Entry>,
    pub(super) episodes: Vec<Dated>,
    pub(super) reviews: Vec<Dated>,
    pub(super) adoptions: Vec<Entry>,
    pub(super) earlier_permanence: Vec<Entry>,
    pub(super) unaccompanied: Vec<Entry>,
}

impl Child {
    /// Every row, in the order of the tables.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        let dated = self.episodes.iter().chain(&self.reviews).map(|dated| &dated.entry);
        let others = [&self.adoptions, &self.earlier_permanence, &self.unaccompanied];
        self.headers.iter().chain(dated).chain(others.into_iter().flatten())
    }
}

/// Every child.
#[derive(Debug)]
pub(super) struct Children {
    as_of: NaiveDate,
    sources: Sources,
    by_id: BTreeMap<Arc<str>, Child>,
}

impl Children {
    pub(super) fn new(as_of: NaiveDate) -> Self {
        Self { as_of, sources: Sources::default(), by_id: BTreeMap::new() }
    }

    /// Notes a file that is about to be read.
    pub(super) fn source(&mut self, found: &Found) -> SourceId {
        self.sources.add(found)
    }

    /// Adds a row to its child, or sets it aside and says why.
    pub(super) fn add(
        &mut self,
        kind: Kind,
        row: Row,
        table: TableId,
        source: SourceId,
        report: &mut ImportReport,
    ) {
        let Some(id) = row.text("CHILD").map(Arc::from) else {
            report.set_aside(table, Remark::new(row.place_of("CHILD"), None, Reason::NoChild));
            return;
        };
        let entry = Entry { row, table, source };
        match kind {
            Kind::Header => self.child(id).headers.push(entry),
            Kind::Adoption => self.child(id).adoptions.push(entry),
            Kind::PreviousPermanence => self.child(id).earlier_permanence.push(entry),
            Kind::Unaccompanied => self.child(id).unaccompanied.push(entry),
            Kind::Unused => report.unused(table),
            Kind::Episode => {
                if let Some(dated) = self.dated(entry, "DECOM", Reason::EpisodeAhead, report) {
                    let dated = with_end(dated, self.as_of, report);
                    if let Some(to) = dated.to.filter(|to| *to <= self.as_of) {
                        self.sources.tell(source, to, true);
                    }
                    self.child(id).episodes.push(dated);
                }
            }
            Kind::Review => {
                if let Some(dated) = self.dated(entry, "REVIEW", Reason::ReviewAhead, report) {
                    self.child(id).reviews.push(dated);
                }
            }
        }
    }

    fn child(&mut self, id: Arc<str>) -> &mut Child {
        self.by_id.entry(id).or_default()
    }

    /// The row with the day it is about; none when it has to be set aside.
    fn dated(
        &mut self,
        entry: Entry,
        column: &str,
        ahead: Reason,
        report: &mut ImportReport,
    ) -> Option<Dated> {
        let day = entry.row.day(column).and_then(|day| {
            day.ok_or_else(|| Remark::new(entry.row.place_of(column), None, Reason::NoDay))
        });
        match day {
            Ok(day) if day > self.as_of => {
                report.set_aside(entry.table, entry.row.remark_code(column, ahead));
                None
            }
            Ok(day) => {
                self.sources.tell(entry.source, day, column == "REVIEW");
                Some(Dated { day, to: None, entry })
            }
            Err(remark) => {
                report.set_aside(entry.table, remark);
                None
            }
        }
    }

    /// Makes a case of every child that can be one.
    pub(super) fn into_cases(
        self,
        codes: &Codes,
        settings: &ImportSettings,
        report: &mut ImportReport,
    ) -> Vec<ImportedCase> {
        let Self { sources, by_id, .. } = self;
        let of = case::Context { codes, settings, sources: &sources };
        let made = by_id.into_iter().map(|(id, child)| case::make(&id, child, &of, report));
        made.collect::<Vec<_>>().into_iter().flatten().collect()
    }
}

/// The episode with its end, when that can be used.
fn with_end(mut episode: Dated, as_of: NaiveDate, report: &mut ImportReport) -> Dated {
    let row = &episode.entry.row;
    match row.day("DEC") {
        Err(remark) => report.remark(remark),
        Ok(Some(to)) if to < episode.day => {
            report.remark(row.remark_code("DEC", Reason::EndBeforeStart));
        }
        Ok(to) => {
            if to.is_some_and(|to| to > as_of) {
                report.remark(row.remark_code("DEC", Reason::EndAhead));
            }
            episode.to = to;
        }
    }
    episode
}
