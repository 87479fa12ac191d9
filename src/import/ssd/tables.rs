//! The tables of the set, told by the letters that their columns begin with.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use crate::import::reason::Reason;
use crate::import::report::{ImportReport, Remark, RowPlace};

const TABLE: &str = include_str!("tables.tsv");

static SHAPES: LazyLock<BTreeMap<&'static str, Shape>> = LazyLock::new(|| read(TABLE));

/// What the rows of a table are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A person.
    Person,
    /// An episode of care.
    Episode,
    /// A placement.
    Placement,
    /// A legal status.
    Status,
    /// A review.
    Review,
    /// A care plan.
    Plan,
    /// Decisions and orders for permanence.
    Permanence,
    /// A permanence that broke down before.
    PreviousPermanence,
    /// A professional's involvement.
    Involvement,
    /// Something that no requirement uses.
    Unused,
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    /// Its columns, and whether each is read.
    columns: BTreeMap<&'static str, bool>,
}

impl Kind {
    fn of(letters: &str) -> Self {
        match letters {
            "PERS" => Self::Person,
            "CLAE" => Self::Episode,
            "CLAP" => Self::Placement,
            "LEGA" => Self::Status,
            "CLAR" => Self::Review,
            "LACP" => Self::Plan,
            "PERM" => Self::Permanence,
            "LAPP" => Self::PreviousPermanence,
            "INVO" => Self::Involvement,
            _ => Self::Unused,
        }
    }

    /// Columns of which one is there wherever a row can be used: those that say whom it is about, and
    /// those that say when.
    fn needed(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Person => &[&["PERS_PERSON_ID"], &["PERS_DOB"]],
            Self::Episode => &[&["CLAE_PERSON_ID"], &["CLAE_CLA_EPISODE_START_DATE"]],
            Self::Placement => {
                &[&["CLAP_PERSON_ID", "CLAP_CLA_ID"], &["CLAP_CLA_PLACEMENT_START_DATE"]]
            }
            Self::Status => &[&["LEGA_PERSON_ID"], &["LEGA_LEGAL_STATUS"]],
            Self::Review => &[&["CLAR_CLA_ID", "CLAR_CLA_PERSON_ID"], &["CLAR_CLA_REVIEW_DATE"]],
            Self::Plan => &[&["LACP_PERSON_ID"], &["LACP_CLA_CARE_PLAN_JSON"]],
            Self::Permanence => &[&["PERM_PERSON_ID", "PERM_CLA_ID"]],
            Self::PreviousPermanence => &[&["LAPP_PERSON_ID"]],
            Self::Involvement => &[&["INVO_PERSON_ID"]],
            Self::Unused => &[],
        }
    }

    /// The columns that say whom a row is about: themselves, or by their period of care.
    pub(super) fn child_columns(self) -> (&'static str, &'static str) {
        match self {
            Self::Person => ("PERS_PERSON_ID", ""),
            Self::Episode => ("CLAE_PERSON_ID", ""),
            Self::Placement => ("CLAP_PERSON_ID", "CLAP_CLA_ID"),
            Self::Status => ("LEGA_PERSON_ID", ""),
            Self::Review => ("CLAR_CLA_PERSON_ID", "CLAR_CLA_ID"),
            Self::Plan => ("LACP_PERSON_ID", ""),
            Self::Permanence => ("PERM_PERSON_ID", "PERM_CLA_ID"),
            Self::PreviousPermanence => ("LAPP_PERSON_ID", ""),
            Self::Involvement => ("INVO_PERSON_ID", ""),
            Self::Unused => ("", ""),
        }
    }
}

