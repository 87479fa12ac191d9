//! `permanence strategy`, and how strategies are chosen by name or file.

mod check;
mod new;
mod test;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Subcommand, ValueEnum};
use permanence::document::Problem;
use permanence::input::{text_found, text_named};
use permanence::report::{
    CoverageFormat, Look, Show, strategy_problem_report, visible, write_coverage,
};
use permanence::strategy::{
    Account, BUILT_IN, Checked, Faulty, ReadText, Strategy, built_in, coverage, read_strategy_file,
    to_yaml,
};

use super::{CliError, Ending, Surroundings};

/// List the strategies; show, check, test or start one.
#[derive(Debug, Subcommand)]
pub(crate) enum StrategyCommand {
    /// List the built-in strategies
    List,
    /// Show a strategy: what it asks, by which clauses, how strongly
    Show {
        /// A built-in strategy or a strategy file
        #[arg(value_name = "NAME|FILE")]
        name: String,
    },
    /// Show every clause of a strategy's document, and which requirements check it or why none can
    Coverage {
        /// A built-in strategy or a strategy file
        #[arg(value_name = "NAME|FILE")]
        name: String,
        /// How to print it
        #[arg(long, value_enum, default_value_t = CoverageFormatName::Table)]
        format: CoverageFormatName,
    },
    /// Tell every mistake in a strategy file, each with its place, and what it might still lack
    Check(check::Check),
    /// Hold example cases to a strategy, and to what is expected of each
    Test(test::Test),
    /// Print a commented strategy file to fill in
    New(new::New),
}

/// How to print a coverage table.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum CoverageFormatName {
    /// A table for a terminal
    Table,
    /// One JSON object
    Json,
    /// A Markdown table
    Markdown,
}

impl StrategyCommand {
    pub(crate) fn run(&self, surroundings: &Surroundings) -> Result<Ending, CliError> {
        let mut out = io::stdout().lock();
        match self {
            Self::List => {
                for strategy in every_built_in()? {
                    let dates = match (strategy.applies_from, strategy.applies_to) {
                        (Some(from), Some(to)) => format!("from {from} to {to}"),
                        (Some(from), None) => format!("from {from}"),
                        (None, _) => "any day".to_owned(),
                    };
                    writeln!(out, "{:<10} {}", strategy.name, strategy.title)?;
                    writeln!(
                        out,
                        "{:<10} {} requirements, {} clauses; in force {dates}",
                        "",
                        strategy.requirements.len(),
                        strategy.clauses.len()
                    )?;
                }
            }
            Self::Coverage { name, format } => {
                let format = match format {
                    CoverageFormatName::Table => CoverageFormat::Table,
                    CoverageFormatName::Json => CoverageFormat::Json,
                    CoverageFormatName::Markdown => CoverageFormat::Markdown,
                };
                write_coverage(
                    &coverage(load(name, !surroundings.ci)?.as_ref()),
                    format,
                    &mut out,
                )?;
            }
            Self::Show { name } => {
                let strategy = load(name, !surroundings.ci)?;
                let text = to_yaml(&strategy).map_err(io::Error::other)?;
                // Line by line, so that what a strategy file holds cannot write on the terminal.
                for line in about(&strategy).iter().map(String::as_str).chain(text.lines()) {
                    writeln!(out, "{}", visible(line))?;
                }
            }
            Self::Check(check) => return check.run(surroundings, &mut out),
            Self::Test(test) => {
                // It writes its reports by itself.
                drop(out);
                return test.run(surroundings);
            }
            Self::New(new) => new.run(surroundings, &mut out)?,
        }
        Ok(Ending::Clean)
    }
}

/// What is not plain from a strategy that is written out whole: where it comes from.
fn about(strategy: &Strategy) -> Vec<String> {
    if strategy.documents.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![format!("# {}: {}", strategy.name, Account::of(strategy))];
    lines.extend(strategy.settled.iter().map(|settled| format!("# {settled}")));
    lines
}

