//! A row of an extract: cells by the names of their columns, each with its place.

use std::sync::Arc;

use chrono::NaiveDate;

use super::date::{self, NoDate};
use super::reason::Reason;
use super::report::{Remark, RowPlace};
use super::words::known_words;
use crate::document::Position;

/// A row of a table, or an element that stands for one.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// Where it starts.
    pub(super) place: RowPlace,
    /// True when a cell has a line break in it.
    pub(super) spans_lines: bool,
    cells: Vec<Cell>,
}

/// A cell that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    column: Arc<str>,
    text: Box<str>,
    /// Where it stands, when it has a place of its own.
    position: Option<Position>,
}

impl Row {
    pub(super) fn new(place: RowPlace) -> Self {
        Self { place, spans_lines: false, cells: Vec::new() }
    }

    /// Adds a cell, unless it is blank.
    pub(super) fn push(&mut self, column: &Arc<str>, text: &str, position: Option<Position>) {
        let text = text.trim();
        if !text.is_empty() {
            self.cells.push(Cell { column: Arc::clone(column), text: text.into(), position });
        }
    }

    /// Forgets what is under other columns.
    pub(super) fn keep(&mut self, kept: impl Fn(&str) -> bool) {
        self.cells.retain(|cell| kept(&cell.column));
    }

    /// Takes cells out of this row, into one of their own at the same place.
    pub(super) fn split(&mut self, taken: impl Fn(&str) -> bool) -> Self {
        let (split, kept) =
            std::mem::take(&mut self.cells).into_iter().partition(|cell| taken(&cell.column));
        self.cells = kept;
        Self { place: self.place.clone(), spans_lines: self.spans_lines, cells: split }
    }

    /// True when both say the same, wherever they stand.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let holds = |one: &Self, other: &Self| {
            one.cells.iter().all(|cell| other.text(&cell.column) == Some(&cell.text))
        };
        holds(self, other) && holds(other, self)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells.is_empty()
    }

    fn cell(&self, column: &str) -> Option<&Cell> {
        self.cells.iter().find(|cell| &*cell.column == column)
    }

    /// The text under a column, unless it is blank.
    pub(super) fn text(&self, column: &str) -> Option<&str> {
        self.cell(column).map(|cell| &*cell.text)
    }

    /// The names of the columns under which there is anything.
    pub(super) fn columns(&self) -> impl Iterator<Item = &Arc<str>> {
        self.cells.iter().map(|cell| &cell.column)
    }

    /// The place of what is under a column.
    pub(super) fn place_of(&self, column: &str) -> RowPlace {
        let cell = self.cell(column);
        RowPlace {
            path: Arc::clone(&self.place.path),
            position: cell.and_then(|cell| cell.position).or(self.place.position),
            column: Some(cell.map_or_else(|| column.into(), |cell| Arc::clone(&cell.column))),
        }
    }

    /// A remark on what is under a column, which it repeats: for columns that hold words of a list.
    pub(super) fn remark(&self, column: &str, reason: Reason) -> Remark {
        let value = self
            .text(column)
            .map(|text| if is_like_date(text) { text.to_owned() } else { known_words(text) });
        Remark::new(self.place_of(column), value.as_deref(), reason)
    }

    /// A remark on what is under a column of codes or dates, which it repeats when it looks like one:
    /// in a row whose cells have slipped it may be a name.
    pub(super) fn remark_code(&self, column: &str, reason: Reason) -> Remark {
        let value = self.text(column).filter(|text| is_code(text) || is_like_date(text));
        Remark::new(self.place_of(column), value, reason)
    }

    /// The day under a column; none when it is blank.
    pub(super) fn day(&self, column: &str) -> Result<Option<NaiveDate>, Remark> {
        let Some(text) = self.text(column) else { return Ok(None) };
        date::day(text).map(Some).map_err(|why| {
            self.remark_code(
                column,
                match why {
                    NoDate::Partial => Reason::PartialDate,
                    NoDate::Impossible => Reason::ImpossibleDate,
                    NoDate::Implausible => Reason::ImplausibleDate,
                    NoDate::Form => Reason::NotADate,
                },
            )
        })
    }
}

/// True for what could be a code, and hardly a name: a few letters and figures, or two letters.
pub(super) fn is_code(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let most = if text.bytes().any(|byte| byte.is_ascii_digit()) { 4 } else { 2 };
    plain && text.len() <= most
}

/// True for figures and what stands between them in a date; `z` stands for one that is not known, and
/// ends a time.
fn is_like_date(text: &str) -> bool {
    let text = text.strip_suffix('Z').unwrap_or(text);
    let is_part =
        |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ':' | ' ' | 'z' | 'T');
    text.len() <= 24 && text.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::{is_code, is_like_date};

    #[test]
    fn only_codes_and_dates_are_repeated() {
        for text in ["S", "C2", "PN12", "A3", "Q9", "E4A"] {
            assert!(is_code(text), "{text}");
        }
        for text in ["31/02/2025", "zz/05/2025", "2025-02-31T00:00:00", "20250231"] {
            assert!(is_like_date(text), "{text}");
        }
        for text in
            ["John", "Ann", "A123456789012", "ZZ1 1ZZ", "ZZ11ZZ", "6 Jan 2025", "12 High St"]
        {
            assert!(!is_code(text) && !is_like_date(text), "{text}");
        }
    }
}
