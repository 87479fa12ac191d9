//! Across the cases of a batch: whether the files of siblings agree.
//!
//! Of a case whose file names no sibling little is remembered: what it takes to tell it that another
//! file names the child.

use std::iter;
use std::sync::Arc;

use super::amendment::{Amendment, Standing};
use super::finding::{CompactMark, Mark};
use super::ids::{CaseKey, CaseKeys, FirstPlaces, narrow};
use super::outcome::Outcome;
use super::settle::open_findings;
use super::status::Status;
use super::summary::TeamName;
use super::waivers::{self, WaitingWaiver};
use crate::case::Reference;
use crate::rules::{OneFile, SIBLING_FILES_AGREE, SiblingEntry, disagreements};
use crate::strategy::{Requirement, Strategy};

/// What the file of an open case says of siblings.
#[derive(Debug)]
pub struct Said {
    /// Whether it says that the child has none.
    denies_siblings: bool,
    /// Where it is marked that it does, or that it does not name one.
    mark: Option<CompactMark>,
    /// What it says of those with cases of their own.
    more: Option<Box<SaidMore>>,
}

/// What a file says that names siblings, or has waivers of what the batch is to show.
#[derive(Debug)]
struct SaidMore {
    case_id: Reference,
    entries: Box<[SiblingEntry]>,
    /// What became of the case's waivers.
    waivers: waivers::Judged,
    /// Where each finding about any of these would stand, in the order of [`SaidMore::places`].
    marks: Box<[Option<CompactMark>]>,
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
        let mark = |pointer: &str| Some(CompactMark::new(pointer, &mark(pointer)?));
        let more = (!entries.is_empty() || waivers.waits()).then(|| {
            let entries = entries.into_boxed_slice();
            let case_id = case_id.clone();
            let mut more = SaidMore { case_id, entries, waivers, marks: Box::default() };
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
    fn file<'a>(&'a self, case_id: &'a Reference, other: &Reference) -> OneFile<'a> {
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
    fn mark_of(&self, pointer: &str) -> Option<Mark> {
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

/// An open case of the batch.
#[derive(Debug)]
struct OpenCase {
    /// The number of its case id.
    id: u32,
    /// Which of the batch's audited cases it is, from 0.
    case: u32,
    /// The number of its team.
    team: u32,
    /// The number of the strategies it is held to.
    held_to: u32,
    /// How the case stood before its siblings' files were looked at.
    standing: Standing,
    said: Said,
}

/// What a batch remembers of its open cases, in their order.
#[derive(Debug, Default)]
pub(super) struct Siblings {
    open: Vec<OpenCase>,
    teams: Vec<TeamName>,
}

/// That the files of two cases are to be held against each other.
struct Pair<'s> {
    this: (&'s OpenCase, &'s Reference),
    other: (&'s OpenCase, &'s Reference),
}

impl Siblings {
    /// Remembers an open case.
    pub(super) fn keep(
        &mut self,
        id: u32,
        case: usize,
        held_to: usize,
        standing: Standing,
        team: TeamName,
        said: Said,
    ) {
        let known = self.teams.iter().position(|known| *known == team);
        let team = known.unwrap_or_else(|| {
            self.teams.push(team);
            self.teams.len() - 1
        });
        let (case, team, held_to) = (narrow(case), narrow(team), narrow(held_to));
        self.open.push(OpenCase { id, case, team, held_to, standing, said });
    }

    /// Judges the requirement over a batch whose every case has been audited; in the order of the
    /// cases.
    pub(super) fn settle(
        &self,
        keys: &CaseKeys,
        ids: &FirstPlaces,
        sets: &[Vec<Arc<Strategy>>],
        asks: impl Fn(&Requirement) -> bool,
    ) -> impl Iterator<Item = Amendment> {
        let asked: Vec<Vec<(&Arc<Strategy>, &Requirement)>> =
            sets.iter().map(|set| asked(set, &asks)).collect();
        let mut pairs = self.pairs(keys, ids);
        pairs.sort_by_key(|pair| (pair.this.0.case, pair.other.1));
        pairs.dedup_by_key(|pair| (pair.this.0.case, pair.other.1));
        let mut pairs = pairs.into_iter().peekable();
        std::iter::from_fn(move || {
            let first = pairs.next()?;
            let (case, id) = first.this;
            let mut of_case = vec![first];
            while let Some(pair) = pairs.next_if(|pair| pair.this.0.case == case.case) {
                of_case.push(pair);
            }
            Some((case, id, of_case))
        })
        .filter_map(move |(case, id, pairs)| {
            let asked = asked.get(case.held_to as usize)?;
            let team = self.teams.get(case.team as usize).cloned().unwrap_or_default();
            case.settle(id, team, asked, &pairs)
        })
    }

    /// Every pair of files of which one names the other's case, each from both sides.
    fn pairs(&self, keys: &CaseKeys, ids: &FirstPlaces) -> Vec<Pair<'_>> {
        let known = |key: CaseKey| {
            let id = ids.number_of(key)?;
            let place = self.open.binary_search_by_key(&id, |case| case.id).ok()?;
            self.open.get(place)
        };
        let mut pairs = Vec::new();
        for case in &self.open {
            let Some(more) = &case.said.more else {
                continue;
            };
            for entry in more.entries.iter().filter(|entry| entry.case_id != more.case_id) {
                if let Some(other) = known(keys.of(entry.case_id.as_str())) {
                    let (this, other) = ((case, &more.case_id), (other, &entry.case_id));
                    pairs.push(Pair { this, other });
                    pairs.push(Pair { this: other, other: this });
                }
            }
        }
        pairs
    }
}

impl OpenCase {
    fn settle(
        &self,
        id: &Reference,
        team: TeamName,
        asked: &[(&Arc<Strategy>, &Requirement)],
        pairs: &[Pair<'_>],
    ) -> Option<Amendment> {
        let files = |pair: &Pair<'_>| {
            let (other, other_id) = pair.other;
            disagreements(self.said.file(id, other_id), other.said.file(other_id, id))
        };
        let settled = asked.iter().map(|(strategy, requirement)| {
            let faults = pairs.iter().flat_map(files).collect();
            let findings = open_findings(faults, strategy, requirement);
            let status = if findings.is_empty() { Status::Met } else { Status::NotMet };
            Outcome { status, findings, ..Outcome::unjudged(requirement) }
        });
        let mut outcomes: Vec<Outcome> = settled.collect();
        if outcomes.is_empty() {
            return None;
        }
        if let Some(more) = &self.said.more {
            let waivers = more.waivers.waive_the_rest(&mut outcomes);
            outcomes.extend(waivers.filter(|_| self.standing.tells_waivers()));
        }
        let findings = outcomes.iter_mut().flat_map(|outcome| &mut outcome.findings);
        for finding in findings.filter(|finding| finding.elsewhere.is_none()) {
            finding.mark = self.said.mark_of(&finding.pointer.to_string());
        }
        let case = self.case as usize;
        Some(Amendment::new(id.to_string(), case, team, &self.standing, outcomes))
    }
}

/// The requirements of these strategies that ask whether siblings' files agree.
fn asked<'s>(
    strategies: &'s [Arc<Strategy>],
    asks: impl Fn(&Requirement) -> bool,
) -> Vec<(&'s Arc<Strategy>, &'s Requirement)> {
    let of = |strategy: &'s Arc<Strategy>| {
        strategy.requirements.iter().map(move |requirement| (strategy, requirement))
    };
    strategies
        .iter()
        .flat_map(of)
        .filter(|(_, requirement)| requirement.rule.id == SIBLING_FILES_AGREE)
        .filter(|(_, requirement)| asks(requirement))
        .collect()
}
