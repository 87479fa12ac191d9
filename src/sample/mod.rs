//! A made-up caseload, for training, demonstrations, benchmarks and tests.
//!
//! Every case is made up from a seed. First comes a family's time in care, from a plan that meets
//! everything a strategy asks; then, unless drift is turned off, some of what should have been done is
//! left undone. The same settings give the same cases on every machine, and a caseload is made up a
//! family at a time, however many cases it has.
//!
//! ```
//! use permanence::sample::{Caseload, Settings};
//!
//! let as_of = chrono::NaiveDate::from_ymd_opt(2026, 1, 31).ok_or("no such day")?;
//! let caseload = Caseload::new(Settings::as_of(as_of))?;
//! let ids: Vec<String> = caseload.map(|case| case.id).collect();
//! assert_eq!(ids.len(), 24);
//! assert_eq!(ids.first().map(String::as_str), Some("DOR-1001"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod assessment;
mod child;
mod council;
mod document;
mod draw;
mod drift;
mod family;
mod homes;
mod kin;
mod law;
mod path;
mod plan;
mod timeline;

use std::collections::VecDeque;

use chrono::{Datelike as _, NaiveDate};

pub use council::Council;
pub use document::SampleCase;

use draw::Draw;
use drift::Drifts;
use family::{Family, Setting};

/// What a caseload is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The day the caseload is as it stands.
    pub as_of: NaiveDate,
    /// Another seed makes up other cases.
    pub seed: u64,
    /// How many cases, from 1 to [`Settings::MOST_CASES`].
    pub cases: u32,
    /// How many teams they are spread over, from 1 to [`Settings::MOST_TEAMS`].
    pub teams: u32,
    /// Whose cases they are; of several, each family in turn is of the next one.
    pub councils: Vec<Council>,
    /// Whether some cases are not kept as they should be. Without it every case meets everything.
    pub drift: bool,
}

impl Settings {
    /// The most cases of a caseload: case references have seven figures at most.
    pub const MOST_CASES: u32 = 1_000_000;
    /// The most teams.
    pub const MOST_TEAMS: u32 = 500;

    /// 24 cases of Dorset in four teams, some of them not as they should be.
    #[must_use]
    pub fn as_of(as_of: NaiveDate) -> Self {
        Self { as_of, seed: 1, cases: 24, teams: 4, councils: vec![Council::Dorset], drift: true }
    }
}

/// Settings that no caseload can be made up from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The number of cases.
    #[error("a caseload has from 1 to {most} cases, not {0}", most = Settings::MOST_CASES)]
    Cases(u32),
    /// The number of teams.
    #[error("a caseload has from 1 to {most} teams, not {0}", most = Settings::MOST_TEAMS)]
    Teams(u32),
    /// The as-of day.
    #[error("made-up cases are as at a day from 2000 to 2100, not {0}")]
    AsOf(NaiveDate),
    /// No council.
    #[error("no council is named whose cases to make up")]
    NoCouncil,
}

/// A made-up caseload: an iterator of its cases.
#[derive(Debug)]
pub struct Caseload {
    settings: Settings,
    drifts: Drifts,
    families: u64,
    made: u32,
    waiting: VecDeque<SampleCase>,
}

impl Caseload {
    /// A caseload.
    ///
    /// # Errors
    /// When there is no caseload with these settings.
    pub fn new(settings: Settings) -> Result<Self, SettingsError> {
        if !(1..=Settings::MOST_CASES).contains(&settings.cases) {
            return Err(SettingsError::Cases(settings.cases));
        }
        if !(1..=Settings::MOST_TEAMS).contains(&settings.teams) {
            return Err(SettingsError::Teams(settings.teams));
        }
        if !(2000..=2100).contains(&settings.as_of.year()) {
            return Err(SettingsError::AsOf(settings.as_of));
        }
        if settings.councils.is_empty() {
            return Err(SettingsError::NoCouncil);
        }
        let drifts = Drifts::of(&settings.councils);
        Ok(Self { settings, drifts, families: 0, made: 0, waiting: VecDeque::new() })
    }

    /// Makes up the next family's cases.
    fn next_family(&mut self) -> Option<()> {
        let Settings { as_of, seed, cases, teams, .. } = self.settings;
        let turn = usize::try_from(self.families).ok()? % self.settings.councils.len();
        let setting = Setting {
            council: *self.settings.councils.get(turn)?,
            as_of,
            teams,
            cases,
            first: self.made,
            room: cases - self.made,
        };
        let mut draw = Draw::of_family(seed, self.families, "family");
        // Streams of their own: with drift or without it, the cases are the same ones.
        let mut slips = Draw::of_family(seed, self.families, "drift");
        let family = Family::draw(setting, &mut draw);
        for child in &family.children {
            let mut value = document::value(child, &family, &mut draw);
            if self.settings.drift {
                self.drifts.apply(&mut value, child, &family, &mut slips);
            }
            self.waiting.push_back(SampleCase { id: child.id.clone(), value });
            self.made += 1;
        }
        self.families += 1;
        Some(())
    }
}

impl Iterator for Caseload {
    type Item = SampleCase;

    fn next(&mut self) -> Option<SampleCase> {
        if self.waiting.is_empty() && self.made < self.settings.cases {
            self.next_family()?;
        }
        self.waiting.pop_front()
    }
}
