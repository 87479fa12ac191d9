//! The sector's standard safeguarding data set: its looked-after tables, as CSV or JSON.
//!
//! Tables are told by the letters their columns begin with, whatever their files are called: a file a
//! table, a group of tables, or records nested child by child, where a record without a child of its
//! own is about the one it stands in. The latest period of care is the case's.

mod case;
mod children;
mod homes;
mod json;
mod people;
mod periods;
mod permanence;
mod plans;
mod reviews;
mod statuses;
mod tables;

use std::io::{BufRead, Read as _};
use std::path::PathBuf;

use self::children::Children;
use self::json::Json;
use self::tables::{Kind, Shape};
use super::encoding::{FileKind, TextEncoding, open};
use super::files::{Found, find};
use super::reason::Reason;
use super::report::{ImportReport, Remark, RowPlace};
use super::table::Table;
use super::{Import, ImportSettings};

/// What the names of its files end in.
const ENDINGS: [&str; 5] = ["csv", "txt", "json", "ndjson", "jsonl"];

/// The most bytes of a JSON file, which is held in memory while it is read.
const LARGEST: u64 = 256 << 20;

/// Imports the tables in these files and folders.
pub(super) fn import(paths: &[PathBuf], settings: &ImportSettings) -> Import {
    let mut report = ImportReport::default();
    let mut children = Children::default();
    for found in find(paths, &ENDINGS, &mut report) {
        let read = match found.kind {
            FileKind::Text(encoding) => read(&found, encoding, &mut children, &mut report),
            FileKind::Empty => Err(Reason::EmptyFile),
            FileKind::TooLarge => Err(Reason::TooLarge),
            FileKind::Zip => Err(Reason::Zip),
            FileKind::Pdf => Err(Reason::Pdf),
            FileKind::OldOffice => Err(Reason::OldOffice),
            FileKind::Binary => Err(Reason::Binary),
        };
        if let Err(reason) = read {
            report.remark(Remark::new(RowPlace::file(&found.path), None, reason));
        }
    }
    let cases = children.into_cases(settings, &mut report);
    Import { cases, report }
}

fn read(
    found: &Found,
    encoding: TextEncoding,
    children: &mut Children,
    report: &mut ImportReport,
) -> Result<(), Reason> {
    if let Some(name) = encoding.unusual() {
        report.remark(Remark::new(RowPlace::file(&found.path), Some(name), Reason::Encoding));
    }
    let mut input = open(&found.file, encoding).map_err(|_| Reason::NotReadable)?;
    let start = input.fill_buf().map_err(|_| Reason::NotReadable)?;
    if !matches!(start.trim_ascii_start().first(), Some(b'{' | b'[')) {
        return rows(found, input, children, report);
    }
    let mut text = String::new();
    input.take(LARGEST + 1).read_to_string(&mut text).map_err(|_| Reason::NotReadable)?;
    if text.len() as u64 > LARGEST {
        return Err(Reason::TooLarge);
    }
    Json::new(&found.path, &text, children, report).read()
}

/// Reads a table of CSV.
fn rows(
    found: &Found,
    input: impl BufRead,
    children: &mut Children,
    report: &mut ImportReport,
) -> Result<(), Reason> {
    let mut table = match Table::open(&found.path, input) {
        Ok(table) => table,
        Err(remark) => {
            report.remark(remark);
            return Ok(());
        }
    };
    let shape = Shape::of_columns(table.columns()).ok_or(Reason::UnknownTable)?;
    let usable = shape.check(&found.path, table.columns(), report);
    let id = report.table(&found.path, shape.name);
    let mut any = false;
    while let Some(row) = table.next_row() {
        any = true;
        match row {
            // A file that breaks off has no row there.
            Err(remark) if remark.reason == Reason::NotReadable => report.remark(remark),
            Err(remark) => {
                report.row(id);
                report.set_aside(id, remark);
            }
            Ok(row) => {
                report.row(id);
                match shape.kind {
                    Kind::Unused => report.unused(id),
                    _ if !usable => {
                        let reason = Reason::MissingColumn;
                        report.set_aside(id, Remark::new(row.place, None, reason));
                    }
                    _ => children.add(shape, row, id, None),
                }
            }
        }
    }
    if !any {
        report.remark(Remark::new(RowPlace::file(&found.path), None, Reason::EmptyTable));
    }
    Ok(())
}
