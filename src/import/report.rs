//! What an import read, and what became of it.

use std::fmt;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;

use super::reason::{Effect, Reason};
use crate::document::Position;
use crate::report::{Field, csv_rows};

/// The longest value that a remark repeats, in characters.
const LONGEST_VALUE: usize = 40;

/// A place in an extract.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowPlace {
    /// The file.
    pub path: Arc<str>,
    /// The line, and the character in it; none for the file as a whole.
    pub position: Option<Position>,
    /// The name of the column, or of the element.
    pub column: Option<Arc<str>>,
}

impl RowPlace {
    /// A file as a whole.
    #[must_use]
    pub fn file(path: &Arc<str>) -> Self {
        Self { path: Arc::clone(path), position: None, column: None }
    }
}

impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(position) = self.position {
            write!(f, ":{}", position.line)?;
            if position.column > 1 {
                write!(f, ":{}", position.column)?;
            }
        }
        Ok(())
    }
}

/// Something of an extract that is to be known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// Where.
    pub place: RowPlace,
    /// Why.
    pub reason: Reason,
    /// The code, date or name of a column that it is about, cropped.
    pub value: Option<String>,
    /// True when the row there went into no case because of it.
    pub row_set_aside: bool,
}

impl Remark {
    /// A remark on a place.
    #[must_use]
    pub fn new(place: RowPlace, value: Option<&str>, reason: Reason) -> Self {
        let value = value.map(|value| value.chars().take(LONGEST_VALUE).collect());
        Self { place, reason, value, row_set_aside: false }
    }
}

/// The rows of one table, and what became of them.
///
/// `rows` is the sum of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCount {
    /// The file.
    pub path: Arc<str>,
    /// The table's name.
    pub table: &'static str,
    /// How many rows were read.
    pub rows: usize,
    /// How many went into a case.
    pub used: usize,
    /// How many were set aside, each with a remark.
    pub set_aside: usize,
    /// How many are of a table that no requirement makes use of.
    pub unused: usize,
}

/// A table of a report, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TableId(usize);

/// What an import read, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// The tables, in the order of their files.
    pub tables: Vec<TableCount>,
    /// What is to be known, in the order of places.
    pub remarks: Vec<Remark>,
}

impl ImportReport {
    /// True when something could not be read, so that what was imported is not the whole.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.remarks.iter().any(|remark| remark.reason.effect() == Effect::Unread)
    }

    /// Starts to count a table.
    pub(super) fn table(&mut self, path: &Arc<str>, table: &'static str) -> TableId {
        let path = Arc::clone(path);
        self.tables.push(TableCount { path, table, rows: 0, used: 0, set_aside: 0, unused: 0 });
        TableId(self.tables.len() - 1)
    }

    fn count(&mut self, table: TableId, add: impl FnOnce(&mut TableCount)) {
        // Numbers come from `table` alone, and no table is ever taken away.
        if let Some(count) = self.tables.get_mut(table.0) {
            add(count);
        }
    }

    /// Counts a row that was read.
    pub(super) fn row(&mut self, table: TableId) {
        self.count(table, |count| count.rows += 1);
    }

    /// Counts a row that went into a case.
    pub(super) fn used(&mut self, table: TableId) {
        self.count(table, |count| count.used += 1);
    }

    /// Counts a row that nothing makes use of.
    pub(super) fn unused(&mut self, table: TableId) {
        self.count(table, |count| count.unused += 1);
    }

    /// Counts a row that goes into no case, and says why.
    pub(super) fn set_aside(&mut self, table: TableId, remark: Remark) {
        self.count(table, |count| count.set_aside += 1);
        self.remarks.push(Remark { row_set_aside: true, ..remark });
    }

    /// Remarks on something.
    pub(super) fn remark(&mut self, remark: Remark) {
        self.remarks.push(remark);
    }

    /// Puts everything in the order of its place.
    pub(super) fn sort(&mut self) {
        self.remarks.sort();
        self.tables.sort_by(|a, b| (&a.path, a.table).cmp(&(&b.path, b.table)));
    }
}

/// A row of the written report; the names of its fields are the header.
#[derive(Default, Serialize)]
struct RemarkRow<'a> {
    file: Field<'a>,
    line: Option<usize>,
    character: Option<usize>,
    column: Field<'a>,
    value: Field<'a>,
    effect: Field<'a>,
    reason: Field<'a>,
    row_set_aside: bool,
    message: Field<'a>,
}

/// Writes every remark of an import as CSV, a row each.
///
/// # Errors
/// When it cannot be written.
pub fn write_remarks(report: &ImportReport, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = csv_rows(out, &RemarkRow::default())?;
    for remark in &report.remarks {
        rows.serialize(RemarkRow {
            file: (&*remark.place.path).into(),
            line: remark.place.position.map(|position| position.line),
            character: remark.place.position.map(|position| position.column),
            column: remark.place.column.as_deref().into(),
            value: remark.value.as_deref().into(),
            effect: remark.reason.effect().word().into(),
            reason: remark.reason.word().into(),
            row_set_aside: remark.row_set_aside,
            message: remark.reason.sentence().into(),
        })?;
    }
    rows.flush()
}
