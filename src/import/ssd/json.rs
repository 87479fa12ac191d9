//! Records in JSON: a table, a group of tables, or children with their records in them.
//!
//! A file is gone through piece by piece: no tree of it is held, and each record has its place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::children::Children;
use super::tables::{Kind, Shape};
use crate::document::{LineIndex, Position};
use crate::import::cell::Row;
use crate::import::reason::Reason;
use crate::import::report::{ImportReport, Remark, RowPlace, TableId};
use crate::import::table::column_name;

/// How deep records may stand in each other.
const DEEPEST: usize = 12;

/// The column that holds the boxes of a care plan, as a text or as they are.
const BOXES: &str = "LACP_CLA_CARE_PLAN_JSON";

/// A file that is being read.
pub(super) struct Json<'t, 'r> {
    path: &'t Arc<str>,
    text: &'t str,
    places: Places<'t>,
    children: &'r mut Children,
    report: &'r mut ImportReport,
    tables: BTreeMap<&'static str, TableId>,
    /// Names of columns that were remarked on.
    told: BTreeSet<String>,
    columns: BTreeMap<String, Arc<str>>,
    any: bool,
}

impl<'t, 'r> Json<'t, 'r> {
    pub(super) fn new(
        path: &'t Arc<str>,
        text: &'t str,
        children: &'r mut Children,
        report: &'r mut ImportReport,
    ) -> Self {
        Self {
            path,
            text,
            places: Places::new(text),
            children,
            report,
            tables: BTreeMap::new(),
            told: BTreeSet::new(),
            columns: BTreeMap::new(),
            any: false,
        }
    }

    /// Reads one value, or one after another.
    pub(super) fn read(mut self) -> Result<(), Reason> {
        let values = serde_json::Deserializer::from_str(self.text).into_iter::<&RawValue>();
        let mut broken = false;
        for value in values {
            match value {
                Ok(value) => self.value(value, None, 0),
                Err(error) => {
                    let position = Position { line: error.line(), column: error.column().max(1) };
                    self.remark(Some(position), None, Reason::BrokenJson);
                    broken = true;
                    break;
                }
            }
        }
        if self.any || broken { Ok(()) } else { Err(Reason::UnknownTable) }
    }

    fn remark(&mut self, position: Option<Position>, column: Option<Arc<str>>, reason: Reason) {
        let place = RowPlace { path: Arc::clone(self.path), position, column };
        self.report.remark(Remark::new(place, None, reason));
    }

    /// Where a piece of the text stands.
    fn position(&mut self, piece: &RawValue) -> Position {
        // A piece is a part of the text, so that the difference is its place in it.
        let byte = (piece.get().as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        self.places.position(byte)
    }

    /// Goes through a value; records in it are about `child` unless they say otherwise.
    fn value(&mut self, value: &'t RawValue, child: Option<&Arc<str>>, depth: usize) {
        if depth > DEEPEST {
            let position = self.position(value);
            return self.remark(Some(position), None, Reason::JsonDepth);
        }
        match value.get().as_bytes().first() {
            Some(b'[') => {
                let each = &mut |piece| self.value(piece, child, depth + 1);
                let mut deserializer = serde_json::Deserializer::from_str(value.get());
                if deserializer.deserialize_seq(Items(each)).is_err() {
                    let position = self.position(value);
                    self.remark(Some(position), None, Reason::BrokenJson);
                }
            }
            Some(b'{') => self.record(value, child, depth),
            Some(b'n') => {}
            _ => {
                let position = self.position(value);
                self.remark(Some(position), None, Reason::WrongType);
            }
        }
    }

    /// A group: cells of one table's row or of several, and what stands in it.
    fn record(&mut self, value: &'t RawValue, child: Option<&Arc<str>>, depth: usize) {
        let mut fields = Vec::new();
        let mut deserializer = serde_json::Deserializer::from_str(value.get());
        if deserializer.deserialize_map(Fields(&mut fields)).is_err() {
            let position = self.position(value);
            return self.remark(Some(position), None, Reason::BrokenJson);
        }
        let place = RowPlace {
            path: Arc::clone(self.path),
            position: Some(self.position(value)),
            column: None,
        };
        let mut rows: BTreeMap<&'static str, (&'static Shape, Row)> = BTreeMap::new();
        let mut within = Vec::new();
        for (name, piece) in fields {
            let name = column_name(&name);
            let nested = matches!(piece.get().as_bytes().first(), Some(b'{' | b'['));
            match Shape::of_column(&name) {
                Some(shape) if !nested || shape.knows(&name) && shape.kind != Kind::Unused => {
                    let (_, row) =
                        rows.entry(shape.name).or_insert_with(|| (shape, Row::new(place.clone())));
                    self.cell(shape, row, &name, piece);
                }
                _ if nested => within.push(piece),
                _ => {}
            }
        }
        let mut own = child.cloned();
        for (shape, row) in rows.into_values() {
            let (column, _) = shape.kind.child_columns();
            if let Some(id) = row.text(column) {
                own = Some(id.into());
            }
            self.add(shape, row, child);
        }
        for piece in within {
            self.value(piece, own.as_ref(), depth + 1);
        }
    }

