//! Who the child keeps in touch with.

use crate::case::{Arrangement, ContactKind, NoContact, Person, Sibling};

use super::super::Pointer;
use super::super::pointer::at;
use super::Facts;

/// An arrangement for keeping in touch that is in force on the child's day.
#[derive(Clone, Copy, Debug)]
pub struct InForce<'a> {
    /// Its place in the file's list.
    pub index: usize,
    /// What is recorded of it.
    pub detail: &'a Arrangement,
}

impl InForce<'_> {
    /// The place in the case file.
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        at!["keeping_in_touch", self.index]
    }

    /// Who it is with, said so that a report may carry it.
    #[must_use]
    pub fn with(&self) -> &'static str {
        self.detail.with.as_ref().map_or("this person", Person::spoken)
    }

    /// True when it is with the person a word names.
    #[must_use]
    pub fn is_with(&self, person: &str) -> bool {
        self.detail.with.as_ref().is_some_and(|with| with.covers(person))
    }
}

impl<'a> Facts<'a> {
    /// The arrangements in force on the child's day.
    pub fn arrangements(&self) -> impl Iterator<Item = InForce<'a>> + use<'a, '_> {
        self.case
            .keeping_in_touch
            .iter()
            .enumerate()
            .filter(|(_, detail)| {
                let over = detail.ended.by(self.day).is_some_and(|ended| ended < self.day);
                self.has_begun(detail) && !over
            })
            .map(|(index, detail)| InForce { index, detail })
    }

    /// True when an arrangement has begun: without a first day, unless all there is of it lies ahead.
    fn has_begun(&self, detail: &Arrangement) -> bool {
        let agreed_later =
            detail.agreed.is_after(self.day) && detail.ordered_by_court.by(self.day).is_none();
        self.seen(detail.from) && !(detail.from.is_undated() && agreed_later)
    }

    /// Those of one kind.
    pub fn arrangements_of(
        &self,
        kind: ContactKind,
    ) -> impl Iterator<Item = InForce<'a>> + use<'a, '_> {
        self.arrangements().filter(move |arrangement| arrangement.detail.kind == Some(kind))
    }

    /// The records of no contact that hold on the child's day.
    pub fn no_contacts(&self) -> impl Iterator<Item = (usize, &'a NoContact)> + use<'a, '_> {
        self.case.no_contact.iter().enumerate().filter(|(_, record)| {
            let over = record.ended.by(self.day).is_some_and(|ended| ended < self.day);
            self.seen(record.decided) && !over
        })
    }

    /// True when a word names this sibling: by reference, or by a relationship no other sibling has.
    #[must_use]
    pub fn names_sibling(&self, word: &Person, sibling: &Sibling) -> bool {
        if sibling.reference.as_ref() == Some(word) {
            return true;
        }
        let alike = |other: &&Sibling| other.relationship.as_ref() == Some(word);
        alike(&sibling) && self.case.siblings.iter().filter(alike).count() == 1
    }
}
