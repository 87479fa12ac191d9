//! Ofsted's Annex A: the lists of children in care and of decisions for adoption, from a workbook.
//!
//! List 8 has a row a child, as things stand: the present legal status, the latest review, the most
//! recent placement and the plan. What came before it does not show. List 10 has the dates of an
//! adoption; its children are cases only when list 8 has them too, since it says nothing else of them.

mod adoption;
mod case;
mod guard;
mod lists;
mod markup;
mod plan;
mod sheet;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use self::case::Child;
use self::guard::Refusal;
use self::lists::{Header, Heading, List, Use};
use self::sheet::{Content, SheetRow, Workbook};
use super::cell::Row;
use super::date;
use super::encoding::FileKind;
use super::files::{Found, find};
use super::reason::Reason;
use super::report::{ImportReport, Remark, RowPlace, TableId};
use super::{Import, ImportSettings};
use crate::document::Position;

/// How many rows with anything in them may come before a list's header.
const BEFORE_HEADER: usize = 30;

/// Imports the workbooks in these files and folders.
pub(super) fn import(paths: &[PathBuf], settings: &ImportSettings) -> Import {
    let mut report = ImportReport::default();
    let mut children = BTreeMap::new();
    for found in find(paths, &["xlsx", "xlsm"], &mut report) {
        let refusal = match found.kind {
            FileKind::Zip => read(&found, &mut children, &mut report).err(),
            FileKind::Empty => Some(Reason::EmptyFile),
            FileKind::TooLarge => Some(Reason::TooLarge),
            FileKind::Pdf => Some(Reason::Pdf),
            FileKind::OldOffice => Some(Reason::OldOffice),
            FileKind::Text(_) => Some(Reason::TextForWorkbook),
            FileKind::Binary => Some(Reason::DamagedWorkbook),
        };
        if let Some(reason) = refusal {
            report.remark(Remark::new(RowPlace::file(&found.path), None, reason));
        }
    }
    let made =
        children.into_iter().map(|(id, child)| case::make(&id, child, settings, &mut report));
    let cases = made.collect::<Vec<_>>().into_iter().flatten().collect();
    Import { cases, report }
}

impl From<Refusal> for Reason {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Damaged => Self::DamagedWorkbook,
            Refusal::TooLarge => Self::LargeWorkbook,
        }
    }
}

/// Reads every list of a workbook that is not hidden.
fn read(
    found: &Found,
    children: &mut BTreeMap<Arc<str>, Child>,
    report: &mut ImportReport,
) -> Result<(), Reason> {
    let mut workbook = Workbook::open(&found.file)?;
    let mut in_care = false;
    let mut hidden = false;
    for sheet in workbook.sheets() {
        let Some(header) = header(&mut workbook, &sheet.name)? else { continue };
        if sheet.is_hidden {
            hidden = true;
            let place = header_place(&found.path, &header);
            report.remark(Remark::new(place, None, Reason::HiddenSheet));
            continue;
        }
        in_care |= header.list == List::InCare;
        let mut reading = Reading::new(found, &header, report);
        workbook.rows(&sheet.name, &mut |row| {
            reading.row(&row, children, report);
            true
        })?;
        reading.end(report);
    }
    match (in_care, hidden) {
        (true, _) | (false, true) => Ok(()),
        (false, false) => Err(Reason::NoList),
    }
}

/// The header of the list on a sheet, if there is one: of its first rows, the one that has the most
/// of a list's columns.
fn header(workbook: &mut Workbook, sheet: &str) -> Result<Option<Header>, Refusal> {
    let mut best: Option<Header> = None;
    let mut seen = 0;
    workbook.rows(sheet, &mut |row| {
        if let Some(header) = Header::of(&row)
            && best.as_ref().is_none_or(|best| header.known() > best.known())
        {
            best = Some(header);
        }
        seen += 1;
        seen < BEFORE_HEADER
    })?;
    Ok(best)
}

fn header_place(path: &Arc<str>, header: &Header) -> RowPlace {
    RowPlace { position: Some(Position { line: header.row, column: 1 }), ..RowPlace::file(path) }
}

/// A list that is being read.
struct Reading<'a> {
    header: &'a Header,
    path: Arc<str>,
    table: TableId,
    /// The names of its columns as remarks say them: those of two lists are told apart by the list.
    names: BTreeMap<usize, (Arc<str>, Use)>,
    usable: bool,
    any: bool,
}

impl<'a> Reading<'a> {
    fn new(found: &Found, header: &'a Header, report: &mut ImportReport) -> Self {
        let path = Arc::clone(&found.path);
        let table = report.table(&path, header.list.title());
        let mut reading =
            Self { header, path, table, names: BTreeMap::new(), usable: true, any: false };
        reading.check(report);
        reading
    }

