//! How often the plan is reviewed.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Cause;
use crate::calendar::{add_months, add_weeks};
use crate::case::PermanencePlan;
use crate::rules::{Days, Facts, Fault, Judgement, Parameters, Pointer, at, why, within};

/// The plan is reviewed often enough (Dorset §5 ¶1: 12 weeks; §7.2 ¶3: yearly in an approved
/// long-term foster home).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PlanReviewCadence {
    /// The most weeks between reviews.
    #[schemars(range(max = 520))]
    #[serde(deserialize_with = "within::<0, 520, _>")]
    weeks: u32,
    /// The most months between reviews while the child is in an approved long-term foster home.
    #[schemars(range(max = 120))]
    #[serde(deserialize_with = "within::<0, 120, _>")]
    long_term_months: u32,
}

impl Default for PlanReviewCadence {
    fn default() -> Self {
        Self { weeks: 12, long_term_months: 12 }
    }
}

impl Parameters for PlanReviewCadence {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let Some(plan) = facts.plan() else {
            return Judgement::NotApplicable(why::NO_PLAN);
        };
        let homes = approved_homes(facts);
        let stopped = stopped(facts, &homes);
        let judged = match clock_start(facts, plan) {
            Some(start) => self.judge_reviews(facts, &homes, &ticks(facts, plan, start, &homes)),
            None if stopped.is_none() => {
                Fault::absent(Cause::PlanUndated {}, at!["permanence_plan"]).into()
            }
            None => Judgement::MET,
        };
        match judged {
            Judgement::Met { .. } if stopped.is_some() => Judgement::NotApplicable(why::ACHIEVED),
            Judgement::Late { faults, .. } if stopped.is_some() => Judgement::NotMet(faults),
            judged => judged,
        }
    }
}

/// The day the clock starts: the plan's first presentation, else its drawing up.
pub(super) fn clock_start(facts: &Facts<'_>, plan: &PermanencePlan) -> Option<NaiveDate> {
    [plan.first_presented, plan.presented, plan.drawn_up, plan.first_drawn_up]
        .into_iter()
        .find_map(|date| facts.in_care(date))
}

/// A day that sets the clock.
#[derive(Clone, Copy, Debug)]
struct Tick {
    day: NaiveDate,
    /// True for a review of the plan; false for its start and for the approval of a home.
    review: bool,
}

/// A stay in a home approved as long-term: from the approval to the day the child left, if they did.
#[derive(Clone, Copy, Debug)]
struct ApprovedHome {
    approved: NaiveDate,
    left: Option<NaiveDate>,
}

impl ApprovedHome {
    fn covers(self, day: NaiveDate) -> bool {
        self.approved <= day && self.left.is_none_or(|left| day < left)
    }
}

fn approved_homes(facts: &Facts<'_>) -> Vec<ApprovedHome> {
    let homes = facts.case.placements.iter();
    homes
        .filter_map(|home| {
            let approved = home.long_term_approved.by(facts.day)?;
            let left = home.to.day().filter(|&to| to <= facts.day);
            Some(ApprovedHome { approved, left })
        })
        .collect()
}

/// The day the clock stopped, when it has: permanence was achieved, and any approved home was left.
fn stopped(facts: &Facts<'_>, homes: &[ApprovedHome]) -> Option<NaiveDate> {
    if homes.iter().any(|home| home.covers(facts.day)) {
        return None;
    }
    let left = homes.iter().filter_map(|home| home.left);
    Some(left.fold(facts.achieved()?, NaiveDate::max))
}

/// Every day that sets the clock, in order, from its start to the child's day.
fn ticks(
    facts: &Facts<'_>,
    plan: &PermanencePlan,
    start: NaiveDate,
    homes: &[ApprovedHome],
) -> Vec<Tick> {
    let reviews = plan
        .reviewed
        .iter()
        .chain(&plan.revised)
        .filter_map(|date| date.by(facts.day))
        .chain(
            facts
                .clock
                .held
                .iter()
                .filter(|held| held.review.plan_considered == Some(true))
                .map(|held| held.date),
        )
        .map(|day| Tick { day, review: true });
    let approvals = homes.iter().map(|home| Tick { day: home.approved, review: false });
    // Where the clock stopped the last gap ends: it is over, and nothing falls due after it.
    let end = stopped(facts, homes).map(|day| Tick { day, review: true });
    let mut ticks: Vec<Tick> =
        reviews.chain(approvals).chain(end).filter(|tick| tick.day >= start).collect();
    ticks.push(Tick { day: start, review: false });
    // Of several on one day, a review is the one to tell of.
    ticks.sort_unstable_by_key(|tick| (tick.day, !tick.review));
    ticks.dedup_by_key(|tick| tick.day);
    ticks
}

