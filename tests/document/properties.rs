//! What holds of any file.

use std::ops::Range;

use permanence::document::{Limits, LineIndex, Problem, Syntax, Tree, decode_text, parse};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Number, Value};

use crate::{json, yaml};

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

fn value() -> impl Strategy<Value = Value> {
    value_of(any::<String>().boxed())
}

/// Values whose text is like this.
fn value_of(text: BoxedStrategy<String>) -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Number::from),
        any::<u64>().prop_map(Number::from),
        any::<f64>().prop_filter_map("finite", Number::from_f64),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        number.prop_map(Value::Number),
        text.clone().prop_map(Value::String),
        "[ a-e~/<\\\\\"]{0,4}".prop_map(Value::String),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        let key = prop_oneof![text.clone(), "[a-e~/<]{0,3}"];
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::Array),
            btree_map(key, inner, 0..6).prop_map(|map| Value::Object(Map::from_iter(map))),
        ]
    })
}

/// JSON, written densely or loosely.
fn written() -> impl Strategy<Value = (Value, String)> {
    (value(), any::<bool>()).prop_map(|(value, pretty)| {
        let text = if pretty { format!("{value:#}") } else { value.to_string() };
        (value, text)
    })
}

/// JSON with a few characters changed, so that about half of it is JSON still.
fn mutated() -> impl Strategy<Value = String> {
    let change = (
        any::<prop::sample::Index>(),
        "[]\\[{}:,\"\\\\ue0-9.+ \n\ttrfalsn\u{e9}-]{0,2}",
        0..3_usize,
    );
    (written(), vec(change, 0..3)).prop_map(|((_, text), changes)| {
        let mut characters: Vec<char> = text.chars().collect();
        for (index, insert, remove) in changes {
            let at = index.index(characters.len() + 1);
            let to = (at + remove).min(characters.len());
            characters.splice(at..to, insert.chars());
        }
        characters.into_iter().collect()
    })
}

/// Number-like words, where the languages differ most.
fn number_like() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?[0-9]{1,25}",
        "-?[0-9]{1,5}\\.[0-9]{0,5}",
        "-?[0-9]{0,3}\\.?[0-9]{0,3}[eE][+-]?[0-9]{0,5}",
        "[0-9.eE+-]{1,8}",
        "-?1[0-9]{0,20}e(29[0-9]|3[01][0-9])",
    ]
}

/// Bits of YAML, put together in any order.
fn yaml_like() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        Just("a: "),
        Just("b: "),
        Just("\n"),
        Just("\n  "),
        Just("- "),
        Just("? "),
        Just("["),
        Just("]"),
        Just("{"),
        Just("}"),
        Just(", "),
        Just("&x "),
        Just("*x"),
        Just("<<: "),
        Just("!!int "),
        Just("!foo "),
        Just("'"),
        Just("\""),
        Just("|\n  "),
        Just("---\n"),
        Just("12"),
        Just("true"),
        Just("~"),
        Just("\u{e9}"),
        Just("#"),
        Just("c:\n"),
        Just("d: A\n"),
        Just("a: 1\n"),
        Just("\r\n"),
        Just("\t"),
        Just("\u{feff}"),
    ];
    vec(bit, 0..30).prop_map(|bits| bits.concat())
}

fn is_sound(text: &str, span: &Range<usize>) -> bool {
    let position = LineIndex::new(text).position(text, span.start);
    text.get(span.clone()).is_some_and(|marked| !marked.contains('\n'))
        && position.line >= 1
        && position.column >= 1
}

fn check_problem(text: &str, problem: &Problem) -> Result<(), TestCaseError> {
    prop_assert!(!problem.message.is_empty());
    let related = problem.related.iter().map(|(span, _)| span);
    for span in problem.span.iter().chain(related) {
        prop_assert!(is_sound(text, span), "{span:?} of {text:?}: {problem:?}");
    }
    Ok(())
}

/// Reads a text in every way, and checks each place that is told.
fn check_reading(text: &str, syntax: Syntax) -> Result<(), TestCaseError> {
    let tree = match parse(text, syntax, &Limits::default()) {
        Ok(tree) => tree,
        Err(problem) => return check_problem(text, &problem),
    };
    for document in 0..tree.document_count() {
        let problems = tree.decode::<Anything>(document).err().unwrap_or_default();
        let others = tree.decode::<Value>(document).err().unwrap_or_default();
        for problem in problems.iter().chain(&others) {
            check_problem(text, problem)?;
            let pointer = problem.pointer.as_deref().unwrap_or_default();
            check_places(&tree, text, document, pointer)?;
        }
    }
    Ok(())
}

