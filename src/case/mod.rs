//! The typed case file, format 1.
//!
//! One case file records one child's permanence plan, in the present period of care, and what stands
//! behind it. A key that is missing, `null` or blank means the same: not recorded. Field documentation
//! here is what `permanence schema case-file` prints.

mod assessment;
mod care;
mod consistency;
mod contact;
mod family;
mod orders;
mod placement;
mod plan;
mod pseudonyms;
mod reviews;
mod schema;
mod siblings;
mod template;
mod value;
mod vocabulary;
mod wishes;
mod word;

pub use assessment::{Assessment, EarlierAssessment, Factors};
pub use care::{Care, Extension, LegalStatusPeriod, Proceedings, Responsibility};
pub(crate) use consistency::unknown_format;
pub use consistency::{Contradiction, contradictions};
pub use contact::{Arrangement, LifelongLink, NoContact};
pub use family::{FamilyFinding, FamilyGroupConference, Relative, Unreachable};
pub use orders::{Applicant, Decision, LivedWith, Order};
pub use placement::{OutOfArea, Placement};
pub use plan::{
    Expectation, Milestone, PermanencePlan, PlannedOption, ReturnHome, RuledOut, Security,
    TransitionPlan,
};
pub use pseudonyms::{KeyTooShort, Pseudonyms, SHORTEST_KEY};
pub use reviews::Review;
pub use schema::case_file_schema;
pub use siblings::{Sibling, SiblingAssessment};
pub use template::template;
pub use value::{Day, Deadline, Happened, Noted, Reference};
pub use vocabulary::*;
pub use wishes::WishesEntry;
pub use word::Person;

use schemars::JsonSchema;
use serde::Deserialize;

/// One child's case file.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Permanence case file, format 1")]
pub struct CaseFile {
    /// The version of this format: 1.
    #[schemars(range(min = 1, max = 1))]
    pub format: u32,
    /// The council's reference for the child, unique in a batch.
    pub case_id: Reference,
    /// The council that looks after the child; it picks the strategy.
    #[serde(default)]
    pub authority: Option<Reference>,
    /// The team that holds the case; reports group by it.
    #[serde(default)]
    pub team: Option<Reference>,
    /// The child's social worker, by reference; reports group by it.
    #[serde(default)]
    pub social_worker: Option<Reference>,
    /// The reviewing officer (the QARO in Dorset, the IRO elsewhere), by reference.
    #[serde(default)]
    pub reviewing_officer: Option<Reference>,
    /// The child.
    pub child: Child,
    /// The present period of care.
    pub care: Care,
    /// Where the child has lived in this period of care, in date order.
    #[serde(default)]
    pub placements: Vec<Placement>,
    /// The assessment behind the plan.
    #[serde(default)]
    pub assessment: Assessment,
    /// What the child wishes and feels, each time it was gathered.
    #[serde(default)]
    pub wishes_and_feelings: Vec<WishesEntry>,
    /// The permanence plan.
    #[serde(default)]
    pub permanence_plan: PermanencePlan,
    /// The search for family and other adults who could help or care.
    #[serde(default)]
    pub family_finding: FamilyFinding,
    /// The people who are to stay in the child's life.
    #[serde(default)]
    pub lifelong_links: Vec<LifelongLink>,
    /// True when it is known that the child has no brothers or sisters.
    #[serde(default)]
    pub no_siblings: Option<bool>,
    /// The child's brothers and sisters.
    #[serde(default)]
    pub siblings: Vec<Sibling>,
    /// How the child keeps in touch with people.
    #[serde(default)]
    pub keeping_in_touch: Vec<Arrangement>,
    /// People the child is not in touch with, and why.
    #[serde(default)]
    pub no_contact: Vec<NoContact>,
    /// Why there is no indirect keeping in touch with people from the child's past.
    #[serde(default)]
    pub no_indirect_contact_because: Noted,
    /// People whom it was assessed as right for the child to see.
    #[serde(default)]
    pub direct_contact_assessed_appropriate: Vec<Person>,
    /// Child in Care (looked-after child) reviews.
    #[serde(default)]
    pub reviews: Vec<Review>,
    /// Applications for, and grants of, orders that secure permanence.
    #[serde(default)]
    pub orders: Vec<Order>,
    /// Major decisions made after an order.
    #[serde(default)]
    pub decisions: Vec<Decision>,
    /// Requirements that someone has agreed not to hold this plan to, until a day.
    #[serde(default)]
    pub waivers: Vec<CaseWaiver>,
}

/// The child.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Child {
    /// The day the child was born.
    pub date_of_birth: Day,
    /// The child's heritage.
    #[serde(default)]
    pub heritage: Heritage,
    /// When the child was told why the council is involved, and what its role is.
    #[serde(default)]
    pub told_why_in_care: Happened,
    /// When the child was told how to disagree and to complain.
    #[serde(default)]
    pub told_how_to_complain: Happened,
    /// The offer of an independent advocate.
    #[serde(default)]
    pub advocate: Advocate,
}

/// The child's ethnic, cultural and religious heritage.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Heritage {
    /// For readers; no requirement uses it.
    pub ethnicity: Noted,
    /// For readers; no requirement uses it.
    pub religion: Noted,
    /// For readers; no requirement uses it.
    pub language: Noted,
    /// How the plan keeps the child's heritage alive.
    pub how_promoted: Noted,
}

/// The offer of an independent advocate.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Advocate {
    /// When an advocate was offered.
    pub offered: Happened,
    /// Whether the child took the offer up.
    pub taken_up: Option<bool>,
}

/// A requirement that someone has agreed not to hold this plan to, until a day.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CaseWaiver {
    /// The requirement's id: `family-group-conference`, or `dorset/family-group-conference` for one strategy alone.
    pub requirement: Option<Reference>,
    /// Why it is waived.
    pub reason: Noted,
    /// Who agreed to it, by reference.
    pub agreed_by: Option<Reference>,
    /// The last day it holds.
    pub until: Deadline,
}
