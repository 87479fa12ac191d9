//! Whether the child's views are known, current and answered.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Cause;
use crate::calendar::add_weeks;
use crate::case::{
    ContactKind, GatheredBy, GatheringMethod, Participation, PermanenceOption, Person, WishesEntry,
};
use crate::rules::{Facts, Fault, Held, Judgement, List, Nth, Parameters, at, why, within};

/// Wishes and feelings are known (Dorset §2, §4.3, §5; Leicester, objectives 8).
///
/// For a child too young to be asked, an observation shows them.
pub(super) fn wishes_recorded(facts: &Facts<'_>) -> Judgement {
    let observed = |entry: &WishesEntry| {
        !facts.is_asked() && entry.method == Some(GatheringMethod::Observation)
    };
    if facts.wishes().any(|(_, entry)| entry.views.is_recorded() || observed(entry)) {
        return Judgement::MET;
    }
    let fault = match facts.latest_wishes() {
        Some((index, _)) => {
            Fault::absent(Cause::EntryWithoutViews {}, at!["wishes_and_feelings", index, "views"])
        }
        None if facts.is_asked() => Fault::absent(Cause::NoWishes {}, at!["wishes_and_feelings"]),
        None => Fault::absent(
            Cause::NoObservation { views_age: facts.conventions.views_age },
            at!["wishes_and_feelings"],
        ),
    };
    fault.into()
}

/// Wishes and feelings are current. The number is the tool's.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct WishesCurrent {
    /// Weeks within which an entry is current whatever reviews there were since.
    #[schemars(range(max = 520))]
    #[serde(deserialize_with = "within::<0, 520, _>")]
    weeks: u32,
}

impl Default for WishesCurrent {
    fn default() -> Self {
        Self { weeks: 26 }
    }
}

/// The review of the plan before the last one; for want of that, the day the plan began.
fn review_before_last(facts: &Facts<'_>) -> Option<NaiveDate> {
    let plan = facts.plan()?;
    let of_the_plan = plan.reviewed.iter().filter_map(|date| facts.in_care(*date));
    let that_considered_it = facts
        .clock
        .held
        .iter()
        .filter(|held| held.review.plan_considered == Some(true))
        .map(|held| held.date);
    let mut reviews: Vec<NaiveDate> = of_the_plan.chain(that_considered_it).collect();
    reviews.sort_unstable();
    reviews.dedup();
    reviews.pop()?;
    reviews.pop().or_else(|| facts.presented()).or_else(|| facts.drawn_up())
}

impl Parameters for WishesCurrent {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let Some((index, latest)) = facts.latest_wishes() else {
            return Judgement::NotApplicable(why::NO_WISHES);
        };
        let Some(since) = review_before_last(facts) else {
            return Judgement::NotApplicable("the plan has not been reviewed");
        };
        let Some(last) = latest.recorded.by(facts.day) else {
            let place = at!["wishes_and_feelings", index, "recorded"];
            return Fault::absent(Cause::WishesUndated {}, place).into();
        };
        let weeks = self.weeks;
        if last >= since || add_weeks(last, weeks) >= facts.day {
            return Judgement::MET;
        }
        let cause = Cause::WishesOld { last, since, weeks };
        Fault::wrong(cause, at!["wishes_and_feelings", index, "recorded"]).into()
    }
}

/// Views are answered (Dorset §2): the latest, and each since the plan was drawn up.
pub(super) fn wishes_responded_to(facts: &Facts<'_>) -> Judgement {
    let Some((latest, _)) = facts.latest_wishes() else {
        return Judgement::NotApplicable(why::NO_WISHES);
    };
    let plan = &facts.case.permanence_plan;
    let drawn_up = facts.in_care(plan.drawn_up).or_else(|| facts.in_care(plan.first_drawn_up));
    let counts = |index: usize, entry: &WishesEntry| {
        let since_drawn_up = match (entry.recorded.by(facts.day), drawn_up) {
            (Some(recorded), Some(drawn_up)) => recorded >= drawn_up,
            _ => false,
        };
        index == latest || since_drawn_up
    };
    let unanswered: Vec<usize> = facts
        .wishes()
        .filter(|(index, entry)| counts(*index, entry) && entry.how_reflected.is_missing())
        .map(|(index, _)| index)
        .collect();
    match unanswered.last() {
        None => Judgement::MET,
        Some(&last) => {
            let entries = List(unanswered.into_iter().map(Nth).collect());
            let place = at!["wishes_and_feelings", last, "how_reflected"];
            Fault::absent(Cause::NotAnswered { entries }, place).into()
        }
    }
}

