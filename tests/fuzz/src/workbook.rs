//! Workbooks from parts, and from cells.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use chrono::NaiveDate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Parts that stand in for those that an input does not have.
const PLAIN: [(&str, &str); 4] = [
    ("_rels/.rels", PACKAGE),
    (
        "xl/workbook.xml",
        "<workbook><sheets><sheet name=\"List 8\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"officeDocument/worksheet\" \
        Target=\"worksheets/sheet1.xml\"/></Relationships>",
    ),
    ("xl/styles.xml", STYLES),
];

const PACKAGE: &str = "<Relationships><Relationship Id=\"r1\" \
    Type=\"officeDocument/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

/// The second format is that of a day.
const STYLES: &str =
    "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";

/// The most parts of one workbook.
const MOST_PARTS: usize = 40;

/// A workbook of these parts, and plain ones where they have none.
pub(crate) fn of_parts(parts: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut named: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, bytes) in parts.iter().take(MOST_PARTS) {
        named.insert(String::from_utf8_lossy(name).into_owned(), bytes.to_vec());
    }
    for (name, text) in PLAIN {
        named.entry(name.to_owned()).or_insert_with(|| text.into());
    }
    archive(&named)
}

/// A workbook of sheets that people can read, each after `== NAME`; one that is not shown has
/// ` (hidden)` after its name. Cells are parted by tabs: `date:2025-03-31` is a date, `number:12` and
/// `serial:45747` are numbers, `true:` a truth and `error:#REF!` what a failed formula leaves.
pub(crate) fn of_cells(text: &str) -> Vec<u8> {
    let mut sheets: Vec<(bool, String)> = Vec::new();
    let mut rows = 0;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            sheets.push((name.ends_with("(hidden)"), String::new()));
            rows = 0;
        } else if let Some((_, sheet)) = sheets.last_mut() {
            rows += 1;
            row(sheet, rows, line);
        }
    }
    let (mut shown, mut related) = (String::new(), String::new());
    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, text) in [("_rels/.rels", PACKAGE), ("xl/styles.xml", STYLES)] {
        parts.insert(name.to_owned(), text.into());
    }
    for (at, (hidden, sheet)) in sheets.iter().take(MOST_PARTS).enumerate() {
        let state = if *hidden { "hidden" } else { "visible" };
        let _ = write!(shown, "<sheet name=\"s{at}\" state=\"{state}\" r:id=\"r{at}\"/>");
        let _ = write!(
            related,
            "<Relationship Id=\"r{at}\" Type=\"officeDocument/worksheet\" Target=\"worksheets/{at}.xml\"/>"
        );
        let sheet = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
        parts.insert(format!("xl/worksheets/{at}.xml"), sheet.into());
    }
    let workbook = format!("<workbook><sheets>{shown}</sheets></workbook>");
    parts.insert("xl/workbook.xml".to_owned(), workbook.into());
    let related = format!("<Relationships>{related}</Relationships>");
    parts.insert("xl/_rels/workbook.xml.rels".to_owned(), related.into());
    archive(&parts)
}

/// A row whose cells do not say where they are, so that each is beside the one before.
fn row(sheet: &mut String, number: usize, line: &str) {
    let _ = write!(sheet, "<row r=\"{number}\">");
    for cell in line.split('\t') {
        let value = match cell.split_once(':') {
            Some(("date", day)) => {
                day.parse().ok().map(|day| (" s=\"1\"", serial(day).to_string()))
            }
            Some(("number" | "serial", number)) => Some(("", escaped(number))),
            Some(("true", _)) => Some((" t=\"b\"", "1".to_owned())),
            Some(("error", fault)) => Some((" t=\"e\"", escaped(fault))),
            _ => None,
        };
        let _ = match value {
            _ if cell.is_empty() => write!(sheet, "<c/>"),
            Some((kind, value)) => write!(sheet, "<c{kind}><v>{value}</v></c>"),
            None => write!(sheet, "<c t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(cell)),
        };
    }
    sheet.push_str("</row>");
}

fn serial(day: NaiveDate) -> i64 {
    let start = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
    day.signed_duration_since(start).num_days()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn archive(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        // A name that no archive can have is left out with its part.
        if zip.start_file(name.as_str(), stored).is_ok() {
            zip.write_all(bytes).expect("memory can be written to");
        }
    }
    zip.finish().expect("memory can be written to").into_inner()
}
