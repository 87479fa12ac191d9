//! Orders that secure permanence, and major decisions made after them.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    ApplicantConsent, ApplicantRelationship, ApplicationOutcome, Deadline, Happened, HeldOrder,
    MajorDecisionKind, Noted, PermanenceOrder, Person, Reference,
};

/// An application for, or grant of, an order that secures permanence.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Order {
    /// The order.
    pub order: Option<PermanenceOrder>,
    /// The day it was applied for.
    pub applied: Happened,
    /// How the application ended.
    pub outcome: Option<ApplicationOutcome>,
    /// The day it was granted; it governs `outcome`.
    pub granted: Happened,
    /// True when the court made it of its own motion.
    pub own_motion: Option<bool>,
    /// The day the court gave leave to apply.
    pub court_leave: Happened,
    /// The applicants, each of whom must qualify.
    pub applicants: Vec<Applicant>,
    /// The day they were told they may ask for an assessment for support.
    pub told_of_support_assessment: Happened,
    /// The day they were told of education support.
    pub told_of_education_support: Happened,
}

/// Someone who applies for an order.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Applicant {
    /// The applicant, by reference.
    #[serde(rename = "ref")]
    pub reference: Option<Reference>,
    /// What they are to the child.
    pub relationship: Option<ApplicantRelationship>,
    /// More exactly; for readers.
    pub detail: Noted,
    /// True when the child was raised as one of the family in the applicant's marriage.
    pub raised_as_family_in_marriage: Option<bool>,
    /// When the child lived with them.
    pub child_lived_with: Vec<LivedWith>,
    /// An order they hold already.
    pub holds_order: Option<HeldOrder>,
    /// Whose consent they have.
    pub consents: Vec<ApplicantConsent>,
}

/// A stay with an applicant, from a day to a day, both in; open when `to` is missing.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LivedWith {
    /// The first day.
    pub from: Happened,
    /// The last day.
    pub to: Deadline,
}

/// A major decision made after an order.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Decision {
    /// What was decided.
    pub decision: Option<MajorDecisionKind>,
    /// The day it was decided.
    pub date: Happened,
    /// For a stay abroad: how many months.
    pub months: Option<u32>,
    /// Who consented.
    pub consents: Vec<Person>,
    /// Who was consulted.
    pub consulted: Vec<Person>,
    /// Whether the court gave leave.
    pub court_leave: Option<bool>,
}
