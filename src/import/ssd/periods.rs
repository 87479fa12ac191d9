//! Periods of care, from episodes.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::children::Entry;
use crate::calendar::add_days;
use crate::import::RowPlace;
use crate::import::cell::Row;
use crate::import::codes::{CODES, Code};
use crate::import::document::group;
use crate::import::reason::Reason;
use crate::import::report::{ImportReport, Remark};

const START: &str = "CLAE_CLA_EPISODE_START_DATE";
const START_REASON: &str = "CLAE_CLA_EPISODE_START_REASON";
const END: &str = "CLAE_CLA_EPISODE_CEASED_DATE";
const END_REASON: &str = "CLAE_CLA_EPISODE_CEASED_REASON";
const ENTERED: &str = "CLAE_ENTERED_CARE_DATE";
const PERIOD: &str = "CLAE_CLA_ID";

/// A row from a day on, to a day or open.
#[derive(Debug)]
pub(super) struct Dated {
    pub(super) from: NaiveDate,
    pub(super) to: Option<NaiveDate>,
    pub(super) entry: Entry,
}

/// The day under a column; what is not one is remarked on.
pub(super) fn day(row: &Row, column: &str, report: &mut ImportReport) -> Option<NaiveDate> {
    row.day(column).unwrap_or_else(|remark| {
        report.remark(remark);
        None
    })
}

impl Dated {
    /// An episode with its days; none when it has to be set aside.
    pub(super) fn episode(
        entry: Entry,
        as_of: NaiveDate,
        report: &mut ImportReport,
    ) -> Option<Self> {
        let dated = Self::read(entry, START, END, report)?;
        if dated.from > as_of {
            let remark = dated.entry.row.remark(START, Reason::EpisodeAhead);
            report.set_aside(dated.entry.table, remark);
            return None;
        }
        if dated.to.is_some_and(|to| to > as_of) {
            report.remark(dated.entry.row.remark(END, Reason::EndAhead));
        }
        Some(dated)
    }

    /// A row with its days, the end left out when it cannot be used; none when the row has to be set
    /// aside.
    pub(super) fn read(
        entry: Entry,
        from: &str,
        to: &str,
        report: &mut ImportReport,
    ) -> Option<Self> {
        let missing = || Remark::new(entry.row.place_of(from), None, Reason::NoDay);
        match entry.row.day(from).and_then(|day| day.ok_or_else(missing)) {
            Err(remark) => {
                report.set_aside(entry.table, remark);
                None
            }
            Ok(from) => {
                let end = day(&entry.row, to, report);
                if end.is_some_and(|end| end < from) {
                    report.remark(entry.row.remark(to, Reason::EndBeforeStart));
                }
                Some(Self { from, to: end.filter(|end| *end >= from), entry })
            }
        }
    }
}

/// A child's periods of care.
#[derive(Debug)]
pub(super) struct Care {
    /// The latest one.
    pub(super) present: Period,
    /// Those before it.
    pub(super) earlier: Vec<Period>,
}

/// A period of care.
#[derive(Debug)]
pub(super) struct Period {
    pub(super) started: NaiveDate,
    pub(super) ended: Option<NaiveDate>,
    /// Its episodes, in order. Never empty.
    episodes: Vec<Dated>,
}

impl Care {
    /// Divides episodes into periods; none when there is no episode.
    pub(super) fn of(mut episodes: Vec<Dated>, report: &mut ImportReport) -> Option<Self> {
        episodes.sort_by(|a, b| (a.from, &a.entry.row.place).cmp(&(b.from, &b.entry.row.place)));
        let mut periods: Vec<Period> = Vec::new();
        for episode in episodes {
            let period = periods.last_mut().filter(|period| period.goes_on_with(&episode));
            if let Some(period) = period {
                period.episodes.push(episode);
            } else {
                let (started, ended) = (episode.from, None);
                periods.push(Period { started, ended, episodes: vec![episode] });
            }
        }
        let mut present = periods.pop()?;
        present.settle(report);
        for period in &mut periods {
            // Another period has begun: this one is over with its last episode.
            period.ended = period.episodes.iter().filter_map(|episode| episode.to).max();
        }
        Some(Self { present, earlier: periods })
    }

    /// The row that stands for the child: the first episode of the present period.
    pub(super) fn place(&self) -> Option<RowPlace> {
        Some(self.present.episodes.first()?.entry.row.place.clone())
    }

    /// Every episode's row.
    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        let periods = self.earlier.iter().chain([&self.present]);
        periods.flat_map(|period| &period.episodes).map(|episode| &episode.entry)
    }

    /// Every episode's row, for good.
    pub(super) fn into_entries(self) -> impl Iterator<Item = Entry> {
        let periods = self.earlier.into_iter().chain([self.present]);
        periods.flat_map(|period| period.episodes).map(|episode| episode.entry)
    }
}

