//! The plain way against the full parser: the same tree, places included, or handed over.

mod made_up;

use std::error::Error;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::super::yaml::parse_in_full;
use super::parse;
use crate::case::CaseFile;
use crate::document::{Limits, Problem, Syntax, Tree};
use crate::input::Layout;
use crate::sample::{Caseload, Council, Settings};
use made_up::{Corpus, Draw};

/// How many documents are made up and read both ways. The variable of the same name in the
/// environment asks for another number, as for a run of many millions in release.
const MADE_UP_DOCUMENTS: u64 = 30_000;

fn limits() -> Limits {
    Limits::default()
}

/// What became of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    /// Read the plain way, and so in full.
    Plain,
    /// Handed over, and read in full.
    HandedOver,
    /// Handed over, and refused.
    Refused,
}

/// Reads a text both ways, and holds that the plain way says the same as the full one, or nothing.
fn fate(text: &str, limits: Limits) -> Fate {
    let plain = parse(text, limits);
    let full = parse_in_full(text, limits);
    match (&plain, &full) {
        (None, Ok(_)) => Fate::HandedOver,
        (None, Err(_)) => Fate::Refused,
        (Some(plain), full) => {
            // A whole tree is more than a person can read: its first difference is not.
            let differ = first_difference(plain, full.as_ref().ok());
            assert_eq!(differ, None, "{text:?}");
            Fate::Plain
        }
    }
}

/// Where two trees first differ, if they do.
fn first_difference(plain: &Tree<'_>, full: Option<&Tree<'_>>) -> Option<String> {
    let full = match full {
        Some(full) if full == plain => return None,
        Some(full) => full,
        None => return Some("only the plain way accepts it".to_owned()),
    };
    let mut nodes = plain.nodes.iter().zip(&full.nodes);
    let told = nodes
        .find(|(plain, full)| plain != full)
        .map(|(plain, full)| format!("{plain:?} is {full:?}"));
    Some(told.unwrap_or_else(|| {
        format!("{:?} {:?} is {:?} {:?}", plain.roots, plain.flaws, full.roots, full.flaws)
    }))
}

/// The text of every fixture whose name ends so, and its path.
fn fixtures(ending: &str) -> Result<Vec<(PathBuf, String)>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut found = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let path = entry?.into_path();
        if path.extension().is_some_and(|extension| extension == ending) {
            // What is not UTF-8 never comes so far.
            if let Ok(text) = String::from_utf8(std::fs::read(&path)?) {
                found.push((path, text));
            }
        }
    }
    Ok(found)
}

fn caseload(cases: u32) -> Result<Vec<String>, Box<dyn Error>> {
    let mut settings = Settings::as_of(NaiveDate::from_ymd_opt(2026, 1, 31).unwrap_or_default());
    settings.councils = vec![Council::Dorset, Council::Leicester];
    settings.cases = cases;
    let texts = Caseload::new(settings)?.map(|case| case.text(Layout::Yaml));
    Ok(texts.collect::<Result<_, _>>()?)
}

#[test]
fn a_made_up_caseload_is_read_the_plain_way() -> Result<(), Box<dyn Error>> {
    let texts = caseload(60)?;
    assert!(texts.len() >= 60);
    for text in texts {
        assert_eq!(fate(&text, limits()), Fate::Plain, "{text}");
    }
    Ok(())
}

#[test]
fn case_files_that_serde_yaml_writes_are_read_the_plain_way() -> Result<(), Box<dyn Error>> {
    let mut written = 0;
    for (path, text) in fixtures("yaml")?.into_iter().chain(fixtures("json")?) {
        let Ok(tree) = crate::document::parse(&text, Syntax::Yaml, &limits()) else { continue };
        if tree.decode::<CaseFile>(0).is_err() {
            continue;
        }
        let Ok(value) = tree.decode::<serde_json::Value>(0) else { continue };
        let text = serde_yaml::to_string(&value)?;
        // Text of several lines is written as a block, and control characters as YAML's own escapes.
        if text.contains(['|', '\\']) {
            continue;
        }
        assert_eq!(fate(&text, limits()), Fate::Plain, "{}", path.display());
        written += 1;
    }
    assert!(written > 60, "only {written} were written");
    Ok(())
}

#[test]
fn every_fixture_is_read_the_same_or_handed_over() -> Result<(), Box<dyn Error>> {
    let mut plain = 0;
    let fixtures = fixtures("yaml")?;
    for (_, text) in &fixtures {
        plain += usize::from(fate(text, limits()) == Fate::Plain);
        let crlf = text.replace('\n', "\r\n");
        plain += usize::from(fate(&crlf, limits()) == Fate::Plain);
        fate(&text.replace('\n', "\r"), limits());
    }
    assert!(plain > fixtures.len(), "only {plain} of {}", 2 * fixtures.len());
    Ok(())
}

#[test]
fn the_built_in_strategies_are_read_the_plain_way() {
    for text in [
        include_str!("../../../strategy/dorset.yaml"),
        include_str!("../../../strategy/leicester.yaml"),
        include_str!("../../../strategy/statutory.yaml"),
    ] {
        assert_eq!(fate(text, limits()), Fate::Plain);
    }
}

#[test]
fn a_text_cut_short_anywhere_is_read_the_same_or_handed_over() -> Result<(), Box<dyn Error>> {
    let text = caseload(1)?.concat();
    let text = text.get(..text.floor_char_boundary(3_000)).unwrap_or_default();
    for (end, _) in text.char_indices() {
        fate(text.get(..end).unwrap_or_default(), limits());
    }
    Ok(())
}

