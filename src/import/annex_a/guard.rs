//! What a workbook may cost, checked before it is opened.
//!
//! A workbook is a zip archive: a small one may unpack to more than a machine holds, whatever sizes
//! it gives for its parts. Each part is therefore unpacked once into nothing and counted, and its markup
//! looked through.

use std::io::{self, BufReader, Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::markup::{self, is_markup, is_sheet};

/// The most bytes that all parts may unpack to. A large council's lists come to about 60 million.
const WHOLE: u64 = 384 << 20;
/// The most bytes of a part that is held in memory: any but the sheets, which are read as streams.
const PART: u64 = 48 << 20;
/// The most bytes of the styles, which take up more room when they are read.
const STYLES: u64 = 16 << 20;
/// The most parts that a workbook may have.
const PARTS: usize = 10_000;

/// Why a workbook is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is damaged, cut short, or no workbook.
    Damaged,
    /// It would unpack to more than any workbook of lists comes to.
    TooLarge,
}

impl From<io::Error> for Refusal {
    fn from(_: io::Error) -> Self {
        Self::Damaged
    }
}

impl From<ZipError> for Refusal {
    fn from(_: ZipError) -> Self {
        Self::Damaged
    }
}

/// Checks that a workbook can be opened and read in bounded memory.
pub(super) fn check(file: impl Read + Seek) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(file)?;
    if archive.len() > PARTS {
        return Err(Refusal::TooLarge);
    }
    let mut left = WHOLE;
    for index in 0..archive.len() {
        let part = archive.by_index(index)?;
        let name = part.name()?.replace('\\', "/").to_lowercase();
        let most = match name.as_str() {
            sheet if is_sheet(sheet) => left,
            styles if styles.ends_with("styles.xml") => left.min(STYLES),
            _ => left.min(PART),
        };
        // One byte more than allowed shows that there is more, however much there is.
        let mut part = BufReader::new(part.take(most + 1));
        if is_markup(&name) {
            markup::check(&name, &mut part)?;
        }
        io::copy(&mut part, &mut io::sink())?;
        left = match part.get_ref().limit() {
            0 => return Err(Refusal::TooLarge),
            rest => left - (most + 1 - rest),
        };
    }
    Ok(())
}