    fn add(&mut self, shape: &'static Shape, row: Row, child: Option<&Arc<str>>) {
        self.any = true;
        let (path, report) = (self.path, &mut *self.report);
        let table =
            *self.tables.entry(shape.name).or_insert_with(|| report.table(path, shape.name));
        self.report.row(table);
        if shape.kind == Kind::Unused {
            if self.told.insert(shape.name.to_owned()) {
                let column = Some(shape.name.into());
                let place = RowPlace { column, ..RowPlace::file(self.path) };
                self.report.remark(Remark::new(place, Some(shape.name), Reason::UnusedTable));
            }
            self.report.unused(table);
        } else {
            self.children.add(shape, row, table, child.cloned());
        }
    }

    /// Adds a cell to its row.
    fn cell(&mut self, shape: &Shape, row: &mut Row, name: &str, piece: &'t RawValue) {
        if !shape.reads(name) {
            if shape.kind != Kind::Unused && self.told.insert(name.to_owned()) {
                let reason =
                    if shape.knows(name) { Reason::LeftOut } else { Reason::UnknownColumn };
                let place = RowPlace { column: Some(name.into()), ..RowPlace::file(self.path) };
                self.report.remark(Remark::new(place, Some(name), reason));
            }
            return;
        }
        let position = self.position(piece);
        let column = self.columns.entry(name.to_owned()).or_insert_with(|| name.into()).clone();
        let raw = piece.get();
        match raw.as_bytes().first() {
            Some(b'{') if name == BOXES => row.push(&column, raw, Some(position)),
            Some(b'"') => match serde_json::from_str::<String>(raw) {
                Ok(text) => row.push(&column, &text, Some(position)),
                Err(_) => self.remark(Some(position), Some(column), Reason::WrongType),
            },
            Some(b'{' | b'[') => self.remark(Some(position), Some(column), Reason::WrongType),
            Some(b'n') => {}
            _ => row.push(&column, raw, Some(position)),
        }
    }
}

/// Places in a text, each looked up from the one before it: an export may be one line of a hundred
/// million characters, which cannot be counted anew for every cell.
struct Places<'t> {
    text: &'t str,
    lines: LineIndex,
    byte: usize,
    position: Position,
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        let lines = LineIndex::new(text);
        let position = lines.position(text, 0);
        Self { text, lines, byte: 0, position }
    }

    /// The place of a byte, which is the first of a character.
    fn position(&mut self, byte: usize) -> Position {
        let way = self.byte.min(byte)..self.byte.max(byte);
        let passed = self.text.get(way).unwrap_or_default();
        // A byte order mark at the start takes up no column.
        if self.byte == 0 || byte == 0 || memchr::memchr(b'\n', passed.as_bytes()).is_some() {
            self.position = self.lines.position(self.text, byte);
        } else {
            let characters = passed.chars().count();
            let column = self.position.column;
            self.position.column = if byte < self.byte {
                column.saturating_sub(characters)
            } else {
                column + characters
            };
        }
        self.byte = byte;
        self.position
    }
}

/// Hands the pieces of a list over, one by one.
struct Items<'f, 't>(&'f mut dyn FnMut(&'t RawValue));

impl<'t> Visitor<'t> for Items<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut pieces: A) -> Result<(), A::Error> {
        while let Some(piece) = pieces.next_element()? {
            (self.0)(piece);
        }
        Ok(())
    }
}

/// The names and pieces of a group, in their order, doubled ones too.
struct Fields<'f, 't>(&'f mut Vec<(String, &'t RawValue)>);

impl<'t> Visitor<'t> for Fields<'_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a group")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some(field) = fields.next_entry()? {
            self.0.push(field);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{LineIndex, Places};

    #[test]
    fn places_are_those_of_the_lines_whichever_way_they_are_looked_up() {
        let text = "\u{feff}[{\"a\": \"\u{e9}\u{e9}\"},\n\n {\"b\": 1}, {\"c\": 2}]";
        let lines = LineIndex::new(text);
        let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        let mut places = Places::new(text);
        for step in 1..bytes.len() {
            for byte in bytes.iter().cycle().step_by(step).take(bytes.len()) {
                assert_eq!(places.position(*byte), lines.position(text, *byte), "{byte} by {step}");
            }
        }
    }
}
