//! What a file is by its bytes, and reading its text whatever its encoding.
//!
//! A file is looked through once before it is read: only then is it known whether all of it is UTF-8.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read as _};
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

/// How a text is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// What Windows calls ANSI.
    Windows1252,
}

impl TextEncoding {
    fn of_browsers(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1252 => WINDOWS_1252,
        }
    }

    /// Its name, where it is not the one to be expected.
    pub(super) fn unusual(self) -> Option<&'static str> {
        match self {
            Self::Utf8 => None,
            Self::Utf16Le | Self::Utf16Be => Some("UTF-16"),
            Self::Windows1252 => Some("Windows-1252"),
        }
    }
}

/// What a file is, by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    /// A text.
    Text(TextEncoding),
    /// Far larger than any extract.
    TooLarge,
    /// Nothing but blanks.
    Empty,
    /// A zip archive, which a workbook is too.
    Zip,
    /// A PDF document.
    Pdf,
    /// A document of an older Office, or one with a password.
    OldOffice,
    /// Neither a text nor anything that is known.
    Binary,
}

/// The largest file that is read; a large council's return has a fiftieth of it.
const LARGEST: u64 = 256 << 20;
/// How many bytes tell what a file is.
const START: usize = 1024;

/// Looks through a file.
pub(super) fn look(path: &Path) -> io::Result<FileKind> {
    let file = File::open(path)?;
    if file.metadata()?.len() > LARGEST {
        return Ok(FileKind::TooLarge);
    }
    let mut reader = BufReader::with_capacity(64 * 1024, file);
    let mut start = Vec::with_capacity(START);
    reader.by_ref().take(START as u64).read_to_end(&mut start)?;
    Ok(match known_start(&start) {
        Some(kind) => kind,
        None => through(&start, reader)?,
    })
}

/// What the first bytes give away.
fn known_start(start: &[u8]) -> Option<FileKind> {
    let kind = match start {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => FileKind::Zip,
        [b'%', b'P', b'D', b'F', ..] => FileKind::Pdf,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => FileKind::OldOffice,
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] | [0x1F, 0x8B, ..] => FileKind::Binary,
        [0xFF, 0xFE, ..] => FileKind::Text(TextEncoding::Utf16Le),
        [0xFE, 0xFF, ..] => FileKind::Text(TextEncoding::Utf16Be),
        [0, first, ..] if *first != 0 => FileKind::Text(TextEncoding::Utf16Be),
        [first, 0, ..] if *first != 0 => FileKind::Text(TextEncoding::Utf16Le),
        _ => return None,
    };
    Some(kind)
}

/// Whether the bytes are UTF-8 to the end, or bytes of Windows.
fn through(start: &[u8], mut rest: impl BufRead) -> io::Result<FileKind> {
    let mut utf8 = Utf8Check::default();
    let mut seen = Seen::default();
    utf8.add(start);
    seen.add(start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start));
    loop {
        let bytes = rest.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        utf8.add(bytes);
        seen.add(bytes);
        let length = bytes.len();
        rest.consume(length);
    }
    Ok(match seen {
        Seen { nul: true, .. } => FileKind::Binary,
        Seen { text: false, .. } => FileKind::Empty,
        _ if utf8.holds() => FileKind::Text(TextEncoding::Utf8),
        _ => FileKind::Text(TextEncoding::Windows1252),
    })
}

/// Whether there is any text, and whether there are bytes that no text has.
#[derive(Default)]
struct Seen {
    text: bool,
    nul: bool,
}

impl Seen {
    fn add(&mut self, bytes: &[u8]) {
        self.text |= bytes.iter().any(|byte| !byte.is_ascii_whitespace());
        self.nul |= memchr::memchr(0, bytes).is_some();
    }
}

/// UTF-8 as it comes, a few bytes of a character kept from one piece to the next.
#[derive(Default)]
struct Utf8Check {
    broken: bool,
    kept: Vec<u8>,
}

