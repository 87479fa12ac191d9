//! The tables of a return, told apart by their columns and not by their files' names.

use std::collections::BTreeSet;
use std::sync::Arc;

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
    needed: &'static [&'static str],
    /// Columns that are used where they are there.
    used: &'static [&'static str],
    /// Columns that are compared, and never written.
    compared: &'static [&'static str],
    /// Columns that no requirement uses.
    left_out: &'static [&'static str],
}

/// The columns that any table may have, which tell none apart.
const COMMON: [&str; 3] = ["CHILD", "DOB", "SEX"];

/// The table of children.
const HEADER: Shape = Shape {
    kind: Kind::Header,
    name: "header",
    element: "HEADER",
    needed: &["CHILD"],
    used: &["DOB"],
    compared: &[],
    left_out: &["SEX", "ETHNIC", "UPN", "MOTHER", "MC_DOB", "MCDOB", "UASC"],
};

/// Every table of a return.
pub(super) const SHAPES: &[Shape] = &[
    HEADER,
    Shape {
        kind: Kind::Episode,
        name: "episodes",
        element: "EPISODE",
        needed: &["CHILD", "DECOM"],
        used: &["RNE", "LS", "PLACE", "DEC", "REC"],
        compared: &["PL_POST", "URN"],
        left_out: &["DOB", "CIN", "PLACE_PROVIDER", "REASON_PLACE_CHANGE", "HOME_POST"],
    },
    Shape {
        kind: Kind::Review,
        name: "reviews",
        element: "AREVIEW",
        needed: &["CHILD", "REVIEW"],
        used: &["DOB", "REVIEW_CODE"],
        compared: &[],
        left_out: &[],
    },
    Shape {
        kind: Kind::Adoption,
        name: "placed_for_adoption",
        element: "PLACED_FOR_ADOPTION",
        needed: &["CHILD"],
        used: &["DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"],
        compared: &[],
        left_out: &[],
    },
    Shape {
        kind: Kind::Adoption,
        name: "ad1",
        element: "AD1",
        needed: &["CHILD"],
        used: &["DOB", "DATE_INT", "DATE_MATCH"],
        compared: &[],
        left_out: &["FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"],
    },
    Shape {
        kind: Kind::Adoption,
        name: "adoption",
        element: "AD_PLACED",
        needed: &["CHILD"],
        used: &[
            "DOB",
            "DATE_PLACED",
            "DATE_PLACED_CEASED",
            "REASON_PLACED_CEASED",
            "DATE_INT",
            "DATE_MATCH",
        ],
        compared: &[],
        left_out: &["FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"],
    },
    Shape {
        kind: Kind::PreviousPermanence,
        name: "previous_permanence",
        element: "PERMANENCE",
        needed: &["CHILD"],
        used: &["DOB", "PREV_PERM", "DATE_PERM"],
        compared: &[],
        left_out: &["LA_PERM"],
    },
    Shape {
        kind: Kind::Unaccompanied,
        name: "uasc",
        element: "UASC",
        needed: &["CHILD"],
        used: &["DOB", "DUC"],
        compared: &[],
        left_out: &["SEX"],
    },
    unused(
        "oc2",
        "OC2",
        &[
            "SDQ_SCORE",
            "SDQ_REASON",
            "CONVICTED",
            "HEALTH_CHECK",
            "IMMUNISATIONS",
            "TEETH_CHECK",
            "HEALTH_ASSESSMENT",
            "SUBSTANCE_MISUSE",
            "INTERVENTION_RECEIVED",
            "INTERVENTION_OFFERED",
        ],
    ),
    unused("oc3", "OC3", &["IN_TOUCH", "ACTIV", "ACCOM"]),
    unused("missing", "AMISSING", &["MISSING", "MIS_START", "MIS_END"]),
    unused("sw_episodes", "SW_EPISODE", &["SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"]),
    unused("dolo", "DOLO", &["DOLO_START", "DOLO_END"]),
];

const fn unused(
    name: &'static str,
    element: &'static str,
    columns: &'static [&'static str],
) -> Shape {
    let (needed, used, compared) = (&[], &[], &[]);
    Shape { kind: Kind::Unused, name, element, needed, used, compared, left_out: columns }
}

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
        missing.iter().for_each(|name| remark(name, Reason::MissingColumn));
        missing.is_empty()
    }
}
