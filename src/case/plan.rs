//! The permanence plan.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Deadline, Happened, LateBecause, LegalRoute, Noted, PermanenceOption, Person, Reference,
};

/// The permanence plan.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PermanencePlan {
    /// The day planning for permanence started; it may come before care.
    pub planning_started: Happened,
    /// The day the first version was drawn up.
    pub first_drawn_up: Happened,
    /// The day the present version was drawn up.
    pub drawn_up: Happened,
    /// The day a version was first presented to a Permanence Planning Meeting.
    pub first_presented: Happened,
    /// The day the present version was presented to a Permanence Planning Meeting.
    pub presented: Happened,
    /// The days the plan was revised.
    pub revised: Vec<Happened>,
    /// Who helped to make the plan, by relationship.
    pub contributors: Vec<Person>,
    /// Agencies other than the council that helped to make it.
    pub agencies: Vec<Noted>,
    /// The three parts of permanence.
    pub security: Security,
    /// Long-term outcomes, adulthood included.
    pub outcomes: Vec<Noted>,
    /// Steps on the way, each with a day.
    pub milestones: Vec<Milestone>,
    /// The plan for adulthood, from 16.
    pub transition_plan: TransitionPlan,
    /// The primary option.
    pub primary: PlannedOption,
    /// The contingency options.
    pub contingencies: Vec<PlannedOption>,
    /// Options that were considered and ruled out.
    pub ruled_out: Vec<RuledOut>,
    /// The days the plan was reviewed.
    pub reviewed: Vec<Happened>,
    /// The day permanence was achieved.
    pub achieved: Happened,
}

/// The three parts of permanence.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Security {
    /// Legal: who has parental responsibility, and by which order.
    pub legal: Noted,
    /// Emotional: who the child is attached to.
    pub emotional: Noted,
    /// Physical: the home.
    pub physical: Noted,
}

/// A step on the way.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Milestone {
    /// What is to be done.
    pub what: Noted,
    /// The day it is to be done by.
    pub by: Deadline,
    /// The day it was done.
    pub done: Happened,
    /// Why it is late.
    pub late_because: Option<LateBecause>,
}

/// The plan for adulthood, from 16.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TransitionPlan {
    /// The day it was drawn up.
    pub drawn_up: Happened,
    /// How supported lodgings are part of it.
    pub supported_lodgings: Noted,
    /// That the young person wants them.
    pub wanted_by_young_person: Noted,
}

/// An option that the plan works towards: the primary one, or a contingency.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PlannedOption {
    /// The option.
    pub option: Option<PermanenceOption>,
    /// Who it would be with, by relationship (special guardianship, child arrangements, family and friends).
    pub with: Option<Person>,
    /// Why this option.
    pub reasons: Noted,
    /// What in the assessment supports it.
    pub evidence: Noted,
    /// How it reflects the child's wishes.
    pub reflects_wishes: Noted,
    /// The drawbacks of this option, weighed.
    pub considerations: Noted,
    /// The order or agreement that would secure it.
    pub legal_route: Option<LegalRoute>,
    /// The day this option was first identified.
    pub identified: Happened,
    /// The day it is to be achieved by.
    pub target_date: Deadline,
    /// Earlier target dates, moved on.
    pub target_dates_before: Vec<Deadline>,
    /// Why the date was missed or moved.
    pub late_because: Option<LateBecause>,
    /// Carers identified, by reference.
    pub carers: Vec<Reference>,
    /// The search for carers under way.
    pub carers_search: Noted,
    /// What going home needs.
    pub return_home: ReturnHome,
    /// Adoption: how an early permanence placement was considered.
    pub early_permanence: Noted,
}

/// What going home needs.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ReturnHome {
    /// What has to change, and by when.
    pub expectations: Vec<Expectation>,
    /// The day the family was told.
    pub shared_with_family: Happened,
    /// Ties with family, school and community.
    pub family_ties: Noted,
    /// Why it will be safe.
    pub safety_evidence: Noted,
    /// Who supports the move, and what goes on afterwards.
    pub transition: Noted,
    /// Dorset, ages 12 to 18: how The Harbour was considered or used.
    pub the_harbour: Noted,
}

/// What has to change before the child goes home.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Expectation {
    /// What has to change.
    pub what: Noted,
    /// By when.
    pub by: Deadline,
}

/// An option that was considered and ruled out.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct RuledOut {
    /// The option.
    pub option: Option<PermanenceOption>,
    /// Why it was ruled out.
    pub reasons: Noted,
    /// The day that was decided.
    pub decided: Happened,
}
