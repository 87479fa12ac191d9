//! Cells, and sheets that are one list.

use std::borrow::Cow;

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{
    ColNum, ConditionalFormatDataBar, ConditionalFormatType, ExcelDateTime, Format, FormatAlign,
    RowNum, Worksheet, XlsxError,
};

use super::super::formula::is_formula;
use super::super::wording::plural;
use super::style::Styles;
use crate::audit::Colour;
use crate::report::{Report, visible};

/// The most rows of a sheet, its header among them.
pub(super) const MOST_ROWS: usize = 1_048_576;
/// The most characters of a cell, in units of UTF-16.
const MOST_CHARACTERS: usize = 32_767;
/// The height of a line, in points.
const LINE: f64 = 15.0;
/// The most lines of a row: Excel's highest is 409 points.
const MOST_LINES: usize = 27;
/// The paper: A4.
const A4: u8 = 9;

/// What a cell holds.
#[derive(Clone)]
pub(super) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// A word or a reference.
    Text(Cow<'a, str>),
    /// A sentence that goes on over several lines.
    Wrapped(Cow<'a, str>),
    /// A count.
    Count(usize),
    /// A count of days; below nothing when they are past.
    Days(i64),
    /// Whole percent; a dash when nothing was judged.
    Percent(Option<u8>),
    /// A day.
    Day(NaiveDate),
    /// A case's colour.
    Colour(Colour),
}

impl<'a> Cell<'a> {
    /// A text, or nothing.
    pub(super) fn maybe(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.into()))
    }

    /// A day, or nothing.
    pub(super) fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Days(_) | Self::Percent(_))
    }

    /// How many lines it takes in a column so many characters wide.
    fn lines(&self, width: u8) -> u16 {
        match self {
            Self::Wrapped(text) => lines(text, usize::from(width)),
            _ => 1,
        }
    }

    /// Writes it.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        (row, column): (RowNum, ColNum),
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        match self {
            Self::Empty => {
                sheet.write_blank(row, column, &styles.text)?;
            }
            Self::Text(text) => write_text(sheet, (row, column), text, &styles.text)?,
            Self::Wrapped(text) => write_text(sheet, (row, column), text, &styles.wrapped)?,
            Self::Count(count) => {
                sheet.write_number_with_format(row, column, number(*count), &styles.number)?;
            }
            Self::Days(days) => {
                let days = i32::try_from(*days).unwrap_or(i32::MAX);
                sheet.write_number_with_format(row, column, days, &styles.number)?;
            }
            Self::Percent(Some(percent)) => {
                let share = f64::from(*percent) / 100.0;
                sheet.write_number_with_format(row, column, share, &styles.percent)?;
            }
            Self::Percent(None) => {
                let right = styles.text.clone().set_align(FormatAlign::Right);
                sheet.write_string_with_format(row, column, "–", &right)?;
            }
            // A workbook's calendar begins in 1900.
            Self::Day(day) if (1900..=9999).contains(&day.year()) => {
                sheet.write_datetime_with_format(row, column, excel_day(*day)?, &styles.day)?;
            }
            Self::Day(day) => {
                sheet.write_string_with_format(row, column, day.to_string(), &styles.day)?;
            }
            Self::Colour(colour) => {
                sheet.write_string_with_format(
                    row,
                    column,
                    colour.word(),
                    styles.colour(*colour),
                )?;
            }
        }
        Ok(())
    }
}

/// A day as a workbook counts it; one outside its calendar is refused.
pub(super) fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let out_of_range = || XlsxError::DateTimeRangeError(day.to_string());
    let year = u16::try_from(day.year()).map_err(|_| out_of_range())?;
    let [month, day] = [day.month(), day.day()].map(u8::try_from);
    let month = month.map_err(|_| out_of_range())?;
    ExcelDateTime::from_ymd(year, month, day.map_err(|_| out_of_range())?)
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How many lines a text takes, as far as a row goes on.
pub(super) fn lines(text: &str, width: usize) -> u16 {
    let lines = textwrap::wrap(&visible(text), width).len();
    u16::try_from(lines.clamp(1, MOST_LINES)).unwrap_or(1)
}

/// The height of so many lines, in points: not every program finds it when it opens a file.
pub(super) fn height(lines: u16) -> f64 {
    LINE * f64::from(lines)
}

/// A row or column of a sheet; the caller keeps within the limits, and what does not is refused.
pub(super) fn index<N: TryFrom<usize>>(place: usize) -> Result<N, XlsxError> {
    N::try_from(place).map_err(|_| XlsxError::RowColumnLimitError)
}

