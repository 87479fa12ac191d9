//! From pointers to places in the text.

use std::ops::Range;

use permanence::document::{LineIndex, Located, Tree};

use crate::{json, yaml};

const CASE: &str = "\
# a comment
care:
  started: 2025-01-06
  statuses:
    - {status: section-20, from: 2025-01-06}
    - status: full
  ended:
base: &base {a: 1}
used: *base
taken: {<<: *base, b: 2}
a/b~c: 3
";

fn text(span: Range<usize>) -> &'static str {
    CASE.get(span).unwrap_or("?")
}

fn locate(tree: &Tree<'_>, pointer: &str) -> Located {
    match tree.locate(0, pointer) {
        Some(located) => located,
        None => unreachable!("the document is there"),
    }
}

#[test]
fn a_pointer_leads_to_a_key_and_its_value() {
    let tree = yaml(CASE).unwrap_or_else(|problem| unreachable!("{problem}"));
    let cases = [
        ("/care/started", "started", "2025-01-06"),
        ("/care/statuses/0", "", "{status: section-20, from: 2025-01-06}"),
        ("/care/statuses/0/status", "status", "section-20"),
        ("/care/statuses/1", "", "status: full"),
        ("/care/ended", "ended", ""),
        ("/a~1b~0c", "a/b~c", "3"),
    ];
    for (pointer, key, value) in cases {
        let found = locate(&tree, pointer);
        assert!(found.exact, "{pointer}");
        assert_eq!(found.pointer, pointer);
        assert_eq!(found.key.map_or("", text), key, "{pointer}");
        assert_eq!(text(found.value), value, "{pointer}");
        assert_eq!(found.defined_at, None);
    }
    let whole = locate(&tree, "");
    assert_eq!(Some(whole.value), tree.document_span(0));
}

#[test]
fn a_block_reaches_to_the_end_of_its_last_value() {
    let tree =
        yaml("a:\n  - b: {c: 1}\nd: 2\n").unwrap_or_else(|problem| unreachable!("{problem}"));
    assert_eq!(locate(&tree, "/a").value, 5..16);
    assert_eq!(tree.document_span(0), Some(0..21));
}

#[test]
fn a_missing_value_leads_to_what_is_around_it() {
    let tree = yaml(CASE).unwrap_or_else(|problem| unreachable!("{problem}"));
    let cases = [
        ("/care/strated", "/care"),
        ("/care/statuses/2/from", "/care/statuses"),
        ("/care/statuses/01", "/care/statuses"),
        ("/care/statuses/-", "/care/statuses"),
        ("/care/started/deep/er", "/care/started"),
        ("/nothing", ""),
        ("care", ""),
        ("x/care", "/care"),
    ];
    for (pointer, around) in cases {
        let found = locate(&tree, pointer);
        assert!(!found.exact, "{pointer}");
        assert_eq!(found.pointer, around, "{pointer}");
    }
    assert_eq!(tree.locate(1, ""), None);
}

#[test]
fn aliases_know_where_they_are_used_and_where_they_are_written() {
    let tree = yaml(CASE).unwrap_or_else(|problem| unreachable!("{problem}"));
    let used = locate(&tree, "/used");
    assert_eq!(text(used.value), "*base");
    assert_eq!(used.defined_at.map(text), Some("{a: 1}"));
    let inside = locate(&tree, "/used/a");
    assert_eq!((text(inside.value), inside.defined_at), ("1", None));
    let taken = locate(&tree, "/taken/a");
    assert_eq!(taken.key.map(text), Some("<<"));
    assert_eq!(text(taken.value), "*base");
    assert_eq!(taken.defined_at.map(text), Some("1"));
    assert_eq!(text(locate(&tree, "/taken/b").value), "2");
}

#[test]
fn places_hold_with_crlf_and_a_byte_order_mark() {
    let text = "\u{feff}a: 1\r\nb: \u{e9}\u{e9} x\r\nc: [1,\r\n 2]\r\n";
    let index = LineIndex::new(text);
    let tree = yaml(text).unwrap_or_else(|problem| unreachable!("{problem}"));
    let at = |pointer: &str| {
        let place = index.position(text, locate(&tree, pointer).value.start);
        (place.line, place.column)
    };
    assert_eq!(at("/a"), (1, 4));
    assert_eq!(at("/b"), (2, 4));
    assert_eq!(at("/c/1"), (4, 2));
    let text = "\u{feff}{\"a\": 1}";
    let tree = json(text).unwrap_or_else(|problem| unreachable!("{problem}"));
    let value = locate(&tree, "/a").value;
    assert_eq!(LineIndex::new(text).position(text, value.start).column, 7);
}

#[test]
fn anchors_may_stand_on_keys() {
    let tree = yaml("&k key: 1\nother: *k\n").unwrap_or_else(|problem| unreachable!("{problem}"));
    assert_eq!(locate(&tree, "/key").key, Some(3..6));
    assert_eq!(locate(&tree, "/other").defined_at, Some(3..6));
}
