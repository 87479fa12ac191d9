//! Where the children have lived.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::child::{Child, Ending};
use super::draw::Draw;
use super::family::Family;
use super::path::Path;
use super::timeline::Timeline;
use crate::calendar::{add_days, birthday, sub_days};

/// One home of a household: children who live together share it.
#[derive(Clone, Debug)]
pub(super) struct Home {
    pub(super) kind: &'static str,
    pub(super) from: NaiveDate,
    pub(super) to: Option<NaiveDate>,
    pub(super) carers: String,
    /// Approved as the children's long-term foster home.
    pub(super) long_term: Option<NaiveDate>,
    /// Another authority, when the home is out of area.
    away: Option<&'static str>,
}

/// The homes of a household, in order; the last one is open.
pub(super) fn draw_homes(
    path: Path,
    born: NaiveDate,
    timeline: &Timeline,
    family: &Family,
    draw: &mut Draw,
) -> Vec<Home> {
    let kind = path.course().home;
    let carers = |draw: &mut Draw| format!("F-{}", draw.between(101, 899));
    let home = |kind, from, draw: &mut Draw| Home {
        kind,
        from,
        to: None,
        carers: carers(draw),
        long_term: None,
        away: draw.chance(14).then(|| family.council.neighbour(draw)),
    };
    let mut homes = vec![home("foster-care", timeline.started, draw)];
    if let Some(moved) = timeline.after(draw.between(20, 50)).filter(|_| draw.chance(20)) {
        homes.push(home("foster-care", moved, draw));
    }
    let earliest = match path {
        Path::SupportedLodgings => birthday(born, 16).max(timeline.started),
        _ => timeline.started,
    };
    let moved = add_days(earliest, draw.between(55, 100));
    if kind != "foster-care" && moved <= timeline.last {
        let mut lasting = home(kind, moved, draw);
        let approved = add_days(timeline.started, draw.between(240, 380));
        if kind == "long-term-foster-care" {
            lasting.long_term = Some(approved).filter(|&day| day <= timeline.last);
        }
        homes.push(lasting);
    }
    if path.is_adoption() && family.ending.is_some() {
        homes.push(home("adoptive", sub_days(timeline.last, draw.between(80, 110)), draw));
    }
    let next: Vec<NaiveDate> = homes.iter().skip(1).map(|home| home.from).collect();
    for (home, next) in homes.iter_mut().zip(next) {
        home.to = Some(next);
    }
    homes
}

/// The placements of a child's file.
pub(super) fn placements(child: &Child, family: &Family, draw: &mut Draw) -> Value {
    let last = child.homes.len().saturating_sub(1);
    let homes = child.homes.iter().enumerate();
    homes.map(|(index, home)| placement(home, index == last, child, family, draw)).collect()
}

fn placement(home: &Home, is_last: bool, child: &Child, family: &Family, draw: &mut Draw) -> Value {
    let kind = home.kind;
    let in_family = kind == "family-and-friends";
    let approved = match kind {
        "fostering-for-adoption" => json!(["foster-carer", "adopter"]),
        "adoptive" => json!(["adopter"]),
        "childrens-home" | "supported-lodgings" => Value::Null,
        "family-and-friends" if home.to.is_some() => json!(["temporarily-approved"]),
        _ => json!(["foster-carer"]),
    };
    let links = if child.is_asked_on(child.last(family)) { LOCAL_LINKS } else { LOCAL_LINKS_YOUNG };
    let lasting = is_last && kind != "foster-care";
    let ends = home.to.or_else(|| family.ending.map(Ending::on));
    json!({
        "kind": kind,
        "from": home.from,
        "to": ends,
        "carers": (kind != "childrens-home").then(|| vec![&home.carers]),
        "carer_relationship": in_family.then_some("relative"),
        "approved_as": approved,
        "long_term_approved": home.long_term,
        "support": draw.say(SUPPORT),
        "authority": home.away.unwrap_or(family.council.name()),
        "away_from_community": home.away.is_none().then_some(false),
        "out_of_area": home.away.map(|_| out_of_area(home, draw)),
        "access_to_local_links": lasting.then(|| draw.say(links)),
        "reason": (kind == "childrens-home").then(|| draw.say(HOME_REASONS)),
        "suitability_assessed": (kind == "supported-lodgings").then(|| sub_days(home.from, 9)),
        "monitored": (kind == "supported-lodgings").then(|| monitored(home.from, child.last(family))),
        "prospective_adopter_relationship": (kind == "fostering-for-adoption").then_some(
            "Weighed with the agency: the bond is growing and contact is well supported.",
        ),
        "met_birth_family": (kind == "fostering-for-adoption")
            .then(|| add_days(home.from, 12).min(child.last(family))),
    })
}

fn out_of_area(home: &Home, draw: &mut Draw) -> Value {
    json!({
        "reason": draw.say(AWAY_REASONS),
        "in_plan": "Set out in section four of the plan.",
        "availability": "Local homes were asked first; none had a place that fitted.",
        "suitability": "Checked against the matching form; a good fit.",
        "cost": "Within the usual weekly range.",
        "local_resources": "Health, education and therapy nearby were checked.",
        "local_resources_cost": "Met from the placement budget.",
        "adoption_support_assessed": (home.kind == "adoptive").then(|| sub_days(home.from, 20)),
    })
}

/// Monitoring visits, well within every three months.
fn monitored(from: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let visits =
        std::iter::successors(Some(add_days(from, 60)), |visit| Some(add_days(*visit, 70)));
    visits.take_while(|visit| *visit <= last).collect()
}

const SUPPORT: &[&str] = &[
    "Fortnightly visits, a support group and an out-of-hours line.",
    "A named supervising worker, and a line to call in a crisis.",
    "Monthly training, respite on request and a night-time helpline.",
    "Weekly visits at first, then monthly; an agreed plan for a crisis.",
];
const LOCAL_LINKS: &[&str] = &[
    "Same school, same club on Saturdays, friends come to tea.",
    "Lifts to the old youth group; cousins live two streets away.",
    "The bus to school passes the door; swimming club unchanged.",
    "A monthly weekend in the old neighbourhood, and calls with friends.",
];
const LOCAL_LINKS_YOUNG: &[&str] = &[
    "Same nursery and playground; cousins come to play.",
    "Playgroup in the old neighbourhood every week.",
    "Weekly outings with the grandparents to familiar places.",
];
const HOME_REASONS: &[&str] = &[
    "Asked for a small home rather than a family after two foster homes.",
    "Needs a staff team day and night for now; no foster home could offer it.",
];
const AWAY_REASONS: &[&str] = &[
    "The only home that could offer the care needed at that time.",
    "Close to family who live over the border.",
    "Keeps the child near people and places they know.",
];
