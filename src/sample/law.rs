//! The legal side of a file: statuses, proceedings, parental responsibility, orders.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::child::{Child, Ending};
use super::draw::Draw;
use super::family::Family;
use super::path::Path;
use super::timeline::Entry;
use crate::calendar::{add_days, sub_days};

/// The present period of care.
pub(super) fn care(child: &Child, family: &Family, earlier_reviews: usize) -> Value {
    let timeline = &family.timeline;
    json!({
        "started": timeline.started,
        "ended": family.ending.map(Ending::on),
        "entry": timeline.entry.word(),
        "earlier_reviews": earlier_reviews,
        "legal_statuses": statuses(child, family),
        "proceedings": timeline.proceedings.map(|proceedings| json!({
            "issued": proceedings.issued,
            "concluded": proceedings.concluded,
        })),
        "parental_responsibility": responsibility(child, family),
    })
}

/// The statuses in order, each open until the next.
fn statuses(child: &Child, family: &Family) -> Value {
    let timeline = &family.timeline;
    let first = match (timeline.entry, timeline.proceedings) {
        (Entry::Remand, _) => "remand",
        (Entry::Emergency, Some(_)) => "emergency-protection-order",
        _ => "section-20",
    };
    let mut statuses = vec![(first, timeline.started)];
    if let Some(proceedings) = timeline.proceedings {
        statuses.push(("interim-care-order", proceedings.ordered));
        let last = if child.path.is_adoption() { "placement-order" } else { "care-order" };
        statuses.extend(proceedings.concluded.map(|day| (last, day)));
    }
    let ends = statuses.iter().skip(1).map(|(_, from)| Some(*from));
    let ends: Vec<Option<NaiveDate>> = ends.chain([family.ending.map(Ending::on)]).collect();
    let periods = statuses.iter().zip(ends);
    periods
        .map(|((status, from), to)| json!({ "status": status, "from": from, "to": to }))
        .collect()
}

/// Who holds parental responsibility, with days.
fn responsibility(child: &Child, family: &Family) -> Value {
    if !family.is_reachable() {
        return json!(["unknown"]);
    }
    let granted = match family.ending {
        Some(Ending::Ordered(day)) => Some(day),
        _ => None,
    };
    // Adoption ends everybody else's; special guardianship leaves the parents theirs.
    let until = granted.map(|day| sub_days(day, 1));
    let parents_until = until.filter(|_| child.path.is_adoption());
    let mut held = vec![json!({ "who": "mother", "from": child.born, "to": parents_until })];
    if family.father {
        held.push(json!({ "who": "father", "from": child.born, "to": parents_until }));
    }
    if let Some(proceedings) = family.timeline.proceedings {
        let from = match family.timeline.entry {
            Entry::Emergency => family.timeline.started,
            _ => proceedings.ordered,
        };
        held.push(json!({ "who": "local-authority", "from": from, "to": until }));
    }
    if let Some(granted) = granted {
        let who = if child.path.is_adoption() { "adopter" } else { "special-guardian" };
        held.push(json!({ "who": who, "from": granted }));
    }
    Value::Array(held)
}

/// The route in law that an option takes.
pub(super) fn route(option: &str, family: &Family) -> &'static str {
    let court = family.timeline.proceedings.is_some();
    match option {
        "return-home" if court => "supervision-order",
        "return-home" => "no-order",
        "special-guardianship" => "special-guardianship-order",
        "child-arrangements" => "child-arrangements-order",
        "adoption" | "early-permanence" => "placement-order",
        _ if court => "care-order",
        _ => "section-20",
    }
}

/// Applications for orders, and what they came to.
pub(super) fn orders(child: &Child, family: &Family, draw: &mut Draw) -> Value {
    let timeline = &family.timeline;
    let applied = match family.ending {
        Some(Ending::Ordered(day)) => Some(sub_days(day, draw.between(50, 75))),
        Some(_) => None,
        None => timeline.after(draw.between(190, 260)).filter(|_| draw.chance(60)),
    };
    let order = match child.path {
        Path::SpecialGuardianship => "special-guardianship",
        Path::ChildArrangements => "child-arrangements",
        path if path.is_adoption() && family.ending.is_some() => "adoption",
        _ => return json!([]),
    };
    let Some(applied) = applied else {
        return json!([]);
    };
    let granted = family.ending.map(Ending::on);
    let home = child.homes.last().map_or(timeline.started, |home| home.from);
    let relationship = match order {
        "special-guardianship" => "relative",
        "child-arrangements" => "parent",
        _ => "other",
    };
    let lived_with = (order != "child-arrangements").then(|| vec![json!({ "from": home })]);
    json!([{
        "order": order,
        "applied": applied,
        "outcome": granted.map(|_| "granted"),
        "granted": granted,
        "own_motion": false,
        "applicants": [{
            "ref": "APP-1",
            "relationship": relationship,
            "child_lived_with": lived_with,
            "consents": (order == "special-guardianship").then_some(["local-authority"]),
        }],
        "told_of_support_assessment": add_days(applied, 3).min(family.as_of),
        "told_of_education_support": granted.map(|day| sub_days(day, 10)),
    }])
}

/// A major decision after a special guardianship order, now and then.
pub(super) fn decisions(child: &Child, family: &Family, draw: &mut Draw) -> Value {
    let Some(Ending::Ordered(granted)) = family.ending else {
        return json!([]);
    };
    let decided = add_days(granted, draw.between(3, 60));
    if child.path.is_adoption() || decided > family.as_of || !draw.chance(50) {
        return json!([]);
    }
    let consents = if family.father { vec!["mother", "father"] } else { vec!["mother"] };
    json!([{
        "decision": "change-of-name",
        "date": decided,
        "consents": consents,
        "court_leave": false,
    }])
}
