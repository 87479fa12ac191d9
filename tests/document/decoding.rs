//! Typed values: what is recorded, what is required, and how problems are told.

use std::collections::BTreeMap;

use permanence::document::{Limits, Problem, RAW_SCALAR, Syntax, parse, with_help};
use serde::de::{Error as _, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use crate::{problems, yaml};

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    format: u8,
    care: Care,
    #[serde(default)]
    lifelong_links: Vec<Link>,
    #[serde(default)]
    notes: Option<String>,
    #[serde(default)]
    updated: Vec<String>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Care {
    started: Date,
    #[serde(default)]
    ended: Option<Date>,
    #[serde(default)]
    entry: Option<Entry>,
    #[serde(default)]
    settled: Option<bool>,
    #[serde(default)]
    earlier_reviews: Option<u16>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    kind: Entry,
    from: Date,
    #[serde(default)]
    carers: Vec<String>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Entry {
    Planned,
    Emergency,
    ShortBreaks,
}

#[derive(Debug, Default, PartialEq)]
struct Date(String);

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.len() == 10 && text.starts_with("20") {
            return Ok(Self(text));
        }
        Err(D::Error::custom(with_help("this is not a date", "write it as 2025-03-31")))
    }
}

#[derive(Debug, PartialEq)]
struct Reference(String);

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Written;
        impl<'de> Visitor<'de> for Written {
            type Value = Reference;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a reference")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<Reference, D::Error> {
                String::deserialize(deserializer).map(Reference)
            }
        }
        deserializer.deserialize_newtype_struct(RAW_SCALAR, Written)
    }
}

const LEAST: &str = "format: 1\ncare: {started: 2025-01-06}\n";

fn decode(text: &str) -> Result<Case, Vec<Problem>> {
    yaml(text).map_err(|problem| vec![problem])?.decode(0)
}

#[test]
fn a_file_with_little_in_it_is_a_valid_file() {
    let case = decode(LEAST).unwrap_or_default();
    assert_eq!(case.care.started, Date("2025-01-06".to_owned()));
    assert_eq!(case.format, 1);
}

#[test]
fn missing_null_and_blank_all_mean_not_recorded() {
    for nothing in ["", " ~", " null", " ''", " \"  \"", " |\n\n"] {
        let text = format!(
            "format: 1\nnotes:{nothing}\nlifelong_links:{nothing}\ncare: {{started: 2025-01-06}}\n"
        );
        let case = decode(&text);
        assert_eq!(case, decode(LEAST), "{text}");
    }
    let text = "format: 1\ncare:\n  started: 2025-01-06\n  ended: ''\n  entry: ~\n  settled:\n";
    assert_eq!(decode(text), decode(LEAST));
}

#[test]
fn a_required_value_left_blank_is_marked_at_its_key() {
    for nothing in ["", " ~", " ''"] {
        let text = format!("format:{nothing}\ncare:\n  started:{nothing}\n");
        assert_eq!(
            problems::<Case>(&text),
            [
                "format@/format: `format` is required and is not recorded",
                "started@/care/started: `care.started` is required and is not recorded",
            ]
        );
    }
}

#[test]
fn every_missing_field_is_told_at_its_group() {
    assert_eq!(
        problems::<Case>("notes: x\nlifelong_links:\n  - carers: [F-1]\n"),
        [
            "notes@/format: `format` is required and is not recorded",
            "notes@/care: `care` is required and is not recorded",
            "carers: [F-1]@/lifelong_links/0/kind: `kind` in item 1 of `lifelong_links` is required and is not recorded",
            "carers: [F-1]@/lifelong_links/0/from: `from` in item 1 of `lifelong_links` is required and is not recorded",
        ]
    );
    assert_eq!(
        problems::<Case>("format: 1\ncare:\n"),
        ["care@/care/started: `care.started` is required and is not recorded"]
    );
}

#[test]
fn all_problems_are_told_in_order_and_none_twice() {
    let text = "\
format: many
care:
  started: last week
  entry: emergancy
  settled: no
  earlier_reviews: '2'
lifelong_link: []
lifelong_links:
  - {kind: planned, from: 2025-01-01}
  - {kind: other, from: 31/03/2025, carers: {}}
  -
  - {kind: planned}
";
    assert_eq!(
        problems::<Case>(text),
        [
            "many@/format: expected a whole number from 0 to 255, found text",
            "last week@/care/started: this is not a date",
            "emergancy@/care/entry: this word is not known here; did you mean `emergency`?",
            "no@/care/settled: expected true or false; write `false`",
            "'2'@/care/earlier_reviews: expected a whole number from 0 to 65535; remove the quotes",
            "lifelong_link@/lifelong_link: this key is not known here; did you mean `lifelong_links`?",
            "other@/lifelong_links/1/kind: this word is not known here; known are `planned`, `emergency`, `short-breaks`",
            "31/03/2025@/lifelong_links/1/from: this is not a date",
            "{}@/lifelong_links/1/carers: expected a list, found a group of fields",
            "-@/lifelong_links/2: this item of the list is empty; remove it or fill it in",
            "{kind: planned}@/lifelong_links/3/from: `from` in item 4 of `lifelong_links` is required and is not recorded",
        ]
    );
}

