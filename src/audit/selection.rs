//! Which requirements to look at.

use std::sync::Arc;

use super::outcome::Outcome;
use super::waivers::WAIVER_CURRENT;
use crate::document::nearest;
use crate::rules::Element;
use crate::strategy::Strategy;

/// Requirements chosen by id, by id within a strategy, or by element.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only these, when there are any.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
}

/// A word that chooses nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is neither a requirement nor an element of the strategies in use")]
pub struct UnknownSelector {
    /// The word.
    pub word: String,
    /// The nearest one that would choose something.
    pub nearest: Option<String>,
}

/// True when a word is a requirement's id, with or without its strategy, or its element.
fn chooses(word: &str, key: &str, element: Element) -> bool {
    let id = key.split_once('/').map_or(key, |(_, id)| id);
    word == key || word == id || word == element.word()
}

impl Selection {
    /// True when an outcome is to be looked at.
    #[must_use]
    pub fn takes(&self, outcome: &Outcome) -> bool {
        let chosen = |word: &String| chooses(word, &outcome.requirement, outcome.element);
        (self.select.is_empty() || self.select.iter().any(chosen))
            && !self.ignore.iter().any(chosen)
    }

    /// Checks that every word chooses something.
    ///
    /// # Errors
    /// The first word that does not, with the nearest one that would.
    pub fn check(&self, strategies: &[Arc<Strategy>]) -> Result<(), UnknownSelector> {
        let keys = || {
            let requirements = strategies
                .iter()
                .flat_map(|strategy| &strategy.requirements);
            requirements
                .map(|requirement| requirement.key.as_str())
                .chain([WAIVER_CURRENT])
        };
        let short = |key: &'_ str| {
            key.split_once('/')
                .map_or(key.to_owned(), |(_, id)| id.to_owned())
        };
        for word in self.select.iter().chain(&self.ignore) {
            let elements = || Element::ALL.iter().map(|element| element.word());
            if elements().any(|element| element == word)
                || keys().any(|key| key == word || short(key) == *word)
            {
                continue;
            }
            let ids: Vec<String> = keys().map(short).collect();
            let known = ids
                .iter()
                .map(String::as_str)
                .chain(keys())
                .chain(elements());
            let nearest = nearest(word, known).map(str::to_owned);
            return Err(UnknownSelector {
                word: word.clone(),
                nearest,
            });
        }
        Ok(())
    }
}
