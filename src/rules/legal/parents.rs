//! Parents, as far as parental responsibility goes: who is one, and who has died.

use chrono::NaiveDate;

use crate::case::{NoContactBecause, ResponsibilityHolder};
use crate::rules::Facts;

/// True for a parent, by birth or by adoption.
pub(super) fn is_parent(who: ResponsibilityHolder) -> bool {
    use ResponsibilityHolder::{Adopter, Father, Mother, SecondParent};
    matches!(who, Mother | Father | SecondParent | Adopter)
}

/// True for a parent, or a guardian in the place of parents.
pub(super) fn is_parent_or_guardian(who: ResponsibilityHolder) -> bool {
    is_parent(who) || who == ResponsibilityHolder::Guardian
}

/// True when the file says by a day that this person has died: there is no contact for that reason.
pub(super) fn has_died(facts: &Facts<'_>, who: ResponsibilityHolder, day: NaiveDate) -> bool {
    let mut records = facts.case.no_contact.iter();
    records.any(|record| {
        let covers = record.with.as_ref().is_some_and(|w| w.covers(who.word()));
        covers
            && record.because == Some(NoContactBecause::Deceased)
            && !record.decided.is_after(day)
    })
}
