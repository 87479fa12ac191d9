//! What the parts of a workbook say of themselves, looked through before a reader takes it at its word.
//!
//! The reader counts the letters and figures of a cell's place without an end: one far outside of any
//! sheet would come round to a place inside, and what stands there be taken for another cell. It keeps
//! the names of a font and a number format once more for every format of cells, makes room for as many
//! texts as it is told of, and reads a part again for every sheet that is said to be in it.

use std::collections::BTreeSet;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use super::guard::Refusal;
use crate::import::pieces::Pieces;

/// The most rows that a sheet can have.
const ROWS: u64 = 1_048_576;
/// The most columns.
const COLUMNS: u64 = 16_384;
/// The most formats of cells, which is what spreadsheets allow.
const FORMATS: usize = 65_490;
/// The most texts that a workbook may say its sheets share.
const SHARED_TEXTS: u64 = 4_000_000;
/// The longest piece of a sheet's markup or text, in bytes; a cell has at most 32,767 characters.
const LONGEST: usize = 1 << 20;
/// The longest piece of the styles, in bytes: names of fonts and formats are far shorter.
const LONGEST_OF_STYLES: usize = 4 << 10;

/// What has been seen of a part.
struct Part<'n> {
    name: &'n str,
    rows: u64,
    /// How many formats of cells there are; none before the list of those that cells use.
    formats: Option<usize>,
    /// The relationships that sheets are named by.
    sheets: BTreeSet<String>,
    /// The parts that are said to be sheets.
    targets: BTreeSet<String>,
}

/// Looks through a part, named in small letters, as far as it can be read as markup: no reader goes further.
pub(super) fn check(name: &str, part: impl BufRead) -> Result<(), Refusal> {
    let longest = match name {
        styles if styles.ends_with("styles.xml") => LONGEST_OF_STYLES,
        sheet if is_sheet(sheet) => LONGEST,
        // No other part is large, and one may be a single text, such as the queries that a workbook keeps.
        _ => usize::MAX,
    };
    let mut reader = Reader::from_reader(Pieces::new(part, longest));
    // As the workbook's reader has it: what stops the one stops the other.
    reader.config_mut().check_end_names = false;
    let mut seen =
        Part { name, rows: 0, formats: None, sheets: BTreeSet::new(), targets: BTreeSet::new() };
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        reader.get_mut().begin();
        match reader.read_event_into(&mut bytes) {
            Ok(Event::Start(element) | Event::Empty(element)) => seen.element(&element)?,
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(_) if reader.get_ref().is_too_long() => return Err(Refusal::TooLarge),
            Err(_) => return Ok(()),
        }
    }
}

impl Part<'_> {
    fn element(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        match element.local_name().as_ref() {
            "c" => each(element, "r", &|place| is_within(place, true)),
            "row" if self.rows == ROWS => Err(Refusal::TooLarge),
            "row" => {
                self.rows += 1;
                each(element, "r", &|place| is_within(place, false))
            }
            "dimension" => each(element, "ref", &is_range),
            "sst" => each(element, "uniqueCount", &are_shared_texts),
            "cellXfs" => {
                self.formats.get_or_insert(0);
                Ok(())
            }
            "xf" => match &mut self.formats {
                Some(formats) if *formats == FORMATS => Err(Refusal::TooLarge),
                Some(formats) => {
                    *formats += 1;
                    Ok(())
                }
                None => Ok(()),
            },
            "sheet" => self.sheet(element),
            "Relationship" => self.relationship(element),
            _ => Ok(()),
        }
    }

    /// A sheet, by a relationship that no other has.
    fn sheet(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        for attribute in attributes(element) {
            let attribute = attribute?;
            if attribute.key.local_name().as_ref() == "id"
                && !self.sheets.insert(attribute.value.into_owned())
            {
                return Err(Refusal::Damaged);
            }
        }
        Ok(())
    }

    /// A relationship to a sheet, in a part that no other is in and that is looked through too.
    fn relationship(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let (mut kind, mut target) = (String::new(), String::new());
        for attribute in attributes(element) {
            let attribute = attribute?;
            match attribute.key.as_ref() {
                "Type" => kind = attribute.value.into_owned(),
                "Target" => target = attribute.value.replace('\\', "/").to_ascii_lowercase(),
                _ => {}
            }
        }
        if !kind.ends_with("/worksheet") && !kind.ends_with("/officeDocument") {
            return Ok(());
        }
        // One that is not told from the top is told from the folder beside the relationships'.
        let folder = self.name.split("_rels/").next().unwrap_or_default();
        let whole =
            target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), ToOwned::to_owned);
        if is_markup(&whole) && self.targets.insert(whole) { Ok(()) } else { Err(Refusal::Damaged) }
    }
}