fn check_places(
    tree: &Tree<'_>,
    text: &str,
    document: usize,
    pointer: &str,
) -> Result<(), TestCaseError> {
    let Some(found) = tree.locate(document, pointer) else {
        return Err(TestCaseError::fail("every document has a place"));
    };
    let spans = [Some(found.value), found.key, found.defined_at];
    for span in spans.into_iter().flatten() {
        prop_assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}");
    }
    Ok(())
}

/// The pointers of all values in a value.
fn pointers(value: &Value, pointer: &str, out: &mut Vec<String>) {
    out.push(pointer.to_owned());
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{pointer}/{index}"), out);
            }
        }
        Value::Object(entries) => {
            for (key, item) in entries {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(item, &format!("{pointer}/{key}"), out);
            }
        }
        _ => {}
    }
}

/// Our reading and `serde_json`'s, each as nothing where the text is refused.
fn both(text: &str) -> (Option<Value>, Option<Value>) {
    let ours = json(text).ok();
    let ours = ours.and_then(|tree| tree.decode::<Value>(0).ok());
    (ours, serde_json::from_str(text).ok())
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(text) = decode_text(bytes) {
            check_reading(&text, Syntax::Yaml)?;
            check_reading(&text, Syntax::Json)?;
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>()) {
        check_reading(&text, Syntax::Yaml)?;
        check_reading(&text, Syntax::Json)?;
    }

    #[test]
    fn every_place_told_is_in_the_text(text in yaml_like()) {
        check_reading(&text, Syntax::Yaml)?;
    }

    #[test]
    fn every_place_told_is_in_json_text(text in mutated()) {
        check_reading(&text, Syntax::Json)?;
    }

    #[test]
    fn json_is_read_as_serde_json_reads_it((value, text) in written()) {
        let (ours, theirs) = both(&text);
        prop_assert_eq!(&ours, &theirs);
        prop_assert!(ours.is_some() || value.is_null());
    }

    #[test]
    fn json_is_accepted_exactly_when_serde_json_accepts_it(text in mutated()) {
        let (ours, theirs) = both(&text);
        let accepted = json(&text).is_ok();
        prop_assert_eq!(accepted, theirs.is_some(), "{}", text);
        // A key given twice is not a syntax error, but it is a problem.
        prop_assert!(ours.is_none() || ours == theirs, "{}", text);
    }

    #[test]
    fn numbers_are_read_as_serde_json_reads_them(text in number_like()) {
        let (ours, theirs) = both(&text);
        prop_assert_eq!(ours, theirs, "{}", text);
    }

    #[test]
    fn json_escapes_are_read_as_serde_json_reads_them(inside in "(\\\\[ubfnrtx\"/\\\\]?[0-9a-fA-FdD8cC]{0,4}){0,6}") {
        let text = format!("\"{inside}\"");
        let (ours, theirs) = both(&text);
        prop_assert_eq!(ours, theirs, "{}", text);
    }

    #[test]
    fn every_pointer_leads_to_its_value((value, text) in written()) {
        let tree = json(&text).map_err(|problem| TestCaseError::fail(problem.message))?;
        let mut all = Vec::new();
        pointers(&value, "", &mut all);
        for pointer in all {
            let found = tree.locate(0, &pointer);
            let there = found.filter(|found| found.exact).and_then(|found| text.get(found.value));
            let there = there.and_then(|there| serde_json::from_str::<Value>(there).ok());
            prop_assert_eq!(there.as_ref(), value.pointer(&pointer), "{}", pointer);
        }
    }

    #[test]
    fn yaml_in_json_style_has_the_same_values(value in value_of("[ -~\n\t]{0,12}".boxed())) {
        // Only ASCII, since YAML allows fewer characters in quotes than JSON.
        let text = value.to_string();
        let read = yaml(&text).map(|tree| tree.decode::<Value>(0));
        let expected = serde_json::from_str::<Value>(&text).ok();
        prop_assert_eq!(read.ok().and_then(Result::ok), expected);
    }
}
