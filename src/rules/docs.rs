//! What people read about each requirement: data beside the rules, for `explain`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::Element;
use crate::document::{Limits, Problem, Syntax, parse};

/// What people read about one requirement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequirementDoc {
    /// The requirement's id.
    pub id: String,
    /// A few words, for tables and headings.
    pub title: String,
    /// What it asks.
    pub asks: String,
    /// What it means for the child.
    pub matters: String,
    /// When it is met.
    pub met: String,
    /// Each way of failing it.
    pub not_met: Vec<String>,
    /// When it is not due.
    #[serde(default)]
    pub not_due: Option<String>,
    /// When it does not apply.
    #[serde(default)]
    pub not_applicable: Option<String>,
    /// Where in the case file it looks.
    #[serde(default)]
    pub keys: Vec<String>,
    /// What a reader needs to know of its edges.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Where a strategy and the law differ, or what the law adds.
    #[serde(default)]
    pub law: Option<String>,
    /// A small example, met and not met.
    #[serde(default)]
    pub example: Option<Example>,
}

/// What a case file says, as at a day, when a requirement is met and when it is not.
///
/// Both are changes to one plain case file (JSON merge patches), and a test judges them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The day it is judged as at.
    pub as_of: String,
    /// What the file says when it is met.
    pub met: Value,
    /// What the file says when it is not.
    pub not_met: Value,
}

/// The title of every rule's requirement, by the rule's id.
#[must_use]
pub fn titles() -> BTreeMap<String, String> {
    // A test holds that the catalogue reads.
    let documented =
        Element::ALL.into_iter().flat_map(|element| docs_of(element).unwrap_or_default());
    documented.map(|RequirementDoc { id, title, .. }| (id, title)).collect()
}

fn text(element: Element) -> &'static str {
    match element {
        Element::Plan => include_str!("docs/plan.yaml"),
        Element::Assessment => include_str!("docs/assessment.yaml"),
        Element::Wishes => include_str!("docs/wishes.yaml"),
        Element::Family => include_str!("docs/family.yaml"),
        Element::Siblings => include_str!("docs/siblings.yaml"),
        Element::Links => include_str!("docs/links.yaml"),
        Element::Reviews => include_str!("docs/reviews.yaml"),
        Element::Placement => include_str!("docs/placement.yaml"),
        Element::Legal => include_str!("docs/legal.yaml"),
        Element::Statutory => include_str!("docs/statutory.yaml"),
        Element::File => include_str!("docs/general.yaml"),
    }
}

/// What people read about an element's requirements, in the catalogue's order.
///
/// # Errors
/// The mistakes in the data; a test holds that there are none.
pub fn docs_of(element: Element) -> Result<Vec<RequirementDoc>, Vec<Problem>> {
    let tree =
        parse(text(element), Syntax::Yaml, &Limits::default()).map_err(|problem| vec![problem])?;
    tree.decode(0)
}
