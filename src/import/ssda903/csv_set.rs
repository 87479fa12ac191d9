//! One table of a set of CSV files.

use std::io::{BufRead, Read};

use super::children::Children;
use super::shape::{Kind, Shape};
use crate::import::files::Found;
use crate::import::reason::Reason;
use crate::import::report::{ImportReport, Remark, RowPlace};
use crate::import::table::Table;

/// Reads a table row by row.
pub(super) fn read(
    found: &Found,
    input: impl BufRead,
    children: &mut Children,
    report: &mut ImportReport,
) {
    let whole = |reason| Remark::new(RowPlace::file(&found.path), None, reason);
    match Table::open(&found.path, input) {
        Err(remark) => report.remark(remark),
        Ok(table) => match Shape::of_columns(table.columns()) {
            None => report.remark(whole(Reason::UnknownTable)),
            Some(shape) => rows(found, table, shape, children, report),
        },
    }
}

fn rows(
    found: &Found,
    mut table: Table<impl Read>,
    shape: &'static Shape,
    children: &mut Children,
    report: &mut ImportReport,
) {
    let whole = RowPlace::file(&found.path);
    let usable = shape.check(&found.path, table.columns(), report);
    let id = report.table(&found.path, shape.name);
    let source = children.source(found);
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
            // No cell of a return has a line break: a quote that is not closed has taken rows in.
            Ok(row) if row.spans_lines => {
                report.row(id);
                report.set_aside(id, Remark::new(row.place, None, Reason::BrokenRow));
            }
            Ok(_) if shape.kind == Kind::Unused => {
                report.row(id);
                report.unused(id);
            }
            Ok(row) if !usable => {
                report.row(id);
                report.set_aside(id, Remark::new(row.place, None, Reason::MissingColumn));
            }
            Ok(mut row) => {
                report.row(id);
                row.keep(|column| shape.keeps(column));
                children.add(shape.kind, row, id, source, report);
            }
        }
    }
    if !any {
        report.remark(Remark::new(whole, None, Reason::EmptyTable));
    }
}
