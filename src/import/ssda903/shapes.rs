//! The tables of a return, column by column.

use super::shape::{Kind, Shape};

/// The table of children.
pub(super) const HEADER: Shape = Shape {
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