#[test]
fn a_mistyped_required_key_is_told_once() {
    assert_eq!(
        problems::<Case>("format: 1\ncare: {strated: 2025-01-06}\n"),
        ["strated@/care/strated: this key is not known here; did you mean `started`?"]
    );
}

#[test]
fn a_message_and_its_help_are_told_apart() {
    let problems = decode("format: 1\ncare: {started: soon}\n").err().unwrap_or_default();
    let [problem] = problems.as_slice() else {
        unreachable!("one problem: {problems:?}");
    };
    assert_eq!(problem.message, "this is not a date");
    assert_eq!(problem.help.as_deref(), Some("write it as 2025-03-31"));
}

#[test]
fn no_problem_repeats_the_file() {
    let secret = "Jenny-Secret";
    let text = format!(
        "format: {secret}\n{secret}: 1\ncare: {{started: {secret}, entry: {secret}, settled: {secret}, earlier_reviews: '{secret}'}}\nlifelong_links: {secret}\nupdated: {{{secret}: {secret}}}\nnotes: [{secret}]\nnotes: !{secret} 1\n"
    );
    let problems = decode(&text).err().unwrap_or_default();
    assert!(problems.len() > 8, "{problems:?}");
    for problem in problems {
        let told = format!("{}{:?}{:?}{:?}", problem, problem.help, problem.label, problem.related);
        assert!(!told.to_lowercase().contains("jenny"), "{told}");
    }
}

#[test]
fn at_most_25_problems_are_told_and_then_that_there_are_more() {
    let item = "  - {kind: other, from: never}\n";
    let text = format!("{LEAST}lifelong_links:\n{}", item.repeat(200));
    let problems = decode(&text).err().unwrap_or_default();
    assert_eq!(problems.len(), 26);
    let last = problems.last().map(ToString::to_string).unwrap_or_default();
    assert!(last.contains("more problems"), "{last}");
    let first = problems.first().and_then(|problem| problem.pointer.clone());
    assert_eq!(first.as_deref(), Some("/lifelong_links/0/kind"));
}

#[test]
fn the_councils_own_keys_are_passed_over_in_structs_alone() {
    let text = "format: 1\nx_ref: [1]\ncare: {started: 2025-01-06, x_y: {}}\n";
    assert_eq!(decode(text), decode(LEAST));
    let all = yaml(text).map(|tree| tree.decode::<Value>(0));
    let all = all.ok().and_then(Result::ok).unwrap_or_default();
    assert_eq!(all.pointer("/x_ref/0"), Some(&json!(1)));
    let twice = problems::<Case>("format: 1\ncare: {started: 2025-01-06}\nx_a: 1\nx_a: 2\n");
    assert_eq!(twice, ["x_a@/x_a: this key is given twice"]);
}

#[test]
fn a_key_given_twice_is_marked_and_so_is_the_first() {
    let text = "format: 1\nnotes: a\ncare: {started: 2025-01-06}\nnotes: [b]\n";
    let problems = decode(text).err().unwrap_or_default();
    let [problem] = problems.as_slice() else {
        unreachable!("one problem: {problems:?}");
    };
    assert_eq!(problem.message, "this key is given twice");
    assert_eq!(problem.span, Some(47..52));
    assert_eq!(problem.related, [(10..15, "the first is here".to_owned())]);
}

#[test]
fn what_looks_like_a_number_is_text_only_in_quotes() {
    for word in ["12", "0417", "1.5", "true", "0x1f", "1e3"] {
        let told = problems::<BTreeMap<String, String>>(&format!("a: {word}"));
        assert_eq!(told, [format!("{word}@/a: expected text; put it in quotes")]);
        let quoted =
            problems::<BTreeMap<String, String>>(&format!("a: '{word}'\nb: !!str {word}\n"));
        assert!(quoted.is_empty(), "{quoted:?}");
    }
    let plain =
        problems::<BTreeMap<String, String>>("a: 2025-03-31\nb: no\nc: 2025-03-31T10:00:00Z\n");
    assert!(plain.is_empty(), "{plain:?}");
}

