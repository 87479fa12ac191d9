//! Bytes as the files of an extract.
//!
//! A first line says what they are, and what follows `=== NAME` up to the next such line is a file:
//!
//! | first line | what follows |
//! | --- | --- |
//! | `ssda903`, `ssd` | the files of a folder |
//! | `annex-a` | the parts of a workbook; a plain workbook's stand in for those that are missing |
//! | `cells` | sheets, each after `== NAME`, a line a row, cells parted by tabs |
//!
//! A workbook is put together here because the sums in a zip archive stop whatever was changed at random.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use permanence::import::ExtractFormat;

use crate::workbook;

/// How the extract is to be read.
pub(crate) enum Kind {
    /// As what the first line says.
    Of(ExtractFormat),
    /// As every kind there is.
    Any,
}

/// An extract, not written yet.
pub(crate) struct Extract<'b> {
    pub(crate) kind: Kind,
    files: Vec<(String, Cow<'b, [u8]>)>,
}

/// A folder of this process; it lies wherever `TMPDIR` says, and whoever set that takes it away.
static FOLDER: LazyLock<PathBuf> =
    LazyLock::new(|| std::env::temp_dir().join(format!("permanence-fuzz-{}", std::process::id())));

impl<'b> Extract<'b> {
    /// The files that the bytes describe.
    pub(crate) fn of(bytes: &'b [u8]) -> Self {
        let end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
        let (first, rest) = bytes.split_at(end);
        let rest = rest.get(1..).unwrap_or_default();
        let plain = |format| {
            let parts = parts(rest).into_iter().enumerate();
            let files = parts.map(|(at, (name, text))| (plain_name(at, name), text.into()));
            Self { kind: Kind::Of(format), files: files.collect() }
        };
        let book = |bytes: Vec<u8>| {
            let files = vec![("book.xlsx".to_owned(), bytes.into())];
            Self { kind: Kind::Of(ExtractFormat::AnnexA), files }
        };
        match first {
            b"ssda903" => plain(ExtractFormat::Ssda903),
            b"ssd" => plain(ExtractFormat::Ssd),
            b"annex-a" => book(workbook::of_parts(&parts(rest))),
            b"cells" => book(workbook::of_cells(&String::from_utf8_lossy(rest))),
            _ => Self { kind: Kind::Any, files: vec![("file".to_owned(), bytes.into())] },
        }
    }

    /// Writes the files, and says what to import: the folder, or an only file itself, whose name then
    /// makes no difference.
    pub(crate) fn write(&self) -> Vec<PathBuf> {
        let folder: &Path = &FOLDER;
        // There is none before the first input.
        let _ = std::fs::remove_dir_all(folder);
        std::fs::create_dir(folder).expect("the folder for temporary files can be written to");
        for (name, bytes) in &self.files {
            std::fs::write(folder.join(name), bytes).expect("a file can be written");
        }
        match self.files.as_slice() {
            [(name, _)] => vec![folder.join(name)],
            _ => vec![folder.to_owned()],
        }
    }

    /// How many lines the longest file has at most, however they end.
    pub(crate) fn lines(&self) -> usize {
        let lines = |bytes: &[u8]| memchr::memchr2_iter(b'\n', b'\r', bytes).count() + 1;
        self.files.iter().map(|(_, bytes)| lines(bytes)).max().unwrap_or_default()
    }
}

/// What stands after each `=== NAME`, with the name; and what stands before the first.
fn parts(bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    const MARK: &[u8] = b"=== ";
    let mut parts: Vec<(&[u8], &[u8])> = Vec::new();
    let (mut name, mut start): (&[u8], usize) = (b"", 0);
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if let Some(next) = line.strip_prefix(MARK) {
            if at > start || !name.is_empty() {
                parts.push((name, &bytes[start..at]));
            }
            (name, start) = (next.trim_ascii(), at + line.len());
        }
        at += line.len();
    }
    parts.push((name, &bytes[start..]));
    parts
}

/// A name that no other file of the folder has, and that leads nowhere else.
fn plain_name(at: usize, name: &[u8]) -> String {
    let plain = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'.';
    let name: String = name.iter().filter(plain).take(40).map(|byte| char::from(*byte)).collect();
    format!("{at}-{name}")
}