    /// Remarks on the header column by column, and takes the first of each.
    fn check(&mut self, report: &mut ImportReport) {
        for (&at, column) in &self.header.columns {
            let remark = |value: &str, reason| Remark::new(self.place(at), Some(value), reason);
            match column {
                Err(text) => report.remark(remark(text, Reason::UnknownColumn)),
                Ok(Heading { kind: Use::LeftOut, column, .. }) => {
                    report.remark(remark(column, Reason::LeftOut));
                }
                Ok(heading) => {
                    let name = column_name(self.header.list, heading.column);
                    if self.names.values().any(|(taken, _)| *taken == name) {
                        report.remark(remark(heading.column, Reason::RepeatedColumn));
                    } else {
                        self.names.insert(at, (name, heading.kind));
                    }
                }
            }
        }
        for column in self.header.list.wanted().filter(|column| !self.header.has(column)) {
            let is_needed = self.header.list.needed().contains(&column);
            self.usable &= !is_needed;
            let reason = if is_needed { Reason::MissingColumn } else { Reason::OptionalColumn };
            report.remark(Remark::new(header_place(&self.path, self.header), Some(column), reason));
        }
    }

    fn place(&self, column: usize) -> RowPlace {
        let position = Some(Position { line: self.header.row, column });
        RowPlace { position, ..RowPlace::file(&self.path) }
    }

    fn row(
        &mut self,
        found: &SheetRow,
        children: &mut BTreeMap<Arc<str>, Child>,
        report: &mut ImportReport,
    ) {
        if found.number <= self.header.row {
            return;
        }
        self.any = true;
        report.row(self.table);
        let place = RowPlace {
            position: Some(Position { line: found.number, column: 1 }),
            ..RowPlace::file(&self.path)
        };
        let aside = |reason| Remark::new(place.clone(), None, reason);
        if self.header.is_repeated_by(found) {
            return report.set_aside(self.table, aside(Reason::RepeatedHeader));
        }
        if !self.usable {
            return report.set_aside(self.table, aside(Reason::MissingColumn));
        }
        let row = self.cells(found, place.clone(), report);
        let child = column_name(self.header.list, "child");
        match row.text(&child).map(Arc::from) {
            None => report
                .set_aside(self.table, Remark::new(row.place_of(&child), None, Reason::NoChild)),
            Some(id) => {
                let child: &mut Child = children.entry(id).or_default();
                match self.header.list {
                    List::InCare => child.in_care.push((row, self.table)),
                    List::Adoption => child.adoption.push((row, self.table)),
                }
            }
        }
    }

    /// The cells of a row that are read, as text, dates in the form of the case file.
    fn cells(&self, found: &SheetRow, place: RowPlace, report: &mut ImportReport) -> Row {
        let line = found.number;
        let mut row = Row::new(place);
        for (&column, content) in &found.cells {
            let Some((name, kind)) = self.names.get(&column) else { continue };
            let position = Position { line, column };
            match text(content, *kind) {
                Ok(text) => row.push(name, &text, Some(position)),
                Err((text, reason)) => {
                    let column = Some(Arc::clone(name));
                    let place =
                        RowPlace { path: Arc::clone(&self.path), position: Some(position), column };
                    report.remark(Remark::new(place, Some(&text), reason));
                }
            }
        }
        row
    }

    fn end(self, report: &mut ImportReport) {
        if !self.any {
            let place = header_place(&self.path, self.header);
            report.remark(Remark::new(place, Some(self.header.list.title()), Reason::EmptyTable));
        }
    }
}

/// How a column of a list is called in rows and remarks.
fn column_name(list: List, column: &str) -> Arc<str> {
    format!("{}: {column}", list.title()).into()
}

/// The text of a cell, or what it says and why it cannot be used.
fn text(content: &Content, kind: Use) -> Result<String, (String, Reason)> {
    let day = |serial: f64| date::serial_day(serial).map(|day| day.to_string());
    match content {
        Content::Fault(fault) => Err((fault.clone(), Reason::CellError)),
        Content::Text(text) => Ok(text.clone()),
        Content::Day(serial) => {
            day(*serial).map_err(|_| (number(*serial), Reason::ImplausibleDate))
        }
        Content::Number(serial) if kind == Use::Date => {
            day(*serial).map_err(|_| (number(*serial), Reason::ImplausibleDate))
        }
        Content::Number(value) => Ok(number(*value)),
        Content::Truth(truth) => Ok(if *truth { "yes" } else { "no" }.to_owned()),
    }
}

/// A number as it is shown: whole ones, as children's references are, without a point.
fn number(value: f64) -> String {
    value.to_string()
}
