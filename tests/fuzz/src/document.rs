//! Bytes to a tree, in each language.

use std::ops::Range;

use permanence::document::{Limits, Syntax, Tree, decode_text, parse};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::places::{check_pointer, check_problem, check_values};

/// The most documents of one file that are decoded here.
const MOST_DOCUMENTS: usize = 40;

/// As deep as `serde_json` goes, and no other budget: so that both accept the same texts.
const AS_SERDE_JSON: Limits = Limits {
    bytes: usize::MAX,
    depth: 127,
    nodes: usize::MAX,
    aliases: 0,
    visits: usize::MAX,
    documents: 1,
};

/// A type with something of everything, so that decoding anything as it meets many mistakes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only whether it can be decoded matters")]
struct Anything {
    a: u8,
    b: Option<String>,
    #[serde(default)]
    c: Vec<Anything>,
    d: Word,
    #[serde(default)]
    e: (bool, f64),
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "only whether it can be decoded matters")]
enum Word {
    A,
    B(Box<Anything>),
}

/// Reads bytes in every language, and JSON as `serde_json` does.
pub fn check(bytes: &[u8]) {
    let text = match decode_text(bytes.to_vec()) {
        Ok(text) => text,
        Err(problem) => return check_problem("", &problem),
    };
    for syntax in [Syntax::Yaml, Syntax::Json, Syntax::Toml] {
        check_reading(&text, syntax);
    }
    check_json(&text);
    check_comment(&text);
}

fn check_reading(text: &str, syntax: Syntax) {
    let tree = match parse(text, syntax, &Limits::default()) {
        Ok(tree) => tree,
        Err(problem) => return check_problem(text, &problem),
    };
    for document in 0..tree.document_count().min(MOST_DOCUMENTS) {
        let span = tree.document_span(document).expect("every document has a place");
        assert!(text.get(span).is_some());
        let mut problems = tree.decode::<Anything>(document).err().unwrap_or_default();
        match tree.decode::<Value>(document) {
            Ok(value) => check_values(&tree, text, document, &value),
            Err(others) => problems.extend(others),
        }
        for problem in problems {
            check_problem(text, &problem);
            check_pointer(&tree, text, document, problem.pointer.as_deref().unwrap_or_default());
        }
    }
}

/// JSON is accepted exactly when `serde_json` accepts it, and means the same.
fn check_json(text: &str) {
    let theirs = serde_json::from_str::<Value>(text).ok();
    let ours = parse(text, Syntax::Json, &AS_SERDE_JSON);
    assert_eq!(ours.is_ok(), theirs.is_some(), "accepted by one of the two");
    // A key given twice is not a syntax error, but it is a problem.
    let ours = ours.ok().and_then(|tree| tree.decode::<Value>(0).ok());
    assert!(ours.is_none() || ours == theirs, "read as another value");
}

/// A comment that nothing but a whole YAML parser reads past: none of the text after it is otherwise.
const COMMENT: &str = "#\t\n";

/// YAML below a comment is the same YAML, each place as much later as the comment is long.
fn check_comment(text: &str) {
    if text.starts_with('\u{feff}') {
        return;
    }
    let below = format!("{COMMENT}{text}");
    let limits = Limits::default();
    let (plain, full) =
        match (parse(text, Syntax::Yaml, &limits), parse(&below, Syntax::Yaml, &limits)) {
            (Ok(plain), Ok(full)) => (plain, full),
            (Err(plain), Err(full)) => return assert_eq!(moved(plain.span), full.span),
            (plain, full) => panic!("refused one way only: {:?} {:?}", plain.err(), full.err()),
        };
    assert_eq!(plain.document_count(), full.document_count());
    for document in 0..plain.document_count().min(MOST_DOCUMENTS) {
        assert_eq!(moved(plain.document_span(document)), full.document_span(document));
        assert_eq!(
            problems::<Value>(&plain, document, COMMENT.len()),
            problems::<Value>(&full, document, 0)
        );
        let anything = problems::<Anything>(&plain, document, COMMENT.len());
        assert_eq!(anything, problems::<Anything>(&full, document, 0));
        let (plain, full) = (plain.decode::<Value>(document), full.decode::<Value>(document));
        assert_eq!(plain.ok(), full.ok());
    }
}

fn moved(span: Option<Range<usize>>) -> Option<Range<usize>> {
    span.map(|span| span.start + COMMENT.len()..span.end + COMMENT.len())
}

/// Where each problem of a document is, so many bytes later, and what it says.
fn problems<T: DeserializeOwned>(
    tree: &Tree<'_>,
    document: usize,
    later: usize,
) -> Vec<(Option<Range<usize>>, String)> {
    let found = tree.decode::<T>(document).err().unwrap_or_default();
    let place = |span: Range<usize>| span.start + later..span.end + later;
    found.into_iter().map(|problem| (problem.span.map(place), problem.message)).collect()
}
