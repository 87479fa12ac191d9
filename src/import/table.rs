//! A table of CSV, read as a stream, its cells known by their columns' names.

use std::io::{BufRead, Read};
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use super::cell::Row;
use super::line_ends::PlainLines;
use super::reason::Reason;
use super::report::{Remark, RowPlace};
use crate::document::Position;

/// A table that is being read.
pub(super) struct Table<R> {
    reader: csv::Reader<R>,
    path: Arc<str>,
    columns: Vec<Arc<str>>,
    record: StringRecord,
    /// A file that fails once fails for ever: nothing more is asked of it.
    failed: bool,
}

/// How a column's name is compared: in capitals, without blanks around it.
pub(super) fn column_name(text: &str) -> String {
    text.trim().to_uppercase()
}

impl<R: BufRead> Table<PlainLines<R>> {
    /// Reads a table's header. Commas part its cells, or semicolons or tabs where the header has more
    /// of them.
    pub(super) fn open(path: &Arc<str>, mut input: R) -> Result<Self, Remark> {
        let broken = || Remark::new(RowPlace::file(path), None, Reason::NotReadable);
        let delimiter = delimiter(input.fill_buf().map_err(|_| broken())?);
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(PlainLines::new(input));
        let header = reader.headers().map_err(|_| broken())?;
        let columns = header.iter().map(|name| column_name(name).into()).collect();
        Ok(Self {
            reader,
            path: Arc::clone(path),
            columns,
            record: StringRecord::new(),
            failed: false,
        })
    }
}

impl<R: Read> Table<R> {
    /// The names of its columns, in capitals.
    pub(super) fn columns(&self) -> &[Arc<str>] {
        &self.columns
    }

    /// The next row that is not blank, or why it could not be read.
    pub(super) fn next_row(&mut self) -> Option<Result<Row, Remark>> {
        while !self.failed {
            match self.reader.read_record(&mut self.record) {
                Ok(false) => return None,
                Ok(true) => {}
                Err(error) => {
                    self.failed = error.is_io_error();
                    let reason = if self.failed { Reason::NotReadable } else { Reason::BrokenRow };
                    return Some(Err(Remark::new(self.place(0), None, reason)));
                }
            }
            let breaks = self.record.iter().map(|cell| cell.matches('\n').count()).sum();
            let place = self.place(breaks);
            if self.record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let extra = self.record.iter().skip(self.columns.len());
            if self.record.len() < self.columns.len()
                || extra.into_iter().any(|cell| !cell.trim().is_empty())
            {
                return Some(Err(Remark::new(place, None, Reason::BrokenRow)));
            }
            let mut row = Row::new(place);
            row.spans_lines = breaks > 0;
            for (column, cell) in self.columns.iter().zip(&self.record) {
                row.push(column, cell, None);
            }
            return Some(Ok(row));
        }
        None
    }

    /// The first line of the row that was just read, which has this many breaks in it.
    ///
    /// The reader's own place of a row is that of blank lines before it.
    fn place(&self, breaks: usize) -> RowPlace {
        let next = usize::try_from(self.reader.position().line()).unwrap_or(usize::MAX);
        // A quote that is not closed takes in the end of its last line too.
        let last = self.record.iter().next_back();
        let end = usize::from(!last.is_some_and(|cell| cell.ends_with('\n')));
        let position = Some(Position { line: next.saturating_sub(end + breaks), column: 1 });
        RowPlace { path: Arc::clone(&self.path), position, column: None }
    }
}

fn delimiter(start: &[u8]) -> u8 {
    let header = start.trim_ascii_start().split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |mark: u8| memchr::memchr_iter(mark, header).count();
    // Of marks that are there as often, the last one: the comma.
    [b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::{Reason, Table};

    type Told = (usize, Result<Option<String>, Reason>);

    /// The line and the second cell of every row.
    fn told(text: &str) -> Result<Vec<Told>, Reason> {
        let mut table = Table::open(&"t.csv".into(), text.as_bytes()).map_err(|it| it.reason)?;
        let mut rows = Vec::new();
        while let Some(row) = table.next_row() {
            let place = match &row {
                Ok(row) => row.place.position,
                Err(remark) => remark.place.position,
            };
            let cell = row.map(|row| row.text("B").map(str::to_owned));
            rows.push((place.map_or(0, |at| at.line), cell.map_err(|remark| remark.reason)));
        }
        Ok(rows)
    }

    #[test]
    fn rows_know_their_lines_however_lines_end() -> Result<(), Reason> {
        let text = "a,B\n1,2\n\n\n3, 4 \n,\n\"5\n5\",\"6\"\n7,8";
        let cell = |text: &str| Ok(Some(text.to_owned()));
        let expected = [(2, cell("2")), (5, cell("4")), (7, cell("6")), (9, cell("8"))];
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(told(&text.replace('\n', end))?, expected, "{end:?}");
        }
        Ok(())
    }

    #[test]
    fn rows_have_as_many_cells_as_the_header() -> Result<(), Reason> {
        let rows = told("a,B\n1\n1,2,,\n1,2,3\n1,\n")?;
        let cell = Ok(Some("2".to_owned()));
        let broken = Err(Reason::BrokenRow);
        assert_eq!(rows, [(2, broken.clone()), (3, cell), (4, broken), (5, Ok(None))]);
        Ok(())
    }

    #[test]
    fn cells_are_parted_by_what_parts_the_header() -> Result<(), Reason> {
        for mark in [",", ";", "\t"] {
            let rows = told(&"a|B|c\n1|2|3\n".replace('|', mark))?;
            assert_eq!(rows, [(2, Ok(Some("2".to_owned())))], "{mark:?}");
        }
        Ok(())
    }
}
