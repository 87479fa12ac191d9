//! The config file: where it is found, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueHint};
use permanence::config::{CONFIG_FILE, Config, Draft, read_config};
use permanence::document::Problem;
use permanence::input::{text_found, text_named};
use permanence::report::{Look, Show, strategy_problem_report};
use permanence::strategy::{BUILT_IN, Strategy};

use super::strategy::{check_names, every_built_in, load_noting};
use super::{CliError, Surroundings};

/// The most bytes of a config file: thousands of waivers.
const LONGEST_CONFIG: usize = 1 << 20;

/// Which config file holds.
#[derive(Debug, Args)]
#[command(next_help_heading = "Settings kept in a file")]
pub(crate) struct ConfigArgs {
    /// Take settings and waivers from this file [default: the nearest permanence.toml in this
    /// folder or above it]; an option given here takes the place of the file's key of that name
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// Take no settings and no waivers from any file
    #[arg(long, conflicts_with = "config")]
    no_config: bool,
}

/// A config file that was found, or none.
#[derive(Debug, Default)]
pub(crate) struct Found {
    file: Option<(PathBuf, String, Draft)>,
    snippets: bool,
}

/// The strategies that a config file names.
#[derive(Debug, Default)]
pub(crate) struct NamedInConfig {
    /// Those for every case.
    pub(crate) strategies: Vec<Arc<Strategy>>,
    /// Those of authorities' own.
    pub(crate) authorities: BTreeMap<String, Arc<Strategy>>,
}

impl ConfigArgs {
    /// Finds and reads the config file; what is wrong with it is told with `snippets` or without.
    pub(crate) fn find(
        &self,
        surroundings: &Surroundings,
        snippets: bool,
    ) -> Result<Found, CliError> {
        let read = match &self.config {
            _ if self.no_config => None,
            Some(path) => Some((path.clone(), text_named(path))),
            None => surroundings.folder.as_deref().and_then(nearest_above).map(|path| {
                let text = text_found(&path);
                (path, text)
            }),
        };
        let Some((path, text)) = read else {
            return Ok(Found::default());
        };
        let text = text.and_then(of_a_config).map_err(|problem| CliError::text(&path, problem))?;
        let read = read_config(&text);
        let draft = read.map_err(|problems| mistaken(&path, &text, &problems, snippets))?;
        Ok(Found { file: Some((path, text, draft)), snippets })
    }
}

/// Refuses a text that is far too long to be a config: reading TOML takes up many times its length.
fn of_a_config(text: String) -> Result<String, Problem> {
    if text.len() <= LONGEST_CONFIG {
        return Ok(text);
    }
    let most = LONGEST_CONFIG >> 20;
    let message = format!("this is larger than {most} MiB, the most a config file may be");
    Err(Problem::new(message).help("check that this is the right file"))
}

/// The nearest config file in a folder or in one that contains it.
fn nearest_above(folder: &Path) -> Option<PathBuf> {
    let files = folder.ancestors().map(|folder| folder.join(CONFIG_FILE));
    // A folder of that name, or a link to nothing, is told rather than passed over.
    let nearest = files.into_iter().find(|file| file.symlink_metadata().is_ok())?;
    // The shorter name is the one that people know it by.
    let inside = nearest.strip_prefix(folder).map(Path::to_owned);
    Some(inside.unwrap_or(nearest))
}

impl NamedInConfig {
    /// Holds that no two strategies that cases may be held to have one name.
    fn check_names(&self, written: &BTreeMap<String, String>) -> Result<(), CliError> {
        check_names(&self.strategies)?;
        let mut places: BTreeMap<&str, &str> = BTreeMap::new();
        for (authority, strategy) in &self.authorities {
            let name = strategy.name.as_str();
            let place = written.get(authority).map_or(name, String::as_str);
            let stands_in = |of: Option<&str>| place == name || of == Some(authority.as_str());
            let built_in = BUILT_IN.iter().any(|&(known, of)| known == name && !stands_in(of));
            let other = places.insert(name, place).is_some_and(|other| other != place);
            if built_in || other {
                return Err(CliError::StrategyTwice(name.to_owned()));
            }
        }
        Ok(())
    }
}

impl Found {
    /// Reads the strategies it names, noting the files that are read: the config file, and those of the
    /// strategies.
    pub(crate) fn strategies(&self, files: &mut Vec<PathBuf>) -> Result<NamedInConfig, CliError> {
        let Some((path, _, draft)) = &self.file else {
            return Ok(NamedInConfig::default());
        };
        files.push(path.clone());
        let mut load =
            |name: &String| load_noting(&self.place(name), text_found, self.snippets, files);
        // A name that is no strategy's is told with the config's other mistakes.
        let known =
            |name: &&String| is_path(name) || permanence::strategy::built_in(name).is_some();
        let mut names = BTreeSet::new();
        let once = draft.strategies().iter().filter(known).filter(|name| names.insert(*name));
        let strategies = once.map(&mut load).collect::<Result<_, _>>()?;
        let own = draft.authorities().iter().filter(|(_, name)| known(name));
        let authorities = own.map(|(authority, name)| Ok((authority.clone(), load(name)?)));
        let authorities = authorities.collect::<Result<_, CliError>>()?;
        let named = NamedInConfig { strategies, authorities };
        named.check_names(draft.authorities())?;
        Ok(named)
    }

    /// The config, held against every strategy that its words could be of.
    pub(crate) fn check(
        self,
        named: &NamedInConfig,
        others: &[Arc<Strategy>],
    ) -> Result<Config, CliError> {
        let folder = self.folder();
        let Some((path, text, draft)) = self.file else {
            return Ok(Config::default());
        };
        let mut strategies = every_built_in()?;
        strategies.extend(named.strategies.iter().chain(named.authorities.values()).cloned());
        strategies.extend(others.iter().cloned());
        let checked = draft.check(&strategies);
        let mut config =
            checked.map_err(|problems| mistaken(&path, &text, &problems, self.snippets))?;
        for spec in &mut config.formats {
            spec.file = spec.file.take().map(|file| folder.join(file));
        }
        Ok(config)
    }

    /// A strategy's name, or its path from here.
    fn place(&self, name: &str) -> String {
        if is_path(name) {
            self.folder().join(name).to_string_lossy().into_owned()
        } else {
            name.to_owned()
        }
    }

    /// The folder that the config file's paths start at.
    fn folder(&self) -> PathBuf {
        let folder = self.file.as_ref().and_then(|(path, ..)| path.parent());
        folder.map(Path::to_owned).unwrap_or_default()
    }
}

/// In a config file a strategy's path has a slash or a dot; its name has neither.
fn is_path(name: &str) -> bool {
    name.contains(['/', '\\', '.'])
}

fn mistaken(path: &Path, text: &str, problems: &[Problem], snippets: bool) -> CliError {
    let path = path.display().to_string();
    let look = Look { colour: false, width: 100, snippets, show: Show::default() };
    let report = strategy_problem_report(&path, text, problems, look);
    let count = match problems.len() {
        1 => "a mistake".to_owned(),
        count => format!("{count} mistakes"),
    };
    CliError::Config { path, count, report }
}
