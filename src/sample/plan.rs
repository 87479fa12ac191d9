//! The permanence plan.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::child::Child;
use super::council::Council;
use super::draw::Draw;
use super::family::{Family, ahead};
use super::law::route;
use super::path::Path;
use super::timeline::office_day;
use crate::calendar::{add_days, age_on, birthday, sub_days};

/// The plan. Before it is drawn up only the start of planning is recorded.
pub(super) fn plan(child: &Child, family: &Family, draw: &mut Draw) -> Value {
    let timeline = &family.timeline;
    let Some(first_drawn_up) = timeline.drawn_up else {
        return json!({ "planning_started": timeline.planning_started });
    };
    let revised = timeline.revised.filter(|day| child.achieved.is_none_or(|done| *day < done));
    let drawn_up = revised.unwrap_or(first_drawn_up);
    let presented = revised.map(|day| add_days(day, 5)).filter(|day| *day <= timeline.last);
    let asked = child.is_asked_on(timeline.last);
    let mut contributors = Vec::new();
    contributors.extend(asked.then_some("child"));
    contributors.extend(family.is_reachable().then_some("mother"));
    contributors.push(draw.pick("maternal-aunt", &["grandparent", "family-friend", "cousin"]));
    contributors.extend(child.has_carers().then_some("carers"));
    contributors.push("social-worker");
    json!({
        "planning_started": timeline.planning_started,
        "first_drawn_up": first_drawn_up,
        "drawn_up": drawn_up,
        "first_presented": timeline.presented,
        "presented": presented.or(timeline.presented),
        "revised": revised.map(|day| vec![day]),
        "contributors": contributors,
        "agencies": [if asked { "school" } else { "nursery" }, draw.pick("health", &["youth-service", "therapy-service"])],
        "security": {
            "legal": draw.say(LEGAL),
            "emotional": draw.say(EMOTIONAL),
            "physical": draw.say(PHYSICAL),
        },
        "outcomes": [draw.say(OUTCOMES), "A settled adult life with people who stay in touch."],
        "milestones": milestones(child, family, draw),
        "transition_plan": transition(child, family),
        "primary": primary(child, family, drawn_up, draw),
        "contingencies": contingencies(child, family, draw),
        "ruled_out": ruled_out(child, family, draw),
        "reviewed": reviewed(child, family, revised, draw),
        "achieved": child.achieved,
    })
}

fn milestones(child: &Child, family: &Family, draw: &mut Draw) -> Value {
    let last = family.timeline.last;
    let steps_done = if child.is_asked_on(last) { STEPS_DONE } else { STEPS_DONE_YOUNG };
    let past = family.timeline.presented.and_then(|day| {
        let done = add_days(day, draw.between(10, 30));
        let is_late = draw.chance(30);
        let by = if is_late { sub_days(done, 8) } else { add_days(done, 7) };
        let because = is_late.then(|| draw.say(&["court", "assessment", "carer-search"]));
        (done <= last).then(|| {
            json!({ "what": draw.say(steps_done), "by": by, "done": done, "late_because": because })
        })
    });
    let next = child.achieved.is_none().then(
        || json!({ "what": draw.say(STEPS_AHEAD), "by": ahead(child, last, draw.between(1, 4)) }),
    );
    // A plan that was presented only lately, and one that was achieved, still show a step.
    let settled = (next.is_none() && past.is_none())
        .then(|| json!({ "what": draw.say(steps_done), "by": last, "done": last }));
    past.into_iter().chain(next).chain(settled).collect()
}

/// A plan for adulthood, from shortly before the sixteenth birthday.
fn transition(child: &Child, family: &Family) -> Option<Value> {
    let timeline = &family.timeline;
    let nearly = sub_days(birthday(child.born, 16), 60);
    let drawn_up = nearly.max(timeline.drawn_up?);
    let lodgings = child.path == Path::SupportedLodgings;
    (drawn_up <= timeline.last).then(|| {
        json!({
            "drawn_up": drawn_up,
            "supported_lodgings": lodgings.then_some("A room with a host near college."),
            "wanted_by_young_person": lodgings.then_some("Asked for it at two meetings."),
        })
    })
}

