//! Child in Care Reviews and the plan.

mod consultation;
mod officer;
mod text;
mod updates;

use super::Evidence::{
    Consultation, Family, Homes, LongTermApproval, Options, Plan, PlanReviews, ReviewFindings,
    Reviews,
};
use super::{Element, Rule};

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::new("officer-satisfied", Element::Reviews, officer::officer_satisfied)
        .resting_on(&[Consultation, Reviews, Plan, Family])
        .planning(),
    Rule::new("officer-comment", Element::Reviews, officer::officer_comment).resting_on(&[
        ReviewFindings,
        Reviews,
        Plan,
    ]),
    Rule::new("consulted-on-updates", Element::Reviews, updates::consulted_on_updates)
        .resting_on(&[Consultation, PlanReviews, Reviews, Plan, Family]),
    Rule::with::<updates::OtherOptionsConsidered>("other-options-considered", Element::Reviews)
        .resting_on(&[ReviewFindings, Reviews, LongTermApproval, Homes, Options]),
];