impl Period {
    /// Whether an episode is of this period: by the number of the period where both have one, or else
    /// when no day lies between and care does not begin with it.
    fn goes_on_with(&self, episode: &Dated) -> bool {
        let row = &episode.entry.row;
        if let (Some(one), Some(other)) = (self.number(), row.text(PERIOD)) {
            return one == other;
        }
        let starts = code(row, START_REASON, "RNE").is_some_and(|code| code.word == "starts");
        let until = self.episodes.iter().map(|episode| episode.to).max_by_key(|to| {
            // An open episode goes on beyond every day.
            to.unwrap_or(NaiveDate::MAX)
        });
        let until = until.flatten();
        !starts && until.is_none_or(|until| episode.from <= add_days(until, 1))
    }

    /// Finds when the period started and whether it has ended.
    fn settle(&mut self, report: &mut ImportReport) {
        let first = self.started;
        for episode in &self.episodes {
            let entered = day(&episode.entry.row, ENTERED, report);
            self.started = entered.into_iter().chain([self.started]).min().unwrap_or(first);
        }
        if let Some(episode) = self.episodes.first().filter(|_| self.is_cut_off()) {
            report.remark(episode.entry.row.remark(ENTERED, Reason::CareBeforeExtract));
        }
        let Some(last) = self.episodes.last() else { return };
        let row = &last.entry.row;
        let reason = code(row, END_REASON, "REC").map(|code| code.word);
        match (reason, last.to) {
            (Some("goes-on"), Some(_)) => {
                report.remark(row.remark(END_REASON, Reason::NoNextEpisode));
            }
            (Some("ended"), None) => {
                report.remark(row.remark(END_REASON, Reason::EndWithoutDay));
            }
            (_, to) => self.ended = to,
        }
        if reason.is_none() && row.text(END_REASON).is_some() {
            report.remark(row.remark(END_REASON, Reason::UnknownCode));
        }
    }

    /// True when care began before the first episode that the extract has.
    pub(super) fn is_cut_off(&self) -> bool {
        self.episodes.first().is_some_and(|first| self.started < first.from)
    }

    /// True for a day in this period, both its ends included.
    pub(super) fn holds(&self, day: NaiveDate) -> bool {
        self.started <= day && self.ended.is_none_or(|ended| day <= ended)
    }

    /// True when something from a day on, to a day or open, has a day in this period.
    pub(super) fn meets(&self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> bool {
        let begins = from.is_none_or(|from| self.ended.is_none_or(|ended| from <= ended));
        begins && to.is_none_or(|to| self.started <= to)
    }

    /// The rows from a day to a day that have a day in this period, in their order; others are set
    /// aside.
    pub(super) fn rows(
        &self,
        rows: Vec<Entry>,
        (from, to): (&str, &str),
        as_of: NaiveDate,
        report: &mut ImportReport,
    ) -> Vec<Dated> {
        let mut within = Vec::new();
        for entry in rows {
            let Some(dated) = Dated::read(entry, from, to, report) else { continue };
            if dated.from <= as_of && self.meets(Some(dated.from), dated.to) {
                within.push(dated);
            } else {
                let Entry { row, table } = dated.entry;
                report.set_aside(table, row.remark(from, Reason::OutsidePeriod));
            }
        }
        within.sort_by(|a, b| (a.from, &a.entry.row.place).cmp(&(b.from, &b.entry.row.place)));
        within
    }

    /// The number that the set gives this period.
    pub(super) fn number(&self) -> Option<&str> {
        self.episodes.iter().find_map(|episode| episode.entry.row.text(PERIOD))
    }

    /// The order that ended this period, and when.
    pub(super) fn order(&self) -> Option<(&'static str, NaiveDate)> {
        let code = code(&self.episodes.last()?.entry.row, END_REASON, "REC")?;
        Some(code.more).filter(|order| !order.is_empty()).zip(self.ended)
    }

    /// The episodes in the set's own words.
    pub(super) fn source(&self) -> Vec<Value> {
        let told = self.episodes.iter().map(|Dated { from, to, entry }| {
            group([
                ("from", json!(from)),
                ("start_reason", json!(entry.row.text(START_REASON))),
                ("to", json!(to)),
                ("end_reason", json!(entry.row.text(END_REASON))),
            ])
        });
        told.collect()
    }
}

/// The meaning of a return's code under a column.
fn code(row: &Row, column: &str, field: &'static str) -> Option<Code> {
    CODES.in_text(field, row.text(column)?)
}
