//! The yearly statutory return of children looked after: tables of CSV, or one XML.
//!
//! Several returns are read together. An episode that is open in one and ended in the next is one
//! episode: the row of the later return counts, and later is the return whose latest day is later
//! (of two with the same, the one named later). The latest period of care is the case's; those before
//! it are kept under `x_source`.

mod adoption;
mod birth;
mod case;
mod children;
mod counted;
mod csv_set;
mod history;
mod merge;
mod periods;
mod placements;
mod reviews;
mod shape;
mod shapes;
mod source;
mod statuses;
mod xml;

use std::io::BufRead;
use std::path::PathBuf;

use super::codes;
use super::encoding::{FileKind, TextEncoding, open};
use super::files::{Found, find};
use super::reason::Reason;
use super::report::{ImportReport, Remark, RowPlace};
use super::{Import, ImportSettings};
use children::Children;
use codes::Codes;

/// What the names of a return's files end in.
const ENDINGS: [&str; 3] = ["csv", "txt", "xml"];

/// Imports one return or several.
pub(super) fn import(paths: &[PathBuf], settings: &ImportSettings) -> Import {
    let mut report = ImportReport::default();
    let mut children = Children::new(settings.as_of);
    for found in find(paths, &ENDINGS, &mut report) {
        let whole = |reason| Remark::new(RowPlace::file(&found.path), None, reason);
        match found.kind {
            FileKind::Text(encoding) => {
                if let Some(name) = encoding.unusual() {
                    let place = RowPlace::file(&found.path);
                    report.remark(Remark::new(place, Some(name), Reason::Encoding));
                }
                text(&found, encoding, &mut children, &mut report);
            }
            FileKind::Empty => report.remark(whole(Reason::EmptyFile)),
            FileKind::TooLarge => report.remark(whole(Reason::TooLarge)),
            FileKind::Zip => report.remark(whole(Reason::Zip)),
            FileKind::Pdf => report.remark(whole(Reason::Pdf)),
            FileKind::OldOffice => report.remark(whole(Reason::OldOffice)),
            FileKind::Binary => report.remark(whole(Reason::Binary)),
        }
    }
    let cases = children.into_cases(&Codes::new(), settings, &mut report);
    Import { cases, report }
}

/// Reads a text, which is XML when it begins with markup, and else a table.
fn text(found: &Found, encoding: TextEncoding, children: &mut Children, report: &mut ImportReport) {
    let begin = |mut input: Box<dyn BufRead>| {
        let is_xml = input.fill_buf()?.trim_ascii_start().first() == Some(&b'<');
        Ok((input, is_xml))
    };
    let opened = open(&found.file, encoding).and_then(|input| begin(Box::new(input)));
    match opened {
        Ok((input, true)) => xml::read(found, input, children, report),
        Ok((input, false)) => csv_set::read(found, input, children, report),
        Err(_) => {
            let place = RowPlace::file(&found.path);
            report.remark(Remark::new(place, None, Reason::NotReadable));
        }
    }
}
