//! A return as XML, read as a stream, one child at a time. Nothing is ever expanded.

use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;

use super::children::Children;
use super::counted::Counted;
use super::shape::{Kind, Shape};
use super::shapes::SHAPES;
use super::source::SourceId;
use crate::document::Position;
use crate::import::cell::Row;
use crate::import::files::Found;
use crate::import::reason::Reason;
use crate::import::report::{ImportReport, Remark, RowPlace, TableId};
use crate::import::table::column_name;

/// How deep a return's elements go at most; a whole one goes four deep.
const DEEPEST: usize = 16;

/// An element whose end has not come yet.
struct Open {
    name: Arc<str>,
    start: Position,
    text: String,
    /// The cells of the elements in it.
    row: Row,
    is_group: bool,
}

/// What has been read of a file.
struct Return<'a> {
    path: &'a Arc<str>,
    source: SourceId,
    open: Vec<Open>,
    /// The rows of the child that is being read.
    rows: Vec<(&'static Shape, Row)>,
    tables: BTreeMap<&'static str, TableId>,
    /// Elements that are not read, each told once.
    left: BTreeSet<(Reason, Arc<str>)>,
}

/// Reads a return.
pub(super) fn read(
    found: &Found,
    input: impl BufRead,
    children: &mut Children,
    report: &mut ImportReport,
) {
    let source = children.source(found);
    let mut reading = Return {
        path: &found.path,
        source,
        open: Vec::new(),
        rows: Vec::new(),
        tables: BTreeMap::new(),
        left: BTreeSet::new(),
    };
    let broken = reading.events(Reader::from_reader(Counted::new(input)), children, report).err();
    if let Some((position, reason)) = broken {
        report.remark(Remark::new(reading.place(position), None, reason));
    }
    reading.finish(broken.is_some(), children, report);
}

impl Return<'_> {
    fn place(&self, position: Position) -> RowPlace {
        RowPlace { path: Arc::clone(self.path), position: Some(position), column: None }
    }

    /// Follows the text to its end, or to where it cannot be read any further.
    fn events<R: BufRead>(
        &mut self,
        mut reader: Reader<Counted<R>>,
        children: &mut Children,
        report: &mut ImportReport,
    ) -> Result<(), (Position, Reason)> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            reader.get_mut().begin_piece();
            let at = reader.get_ref().position();
            let stop = |reason| Err((at, reason));
            let event = match reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(_) if reader.get_ref().is_too_long() => return stop(Reason::LongValue),
                Err(_) => return stop(Reason::BrokenXml),
            };
            match event {
                Event::Start(tag) if self.open.len() < DEEPEST => {
                    self.start(tag.local_name().as_ref(), at);
                }
                Event::Start(_) => return stop(Reason::XmlDepth),
                Event::End(_) => self.end(children, report),
                Event::Text(text) => self.text(&text),
                Event::CData(text) => self.text(&text),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(c)) => self.text(c.encode_utf8(&mut [0; 4])),
                    Ok(None) => match resolve_xml_entity(&reference) {
                        Some(text) => self.text(text),
                        None => return stop(Reason::XmlEntity),
                    },
                    Err(_) => return stop(Reason::BrokenXml),
                },
                // A type with declarations of its own could define entities.
                Event::DocType(kind) if kind.contains('[') => return stop(Reason::XmlEntity),
                Event::Eof if !self.open.is_empty() => return stop(Reason::BrokenXml),
                Event::Eof => return Ok(()),
                // An element without anything in it is a blank cell.
                Event::Empty(_)
                | Event::DocType(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_) => {}
            }
        }
    }

    fn start(&mut self, name: &str, start: Position) {
        if let Some(parent) = self.open.last_mut() {
            parent.is_group = true;
        }
        let name: Arc<str> = match column_name(name).as_str() {
            "CHILDID" => "CHILD".into(),
            "PL" => "PLACE".into(),
            name => name.into(),
        };
        let row = Row::new(self.place(start));
        self.open.push(Open { name, start, text: String::new(), row, is_group: false });
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut().filter(|open| !open.is_group) {
            open.text.push_str(text);
        }
    }

    fn end(&mut self, children: &mut Children, report: &mut ImportReport) {
        let Some(element) = self.open.pop() else { return };
        if !element.is_group {
            if let Some(parent) = self.open.last_mut() {
                parent.row.push(&element.name, &element.text, Some(element.start));
            }
        } else if &*element.name == "CHILD" {
            self.child(&element.row, children, report);
        } else if &*element.name == Shape::HEADER.element {
            self.header(element.row);
        } else if let Some(shape) = Shape::of_element(&element.name) {
            self.row(shape, element.row);
        } else if !element.row.is_blank() {
            self.left.insert((Reason::UnknownColumn, element.name));
        }
    }

    /// A header holds cells that are a table of their own in a set of tables: an adoption's days.
    fn header(&mut self, mut row: Row) {
        for shape in SHAPES.iter().filter(|shape| shape.is_part_of_header()) {
            let part = row.split(|column| shape.has_to_itself(column));
            if !part.is_blank() {
                self.row(shape, part);
            }
        }
        self.row(Shape::HEADER, row);
    }

    /// Keeps what is read of a row, and notes what is not.
    fn row(&mut self, shape: &'static Shape, mut row: Row) {
        if shape.kind == Kind::Unused {
            self.left.insert((Reason::UnusedTable, shape.element.into()));
        } else {
            let columns = row.columns().filter(|column| !shape.keeps(column));
            self.left.extend(columns.map(|column| (shape.why_left(column), Arc::clone(column))));
        }
        row.keep(|column| shape.keeps(column));
        self.rows.push((shape, row));
    }

    /// The end of a child: its rows belong to whom the child's own element, or its header, names.
    fn child(&mut self, element: &Row, children: &mut Children, report: &mut ImportReport) {
        let named = std::iter::once(element).chain(self.rows.iter().map(|(_, row)| row));
        let id = named.into_iter().find_map(|row| row.text("CHILD")).map(str::to_owned);
        self.hand_over(id.as_deref(), children, report);
    }

    fn hand_over(&mut self, id: Option<&str>, children: &mut Children, report: &mut ImportReport) {
        for (shape, mut row) in std::mem::take(&mut self.rows) {
            let table = self.count(shape, report);
            if let (Some(id), None) = (id, row.text("CHILD")) {
                row.push(&"CHILD".into(), id, None);
            }
            children.add(shape.kind, row, table, self.source, report);
        }
    }

    fn count(&mut self, shape: &'static Shape, report: &mut ImportReport) -> TableId {
        let table = self.tables.entry(shape.element);
        let table = *table.or_insert_with(|| report.table(self.path, shape.element));
        report.row(table);
        table
    }

    /// Sets aside the rows of a child whose element does not end, and tells what was not read.
    fn finish(mut self, broken: bool, children: &mut Children, report: &mut ImportReport) {
        if !broken {
            // What is left lies outside any child, and says so row by row.
            self.hand_over(None, children, report);
        }
        for (shape, row) in std::mem::take(&mut self.rows) {
            let table = self.count(shape, report);
            report.set_aside(table, Remark::new(row.place, None, Reason::BrokenXml));
        }
        if self.tables.is_empty() && !broken {
            report.remark(Remark::new(RowPlace::file(self.path), None, Reason::UnknownXml));
            return;
        }
        for (reason, name) in self.left {
            let place = RowPlace { column: Some(Arc::clone(&name)), ..RowPlace::file(self.path) };
            report.remark(Remark::new(place, Some(&name), reason));
        }
    }
}
