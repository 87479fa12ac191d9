//! The sheets of a workbook, read as streams of rows.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Seek as _};
use std::path::Path;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::guard::{self, Refusal};

/// What a cell holds that is not empty.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Content {
    /// Text.
    Text(String),
    /// A number that the workbook does not say to be a date.
    Number(f64),
    /// A date, as days counted from 1900.
    Day(f64),
    /// Yes or no.
    Truth(bool),
    /// What a formula that failed leaves, such as `#REF!`.
    Fault(String),
}

impl Content {
    fn text_length(&self) -> usize {
        match self {
            Self::Text(text) | Self::Fault(text) => text.len(),
            Self::Number(_) | Self::Day(_) | Self::Truth(_) => 0,
        }
    }
}

/// A row: its number, and its cells by their columns, both counted from 1.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SheetRow {
    /// The number of the row.
    pub(super) number: usize,
    /// What the cells hold that hold anything.
    pub(super) cells: BTreeMap<usize, Content>,
}

/// A workbook whose cost has been checked.
pub(super) struct Workbook {
    xlsx: Xlsx<BufReader<File>>,
    /// How many bytes its cells may still come to.
    left: usize,
}

/// The most bytes that the cells of a workbook may come to, each counted with what it takes to hold it.
/// A large council's lists come to half as many; a text that cells share is copied into each of them.
const CELLS: usize = 384 << 20;
/// What it takes to hold a cell beside its text.
const CELL: usize = 64;

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetName {
    pub(super) name: String,
    pub(super) is_hidden: bool,
}

/// Days from the start of 1900 to that of 1904, the year from which some workbooks count.
const FROM_1900_TO_1904: f64 = 1462.0;

impl From<XlsxError> for Refusal {
    fn from(_: XlsxError) -> Self {
        Self::Damaged
    }
}

impl Workbook {
    /// Opens a workbook, unless reading it would cost more than any workbook of lists does.
    pub(super) fn open(path: &Path) -> Result<Self, Refusal> {
        let mut file = BufReader::new(File::open(path)?);
        guard::check(&mut file)?;
        file.rewind()?;
        Ok(Self { xlsx: Xlsx::new(file)?, left: CELLS })
    }

    /// Its sheets, in their order.
    pub(super) fn sheets(&self) -> Vec<SheetName> {
        let sheets = self.xlsx.sheets_metadata().iter();
        sheets
            .filter(|sheet| sheet.typ == SheetType::WorkSheet)
            .map(|sheet| SheetName {
                name: sheet.name.clone(),
                is_hidden: sheet.visible != SheetVisible::Visible,
            })
            .collect()
    }

    /// Hands the rows of a sheet over, one by one, those without any content left out, until all are
    /// read or `each` says false.
    pub(super) fn rows(
        &mut self,
        sheet: &str,
        each: &mut dyn FnMut(SheetRow) -> bool,
    ) -> Result<(), Refusal> {
        let from = if self.xlsx.has_1904_epoch() { FROM_1900_TO_1904 } else { 0.0 };
        let mut cells = self.xlsx.worksheet_cells_reader(sheet)?;
        let left = &mut self.left;
        let mut row = SheetRow { number: 0, cells: BTreeMap::new() };
        while let Some(cell) = cells.next_cell()? {
            let (line, column) = cell.get_position();
            let number = (line as usize).saturating_add(1);
            if number != row.number {
                let next = SheetRow { number, cells: BTreeMap::new() };
                let before = std::mem::replace(&mut row, next);
                if !before.cells.is_empty() && !each(before) {
                    return Ok(());
                }
            }
            if let Some(content) = content(cell.get_value(), from) {
                *left = left.checked_sub(CELL + content.text_length()).ok_or(Refusal::TooLarge)?;
                row.cells.insert((column as usize).saturating_add(1), content);
            }
        }
        if !row.cells.is_empty() {
            each(row);
        }
        Ok(())
    }
}

fn content(cell: &DataRef<'_>, from: f64) -> Option<Content> {
    let text = |text: &str| {
        // Spaces that do not break a line come from forms; they are spaces all the same.
        let text = text.replace('\u{a0}', " ");
        let text = text.trim();
        (!text.is_empty()).then(|| Content::Text(text.to_owned()))
    };
    #[expect(clippy::cast_precision_loss, reason = "a workbook keeps every number as this one")]
    match cell {
        DataRef::Empty => None,
        DataRef::String(found) | DataRef::DateTimeIso(found) | DataRef::DurationIso(found) => {
            text(found)
        }
        DataRef::SharedString(found) => text(found),
        DataRef::Int(number) => Some(Content::Number(*number as f64)),
        DataRef::Float(number) => Some(Content::Number(*number)),
        DataRef::Bool(truth) => Some(Content::Truth(*truth)),
        DataRef::DateTime(date) => Some(Content::Day(date.as_f64() + from)),
        DataRef::Error(fault) => Some(Content::Fault(fault.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::{CELL, CELLS, Refusal, Workbook};

    #[test]
    fn a_text_that_cells_share_is_counted_in_each() -> Result<(), Box<dyn std::error::Error>> {
        let file = tempfile::NamedTempFile::new()?;
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for row in 0..9 {
            sheet.write_string(row, 0, "t".repeat(1000))?;
        }
        book.save(file.path())?;
        for (left, read) in [(CELLS, Ok(())), (9 * (CELL + 1000) - 1, Err(Refusal::TooLarge))] {
            let mut opened = Workbook::open(file.path()).map_err(|why| format!("{why:?}"))?;
            opened.left = left;
            assert_eq!(opened.rows("Sheet1", &mut |_| true), read);
        }
        Ok(())
    }
}
