//! A table of CSV, read as a stream, its cells known by their columns' names.

use std::io::Read;
use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};

use super::cell::Row;
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

impl<R: Read> Table<R> {
    /// Reads a table's header. Commas part its cells, or semicolons or tabs where the header has more
    /// of them.
    pub(super) fn open(path: &Arc<str>, mut input: R) -> Result<Table<impl Read>, Remark> {
        let broken = || Remark::new(RowPlace::file(path), None, Reason::NotReadable);
        let mut start = vec![0; 4096];
        let length = read_start(&mut input, &mut start).map_err(|_| broken())?;
        start.truncate(length);
        let delimiter = delimiter(&start);
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(std::io::Cursor::new(start).chain(input));
        let header = reader.headers().map_err(|_| broken())?;
        let columns = header.iter().map(|name| column_name(name).into()).collect();
        Ok(Table {
            reader,
            path: Arc::clone(path),
            columns,
            record: StringRecord::new(),
            failed: false,
        })
    }

    /// The names of its columns, in capitals.
    pub(super) fn columns(&self) -> &[Arc<str>] {
        &self.columns
    }

    /// The next row that is not blank, or why it could not be read.
    pub(super) fn next_row(&mut self) -> Option<Result<Row, Remark>> {
        while !self.failed {
            let read = self.reader.read_record(&mut self.record);
            let line = self.record.position().map_or(0, csv::Position::line);
            let place = self.place(line);
            match read {
                Ok(false) => return None,
                Ok(true) => {}
                Err(error) => {
                    let line = error.position().map_or(line, csv::Position::line);
                    self.failed = error.is_io_error();
                    let reason = if self.failed { Reason::NotReadable } else { Reason::BrokenRow };
                    return Some(Err(Remark::new(self.place(line), None, reason)));
                }
            }
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
            for (column, cell) in self.columns.iter().zip(&self.record) {
                row.push(column, cell, None);
            }
            return Some(Ok(row));
        }
        None
    }

    fn place(&self, line: u64) -> RowPlace {
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        let position = Some(Position { line, column: 1 });
        RowPlace { path: Arc::clone(&self.path), position, column: None }
    }
}

/// Fills the start with as much as there is of it.
fn read_start(input: &mut impl Read, start: &mut [u8]) -> std::io::Result<usize> {
    let mut length = 0;
    while let Some(rest) = start.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match input.read(rest)? {
            0 => break,
            read => length += read,
        }
    }
    Ok(length)
}

fn delimiter(start: &[u8]) -> u8 {
    let header = start.trim_ascii_start().split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |mark: u8| header.iter().filter(|byte| **byte == mark).count();
    // Of marks that are there as often, the last one: the comma.
    [b'\t', b';', b','].into_iter().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}
