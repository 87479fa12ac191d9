//! What is asked of the cases, and as at which day.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::Args;
use permanence::audit::{Auditor, Batch, Selection, Settings, StrategyChoice};
use permanence::case::Day;
use permanence::document::Problem;

use super::compare::read_baseline;
use super::strategy::{choose, every_built_in};
use super::{CliError, Surroundings};

/// What to ask of the cases.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is asked")]
pub(crate) struct AskedArgs {
    /// A built-in strategy or a strategy file; may be given more than once, and then statutory is
    /// left out unless it is named too [default: the strategy of each case's authority, and statutory
    /// beside it]
    #[arg(long, value_name = "NAME|FILE")]
    strategy: Vec<String>,
    /// The day to judge as at, such as 2026-01-31 [default: today]
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<NaiveDate>,
    /// Only this requirement or element; may be given more than once
    #[arg(long, value_name = "REQUIREMENT|ELEMENT", value_delimiter = ',')]
    select: Vec<String>,
    /// Not this requirement or element; may be given more than once
    #[arg(long, value_name = "REQUIREMENT|ELEMENT", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Leave out lapses that were over before this day [default: twelve months before the as-of day]
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<NaiveDate>,
    /// Judge a plan before its meeting as though the planning day were today, so that what is still
    /// absent shows
    #[arg(long)]
    as_if_due: bool,
}

/// A day, written as in a case file.
pub(crate) fn day(text: &str) -> Result<NaiveDate, String> {
    let told =
        |problem: Problem| format!("{}: {}", problem.message, problem.help.unwrap_or_default());
    text.parse().map(Day::date).map_err(told)
}

impl AskedArgs {
    /// The files that say what is asked.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Path> {
        self.strategy.iter().map(Path::new)
    }

    /// How to audit.
    pub(crate) fn settings(&self, surroundings: &Surroundings) -> Settings {
        Settings {
            today: self.as_of.unwrap_or(surroundings.today),
            since: self.since,
            as_if_due: self.as_if_due,
            selection: Selection { select: self.select.clone(), ignore: self.ignore.clone() },
            baseline: None,
        }
    }

    /// A batch that asks it, and tells only what a baseline does not hold; what is wrong with a
    /// strategy file is told with `snippets` of it or without.
    pub(crate) fn batch(
        &self,
        baseline: Option<&Path>,
        surroundings: &Surroundings,
        snippets: bool,
    ) -> Result<Batch, CliError> {
        let mut settings = self.settings(surroundings);
        if let Some(path) = baseline {
            settings.baseline = Some(Arc::new(read_baseline(path, settings.today)?));
        }
        let choice = choose(&self.strategy, snippets)?;
        match &choice {
            StrategyChoice::Named(strategies) => settings.selection.check(strategies)?,
            StrategyChoice::ByAuthority if settings.selection.is_everything() => {}
            StrategyChoice::ByAuthority => settings.selection.check(&every_built_in()?)?,
        }
        Ok(Batch::new(Auditor::new(settings), choice, snippets))
    }
}
