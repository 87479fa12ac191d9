//! A council's own severities in the place of a strategy's.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Requirement, Strategy};
use crate::rules::Severity;

/// Severities that take the place of the strategies' own, by requirement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Severities(BTreeMap<String, Severity>);

impl Severities {
    /// The severities by requirement: `dorset/contingency-option`, or `contingency-option` for every
    /// strategy that has one; the longer goes before the shorter.
    #[must_use]
    pub fn new(by_requirement: BTreeMap<String, Severity>) -> Self {
        Self(by_requirement)
    }

    /// Each requirement as it was named, with its severity.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Severity)> {
        self.0.iter().map(|(requirement, severity)| (requirement.as_str(), *severity))
    }

    /// What a requirement is to weigh. What cannot be waived cannot be made lighter either.
    fn of(&self, strategy: &Strategy, requirement: &Requirement) -> Severity {
        let own = requirement.severity;
        let chosen = self.0.get(requirement.key.as_str()).or_else(|| self.0.get(&requirement.id));
        match chosen {
            Some(&chosen) if strategy.can_waive(&requirement.key) => chosen,
            Some(&chosen) => chosen.max(own),
            None => own,
        }
    }
}

impl Strategy {
    /// The strategy with these severities in the place of its own.
    #[must_use]
    pub fn weighing(self: Arc<Self>, severities: &Severities) -> Arc<Self> {
        if severities.0.is_empty() {
            return self;
        }
        let mut strategy = Arc::unwrap_or_clone(self);
        let chosen: Vec<Severity> = strategy
            .requirements
            .iter()
            .map(|requirement| severities.of(&strategy, requirement))
            .collect();
        for (requirement, severity) in strategy.requirements.iter_mut().zip(chosen) {
            requirement.severity = severity;
        }
        Arc::new(strategy)
    }
}
