//! Which of several returns is the later one.

use std::cmp::Ordering;
use std::path::PathBuf;

use chrono::{Datelike as _, NaiveDate};

use crate::import::files::Found;

/// A file of a return, by its number in the order in which files are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct SourceId(usize);

/// A file that was read.
#[derive(Debug)]
struct Source {
    folder: PathBuf,
    /// The latest day that it tells of.
    latest: Option<NaiveDate>,
    /// The first day on which anything in it happened: a review, or the end of an episode.
    earliest_event: Option<NaiveDate>,
}

/// The files that were read.
#[derive(Debug, Default)]
pub(super) struct Sources(Vec<Source>);

impl Sources {
    pub(super) fn add(&mut self, found: &Found) -> SourceId {
        let folder = found.file.parent().map(PathBuf::from).unwrap_or_default();
        self.0.push(Source { folder, latest: None, earliest_event: None });
        SourceId(self.0.len() - 1)
    }

    /// A day that a file tells of; an event is of the return's own year, a beginning may lie before.
    pub(super) fn tell(&mut self, source: SourceId, day: NaiveDate, event: bool) {
        if let Some(file) = self.0.get_mut(source.0) {
            file.latest = file.latest.max(Some(day));
            if event {
                file.earliest_event = Some(file.earliest_event.map_or(day, |first| first.min(day)));
            }
        }
    }

    /// The first day that the returns tell of: the first of April on or before their first review or
    /// end. Episodes that go back further are told from where they began, but reviews are not.
    pub(super) fn shown_from(&self) -> Option<NaiveDate> {
        let earliest = self.0.iter().filter_map(|file| file.earliest_event).min()?;
        let april = NaiveDate::from_ymd_opt(earliest.year(), 4, 1)?;
        if april <= earliest {
            Some(april)
        } else {
            NaiveDate::from_ymd_opt(earliest.year() - 1, 4, 1)
        }
    }

    /// The latest day of a file, or else of its folder.
    fn latest(&self, source: SourceId) -> Option<NaiveDate> {
        let file = self.0.get(source.0)?;
        file.latest.or_else(|| {
            let beside = self.0.iter().filter(|other| other.folder == file.folder);
            beside.filter_map(|other| other.latest).max()
        })
    }

    /// The order of two returns: the earlier first.
    pub(super) fn order(&self, a: SourceId, b: SourceId) -> Ordering {
        if a == b {
            return Ordering::Equal;
        }
        self.latest(a).cmp(&self.latest(b)).then(a.cmp(&b))
    }
}
