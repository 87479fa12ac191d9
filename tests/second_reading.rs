//! The date rules, read a second time: a day at a time, on random timelines.
//!
//! Nothing here shares arithmetic with the rules: days are walked one by one and counted.

mod support;

use chrono::{Datelike, Days, NaiveDate};
use permanence::audit::{Lapse, Outcome as Judged, Status};
use permanence::calendar::is_working_day;
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{audit, case_file, strategy};

const STARTED: &str = "2024-01-08";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

fn after(start: NaiveDate, days: u64) -> NaiveDate {
    start.checked_add_days(Days::new(days)).unwrap_or(start)
}

fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// Every day from one to another, both in.
fn walk(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |day| *day <= to)
}

/// The same day of the month so many months on, or the month's last day, found by walking.
fn months_on(start: NaiveDate, months: u32) -> NaiveDate {
    let mut passed = 0;
    let mut last = start;
    for day in start.iter_days().skip(1) {
        passed += u32::from(day.day() == 1);
        if passed > months || (passed == months && day.day() > start.day()) {
            break;
        }
        last = day;
    }
    last
}

fn base() -> Value {
    json!({
        "format": 1,
        "case_id": "P-1",
        "child": { "date_of_birth": "2014-05-02" },
        "care": { "started": STARTED, "entry": "planned" },
    })
}

