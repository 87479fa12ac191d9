//! Whatever comes in, each reader reads it or says why not: none panics, and each place that is told
//! is in the text. What was made of a case depends on no order that means nothing.

mod support;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, LazyLock};

use assert_cmd::cargo::cargo_bin;
use permanence::config::read_config;
use permanence::document::{LineIndex, Problem, Syntax, decode_text};
use permanence::input::{Document, Source, discover, read_text, text_within};
use permanence::report::{ComparisonFormat, Named, compare, read_report, write_comparison};
use permanence::strategy::{Strategy, read_strategy, to_yaml};
use permanence::trial::run_trial;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::Strategy as _;
use serde_json::Value;
use support::{audit, case_file, day, fixture, strategy};

const AS_OF: &str = "2026-01-31";

/// One change to a text.
#[derive(Clone, Debug)]
struct Edit {
    at: Index,
    remove: usize,
    insert: Insert,
}

#[derive(Clone, Debug)]
enum Insert {
    Bytes(Vec<u8>),
    Bit(&'static str),
    /// A piece of the text itself.
    Copy(Index, usize),
}

/// What readers are easily led astray by.
const BITS: [&str; 40] = [
    "&a ",
    "*a",
    "<<: *a\n",
    "<<: {a: 1}\n",
    "!!str ",
    "!a ",
    "? ",
    "- ",
    ": ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "|\n",
    ">-\n ",
    "---\n",
    "...\n",
    "\n",
    "\r",
    "\t",
    "\u{feff}",
    "\0",
    "\u{2028}",
    "#",
    "%TAG ! !\n",
    "null",
    "~",
    "-1",
    "1e999",
    "18446744073709551616",
    "0x1",
    "2025-02-30",
    "9999-12-31",
    "0001-01-01",
    "true",
    "\u{1f467}",
    "\\ud800",
];

fn edit() -> impl proptest::strategy::Strategy<Value = Edit> {
    let insert = prop_oneof![
        vec(any::<u8>(), 0..4).prop_map(Insert::Bytes),
        select(&BITS[..]).prop_map(Insert::Bit),
        (any::<Index>(), 0..200_usize).prop_map(|(from, length)| Insert::Copy(from, length)),
    ];
    let remove = prop_oneof![3 => 0..4_usize, 1 => 0..200_usize];
    (any::<Index>(), remove, insert).prop_map(|(at, remove, insert)| Edit { at, remove, insert })
}

/// One of these texts, with a few changes, or none.
fn changed(texts: &'static [String]) -> impl proptest::strategy::Strategy<Value = Vec<u8>> {
    (select(texts), vec(edit(), 0..5)).prop_map(|(text, edits)| {
        let mut bytes = text.into_bytes();
        for Edit { at, remove, insert } in edits {
            let at = at.index(bytes.len() + 1);
            let to = (at + remove).min(bytes.len());
            let insert = match insert {
                Insert::Bytes(bytes) => bytes,
                Insert::Bit(bit) => bit.as_bytes().to_vec(),
                Insert::Copy(from, length) => {
                    let from = from.index(bytes.len() + 1);
                    bytes[from..(from + length).min(bytes.len())].to_vec()
                }
            };
            bytes.splice(at..to, insert);
        }
        bytes
    })
}

fn texts(paths: &[&str]) -> Vec<String> {
    paths.iter().filter_map(|path| std::fs::read_to_string(fixture(path)).ok()).collect()
}

static CASES: LazyLock<Vec<String>> = LazyLock::new(|| {
    texts(&[
        "cases/dorset/compliant.yaml",
        "cases/dorset/one-option-only.yaml",
        "cases/dorset/sibling-pair-younger.json",
        "cases/leicester/long-drift-section-20.yaml",
        "demo/extract.ndjson",
        "hostile/alias-bomb.yaml",
        "hostile/merge-of-itself.yaml",
    ])
});
static STRATEGIES: LazyLock<Vec<String>> = LazyLock::new(|| {
    texts(&[
        "strategies/expressions.yaml",
        "strategies/north.yaml",
        "strategies/tidewick/strategy.yaml",
    ])
});
static TABLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    vec!["format: 1\nstrategy: dorset\nas_of: 2026-01-31\ncases:\n  a.yaml:\n    - colour: green\n      met: [primary-option]\n    - {as_of: 2026-02-16, not_met: {contingency-option: {cause: only-one-option, severity: breach, lapse: open}}}\n".to_owned()]
});
static CONFIGS: LazyLock<Vec<String>> = LazyLock::new(|| {
    vec!["strategy = [\"dorset\"]\nselect = [\"plan\"]\nignore = [\"dorset/no-drift\"]\nfail_on = \"concern\"\nformat = [\"json=a.json\"]\n[authorities]\ndorset = \"dorset\"\n[severity]\n\"dorset/contingency-option\" = \"concern\"\n[[waiver]]\ncase = \"DOR-0402\"\nrequirement = \"contingency-option\"\nreason = \"agreed\"\nagreed_by = \"TM-1\"\nuntil = 2026-03-31\n".to_owned()]
});
static REPORTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    ["json", "ndjson"]
        .iter()
        .filter_map(|format| {
            let case = fixture("cases/dorset/one-option-only.yaml");
            let mut tool = Command::new(cargo_bin!("permanence"));
            tool.args(["check", "--no-config", "--as-of", AS_OF, "--format", format]).arg(case);
            String::from_utf8(tool.output().ok()?.stdout).ok()
        })
        .collect()
});

