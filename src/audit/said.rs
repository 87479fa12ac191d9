//! What the file of one case says of siblings.

use std::iter;

use super::finding::{CompactMark, Mark};
use super::waivers::{self, WaitingWaiver};
use crate::case::Reference;
use crate::rules::{OneFile, SiblingEntry};

/// What the file of an open case says of siblings.
#[derive(Debug)]
pub struct Said {
    /// Whether it says that the child has none.
    pub(super) denies_siblings: bool,
    /// Where it is marked that it does, or that it does not name one.
    pub(super) mark: Option<CompactMark>,
    /// What it says of those with cases of their own.
    pub(super) more: Option<Box<SaidMore>>,
}

/// What a file says that names siblings, or has waivers of what the batch is to show.
#[derive(Debug)]
pub(super) struct SaidMore {
    pub(super) case_id: Reference,
    pub(super) entries: Vec<SiblingEntry>,
    /// What became of the case's waivers.
    pub(super) waivers: waivers::Judged,
    /// Where each finding about any of these would stand, in the order of [`SaidMore::places`].
    pub(super) marks: Vec<Option<CompactMark>>,
}

impl Said {
    /// What a file says, with a way to find the places of it in the text.
    pub(crate) fn new(
        case_id: &Reference,
        denies_siblings: bool,
        entries: Vec<SiblingEntry>,
        waivers: waivers::Judged,
        mark: impl Fn(&str) -> Option<Mark>,
    ) -> Self {
        let mark = |pointer: &str| CompactMark::new(pointer, &mark(pointer)?);
        let more = (!entries.is_empty() || waivers.waits()).then(|| {
            let case_id = case_id.clone();
            let mut more = SaidMore { case_id, entries, waivers, marks: Vec::new() };
            more.marks = more.places().map(|pointer| mark(&pointer)).collect();
            Box::new(more)
        });
        Self { denies_siblings, mark: mark(Self::own_place(denies_siblings)), more }
    }

    /// Where the file says that the child has no siblings, or would name them.
    fn own_place(denies_siblings: bool) -> &'static str {
        if denies_siblings { "/no_siblings" } else { "/siblings" }
    }

    /// Whether it says that the child has none.
    pub(crate) fn denies_siblings(&self) -> bool {
        self.denies_siblings
    }

    /// What it says of those with cases of their own.
    pub(crate) fn entries(&self) -> &[SiblingEntry] {
        self.more.as_ref().map_or(&[], |more| &more.entries)
    }

    /// What this file, of a case, says of another.
    pub(super) fn file<'a>(&'a self, case_id: &'a Reference, other: &Reference) -> OneFile<'a> {
        let entry = self.entries().iter().find(|entry| entry.case_id == *other);
        OneFile { case_id, entry, denies_siblings: self.denies_siblings }
    }

    /// The waivers that only the whole batch can show to be of use or not.
    pub(crate) fn waiting(&self) -> impl Iterator<Item = WaitingWaiver<'_>> {
        self.more.iter().flat_map(|more| more.waivers.waiting())
    }

    /// Where each finding about any of these would stand, by pointer.
    pub(crate) fn places(&self) -> impl Iterator<Item = (String, Mark)> {
        let own = Self::own_place(self.denies_siblings).to_owned();
        let places = self.more.iter().flat_map(|more| more.places());
        iter::once(own).chain(places).filter_map(|pointer| {
            let mark = self.mark_of(&pointer)?;
            Some((pointer, mark))
        })
    }

    /// The place of a pointer in the text.
    pub(super) fn mark_of(&self, pointer: &str) -> Option<Mark> {
        let own = self.mark.filter(|_| pointer == Self::own_place(self.denies_siblings));
        let found = own.or_else(|| {
            let more = self.more.as_ref()?;
            let place = more.places().position(|place| place == pointer)?;
            *more.marks.get(place)?
        });
        Some(found?.mark(pointer))
    }
}

impl SaidMore {
    fn places(&self) -> impl Iterator<Item = String> {
        self.entries.iter().flat_map(SiblingEntry::places).chain(self.waivers.places())
    }
}
