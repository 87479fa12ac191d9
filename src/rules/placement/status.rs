//! Whether the kind of home and the legal status agree, day by day (Leicester, appendix 1).

use std::fmt;

use chrono::NaiveDate;

use super::outside::{self, is_looked_after};
use super::{Cause, why};
use crate::calendar::{add_days, sub_days};
use crate::case::LegalStatus;
use crate::rules::{Days, Facts, Fault, Judgement, List, at};

/// Days on end, both the first and the last in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    /// The first day.
    pub(crate) first: NaiveDate,
    /// The last day.
    pub(crate) last: NaiveDate,
}

impl Run {
    /// How many days it lasts.
    pub(super) fn days(self) -> Days {
        Days(Days::between(self.first, self.last).0 + 1)
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, last } = self;
        if first == last {
            return write!(f, "on {first}");
        }
        write!(f, "from {first} to {last} ({})", self.days())
    }
}

/// Arrangement and status agree (Leicester, appendix 1).
pub(super) fn arrangement_status(facts: &Facts<'_>) -> Judgement {
    let mut faults = Vec::new();
    let mut recorded = false;
    for (index, home) in facts.case.placements.iter().enumerate() {
        let Some(kind) = home.kind.filter(|_| facts.seen(home.from)) else {
            continue;
        };
        recorded = true;
        if !is_looked_after(kind) {
            faults.extend(outside::faults(facts, index, home, kind));
        }
    }
    if !recorded {
        return Judgement::NotApplicable(why::NO_PLACEMENT);
    }
    faults.extend(without_status(facts));
    Judgement::from_faults(faults)
}

/// The last day whose status is judged: on the day care ends or an order is granted, the status
/// may end with the day before.
fn last_day(facts: &Facts<'_>) -> NaiveDate {
    let ends_today = facts.case.care.ended.by(facts.day) == Some(facts.day)
        || facts
            .case
            .orders
            .iter()
            .any(|order| order.granted.by(facts.day) == Some(facts.day));
    if ends_today {
        sub_days(facts.day, 1)
    } else {
        facts.day
    }
}