#[test]
fn what_is_plain_is_told_from_what_is_not() {
    let plain = [
        "a: b",
        "a: b # c\n",
        "# c\n---\na: 1\n---\n- b\n---\n# nothing\n",
        "a:\nb:\n",
        "a:\n- b\n- c: d\n  e:\n  - f\n",
        "a:\n    b:\n      - c\n",
        "'a b': 'it''s'\n\"1\": \"two\\n\\u00e9 \\\"lines\\\"\"\n",
        "a: [b, {c: d, 'e': \"f\"}, [], {}]\r\nb: -1\r\n",
        "a: b:c#d, [e] {f} 'g' & *h !i | > % @\n",
    ];
    for text in plain {
        assert_eq!(fate(text, limits()), Fate::Plain, "{text:?}");
    }
    let not = [
        "",
        "a",
        "- a\n b",
        "a: b\n c",
        "a: &b c",
        "a: *b",
        "a: !!str b",
        "a: |\n  b",
        "? a\n: b",
        "a: b: c",
        "a: 'b",
        "a: [b",
        "a: [b,\n c]",
        "a: [b,]",
        "a: {b}",
        "a: {b: }",
        "a:\tb",
        "a: b\n---\nc: d\n...\n",
        "--- a",
        "%YAML 1.2\n---\na: b",
        "a: - b",
        "- - b",
        "-\n  b",
        "a: b\rc: d",
        "\u{feff}a: b",
        " a: b",
        "a: b\n  c: d",
        "a: 'b' c",
        "a: 'b'#c",
        "a: \"\\x41\"",
    ];
    for text in not {
        assert_ne!(fate(text, limits()), Fate::Plain, "{text:?}");
    }
}

/// The full parser gives up on keys that are long; what is no key may be as long as it likes.
#[test]
fn long_lines_are_read_the_same() {
    let long = "x ".repeat(2_000);
    let list = vec!["y"; 900].join(", ");
    for text in [
        format!("a: {long}\nb: \"{long}\"\nc: '{long}'\nd: [{list}]\n"),
        format!(
            "- {long}\n- \"{long}\"\n- '{long}'\n- [{list}]\n- {{b: \"{long}\", c: [{list}]}}\n"
        ),
        format!("a:{}b\n{}: 1\n'{}': 2\n", " ".repeat(2_000), "k".repeat(190), "\u{e9}".repeat(90)),
        "# c\n".repeat(2_000) + "a: b" + &"\n".repeat(2_000) + "c: d",
    ] {
        assert_eq!(fate(&text, limits()), Fate::Plain);
    }
    for length in [195, 205, 1_020, 1_030] {
        let key = "k".repeat(length);
        for text in [format!("{key}: 1\n"), format!("'{key}': 1\n"), format!("a: {{{key}: 1}}\n")] {
            fate(&text, limits());
        }
    }
}

#[test]
fn budgets_are_told_by_the_full_parser() {
    let tight = Limits { depth: 4, nodes: 8, bytes: 40, documents: 2, ..limits() };
    let told = |text: &str| -> Result<(), Problem> {
        fate(text, tight);
        crate::document::parse(text, Syntax::Yaml, &tight).map(drop)
    };
    assert_eq!(told("a: 1\n---\nb: 2\n"), Ok(()));
    for text in [
        "a: 1\n---\na: 1\n---\na: 1\n",
        "a: 1\nb: 1\nc: 1\nd: 1\n",
        "a: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
        "a:\n  b:\n    c:\n      d:\n        e: 1\n",
        "a: [[[[1]]]]\n",
    ] {
        assert!(told(text).is_err(), "{text:?}");
    }
}

/// Documents made up from pieces of real ones, and then damaged.
#[test]
fn made_up_documents_are_read_the_same_or_handed_over() -> Result<(), Box<dyn Error>> {
    let asked = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let documents = asked("MADE_UP_DOCUMENTS").unwrap_or(MADE_UP_DOCUMENTS);
    let mut texts: Vec<String> = fixtures("yaml")?.into_iter().map(|(_, text)| text).collect();
    texts.retain(|text| text.len() < 50_000);
    texts.extend(caseload(12)?);
    let corpus = Corpus::of(&texts);
    let mut draw = Draw::of_seed(asked("MADE_UP_SEED").unwrap_or(1));
    let (mut plain, mut handed_over, mut refused) = (0_u64, 0_u64, 0_u64);
    for _ in 0..documents {
        let text = corpus.document(&mut draw);
        let tight = Limits { depth: 6, nodes: 30, documents: 2, ..limits() };
        let limits = if draw.below(8) == 0 { tight } else { limits() };
        *match fate(&text, limits) {
            Fate::Plain => &mut plain,
            Fate::HandedOver => &mut handed_over,
            Fate::Refused => &mut refused,
        } += 1;
    }
    println!("{documents} documents: {plain} plain, {handed_over} handed over, {refused} refused");
    // Each fate often enough that the comparison means something.
    for fate in [plain, handed_over, refused] {
        assert!(
            fate > documents / 20,
            "{plain} plain, {handed_over} handed over, {refused} refused"
        );
    }
    Ok(())
}

/// Both ways are compared with what derives from every field of a tree.
#[test]
fn trees_that_differ_in_a_place_are_not_equal() {
    let read = |text: &'static str| -> Option<Tree<'static>> { parse(text, limits()) };
    assert_eq!(read("a:  b"), read("a:  b"));
    assert_ne!(read("a:  b"), read("a: b"));
    assert_ne!(read("a: b"), read("a: 'b'"));
}
