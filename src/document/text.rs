//! From bytes to text.

use super::position::line_of;
use super::problem::Problem;

/// Beginnings of files that are no text at all, and what to call them.
const OTHER_FORMATS: [(&[u8], &str); 6] = [
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "compressed with gzip"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"{\\rtf", "a rich text document"),
    (b"BZh", "compressed with bzip2"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
];

/// Byte order marks of other encodings; UTF-32's must be tried first, as UTF-16's begins it.
const OTHER_ENCODINGS: [(&[u8], &str); 4] = [
    (b"\xff\xfe\0\0", "UTF-32"),
    (b"\0\0\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
];

const SAVE_AS_UTF8: &str = "save it again with the encoding UTF-8";

/// Reads the bytes of a file as text.
///
/// A byte order mark is left out, so places in the text count from the first character after it.
///
/// # Errors
///
/// When the bytes are not UTF-8 text; what they are instead is said where it can be told.
pub fn decode_text(bytes: Vec<u8>) -> Result<String, Problem> {
    if let Some(problem) = other_format(&bytes).or_else(|| other_encoding(&bytes)) {
        return Err(problem);
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        let line = line_of(&bytes, at);
        let message = format!("line {line} holds a NUL character, which no text file should");
        return Err(Problem::new(message).help("the file may be damaged; export it again"));
    }
    let mut text = String::from_utf8(bytes).map_err(|error| not_utf8(&error))?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
}

fn other_format(bytes: &[u8]) -> Option<Problem> {
    let name = if bytes.starts_with(b"PK\x03\x04") {
        inside_zip(bytes)
    } else {
        let (_, name) = OTHER_FORMATS.iter().find(|(start, _)| bytes.starts_with(start))?;
        name
    };
    let problem = Problem::new(format!("the file is {name}, not a YAML or JSON text file"));
    Some(problem.help("export the case file as YAML or JSON"))
}

/// Office documents are zip files; the names of the files inside stand in them uncompressed.
fn inside_zip(bytes: &[u8]) -> &'static str {
    let holds = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    if holds(b"xl/workbook") {
        "an Excel workbook"
    } else if holds(b"word/document") {
        "a Word document"
    } else {
        "a zip archive"
    }
}

fn other_encoding(bytes: &[u8]) -> Option<Problem> {
    let marked = OTHER_ENCODINGS.iter().find(|(mark, _)| bytes.starts_with(mark));
    let name = match marked {
        Some((_, name)) => name,
        None => unmarked_encoding(bytes)?,
    };
    let problem = Problem::new(format!("the file is in {name}; only UTF-8 is read"));
    Some(problem.help(SAVE_AS_UTF8))
}

/// Both languages start with ASCII characters, so the zero bytes among the first four tell the
/// width of a character.
fn unmarked_encoding(bytes: &[u8]) -> Option<&'static str> {
    let first: [u8; 4] = bytes.first_chunk().copied()?;
    match first.map(|byte| byte == 0) {
        [true, true, true, false] | [false, true, true, true] => Some("UTF-32"),
        [true, false, true, false] | [false, true, false, true] => Some("UTF-16"),
        _ => None,
    }
}

fn not_utf8(error: &std::string::FromUtf8Error) -> Problem {
    let line = line_of(error.as_bytes(), error.utf8_error().valid_up_to());
    Problem::new(format!("line {line} holds a character that is not UTF-8")).help(format!(
        "{SAVE_AS_UTF8}; a pound sign, an accent or a curly quote in another encoding is the usual cause"
    ))
}

#[cfg(test)]
mod tests {
    use super::decode_text;

    fn refusal(bytes: &[u8]) -> String {
        decode_text(bytes.to_vec()).map_or_else(|problem| problem.message, |_| String::new())
    }

    #[test]
    fn utf8_is_read_and_its_mark_left_out() {
        assert_eq!(decode_text(b"\xef\xbb\xbfa: 1".to_vec()).as_deref(), Ok("a: 1"));
        assert_eq!(decode_text(Vec::new()).as_deref(), Ok(""));
    }

    #[test]
    fn other_encodings_are_named() {
        assert!(refusal(b"\xff\xfea\0").contains("UTF-16"));
        assert!(refusal(b"\xfe\xff\0a").contains("UTF-16"));
        assert!(refusal(b"\xff\xfe\0\0a\0\0\0").contains("UTF-32"));
        assert!(refusal(b"{\0\"\0").contains("UTF-16"));
        assert!(refusal(b"\0\0\0{").contains("UTF-32"));
    }

    #[test]
    fn other_formats_are_named() {
        assert!(refusal(b"%PDF-1.7").contains("PDF"));
        assert!(refusal(b"\x1f\x8b\x08").contains("gzip"));
        assert!(refusal(b"PK\x03\x04....").contains("zip"));
        assert!(refusal(b"PK\x03\x04....xl/workbook.xml").contains("Excel"));
    }

    #[test]
    fn bad_bytes_are_placed_by_line() {
        assert!(refusal(b"a: 1\nb: \xa35").contains("line 2"));
        assert!(refusal(b"a: 1\nb: 2\nc: \0").contains("line 3"));
    }
}
