//! What is asked of the cases, and as at which day.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use clap::Args;
use permanence::audit::{Auditor, Batch, Selection, Settings, StrategyChoice};
use permanence::case::{Day, Pseudonyms};
use permanence::config::Config;
use permanence::document::Problem;
use permanence::input::text_named;
use permanence::strategy::Strategy;

use super::compare::read_baseline;
use super::config::{ConfigArgs, NamedInConfig};
use super::inputs::Extract;
use super::redact::RedactArgs;
use super::strategy::{check_names, every_built_in, load, load_noting};
use super::{CliError, Surroundings};

/// The built-in strategy that binds every council.
const REGULATIONS: &str = "statutory";

/// What to say when nothing tells which council's strategy an extract is to be held to.
const REGULATIONS_ALONE: &str = "An extract does not name its council, so the regulations alone were asked: --authority or --strategy asks a council's strategy too.";

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
    #[command(flatten)]
    config: ConfigArgs,
    #[command(flatten)]
    redact: RedactArgs,
}

/// What is asked, once the command line and the config file have been put together.
#[derive(Debug)]
pub(crate) struct Asked {
    /// What the config file says.
    pub(crate) config: Config,
    /// A batch that asks it.
    pub(crate) batch: Batch,
    /// The files that were read for it.
    pub(crate) files: Vec<PathBuf>,
}

/// A day, written as in a case file.
pub(crate) fn day(text: &str) -> Result<NaiveDate, String> {
    let told =
        |problem: Problem| format!("{}: {}", problem.message, problem.help.unwrap_or_default());
    text.parse().map(Day::date).map_err(told)
}

impl AskedArgs {
    /// Puts the command line and the config file together, for a batch that tells only what a
    /// baseline does not hold; what is wrong with a config or strategy file is told with `snippets`
    /// of it or without.
    pub(crate) fn resolve(
        &self,
        baseline: Option<&Path>,
        extract: Option<Extract<'_>>,
        surroundings: &Surroundings,
        snippets: bool,
    ) -> Result<Asked, CliError> {
        let pseudonyms = self.redact.pseudonyms(surroundings)?;
        let found = self.config.find(surroundings, snippets)?;
        let mut files: Vec<PathBuf> = self.redact.file().map(Path::to_owned).into_iter().collect();
        let here =
            self.strategy.iter().map(|name| load_noting(name, text_named, snippets, &mut files));
        let here: Vec<Arc<Strategy>> = here.collect::<Result<_, _>>()?;
        check_names(&here)?;
        let named = found.strategies(&mut files)?;
        let config = found.check(&named, &here)?;

        let mut settings = Settings { pseudonyms, ..self.settings(&config, surroundings) };
        let today = settings.today;
        if let Some(since) = settings.since.filter(|&since| since > today) {
            return Err(CliError::SinceAhead { since, today });
        }
        if let Some(path) = baseline {
            let key_id = settings.pseudonyms.as_ref().map(Pseudonyms::key_id);
            settings.baseline = Some(Arc::new(read_baseline(path, settings.today, key_id)?));
        }
        let NamedInConfig { strategies, authorities } = named;
        let unnamed = extract.is_some_and(|extract| extract.authority.is_none());
        let choice = match (here.is_empty(), strategies.is_empty()) {
            (false, _) => StrategyChoice::Named(here),
            (true, false) => StrategyChoice::Named(strategies),
            (true, true) if unnamed => {
                settings.notes.push(REGULATIONS_ALONE.to_owned());
                StrategyChoice::Named(vec![load(REGULATIONS, snippets)?])
            }
            (true, true) => StrategyChoice::ByAuthority,
        };
        self.check_selection(&settings.selection, &choice, authorities.values())?;
        let batch = Batch::new(Auditor::new(settings), choice, snippets);
        Ok(Asked { config, batch: batch.with_own_strategies(authorities), files })
    }

    /// How to audit. What is given on the command line takes the place of the config's.
    fn settings(&self, config: &Config, surroundings: &Surroundings) -> Settings {
        let or = |here: &Vec<String>, there: &Vec<String>| {
            if here.is_empty() { there.clone() } else { here.clone() }
        };
        let selection = Selection {
            select: or(&self.select, &config.selection.select),
            ignore: or(&self.ignore, &config.selection.ignore),
        };
        Settings {
            since: self.since,
            as_if_due: self.as_if_due,
            notes: config.notes(&selection),
            selection,
            severities: config.severities.clone(),
            waivers: config.waivers.clone(),
            ..Settings::as_of(self.as_of.unwrap_or(surroundings.today))
        }
    }

    /// Holds that each word of the command line chooses something, and that something is left. The
    /// config's words have been held against every strategy that they could be of.
    fn check_selection<'s>(
        &self,
        selection: &Selection,
        choice: &StrategyChoice,
        own: impl Iterator<Item = &'s Arc<Strategy>>,
    ) -> Result<(), CliError> {
        let by_authority;
        let strategies = match choice {
            StrategyChoice::Named(strategies) => strategies,
            StrategyChoice::ByAuthority if selection.is_everything() => return Ok(()),
            StrategyChoice::ByAuthority => {
                by_authority = own.cloned().chain(every_built_in()?).collect();
                &by_authority
            }
        };
        for word in self.select.iter().chain(&self.ignore) {
            Selection::check_word(word, strategies)?;
        }
        Ok(selection.check_left(strategies)?)
    }
}
