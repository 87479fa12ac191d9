//! The rows of every table, put together child by child.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::case;
use super::tables::{Kind, Shape};
use crate::import::cell::Row;
use crate::import::reason::Reason;
use crate::import::report::{ImportReport, Remark, TableId};
use crate::import::{ImportSettings, ImportedCase};

/// A row, with where it counts.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) row: Row,
    pub(super) table: TableId,
}

impl Entry {
    pub(super) fn set_aside(self, reason: Reason, report: &mut ImportReport) {
        report.set_aside(self.table, Remark::new(self.row.place, None, reason));
    }
}

/// Everything that the tables tell of a child, by what it is about.
#[derive(Debug, Default)]
pub(super) struct Child(BTreeMap<Kind, Vec<Entry>>);

impl Child {
    /// The rows of a table, each once.
    pub(super) fn take(&mut self, kind: Kind, report: &mut ImportReport) -> Vec<Entry> {
        let mut seen = BTreeSet::new();
        let mut kept = Vec::new();
        for entry in self.0.remove(&kind).unwrap_or_default() {
            if seen.insert(content(&entry.row)) {
                kept.push(entry);
            } else {
                entry.set_aside(Reason::Duplicate, report);
            }
        }
        kept
    }

    /// Every row that is left, in the order of the tables.
    pub(super) fn rest(self) -> impl Iterator<Item = (Kind, Entry)> {
        self.0.into_iter().flat_map(|(kind, rows)| rows.into_iter().map(move |row| (kind, row)))
    }
}

/// What a row says, in an order that does not depend on that of its columns.
fn content(row: &Row) -> BTreeMap<Arc<str>, String> {
    let cells =
        row.columns().map(|column| (Arc::clone(column), row.text(column).map(str::to_owned)));
    cells.filter_map(|(column, text)| Some((column, text?))).collect()
}

/// A row, its table, and the child in whose record it stands.
#[derive(Debug)]
struct Loose {
    kind: Kind,
    entry: Entry,
    within: Option<Arc<str>>,
}

/// Every row as it was read.
#[derive(Debug, Default)]
pub(super) struct Children(Vec<Loose>);

impl Children {
    /// Adds a row; one that says nothing of whom it is about is about the child it stands in.
    pub(super) fn add(
        &mut self,
        shape: &Shape,
        mut row: Row,
        table: TableId,
        within: Option<Arc<str>>,
    ) {
        row.keep(|column| shape.reads(column));
        self.0.push(Loose { kind: shape.kind, entry: Entry { row, table }, within });
    }

    /// Makes a case of every child who has been in care.
    pub(super) fn into_cases(
        self,
        settings: &ImportSettings,
        report: &mut ImportReport,
    ) -> Vec<ImportedCase> {
        let periods = self.periods();
        let mut children: BTreeMap<Arc<str>, Child> = BTreeMap::new();
        for Loose { kind, entry, within } in self.0 {
            let (own, period) = kind.child_columns();
            let by_period = || periods.get(entry.row.text(period)?).cloned().flatten();
            let child = entry.row.text(own).map(Arc::from).or(within).or_else(by_period);
            if let Some(id) = child {
                children.entry(id).or_default().0.entry(kind).or_default().push(entry);
            } else {
                let place = entry.row.place_of(if period.is_empty() { own } else { period });
                report.set_aside(entry.table, Remark::new(place, None, Reason::NoChild));
            }
        }
        let made = children.into_iter().map(|(id, child)| case::make(&id, child, settings, report));
        made.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// Whose each period of care is; nobody's when two children have it.
    fn periods(&self) -> BTreeMap<Arc<str>, Option<Arc<str>>> {
        let mut periods: BTreeMap<Arc<str>, BTreeSet<Arc<str>>> = BTreeMap::new();
        for Loose { entry, within, .. } in self.0.iter().filter(|row| row.kind == Kind::Episode) {
            let child = entry.row.text("CLAE_PERSON_ID").map(Arc::from).or_else(|| within.clone());
            if let (Some(child), Some(period)) = (child, entry.row.text("CLAE_CLA_ID")) {
                periods.entry(period.into()).or_default().insert(child);
            }
        }
        let only = |children: BTreeSet<Arc<str>>| {
            let mut children = children.into_iter();
            children.next().filter(|_| children.next().is_none())
        };
        periods.into_iter().map(|(period, children)| (period, only(children))).collect()
    }
}