fn in_text(text: &str, span: &Range<usize>) -> Result<(), TestCaseError> {
    prop_assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}");
    let position = LineIndex::new(text).position(text, span.start);
    prop_assert!(position.line >= 1 && position.column >= 1);
    Ok(())
}

fn check_problems(text: &str, problems: &[Problem]) -> Result<(), TestCaseError> {
    prop_assert!(!problems.is_empty(), "refused for nothing");
    for problem in problems {
        prop_assert!(!problem.message.is_empty());
        for span in problem.span.iter().chain(problem.related.iter().map(|(span, _)| span)) {
            in_text(text, span)?;
        }
    }
    Ok(())
}

/// Judges what can be read, and looks up each place that is told.
fn check_document(
    document: &Document<'_>,
    strategies: &[Arc<Strategy>],
) -> Result<(), TestCaseError> {
    let read = match &document.read {
        Ok(read) => read,
        Err(problems) => return check_problems(document.text, problems),
    };
    let today = day(AS_OF).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let audited = audit(&read.case, strategies, today);
    for outcome in &audited.outcomes {
        for finding in &outcome.findings {
            prop_assert!(!finding.message().is_empty() && !finding.remedy().is_empty());
            let found = read.tree.locate(read.index, &finding.pointer.to_string());
            let found = found.ok_or_else(|| TestCaseError::fail("no place"))?;
            for span in [Some(found.value), found.key, found.defined_at].iter().flatten() {
                in_text(document.text, span)?;
            }
        }
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "errors are mapped with it")]
fn failed(error: impl ToString) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

