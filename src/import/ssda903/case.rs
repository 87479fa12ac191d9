//! A child's case file.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::adoption;
use super::birth;
use super::children::{Child, Dated, Entry};
use super::codes::Codes;
use super::history;
use super::merge::{merge, without_duplicates};
use super::periods::{Period, periods};
use super::placements::placements;
use super::reviews;
use super::source::Sources;
use super::statuses::{entry, statuses};
use crate::calendar::birthday;
use crate::import::document::group;
use crate::import::reason::Reason;
use crate::import::report::{ImportReport, Remark};
use crate::import::{EARLIER_REVIEWS, ImportSettings, ImportedCase};

/// What every case is made with.
pub(super) struct Context<'a> {
    pub(super) codes: &'a Codes,
    pub(super) settings: &'a ImportSettings,
    pub(super) sources: &'a Sources,
}

/// A child's rows, those that are told twice put together.
pub(super) struct Rows {
    headers: Vec<Entry>,
    /// The period of care that the case is about.
    pub(super) present: Period,
    /// Those before it, in order.
    pub(super) earlier: Vec<Period>,
    pub(super) reviews: Vec<Dated>,
    pub(super) adoptions: Vec<Entry>,
    pub(super) earlier_permanence: Vec<Entry>,
    unaccompanied: Vec<Entry>,
    /// Rows that an earlier return has too.
    same: Vec<Entry>,
}

impl Rows {
    fn of(child: Child, of: &Context<'_>, report: &mut ImportReport) -> Option<Self> {
        let codes = ["LS", "PLACE", "RNE", "REC"];
        let episodes = merge(child.episodes, &codes, of.sources, report);
        let reviews = merge(child.reviews, &["REVIEW_CODE"], of.sources, report);
        let mut earlier = periods(episodes.rows, of.codes, report);
        let present = earlier.pop()?;
        let mut same = episodes.same;
        same.extend(reviews.same);
        Some(Self {
            headers: without_duplicates(child.headers, report),
            present,
            earlier,
            reviews: reviews.rows,
            adoptions: without_duplicates(child.adoptions, report),
            earlier_permanence: without_duplicates(child.earlier_permanence, report),
            unaccompanied: without_duplicates(child.unaccompanied, report),
            same,
        })
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        let periods = self.earlier.iter().chain([&self.present]);
        let episodes = periods.flat_map(|period| &period.episodes);
        let dated = episodes.chain(&self.reviews).map(|dated| &dated.entry);
        let others = [&self.adoptions, &self.earlier_permanence, &self.unaccompanied, &self.same];
        self.headers.iter().chain(dated).chain(others.into_iter().flatten())
    }
}

/// Makes a case file of a child's rows; none when there is not enough for one, and then every row is
/// set aside with the reason.
pub(super) fn make(
    id: &str,
    child: Child,
    of: &Context<'_>,
    report: &mut ImportReport,
) -> Option<ImportedCase> {
    if child.episodes.is_empty() {
        set_aside(child.entries(), Reason::NoEpisodes, report);
        return None;
    }
    let Some(born) = birth::date(&child, of.sources, report) else {
        set_aside(child.entries(), Reason::NoBirthDate, report);
        return None;
    };
    let mut rows = Rows::of(child, of, report)?;
    let started = rows.present.started;
    if born > started || birthday(born, 18) <= started {
        set_aside(rows.entries(), Reason::Contradiction, report);
        return None;
    }
    reviews::set_aside_outside(&mut rows, report);
    rows.entries().for_each(|entry| report.used(entry.table));
    Some(ImportedCase { document: document(id, born, &rows, of, report), place: place(&rows) })
}

fn set_aside<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    reason: Reason,
    report: &mut ImportReport,
) {
    for Entry { row, table, .. } in entries {
        report.set_aside(*table, Remark::new(row.place.clone(), None, reason));
    }
}

/// The row that stands for the child: the header's, or else the first episode's of the present care.
fn place(rows: &Rows) -> crate::import::RowPlace {
    let first = rows.present.episodes.first().map(|episode| &episode.entry);
    let entry = rows.headers.last().or(first).or(rows.entries().next());
    entry.map_or_else(|| crate::import::RowPlace::file(&"".into()), |entry| entry.row.place.clone())
}

fn document(
    id: &str,
    born: NaiveDate,
    rows: &Rows,
    of: &Context<'_>,
    report: &mut ImportReport,
) -> Value {
    let period = &rows.present;
    let alone = is_unaccompanied(rows, report);
    let care = group([
        ("started", json!(period.started)),
        ("ended", json!(period.ended)),
        ("entry", json!(entry(period, alone, of.codes, report))),
        ("earlier_reviews", json!((!history::is_whole(period, of)).then_some(EARLIER_REVIEWS))),
        ("legal_statuses", statuses(period, of.codes, report)),
    ]);
    group([
        ("format", json!(1)),
        ("case_id", json!(id)),
        ("authority", json!(of.settings.authority)),
        ("child", group([("date_of_birth", json!(born))])),
        ("care", care),
        ("placements", placements(period, of.codes, report)),
        ("permanence_plan", adoption::plan(rows, of.settings.as_of, report)),
        ("reviews", reviews::reviews(rows, of.codes, report)),
        ("orders", adoption::orders(period, of.codes)),
        ("x_source", history::source(rows, of, report)),
    ])
}

/// Whether the child came alone, and that status lasted into this period of care.
fn is_unaccompanied(rows: &Rows, report: &mut ImportReport) -> bool {
    let mut alone = false;
    for entry in &rows.unaccompanied {
        match entry.row.day("DUC") {
            Ok(until) => alone |= until.is_none_or(|until| until >= rows.present.started),
            Err(remark) => report.remark(remark),
        }
    }
    alone
}