/// Every built-in strategy.
pub(crate) fn every_built_in() -> Result<Vec<Arc<Strategy>>, CliError> {
    BUILT_IN.iter().map(|(name, _)| load(name, true)).collect()
}

/// Refuses two strategies of one name, whose requirements could not be told apart.
pub(crate) fn check_names(strategies: &[Arc<Strategy>]) -> Result<(), CliError> {
    let mut names = BTreeSet::new();
    match strategies.iter().find(|strategy| !names.insert(&strategy.name)) {
        Some(twice) => Err(CliError::StrategyTwice(twice.name.clone())),
        None => Ok(()),
    }
}

/// A strategy by its built-in name, or from its file.
pub(crate) fn load(name: &str, snippets: bool) -> Result<Arc<Strategy>, CliError> {
    load_noting(name, text_named, snippets, &mut Vec::new())
}

/// The same, with what reads its own file, noting the files that are read for it: its own, and those of
/// the strategies it extends.
pub(crate) fn load_noting(
    name: &str,
    own: ReadFile,
    snippets: bool,
    files: &mut Vec<PathBuf>,
) -> Result<Arc<Strategy>, CliError> {
    let look = Look { colour: false, width: 100, snippets, show: Show::default() };
    let noted = RefCell::new(Vec::new());
    let read_file = reading(name, own);
    let read_text = |path: &Path| {
        noted.borrow_mut().push(path.to_owned());
        read_file(path)
    };
    let checked = read(name, &read_text)?.1;
    files.append(&mut noted.into_inner());
    match checked {
        Ok(checked) => Ok(Arc::new(checked.strategy)),
        Err(faulty) => Err(failed(name, &faulty, look)),
    }
}

/// The text of a strategy's file, and what it reads as. Of a built-in one there is no file.
fn read(
    name: &str,
    read_text: ReadText<'_>,
) -> Result<(String, Result<Checked, Vec<Faulty>>), CliError> {
    if let Some(strategy) = built_in(name) {
        let checked = strategy.map(|strategy| Checked { strategy, advice: Vec::new() });
        let faulty =
            |problems| vec![Faulty { path: name.to_owned(), text: String::new(), problems }];
        return Ok((String::new(), checked.map_err(faulty)));
    }
    let path = Path::new(name);
    let looks_like_a_path = name.contains(['/', '\\', '.']) || path.exists();
    if !looks_like_a_path {
        return Err(CliError::unknown_strategy(name));
    }
    let text = read_text(path).map_err(|problem| CliError::text(path, problem))?;
    let checked = read_strategy_file(path, &text, read_text);
    Ok((text, checked))
}

/// Reads the text of a file.
pub(crate) type ReadFile = fn(&Path) -> Result<String, Problem>;

/// What reads the file of this name, and those it extends, which nobody named on the command line.
fn reading(name: &str, own: ReadFile) -> impl Fn(&Path) -> Result<String, Problem> {
    move |path| if path == Path::new(name) { own(path) } else { text_found(path) }
}

/// What is wrong with a strategy file and those it extends; with snippets of them only where they may
/// be shown, since a case file may have been named in its place.
fn failed(name: &str, faulty: &[Faulty], look: Look) -> CliError {
    let path = match faulty {
        [one] => one.path.clone(),
        _ => name.to_owned(),
    };
    CliError::Strategy { path, count: mistakes(faulty), report: mistakes_report(faulty, look) }
}

/// `3 mistakes`.
fn mistakes(faulty: &[Faulty]) -> String {
    let count: usize = faulty.iter().map(|file| file.problems.len()).sum();
    let count = match count {
        1 => "a mistake".to_owned(),
        count => format!("{count} mistakes"),
    };
    match faulty.len() {
        0 | 1 => count,
        files => format!("{count}, in {files} files, with those it extends"),
    }
}

/// Every mistake, with its place in its own file.
fn mistakes_report(faulty: &[Faulty], look: Look) -> String {
    let reports: Vec<String> = faulty
        .iter()
        .map(|file| strategy_problem_report(&file.path, &file.text, &file.problems, look))
        .collect();
    reports.join(if look.snippets { "\n" } else { "" })
}
