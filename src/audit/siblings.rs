//! Across the cases of a batch: whether the files of siblings agree.

use std::sync::Arc;

use super::amendment::{Amendment, Standing};
use super::ids::{CaseKeys, FirstPlaces, narrow};
use super::open_cases::{OpenCase, OpenCases, Text};
use super::outcome::Outcome;
use super::said::Said;
use super::settle::open_findings;
use super::status::Status;
use super::summary::TeamName;
use crate::case::Reference;
use crate::rules::{SIBLING_FILES_AGREE, disagreements};
use crate::strategy::{Requirement, Strategy};

/// What a batch remembers of its open cases, in their order.
#[derive(Debug, Default)]
pub(super) struct Siblings {
    open: OpenCases,
    teams: Vec<TeamName>,
}

/// One of two cases: its place among the open ones, and its id.
#[derive(Clone, Copy, Debug)]
struct Side {
    place: u32,
    id: Text,
}

/// That the files of two cases are to be held against each other.
#[derive(Clone, Copy, Debug)]
struct Pair {
    this: Side,
    other: Side,
}

/// What is asked of cases that are held to the same strategies.
type Asked<'s> = Vec<(&'s Arc<Strategy>, &'s Requirement)>;

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
        self.open.add([id, narrow(case), narrow(team), narrow(held_to)], standing, said);
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
        let sets: Vec<Asked<'_>> = sets.iter().map(|set| asked(set, &asks)).collect();
        let mut pairs = self.pairs(keys, ids).into_iter().peekable();
        std::iter::from_fn(move || {
            let first = pairs.next()?;
            let mut of_case = vec![first];
            while let Some(pair) = pairs.next_if(|pair| pair.this.place == first.this.place) {
                of_case.push(pair);
            }
            Some((first.this, of_case))
        })
        .filter_map(move |(this, pairs)| {
            let case = self.open.get(this.place)?;
            self.settle_case(case, this, sets.get(case.held_to as usize)?, &pairs)
        })
    }

    /// Every pair of files of which one names the other's case, each from both sides: in the order of
    /// the cases, and of the others' ids.
    fn pairs(&self, keys: &CaseKeys, ids: &FirstPlaces) -> Vec<Pair> {
        let text = |side: Side| self.open.text(side.id);
        let mut pairs = Vec::new();
        for (place, id, named) in self.open.named() {
            let this = Side { place, id };
            let key = keys.of(self.open.text(named));
            let other = ids.number_of(key).and_then(|number| self.open.place_of(number));
            let other = other.map(|place| Side { place, id: named });
            if let Some(other) = other.filter(|other| text(*other) != text(this)) {
                pairs.push(Pair { this, other });
                pairs.push(Pair { this: other, other: this });
            }
        }
        pairs.sort_by(|a, b| {
            let places = a.this.place.cmp(&b.this.place);
            places.then_with(|| text(a.other).cmp(text(b.other)))
        });
        pairs.dedup_by(|a, b| a.this.place == b.this.place && text(a.other) == text(b.other));
        pairs
    }

    fn settle_case(
        &self,
        case: &OpenCase,
        this: Side,
        asked: &Asked<'_>,
        pairs: &[Pair],
    ) -> Option<Amendment> {
        let (id, said) = (self.open.reference(this.id), self.open.said(this.place)?);
        let others = pairs.iter().filter_map(|pair| {
            Some((self.open.reference(pair.other.id), self.open.said(pair.other.place)?))
        });
        let others: Vec<(Reference, Said)> = others.collect();
        let files = |(other_id, other): &(Reference, Said)| {
            disagreements(said.file(&id, other_id), other.file(other_id, &id))
        };
        let settled = asked.iter().map(|(strategy, requirement)| {
            let faults = others.iter().flat_map(files).collect();
            let findings = open_findings(faults, strategy, requirement);
            let status = if findings.is_empty() { Status::Met } else { Status::NotMet };
            Outcome { status, findings, ..Outcome::unjudged(requirement) }
        });
        let mut outcomes: Vec<Outcome> = settled.collect();
        if outcomes.is_empty() {
            return None;
        }
        if let Some(more) = &said.more {
            let waivers = more.waivers.waive_the_rest(&mut outcomes);
            outcomes.extend(waivers.filter(|_| case.standing.tells_waivers()));
        }
        let findings = outcomes.iter_mut().flat_map(|outcome| &mut outcome.findings);
        for finding in findings.filter(|finding| finding.elsewhere.is_none()) {
            finding.mark = said.mark_of(&finding.pointer.to_string());
        }
        let team = self.teams.get(case.team as usize).cloned().unwrap_or_default();
        Some(Amendment::new(id.to_string(), case.case as usize, team, &case.standing, outcomes))
    }
}

/// The requirements of these strategies that ask whether siblings' files agree.
fn asked<'s>(strategies: &'s [Arc<Strategy>], asks: impl Fn(&Requirement) -> bool) -> Asked<'s> {
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
