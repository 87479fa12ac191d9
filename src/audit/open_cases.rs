//! What a batch remembers of its open cases, for what their files say of siblings.
//!
//! It is kept for every case of a run, however many there are, so that little is: about 60 bytes of a
//! case, and as many of each sibling that its file names.

use chrono::NaiveDate;

use super::amendment::Standing;
use super::finding::CompactMark;
use super::ids::narrow;
use super::said::{Said, SaidMore};
use super::waivers;
use crate::case::{Reference, SiblingDecision};
use crate::rules::{SiblingContact, SiblingEntry};

/// An open case of the batch.
#[derive(Debug)]
pub(super) struct OpenCase {
    /// The number of its case id.
    pub(super) id: u32,
    /// Which of the batch's audited cases it is, from 0.
    pub(super) case: u32,
    /// The number of its team.
    pub(super) team: u32,
    /// The number of the strategies it is held to.
    pub(super) held_to: u32,
    /// How the case stood before its siblings' files were looked at.
    pub(super) standing: Standing,
    denies_siblings: bool,
    mark: Option<CompactMark>,
}

/// The open cases, in their order, and what their files say.
#[derive(Debug, Default)]
pub(super) struct OpenCases {
    cases: Vec<OpenCase>,
    /// Of the files that name siblings, or have waivers that wait, in their order.
    more: Vec<More>,
    /// What they say of siblings, those of one file after those of another.
    entries: Vec<Entry>,
    /// The references in it.
    texts: String,
}

/// A part of the texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Text {
    start: u32,
    end: u32,
}

#[derive(Debug)]
struct More {
    /// The place of its case among the open ones.
    place: u32,
    case_id: Text,
    /// Where its entries end.
    entries_end: u32,
    waiting: Option<Box<Waiting>>,
}

/// The waivers of a case of which one waits for the whole batch: few cases have any.
#[derive(Debug)]
struct Waiting {
    waivers: waivers::Judged,
    marks: Vec<Option<CompactMark>>,
}

/// A [`SiblingEntry`], and the marks of its places.
#[derive(Debug)]
struct Entry {
    case_id: Text,
    index: u32,
    decided: Option<NaiveDate>,
    decision: Option<SiblingDecision>,
    contact: SiblingContact,
    after: bool,
    marks: [Option<CompactMark>; 2],
}

impl OpenCases {
    /// Adds a case with these numbers.
    pub(super) fn add(
        &mut self,
        [id, case, team, held_to]: [u32; 4],
        standing: Standing,
        said: Said,
    ) {
        let Said { denies_siblings, mark, more } = said;
        if let Some(more) = more {
            self.add_more(*more);
        }
        self.cases.push(OpenCase { id, case, team, held_to, standing, denies_siblings, mark });
    }

    fn add_more(&mut self, SaidMore { case_id, entries, waivers, marks }: SaidMore) {
        let case_id = self.keep(case_id.as_str());
        let mut marks = marks.into_iter();
        for entry in entries {
            let SiblingEntry { case_id, after, index, decision, decided, contact } = entry;
            let (case_id, index) = (self.keep(case_id.as_str()), narrow(index));
            let marks = [(); 2].map(|()| marks.next().flatten());
            self.entries.push(Entry { case_id, index, decided, decision, contact, after, marks });
        }
        let waiting = waivers.waits().then(|| Waiting { waivers, marks: marks.collect() });
        self.more.push(More {
            place: narrow(self.cases.len()),
            case_id,
            entries_end: narrow(self.entries.len()),
            waiting: waiting.map(Box::new),
        });
    }

    fn keep(&mut self, text: &str) -> Text {
        let start = narrow(self.texts.len());
        self.texts.push_str(text);
        Text { start, end: narrow(self.texts.len()) }
    }

    /// A text that was kept.
    pub(super) fn text(&self, Text { start, end }: Text) -> &str {
        self.texts.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The case at a place.
    pub(super) fn get(&self, place: u32) -> Option<&OpenCase> {
        self.cases.get(place as usize)
    }

    /// The place of the case whose id has this number.
    pub(super) fn place_of(&self, id: u32) -> Option<u32> {
        self.cases.binary_search_by_key(&id, |case| case.id).ok().map(narrow)
    }

    /// How many cases there are.
    pub(super) fn len(&self) -> u32 {
        narrow(self.cases.len())
    }

    /// The id of every sibling that a file names, file by file.
    pub(super) fn every_named(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| self.text(entry.case_id))
    }

    /// The ids of the siblings that the file of the case at a place names, and its own.
    pub(super) fn named_by(&self, place: u32) -> Option<(Text, impl Iterator<Item = Text>)> {
        let number = self.more.binary_search_by_key(&place, |more| more.place).ok()?;
        let entries = self.entries_of(number).iter();
        Some((self.more.get(number)?.case_id, entries.map(|entry| entry.case_id)))
    }

    /// Of one of all the siblings that files name: the place and the id of the case whose file does,
    /// and the sibling's id.
    pub(super) fn naming(&self, entry: u32) -> Option<(u32, Text, Text)> {
        let number = self.more.partition_point(|more| more.entries_end <= entry);
        let more = self.more.get(number)?;
        Some((more.place, more.case_id, self.entries.get(entry as usize)?.case_id))
    }

    fn entries_of(&self, number: usize) -> &[Entry] {
        let end = |number: usize| self.more.get(number).map_or(0, |more| more.entries_end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.entries.get(start..end(number)).unwrap_or_default()
    }

    /// What the file of the case at a place says, as it was added.
    pub(super) fn said(&self, place: u32) -> Option<Said> {
        let OpenCase { denies_siblings, mark, .. } = *self.get(place)?;
        let number = self.more.binary_search_by_key(&place, |more| more.place).ok();
        let more = number.and_then(|number| {
            let More { case_id, waiting, .. } = self.more.get(number)?;
            let entries = self.entries_of(number);
            let marks = entries.iter().flat_map(|entry| entry.marks);
            let waiting = waiting.as_deref();
            let later = waiting.into_iter().flat_map(|waiting| waiting.marks.iter().copied());
            Some(Box::new(SaidMore {
                case_id: self.reference(*case_id),
                entries: entries.iter().map(|entry| self.entry(entry)).collect(),
                waivers: waiting.map(|waiting| waiting.waivers.clone()).unwrap_or_default(),
                marks: marks.chain(later).collect(),
            }))
        });
        Some(Said { denies_siblings, mark, more })
    }

    /// The reference that a text is.
    pub(super) fn reference(&self, text: Text) -> Reference {
        Reference::again(self.text(text))
    }

    fn entry(&self, entry: &Entry) -> SiblingEntry {
        let Entry { case_id, index, decided, decision, contact, after, .. } = *entry;
        let (case_id, index) = (self.reference(case_id), index as usize);
        SiblingEntry { case_id, after, index, decision, decided, contact }
    }
}
