//! The review clock: 20 working days, three months, six months (regulation 33).
//!
//! Each runs from the review that was held before it, not from the day that one was due.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{ADOPTIVE, Cause, EARLIER_REVIEWS, in_adoptive_home};
use crate::calendar::add_months;
use crate::case::PlacementKind;
use crate::rules::{Days, Facts, Fault, Judgement, Parameters, UnsureYear, at, why, within};

/// The first review, within 20 working days of becoming looked after (regulation 33(1)).
pub(super) fn first_review(facts: &Facts<'_>) -> Judgement {
    let clock = &facts.clock;
    if clock.earlier > 0 {
        return Judgement::NotApplicable(EARLIER_REVIEWS);
    }
    if in_adoptive_home(facts) {
        return Judgement::NotApplicable(ADOPTIVE);
    }
    let (started, due) = (facts.started(), clock.first_due.date);
    let unsure = UnsureYear(clock.first_due.unsure_years.first().copied());
    match clock.first() {
        Some(first) if first.date <= due => Judgement::MET,
        Some(first) => {
            let (held, late) = (first.date, Days::between(due, first.date));
            let cause = Cause::FirstReviewLate { held, started, due, unsure, late };
            Fault::lapse(cause, at!["reviews", first.index, "date"], held).into()
        }
        None if facts.day <= due => Judgement::NotDue { due: Some(due) },
        None => {
            let (today, late) = (facts.day, Days::between(due, facts.day));
            let cause = Cause::FirstReviewOverdue { started, due, unsure, late, today };
            Fault::wrong(cause, at!["reviews"]).due_on(due).into()
        }
    }
}

/// The second review, within three months of the first (regulation 33(2)).
pub(super) fn second_review(facts: &Facts<'_>) -> Judgement {
    let clock = &facts.clock;
    let Some(due) = clock.second_due else {
        return Judgement::NotApplicable(EARLIER_REVIEWS);
    };
    if in_adoptive_home(facts) {
        return Judgement::NotApplicable(ADOPTIVE);
    }
    let from = clock.first().map_or(clock.first_due.date, |first| first.date);
    match clock.second() {
        Some(second) if second.date <= due => Judgement::MET,
        Some(second) => {
            let (held, late) = (second.date, Days::between(due, second.date));
            let cause = Cause::SecondReviewLate { held, from, due, late };
            Fault::lapse(cause, at!["reviews", second.index, "date"], held).into()
        }
        None if facts.day <= due => Judgement::NotDue { due: Some(due) },
        None => {
            let (today, late) = (facts.day, Days::between(due, facts.day));
            let cause = Cause::SecondReviewOverdue { from, due, late, today };
            Fault::wrong(cause, at!["reviews"]).due_on(due).into()
        }
    }
}

/// Later reviews, at most six months apart (regulation 33(2)).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LaterReviews {
    /// The most months between one review and the next.
    #[schemars(range(max = 60))]
    #[serde(deserialize_with = "within::<0, 60, _>")]
    months: u32,
}

impl Default for LaterReviews {
    fn default() -> Self {
        Self { months: 6 }
    }
}

impl LaterReviews {
    /// The last day for the review after one held on a day. The clock does not run in an adoptive
    /// home; when one breaks down, it runs again from the day the child left it.
    fn due_after(&self, facts: &Facts<'_>, held: NaiveDate) -> NaiveDate {
        let months = self.months;
        let due = add_months(held, months);
        let adoptive =
            facts.placements_on(due).filter(|(_, home)| home.kind == Some(PlacementKind::Adoptive));
        let left = adoptive.filter_map(|(_, home)| home.to.day()).max();
        left.map_or(due, |left| add_months(left, months))
    }

    /// A lapse for each review that was held late: each is long past by itself.
    fn late_reviews(&self, facts: &Facts<'_>) -> impl Iterator<Item = Fault> {
        let clock = &facts.clock;
        let months = self.months;
        // The gap from the first review to the second is the second's own requirement.
        let from = usize::from(clock.earlier == 0);
        let later = clock.held.get(from..).unwrap_or_default();
        let pairs = later.iter().zip(later.iter().skip(1));
        pairs.filter_map(move |(before, after)| {
            let (last, held) = (before.date, after.date);
            let due = self.due_after(facts, last);
            let late = Days::between(due, held);
            let cause = Cause::LaterReviewLate { held, last, months, due, late };
            let place = at!["reviews", after.index, "date"];
            (held > due).then(|| Fault::lapse(cause, place, held))
        })
    }
}

impl Parameters for LaterReviews {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let clock = &facts.clock;
        if !clock.second_was_held() {
            return Judgement::NotApplicable(why::NO_SECOND_REVIEW);
        }
        if in_adoptive_home(facts) {
            return Judgement::NotApplicable(ADOPTIVE);
        }
        let Some(last) = clock.latest() else {
            return Judgement::NotApplicable(EARLIER_REVIEWS);
        };
        let months = self.months;
        let due = self.due_after(facts, last.date);
        let mut faults: Vec<Fault> = self.late_reviews(facts).collect();
        let next_due = Some(due).filter(|&due| due >= facts.day);
        if next_due.is_none() {
            let (today, late) = (facts.day, Days::between(due, facts.day));
            let cause = Cause::LaterReviewOverdue { last: last.date, months, due, late, today };
            let place = at!["reviews", last.index, "date"];
            faults.push(Fault::wrong(cause, place).due_on(due));
        }
        if faults.is_empty() {
            Judgement::Met { next_due }
        } else {
            Judgement::Late { faults, next_due }
        }
    }
}
