//! The wider family: relatives, lifelong links, siblings, keeping in touch.

use serde_json::{Value, json};

use super::child::Child;
use super::draw::Draw;
use super::family::Family;
use super::timeline::Entry;
use crate::calendar::{add_days, sub_days};

/// The search for family.
pub(super) fn family_finding(family: &Family, draw: &mut Draw) -> Value {
    let timeline = &family.timeline;
    let told = add_days(timeline.started, draw.between(0, 6)).min(timeline.last);
    if !family.is_reachable() {
        return json!({
            "unreachable": { "reason": "No family can safely be contacted.", "checked": told },
            "relatives": [{
                "relationship": "relative",
                "detail": "cousin",
                "located": told,
                "not_consulted_because": "Being traced through the tracing service.",
            }],
        });
    }
    let first = draw.pick("maternal-aunt", &["maternal-grandparent", "adult-cousin"]);
    let second = draw.pick("paternal-grandparent", &["paternal-uncle", "godparent"]);
    let relative = |detail: &str, days: u32, draw: &mut Draw| {
        let located = add_days(timeline.started, days).min(timeline.last);
        json!({
            "relationship": "relative",
            "detail": detail,
            "located": located,
            "consulted": add_days(located, 6).min(timeline.last),
            "outcome": draw.say(RELATIVES),
        })
    };
    json!({
        "told_how_to_complain": told,
        "relatives": [relative(first, 3, draw), relative(second, 8, draw)],
        "family_group_conference": conference(family, draw),
    })
}

fn conference(family: &Family, draw: &mut Draw) -> Value {
    let timeline = &family.timeline;
    let offered = match timeline.entry {
        Entry::Planned => sub_days(timeline.started, draw.between(10, 30)),
        _ => add_days(timeline.started, draw.between(2, 8)).min(timeline.last),
    };
    let held = add_days(offered, draw.between(18, 40));
    if held <= timeline.last && draw.chance(75) {
        return json!({ "offered": offered, "held": held, "family_plan": draw.say(FAMILY_PLANS) });
    }
    json!({
        "offered": offered,
        "not_held_because": "The family asked for smaller meetings instead.",
    })
}

/// Lifelong links.
pub(super) fn links(draw: &mut Draw) -> Value {
    let first = draw.pick("maternal-grandparent", &["family-friend", "older-cousin"]);
    let second = draw.pick("sports-coach", &["former-neighbour", "godparent", "youth-leader"]);
    json!([
        { "person": first, "kept_up_by": draw.say(KEPT_UP) },
        { "person": second, "kept_up_by": draw.say(KEPT_UP_TOO) },
    ])
}

/// A child's brothers and sisters, each by a reference within the file and by their case.
pub(super) fn siblings(child: &Child, family: &Family, draw: &mut Draw) -> Vec<Value> {
    let others = family.children.iter().filter(|other| other.id != child.id);
    let mut entries = Vec::new();
    for (index, other) in others.enumerate() {
        entries.push(sibling(index + 1, child, other, family, draw));
    }
    entries
}

fn sibling(number: usize, child: &Child, other: &Child, family: &Family, draw: &mut Draw) -> Value {
    let together = child.household == other.household;
    let decided = family.siblings_decided;
    let explained = decided.filter(|_| !together).map(|day| add_days(day, 4));
    let relationship = match other.born.cmp(&child.born) {
        std::cmp::Ordering::Less => "older-sibling",
        std::cmp::Ordering::Equal => "twin",
        std::cmp::Ordering::Greater => "younger-sibling",
    };
    let said = |text: &'static str| decided.map(|_| text);
    json!({
        "ref": format!("SIB-{number}"),
        "case_id": other.id,
        "relationship": relationship,
        "looked_after": true,
        "lives_with_child": together,
        "decision": said(if together { "together" } else { "apart" }),
        "decided": decided,
        "reasons": said(draw.say(if together { TOGETHER } else { APART })),
        "steps_taken": said("One home for all was looked for in the county and beyond."),
        "assessment": decided.map(|day| json!({
            "completed": sub_days(day, 3),
            "needs": draw.say(SIBLING_NEEDS),
            "if_together": "They know and comfort each other.",
            "if_apart": "They would miss each other; visits would matter more.",
        })),
        "explained_to_child": explained.map(|day| day.min(family.timeline.last)),
    })
}

