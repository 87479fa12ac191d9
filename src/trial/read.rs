//! Reading a folder of example cases: its table, the strategies it names, the cases.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use super::judge::checks;
use super::plan::{Asked, CaseKey, Cases, Planned};
use super::table::{Mark, Table};
use super::{EXPECT, Trial, Tried};
use crate::audit::{Audited, Auditor, Batch, Settings, StrategyChoice, audit_inputs};
use crate::document::{Limits, Problem, Syntax, parse};
use crate::input::{Inputs, Source, discover, plain, read_documents, text_found};
use crate::strategy::{Faulty, Strategy};

/// The folder of the cases, when they do not lie beside the table.
pub(super) const CASES: &str = "cases";

/// Tries the example cases of a folder.
///
/// # Errors
/// Every mistake in the table, and in the strategies it names; each file with its own.
pub fn run_trial(folder: &Path) -> Result<Trial, Vec<Faulty>> {
    let folder = &plain(folder);
    let path = plain(&folder.join(EXPECT));
    let shown = Source::File(path.clone()).name();
    let faulty =
        |text: &str, problems| Faulty { path: shown.clone(), text: text.to_owned(), problems };
    let text = text_found(&path).map_err(|problem| {
        let missing = !path.exists();
        let problem = if missing { no_table(folder) } else { problem };
        vec![faulty("", vec![problem])]
    })?;
    let tree = parse(&text, Syntax::Yaml, &Limits::default())
        .map_err(|problem| vec![faulty(&text, vec![problem])])?;
    let mut table = Table::new(&tree, &text);
    table.check_kind();
    if !table.problems.is_empty() {
        return Err(vec![faulty(&text, table.problems)]);
    }
    let (strategies, mut others) = table.strategies(&path);
    let strategy_files = table.strategy_files(&path);
    let inputs = find(folder, &path, &strategy_files);
    let cases = known(&inputs.case_folder, &inputs.found);
    // What one strategy asks is not known when another could not be read.
    let all_read = others.is_empty() && !table.problems.iter().any(of_strategy);
    let asked = (all_read && !strategies.is_empty()).then(|| Asked::by(&strategies));
    let planned = table.read(&cases, asked.as_ref());
    if inputs.found.sources.is_empty() && inputs.found.problems.is_empty() {
        let help = "put them in a folder called cases, beside this file";
        table.problem("/cases", Mark::Key, "there is no case file to audit", help);
    }
    if !table.problems.is_empty() || !others.is_empty() {
        if !table.problems.is_empty() {
            table
                .problems
                .sort_by_key(|problem| problem.span.as_ref().map_or(0, |span| span.start));
            table.problems.dedup();
            others.insert(0, faulty(&text, table.problems));
        }
        return Err(others);
    }
    let mut trial = tried(shown, strategies, planned, &inputs);
    trial.files.extend(strategy_files);
    Ok(trial)
}

/// Why there is nothing to hold cases to.
fn no_table(folder: &Path) -> Problem {
    if folder.is_dir() {
        let help = "write one: which strategy, as at which day, and what is expected of each case";
        Problem::new("the folder has no such table of what is expected").help(help)
    } else {
        Problem::new("there is no such folder").help("check the path and its spelling")
    }
}

fn of_strategy(problem: &Problem) -> bool {
    problem.pointer.as_deref().is_some_and(|pointer| pointer.starts_with("/strategy"))
}

/// The case files of a folder.
struct Found {
    case_folder: PathBuf,
    found: Inputs,
}

/// Finds the case files: those in its folder of cases, or else beside the table.
fn find(folder: &Path, table: &Path, strategies: &[PathBuf]) -> Found {
    let own = folder.join(CASES);
    let case_folder = if own.is_dir() { plain(&own) } else { folder.to_owned() };
    let mut found = discover(std::slice::from_ref(&case_folder), "");
    let is_other = |path: &Path| path == table || strategies.iter().any(|other| other == path);
    found.sources.retain_files(|path| !is_other(path));
    Found { case_folder, found }
}

/// The name of a file in the folder of cases.
fn name_in(folder: &Path, path: &str) -> String {
    let folder = Source::File(folder.to_owned()).name();
    let inside = path.strip_prefix(&folder).unwrap_or(path);
    inside.trim_start_matches('/').to_owned()
}

/// The ids of the cases in each file.
fn known(folder: &Path, inputs: &Inputs) -> Cases {
    let mut by_file: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in inputs.sources.iter() {
        let ids = by_file.entry(name_in(folder, &source.name())).or_default();
        read_documents(&source, &mut |document| {
            if let Ok(read) = document.read {
                ids.push(read.case.case_id.to_string());
            }
        });
    }
    Cases { by_file }
}

/// Audits the folder as at each day that is asked for, and holds each case against what was expected.
fn tried(
    path: String,
    strategies: Vec<Arc<Strategy>>,
    planned: Vec<Planned>,
    inputs: &Found,
) -> Trial {
    let files = inputs.found.sources.files().collect();
    let mut trial = Trial { path, strategies, tried: Vec::new(), unreadable: Vec::new(), files };
    let days: BTreeSet<NaiveDate> = planned.iter().map(|planned| planned.as_of).collect();
    let mut by_day: BTreeMap<NaiveDate, Audited> = BTreeMap::new();
    for day in days {
        let named = StrategyChoice::Named(trial.strategies.clone());
        let mut batch = Batch::new(Auditor::new(Settings::as_of(day)), named, true);
        let inputs = inputs.found.clone();
        // Nothing is handed on, so that nothing can stop it.
        let mut audited =
            audit_inputs(&mut batch, inputs, true, &mut |_| Ok(())).unwrap_or_default();
        // The same documents cannot be audited on any day.
        if by_day.is_empty() {
            trial.unreadable = std::mem::take(&mut audited.unreadable);
        }
        by_day.insert(day, audited);
    }
    let mut cases: Vec<CaseKey> = planned.iter().map(|planned| planned.case.clone()).collect();
    cases.sort();
    cases.dedup();
    for planned in planned {
        let audited = by_day.get(&planned.as_of);
        let place = audited.and_then(|audited| {
            audited.cases.without_outcomes().position(|case| {
                name_in(&inputs.case_folder, &case.place.path) == planned.case.file
                    && planned.case.id.as_ref() == Some(&case.audit.case_id)
            })
        });
        let found = audited.zip(place).and_then(|(audited, place)| audited.cases.get(place));
        // One that could not be audited is told as such.
        let Some(found) = found else { continue };
        trial.tried.push(Tried {
            case: cases.binary_search(&planned.case).unwrap_or_default(),
            as_of: planned.as_of,
            checks: checks(&planned, &found.audit),
            name: planned.name,
        });
    }
    trial.tried.sort_by_key(|tried| tried.case);
    trial
}
