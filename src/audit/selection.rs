//! Which requirements to look at.

use std::sync::Arc;

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

/// A word that chooses nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is neither a requirement nor an element of the strategies in use")]
pub struct UnknownSelector {
    /// The word.
    pub word: String,
    /// The nearest one that would choose something.
    pub nearest: Option<String>,
}

fn chooses(word: &str, requirement: &Requirement) -> bool {
    word == requirement.id || word == requirement.key || word == requirement.rule.element.word()
}

impl Selection {
    /// True when a requirement is to be looked at.
    #[must_use]
    pub fn takes(&self, requirement: &Requirement) -> bool {
        let selected =
            self.select.is_empty() || self.select.iter().any(|word| chooses(word, requirement));
        selected && !self.ignore.iter().any(|word| chooses(word, requirement))
    }

    /// Checks that every word chooses something.
    ///
    /// # Errors
    /// The first word that does not, with the nearest one that would.
    pub fn check(&self, strategies: &[Arc<Strategy>]) -> Result<(), UnknownSelector> {
        let requirements = || {
            strategies
                .iter()
                .flat_map(|strategy| &strategy.requirements)
        };
        for word in self.select.iter().chain(&self.ignore) {
            let element = Element::ALL.iter().any(|element| element.word() == word);
            if element || requirements().any(|requirement| chooses(word, requirement)) {
                continue;
            }
            let known = requirements()
                .flat_map(|requirement| [requirement.id.as_str(), requirement.key.as_str()])
                .chain(Element::ALL.iter().map(|element| element.word()));
            let nearest = nearest(word, known).map(str::to_owned);
            return Err(UnknownSelector {
                word: word.clone(),
                nearest,
            });
        }
        Ok(())
    }
}