/// The days on which the legal status can change, within a run.
fn changes(facts: &Facts<'_>, run: Run) -> Vec<NaiveDate> {
    let statuses = &facts.case.care.legal_statuses;
    let begun = statuses
        .iter()
        .filter_map(|status| status.from.by(facts.day));
    let over = statuses
        .iter()
        .filter_map(|status| status.to.day())
        .map(|to| add_days(to, 1));
    let mut days: Vec<NaiveDate> = begun
        .chain(over)
        .filter(|&day| run.first < day && day <= run.last)
        .chain([run.first])
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// The parts of a run in which no status makes the child looked after, with the status there was.
fn uncovered(facts: &Facts<'_>, run: Run) -> Vec<(Run, Option<LegalStatus>)> {
    let changes = changes(facts, run);
    let lasts = changes
        .iter()
        .skip(1)
        .map(|&next| sub_days(next, 1))
        .chain([run.last]);
    changes
        .iter()
        .copied()
        .zip(lasts)
        .map(|(first, last)| {
            let status = facts.legal_status_on(first).map(|(_, status)| status);
            (Run { first, last }, status)
        })
        .filter(|(_, status)| matches!(status, None | Some(LegalStatus::SupervisionOrder)))
        .collect()
}

/// The stays in homes for a child who is looked after, up to a day; undated ones cannot be placed.
fn stays<'f>(facts: &'f Facts<'_>, last_day: NaiveDate) -> impl Iterator<Item = Run> + 'f {
    facts.case.placements.iter().filter_map(move |home| {
        let first = home.from.by(last_day)?;
        let last = home.to.day().map_or(last_day, |to| to.min(last_day));
        (home.kind.is_some_and(is_looked_after) && first <= last).then_some(Run { first, last })
    })
}

/// Runs in order, joined where they overlap or touch.
fn joined(mut runs: Vec<Run>) -> Vec<Run> {
    runs.sort_unstable();
    let mut joined: Vec<Run> = Vec::new();
    for run in runs {
        match joined.last_mut() {
            Some(before) if run.first <= add_days(before.last, 1) => {
                before.last = before.last.max(run.last);
            }
            _ => joined.push(run),
        }
    }
    joined
}

/// Days in placements without a status that makes the child looked after. Having no status at all
/// now, or ever, is the finding of legal-status.
fn without_status(facts: &Facts<'_>) -> Vec<Fault> {
    let statuses = &facts.case.care.legal_statuses;
    if !statuses.iter().any(|period| facts.seen(period.from)) {
        return Vec::new();
    }
    let last_day = last_day(facts);
    let uncovered = stays(facts, last_day).flat_map(|stay| uncovered(facts, stay));
    let (now, past): (Vec<_>, Vec<_>) = uncovered.partition(|(run, _)| run.last == last_day);
    let since = now
        .iter()
        .filter(|(_, status)| status.is_some())
        .map(|(run, _)| run.first)
        .min();
    let open = since.map(|since| {
        let cause = Cause::SupervisionOrderOnly {
            since,
            today: last_day,
        };
        Fault::wrong(cause, at!["care", "legal_statuses"])
    });
    let runs = joined(past.into_iter().map(|(run, _)| run).collect());
    let over = runs.last().map(|run| add_days(run.last, 1)).map(|ended| {
        let cause = Cause::NoStatusForRuns { runs: List(runs) };
        Fault::lapse(cause, at!["care", "legal_statuses"], ended)
    });
    open.into_iter().chain(over).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::case::CaseFile;
    use crate::rules::{Conventions, PlanningDay};

    /// What is said of these statuses and placements at 2025-09-01, and whether it is over.
    fn said(statuses: &Value, placements: &Value) -> Vec<(String, bool)> {
        let case = json!({
            "format": 1,
            "case_id": "FIX-1",
            "child": {"date_of_birth": "2014-05-02"},
            "care": {"started": "2025-01-06", "legal_statuses": statuses},
            "placements": placements,
        });
        let conventions = Conventions {
            planning_day: PlanningDay::AtSecondReview,
            views_age: 4,
        };
        let read: Result<CaseFile, _> = serde_json::from_value(case);
        let (Ok(case), Some(today)) = (&read, NaiveDate::from_ymd_opt(2025, 9, 1)) else {
            return vec![(format!("{read:?}"), false)];
        };
        let facts = Facts::new(case, today, &conventions, false);
        let faults = without_status(&facts);
        faults
            .iter()
            .map(|fault| (fault.cause.sentence(), fault.over.is_some()))
            .collect()
    }

    #[test]
    fn days_between_two_statuses_are_counted_once_over_two_homes() {
        let statuses = json!([
            {"status": "section-20", "from": "2025-01-06", "to": "2025-02-10"},
            {"status": "interim-care-order", "from": "2025-02-21"},
        ]);
        let homes = json!([
            {"kind": "foster-care", "from": "2025-01-06", "to": "2025-02-15"},
            {"kind": "foster-care", "from": "2025-02-15"},
        ]);
        assert_eq!(
            said(&statuses, &homes),
            [(
                "The child was in a placement without a legal status that makes a child looked \
                 after: from 2025-02-11 to 2025-02-20 (10 days)."
                    .to_owned(),
                true
            )]
        );
    }

    #[test]
    fn statuses_that_meet_leave_no_day_out() {
        let homes = json!([{"kind": "foster-care", "from": "2025-01-06"}]);
        for from in ["2025-02-10", "2025-02-11"] {
            let statuses = json!([
                {"status": "section-20", "from": "2025-01-06", "to": "2025-02-10"},
                {"status": "care-order", "from": from},
            ]);
            assert_eq!(said(&statuses, &homes), []);
        }
    }

    #[test]
    fn a_later_supervision_order_takes_the_place_of_an_open_status() {
        let statuses = json!([
            {"status": "section-20", "from": "2025-01-06"},
            {"status": "supervision-order", "from": "2025-08-01"},
        ]);
        let homes = json!([{"kind": "foster-care", "from": "2025-01-06"}]);
        let said = said(&statuses, &homes);
        assert_eq!(said.len(), 1);
        assert!(
            said.iter().all(|(sentence, over)| {
                sentence.starts_with("From 2025-08-01 to 2025-09-01") && !over
            }),
            "{said:?}"
        );
    }

    #[test]
    fn no_status_now_is_left_to_legal_status() {
        let homes = json!([{"kind": "foster-care", "from": "2025-01-06"}]);
        let ended = json!([{"status": "section-20", "from": "2025-01-06", "to": "2025-08-01"}]);
        assert_eq!(said(&ended, &homes), []);
        assert_eq!(said(&json!([]), &homes), []);
    }
}
