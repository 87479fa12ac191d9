//! Every place that is told lies in the text it is told of.

use std::ops::Range;

use permanence::document::{LineIndex, Problem, Tree};
use serde_json::Value;

/// The most values of one document that are looked up again: each takes a walk from its top.
const MOST_POINTERS: usize = 200;

/// Holds that a problem says something, and marks places that are in the text, each on one line.
pub(crate) fn check_problem(text: &str, problem: &Problem) {
    assert!(!problem.message.is_empty());
    let lines = LineIndex::new(text);
    let related = problem.related.iter().map(|(span, _)| span);
    for span in problem.span.iter().chain(related) {
        let marked = text.get(span.clone()).unwrap_or_else(|| panic!("{span:?}: {problem:?}"));
        assert!(!marked.contains('\n'), "{span:?}: {problem:?}");
        let position = lines.position(text, span.start);
        assert!(position.line >= 1 && position.column >= 1, "{problem:?}");
    }
}

/// Holds that a pointer leads to a place in the text; true when it leads to the very value.
pub(crate) fn check_pointer(tree: &Tree<'_>, text: &str, document: usize, pointer: &str) -> bool {
    let found = tree.locate(document, pointer).expect("every document has a place");
    let spans: [Option<Range<usize>>; 3] = [Some(found.value), found.key, found.defined_at];
    for span in spans.into_iter().flatten() {
        assert!(text.get(span.clone()).is_some(), "{span:?} of {pointer}");
    }
    found.exact
}

/// Holds that every value of a document can be found again.
pub(crate) fn check_values(tree: &Tree<'_>, text: &str, document: usize, value: &Value) {
    let mut pointers = Vec::new();
    list(value, String::new(), &mut pointers);
    for pointer in pointers {
        assert!(check_pointer(tree, text, document, &pointer), "{pointer:?} leads nowhere");
    }
}

fn list(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    if pointers.len() == MOST_POINTERS {
        return;
    }
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate().take(MOST_POINTERS) {
                list(item, format!("{pointer}/{index}"), pointers);
            }
        }
        Value::Object(entries) => {
            for (key, item) in entries.iter().take(MOST_POINTERS) {
                let key = key.replace('~', "~0").replace('/', "~1");
                list(item, format!("{pointer}/{key}"), pointers);
            }
        }
        _ => {}
    }
    if pointers.len() < MOST_POINTERS {
        pointers.push(pointer);
    }
}
