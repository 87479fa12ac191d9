//! The assessment behind the plan.

use serde_json::{Value, json};

use super::child::Child;
use super::draw::Draw;
use super::family::Family;
use super::path::Path;
use crate::calendar::{age_on, sub_days};

/// The assessment, once it has been completed.
pub(super) fn assessment(child: &Child, family: &Family, draw: &mut Draw) -> Option<Value> {
    let timeline = &family.timeline;
    let completed = timeline.assessed?;
    let with_kin = matches!(child.path, Path::Kinship | Path::SpecialGuardianship);
    let special = if with_kin { "kinship-viability" } else { "parenting-assessment" };
    let asked = child.is_asked_on(timeline.last);
    let age = age_on(child.born, timeline.last);
    Some(json!({
        "completed": completed,
        "updated": timeline.revised.map(|day| vec![sub_days(day, 6)]),
        "draws_on": [
            { "assessment": "child-and-family", "completed": sub_days(timeline.started, 20) },
            { "assessment": special, "completed": sub_days(completed, 5) },
        ],
        "factors": {
            "wishes_and_needs": draw.say(WISHES),
            "feelings": draw.say(FEELINGS),
            "safety_and_wellbeing": draw.say(SAFETY),
            "short_term_stability": draw.say(SHORT_TERM),
            "long_term_stability": draw.say(LONG_TERM),
            "relationships": draw.say(RELATIONSHIPS),
            "education_hobbies_friendships": draw.say(if asked { SCHOOL } else { NURSERY }),
            "carer_relationship": draw.say(CARERS),
            "adoption": if child.path.is_adoption() {
                "Likely to give this child a family for good."
            } else {
                "Considered; not right given age and family ties."
            },
            "transition_to_adulthood": draw.say(ADULTHOOD),
            "age": format!("Aged {age}; taken into account in every option."),
            "sibling_group": match family.children.len() {
                1 => "An only child in this plan.".to_owned(),
                count => format!("A group of {count}; each child's needs were weighed."),
            },
            "child_support_needs": draw.say(CHILD_SUPPORT),
            "family_support_needs": draw.say(FAMILY_SUPPORT),
            "family_contact": draw.say(CONTACT),
            "outcomes": draw.say(OUTCOMES),
        },
    }))
}

const WISHES: &[&str] = &[
    "Needs steady, predictable care, and to know what comes next.",
    "Needs to be with people they know, in a familiar place.",
    "Needs calm mornings and one adult to turn to.",
];
const FEELINGS: &[&str] = &[
    "Unsettled at first; calmer since the second month.",
    "Worries about family at home, and says so.",
    "Content in the present home; sad after goodbyes.",
];
const SAFETY: &[&str] = &[
    "Wishes were weighed beside the risks at home; safety comes first.",
    "Safe and well now; the risks at home have not gone yet.",
    "Sleep, weight and mood are better than at the start.",
];
const SHORT_TERM: &[&str] = &[
    "Stays in the present home while the work is done.",
    "One move at most; the same school throughout.",
    "Routines carried over from the home before.",
];
const LONG_TERM: &[&str] = &[
    "A home to grow up in, with people who know the child's story.",
    "Roots in the same community, language and culture.",
    "One family until adulthood and beyond.",
];
const RELATIONSHIPS: &[&str] = &[
    "A grandparent, an aunt and a former neighbour matter most.",
    "Parents, a cousin and a sports coach.",
    "Close to an older relative who writes every month.",
];
const SCHOOL: &[&str] = &[
    "Personal education plan in place; art club and two good friends.",
    "Doing well at school; swims twice a week.",
    "Settled in class; reading scheme at home; plays in the band.",
];
const NURSERY: &[&str] = &[
    "Nursery three mornings a week; loves music time.",
    "Playgroup with the carers; story time at the library.",
];
const CARERS: &[&str] = &[
    "Wants carers who listen and keep promises; trust is growing.",
    "Turns to the carers when worried; they know the signs.",
    "Needs patient carers; the bond was built at the child's pace.",
];
const ADULTHOOD: &[&str] = &[
    "Learns to cook and to travel; a base to come back to.",
    "Too early for detail; skills are built step by step.",
    "Savings, a trusted adult and a way into training.",
];
const CHILD_SUPPORT: &[&str] = &[
    "Weekly play therapy, and one key adult each day.",
    "Speech and language sessions; health checks are up to date.",
    "Annual health assessment done; counselling offered.",
];
const FAMILY_SUPPORT: &[&str] = &[
    "Parenting course, housing advice and a recovery worker.",
    "Help with debts, and a family group for support.",
    "Counselling for the parent; practical help for the relatives.",
];
const CONTACT: &[&str] = &[
    "Time with parents is safe and good for the child; kept under review.",
    "Family time works best when short and often.",
    "Wider family and friends keep in touch by calls and visits.",
];
const OUTCOMES: &[&str] = &[
    "Secure, healthy and learning well.",
    "Knows their story and where they belong.",
    "Ready for adult life with people to lean on.",
];
