//! One child of a family: who they are, and how their case stands.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::draw::Draw;
use super::family::Family;
use super::homes::Home;
use super::path::Path;
use crate::calendar::{add_days, age_on, sub_days};

/// How a case was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    WentHome(NaiveDate),
    /// The day the order was granted.
    Ordered(NaiveDate),
    /// The eighteenth birthday.
    CameOfAge(NaiveDate),
}

impl Ending {
    pub(super) fn on(self) -> NaiveDate {
        match self {
            Self::WentHome(day) | Self::Ordered(day) | Self::CameOfAge(day) => day,
        }
    }
}

/// One child of a family.
#[derive(Clone, Debug)]
pub(super) struct Child {
    pub(super) id: String,
    pub(super) born: NaiveDate,
    pub(super) path: Path,
    /// Children of the same household live together.
    pub(super) household: usize,
    pub(super) homes: Vec<Home>,
    pub(super) achieved: Option<NaiveDate>,
}

/// The age from which a child's views are asked for as an older child's are.
pub(super) const VIEWS_AGE: u32 = 4;

impl Child {
    /// The last day that anything is recorded on.
    pub(super) fn last(&self, family: &Family) -> NaiveDate {
        family.timeline.last.max(self.born)
    }

    /// Whether the child is old enough on a day to be asked.
    pub(super) fn is_asked_on(&self, day: NaiveDate) -> bool {
        age_on(self.born, day) >= VIEWS_AGE
    }

    /// Whether the child now lives with carers who foster or adopt.
    pub(super) fn has_carers(&self) -> bool {
        self.homes.last().is_some_and(|home| home.kind != "childrens-home")
    }

    /// The child's own part of the file.
    pub(super) fn value(&self, family: &Family, draw: &mut Draw) -> Value {
        let timeline = &family.timeline;
        let told = add_days(timeline.started, draw.between(0, 9)).min(timeline.last);
        json!({
            "date_of_birth": self.born,
            "heritage": {
                "ethnicity": draw.say(ETHNICITIES),
                "religion": draw.say(RELIGIONS),
                "language": draw.say(LANGUAGES),
                "how_promoted": draw.say(PROMOTED),
            },
            "told_why_in_care": told,
            "told_how_to_complain": told,
            "advocate": { "offered": told, "taken_up": draw.chance(40) },
        })
    }

    /// How the child takes part in reviews, and what the reviews decide.
    pub(super) fn reviews(&self, family: &Family, draw: &mut Draw) -> (Value, usize) {
        let all = &family.timeline.reviews;
        let earlier = if all.len() > 5 { all.len() - 3 } else { 0 };
        let course = self.path.course();
        let reviews = all.iter().enumerate().skip(earlier).map(|(index, &date)| {
            let asked = self.is_asked_on(date);
            let considered = index > 0;
            json!({
                "date": date,
                "participation": if asked { draw.say(PARTICIPATION) } else { "under-4" },
                "child_consulted": asked.then_some(true),
                "parents_consulted": family.is_reachable().then_some(true),
                "parents_not_consulted_because": (!family.is_reachable())
                    .then_some("Their whereabouts are not known."),
                "plan_considered": considered,
                "officer_satisfied": considered.then_some(true),
                "officer_comment": considered.then(|| draw.say(COMMENTS)),
                "options_considered": considered.then_some([course.option, course.fallback]),
                "care_still_needed": draw.say(STILL_NEEDED),
            })
        });
        (reviews.collect(), earlier)
    }

