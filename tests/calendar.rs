//! The calendar against a second one, which walks day by day and is written another way.
#![expect(
    clippy::unwrap_used,
    reason = "a date the second calendar cannot make is a fault of the test"
)]

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};
use permanence::calendar::{
    add_days, add_months, add_weeks, age_on, birthday, is_bank_holiday, is_working_day, sub_days,
    sub_months, sub_years, working_day_after,
};
use proptest::prelude::*;

const TABLE: &str = include_str!("../src/calendar/bank-holidays.txt");
const TABLE_YEARS: std::ops::RangeInclusive<i32> = 2012..=2028;

proptest! {
    #[test]
    fn working_days_are_counted_one_by_one(start in day(), n in 1_u32..80) {
        let mut end = start;
        let mut counted = 0;
        let mut unsure = BTreeSet::new();
        while counted < n {
            end = next(end);
            if !TABLE_YEARS.contains(&end.year()) {
                unsure.insert(end.year());
            }
            if !weekend(end) && !holidays(end.year()).contains(&end) {
                counted += 1;
            }
        }
        let found = working_day_after(start, n);
        prop_assert_eq!(found.date, end);
        prop_assert_eq!(found.unsure_years, Vec::from_iter(unsure));
    }

    #[test]
    fn a_year_has_the_same_bank_holidays(year in 1600..2400_i32) {
        let mut day = ymd(year, 1, 1);
        let expected = holidays(year);
        while day.year() == year {
            prop_assert_eq!(is_bank_holiday(day), expected.contains(&day), "{}", day);
            prop_assert_eq!(is_working_day(day), !weekend(day) && !expected.contains(&day));
            day = next(day);
        }
    }

    #[test]
    fn months_are_walked_one_by_one(start in day(), months in 0_u32..60) {
        let (mut later, mut earlier) = (start, start);
        for _ in 0..months {
            later = first_of_next_month(later);
            earlier = before(earlier.with_day(1).unwrap());
        }
        prop_assert_eq!(add_months(start, months), same_day_or_last(later, start.day()));
        prop_assert_eq!(sub_months(start, months), same_day_or_last(earlier, start.day()));
        prop_assert_eq!(sub_years(start, months), sub_months(start, months * 12));
    }

    #[test]
    fn days_and_weeks_are_walked_one_by_one(start in day(), count in 0_u32..400) {
        let (mut later, mut earlier, mut weeks_later) = (start, start, start);
        for _ in 0..count {
            later = next(later);
            earlier = before(earlier);
            for _ in 0..7 {
                weeks_later = next(weeks_later);
            }
        }
        prop_assert_eq!(add_days(start, count), later);
        prop_assert_eq!(sub_days(start, count), earlier);
        prop_assert_eq!(add_weeks(start, count), weeks_later);
    }

    #[test]
    fn an_age_is_the_number_of_birthdays(birth in birth(), lived in -400_i64..10_000) {
        let day = birth + chrono::TimeDelta::days(lived);
        let mut birthdays = Vec::new();
        let mut walked = birth;
        while walked < day {
            walked = next(walked);
            if is_birthday(birth, walked) {
                birthdays.push(walked);
            }
        }
        prop_assert_eq!(age_on(birth, day) as usize, birthdays.len());
        for (age, attained) in (1..).zip(birthdays) {
            prop_assert_eq!(birthday(birth, age), attained);
        }
    }

    #[test]
    fn no_day_of_the_calendar_is_refused(a in any_day(), b in any_day(), n: u32, few in 0_u32..50) {
        for later in [add_days, add_weeks, add_months, birthday] {
            prop_assert!(later(a, n) >= a);
        }
        for earlier in [sub_days, sub_months, sub_years] {
            prop_assert!(earlier(a, n) <= a);
        }
        let end = working_day_after(a, few).date;
        prop_assert!(end >= add_days(a, few));
        prop_assert!(few == 0 || end == NaiveDate::MAX || is_working_day(end));
        let age = age_on(a, b);
        prop_assert!(b < a || birthday(a, age) <= b);
        prop_assert!(birthday(a, age + 1) > b || birthday(a, age + 1) == NaiveDate::MAX);
    }
}