/// A value whose groups have their keys in another order.
fn reordered(value: &Value, seed: u64) -> Value {
    match value {
        Value::Object(group) => {
            let rank = |key: &str| {
                key.bytes().fold(seed | 1, |rank, byte| {
                    (rank ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(17)
                })
            };
            let mut entries: Vec<_> = group.iter().collect();
            entries.sort_by_key(|(key, _)| rank(key));
            entries.into_iter().map(|(key, value)| (key.clone(), reordered(value, seed))).collect()
        }
        Value::Array(items) => items.iter().map(|item| reordered(item, seed)).collect(),
        other => other.clone(),
    }
}

/// The fingerprints of a case's findings, and its outcomes in order.
fn told(case: &Value) -> support::Outcome<(Vec<String>, BTreeSet<String>)> {
    let strategies = [strategy("dorset")?, strategy("statutory")?];
    let audited = audit(&case_file(case)?, &strategies, day(AS_OF)?);
    let outcomes = audited.outcomes.iter();
    let order = outcomes.map(|outcome| format!("{} {:?}", outcome.requirement, outcome.status));
    let prints = audited.outcomes.iter().flat_map(|outcome| {
        let print = |finding: &permanence::audit::Finding| {
            finding.fingerprint(&outcome.requirement, &audited.case_id)
        };
        outcome.findings.iter().map(print).collect::<Vec<_>>()
    });
    Ok((order.collect(), prints.collect()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 96 } else { 2_000 }))]

    #[test]
    fn any_bytes_are_a_case_or_told(bytes in prop_oneof![4 => changed(&CASES), 1 => vec(any::<u8>(), 0..400)]) {
        let strategies = [strategy("dorset").map_err(failed)?, strategy("statutory").map_err(failed)?];
        if let Ok(text) = decode_text(bytes) {
            for syntax in [Syntax::Yaml, Syntax::Json] {
                let mut checked = Ok(());
                read_text(&text, syntax, &mut |document| {
                    if checked.is_ok() {
                        checked = check_document(&document, &strategies);
                    }
                });
                checked?;
            }
        }
    }

    #[test]
    fn any_bytes_are_a_strategy_or_told(bytes in prop_oneof![4 => changed(&STRATEGIES), 1 => vec(any::<u8>(), 0..400)]) {
        if let Ok(text) = decode_text(bytes) {
            match read_strategy(&text) {
                // What is written out is read again.
                Ok(read) if read.documents.is_empty() => {
                    let text = to_yaml(&read).map_err(failed)?;
                    prop_assert!(read_strategy(&text).is_ok(), "{text}");
                }
                Ok(_) => {}
                // Those of a strategy that it extends are places in that one's text.
                Err(problems) => prop_assert!(problems.iter().all(|problem| !problem.message.is_empty())),
            }
        }
    }

    #[test]
    fn any_bytes_are_a_config_or_told(bytes in prop_oneof![4 => changed(&CONFIGS), 1 => vec(any::<u8>(), 0..400)]) {
        if let Ok(text) = decode_text(bytes) {
            let strategies = [strategy("dorset").map_err(failed)?];
            let checked = read_config(&text).and_then(|draft| draft.check(&strategies).map(|_| ()));
            if let Err(problems) = checked {
                check_problems(&text, &problems)?;
            }
        }
    }

    #[test]
    fn any_bytes_are_a_report_or_told(bytes in prop_oneof![4 => changed(&REPORTS), 1 => vec(any::<u8>(), 0..400)]) {
        let whole = REPORTS.first().ok_or_else(|| failed("no report"))?;
        let whole = read_report(whole).map_err(failed)?;
        if let Ok(text) = decode_text(bytes) {
            match read_report(&text) {
                Ok(report) => {
                    // Only what was read before the changes can be held against it.
                    for (old, new) in [(&report, &whole), (&whole, &report)] {
                        let Ok(comparison) = compare(old, new) else { continue };
                        for format in ComparisonFormat::ALL {
                            write_comparison(&comparison, *format, &mut Vec::new()).map_err(failed)?;
                        }
                    }
                    let _ = report.baseline(None);
                }
                Err(error) => prop_assert!(!error.to_string().is_empty() && !error.help().is_empty()),
            }
        }
    }

    #[test]
    fn any_bytes_are_a_list_of_files_or_told(lines in vec(prop_oneof![
        2 => "[a-c*?\\[\\]{}!. \u{1b}\u{e9}-]{0,8}",
        1 => Just("a.yaml".to_owned()),
        1 => Just("**".to_owned()),
    ], 0..8), tail in vec(any::<u8>(), 0..6)) {
        let folder = tempfile::tempdir().map_err(failed)?;
        for name in ["a.yaml", "b.json", "c.txt"] {
            std::fs::write(folder.path().join(name), "a: 1").map_err(failed)?;
        }
        let bytes = [lines.join("\n").into_bytes(), tail].concat();
        if let Ok(text) = text_within(bytes.as_slice(), 1 << 20) {
            // Inside the folder, whatever the line.
            let inside = |line: &str| folder.path().join(line.replace(['/', '\\'], "").replace("..", ""));
            let mut paths: Vec<PathBuf> = text.lines().map(inside).collect();
            let found = discover(&paths, "");
            // What is found depends on no order.
            paths.reverse();
            let again = discover(&paths, "");
            prop_assert_eq!(&found.sources, &again.sources);
            let known = |source: Cow<'_, Source>| matches!(&*source, Source::File(path) if path.starts_with(folder.path()));
            prop_assert!(found.sources.iter().all(known));
        }
    }

    #[test]
    fn the_order_of_keys_changes_nothing_of_a_case(seed in any::<u64>(), name in select(&["one-option-only", "adoption-drift", "siblings-apart-undated"][..])) {
        let case: Value = support::read(&fixture(&format!("cases/dorset/{name}.yaml"))).map_err(failed)?;
        let first = told(&case).map_err(failed)?;
        prop_assert!(!first.1.is_empty());
        prop_assert_eq!(first, told(&reordered(&case, seed)).map_err(failed)?);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_bytes_are_a_table_of_what_is_expected_or_told(bytes in changed(&TABLES)) {
        let folder = tempfile::tempdir().map_err(failed)?;
        std::fs::create_dir(folder.path().join("cases")).map_err(failed)?;
        std::fs::copy(fixture("cases/dorset/compliant.yaml"), folder.path().join("cases/a.yaml")).map_err(failed)?;
        std::fs::write(folder.path().join("expect.yaml"), bytes).map_err(failed)?;
        if let Err(faulty) = run_trial(folder.path()) {
            prop_assert!(!faulty.is_empty());
            for file in faulty {
                if file.text.is_empty() {
                    prop_assert!(!file.problems.is_empty());
                } else {
                    check_problems(&file.text, &file.problems)?;
                }
            }
        }
    }
}
