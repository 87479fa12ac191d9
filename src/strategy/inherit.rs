//! What a strategy takes over from those it extends, before it says anything itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Clause, Departure, Removed, Requirement, Said, Settled, Strategy, StrategyDocument};

/// What several strategies ask together, under the name of the one that extends them.
#[derive(Debug, Default)]
pub(super) struct Inherited {
    pub(super) documents: Vec<Arc<StrategyDocument>>,
    /// Their clauses, each of its own document.
    pub(super) clauses: Vec<Clause>,
    pub(super) items: Vec<Item>,
    pub(super) departures: Vec<Departure>,
    pub(super) settled: Vec<Settled>,
    pub(super) said: Said,
    /// The requirements that cite a clause in one strategy or another.
    pub(super) cited_by: BTreeMap<usize, BTreeSet<String>>,
    /// Documents that share a name and are not the same, by the place of the strategy in `extends`.
    pub(super) clashes: Vec<usize>,
    places: BTreeMap<(String, String), usize>,
}

/// A requirement that is asked, or that was taken out on the way.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Asked(Requirement),
    Removed(Removed),
}

impl Item {
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Asked(requirement) => &requirement.id,
            Self::Removed(removed) => &removed.id,
        }
    }

    pub(super) fn lineage(&self) -> &[String] {
        match self {
            Self::Asked(requirement) => &requirement.lineage,
            Self::Removed(removed) => &removed.lineage,
        }
    }

    fn is_binding(&self) -> bool {
        matches!(self, Self::Asked(requirement) if requirement.binding().is_some())
    }

    /// True when both ask the same, or both leave it out.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Asked(one), Self::Asked(other)) => {
                one.rule.id == other.rule.id
                    && one.parameters == other.parameters
                    && (one.severity, one.weighting) == (other.severity, other.weighting)
                    && (&one.clauses, &one.by_cause) == (&other.clauses, &other.by_cause)
            }
            (Self::Removed(one), Self::Removed(other)) => one.reason == other.reason,
            _ => false,
        }
    }

    /// The strategy that wrote it as it is.
    fn writer(&self) -> String {
        self.lineage().last().cloned().unwrap_or_default()
    }
}

impl Inherited {
    /// What these strategies ask together; of a requirement that two of them ask, the later's.
    pub(super) fn from(parents: &[(usize, Arc<Strategy>)], name: &str) -> Self {
        let mut inherited = Self::default();
        for (index, parent) in parents {
            inherited.take(*index, parent, name);
        }
        inherited
    }

    fn take(&mut self, index: usize, parent: &Strategy, name: &str) {
        let own = self.document(index, &Arc::new(parent.document()));
        let clauses: Vec<usize> =
            parent.clauses.iter().map(|clause| self.clause(index, clause, &own)).collect();
        let moved = |list: &[usize]| -> Vec<usize> {
            list.iter().filter_map(|&clause| clauses.get(clause).copied()).collect()
        };
        for requirement in &parent.requirements {
            let from = match &requirement.from {
                Some(document) => self.document(index, document),
                None => Arc::clone(&own),
            };
            let by_cause = &requirement.by_cause;
            let taken = Requirement {
                key: format!("{name}/{}", requirement.id).into(),
                clauses: moved(&requirement.clauses),
                by_cause: by_cause.iter().map(|(cause, of)| (cause.clone(), moved(of))).collect(),
                from: Some(from),
                ..requirement.clone()
            };
            for clause in taken.cites() {
                self.cited_by.entry(clause).or_default().insert(taken.id.clone());
            }
            self.item(index, Item::Asked(taken));
        }
        for removed in &parent.removed {
            let from = removed.from.as_ref().map(|document| self.document(index, document));
            let from = from.or_else(|| Some(Arc::clone(&own)));
            self.item(index, Item::Removed(Removed { from, ..removed.clone() }));
        }
        for departure in &parent.departures {
            let taken = Departure { clauses: moved(&departure.clauses), ..departure.clone() };
            if !self.departures.contains(&taken) {
                self.departures.push(taken);
            }
        }
        let Said { officer, planning_day, views_age } = parent.said.clone();
        let said = &mut self.said;
        // What binds every council says how none of them calls and arranges things.
        if parent.waivable || said.officer.is_none() {
            said.officer = officer.or(said.officer.take());
        }
        if parent.waivable || said.planning_day.is_none() {
            said.planning_day = planning_day.or(said.planning_day);
        }
        if parent.waivable || said.views_age.is_none() {
            said.views_age = views_age.or(said.views_age);
        }
    }

    /// Makes room before the inherited clauses for those that the strategy lists itself.
    pub(super) fn shift_clauses(&mut self, by: usize) {
        let shift = |clauses: &mut Vec<usize>| clauses.iter_mut().for_each(|clause| *clause += by);
        for item in &mut self.items {
            if let Item::Asked(requirement) = item {
                shift(&mut requirement.clauses);
                requirement.by_cause.values_mut().for_each(shift);
            }
        }
        self.departures.iter_mut().for_each(|departure| shift(&mut departure.clauses));
        let cited_by = std::mem::take(&mut self.cited_by);
        self.cited_by = cited_by.into_iter().map(|(clause, ids)| (clause + by, ids)).collect();
    }

    /// The document as it is known here.
    fn document(
        &mut self,
        index: usize,
        document: &Arc<StrategyDocument>,
    ) -> Arc<StrategyDocument> {
        let known = self.documents.iter().find(|known| known.name == document.name).cloned();
        let Some(known) = known else {
            self.documents.push(Arc::clone(document));
            return Arc::clone(document);
        };
        if known != *document {
            self.clash(index);
        }
        known
    }

    /// The place of a clause among all that are taken over.
    fn clause(&mut self, index: usize, clause: &Clause, own: &Arc<StrategyDocument>) -> usize {
        let document = match &clause.document {
            Some(document) => self.document(index, document),
            None => Arc::clone(own),
        };
        let next = self.clauses.len();
        let key = (document.name.clone(), clause.id.clone());
        let place = *self.places.entry(key).or_insert(next);
        let Some(known) = self.clauses.get_mut(place) else {
            self.clauses.push(Clause { document: Some(document), ..clause.clone() });
            return place;
        };
        known.left_out = known.left_out.take().or_else(|| clause.left_out.clone());
        let taken =
            Clause { document: Some(document), left_out: known.left_out.clone(), ..clause.clone() };
        if *known != taken {
            self.clash(index);
        }
        place
    }

    /// Notes that one of the strategies named is another than one of the same name.
    fn clash(&mut self, index: usize) {
        if !self.clashes.contains(&index) {
            self.clashes.push(index);
        }
    }

    /// Takes a requirement over beside those of the strategies named earlier.
    ///
    /// A strategy that only passes on what another has changed undoes no change. When both wrote it,
    /// the later one counts; but what binds every council is not put aside by what does not.
    fn item(&mut self, index: usize, new: Item) {
        let Some(known) = self.items.iter_mut().find(|known| known.id() == new.id()) else {
            self.items.push(new);
            return;
        };
        if known.lineage() == new.lineage() && !known.is_same(&new) {
            self.clash(index);
            return;
        }
        if known.lineage().starts_with(new.lineage()) {
            return;
        }
        if new.lineage().starts_with(known.lineage()) {
            *known = new;
            return;
        }
        let id = new.id().to_owned();
        let (mut taken, mut left) = (new.writer(), known.writer());
        if known.is_binding() && !new.is_binding() {
            std::mem::swap(&mut taken, &mut left);
        } else {
            *known = new;
        }
        self.settled.push(Settled { id, taken, left });
    }
}
