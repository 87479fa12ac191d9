//! The tables of a return, told apart by their columns and not by their files' names.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::shapes::{HEADER, SHAPES};
use crate::import::reason::Reason;
use crate::import::report::{ImportReport, Remark, RowPlace};

/// What the rows of a table are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A child.
    Header,
    /// An episode of care.
    Episode,
    /// A review.
    Review,
    /// A decision that the child should be placed for adoption, or an adoption.
    Adoption,
    /// A permanence that broke down before.
    PreviousPermanence,
    /// A child who came alone.
    Unaccompanied,
    /// Something that no requirement uses.
    Unused,
}

/// A table: its columns, and what is done with each.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) kind: Kind,
    /// Its name in the return.
    pub(super) name: &'static str,
    /// The element that stands for a row of it.
    pub(super) element: &'static str,
    /// Columns without which no row can be used.
    pub(super) needed: &'static [&'static str],
    /// Columns that are used where they are there.
    pub(super) used: &'static [&'static str],
    /// Columns that are compared, and never written.
    pub(super) compared: &'static [&'static str],
    /// Columns that no requirement uses.
    pub(super) left_out: &'static [&'static str],
}

/// The columns that any table may have, which tell none apart.
const COMMON: [&str; 3] = ["CHILD", "DOB", "SEX"];

impl Shape {
    /// The table of children.
    pub(super) const HEADER: &'static Self = &HEADER;

    /// True for a table whose cells XML may have in the header.
    pub(super) fn is_part_of_header(&self) -> bool {
        matches!(self.kind, Kind::Adoption | Kind::PreviousPermanence | Kind::Unaccompanied)
    }

    /// True for a column that is read, and that not just any table may have.
    pub(super) fn has_to_itself(&self, column: &str) -> bool {
        self.keeps(column) && !COMMON.contains(&column)
    }

    /// The table that has most of these columns to itself. With no column but those that any table may
    /// have it is the header; none when it has not even those.
    pub(super) fn of_columns(columns: &[Arc<str>]) -> Option<&'static Self> {
        let score = |shape: &&Self| {
            let own = shape.columns().filter(|column| !COMMON.contains(column));
            own.filter(|own| columns.iter().any(|column| **column == **own)).count()
        };
        // The first of those that have as many: the header, when none has any.
        let is_header = ["CHILD", "DOB"].iter().all(|name| columns.iter().any(|it| **it == **name));
        let best = SHAPES.iter().rev().max_by_key(score);
        best.filter(|shape| is_header || score(shape) > 0)
    }

    /// The table that an element stands for a row of.
    pub(super) fn of_element(name: &str) -> Option<&'static Self> {
        SHAPES.iter().find(|shape| shape.element == name)
    }

    fn columns(&self) -> impl Iterator<Item = &'static str> {
        [self.needed, self.used, self.compared, self.left_out].into_iter().flatten().copied()
    }

    /// True for a column whose cells are read.
    pub(super) fn keeps(&self, column: &str) -> bool {
        [self.needed, self.used, self.compared].into_iter().flatten().any(|kept| *kept == column)
    }

    /// Why a column is not read.
    pub(super) fn why_left(&self, column: &str) -> Reason {
        // XML has some tables' cells among those of another.
        let others =
            SHAPES.iter().filter(|shape| shape.kind == Kind::Unused || shape.is_part_of_header());
        let mut known = std::iter::once(self).chain(others);
        if known.any(|shape| shape.left_out.contains(&column)) {
            Reason::LeftOut
        } else {
            Reason::UnknownColumn
        }
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
        let has = |name: &&&str| columns.iter().any(|column| **column == ***name);
        self.used.iter().filter(|name| !has(name)).for_each(|name| {
            if *name != "DOB" {
                remark(name, Reason::OptionalColumn);
            }
        });
        let mut seen = BTreeSet::new();
        for column in columns.iter().filter(|column| !column.is_empty()) {
            if !seen.insert(column) {
                remark(column, Reason::RepeatedColumn);
            } else if !self.keeps(column) {
                remark(column, self.why_left(column));
            }
        }
        let missing: Vec<_> = self.needed.iter().filter(|name| !has(name)).collect();
        for name in &missing {
            remark(name, Reason::MissingColumn);
        }
        missing.is_empty()
    }
}
