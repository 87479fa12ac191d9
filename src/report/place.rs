//! Places as machines write them: lines, columns, relative paths, URIs.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::audit::{AuditedCase, Finding};
use crate::document::Position;

/// What a segment of a URI's path does not hold as it stands. A colon would make the first segment
/// of a relative one a scheme.
const NOT_IN_SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Where a finding stands in its file; at the first line of its case when it has no place.
pub(super) fn position(case: &AuditedCase, finding: &Finding) -> Position {
    match &finding.mark {
        Some(mark) => mark.position,
        None => Position { line: case.place.line, column: 1 },
    }
}

/// A path without the `./` that a shell may have put before it.
pub(super) fn plain(path: &str) -> &str {
    let mut plain = path;
    while let Some(rest) = plain.strip_prefix("./") {
        plain = rest.trim_start_matches('/');
    }
    if plain.is_empty() { path } else { plain }
}

/// A path as a URI, and whether it is relative to the folder of the audit.
pub(super) fn uri(path: &str) -> (String, bool) {
    let path = plain(path);
    let encoded: Vec<String> =
        path.split('/').map(|part| utf8_percent_encode(part, NOT_IN_SEGMENT).to_string()).collect();
    let encoded = encoded.join("/");
    let drive = path.as_bytes().get(1..3) == Some(b":/")
        && path.starts_with(|letter: char| letter.is_ascii_alphabetic());
    if drive {
        return (format!("file:///{}", encoded.replacen("%3A", ":", 1)), false);
    }
    if path.starts_with("//") {
        return (format!("file:{encoded}"), false);
    }
    if path.starts_with('/') {
        return (format!("file://{encoded}"), false);
    }
    // What lies above the folder of the audit is not in it.
    let above = path.split('/').any(|part| part == "..");
    (encoded, !above)
}

#[cfg(test)]
mod tests {
    use super::{plain, uri};

    fn relative(uri: &str) -> (String, bool) {
        (uri.to_owned(), true)
    }

    fn absolute(uri: &str) -> (String, bool) {
        (uri.to_owned(), false)
    }

    #[test]
    fn a_path_is_plain_without_the_folder_it_starts_in() {
        assert_eq!(plain("./a/b.yaml"), "a/b.yaml");
        assert_eq!(plain(".//./a"), "a");
        assert_eq!(plain("../a"), "../a");
        assert_eq!(plain(".a"), ".a");
        assert_eq!(plain("./"), "./");
    }

    #[test]
    fn a_relative_path_is_encoded_segment_by_segment() {
        assert_eq!(uri("./a/b c#1%.yaml"), relative("a/b%20c%231%25.yaml"));
        assert_eq!(uri("http://é"), relative("http%3A//%C3%A9"));
        assert_eq!(uri("a\n\u{1b}\u{202e}b"), relative("a%0A%1B%E2%80%AEb"));
    }

    #[test]
    fn what_is_not_below_the_folder_of_the_audit_is_not_relative_to_it() {
        assert_eq!(uri("../a.yaml"), absolute("../a.yaml"));
        assert_eq!(uri("/data/a b.yaml"), absolute("file:///data/a%20b.yaml"));
        assert_eq!(uri("C:/data/a:b.yaml"), absolute("file:///C:/data/a%3Ab.yaml"));
        assert_eq!(uri("//server/share/a.yaml"), absolute("file://server/share/a.yaml"));
    }
}
