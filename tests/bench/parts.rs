//! What the parts of a run cost, over the same made-up cases: `cargo bench --bench parts`.
//!
//! Each figure is for all of the cases; the throughput beside it is in cases, or in bytes of text.
#![expect(clippy::panic, reason = "without its cases a benchmark has nothing to measure")]

use std::error::Error;
use std::hint::black_box;
use std::io;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use permanence::audit::{AuditedCase, Auditor, Batch, Settings, StrategyChoice};
use permanence::case::CaseFile;
use permanence::document::{Limits, Syntax, Tree, parse};
use permanence::input::{Layout, read_text};
use permanence::report::{Format, Look, Scope, Show, streamed};
use permanence::sample::{Caseload, Settings as Sample};
use permanence::strategy::{Strategy, built_in};

/// Enough for a usual mix, and few enough to stay in the processor's cache.
const CASES: u32 = 64;

type Fallible<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() {
    divan::main();
}

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 31).unwrap_or_default()
}

/// The text of each case.
struct Texts {
    json: Vec<String>,
    yaml: Vec<String>,
}

static TEXTS: LazyLock<Texts> =
    LazyLock::new(|| made_up().unwrap_or_else(|error| panic!("no cases to measure with: {error}")));

fn made_up() -> Fallible<Texts> {
    let caseload = Caseload::new(Sample { cases: CASES, ..Sample::as_of(as_of()) })?;
    let mut texts = Texts { json: Vec::new(), yaml: Vec::new() };
    for case in caseload {
        texts.json.push(case.text(Layout::Ndjson)?);
        texts.yaml.push(case.text(Layout::Yaml)?);
    }
    Ok(texts)
}

fn bytes(texts: &[String]) -> BytesCount {
    BytesCount::new(texts.iter().map(String::len).sum::<usize>())
}

fn scan(texts: &[String], syntax: Syntax) -> Vec<Tree<'_>> {
    let limits = Limits::default();
    let read = |text| parse(text, syntax, &limits);
    texts
        .iter()
        .map(|text| read(text).unwrap_or_else(|problem| panic!("a made-up case: {problem}")))
        .collect()
}

fn decode(trees: &[Tree<'_>]) -> Vec<CaseFile> {
    let read = |tree: &Tree<'_>| tree.decode(0);
    trees
        .iter()
        .map(|tree| read(tree).unwrap_or_else(|problems| panic!("a made-up case: {problems:?}")))
        .collect()
}

fn strategies() -> Vec<Arc<Strategy>> {
    ["dorset", "statutory"]
        .into_iter()
        .map(|name| match built_in(name) {
            Some(Ok(strategy)) => Arc::new(strategy),
            _ => panic!("{name} is not built in"),
        })
        .collect()
}

/// From the text of JSON to a tree.
#[divan::bench]
fn scan_json(bencher: Bencher<'_, '_>) {
    let texts = &TEXTS.json;
    bencher.counter(bytes(texts)).bench(|| scan(black_box(texts), Syntax::Json));
}

/// From the text of YAML to a tree.
#[divan::bench]
fn scan_yaml(bencher: Bencher<'_, '_>) {
    let texts = &TEXTS.yaml;
    bencher.counter(bytes(texts)).bench(|| scan(black_box(texts), Syntax::Yaml));
}

/// From a tree to a case.
#[divan::bench]
fn decode_case(bencher: Bencher<'_, '_>) {
    let trees = scan(&TEXTS.json, Syntax::Json);
    bencher.counter(ItemsCount::new(CASES)).bench(|| decode(black_box(&trees)));
}

/// From a case to its audit: Dorset's strategy and the regulations.
#[divan::bench]
fn judge(bencher: Bencher<'_, '_>) {
    let cases = decode(&scan(&TEXTS.json, Syntax::Json));
    let (auditor, strategies) = (Auditor::new(Settings::as_of(as_of())), strategies());
    bencher.counter(ItemsCount::new(CASES)).bench(|| {
        let audits = black_box(&cases).iter().map(|case| auditor.audit(case, &strategies));
        audits.collect::<Vec<_>>()
    });
}

/// The cases as a run audits them.
fn audited() -> Vec<AuditedCase> {
    let auditor = Auditor::new(Settings::as_of(as_of()));
    let mut batch = Batch::new(auditor, StrategyChoice::ByAuthority, false);
    let mut cases = Vec::new();
    for text in &TEXTS.json {
        read_text(text, Syntax::Json, &mut |document| {
            cases.extend(batch.audit("cases.ndjson", &document).ok());
        });
    }
    cases
}

/// From audits to lines of JSON.
#[divan::bench]
fn render(bencher: Bencher<'_, '_>) {
    let cases = audited();
    let scope = Scope::default();
    let look = Look { colour: false, width: 100, snippets: false, show: Show::Due };
    bencher.counter(ItemsCount::new(cases.len())).bench(|| {
        let report = streamed(Format::Ndjson, as_of(), &scope, look);
        let mut report = report.ok_or_else(|| io::Error::other("it is not streamed"))?;
        let cases = black_box(&cases);
        cases.iter().try_for_each(|case| report.case(case, None, &mut io::sink()))
    });
}
