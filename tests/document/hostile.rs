//! Files that would cost too much if they were let.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use permanence::document::{Limits, Problem, Syntax, parse};
use serde_json::Value;

use crate::{json, yaml};

fn message<T>(result: Result<T, Problem>) -> String {
    result.map_or_else(|problem| problem.message, |_| String::new())
}

fn first_problem(text: &str) -> String {
    let read = yaml(text).map(|tree| tree.decode::<Value>(0));
    let problems = read.unwrap_or_else(|problem| Err(vec![problem]));
    let problems = problems.err().unwrap_or_default();
    problems.first().map(ToString::to_string).unwrap_or_default()
}

/// Each list is the one before it ten times.
fn alias_bomb(lists: usize) -> String {
    let mut text = "a0: &a0 [x]\n".to_owned();
    for list in 1..=lists {
        let uses = vec![format!("*a{}", list - 1); 10].join(", ");
        let _ = writeln!(text, "a{list}: &a{list} [{uses}]");
    }
    text
}

#[test]
fn an_alias_bomb_is_refused() {
    assert!(first_problem(&alias_bomb(9)).contains("aliases make the document more than 200000"));
    let mut nested = "a0: &a0 [x]\n".to_owned();
    for list in 1..90 {
        let _ = writeln!(nested, "a{list}: &a{list} [*a{}]", list - 1);
    }
    assert!(first_problem(&nested).contains("nest lists and groups more than 64"));
    let many = format!("a: &a 1\nb: [{}]\n", vec!["*a"; 1001].join(", "));
    assert!(first_problem(&many).contains("at most 1000 aliases"));
}

#[test]
fn a_merge_bomb_costs_no_more_than_its_groups() {
    let mut text = "a0: &a0 {k: 1}\n".to_owned();
    for group in 1..=60 {
        let uses = vec![format!("*a{}", group - 1); 10].join(", ");
        let _ = writeln!(text, "a{group}: &a{group} {{<<: [{uses}]}}");
    }
    let tree = yaml(&text);
    let last = tree.as_ref().ok().and_then(|tree| tree.locate(0, "/a60/none"));
    assert_eq!(last.map(|last| last.exact), Some(false));
    let value = tree.map(|tree| tree.decode::<BTreeMap<String, Value>>(0));
    assert!(matches!(value, Ok(Ok(value)) if value.len() == 61));
}

#[test]
fn a_merge_that_comes_to_little_is_counted_for_what_it_costs() {
    let groups = vec!["{k: 1}"; 20_000].join(", ");
    let uses = vec!["*m"; 100].join(", ");
    let text = format!("m: &m {{<<: [{groups}]}}\nl: &l [{uses}]\nn: [*l, *l, *l, *l, *l, *l]\n");
    assert!(first_problem(&text).contains("more than 200000"));
}

#[test]
fn a_value_that_holds_itself_is_refused() {
    assert!(message(yaml("a: &a [*a]\n")).contains("part of"));
    assert!(message(yaml("a: &a\n  <<: *a\n")).contains("part of"));
}

#[test]
fn deep_nesting_is_refused() {
    for opening in ["[", "{a: ", "- ", "? ", "{\"a\":"] {
        let text = opening.repeat(200_000);
        let told = message(yaml(&text));
        assert!(!told.is_empty(), "{opening}");
    }
    assert!(message(yaml(&"[".repeat(200_000))).contains("64 levels"));
    for opening in ["[", "{\"a\":"] {
        assert!(message(json(&opening.repeat(200_000))).contains("64 levels"));
    }
    let deepest = format!("{}{}", "[".repeat(64), "]".repeat(64));
    assert_eq!(message(json(&deepest)), "");
    assert_eq!(message(yaml(&deepest)), "");
}

#[test]
fn budgets_are_counted_for_each_document() {
    let limits = Limits { nodes: 10, bytes: 40, documents: 100, aliases: 1, ..Limits::default() };
    let read = |text: &str| message(parse(text, Syntax::Yaml, &limits));
    assert_eq!(read(&"--- [1, 2, 3]\n".repeat(100)), "");
    assert!(read(&"--- [1, 2, 3]\n".repeat(101)).contains("at most 100 documents"));
    assert!(read("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]").contains("more than 10 keys and values"));
    assert!(read(&format!("[1, {}]", "x".repeat(40))).contains("longer than 40 bytes"));
    assert_eq!(read(&"--- [&a x, *a]\n".repeat(9)), "");
    assert!(read("[&a x, *a, *a]").contains("at most 1 aliases"));
    let read = |text: &str| message(parse(text, Syntax::Json, &limits));
    assert!(read(&format!("[{}]", " ".repeat(40))).contains("longer than 40 bytes"));
    assert!(read("[1,2,3,4,5,6,7,8,9,10]").contains("more than 10 keys and values"));
}

#[test]
fn very_many_keys_are_compared_cheaply() {
    let mut text = String::new();
    for key in 0..40_000 {
        let _ = writeln!(text, "k{key}: 1");
    }
    text.push_str("k7: 2\n");
    assert!(first_problem(&text).contains("given twice"));
}

#[test]
fn very_many_flaws_are_not_all_placed() {
    let told = |text: String| yaml(&text).map(|tree| tree.decode::<Value>(0));
    for text in [
        "k: 1\n".repeat(49_000),
        format!("[{}]", vec!["!x 1"; 90_000].join(", ")),
        format!("{{{}}}", vec!["[a]: 1"; 25_000].join(", ")),
    ] {
        let started = Instant::now();
        assert!(matches!(told(text), Ok(Err(problems)) if problems.len() == 26));
        assert!(started.elapsed() < Duration::from_secs(20));
    }
}

#[test]
fn a_long_list_of_wrong_items_is_not_read_for_ever() {
    let text = format!("[{}]", vec!["x"; 90_000].join(","));
    let told = yaml(&text).map(|tree| tree.decode::<Vec<u8>>(0));
    assert!(matches!(told, Ok(Err(problems)) if problems.len() == 26));
}
