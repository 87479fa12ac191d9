//! What a workbook may cost, checked before it is opened.
//!
//! A workbook is a zip archive: a small one may unpack to more than a machine holds, whatever sizes
//! it gives for its parts. Each part is therefore unpacked once into nothing and counted.

use std::io::{self, BufReader, Read, Seek};

use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

/// The most bytes that all parts may unpack to. A large council's lists come to about 60 million.
const WHOLE: u64 = 384 << 20;
/// The most bytes of a part that is held in memory: any but the sheets, which are read as streams.
const PART: u64 = 48 << 20;
/// The most texts that a workbook may say its sheets share: room is made for as many.
const SHARED_TEXTS: u64 = 4_000_000;
/// How far into the shared texts their beginning is looked for.
const START: u64 = 64 << 10;
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
        let mut part = archive.by_index(index)?;
        let name = part.name()?.to_lowercase();
        let is_sheet = name.contains("/worksheets/");
        let most = if is_sheet { left } else { left.min(PART) };
        if name.ends_with("sharedstrings.xml") {
            let mut start = Vec::new();
            part.by_ref().take(START).read_to_end(&mut start)?;
            shared_texts(&start)?;
            left = unpacked(&mut part, most, start.len() as u64, left)?;
        } else {
            left = unpacked(&mut part, most, 0, left)?;
        }
    }
    Ok(())
}

/// Unpacks the rest of a part into nothing; what is left of the bytes for all after it.
fn unpacked(part: &mut impl Read, most: u64, read: u64, left: u64) -> Result<u64, Refusal> {
    let rest = io::copy(&mut part.take(most.saturating_sub(read) + 1), &mut io::sink())?;
    let length = read + rest;
    if length > most { Err(Refusal::TooLarge) } else { Ok(left - length) }
}

/// Checks the number that the shared texts open with: a reader makes room for as many.
fn shared_texts(start: &[u8]) -> Result<(), Refusal> {
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(start));
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        match reader.read_event_into(&mut bytes) {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "sst" => {
                for attribute in element.attributes() {
                    let attribute = attribute.map_err(|_| Refusal::Damaged)?;
                    let count = attribute.value.trim().parse::<u64>();
                    if attribute.key.as_ref() == "uniqueCount"
                        && !count.is_ok_and(|count| count <= SHARED_TEXTS)
                    {
                        return Err(Refusal::TooLarge);
                    }
                }
                return Ok(());
            }
            Ok(Event::Eof) | Err(_) => return Err(Refusal::Damaged),
            Ok(_) => {}
        }
    }
}
