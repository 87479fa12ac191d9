//! What regulations ask of every council: Care Planning, Placement and Case Review (England)
//! Regulations 2010 (SI 2010/959), regulations 5 and 33, and the guidance to them.
//!
//! From the start of an adoptive placement other regulations set the reviews.

mod clock;
mod taking_part;
mod text;

use super::Evidence::{Homes, Officer, Participation, Plan, ReviewFindings, Reviews};
use super::{Element, Facts, Rule};
use crate::case::PlacementKind;

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] =
    &[
        Rule::new("first-review", Element::Statutory, clock::first_review)
            .resting_on(&[Reviews, Homes]),
        Rule::new("second-review", Element::Statutory, clock::second_review)
            .resting_on(&[Reviews, Homes]),
        Rule::with::<clock::LaterReviews>("later-reviews", Element::Statutory)
            .resting_on(&[Reviews, Homes]),
        Rule::with::<taking_part::ChildTookPart>("child-took-part", Element::Statutory)
            .resting_on(&[Participation, Reviews, Homes]),
        Rule::new("plan-by-second-review", Element::Statutory, taking_part::plan_by_second_review)
            .resting_on(&[Plan, ReviewFindings, Reviews, Homes]),
        Rule::new("officer-named", Element::Statutory, taking_part::officer_named)
            .resting_on(&[Officer, Homes]),
    ];

/// The id of the requirement whose lateness a council's own requirement can carry.
pub(crate) const PLAN_BY_SECOND_REVIEW: &str = "plan-by-second-review";

/// The cause of that requirement which is not about the plan being late.
pub(crate) const PLAN_NOT_CONSIDERED: &str = "plan-not-considered";

const ADOPTIVE: &str =
    "the child is in an adoptive placement, where other regulations set the reviews";
const EARLIER_REVIEWS: &str = "held before this file begins";

fn in_adoptive_home(facts: &Facts<'_>) -> bool {
    facts.placements_on(facts.day).any(|(_, home)| home.kind == Some(PlacementKind::Adoptive))
}