/// Writes text that stays text, also when somebody edits the cell, and that fits it.
pub(super) fn write_text(
    sheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let text = fitting(visible(text));
    if is_formula(&text) {
        let quoted = format.clone().set_quote_prefix();
        sheet.write_string_with_format(row, column, text, &quoted)?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// The text as far as a cell holds it.
pub(super) fn fitting(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.encode_utf16().count() <= MOST_CHARACTERS {
        return text;
    }
    // Each character is at most two units, so that this many fit with the mark of the cut.
    Cow::Owned(text.chars().take(MOST_CHARACTERS / 2 - 1).chain(['…']).collect())
}

/// A column of a list.
pub(super) struct Column {
    pub(super) header: &'static str,
    /// In characters.
    pub(super) width: u8,
}

/// A sheet that is one list: a header that stays in sight and can be filtered by, and a row for each.
pub(super) struct List<'s, const N: usize> {
    sheet: Worksheet,
    columns: &'s [Column; N],
    styles: &'s Styles,
    /// Which columns are of numbers.
    numbers: [bool; N],
    rows: usize,
}

impl<'s, const N: usize> List<'s, N> {
    pub(super) fn new(
        name: &str,
        columns: &'s [Column; N],
        styles: &'s Styles,
    ) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        Ok(Self { sheet, columns, styles, numbers: [false; N], rows: 0 })
    }

    /// Adds a row, unless the sheet is full.
    pub(super) fn add(&mut self, cells: &[Cell<'_>; N]) -> Result<(), XlsxError> {
        if self.rows >= MOST_ROWS - 1 {
            return Ok(());
        }
        self.rows += 1;
        let row: RowNum = index(self.rows)?;
        for ((column, cell), is_number) in cells.iter().enumerate().zip(&mut self.numbers) {
            *is_number |= cell.is_number();
            cell.write(&mut self.sheet, (row, index(column)?), self.styles)?;
        }
        let columns = cells.iter().zip(self.columns);
        let lines = columns.map(|(cell, column)| cell.lines(column.width)).max();
        self.sheet.set_row_height(row, height(lines.unwrap_or(1)))?;
        Ok(())
    }

    /// The sheet, with its header.
    pub(super) fn finish(self, report: &Report) -> Result<Worksheet, XlsxError> {
        let Self { mut sheet, columns, styles, numbers, rows } = self;
        for (place, (column, is_number)) in columns.iter().zip(numbers).enumerate() {
            let place = index(place)?;
            let format = if is_number { &styles.header_right } else { &styles.header };
            sheet.write_string_with_format(0, place, column.header, format)?;
            sheet.set_column_width(place, column.width)?;
        }
        sheet.set_row_height(0, height(2))?;
        sheet.set_freeze_panes(1, 1)?;
        sheet.autofilter(0, 0, index(rows)?, index(N - 1)?)?;
        sheet.set_repeat_rows(0, 0)?;
        set_page(&mut sheet, report);
        Ok(sheet)
    }
}

/// What a reader is told when a sheet cannot hold everything.
pub(super) fn limit(name: &str, rows: usize, most: usize) -> Option<String> {
    let left_out = rows.checked_sub(most).filter(|left_out| *left_out > 0)?;
    Some(format!(
        "The sheet {name} holds {most} rows, the most that fit: {} left out. --format csv and --format json hold everything.",
        plural(left_out, "row"),
    ))
}

/// A4 across, one page wide, with the day and the page number at the foot.
pub(super) fn set_page(sheet: &mut Worksheet, report: &Report) {
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_footer(format!("&LPermanence audit as at {}&C&A&R&P of &N", report.as_of));
}

/// Bars behind percentages, from none to all.
pub(super) fn set_bars(
    sheet: &mut Worksheet,
    column: ColNum,
    (first, last): (RowNum, RowNum),
) -> Result<(), XlsxError> {
    let bars = ConditionalFormatDataBar::new()
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, 1)
        .set_fill_color(0x00C9_DDF0)
        .set_solid_fill(true);
    sheet.add_conditional_format(first, column, last, column, &bars)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{MOST_CHARACTERS, fitting, limit};

    #[test]
    fn a_sheet_that_holds_everything_says_nothing() {
        assert_eq!(limit("Due", 5, 5), None);
        let note = limit("Due", 6, 5).unwrap_or_default();
        assert!(note.contains("holds 5 rows, the most that fit: 1 row left out"), "{note}");
    }

    #[test]
    fn a_long_text_is_cut_at_a_character() {
        let long = "😀".repeat(20_000);
        let cut = fitting(long.as_str().into());
        assert!(cut.encode_utf16().count() <= MOST_CHARACTERS);
        assert!(cut.ends_with("😀…"));
        assert_eq!(fitting("short".into()), "short");
    }
}