fn primary(child: &Child, family: &Family, drawn_up: NaiveDate, draw: &mut Draw) -> Value {
    let course = child.path.course();
    let option = match child.path {
        Path::EarlyPermanence if family.council == Council::Leicester && draw.chance(40) => {
            "early-permanence"
        }
        _ => course.option,
    };
    let moved = family.timeline.revised.is_some_and(|day| day == drawn_up);
    let target = child.achieved.unwrap_or(ahead(child, family.timeline.last, draw.between(2, 7)));
    json!({
        "option": option,
        "with": course.with,
        "reasons": draw.say(REASONS),
        "evidence": draw.say(EVIDENCE),
        "reflects_wishes": draw.say(REFLECTS),
        "considerations": draw.say(DRAWBACKS),
        "legal_route": route(option, family),
        "identified": family.timeline.drawn_up,
        "target_date": target,
        "target_dates_before": moved.then(|| vec![add_days(drawn_up, 30)]),
        "late_because": moved.then(|| draw.say(&["court", "assessment", "family"])),
        "carers": child.has_carers().then(|| child.homes.last().map(|home| [&home.carers])),
        "carers_search": (!child.has_carers()).then_some("The agency looks for a foster home too."),
        "return_home": (option == "return-home").then(|| return_home(child, family, draw)),
        "early_permanence": child.path.is_adoption().then(|| draw.say(EARLY)),
    })
}

/// The second option, and for an older child sometimes a third.
fn contingencies(child: &Child, family: &Family, draw: &mut Draw) -> Value {
    let mut options = vec![contingency(child, family, draw)];
    let is_fostered = matches!(child.path, Path::ReturnHome | Path::LongTermFostering);
    if is_fostered && age_on(child.born, family.timeline.last) >= 11 && draw.chance(40) {
        options.push(json!({
            "option": "childrens-home",
            "reasons": "Asked for a small home if a foster family does not work out.",
            "legal_route": route("childrens-home", family),
            "identified": family.timeline.drawn_up,
            "target_date": ahead(child, family.timeline.last, draw.between(6, 12)),
        }));
    }
    Value::Array(options)
}

fn contingency(child: &Child, family: &Family, draw: &mut Draw) -> Value {
    let course = child.path.course();
    let option = course.fallback;
    json!({
        "option": option,
        "with": course.fallback_with,
        "reasons": draw.say(FALLBACKS),
        "legal_route": route(option, family),
        "identified": family.timeline.drawn_up,
        "target_date": ahead(child, family.timeline.last, draw.between(4, 10)),
        "return_home": (option == "return-home").then(|| return_home(child, family, draw)),
    })
}

fn return_home(child: &Child, family: &Family, draw: &mut Draw) -> Value {
    let timeline = &family.timeline;
    let by = ahead(child, timeline.last, draw.between(1, 3));
    let older = age_on(child.born, timeline.last) >= 12 && family.council == Council::Dorset;
    json!({
        "expectations": [
            { "what": draw.say(EXPECTATIONS), "by": by },
            { "what": "Keeps every agreed visit and meeting.", "by": by },
        ],
        "shared_with_family": timeline.drawn_up,
        "family_ties": draw.say(TIES),
        "safety_evidence": draw.say(SAFE),
        "transition": draw.say(MOVE_HOME),
        "the_harbour": older.then(|| draw.say(HARBOUR)),
    })
}

fn ruled_out(child: &Child, family: &Family, draw: &mut Draw) -> Value {
    let options = child.path.course().ruled_out.iter();
    options
        .map(|option| {
            let decided = family.timeline.assessed;
            json!({ "option": option, "reasons": draw.say(RULED_OUT), "decided": decided })
        })
        .collect()
}