impl Shape {
    /// The table that a column in capitals is of.
    pub(super) fn of_column(column: &str) -> Option<&'static Self> {
        SHAPES.get(column.split_once('_')?.0)
    }

    /// The table that most of these columns are of.
    pub(super) fn of_columns(columns: &[Arc<str>]) -> Option<&'static Self> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (letters, _) in columns.iter().filter_map(|column| column.split_once('_')) {
            *counts.entry(letters).or_default() += 1;
        }
        let known = counts.into_iter().filter_map(|(letters, n)| Some((n, SHAPES.get(letters)?)));
        // The first of those with as many.
        known.rev().max_by_key(|(count, _)| *count).map(|(_, shape)| shape)
    }

    /// True for a column whose cells are read.
    pub(super) fn reads(&self, column: &str) -> bool {
        self.columns.get(column) == Some(&true)
    }

    /// True for a column of the table, read or not.
    pub(super) fn knows(&self, column: &str) -> bool {
        self.kind == Kind::Unused || self.columns.contains_key(column)
    }

    /// Remarks on a table's header, column by column. False when no row can be used.
    pub(super) fn check(
        &self,
        path: &Arc<str>,
        columns: &[Arc<str>],
        report: &mut ImportReport,
    ) -> bool {
        let mut remark = |column: &str, reason| {
            let place = RowPlace { column: Some(column.into()), ..RowPlace::file(path) };
            report.remark(Remark::new(place, Some(column), reason));
        };
        if self.kind == Kind::Unused {
            remark(self.name, Reason::UnusedTable);
            return true;
        }
        let mut seen = BTreeSet::new();
        for column in columns.iter().filter(|column| !column.is_empty()) {
            if !seen.insert(&**column) {
                remark(column, Reason::RepeatedColumn);
            } else if !self.knows(column) {
                remark(column, Reason::UnknownColumn);
            } else if !self.reads(column) {
                remark(column, Reason::LeftOut);
            }
        }
        let needed = self.kind.needed();
        let is_there = |any: &&[&str]| any.iter().any(|column| seen.contains(column));
        let missing = needed.iter().filter(|any| !is_there(any)).filter_map(|any| any.first());
        let missing: Vec<_> = missing.collect();
        for column in self.columns.iter().filter(|(_, read)| **read).map(|(column, _)| *column) {
            let is_needed = needed.iter().any(|any| any.contains(&column));
            if !is_needed && !seen.contains(column) {
                remark(column, Reason::OptionalColumn);
            }
        }
        for column in &missing {
            remark(column, Reason::MissingColumn);
        }
        missing.is_empty()
    }
}

fn read(table: &'static str) -> BTreeMap<&'static str, Shape> {
    let mut shapes: BTreeMap<_, Shape> = BTreeMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(letters), Some(name)) = (cells.next(), cells.next()) else { continue };
        let kind = Kind::of(letters);
        let shape =
            shapes.entry(letters).or_insert_with(|| Shape { kind, name, columns: BTreeMap::new() });
        if let (Some(used), Some(column)) = (cells.next(), cells.next()) {
            shape.columns.insert(column, used == "read");
        }
    }
    shapes
}

#[cfg(test)]
mod tests {
    use super::{Kind, SHAPES, Shape, TABLE};

    #[test]
    fn every_column_is_of_its_table() {
        let rows =
            TABLE.lines().filter(|line| line.split('\t').count() == 4 && !line.starts_with('#'));
        let columns: usize = SHAPES.values().map(|shape| shape.columns.len()).sum();
        assert_eq!(rows.count(), columns, "a column is there twice");
        for (letters, shape) in SHAPES.iter() {
            assert!(shape.columns.keys().all(|column| column.starts_with(letters)), "{letters}");
            assert_eq!(shape.kind == Kind::Unused, shape.columns.is_empty(), "{letters}");
            for column in shape.kind.needed().iter().copied().flatten() {
                assert!(shape.reads(column), "{column}");
            }
            let (own, period) = shape.kind.child_columns();
            for column in [own, period].into_iter().filter(|column| !column.is_empty()) {
                assert!(shape.reads(column), "{column}");
            }
        }
        assert!(Shape::of_column("CLAE_CLA_ID").is_some() && Shape::of_column("CHILD").is_none());
    }
}
