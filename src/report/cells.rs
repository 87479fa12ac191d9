//! Cells of CSV, as every report in that format writes them.
//!
//! The bytes are UTF-8 with a byte order mark, since a spreadsheet program reads `§` and `–` wrongly
//! without one, in lines that end in CR LF (RFC 4180). No field holds a line break.

use std::borrow::Cow;
use std::io::{self, Write};

use chrono::NaiveDate;
use csv::{Terminator, Writer, WriterBuilder};
use serde::Serialize;
use serde_json::Value;

use super::formula::as_text;
use super::visible;

/// What a spreadsheet program tells UTF-8 by.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A field of text: without characters that hide or steer, and never a formula.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Field<'a>(Cow<'a, str>);

impl<'a> From<&'a str> for Field<'a> {
    fn from(text: &'a str) -> Self {
        Self(as_text(visible(text)))
    }
}

impl<'a> From<Option<&'a str>> for Field<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map(Self::from).unwrap_or_default()
    }
}

impl From<String> for Field<'_> {
    fn from(text: String) -> Self {
        Self(as_text(visible(&text).into_owned().into()))
    }
}

impl From<NaiveDate> for Field<'_> {
    fn from(day: NaiveDate) -> Self {
        Self(day.to_string().into())
    }
}

/// Starts a file whose header is the names of a row's fields, there even when no row is.
pub(crate) fn rows<W: Write>(mut out: W, row: &impl Serialize) -> io::Result<Writer<W>> {
    out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    let mut rows =
        WriterBuilder::new().has_headers(false).terminator(Terminator::CRLF).from_writer(out);
    if let Value::Object(fields) = serde_json::to_value(row)? {
        rows.write_record(fields.keys())?;
    }
    Ok(rows)
}
