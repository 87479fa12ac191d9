//! What requirements rest on, in the field's words, and what a source can show of it.
//!
//! A case file has a place for everything. What a council exports from its systems has not, and a
//! requirement whose evidence it has no place for is not asked of it: that nothing is recorded there
//! says nothing of the child.

/// Something that requirements rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// That a period of care ended.
    CareEnd,
    /// How the child came into care.
    Entry,
    /// The legal statuses there have been.
    LegalStatuses,
    /// The legal status now.
    LegalStatus,
    /// Care proceedings.
    Proceedings,
    /// Who has parental responsibility.
    ParentalResponsibility,
    /// The homes there have been.
    Homes,
    /// How carers are related to the child.
    CarersRelationship,
    /// That a foster home was approved as a long-term one.
    LongTermApproval,
    /// Whether a home is out of the area, and why.
    OutOfArea,
    /// How the child keeps access to friends, family and community.
    LocalLinks,
    /// Why a kind of home was chosen.
    HomeReasons,
    /// Checks of supported lodgings.
    Lodgings,
    /// What carers are approved as.
    CarersApproval,
    /// The support carers have.
    CarersSupport,
    /// How prospective adopters get on with the child and know the birth family.
    Adopters,
    /// The reviews there have been.
    Reviews,
    /// How the child took part in reviews.
    Participation,
    /// Who was consulted for a review.
    Consultation,
    /// What a review considered and found.
    ReviewFindings,
    /// The reviewing officer.
    Officer,
    /// The permanence plan and its days.
    Plan,
    /// The option the plan works towards.
    PrimaryOption,
    /// The options of the plan, with what is said of each.
    Options,
    /// When the plan itself was reviewed.
    PlanReviews,
    /// The assessment.
    Assessment,
    /// The child's wishes and feelings.
    Wishes,
    /// What the child has been told.
    Told,
    /// The offer of an advocate.
    Advocate,
    /// The child's heritage.
    Heritage,
    /// Work with the family.
    Family,
    /// Lifelong links.
    Links,
    /// Brothers and sisters.
    Siblings,
    /// Keeping in touch.
    Contact,
    /// Orders that were granted.
    Orders,
    /// Who applied for an order, and when.
    Applications,
    /// What was told of support after an order.
    OrderSupport,
    /// Major decisions after an order.
    Decisions,
    /// The council's own keys.
    Own,
}

use Evidence::{
    Adopters, Advocate, Applications, Assessment, CareEnd, CarersApproval, CarersRelationship,
    CarersSupport, Consultation, Contact, Decisions, Entry, Family, Heritage, HomeReasons, Homes,
    LegalStatus, LegalStatuses, Links, LocalLinks, Lodgings, LongTermApproval, Officer, Options,
    OrderSupport, Orders, OutOfArea, Own, ParentalResponsibility, Participation, Plan, PlanReviews,
    PrimaryOption, Proceedings, ReviewFindings, Reviews, Siblings, Told, Wishes,
};

/// What each is called, and where a case file records it. A place takes in what lies below it and
/// has no place of its own here.
const RECORDED: &[(Evidence, &str, &[&str])] = &[
    (CareEnd, "the end of care", &["care.ended"]),
    (Entry, "how the child came into care", &["care.entry"]),
    (LegalStatuses, "the legal statuses there have been", &["care.legal_statuses"]),
    // The latest of them: no place of its own.
    (LegalStatus, "the child's legal status", &[]),
    (Proceedings, "care proceedings", &["care.proceedings"]),
    (ParentalResponsibility, "who has parental responsibility", &["care.parental_responsibility"]),
    (Homes, "the homes there have been", &["placements"]),
    (
        CarersRelationship,
        "how the carers are related to the child",
        &["placements.carer_relationship"],
    ),
    (
        LongTermApproval,
        "the approval of a long-term foster home",
        &["placements.long_term_approved"],
    ),
    (
        OutOfArea,
        "whether a home is away from the child's area, and why",
        &["placements.authority", "placements.away_from_community", "placements.out_of_area"],
    ),
    (
        LocalLinks,
        "the child's access to friends, family and community",
        &["placements.access_to_local_links"],
    ),
    (HomeReasons, "why a kind of home was chosen", &["placements.reason"]),
    (
        Lodgings,
        "checks of supported lodgings",
        &["placements.suitability_assessed", "placements.monitored"],
    ),
    (CarersApproval, "what carers are approved as", &["placements.approved_as"]),
    (CarersSupport, "the support that carers have", &["placements.support"]),
    (
        Adopters,
        "how carers get on with the child and the birth family",
        &[
            "placements.prospective_adopter_relationship",
            "placements.met_birth_family",
            "placements.not_met_because",
        ],
    ),
    (Reviews, "the reviews there have been", &["reviews", "care.earlier_reviews"]),
    (Participation, "how the child took part in reviews", &["reviews.participation"]),
    (
        Consultation,
        "who was consulted for a review",
        &[
            "reviews.child_consulted",
            "reviews.parents_consulted",
            "reviews.parents_not_consulted_because",
            "reviews.officer_satisfied",
        ],
    ),
    (
        ReviewFindings,
        "what a review considered",
        &[
            "reviews.plan_considered",
            "reviews.officer_comment",
            "reviews.options_considered",
            "reviews.care_still_needed",
        ],
    ),
    (Officer, "the reviewing officer", &["reviewing_officer"]),
    (Plan, "the permanence plan and its dates", &["permanence_plan"]),
    (PrimaryOption, "the option that is planned for", &["permanence_plan.primary.option"]),
    (
        Options,
        "the options of the plan and the reasons for them",
        &["permanence_plan.primary", "permanence_plan.contingencies", "permanence_plan.ruled_out"],
    ),
    (
        PlanReviews,
        "reviews of the permanence plan",
        &["permanence_plan.reviewed", "permanence_plan.revised"],
    ),
    (Assessment, "the assessment", &["assessment"]),
    (Wishes, "the child's wishes and feelings", &["wishes_and_feelings"]),
    (
        Told,
        "what the child has been told",
        &["child.told_why_in_care", "child.told_how_to_complain"],
    ),
    (Advocate, "the offer of an advocate", &["child.advocate"]),
    (Heritage, "the child's heritage", &["child.heritage"]),
    (Family, "the work with the family", &["family_finding"]),
    (Links, "lifelong links", &["lifelong_links"]),
    (Siblings, "brothers and sisters", &["siblings", "no_siblings"]),
    (
        Contact,
        "keeping in touch",
        &[
            "keeping_in_touch",
            "no_contact",
            "no_indirect_contact_because",
            "direct_contact_assessed_appropriate",
        ],
    ),
    (Orders, "orders that secure permanence", &["orders"]),
    (
        Applications,
        "applications for orders",
        &["orders.applied", "orders.own_motion", "orders.court_leave", "orders.applicants"],
    ),
    (
        OrderSupport,
        "what was told of support after an order",
        &["orders.told_of_support_assessment", "orders.told_of_education_support"],
    ),
    (Decisions, "decisions made after an order", &["decisions"]),
    // Wherever they stand.
    (Own, "the council's own keys", &[]),
];