/// True for a part whose name, in small letters, says that it is a sheet.
pub(super) fn is_sheet(name: &str) -> bool {
    name.contains("/worksheets/")
}

/// True for a part whose name, in small letters, says that it holds markup.
pub(super) fn is_markup(name: &str) -> bool {
    [".xml", ".rels"].iter().any(|ending| name.ends_with(ending))
}

fn attributes<'e>(
    element: &'e BytesStart<'_>,
) -> impl Iterator<Item = Result<Attribute<'e>, Refusal>> {
    let mut attributes = element.attributes();
    // One that is there twice is looked at twice.
    attributes.with_checks(false);
    attributes.map(|attribute| attribute.map_err(|_| Refusal::Damaged))
}

/// Holds that an element's attribute is as it has to be, wherever it is there.
fn each(
    element: &BytesStart<'_>,
    name: &str,
    holds: &dyn Fn(&str) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    for attribute in attributes(element) {
        let attribute = attribute?;
        if attribute.key.as_ref() == name {
            holds(&attribute.value)?;
        }
    }
    Ok(())
}

/// As many texts as a reader may make room for.
fn are_shared_texts(count: &str) -> Result<(), Refusal> {
    let count = count.trim().parse::<u64>();
    if count.is_ok_and(|count| count <= SHARED_TEXTS) { Ok(()) } else { Err(Refusal::TooLarge) }
}

/// A range of cells, whose second corner is not before its first, or one cell.
fn is_range(text: &str) -> Result<(), Refusal> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (place(first), place(last));
    let is_range =
        first.zip(last).is_some_and(|(first, last)| first.0 <= last.0 && first.1 <= last.1);
    if is_range { Ok(()) } else { Err(Refusal::Damaged) }
}

/// A cell's place, or that of a row, which has no letters.
fn is_within(text: &str, cell: bool) -> Result<(), Refusal> {
    let is_within = place(text).is_some_and(|(_, column)| column > 0 || !cell);
    if is_within { Ok(()) } else { Err(Refusal::Damaged) }
}

/// The row and the column of a place such as `XFD1048576`, both counted from 1, where a sheet has it; the
/// column is 0 when there are no letters.
fn place(text: &str) -> Option<(u64, u64)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, figures) = text.split_at_checked(letters)?;
    let is_short = letters.len() <= 3 && figures.len() <= 7;
    let is_number = figures.bytes().all(|byte| byte.is_ascii_digit());
    let row =
        figures.parse().ok().filter(|row| is_short && is_number && (1..=ROWS).contains(row))?;
    let letters = letters.bytes().map(|letter| u64::from(letter.to_ascii_uppercase() - b'A') + 1);
    let column = letters.fold(0, |column, letter| column * 26 + letter);
    (column <= COLUMNS).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, ROWS, is_range, place};

    #[test]
    fn places_are_those_that_a_sheet_has() {
        assert_eq!(place("A1"), Some((1, 1)));
        assert_eq!(place("aa10"), Some((10, 27)));
        assert_eq!(place("XFD1048576"), Some((ROWS, COLUMNS)));
        assert_eq!(place("12"), Some((12, 0)));
        for outside in [
            "",
            "A",
            "A0",
            "0",
            "XFE1",
            "A1048577",
            "A4294967298",
            "AAAAAAAB1",
            "1A",
            "A1B",
            "A-1",
            "A+1",
            "\u{c0}1",
            "A\u{661}",
            "A 1",
        ] {
            assert_eq!(place(outside), None, "{outside}");
        }
    }

    #[test]
    fn a_range_goes_from_its_first_corner_to_its_last() {
        for range in ["A1", "A1:A1", "A1:XFD1048576"] {
            assert!(is_range(range).is_ok(), "{range}");
        }
        for none in ["", ":", "A1:", "B1:A2", "A2:B1", "A1:B2:C3", "A1:XFE1"] {
            assert!(is_range(none).is_err(), "{none}");
        }
    }
}