/// Arrangements to keep in touch.
pub(super) fn in_touch(child: &Child, family: &Family, draw: &mut Draw) -> Vec<Value> {
    let mut kept = Vec::new();
    if family.is_reachable() {
        kept.push(arrangement("mother", true, child, family, draw));
        if family.father {
            let direct = draw.chance(50);
            kept.push(arrangement("father", direct, child, family, draw));
        }
    }
    let others = family.children.iter().filter(|other| other.id != child.id);
    for (index, other) in others.enumerate() {
        if other.household != child.household {
            kept.push(arrangement(&format!("SIB-{}", index + 1), true, child, family, draw));
        }
    }
    kept.push(arrangement("maternal-grandparent", false, child, family, draw));
    kept
}

fn arrangement(with: &str, direct: bool, child: &Child, family: &Family, draw: &mut Draw) -> Value {
    let timeline = &family.timeline;
    let agreed = add_days(timeline.started, draw.between(1, 4)).min(timeline.last);
    let mut parties = vec![with];
    parties.extend(child.is_asked_on(agreed).then_some("child"));
    parties.push("carers");
    parties.push("social-worker");
    json!({
        "with": with,
        "kind": if direct { "direct" } else { "indirect" },
        "from": add_days(agreed, 3).min(timeline.last),
        "how": draw.say(if direct { HOW_DIRECT } else { HOW_INDIRECT }),
        "where": direct.then(|| draw.say(WHERE)),
        "frequency": draw.say(if direct { OFTEN } else { SELDOM }),
        "benefit_to_child": draw.say(BENEFIT),
        "agreed": agreed,
        "agreed_by": parties,
        "all_parties_agree_on": ["permanence-plan", "carers-role", "benefit", "arrangements"],
        "reviewed": timeline.reviews.last().map(|day| [day]),
    })
}

/// With whom there is no contact, and why.
pub(super) fn no_contact(family: &Family) -> Option<Value> {
    family.partner_stays_away.then(|| {
        let decided = add_days(family.timeline.started, 2).min(family.timeline.last);
        json!([{
            "with": "mothers-former-partner",
            "because": "child-wish",
            "reasons": "The child asked for no contact, and it would not be safe.",
            "decided": decided,
        }])
    })
}

const RELATIVES: &[&str] = &[
    "Cannot offer a home; will help at weekends.",
    "Wishes to stay in touch by phone and at holidays.",
    "Will take part in family meetings.",
];
const FAMILY_PLANS: &[&str] = &[
    "Relatives share weekends, and keep an eye on things at home.",
    "A relative hosts visits; another helps with lifts.",
];
const KEPT_UP: &[&str] = &[
    "Tea together every second Sunday.",
    "Letters, and a call on birthdays.",
    "A weekend visit every other month.",
];
const KEPT_UP_TOO: &[&str] = &[
    "A day out in each school holiday.",
    "A message every week; meets at the same club.",
    "Comes to school plays and sports days.",
];
const TOGETHER: &[&str] =
    &["They are close and settle better side by side.", "Each child asked for it, and it fits."];
const APART: &[&str] = &[
    "Their needs differ too much for one home to meet.",
    "One needs the full attention of the carers for now.",
];
const SIBLING_NEEDS: &[&str] =
    &["Looks to the others for comfort.", "Needs time alone with an adult, and time to play."];
const HOW_DIRECT: &[&str] = &[
    "Visits with a family worker nearby.",
    "The carers bring the child and stay close.",
    "A day out together.",
];
const HOW_INDIRECT: &[&str] = &["Letters and drawings.", "A video call.", "Cards and photographs."];
const WHERE: &[&str] = &["family centre", "a park or a cafe", "the carers' home"];
const OFTEN: &[&str] = &["weekly", "every fortnight", "twice a month"];
const SELDOM: &[&str] = &["monthly", "at birthdays and holidays", "every second month"];
const BENEFIT: &[&str] = &[
    "Keeps the tie alive and eases worry.",
    "The child sees that they are thought of.",
    "Joy, and a sense of where they come from.",
];
