//! Workbooks from tables that people can read.
//!
//! `== Name` begins a sheet, `== Name (hidden)` one that is not shown. Cells are parted by tabs:
//! `date:2025-03-31` is a date, `serial:45747` a number without the form of a date, `number:12` a number,
//! `true:` a truth and `error:#REF!` what a failed formula leaves; the rest is text.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::support::Outcome;

/// The bytes of the workbook that this text describes.
pub(crate) fn from_text(text: &str) -> Outcome<Vec<u8>> {
    let mut workbook = Workbook::new();
    let mut sheet: Option<(Worksheet, u32)> = None;
    for line in text.lines().filter(|line| !line.starts_with("# ")) {
        if let Some(name) = line.strip_prefix("== ") {
            if let Some((done, _)) = sheet.take() {
                workbook.push_worksheet(done);
            }
            let mut started = Worksheet::new();
            let shown = name.strip_suffix(" (hidden)");
            started.set_name(shown.unwrap_or(name))?.set_hidden(shown.is_some());
            sheet = Some((started, 0));
        } else if let Some((sheet, row)) = &mut sheet {
            for (column, cell) in line.split('\t').enumerate() {
                write(sheet, *row, u16::try_from(column)?, cell)?;
            }
            *row += 1;
        }
    }
    if let Some((done, _)) = sheet {
        workbook.push_worksheet(done);
    }
    Ok(workbook.save_to_buffer()?)
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) -> Outcome<()> {
    match cell.split_once(':') {
        _ if cell.is_empty() => {}
        Some(("date", day)) => {
            let form = Format::new().set_num_format("dd/mm/yyyy");
            let day = ExcelDateTime::parse_from_str(day)?;
            sheet.write_datetime_with_format(row, column, &day, &form)?;
        }
        Some(("number" | "serial", number)) => {
            sheet.write_number(row, column, number.parse::<f64>()?)?;
        }
        Some(("true", _)) => {
            sheet.write_boolean(row, column, true)?;
        }
        Some(("error", fault)) => {
            sheet.write_formula(row, column, Formula::new("=1/0").set_result(fault))?;
        }
        _ => {
            sheet.write_string(row, column, cell)?;
        }
    }
    Ok(())
}