/// The reviewing officer gains the child's views (Dorset §4.8).
pub(super) fn officer_hears_child(facts: &Facts<'_>) -> Judgement {
    if facts.clock.second_is_before_file() {
        return Judgement::NotApplicable(why::BEFORE_FILE);
    }
    let Some(second) = facts.clock.second() else {
        return Judgement::NotApplicable(why::NO_SECOND_REVIEW);
    };
    if !facts.is_asked_on(second.date) {
        return Judgement::NotApplicable(why::TOO_YOUNG);
    }
    let by_entry =
        facts.wishes().any(|(_, entry)| entry.gathered_by == Some(GatheredBy::ReviewingOfficer));
    let heard = facts.clock.held.iter().find(|held| heard_at(held));
    if by_entry || heard.is_some_and(|held| held.date <= second.date) {
        return Judgement::MET;
    }
    let cause = Cause::OfficerHasNotHeard { second: second.date };
    let place = at!["reviews", second.index, "participation"];
    match heard {
        Some(later) => Fault::lapse(cause, place, later.date).into(),
        None => Fault::absent(cause, place).into(),
    }
}

/// True when the child's views were heard at a review.
fn heard_at(held: &Held<'_>) -> bool {
    held.review.participation.is_some_and(|participation| {
        !matches!(
            participation,
            Participation::Under4 | Participation::AttendedNoViews | Participation::None
        )
    })
}

/// A wish for no direct contact is given considerable weight, at any age (Leicester, contact ¶2).
pub(super) fn wish_for_no_direct_contact(facts: &Facts<'_>) -> Judgement {
    let new_family =
        facts.primary().is_some_and(|primary| primary.option != PermanenceOption::ReturnHome);
    if !new_family {
        return Judgement::NotApplicable("the plan is not for a new family");
    }
    let wish = facts.latest_wishes().filter(|(_, entry)| !entry.no_direct_contact_with.is_empty());
    let Some((index, entry)) = wish else {
        return Judgement::NotApplicable("the child does not ask for no direct contact");
    };
    let mut faults = Vec::new();
    if entry.weight_given.is_missing() {
        let mut people: Vec<&str> =
            entry.no_direct_contact_with.iter().map(Person::spoken).collect();
        people.dedup();
        let cause = Cause::WishNotWeighed { who: List(people) };
        let place = at!["wishes_and_feelings", index, "weight_given"];
        faults.push(Fault::absent(cause, place));
    }
    if let Some(recorded) = entry.recorded.by(facts.day) {
        faults.extend(contact_against_wish(facts, entry, recorded));
    }
    Judgement::from_faults(faults)
}

fn contact_against_wish(facts: &Facts<'_>, entry: &WishesEntry, wish: NaiveDate) -> Vec<Fault> {
    facts
        .arrangements_of(ContactKind::Direct)
        .filter_map(|arrangement| {
            let with = arrangement.detail.with.as_ref()?;
            entry.no_direct_contact_with.iter().find(|unwanted| unwanted.overlaps(with))?;
            let begun = [arrangement.detail.from, arrangement.detail.agreed]
                .into_iter()
                .filter_map(|day| day.by(facts.day))
                .filter(|&day| day >= wish)
                .min()?;
            let cause = Cause::DirectContactAgainstWish { who: with.spoken(), wish, begun };
            Some(Fault::wrong(cause, arrangement.pointer()).weighing_concern())
        })
        .collect()
}
