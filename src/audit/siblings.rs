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

/// One case of several: its place among the open ones, and its id.
#[derive(Clone, Copy, Debug)]
struct Side {
    place: u32,
    id: Text,
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
        let place_of = move |id: &str| self.open.place_of(ids.number_of(keys.of(id))?);
        let named = self.open.every_named().zip(0..);
        let mut named: Vec<(u32, u32)> =
            named.filter_map(|(id, entry)| Some((place_of(id)?, entry))).collect();
        named.sort_unstable();
        let mut named = named.into_iter().peekable();
        (0..self.open.len()).filter_map(move |place| {
            let mut naming = Vec::new();
            while let Some((_, entry)) = named.next_if(|(known, _)| *known == place) {
                naming.push(entry);
            }
            let (id, others) = self.others(place, &naming, &place_of)?;
            let case = self.open.get(place)?;
            let asked = sets.get(case.held_to as usize)?;
            let (before, outcomes) = self.settle_case(case, Side { place, id }, asked, &others)?;
            let id = (self.open.reference(id).to_string(), ids.place_of(case.id));
            let team = self.teams.get(case.team as usize).cloned().unwrap_or_default();
            let number = case.case as usize;
            Some(Amendment::new(id, number, team, &case.standing, [before, outcomes]))
        })
    }

    /// The id of a case, and the other cases that its file names or whose files name it, in the order
    /// of their ids; none of a case that no other has to do with.
    fn others(
        &self,
        place: u32,
        naming: &[u32],
        place_of: &impl Fn(&str) -> Option<u32>,
    ) -> Option<(Text, Vec<Side>)> {
        let text = |id: Text| self.open.text(id);
        let mut own_id = None;
        let mut others = Vec::new();
        if let Some((id, named)) = self.open.named_by(place) {
            own_id = Some(id);
            others.extend(named.filter_map(|id| Some(Side { place: place_of(text(id))?, id })));
        }
        for (place, id, named) in naming.iter().filter_map(|&entry| self.open.naming(entry)) {
            own_id = Some(named);
            others.push(Side { place, id });
        }
        others.retain(|other| other.place != place);
        others.sort_by(|a, b| text(a.id).cmp(text(b.id)));
        others.dedup_by_key(|other| other.place);
        own_id.filter(|_| !others.is_empty()).map(|id| (id, others))
    }

    /// What was told of a case before, and what the files of the others make of it.
    fn settle_case(
        &self,
        case: &OpenCase,
        this: Side,
        asked: &Asked<'_>,
        others: &[Side],
    ) -> Option<(Vec<Outcome>, Vec<Outcome>)> {
        let (id, said) = (self.open.reference(this.id), self.open.said(this.place)?);
        let others = others.iter().filter_map(|other| {
            Some((self.open.reference(other.id), self.open.said(other.place)?))
        });
        let others: Vec<(Reference, Said)> = others.collect();
        let files = |(other_id, other): &(Reference, Said)| {
            disagreements(said.file(&id, other_id), other.file(other_id, &id))
        };
        let mut before: Vec<Outcome> =
            asked.iter().map(|(_, requirement)| Outcome::unjudged(requirement)).collect();
        if before.is_empty() {
            return None;
        }
        let settled = asked.iter().zip(&before).map(|((strategy, requirement), before)| {
            let faults = others.iter().flat_map(files).collect();
            let findings = open_findings(faults, strategy, requirement);
            let status = if findings.is_empty() { Status::Met } else { Status::NotMet };
            Outcome { status, findings, ..before.clone() }
        });
        let mut outcomes: Vec<Outcome> = settled.collect();
        let waivers = said.more.as_ref().map(|more| &more.waivers);
        let waivers = waivers.and_then(|told| Some((told, told.waive_the_rest(&mut outcomes)?)));
        if let Some((told, now)) = waivers.filter(|_| case.standing.tells_waivers()) {
            before.push(told.outcome());
            outcomes.push(now);
        }
        let findings = outcomes.iter_mut().flat_map(|outcome| &mut outcome.findings);
        for finding in findings.filter(|finding| finding.elsewhere.is_none()) {
            finding.mark = said.mark_of(&finding.pointer.to_string());
        }
        Some((before, outcomes))
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
