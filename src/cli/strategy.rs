//! `permanence strategy`, and how strategies are chosen by name or file.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use clap::{Subcommand, ValueEnum};
use permanence::audit::StrategyChoice;
use permanence::input::{unreadable, whole_text};
use permanence::report::{
    CoverageFormat, Look, Show, strategy_problem_report, visible, write_coverage,
};
use permanence::strategy::{BUILT_IN, Strategy, built_in, coverage, read_strategy, to_yaml};

use super::{CliError, Ending, Surroundings};

/// List the strategies, or show one.
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
                let text =
                    to_yaml(load(name, !surroundings.ci)?.as_ref()).map_err(io::Error::other)?;
                // Line by line, so that what a strategy file holds cannot write on the terminal.
                for line in text.lines() {
                    writeln!(out, "{}", visible(line))?;
                }
            }
        }
        Ok(Ending::Clean)
    }
}

/// Every built-in strategy.
pub(crate) fn every_built_in() -> Result<Vec<Arc<Strategy>>, CliError> {
    BUILT_IN.iter().map(|(name, _)| load(name, true)).collect()
}

/// The strategies that `--strategy` names; those of the cases' authorities when it names none.
pub(crate) fn choose(names: &[String], snippets: bool) -> Result<StrategyChoice, CliError> {
    if names.is_empty() {
        return Ok(StrategyChoice::ByAuthority);
    }
    let mut strategies: Vec<Arc<Strategy>> = Vec::with_capacity(names.len());
    for name in names {
        let strategy = load(name, snippets)?;
        if strategies.iter().any(|known| known.name == strategy.name) {
            return Err(CliError::StrategyTwice(strategy.name.clone()));
        }
        strategies.push(strategy);
    }
    Ok(StrategyChoice::Named(strategies))
}

/// A strategy by its built-in name, or from its file.
fn load(name: &str, snippets: bool) -> Result<Arc<Strategy>, CliError> {
    if let Some(read) = built_in(name) {
        return read.map(Arc::new).map_err(|problems| failed(name, "", &problems, snippets));
    }
    let path = Path::new(name);
    let looks_like_a_path = name.contains(['/', '\\', '.']) || path.exists();
    if !looks_like_a_path {
        return Err(CliError::unknown_strategy(name));
    }
    let opened = File::open(path).map_err(|error| unreadable(&error));
    let text = opened.and_then(whole_text).map_err(|problem| CliError::text(path, problem))?;
    read_strategy(&text).map(Arc::new).map_err(|problems| failed(name, &text, &problems, snippets))
}

/// What is wrong with a strategy file; with snippets of it only where they may be shown, since a
/// case file may have been named in its place.
fn failed(
    path: &str,
    text: &str,
    problems: &[permanence::document::Problem],
    snippets: bool,
) -> CliError {
    let look = Look { colour: false, width: 100, snippets, show: Show::default() };
    let count = match problems.len() {
        1 => "a mistake".to_owned(),
        count => format!("{count} mistakes"),
    };
    let report = strategy_problem_report(path, text, problems, look);
    CliError::Strategy { path: path.to_owned(), count, report }
}