impl Utf8Check {
    fn add(&mut self, bytes: &[u8]) {
        if self.broken {
            return;
        }
        // What was kept is part of one character: a few bytes more decide it.
        let mut bytes = bytes;
        while !self.kept.is_empty() {
            let Some((first, rest)) = bytes.split_first() else { return };
            self.kept.push(*first);
            bytes = rest;
            match std::str::from_utf8(&self.kept) {
                Ok(_) => self.kept.clear(),
                Err(error) if error.error_len().is_some() => {
                    self.broken = true;
                    return;
                }
                Err(_) => {}
            }
        }
        if let Err(error) = std::str::from_utf8(bytes) {
            match error.error_len() {
                Some(_) => self.broken = true,
                None => self.kept.extend(bytes.iter().skip(error.valid_up_to())),
            }
        }
    }

    fn holds(&self) -> bool {
        !self.broken && self.kept.is_empty()
    }
}

/// Opens a file's text as UTF-8, without a byte order mark.
///
/// What its encoding has no character for is the replacement character.
pub(super) fn open(path: &Path, encoding: TextEncoding) -> io::Result<impl BufRead + use<>> {
    let file = File::open(path)?;
    let decoder = DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding.of_browsers()))
        .strip_bom(true)
        .build(file);
    Ok(BufReader::with_capacity(64 * 1024, decoder))
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use super::{FileKind, TextEncoding, Utf8Check, look, open};

    fn file(bytes: &[u8]) -> std::io::Result<tempfile::NamedTempFile> {
        let mut file = tempfile::NamedTempFile::new()?;
        file.write_all(bytes)?;
        Ok(file)
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn a_text_reads_the_same_in_every_encoding() -> std::io::Result<()> {
        let text = "CHILD,NOTE\r\n1,caf\u{e9}\r\n";
        let marked = |text: &str| format!("\u{feff}{text}");
        let windows = text.replace('\u{e9}', "~").into_bytes();
        let windows: Vec<u8> =
            windows.into_iter().map(|byte| if byte == b'~' { 0xE9 } else { byte }).collect();
        let told = [
            (text.as_bytes().to_vec(), TextEncoding::Utf8),
            (marked(text).into_bytes(), TextEncoding::Utf8),
            (utf16(&marked(text), u16::to_le_bytes), TextEncoding::Utf16Le),
            (utf16(&marked(text), u16::to_be_bytes), TextEncoding::Utf16Be),
            (utf16(text, u16::to_le_bytes), TextEncoding::Utf16Le),
            (utf16(text, u16::to_be_bytes), TextEncoding::Utf16Be),
            (windows, TextEncoding::Windows1252),
        ];
        for (bytes, encoding) in told {
            let file = file(&bytes)?;
            assert_eq!(look(file.path())?, FileKind::Text(encoding));
            let mut read = String::new();
            open(file.path(), encoding)?.read_to_string(&mut read)?;
            assert_eq!(read, text, "{encoding:?}");
        }
        Ok(())
    }

    #[test]
    fn what_is_no_text_is_told() -> std::io::Result<()> {
        for (bytes, kind) in [
            (&b"PK\x03\x04rest"[..], FileKind::Zip),
            (b"%PDF-1.7", FileKind::Pdf),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileKind::OldOffice),
            (b"", FileKind::Empty),
            (b"\xEF\xBB\xBF \r\n", FileKind::Empty),
            (b"abc\0\x01\x02", FileKind::Binary),
            (b"\x1F\x8B\x08", FileKind::Binary),
        ] {
            assert_eq!(look(file(bytes)?.path())?, kind, "{bytes:?}");
        }
        Ok(())
    }

    #[test]
    fn characters_may_come_in_pieces() {
        let text = "a\u{e9}\u{20ac}\u{1f600}z".as_bytes();
        for size in 1..=text.len() {
            let mut check = Utf8Check::default();
            text.chunks(size).for_each(|piece| check.add(piece));
            assert!(check.holds(), "{size}");
            let mut check = Utf8Check::default();
            text.iter().take(text.len() - 2).for_each(|byte| check.add(&[*byte]));
            assert!(!check.holds(), "cut off");
        }
        let mut check = Utf8Check::default();
        check.add(b"caf\xE9");
        check.add(b"!");
        assert!(!check.holds());
    }
}
