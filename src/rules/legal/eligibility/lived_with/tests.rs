//! The counting on its boundaries, and against a set of days.
#![expect(clippy::unwrap_used, reason = "a test writes its own dates")]

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn date(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

/// Stays from pairs of days; a blank last day is a stay that goes on.
fn stays(applied: &str, periods: &[(&str, &str)]) -> Stays {
    Stays::up_to(date(applied), &recorded(periods))
}

fn recorded(periods: &[(&str, &str)]) -> Vec<LivedWith> {
    let period = |(from, to): &(&str, &str)| {
        let period = match *to {
            "" => json!({ "from": from }),
            to => json!({ "from": from, "to": to }),
        };
        serde_json::from_value(period).unwrap()
    };
    periods.iter().map(period).collect()
}

const ANY_TIME: Counting = Counting { days: THREE_YEARS, window: None };
const FIVE_YEARS: Counting = Counting {
    days: THREE_YEARS,
    window: Some(Window { within_years: 5, ended_within_months: None }),
};

#[test]
fn the_1095th_day_is_enough() {
    // 2022-01-13 to 2025-01-11 is 1,095 days, both in, with 29 February 2024 among them.
    let enough = ANY_TIME.tally(&stays("2025-06-01", &[("2022-01-13", "2025-01-11")]));
    assert_eq!((enough.days, enough.is_enough()), (1095, true));
    let short = ANY_TIME.tally(&stays("2025-06-01", &[("2022-01-14", "2025-01-11")]));
    assert_eq!((short.days, short.is_enough()), (1094, false));
}

#[test]
fn both_days_count_and_open_stays_end_on_the_application() {
    let one = ANY_TIME.tally(&stays("2025-06-01", &[("2025-06-01", "")]));
    assert_eq!(one.days, 1);
    let beyond = ANY_TIME.tally(&stays("2025-06-01", &[("2025-05-31", "2026-01-01")]));
    assert_eq!(beyond.days, 2);
    let later = ANY_TIME.tally(&stays("2025-06-01", &[("2025-06-02", "")]));
    assert_eq!(later.days, 0);
}

#[test]
fn overlaps_count_once_and_gaps_not_at_all() {
    let periods = [
        ("2024-03-01", "2024-03-10"),
        ("2024-03-05", "2024-03-06"),
        ("2024-03-10", "2024-03-12"),
        ("2024-03-20", "2024-03-20"),
    ];
    assert_eq!(ANY_TIME.tally(&stays("2025-06-01", &periods)).days, 13);
}

#[test]
fn a_stay_that_ends_before_it_begins_or_has_no_first_day_counts_nothing() {
    let backwards = stays("2025-06-01", &[("2024-03-10", "2024-03-01")]);
    assert_eq!(ANY_TIME.tally(&backwards).days, 0);
    let undated: Vec<LivedWith> =
        vec![serde_json::from_value(json!({ "to": "2024-03-10" })).unwrap()];
    let undated = Stays::up_to(date("2025-06-01"), &undated);
    assert_eq!(ANY_TIME.tally(&undated).days, 0);
}

#[test]
fn the_29th_of_february_is_a_day_like_any_other() {
    let leap = stays("2024-06-01", &[("2024-02-28", "2024-03-01")]);
    assert_eq!(ANY_TIME.tally(&leap).days, 3);
    // Applied for on 29 February: five years earlier is 28 February.
    let counted = |from: &str| FIVE_YEARS.tally(&stays("2024-02-29", &[(from, "2019-03-01")]));
    assert_eq!(counted("2019-02-28").days, 2);
    assert_eq!(counted("2019-02-27").days, 2);
}

#[test]
fn only_days_within_five_years_count() {
    let periods = [("2019-01-01", "2020-06-01")];
    // The day five years before is within them.
    assert_eq!(FIVE_YEARS.tally(&stays("2025-06-01", &periods)).days, 1);
    assert_eq!(FIVE_YEARS.tally(&stays("2025-06-02", &periods)).days, 0);
    // Three years within the five, that began before them.
    let long = stays("2025-06-01", &[("2018-01-01", "2023-05-31")]);
    assert_eq!(FIVE_YEARS.tally(&long).days, 1095);
    assert!(FIVE_YEARS.tally(&long).is_enough());
    let short = stays("2025-06-01", &[("2018-01-01", "2023-05-30")]);
    assert!(!FIVE_YEARS.tally(&short).is_enough());
}

#[test]
fn the_last_day_lies_at_most_three_months_before() {
    let until = |last: &str| Counting::ACT.tally(&stays("2025-05-31", &[("2021-01-01", last)]));
    // Three months before 31 May is the last day of February.
    assert!(until("2025-02-28").is_enough());
    assert!(!until("2025-02-27").is_enough());
    assert_eq!(
        until("2025-02-27").to_string(),
        "1519 of the 1095 days asked for since 2020-05-31, the last of them on 2025-02-27"
    );
    assert!(FIVE_YEARS.tally(&stays("2025-05-31", &[("2021-01-01", "2025-02-27")])).is_enough());
}

#[test]
fn a_year_is_one_stay_begun_a_year_before_and_running() {
    let year = |periods: &[(&str, &str)]| stays("2025-06-01", periods).is_a_year();
    assert!(year(&[("2024-06-01", "")]));
    assert!(!year(&[("2024-06-02", "")]));
    assert!(year(&[("2024-06-01", "2025-06-01")]));
    assert!(!year(&[("2024-06-01", "2025-05-31")]), "no longer running");
    assert!(!year(&[("2023-01-01", "2024-12-31"), ("2025-01-02", "")]), "a break of a day");
    assert!(year(&[("2023-01-01", "2024-12-31"), ("2025-01-01", "")]), "no break");
    assert!(!year(&[]));
}

#[test]
fn a_year_before_the_29th_of_february_begins_on_the_28th() {
    assert!(stays("2024-02-29", &[("2023-02-28", "")]).is_a_year());
    assert!(!stays("2024-02-29", &[("2023-03-01", "")]).is_a_year());
    assert!(stays("2025-02-28", &[("2024-02-28", "")]).is_a_year());
    assert!(!stays("2025-02-28", &[("2024-02-29", "")]).is_a_year());
}

/// The days of some periods up to the application, one by one.
fn days_one_by_one(applied: NaiveDate, periods: &[(i64, Option<i64>)]) -> BTreeSet<NaiveDate> {
    let mut days = BTreeSet::new();
    for (from, length) in periods {
        let mut day = applied + chrono::TimeDelta::days(*from);
        let last = length.map_or(applied, |length| day + chrono::TimeDelta::days(length));
        while day <= last && day <= applied {
            days.insert(day);
            day = day.succ_opt().unwrap();
        }
    }
    days
}

fn as_recorded(applied: NaiveDate, periods: &[(i64, Option<i64>)]) -> Vec<LivedWith> {
    let period = |(from, length): &(i64, Option<i64>)| {
        let from = applied + chrono::TimeDelta::days(*from);
        let period = match length {
            Some(length) => json!({
                "from": from.to_string(),
                "to": (from + chrono::TimeDelta::days(*length)).to_string(),
            }),
            None => json!({ "from": from.to_string() }),
        };
        serde_json::from_value(period).unwrap()
    };
    periods.iter().map(period).collect()
}

fn periods() -> impl Strategy<Value = Vec<(i64, Option<i64>)>> {
    let length = prop_oneof![4 => (-3_i64..900).prop_map(Some), 1 => Just(None)];
    prop::collection::vec((-2600_i64..20, length), 0..7)
}

proptest! {
    #[test]
    fn days_are_counted_one_by_one(
        offset in 0_i64..3000,
        periods in periods(),
        years in prop::option::of(1_u32..7),
        months in prop::option::of(0_u32..14),
    ) {
        let applied = date("2020-01-01") + chrono::TimeDelta::days(offset);
        let days = days_one_by_one(applied, &periods);
        let window = years.map(|within_years| Window { within_years, ended_within_months: months });
        let tally = Counting { days: THREE_YEARS, window }
            .tally(&Stays::up_to(applied, &as_recorded(applied, &periods)));

        let since = years.map_or(NaiveDate::MIN, |years| sub_years(applied, years));
        let counted = days.iter().filter(|day| **day >= since).count();
        prop_assert_eq!(tally.days, i64::try_from(counted).unwrap());
        let oldest = years.and(months).map(|months| sub_months(applied, months));
        let recent = days.last().zip(oldest).is_none_or(|(last, oldest)| *last >= oldest);
        prop_assert_eq!(tally.is_enough(), counted >= 1095 && recent);
    }

    #[test]
    fn a_year_is_every_day_of_it(offset in 0_i64..3000, periods in periods()) {
        let applied = date("2020-01-01") + chrono::TimeDelta::days(offset);
        let days = days_one_by_one(applied, &periods);
        let mut year = sub_years(applied, 1).iter_days().take_while(|day| *day <= applied);
        let stays = Stays::up_to(applied, &as_recorded(applied, &periods));
        prop_assert_eq!(stays.is_a_year(), year.all(|day| days.contains(&day)));
    }
}