/// What every source gives, or no requirement rests on.
const ALWAYS: &[&str] = &[
    "format",
    "case_id",
    "authority",
    "team",
    "social_worker",
    "child",
    "child.date_of_birth",
    "care",
    "care.started",
    "waivers",
];

/// The key under which an import keeps what it read, wherever it stands.
const SOURCE_KEY: &str = "x_source";

impl Evidence {
    /// Everything that requirements rest on.
    pub fn all() -> impl Iterator<Item = Self> {
        RECORDED.iter().map(|(evidence, _, _)| *evidence)
    }

    fn recorded(self) -> (&'static str, &'static [&'static str]) {
        let mut recorded = RECORDED.iter().filter(|(evidence, _, _)| *evidence == self);
        recorded.next().map_or(("", &[]), |(_, said, places)| (said, places))
    }

    /// What it is called: what a source has no place for.
    #[must_use]
    pub fn said(self) -> &'static str {
        self.recorded().0
    }

    /// Where a case file records it: keys joined by dots, whatever their place in a list.
    #[must_use]
    pub fn places(self) -> &'static [&'static str] {
        self.recorded().1
    }

    /// What it is the latest of.
    #[must_use]
    pub fn part_of(self) -> Option<Self> {
        (self == LegalStatus).then_some(LegalStatuses)
    }

    /// What is recorded at a place of the case file, when it is something a source may not show.
    #[must_use]
    pub fn at(place: &str) -> Option<Self> {
        if let Some(own) = place.split('.').find(|key| key.starts_with("x_")) {
            return (own != SOURCE_KEY).then_some(Own);
        }
        let length = |known: &str| {
            let rest = place.strip_prefix(known)?;
            (rest.is_empty() || rest.starts_with('.')).then_some(known.len())
        };
        let nearest = |places: &[&str]| places.iter().filter_map(|known| length(known)).max();
        let found = RECORDED.iter().filter_map(|(evidence, _, places)| {
            let length = nearest(places)?;
            Some((length, *evidence))
        });
        let found = found.max_by_key(|(length, _)| *length);
        let always = nearest(ALWAYS).unwrap_or_default();
        found.filter(|(length, _)| *length > always).map(|(_, evidence)| evidence)
    }
}

/// What a source that is no case file can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shows {
    /// What the source is called: `an SSDA903 return`.
    pub source: String,
    /// What it has a place for.
    pub evidence: Vec<Evidence>,
    /// What it tells in codes or words that the case file has none for, of the case in hand.
    pub unworded: Vec<Evidence>,
}

impl Shows {
    /// True when the source has a place for something.
    #[must_use]
    pub fn has(&self, evidence: Evidence) -> bool {
        self.evidence.contains(&evidence)
            || evidence.part_of().is_some_and(|whole| self.evidence.contains(&whole))
    }

    /// The first of these that the source has no place for.
    pub fn lacks(&self, evidence: impl IntoIterator<Item = Evidence>) -> Option<Evidence> {
        evidence.into_iter().find(|&evidence| !self.has(evidence))
    }
}
