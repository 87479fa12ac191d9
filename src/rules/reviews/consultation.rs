//! Whether child and parents were consulted at a review.

use crate::rules::{Facts, Held};

/// True when the child was consulted, or was too young on the day to be asked.
pub(super) fn child_was_consulted(facts: &Facts<'_>, held: &Held<'_>) -> bool {
    held.review.child_consulted == Some(true) || !facts.is_asked_on(held.date)
}

/// True when the parents were consulted, or the file says why they were not.
pub(super) fn parents_were_consulted(facts: &Facts<'_>, held: &Held<'_>) -> bool {
    held.review.parents_consulted == Some(true)
        || held.review.parents_not_consulted_because.is_recorded()
        || facts.family_unreachable()
}
