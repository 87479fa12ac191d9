//! What many outcomes have in common, kept once.

use std::collections::HashMap;
use std::sync::Arc;

use super::ids::narrow;
use super::outcome::Outcome;
use super::status::{Because, Status};
use crate::rules::Element;
use crate::strategy::{Key, Weighting};

/// An outcome without its day and its findings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct PlainOutcome {
    requirement: Key,
    rule: &'static str,
    element: Element,
    status: Status,
    because: Option<Because>,
    weighting: Option<Weighting>,
}

/// The different outcomes there are, without their days and findings, by number.
#[derive(Debug, Default)]
pub(super) struct PlainOutcomes {
    each: Vec<Arc<PlainOutcome>>,
    numbers: HashMap<Arc<PlainOutcome>, u32>,
    /// The last one that stood at each place of a case: the next there is often the same.
    last: Vec<u32>,
}

impl PlainOutcomes {
    /// The number of what an outcome has in common with others, at a place of its case.
    pub(super) fn number_of(&mut self, outcome: &Outcome, place: usize) -> u32 {
        let before = self.last.get(place).copied();
        let same = before.filter(|number| {
            self.each.get(*number as usize).is_some_and(|known| known.is_of(outcome))
        });
        if let Some(number) = same {
            return number;
        }
        let plain = PlainOutcome::of(outcome);
        let number = self.numbers.get(&plain).copied().unwrap_or_else(|| {
            let (number, plain) = (narrow(self.each.len()), Arc::new(plain));
            self.each.push(Arc::clone(&plain));
            self.numbers.insert(plain, number);
            number
        });
        match self.last.get_mut(place) {
            Some(last) => *last = number,
            // Places come in order.
            None => self.last.push(number),
        }
        number
    }

    /// The outcome with a number, on no day and without findings.
    pub(super) fn get(&self, number: u32) -> Option<Outcome> {
        let PlainOutcome { requirement, rule, element, status, because, weighting } =
            self.each.get(number as usize)?.as_ref();
        Some(Outcome {
            requirement: requirement.clone(),
            rule,
            element: *element,
            status: *status,
            due: None,
            because: because.clone(),
            findings: Vec::new(),
            known: Vec::new(),
            weighting: *weighting,
        })
    }
}

impl PlainOutcome {
    fn of(outcome: &Outcome) -> Self {
        let Outcome { requirement, rule, element, status, because, weighting, .. } = outcome;
        Self {
            requirement: requirement.clone(),
            rule,
            element: *element,
            status: *status,
            because: because.clone(),
            weighting: *weighting,
        }
    }

    fn is_of(&self, outcome: &Outcome) -> bool {
        self.status == outcome.status
            && self.requirement == outcome.requirement
            && self.because == outcome.because
            && self.element == outcome.element
            && self.rule == outcome.rule
            && self.weighting == outcome.weighting
    }
}
