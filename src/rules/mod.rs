//! The rules that judge requirements: a typed case and a calendar in, a judgement out.
//!
//! Each element of a plan has its module. A rule is a function; the text people read is declared
//! beside it, apart from its logic.

mod assessment;
mod docs;
mod evidence;
mod expression;
mod facts;
mod family;
mod judgement;
mod legal;
mod links;
mod placement;
mod plan;
mod pointer;
mod registry;
mod reviews;
mod siblings;
mod statutory;
mod text;
mod wishes;

pub use docs::{RequirementDoc, docs_of, titles};
pub use evidence::{Evidence, Shows};
pub use facts::{Closing, Conventions, PlanningDay};
pub(crate) use facts::{Facts, Held, InForce, Planned};
pub use judgement::Severity;
pub(crate) use judgement::{Fault, Judgement, Weight};
pub use pointer::{Pointer, Step};
pub use registry::{BoundRule, Element, Rule, cause_texts, rule, rules};
pub(crate) use registry::{Parameters, within};
pub(crate) use siblings::{
    OneFile, SIBLING_FILES_AGREE, SiblingContact, SiblingEntry, disagreements, sibling_entries,
};

/// Two rules that can fail for want of the same plan: a council's, and the statutory one whose
/// finding it carries.
pub(crate) const PAIRED: (&str, &str) = ("permanence-plan", statutory::PLAN_BY_SECOND_REVIEW);

pub(crate) use statutory::PLAN_NOT_CONSIDERED;
pub use text::CauseText;
pub(crate) use text::{Cause, Days, List, Nth, UnsureYear};

pub(crate) use pointer::at;
pub(crate) use text::{causes, missing};

/// Why a requirement does not apply, where several rules share the reason.
mod why {
    pub(super) const NO_PLAN: &str = "there is no permanence plan";
    pub(super) const NO_PRIMARY: &str = "the plan has no primary option";
    pub(super) const NO_OPTION: &str = "the plan names no option";
    pub(super) const ACHIEVED: &str = "permanence has been achieved";
    pub(super) const NO_WISHES: &str = "no wishes and feelings are recorded";
    pub(super) const TOO_YOUNG: &str = "the child is too young to be asked";
    pub(super) const NO_SECOND_REVIEW: &str = "the second review has not been held";
    pub(super) const BEFORE_FILE: &str = "held before this file begins";
}