/// The days the plan was reviewed: well within twelve weeks, yearly once a foster home is approved.
fn reviewed(
    child: &Child,
    family: &Family,
    revised: Option<NaiveDate>,
    draw: &mut Draw,
) -> Vec<NaiveDate> {
    let last = family.timeline.last;
    let mut days = Vec::new();
    let Some(mut next) = family.timeline.presented else {
        return days;
    };
    loop {
        let is_settled = child.achieved.is_some_and(|done| next >= sub_days(done, 60));
        let (least, most) = if is_settled { (280, 350) } else { (60, 80) };
        next = office_day(add_days(next, draw.between(least, most)));
        if next > last {
            break;
        }
        if Some(next) != revised {
            days.push(next);
        }
    }
    days
}

const LEGAL: &[&str] = &[
    "The order named below is sought; the present status holds until then.",
    "Decisions are shared as the law says; the route is agreed.",
];
const EMOTIONAL: &[&str] = &[
    "A growing bond with the people who care day to day.",
    "Knows who to turn to; a life-story book is under way.",
    "Trusts two adults and says so.",
];
const PHYSICAL: &[&str] =
    &["A room of their own in a settled home.", "One home that can last until adulthood."];
const OUTCOMES: &[&str] = &[
    "Healthy and doing well at school.",
    "Feels safe, and knows their own story.",
    "Keeps the friends and places that matter.",
];
const STEPS_DONE: &[&str] = &[
    "Life-story work begun",
    "Health assessment and dental check done",
    "Personal education plan agreed with the school",
];
const STEPS_DONE_YOUNG: &[&str] = &[
    "Memory box and life-story book begun",
    "Health assessment and health visitor's check done",
    "Nursery place agreed",
];
const STEPS_AHEAD: &[&str] = &[
    "Support plan signed by everyone",
    "Overnight stays reviewed",
    "Matching report finished",
    "Final support meeting held",
];
const REASONS: &[&str] = &[
    "The assessment shows that it meets the child's needs best.",
    "It gives a home for good with people the child knows.",
    "It is the safest way to a settled childhood.",
];
const EVIDENCE: &[&str] = &[
    "The permanence assessment, parts two and four.",
    "Three observed visits and the school's report.",
    "The assessment and the family's own plan.",
];
const REFLECTS: &[&str] = &[
    "Close to what the child asks for.",
    "Keeps the people and places that the child holds on to.",
    "What the child shows day by day points the same way.",
];
const DRAWBACKS: &[&str] = &[
    "It may take longer than hoped; support runs on.",
    "Family time must be planned with care.",
    "One more change of home, prepared step by step.",
];
const EARLY: &[&str] = &[
    "Looked at in the first month with the agency.",
    "Carers approved for both were sought from the start.",
];
const FALLBACKS: &[&str] = &[
    "A lasting home if the first plan cannot go ahead.",
    "Assessed beside the first option, and ready to start.",
];
const EXPECTATIONS: &[&str] = &[
    "The recovery programme is finished.",
    "A safe tenancy is in place.",
    "The parenting course is finished and used at visits.",
];
const TIES: &[&str] = &[
    "Weekly visits, and the same doctor, places and friends.",
    "Cousins and grandparents close by; same health visitor.",
];
const SAFE: &[&str] = &[
    "Checks are clear and three months of visits went well.",
    "The risk assessment was updated with the school and the police.",
];
const MOVE_HOME: &[&str] = &[
    "A family worker twice a week for six months.",
    "Overnight stays first; the carers stay in touch afterwards.",
];
const HARBOUR: &[&str] = &[
    "A worker from the service meets them weekly.",
    "Considered with the family; sessions start before the move.",
];
const RULED_OUT: &[&str] = &[
    "Assessed; would not meet the child's needs.",
    "Nobody came forward who could offer it.",
    "The risks have not gone down enough.",
    "Age and family ties speak against it.",
];
