//! Which requirements to look at.

use std::sync::Arc;

use super::outcome::Outcome;
use super::waivers::WAIVER_CURRENT;
use crate::document::nearest;
use crate::rules::Element;
use crate::strategy::{Requirement, Strategy};

/// Requirements chosen by id, by id within a strategy, or by element.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only these, when there are any.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
}

/// Why a choice of requirements cannot be right.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectionError {
    /// A word that chooses nothing.
    #[error("`{word}` is neither a requirement nor an element of the strategies in use")]
    Unknown {
        /// The word.
        word: String,
        /// The nearest one that would choose something.
        nearest: Option<String>,
    },
    /// Words that together leave nothing, so that every case would look as it should.
    #[error("no requirement is left to look at: nothing would be audited")]
    Nothing,
}

/// True when a word is a requirement's id, with or without its strategy, or its element.
fn chooses(word: &str, key: &str, element: Element) -> bool {
    word == key || word == id_of(key) || word == element.word()
}

impl Selection {
    /// True when an outcome is to be looked at.
    #[must_use]
    pub fn takes(&self, outcome: &Outcome) -> bool {
        self.leaves(&outcome.requirement, outcome.element)
    }

    /// True when a requirement is to be looked at.
    #[must_use]
    pub fn asks(&self, requirement: &Requirement) -> bool {
        self.leaves(&requirement.key, requirement.element())
    }

    /// True when nothing was chosen, so that every requirement is looked at.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.select.is_empty() && self.ignore.is_empty()
    }

    fn leaves(&self, key: &str, element: Element) -> bool {
        let chosen = |word: &String| chooses(word, key, element);
        (self.select.is_empty() || self.select.iter().any(chosen))
            && !self.ignore.iter().any(chosen)
    }

    /// Checks that every word chooses something, and that something is left.
    ///
    /// # Errors
    /// The first word that chooses nothing, with the nearest one that would choose something; or that
    /// all the words together leave nothing.
    pub fn check(&self, strategies: &[Arc<Strategy>]) -> Result<(), SelectionError> {
        for word in self.select.iter().chain(&self.ignore) {
            Self::check_word(word, strategies)?;
        }
        self.check_left(strategies)
    }

    /// Checks that a word chooses something.
    ///
    /// # Errors
    /// When it does not, with the nearest one that would.
    pub fn check_word(word: &str, strategies: &[Arc<Strategy>]) -> Result<(), SelectionError> {
        if known(strategies).any(|(key, element)| chooses(word, key, element)) {
            return Ok(());
        }
        let words = known(strategies);
        let words = words.flat_map(|(key, element)| [id_of(key), key, element.word()]);
        let nearest = nearest(word, words).map(str::to_owned);
        Err(SelectionError::Unknown { word: word.to_owned(), nearest })
    }

    /// Checks that something is left.
    ///
    /// # Errors
    /// When all the words together leave nothing.
    pub fn check_left(&self, strategies: &[Arc<Strategy>]) -> Result<(), SelectionError> {
        let asks = strategies.iter().any(|strategy| !strategy.requirements.is_empty());
        if asks && known(strategies).any(|(key, element)| self.leaves(key, element)) {
            Ok(())
        } else {
            Err(SelectionError::Nothing)
        }
    }
}

/// Every requirement and its element.
fn known(strategies: &[Arc<Strategy>]) -> impl Iterator<Item = (&str, Element)> {
    let requirements = strategies.iter().flat_map(|strategy| &strategy.requirements);
    let known = requirements.map(|requirement| (requirement.key.as_str(), requirement.element()));
    known.chain([(WAIVER_CURRENT, Element::File)])
}

/// A requirement's id without its strategy.
fn id_of(key: &str) -> &str {
    key.split_once('/').map_or(key, |(_, id)| id)
}