#[test]
fn a_reference_keeps_what_it_was_written_with() {
    let read = |text: &str| {
        let tree = yaml(text).map_err(|problem| vec![problem])?;
        tree.decode::<BTreeMap<String, Reference>>(0)
    };
    for (written, kept) in [("0417", "0417"), ("1.50", "1.50"), ("'7'", "7"), ("DOR-1", "DOR-1")] {
        let value = read(&format!("a: {written}")).unwrap_or_default();
        assert_eq!(value.get("a"), Some(&Reference(kept.to_owned())));
    }
    assert_eq!(
        problems::<BTreeMap<String, Reference>>("a: true\nb: ~\n"),
        [
            "true@/a: expected text; put it in quotes",
            "b@/b: an entry is required and is not recorded",
        ]
    );
}

#[test]
fn whole_numbers_are_read_strictly() {
    let told = |word: &str| problems::<BTreeMap<String, u8>>(&format!("a: {word}")).join("");
    assert_eq!(told("7"), "");
    assert_eq!(told("+7"), "");
    assert!(told("007").ends_with("`007` has a leading zero; write 7"));
    assert!(told("'7'").ends_with("remove the quotes"));
    assert!(told("300").ends_with("expected a whole number from 0 to 255, found the number 300"));
    assert!(told("-1").ends_with("found the number -1"));
    assert!(told("7.5").ends_with("found the number 7.5"));
    assert_eq!(told("7.0"), "");
    assert!(told("true").ends_with("found `true`"));
    assert!(told("x").ends_with("found text"));
}

#[test]
fn booleans_are_true_and_false() {
    let told = |word: &str| problems::<BTreeMap<String, bool>>(&format!("a: {word}")).join("");
    assert_eq!(told("True"), "");
    assert!(told("yes").ends_with("write `true`"));
    assert!(told("Off").ends_with("write `false`"));
    assert!(told("\"true\"").ends_with("remove the quotes"));
    assert!(told("maybe").ends_with("expected true or false, found text"));
    assert!(told("1").ends_with("found the number 1"));
}

#[test]
fn numbers_and_text_are_told_apart_when_a_type_takes_both() {
    let text = "[1, -2, 1.5, '1', 0417, true, ~, 18446744073709551615, 2025-01-01]";
    let value = yaml(text).map(|tree| tree.decode::<Value>(0));
    let expected = json!([1, -2, 1.5, "1", "0417", true, null, u64::MAX, "2025-01-01"]);
    assert_eq!(value, Ok(Ok(expected)));
}

#[test]
fn an_empty_item_is_a_slip_and_blank_text_the_types_own_matter() {
    let told = problems::<Vec<Option<String>>>("- a\n-\n- ~\n- ''\n");
    assert_eq!(
        told,
        [
            "-@/1: this item of the list is empty; remove it or fill it in",
            "~@/2: this item of the list is empty; remove it or fill it in",
        ]
    );
    let told = problems::<Vec<Care>>("- started: 2025-01-06\n- \n");
    assert_eq!(told, ["-@/1: this item of the list is empty; remove it or fill it in"]);
    let told = problems::<Vec<Date>>("['']");
    assert_eq!(told, ["''@/0: this is not a date"]);
}

#[test]
fn the_top_of_a_document_may_be_of_the_wrong_sort() {
    let list = problems::<Case>("- a\n- b\n");
    assert_eq!(list, ["- a@: expected a group of fields, found a list"]);
    let text = problems::<Case>("just words\n");
    assert_eq!(text, ["just words@: expected a group of fields, found text"]);
}

#[test]
fn tags_of_the_core_are_honoured_and_others_refused() {
    let text = "a: !!int '3'\nb: !!str 4\nc: !!map {}\nd: !!seq []\ne: !!null ''\nf: ! 5\ng: !!bool 'true'\n";
    let value = yaml(text).map(|tree| tree.decode::<Value>(0));
    let expected = json!({"a": 3, "b": "4", "c": {}, "d": [], "e": null, "f": "5", "g": true});
    assert_eq!(value, Ok(Ok(expected)));
    assert_eq!(
        problems::<Value>("a: !!binary aGk=\nb: !foo {c: 1}\nd: !!int x\ne: !!seq {}\n"),
        [
            "!!binary@/a: this tag is not known",
            "!foo@/b: this tag is not known",
            "!!int@/d: this tag does not go with its value",
            "!!seq@/e: this tag does not go with its value",
        ]
    );
}

#[test]
fn keys_must_be_text() {
    assert_eq!(
        problems::<Value>("? [a, b]\n: c\nd: &x [1]\n*x : e\n"),
        [
            "[a, b]@: a key must be text, not a list or a group of fields",
            "*x@: a key must be text, not a list or a group of fields",
        ]
    );
    let value = yaml("? plain\n: 1\n12: 2\n").map(|tree| tree.decode::<Value>(0));
    assert_eq!(value, Ok(Ok(json!({"plain": 1, "12": 2}))));
}

