//! The words of a config file that strategies give their meaning.

use std::ops::Range;
use std::sync::Arc;

use crate::audit::{Selection, SelectionError};
use crate::document::{Problem, nearest};
use crate::rules::Severity;
use crate::strategy::{Requirement, Strategy};

/// A word that has to mean something in a strategy.
#[derive(Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) kind: Kind,
    pub(super) span: Option<Range<usize>>,
    pub(super) pointer: String,
}

/// What a word has to be.
#[derive(Debug)]
pub(super) enum Kind {
    /// A requirement or an element.
    Chosen,
    /// A requirement.
    Requirement,
    /// A requirement that is to weigh this.
    Severity(Severity),
}

/// What is wrong with a word, given every strategy that it could be of.
pub(super) fn unknown(word: &Word, strategies: &[Arc<Strategy>]) -> Option<Problem> {
    let Word { text, kind, .. } = word;
    if matches!(kind, Kind::Chosen) {
        let unknown = Selection::check_word(text, strategies).err()?;
        let near = match &unknown {
            SelectionError::Unknown { nearest, .. } => nearest.as_deref(),
            SelectionError::Nothing => None,
        };
        let message = "this is neither a requirement nor an element of the strategies in use";
        return Some(told(word, message, near));
    }
    let all = || {
        strategies.iter().flat_map(|strategy| {
            strategy.requirements.iter().map(move |requirement| (strategy, requirement))
        })
    };
    let is_named = |requirement: &Requirement| requirement.key == *text || *text == requirement.id;
    let named: Vec<_> = all().filter(|(_, requirement)| is_named(requirement)).collect();
    if named.is_empty() {
        let ids = all().flat_map(|(_, requirement)| [requirement.id.as_str(), &requirement.key]);
        let message = "this is no requirement of the strategies in use";
        return Some(told(word, message, nearest(text, ids)));
    }
    let Kind::Severity(chosen) = kind else {
        return None;
    };
    let stays = |(strategy, requirement): &(&Arc<Strategy>, &Requirement)| {
        !strategy.waivable && *chosen < requirement.severity
    };
    named.iter().all(stays).then(|| {
        let problem = Problem::new("what the regulations ask cannot be made to weigh less");
        placed(word, problem.help("take the line out, or give a heavier severity"))
    })
}

fn told(word: &Word, message: &str, near: Option<&str>) -> Problem {
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`permanence explain` lists every requirement".to_owned(),
    };
    placed(word, Problem::new(message).help(help))
}

fn placed(word: &Word, problem: Problem) -> Problem {
    Problem { span: word.span.clone(), pointer: Some(word.pointer.clone()), ..problem }
}
