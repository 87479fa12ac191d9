//! Where a plan is going, and what goes with it.

/// What a child's plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Path {
    ReturnHome,
    Kinship,
    SpecialGuardianship,
    ChildArrangements,
    LongTermFostering,
    ChildrensHome,
    Adoption,
    /// Adoption by carers who foster first.
    EarlyPermanence,
    SupportedLodgings,
    /// Came to the country alone.
    Unaccompanied,
}

/// What sets one path apart from another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Course {
    /// Ages on the as-of day.
    pub(super) ages: (u32, u32),
    /// Days in care on the as-of day.
    pub(super) days: (u32, u32),
    /// The primary option.
    pub(super) option: &'static str,
    /// Who the option is with.
    pub(super) with: Option<&'static str>,
    /// The second option.
    pub(super) fallback: &'static str,
    /// Who the second option is with.
    pub(super) fallback_with: Option<&'static str>,
    /// What was ruled out.
    pub(super) ruled_out: &'static [&'static str],
    /// The kind of home that the plan leads to.
    pub(super) home: &'static str,
}

impl Path {
    pub(super) fn course(self) -> Course {
        let foster_first = Course {
            ages: (0, 16),
            days: (118, 420),
            option: "return-home",
            with: None,
            fallback: "special-guardianship",
            fallback_with: Some("relative"),
            ruled_out: &["adoption"],
            home: "foster-care",
        };
        match self {
            Self::ReturnHome => foster_first,
            Self::Kinship => Course {
                ages: (0, 16),
                days: (118, 1500),
                option: "family-and-friends",
                with: Some("relative"),
                fallback: "long-term-fostering",
                fallback_with: None,
                ruled_out: &["return-home", "adoption"],
                home: "family-and-friends",
            },
            Self::SpecialGuardianship => Course {
                ages: (0, 14),
                days: (118, 480),
                option: "special-guardianship",
                with: Some("relative"),
                fallback: "long-term-fostering",
                fallback_with: None,
                ruled_out: &["return-home", "adoption"],
                home: "family-and-friends",
            },
            Self::ChildArrangements => Course {
                ages: (1, 14),
                days: (118, 480),
                option: "child-arrangements",
                with: Some("father"),
                fallback: "long-term-fostering",
                fallback_with: None,
                ruled_out: &["return-home", "adoption"],
                ..foster_first
            },
            Self::LongTermFostering => Course {
                ages: (6, 17),
                days: (160, 2600),
                option: "long-term-fostering",
                fallback_with: Some("foster-carer"),
                ruled_out: &["return-home", "family-and-friends", "adoption"],
                home: "long-term-foster-care",
                ..foster_first
            },
            Self::ChildrensHome => Course {
                ages: (11, 17),
                days: (118, 900),
                option: "childrens-home",
                fallback: "long-term-fostering",
                fallback_with: None,
                ruled_out: &["return-home", "family-and-friends", "adoption"],
                home: "childrens-home",
                ..foster_first
            },
            Self::Adoption => Course {
                ages: (0, 6),
                days: (118, 480),
                option: "adoption",
                fallback: "long-term-fostering",
                fallback_with: None,
                ruled_out: &["return-home", "family-and-friends"],
                ..foster_first
            },
            Self::EarlyPermanence => {
                Course { ages: (0, 3), home: "fostering-for-adoption", ..Self::Adoption.course() }
            }
            Self::SupportedLodgings => Course {
                ages: (16, 17),
                days: (160, 800),
                option: "long-term-fostering",
                fallback: "return-home",
                fallback_with: None,
                ruled_out: &["family-and-friends", "adoption"],
                home: "supported-lodgings",
                ..foster_first
            },
            Self::Unaccompanied => Course {
                ages: (14, 17),
                days: (118, 600),
                option: "long-term-fostering",
                fallback: "family-and-friends",
                fallback_with: Some("relative"),
                ruled_out: &["return-home", "adoption"],
                ..foster_first
            },
        }
    }

    /// Whether the plan needs the court.
    pub(super) fn needs_court(self) -> bool {
        matches!(self, Self::Adoption | Self::EarlyPermanence | Self::SpecialGuardianship)
    }

    pub(super) fn is_adoption(self) -> bool {
        matches!(self, Self::Adoption | Self::EarlyPermanence)
    }
}
