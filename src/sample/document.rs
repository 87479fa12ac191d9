//! A made-up case as a document.

use serde_json::{Map, Value, json};

use super::child::Child;
use super::draw::Draw;
use super::family::Family;
use super::path::Path;
use super::timeline::Entry;
use super::{assessment, homes, kin, law, plan};
use crate::calendar::add_months;
use crate::input::Layout;

/// A made-up case.
#[derive(Clone, Debug, PartialEq)]
pub struct SampleCase {
    /// Its reference, also its file's name.
    pub id: String,
    /// The case file, its keys in the format's order.
    pub value: Value,
}

/// A case that could not be written down.
#[derive(Debug, thiserror::Error)]
#[error("a made-up case could not be written down: {0}")]
pub struct LayoutError(String);

impl SampleCase {
    /// The case file's text, a line break at its end.
    ///
    /// # Errors
    /// When the writer of YAML or JSON fails.
    pub fn text(&self, layout: Layout) -> Result<String, LayoutError> {
        let json = |error: serde_json::Error| LayoutError(error.to_string());
        let text = match layout {
            Layout::Yaml => {
                let text = serde_yaml::to_string(&self.value);
                return text
                    .map(|text| format!("{COMMENT}{text}"))
                    .map_err(|error| LayoutError(error.to_string()));
            }
            Layout::Json => serde_json::to_string_pretty(&self.value).map_err(json)?,
            Layout::Ndjson => serde_json::to_string(&self.value).map_err(json)?,
        };
        Ok(text + "\n")
    }
}

const COMMENT: &str = "# Made up. No real child, family, worker or place is described here.\n";

/// A child's case file as it should be.
pub(super) fn value(child: &Child, family: &Family, draw: &mut Draw) -> Value {
    let mut file: Map<String, Value> =
        child.head(family).into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let (reviews, earlier_reviews) = child.reviews(family, draw);
    let siblings = kin::siblings(child, family, draw);
    let entry = family.timeline.entry;
    let mut add = |key: &str, value: Value| file.insert(key.to_owned(), value);
    add("child", child.value(family, draw));
    add("care", law::care(child, family, earlier_reviews));
    add("placements", homes::placements(child, family, draw));
    add("wishes_and_feelings", child.wishes(family, draw));
    if entry != Entry::ShortBreaks {
        add("assessment", json!(assessment::assessment(child, family, draw)));
        if entry != Entry::Remand {
            add("permanence_plan", plan::plan(child, family, draw));
        }
        add("family_finding", kin::family_finding(family, draw));
    }
    add("lifelong_links", kin::links(draw));
    add("no_siblings", json!(siblings.is_empty()));
    add("siblings", json!(siblings));
    let in_touch = kin::in_touch(child, family, draw);
    add("keeping_in_touch", json!(in_touch));
    add("no_contact", json!(kin::no_contact(family)));
    add("direct_contact_assessed_appropriate", json!(family.is_reachable().then_some(["mother"])));
    add("reviews", reviews);
    add("orders", law::orders(child, family, draw));
    add("decisions", law::decisions(child, family, draw));
    if is_waivable(child, family) && draw.chance(8) {
        waive_conference(&mut file, family);
    }
    let mut file = Value::Object(file);
    drop_blanks(&mut file);
    file
}

/// Whether a conference is asked for by every strategy, so that there is something to waive.
fn is_waivable(child: &Child, family: &Family) -> bool {
    let is_open = family.ending.is_none() && family.timeline.presented.is_some();
    is_open && child.path == Path::ReturnHome
}

/// A family group conference that was agreed not to be needed.
fn waive_conference(file: &mut Map<String, Value>, family: &Family) {
    let finding = file.get_mut("family_finding").and_then(Value::as_object_mut);
    let conference = finding.and_then(|finding| finding.shift_remove("family_group_conference"));
    if conference.is_some() {
        let waiver = json!({
            "requirement": "family-group-conference",
            "reason": "The family met with their own mediator.",
            "agreed_by": family.workers.officer,
            "until": add_months(family.as_of, 6),
        });
        file.insert("waivers".to_owned(), json!([waiver]));
    }
}

/// What is not recorded is left out, and so is a list of nothing.
fn drop_blanks(value: &mut Value) {
    match value {
        Value::Object(group) => {
            group.values_mut().for_each(drop_blanks);
            group.retain(|_, value| {
                !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty())
            });
        }
        Value::Array(items) => items.iter_mut().for_each(drop_blanks),
        _ => {}
    }
}