/// When the next review falls due, and by which clock.
#[derive(Clone, Copy, Debug)]
struct Due {
    day: NaiveDate,
    clock: Clock,
}

#[derive(Clone, Copy, Debug)]
enum Clock {
    Weeks,
    LongTerm,
    AfterLeaving(NaiveDate),
}

impl PlanReviewCadence {
    fn due_after(&self, tick: NaiveDate, homes: &[ApprovedHome]) -> Due {
        // A move from one approved home to another is not a way out of long-term fostering.
        let covering = homes.iter().filter(|home| home.covers(tick));
        let left_last = covering.max_by_key(|home| (home.left.is_none(), home.left));
        let Some(home) = left_last else {
            return Due { day: add_weeks(tick, self.weeks), clock: Clock::Weeks };
        };
        let running = add_months(tick, self.long_term_months);
        match home.left.map(|left| (left, add_weeks(left, self.weeks))) {
            Some((left, sooner)) if sooner < running => {
                Due { day: sooner, clock: Clock::AfterLeaving(left) }
            }
            _ => Due { day: running, clock: Clock::LongTerm },
        }
    }

    fn judge_reviews(
        &self,
        facts: &Facts<'_>,
        homes: &[ApprovedHome],
        ticks: &[Tick],
    ) -> Judgement {
        let achieved = facts.achieved();
        // After permanence is achieved the clock runs on only in an approved home.
        let runs = |day: NaiveDate| {
            achieved.is_none_or(|achieved| day < achieved)
                || homes.iter().any(|home| home.covers(day))
        };
        let mut faults = Vec::new();
        let mut next_due = None;
        if let Some(last) = ticks.last() {
            let due = self.due_after(last.day, homes);
            if due.day >= facts.day {
                next_due = Some(due.day);
            } else if runs(due.day) {
                faults.push(self.overdue(facts, *last, due));
            }
        }
        for (from, next) in ticks.iter().zip(ticks.iter().skip(1)) {
            let due = self.due_after(from.day, homes).day;
            if next.day > due && runs(due) {
                faults.push(gap(from.day, due, next.day));
            }
        }
        if faults.is_empty() {
            Judgement::Met { next_due }
        } else {
            Judgement::Late { faults, next_due }
        }
    }

    fn overdue(&self, facts: &Facts<'_>, last: Tick, due: Due) -> Fault {
        let today = facts.day;
        let late = Days::between(due.day, today);
        let (weeks, last_day, due_day) = (self.weeks, last.day, due.day);
        let cause = match due.clock {
            Clock::LongTerm => Cause::LongTermReviewOverdue {
                last: last_day,
                months: self.long_term_months,
                due: due_day,
                late,
                today,
            },
            Clock::AfterLeaving(left) => {
                Cause::AfterLeavingReviewOverdue { left, weeks, due: due_day, late, today }
            }
            Clock::Weeks if last.review => {
                Cause::ReviewOverdue { last: last_day, weeks, due: due_day, late, today }
            }
            Clock::Weeks => {
                Cause::FirstReviewOverdue { from: last_day, weeks, due: due_day, late, today }
            }
        };
        Fault::wrong(cause, latest_review_place(facts)).due_on(due.day)
    }
}

/// A stretch in which the plan went too long without a review.
fn gap(from: NaiveDate, due: NaiveDate, next: NaiveDate) -> Fault {
    let late = Days::between(due, next);
    let cause = Cause::ReviewGap { from, due, next, late };
    Fault::lapse(cause, at!["permanence_plan", "reviewed"], next)
}

/// Where the latest review of the plan stands: in the plan, or a Child in Care Review that
/// considered it; with none, the list that it would stand in.
fn latest_review_place(facts: &Facts<'_>) -> Pointer {
    let list = at!["permanence_plan", "reviewed"];
    let reviewed = facts.case.permanence_plan.reviewed.iter().enumerate();
    let of_the_plan =
        reviewed.filter_map(|(index, date)| Some((date.by(facts.day)?, list.then(index))));
    let considering_it = facts
        .clock
        .held
        .iter()
        .filter(|held| held.review.plan_considered == Some(true))
        .map(|held| (held.date, at!["reviews", held.index, "date"]));
    let latest = of_the_plan.chain(considering_it).max_by_key(|(date, _)| *date);
    latest.map_or(list, |(_, place)| place)
}