/// Days in the table's years, close to its ends, and far outside it.
fn day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        4 => between(ymd(2012, 1, 1), ymd(2028, 12, 31)),
        1 => between(ymd(2011, 6, 1), ymd(2012, 3, 1)),
        1 => between(ymd(2028, 6, 1), ymd(2029, 6, 1)),
        2 => between(ymd(1700, 1, 1), ymd(2400, 12, 31)),
    ]
}

/// Any day, and as often 29 February.
fn birth() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        day(),
        (500..600_i32).prop_filter_map("a leap year", |n| NaiveDate::from_ymd_opt(n * 4, 2, 29)),
    ]
}

fn any_day() -> impl Strategy<Value = NaiveDate> {
    prop_oneof![
        between(NaiveDate::MIN, NaiveDate::MAX),
        between(NaiveDate::MIN, NaiveDate::MIN + chrono::TimeDelta::days(800)),
        between(NaiveDate::MAX - chrono::TimeDelta::days(800), NaiveDate::MAX),
    ]
}

fn between(first: NaiveDate, last: NaiveDate) -> impl Strategy<Value = NaiveDate> {
    (first.num_days_from_ce()..=last.num_days_from_ce())
        .prop_filter_map("in the calendar", NaiveDate::from_num_days_from_ce_opt)
}

fn holidays(year: i32) -> BTreeSet<NaiveDate> {
    if TABLE_YEARS.contains(&year) {
        let prefix = format!("{year}-");
        return TABLE
            .split('\n')
            .filter(|line| line.starts_with(&prefix))
            .map(|line| NaiveDate::parse_from_str(&line[..10], "%Y-%m-%d").unwrap())
            .collect();
    }
    let easter = easter(year);
    let mut days = BTreeSet::from([
        before(before(easter)),
        next(easter),
        monday_from(ymd(year, 5, 1)),
        monday_from(ymd(year, 5, 25)),
        monday_from(ymd(year, 8, 25)),
    ]);
    // Each fixed day goes to the next weekday not yet taken; a Sunday Christmas goes after
    // Boxing Day, so weekdays are placed first.
    let mut fixed = [ymd(year, 1, 1), ymd(year, 12, 25), ymd(year, 12, 26)];
    fixed.sort_by_key(|day| weekend(*day));
    for mut day in fixed {
        while weekend(day) || days.contains(&day) {
            day = next(day);
        }
        days.insert(day);
    }
    days
}

/// The Sunday after the paschal full moon, by golden number and epact (Calendar (New Style) Act
/// 1750).
fn easter(year: i32) -> NaiveDate {
    let golden = year % 19 + 1;
    let century = year / 100 + 1;
    let solar = 3 * century / 4 - 12;
    let lunar = (8 * century + 5) / 25 - 5;
    let mut epact = (11 * golden + 20 + lunar - solar).rem_euclid(30);
    if (epact == 25 && golden > 11) || epact == 24 {
        epact += 1;
    }
    let mut moon = 44 - epact;
    if moon < 21 {
        moon += 30;
    }
    let mut sunday = ymd(year, 3, 1) + chrono::TimeDelta::days(i64::from(moon));
    while sunday.weekday() != Weekday::Sun {
        sunday = next(sunday);
    }
    sunday
}

fn monday_from(mut day: NaiveDate) -> NaiveDate {
    while day.weekday() != Weekday::Mon {
        day = next(day);
    }
    day
}

fn is_birthday(birth: NaiveDate, day: NaiveDate) -> bool {
    let same_day = (day.month(), day.day()) == (birth.month(), birth.day());
    let stands_in = (birth.month(), birth.day()) == (2, 29)
        && (day.month(), day.day()) == (3, 1)
        && !day.leap_year();
    same_day || stands_in
}

fn same_day_or_last(in_month: NaiveDate, day: u32) -> NaiveDate {
    let last = before(first_of_next_month(in_month));
    last.with_day(day.min(last.day())).unwrap()
}

fn first_of_next_month(mut day: NaiveDate) -> NaiveDate {
    loop {
        day = next(day);
        if day.day() == 1 {
            return day;
        }
    }
}

fn weekend(day: NaiveDate) -> bool {
    day.weekday().number_from_monday() > 5
}

fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap()
}

fn before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap()
}

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}