#[test]
fn merge_keys_take_in_what_is_not_there() {
    let text = "\
base: &base {a: 1, b: 2}
more: &more {<<: *base, b: 3, c: 4}
all: {<<: [*more, {d: 5}], c: 6}
quoted: {'<<': 7}
";
    let value = yaml(text).map(|tree| tree.decode::<Value>(0));
    let value = value.ok().and_then(Result::ok).unwrap_or_default();
    assert_eq!(value.pointer("/all"), Some(&json!({"c": 6, "b": 3, "a": 1, "d": 5})));
    assert_eq!(value.pointer("/quoted"), Some(&json!({"<<": 7})));
    assert_eq!(
        problems::<Value>("a: {<<: 5}\n"),
        ["5@/a/<<: `<<` takes in a group of fields, or a list of groups"]
    );
}

#[test]
fn a_wrong_value_used_by_alias_is_told_where_it_is_wrong() {
    let text = "format: &n 1\ncare: {started: *n}\nnotes: &list [a]\nupdated: *list\n";
    let found = decode(text).err().unwrap_or_default();
    let pointers: Vec<_> = found.iter().map(|problem| problem.pointer.as_deref()).collect();
    assert_eq!(pointers, [Some("/care/started"), Some("/notes")]);
    let related = found.first().map(|problem| problem.related.clone());
    assert_eq!(related, Some(vec![(11..12, "the value is written here".to_owned())]));
}

#[test]
fn a_whole_check_that_a_repair_upset_is_not_told() {
    #[derive(Debug, Deserialize)]
    #[serde(try_from = "Span")]
    #[expect(dead_code, reason = "only whether it can be decoded matters")]
    struct Ordered(Span);
    #[derive(Debug, Deserialize)]
    struct Span {
        from: Date,
        to: Date,
    }
    impl TryFrom<Span> for Ordered {
        type Error = &'static str;
        fn try_from(span: Span) -> Result<Self, Self::Error> {
            let ordered = span.from.0 < span.to.0;
            ordered.then_some(Self(span)).ok_or("it ends before it starts")
        }
    }
    let told = problems::<BTreeMap<String, Ordered>>(
        "a: {from: 2025-01-02, to: 2025-01-01}\nb: {from: x, to: 2000-01-01}\n",
    );
    assert_eq!(
        told,
        [
            "{from: 2025-01-02, to: 2025-01-01}@/a: it ends before it starts",
            "x@/b/from: this is not a date",
        ]
    );
}

#[test]
fn documents_are_decoded_each_on_their_own() {
    let text = "--- {a: 1}\n---\na: 2\na: 3\n---\n# nothing\n---\na: [\n4]\n";
    let tree = match yaml(text) {
        Ok(tree) => tree,
        Err(problem) => unreachable!("{problem}"),
    };
    assert_eq!(tree.document_count(), 3);
    assert_eq!(tree.decode::<Value>(0), Ok(json!({"a": 1})));
    assert_eq!(tree.decode::<Value>(1).map_err(|problems| problems.len()), Err(1));
    assert_eq!(tree.decode::<Value>(2), Ok(json!({"a": [4]})));
    assert!(tree.decode::<Value>(3).is_err());
}

#[test]
fn json_numbers_are_no_text_either() {
    let tree = parse(r#"{"a": 1, "b": " ", "c": "1"}"#, Syntax::Json, &Limits::default());
    let read = tree.map(|tree| tree.decode::<BTreeMap<String, Option<String>>>(0));
    let told = read
        .map(|read| read.map_err(|problems| problems.iter().map(ToString::to_string).collect()));
    let expected: Vec<String> = vec!["expected text; put it in quotes".to_owned()];
    assert_eq!(told, Ok(Err(expected)));
}

#[test]
fn words_that_hold_something_go_on_being_read_after_a_mistake() {
    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    #[expect(dead_code, reason = "only whether it can be decoded matters")]
    enum Kind {
        Plain,
        Dated(Date),
        Between { from: Date, to: Date },
        Pair(Date, u8),
    }
    let text = "\
- plain
- dated: never
- between: {from: 2025-01-01, to: never}
- between: {from: 2025-01-01}
- pair: [2025-01-01, x]
- dated
- other: 1
- {plain: , dated: }
- plain: 1
";
    assert_eq!(
        problems::<Vec<Kind>>(text),
        [
            "never@/1/dated: this is not a date",
            "never@/2/between/to: this is not a date",
            "between@/3/between/to: `to` in an entry of item 4 is required and is not recorded",
            "x@/4/pair/1: expected a whole number from 0 to 255, found text",
            "dated@/5: expected this word as a key, with a value, found text",
            "other@/6/other: this word is not known here; known are `plain`, `dated`, `between`, `pair`",
            "{plain: , dated: }@/7: expected a group of exactly one field",
            "1@/8/plain: expected nothing, found the number 1",
        ]
    );
}