fn dates(list: &[NaiveDate]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

fn judged(case: &Value, name: &str, id: &str, as_of: NaiveDate) -> Result<Judged, TestCaseError> {
    let fail = |error: Box<dyn std::error::Error>| TestCaseError::fail(error.to_string());
    let case = case_file(case).map_err(fail)?;
    let audit = audit(&case, &[strategy(name).map_err(fail)?], as_of);
    let key = format!("{name}/{id}");
    let found = audit.outcomes.into_iter().find(|outcome| outcome.requirement == key);
    found.ok_or_else(|| TestCaseError::fail(format!("{key} was not judged")))
}

fn is_open(outcome: &Judged) -> bool {
    outcome.findings.iter().any(|finding| finding.lapse == Lapse::Open)
}

fn is_over(outcome: &Judged) -> bool {
    outcome.findings.iter().any(|finding| finding.lapse != Lapse::Open)
}

/// A sorted list of days after the start of care.
fn timeline(most: usize, span: u64) -> impl Strategy<Value = Vec<NaiveDate>> {
    prop::collection::btree_set(1..span, 0..most)
        .prop_map(|days| days.into_iter().map(|days| after(day(STARTED), days)).collect())
}

proptest! {
    #[test]
    fn plan_reviews_are_at_most_84_days_apart(
        reviewed in timeline(8, 700),
        presented in 0_u64..120,
        as_of in 0_u64..700,
    ) {
        let presented = after(day(STARTED), presented);
        let as_of = after(presented, as_of);
        let mut case = base();
        case["permanence_plan"] = json!({
            "first_presented": presented.to_string(),
            "primary": { "option": "return-home" },
            "reviewed": dates(&reviewed),
        });
        let outcome = judged(&case, "dorset", "plan-review-cadence", as_of)?;

        let year_before = months_before(as_of, 12);
        let (mut waited, mut gap) = (0, false);
        for today in walk(next(presented), as_of) {
            waited += 1;
            if reviewed.contains(&today) {
                gap |= waited > 84 && today >= year_before;
                waited = 0;
            }
        }
        prop_assert_eq!(is_open(&outcome), waited > 84, "waited {} days at {}", waited, as_of);
        prop_assert_eq!(is_over(&outcome), gap);
        let expected = if waited > 84 || gap { Status::NotMet } else { Status::Met };
        prop_assert_eq!(outcome.status, expected);
        if waited <= 84 {
            let due = after(as_of, 84 - waited);
            prop_assert_eq!(outcome.due, Some(due));
        }
    }

    #[test]
    fn the_first_review_is_within_20_working_days(
        held in prop::option::of(0_u64..60),
        as_of in 0_u64..90,
        start in 0_u64..1500,
    ) {
        let started = after(day("2020-01-01"), start);
        let as_of = after(started, as_of);
        let held = held.map(|days| after(started, days)).filter(|held| *held <= as_of);
        let mut case = base();
        case["care"]["started"] = json!(started.to_string());
        if let Some(held) = held {
            case["reviews"] = json!([{ "date": held.to_string() }]);
        }
        let outcome = judged(&case, "statutory", "first-review", as_of)?;

        let worked = |until| walk(next(started), until).filter(|day| is_working_day(*day)).count();
        // On a day that is not a working one the count stands still, and the time is not up.
        let in_time = |on: NaiveDate| {
            worked(on) < 20 || (worked(on) == 20 && is_working_day(on))
        };
        let expected = match held {
            Some(held) if in_time(held) => Status::Met,
            None if in_time(as_of) => Status::NotDue,
            Some(_) | None => Status::NotMet,
        };
        prop_assert_eq!(outcome.status, expected, "started {} as at {}", started, as_of);
        prop_assert_eq!(is_open(&outcome), held.is_none() && expected == Status::NotMet);
    }

    #[test]
    fn later_reviews_are_three_and_then_six_months_apart(
        reviews in timeline(6, 900),
        as_of in 0_u64..900,
    ) {
        let as_of = after(day(STARTED), as_of);
        let mut case = base();
        case["reviews"] = dates(&reviews).into_iter().map(|date| json!({ "date": date })).collect();
        let held: Vec<NaiveDate> = reviews.into_iter().filter(|day| *day <= as_of).collect();
        let second = judged(&case, "statutory", "second-review", as_of)?;
        let later = judged(&case, "statutory", "later-reviews", as_of)?;

        let expected = match held.as_slice() {
            [first, second, ..] if *second <= months_on(*first, 3) => Status::Met,
            [_, second, ..] if *second < months_before(as_of, 12) => Status::Met,
            [first] if as_of <= months_on(*first, 3) => Status::NotDue,
            [_, ..] => Status::NotMet,
            [] => second.status,
        };
        prop_assert_eq!(second.status, expected);

        match held.as_slice() {
            [_, rest @ ..] if !rest.is_empty() => {
                let last = rest.last().copied().unwrap_or_default();
                let overdue = as_of > months_on(last, 6);
                let gap = rest.windows(2).any(|pair| {
                    pair[1] > months_on(pair[0], 6) && pair[1] >= months_before(as_of, 12)
                });
                prop_assert_eq!(is_open(&later), overdue);
                prop_assert_eq!(is_over(&later), gap);
                prop_assert_eq!(later.due.is_some(), !overdue);
            }
            _ => prop_assert_eq!(later.status, Status::NotApplicable),
        }
    }

    #[test]
    fn proceedings_take_26_weeks_counting_the_day_of_issue(
        issued in 1_u64..300,
        concluded in prop::option::of(1_u64..300),
        as_of in 0_u64..500,
    ) {
        let issued = after(day(STARTED), issued);
        let as_of = after(issued, as_of);
        let concluded = concluded.map(|days| after(issued, days)).filter(|day| *day <= as_of);
        let mut case = base();
        case["care"]["proceedings"] = json!({ "issued": issued.to_string() });
        if let Some(concluded) = concluded {
            case["care"]["proceedings"]["concluded"] = json!(concluded.to_string());
        }
        let outcome = judged(&case, "dorset", "proceedings-in-26-weeks", as_of)?;

        let counted = walk(issued, concluded.unwrap_or(as_of)).count();
        let late = counted > 26 * 7;
        prop_assert_eq!(is_open(&outcome), late && concluded.is_none());
        let told = concluded.is_some_and(|day| day >= months_before(as_of, 12));
        prop_assert_eq!(is_over(&outcome), late && told);
    }
}

/// The same day of the month so many months before, or that month's last day, found by walking back.
fn months_before(end: NaiveDate, months: u32) -> NaiveDate {
    let mut passed = 0;
    let mut day = end;
    while passed < months {
        passed += u32::from(day.day() == 1);
        day = day.pred_opt().unwrap_or(day);
    }
    while day.day() > end.day() {
        day = day.pred_opt().unwrap_or(day);
    }
    day
}
