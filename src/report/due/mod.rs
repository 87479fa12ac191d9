//! What falls due, and what is overdue, in order.

mod calendar;
mod csv;
mod json;

use std::io::{self, Write};

use chrono::NaiveDate;

use super::format::{Named, UnknownFormat, by_name};
use super::{Look, Report, people};
use crate::audit::{CaseAudit, Deadline};

pub(super) use json::state;

/// A format for deadlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueFormat {
    /// For people: a table.
    Table,
    /// For a spreadsheet: a row a deadline.
    Csv,
    /// For machines: one versioned object.
    Json,
    /// For a calendar: an all-day event a deadline.
    Ics,
}

impl Named for DueFormat {
    const ALL: &'static [Self] = &[Self::Table, Self::Csv, Self::Json, Self::Ics];

    fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ics => "ics",
        }
    }
}

impl std::str::FromStr for DueFormat {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        by_name(word)
    }
}

/// Whose deadlines stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueBy {
    /// Those of a team's cases.
    Team,
    /// Those of a social worker's cases.
    Worker,
}

impl DueBy {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Worker => "worker",
        }
    }

    /// Whose a deadline is.
    #[must_use]
    pub fn of(self, deadline: &Deadline) -> Option<&str> {
        match self {
            Self::Team => deadline.team.as_deref(),
            Self::Worker => deadline.social_worker.as_deref(),
        }
    }
}

/// Which deadlines are wanted, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueAsked {
    /// The last day that is looked at; every day when missing.
    pub until: Option<NaiveDate>,
    /// Whether what is overdue is wanted too.
    pub overdue: bool,
    /// Whose deadlines stand together; all of them when missing.
    pub by: Option<DueBy>,
}

/// The deadlines of many cases.
#[derive(Debug)]
pub struct Due {
    /// The as-of day.
    pub as_of: NaiveDate,
    /// Which deadlines were wanted.
    pub asked: DueAsked,
    deadlines: Vec<Deadline>,
    overdue_left_out: usize,
    without_day: usize,
}

/// The deadlines of one team or worker, or all of them.
#[derive(Clone, Copy, Debug)]
pub struct DueGroup<'d> {
    /// The team or worker; none where the files name none, or when nothing is grouped.
    pub name: Option<&'d str>,
    /// The deadlines, in order.
    pub deadlines: &'d [Deadline],
}

impl DueGroup<'_> {
    /// How many of the deadlines are overdue on a day.
    #[must_use]
    pub fn overdue(&self, today: NaiveDate) -> usize {
        self.deadlines.iter().filter(|deadline| deadline.day < today).count()
    }
}

impl Due {
    /// No deadlines yet.
    #[must_use]
    pub fn new(as_of: NaiveDate, asked: DueAsked) -> Self {
        Self { as_of, asked, deadlines: Vec::new(), overdue_left_out: 0, without_day: 0 }
    }

    /// Adds those of a case that are wanted.
    pub fn add(&mut self, audit: &CaseAudit) {
        self.without_day += audit.due_some_day();
        for deadline in audit.deadlines() {
            if deadline.day < self.as_of && !self.asked.overdue {
                self.overdue_left_out += 1;
            } else if self.asked.until.is_none_or(|until| deadline.day <= until) {
                self.deadlines.push(deadline);
            }
        }
    }

    /// Puts them in order: by group, by day, by case, then in the strategies' order.
    pub fn sort(&mut self) {
        let by = self.asked.by;
        self.deadlines.sort_by(|a, b| {
            let key = |deadline| {
                let name = by.and_then(|by| by.of(deadline));
                (name.is_none(), name, deadline.day, deadline.case_id.as_str())
            };
            key(a).cmp(&key(b))
        });
    }

    /// Every deadline, in order.
    #[must_use]
    pub fn deadlines(&self) -> &[Deadline] {
        &self.deadlines
    }

    /// The deadlines by whose they are, or all of them.
    pub fn groups(&self) -> impl Iterator<Item = DueGroup<'_>> {
        let groups = self.deadlines.chunk_by(|a, b| self.group_of(a) == self.group_of(b));
        groups.map(|deadlines| DueGroup {
            name: deadlines.first().and_then(|first| self.group_of(first)),
            deadlines,
        })
    }

    fn group_of<'d>(&self, deadline: &'d Deadline) -> Option<&'d str> {
        self.asked.by.and_then(|by| by.of(deadline))
    }

    /// What a reader has to know beside the deadlines.
    fn notes(&self, report: &Report) -> Vec<String> {
        let mut notes = report.notes.clone();
        match self.overdue_left_out {
            0 => {}
            1 => notes.push("1 deadline that is overdue was left out.".to_owned()),
            many => notes.push(format!("{many} deadlines that are overdue were left out.")),
        }
        let some_day = "not due yet, on a day that is not known: permanence check tells which.";
        match self.without_day {
            0 => {}
            1 => notes.push(format!("1 requirement is {some_day}")),
            many => notes.push(format!("{many} requirements are {some_day}")),
        }
        notes
    }
}

/// Writes the deadlines of a run.
///
/// # Errors
/// When they cannot be written.
pub fn write_due(
    due: &Due,
    report: &Report,
    format: DueFormat,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        DueFormat::Table => people::write_due(due, &due.notes(report), look, out),
        DueFormat::Csv => csv::write(due, out),
        DueFormat::Json => json::write(due, report, due.notes(report), out),
        DueFormat::Ics => calendar::write(due, out),
    }
}