    /// What the child wishes and feels: at the start, before the plan and its reviews, and lately.
    pub(super) fn wishes(&self, family: &Family, draw: &mut Draw) -> Value {
        let timeline = &family.timeline;
        let mut days = vec![add_days(timeline.started, draw.between(2, 12)).min(timeline.last)];
        days.extend(timeline.assessed.map(|day| sub_days(day, draw.between(4, 12))));
        let of_late = sub_days(timeline.last, MOST_REMEMBERED);
        let later = timeline.reviews.iter().skip(2).filter(|&&review| review > of_late);
        days.extend(later.map(|&review| sub_days(review, draw.between(6, 20))));
        let lately = sub_days(timeline.last, draw.between(5, 70));
        days.extend(Some(lately).filter(|&day| timeline.drawn_up.is_some_and(|plan| day > plan)));
        days.sort_unstable();
        days.dedup();
        let latest = days.len() - 1;
        let entries = days.into_iter().enumerate().map(|(index, day)| {
            let asked = self.is_asked_on(day);
            let weighed = index == latest && family.partner_stays_away;
            json!({
                "recorded": day,
                "gathered_by": if asked { draw.say(GATHERED_BY) } else { "carer" },
                "method": if asked { draw.say(METHODS) } else { "observation" },
                "views": draw.say(if asked { VIEWS } else { SHOWN }),
                "how_reflected": draw.say(if asked { REFLECTED } else { REFLECTED_YOUNG }),
                "no_direct_contact_with": weighed.then_some(["mothers-former-partner"]),
                "weight_given": weighed.then_some("Followed in full; there is no contact."),
            })
        });
        entries.collect()
    }

    /// The document's parts that say which case it is.
    pub(super) fn head(&self, family: &Family) -> [(&'static str, Value); 6] {
        let workers = &family.workers;
        [
            ("format", json!(1)),
            ("case_id", json!(self.id)),
            ("authority", json!(family.council.name())),
            ("team", json!(workers.team)),
            ("social_worker", json!(workers.social_worker)),
            ("reviewing_officer", json!(workers.officer)),
        ]
    }
}

/// How many days back a file has every entry of what the child wishes and feels.
const MOST_REMEMBERED: u32 = 500;
const ETHNICITIES: &[&str] =
    &["white british", "mixed heritage", "black british", "asian british", "white other"];
const RELIGIONS: &[&str] = &["none", "christian", "muslim", "hindu", "not yet known"];
const LANGUAGES: &[&str] = &["english", "english and polish", "english and gujarati", "english"];
const PROMOTED: &[&str] = &[
    "A life story book, family recipes and festivals kept with the carers.",
    "Books and music from home, and a mentor who shares the heritage.",
    "Visits to family places, and a memory box that goes wherever they go.",
];
const PARTICIPATION: &[&str] = &[
    "attended",
    "attended",
    "attended-other-means",
    "attended-advocate-spoke",
    "sent-views",
    "advocate-sent-views",
];
const COMMENTS: &[&str] = &[
    "A clear plan; test the second option early.",
    "Good progress; keep the dates.",
    "The plan is sound and the child knows it.",
    "No comment to make on the plan itself.",
];
const STILL_NEEDED: &[&str] = &[
    "Home is not safe enough yet.",
    "The work agreed with the family is not finished.",
    "No safe home in the family at present.",
    "Until the court has decided.",
];
const GATHERED_BY: &[&str] =
    &["social-worker", "social-worker", "reviewing-officer", "advocate", "carer", "school"];
const METHODS: &[&str] = &["direct-work", "conversation", "written", "conversation"];
const VIEWS: &[&str] = &[
    "Wants to know what happens next, and to stay at the same school.",
    "Likes the present home; would like more time with family.",
    "Wants to be told first when plans change.",
    "Would like a dog one day, and not to move again.",
    "Misses the old street; happy with the new room.",
];
const SHOWN: &[&str] = &[
    "Settles quickly with the carers; looks for them when tired.",
    "Smiles at familiar faces; upset by sudden noise.",
    "Reaches for the carers and sleeps well after visits.",
];
const REFLECTED_YOUNG: &[&str] = &[
    "Routines stay the same, and visits are kept short and calm.",
    "The plan builds on the bond with the carers.",
    "Changes are made slowly, with a familiar face nearby.",
];
const REFLECTED: &[&str] = &[
    "The plan keeps the school and says when each step happens.",
    "Extra family time was added; the rest is explained in the plan.",
    "The plan follows this wish as far as is safe, and says why.",
];
