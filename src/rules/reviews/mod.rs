//! Child in Care Reviews and the plan.

mod consultation;
mod officer;
mod text;
mod updates;

use super::Element::Reviews;
use super::Rule;

pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::new("officer-satisfied", Reviews, officer::officer_satisfied).planning(),
    Rule::new("officer-comment", Reviews, officer::officer_comment),
    Rule::new("consulted-on-updates", Reviews, updates::consulted_on_updates),
    Rule::with::<updates::OtherOptionsConsidered>("other-options-considered", Reviews),
];
