//! Brothers and sisters.

mod decision;
mod files;
mod in_touch;
mod text;

use super::Element::Siblings;
use super::Rule;

pub(crate) use files::{
    OneFile, SIBLING_FILES_AGREE, SiblingEntry, disagreements, sibling_entries,
};
pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::new("siblings-recorded", Siblings, in_touch::siblings_recorded).planning(),
    Rule::new("sibling-decision", Siblings, decision::sibling_decision).planning(),
    Rule::new("siblings-together", Siblings, decision::siblings_together),
    Rule::new("separation-explained", Siblings, decision::separation_explained),
    Rule::new("siblings-in-touch", Siblings, in_touch::siblings_in_touch).planning(),
    Rule::with::<decision::SiblingAdoptionDecision>("sibling-adoption-decision", Siblings)
        .planning(),
    Rule::new(files::SIBLING_FILES_AGREE, Siblings, files::sibling_files_agree),
];

mod why {
    pub(super) const NO_SIBLING: &str = "no brother or sister is recorded";
    pub(super) const NONE_LOOKED_AFTER: &str = "no brother or sister is looked after";
    pub(super) const NONE_APART: &str = "no decision is to live apart";
}
