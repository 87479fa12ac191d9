//! Brothers and sisters.

mod decision;
mod files;
mod in_touch;
mod text;

use super::Evidence::{Contact, Options, Plan, PrimaryOption, Siblings};
use super::{Element, Rule};

pub(crate) use files::{
    Contact as SiblingContact, OneFile, SIBLING_FILES_AGREE, SiblingEntry, disagreements,
    sibling_entries,
};
pub(crate) use text::{Cause, TEXTS};

pub(super) const RULES: &[Rule] = &[
    Rule::new("siblings-recorded", Element::Siblings, in_touch::siblings_recorded)
        .resting_on(&[Siblings])
        .planning(),
    Rule::new("sibling-decision", Element::Siblings, decision::sibling_decision)
        .resting_on(&[Siblings])
        .planning(),
    Rule::new("siblings-together", Element::Siblings, decision::siblings_together)
        .resting_on(&[Siblings]),
    Rule::new("separation-explained", Element::Siblings, decision::separation_explained)
        .resting_on(&[Siblings]),
    Rule::new("siblings-in-touch", Element::Siblings, in_touch::siblings_in_touch)
        .resting_on(&[Siblings, Contact])
        .planning(),
    Rule::with::<decision::SiblingAdoptionDecision>("sibling-adoption-decision", Element::Siblings)
        .resting_on(&[Siblings, Options, PrimaryOption, Plan])
        .planning(),
    Rule::new(files::SIBLING_FILES_AGREE, Element::Siblings, files::sibling_files_agree)
        .resting_on(&[Siblings, Contact]),
];

mod why {
    pub(super) const NO_SIBLING: &str = "no brother or sister is recorded";
    pub(super) const NONE_LOOKED_AFTER: &str = "no brother or sister is looked after";
    pub(super) const NONE_APART: &str = "no decision is to live apart";
}
