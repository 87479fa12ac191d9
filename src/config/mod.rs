//! The config file `permanence.toml`: what a council asks of every run, told once.
//!
//! It is read in two steps. [`read_config`] gives a [`Draft`], which says which strategies it needs;
//! given those, [`Draft::check`] gives the [`Config`], or every mistake with its place.

mod raw;
mod read;
mod words;

use std::collections::BTreeMap;

use crate::audit::{AgreedWaivers, Selection};
use crate::report::FormatSpec;
use crate::strategy::Severities;

pub use crate::audit::CONFIG_FILE;
pub use raw::{FailOn, config_schema};
pub use read::{Draft, read_config};

/// What a config file says. Paths are as they are written: they start at the file's folder.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Which strategies cases are held to, by name or path; those of their authorities when empty.
    pub strategies: Vec<String>,
    /// The strategies that authorities hold their cases to instead of the built-in ones.
    pub authorities: BTreeMap<String, String>,
    /// Which requirements are looked at.
    pub selection: Selection,
    /// Severities that take the place of the strategies' own.
    pub severities: Severities,
    /// The lightest finding that makes a run fail.
    pub fail_on: Option<FailOn>,
    /// The reports that are made.
    pub formats: Vec<FormatSpec>,
    /// Waivers of cases.
    pub waivers: AgreedWaivers,
}

impl Config {
    /// What the reader of a report has to know: that requirements were left out, or weigh otherwise.
    ///
    /// Only what holds of the run is told: a selection that the command line replaced is not.
    #[must_use]
    pub fn notes(&self, selection: &Selection) -> Vec<String> {
        let chosen = |words: &[String], used: &[String], what: &str| {
            let told = !words.is_empty() && words == used;
            told.then(|| format!("{CONFIG_FILE} {what} {}.", words.join(", ")))
        };
        let weighed: Vec<String> = self
            .severities
            .iter()
            .map(|(requirement, severity)| format!("{requirement} ({})", severity.word()))
            .collect();
        let weighed = (!weighed.is_empty()).then(|| {
            format!("{CONFIG_FILE} gives these a severity of its own: {}.", weighed.join(", "))
        });
        [
            chosen(&self.selection.select, &selection.select, "looks only at"),
            chosen(&self.selection.ignore, &selection.ignore, "leaves out"),
            weighed,
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}
