//! Who may apply for a child arrangements order, and until when one can be made.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Counting, Grounds, Limb, THREE_YEARS, Window};
use crate::calendar::birthday;
use crate::case::PermanenceOrder;
use crate::rules::legal::Cause;
use crate::rules::legal::orders::{Application, applications};
use crate::rules::{Facts, Fault, Judgement, Parameters, within};

/// Each applicant for a child arrangements order is someone who may apply, and the child is under
/// 18 (Dorset §7.6 ¶4 and limbs 1 to 4; Leicester, child arrangements orders ¶5 and limbs 1 to 7,
/// and appendix 1; Children Act 1989, sections 9(6) and (7) and 10(4) to (10)).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ChildArrangementsEligible {
    /// The grounds that the strategy gives; those of the Act when missing.
    limbs: Vec<Limb>,
    /// How many days lived with are three years.
    #[schemars(range(min = 1))]
    #[serde(deserialize_with = "within::<1, { u32::MAX }, _>")]
    lived_with_days: u32,
    /// Which of those days count; null for all.
    window: Option<Window>,
}

impl Default for ChildArrangementsEligible {
    fn default() -> Self {
        Self {
            limbs: Limb::CHILD_ARRANGEMENTS.to_vec(),
            lived_with_days: THREE_YEARS,
            window: Counting::ACT.window,
        }
    }
}

/// From this age the Act allows the order in exceptional circumstances alone (section 9(7)).
const EXCEPTIONAL: u32 = 16;
/// At this age it can no longer be made.
const ADULT: u32 = 18;

/// What is wrong with the child's age on the day the order was made or, while it has not been,
/// today: it cannot be made any earlier.
fn too_old(facts: &Facts<'_>, application: &Application<'_>) -> Option<Fault> {
    let granted = application.detail.granted.by(facts.today);
    let day = granted.unwrap_or(facts.today);
    let age = facts.age_on(day);
    let place = application.pointer().then(if granted.is_some() { "granted" } else { "order" });
    let attained = |age| birthday(facts.case.child.date_of_birth.date(), age);
    if age >= ADULT {
        let attained = attained(ADULT);
        return Some(Fault::wrong(Cause::AdultAtOrder { attained, day }, place));
    }
    let attained = attained(EXCEPTIONAL);
    let cause = match granted {
        Some(granted) => Cause::SixteenWhenGranted { attained, granted },
        None => Cause::SixteenAtOrder { attained },
    };
    (age >= EXCEPTIONAL).then(|| Fault::wrong(cause, place).weighing_advice())
}

impl Parameters for ChildArrangementsEligible {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let grounds = Grounds {
            limbs: &self.limbs,
            counting: Counting { days: self.lived_with_days, window: self.window },
            act: &Limb::CHILD_ARRANGEMENTS,
            parents_barred: false,
        };
        let mut applied = applications(facts, PermanenceOrder::ChildArrangements).peekable();
        if applied.peek().is_none() {
            return Judgement::NotApplicable("a child arrangements order has not been applied for");
        }
        let faults = applied.flat_map(|application| {
            let too_old = too_old(facts, &application);
            let applicants = grounds.faults(facts, &application);
            too_old.into_iter().chain(applicants)
        });
        Judgement::from_faults(faults.collect())
    }
}
