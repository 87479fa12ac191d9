//! Lifelong links, and keeping in touch.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{AgreementPoint, ContactKind, Happened, NoContactBecause, Noted, Person};

/// Someone who is to stay in the child's life.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LifelongLink {
    /// Who, by relationship.
    pub person: Option<Person>,
    /// How the link is kept up.
    pub kept_up_by: Noted,
}

/// How the child keeps in touch with someone.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Arrangement {
    /// Who with: a relationship, or a sibling's `ref`.
    pub with: Option<Person>,
    /// Direct (they meet) or indirect.
    pub kind: Option<ContactKind>,
    /// The first day of the arrangement.
    pub from: Happened,
    /// The last day of the arrangement.
    pub ended: Happened,
    /// How it happens.
    pub how: Noted,
    /// Where it happens.
    #[serde(rename = "where")]
    pub place: Noted,
    /// How often.
    pub frequency: Noted,
    /// What the child gains.
    pub benefit_to_child: Noted,
    /// The day it was agreed.
    pub agreed: Happened,
    /// Who agreed to it.
    pub agreed_by: Vec<Person>,
    /// The day a court ordered it; stands for agreement.
    pub ordered_by_court: Happened,
    /// What everybody in the arrangement accepts.
    pub all_parties_agree_on: Vec<AgreementPoint>,
    /// The days it was reviewed.
    pub reviewed: Vec<Happened>,
}

/// Someone the child is not in touch with.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct NoContact {
    /// Who, by relationship.
    pub with: Option<Person>,
    /// On what ground.
    pub because: Option<NoContactBecause>,
    /// Why it is right for the child.
    pub reasons: Noted,
    /// The day it was decided.
    pub decided: Happened,
    /// The last day it held.
    pub ended: Happened,
}
