//! What the integration tests share: reading fixtures, changing cases, auditing them.
#![allow(dead_code, reason = "each test crate uses its own part of this")]

pub(crate) mod examples;
pub(crate) mod filling;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use permanence::audit::{Auditor, CaseAudit, Settings};
use permanence::case::{CaseFile, contradictions};
use permanence::document::{Limits, Problem, Syntax, parse};
use permanence::strategy::{Strategy, built_in, read_strategy_file};
use serde::de::DeserializeOwned;
use serde_json::Value;

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// A path under `fixtures/`.
pub(crate) fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)
}

/// Every problem in one line each, as an error.
pub(crate) fn told(problems: &[Problem]) -> Box<dyn Error> {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| match &problem.pointer {
            Some(pointer) => format!("{pointer}: {problem}"),
            None => problem.to_string(),
        })
        .collect();
    lines.join("; ").into()
}

/// Whether every place that a problem marks is in the text, and on one line.
pub(crate) fn marks_one_line(text: &str, problem: &Problem) -> bool {
    let spans = problem.span.iter().chain(problem.related.iter().map(|(span, _)| span));
    spans.into_iter().all(|span| text.get(span.clone()).is_some_and(|mark| !mark.contains('\n')))
}

/// Reads a YAML or JSON file into a typed value, by the tool's own reader.
pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Outcome<T> {
    let text =
        std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let json = path.extension().is_some_and(|extension| extension == "json");
    let syntax = if json { Syntax::Json } else { Syntax::Yaml };
    decode(&text, syntax).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Decodes the first document of a text.
pub(crate) fn decode<T: DeserializeOwned>(text: &str, syntax: Syntax) -> Outcome<T> {
    let tree = parse(text, syntax, &Limits::default()).map_err(|problem| told(&[problem]))?;
    tree.decode(0).map_err(|problems| told(&problems))
}

/// A case file from a JSON value; contradictions are errors, as they are for users.
pub(crate) fn case_file(value: &Value) -> Outcome<CaseFile> {
    let case: CaseFile = decode(&serde_json::to_string(value)?, Syntax::Json)?;
    match contradictions(&case).first() {
        Some(found) => Err(format!("{}: {}", found.pointer, found.message).into()),
        None => Ok(case),
    }
}

/// A built-in strategy, read once.
pub(crate) fn strategy(name: &str) -> Outcome<Arc<Strategy>> {
    static READ: Mutex<BTreeMap<String, Arc<Strategy>>> = Mutex::new(BTreeMap::new());
    let mut known = READ.lock().map_err(|_| "a test failed while reading a strategy")?;
    if let Some(strategy) = known.get(name) {
        return Ok(Arc::clone(strategy));
    }
    let read = built_in(name).ok_or_else(|| format!("no strategy is called {name}"))?;
    let strategy = read.map(Arc::new).map_err(|problems| told(&problems))?;
    known.insert(name.to_owned(), Arc::clone(&strategy));
    Ok(strategy)
}

/// A strategy from its file, with those it extends.
pub(crate) fn strategy_file(path: &Path) -> Outcome<Strategy> {
    let read_text =
        |path: &Path| std::fs::read_to_string(path).map_err(|_| Problem::new("cannot be read"));
    let text = read_text(path)?;
    match read_strategy_file(path, &text, &read_text) {
        Ok(checked) => Ok(checked.strategy),
        Err(faulty) => {
            Err(told(&faulty.into_iter().flat_map(|file| file.problems).collect::<Vec<_>>()))
        }
    }
}

/// Audits a case under strategies as at a day.
pub(crate) fn audit(case: &CaseFile, strategies: &[Arc<Strategy>], as_of: NaiveDate) -> CaseAudit {
    Auditor::new(Settings::as_of(as_of)).audit(case, strategies)
}

/// The files of a folder, and of the folders in it, in order.
pub(crate) fn files_in(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// The table beside a council's cases, of what to expect of them.
pub(crate) const EXPECT: &str = "expect.yaml";

/// The made-up cases of a council, in order.
pub(crate) fn case_files(council: &str) -> Outcome<Vec<PathBuf>> {
    let mut files = files_in(&fixture(&format!("cases/{council}")))?;
    files.retain(|file| !file.ends_with(EXPECT));
    Ok(files)
}

/// The strategies of made-up councils, without the example cases beside them.
pub(crate) fn made_up_strategies() -> Outcome<Vec<PathBuf>> {
    let mut files = files_in(&fixture("strategies"))?;
    files.retain(|file| {
        let is_case = file.parent().is_some_and(|folder| folder.ends_with("cases"));
        !is_case && !file.ends_with(EXPECT)
    });
    Ok(files)
}

/// The day a text names.
pub(crate) fn day(text: &str) -> Outcome<NaiveDate> {
    Ok(text.parse()?)
}
