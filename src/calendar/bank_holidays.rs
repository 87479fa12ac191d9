//! The bank holidays of England: the published table, and the standing days outside it.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};

const TABLE: &str = include_str!("bank-holidays.txt");

static TABLED: LazyLock<Tabled> = LazyLock::new(|| {
    let days: Vec<_> = lines().filter_map(parse).collect();
    Tabled::of(&days)
});

/// The days of the table, a bit for each day of its years: a working day is asked for some hundred
/// times a case.
struct Tabled {
    years: RangeInclusive<i32>,
    /// The first day of its years, as a number of days.
    first: i32,
    bits: Vec<u64>,
}

impl Tabled {
    fn of(days: &[NaiveDate]) -> Self {
        let years = || days.iter().map(NaiveDate::year);
        let (from, to) = (years().min().unwrap_or(1), years().max().unwrap_or(0));
        let first = NaiveDate::from_ymd_opt(from, 1, 1).map_or(0, |day| day.num_days_from_ce());
        let mut tabled = Self { years: from..=to, first, bits: Vec::new() };
        for &day in days {
            let Some((word, bit)) = tabled.place(day) else { continue };
            let words = tabled.bits.len().max(word + 1);
            tabled.bits.resize(words, 0);
            if let Some(bits) = tabled.bits.get_mut(word) {
                *bits |= bit;
            }
        }
        tabled
    }

    fn holds(&self, day: NaiveDate) -> bool {
        let place = self.place(day);
        place.is_some_and(|(word, bit)| self.bits.get(word).is_some_and(|bits| bits & bit != 0))
    }

    /// The word and the bit of a day, unless it comes before the table.
    fn place(&self, day: NaiveDate) -> Option<(usize, u64)> {
        let days = usize::try_from(day.num_days_from_ce() - self.first).ok()?;
        Some((days / 64, 1 << (days % 64)))
    }
}

/// Whether a day is a bank holiday in England, or the common law holidays of Christmas Day and
/// Good Friday.
///
/// Inside the years of the table (the GOV.UK feed for England and Wales, `bank-holidays.txt`) the
/// table alone decides. Outside them the standing days do, as they stand today and without the
/// one-off days that a royal proclamation may add or move. A day with a substitute is not itself a
/// bank holiday, as in the feed; it is always at a weekend.
#[must_use]
pub fn is_bank_holiday(day: NaiveDate) -> bool {
    if is_tabled(day.year()) { TABLED.holds(day) } else { is_standing_holiday(day) }
}

/// Whether the bank holidays of a year, one-off days included, are published in the table.
pub(super) fn is_tabled(year: i32) -> bool {
    TABLED.years.contains(&year)
}

/// Whether a day is a bank holiday by the rules that hold every year.
///
/// Easter Monday, the last Mondays of May and August, Boxing Day and its substitute are set by
/// schedule 1 of the Banking and Financial Dealings Act 1971; New Year's Day, the first Monday of
/// May and the other substitutes are proclaimed each year under section 1 of it.
fn is_standing_holiday(day: NaiveDate) -> bool {
    use Weekday::{Fri, Mon, Sat, Sun, Tue};
    match (day.month(), day.day(), day.weekday()) {
        (1, 1, weekday) | (12, 25 | 26, weekday) => !matches!(weekday, Sat | Sun),
        // The first Monday of May, the last Mondays of May and August; then the substitutes, for
        // New Year's Day, and for Christmas Day (the 27th) and Boxing Day (the 28th).
        (5, 1..=7 | 25..=31, Mon)
        | (8, 25..=31, Mon)
        | (1, 2 | 3, Mon)
        | (12, 27 | 28, Mon | Tue) => true,
        (3 | 4, _, Fri | Mon) => easter(day.year()).is_some_and(|sunday| {
            let days = day.signed_duration_since(sunday).num_days();
            days == -2 || days == 1
        }),
        _ => false,
    }
}

/// Easter Sunday, in the years 1583 to 9999 for which the Gregorian rule is taken to hold.
fn easter(year: i32) -> Option<NaiveDate> {
    let sunday = computus::gregorian(year).ok()?;
    NaiveDate::from_ymd_opt(sunday.year, sunday.month, sunday.day)
}

fn lines() -> impl Iterator<Item = &'static str> {
    TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn parse(line: &str) -> Option<NaiveDate> {
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::calendar::date;

    fn tabled() -> impl Iterator<Item = NaiveDate> {
        lines().filter_map(parse)
    }

    /// Standing days that did not fall where the rules put them.
    const MOVED_FROM: [&str; 3] = [
        "2012-05-28", // the spring holiday, to 4 June for the Diamond Jubilee
        "2020-05-04", // the early May holiday, to 8 May for the 75th anniversary of VE Day
        "2022-05-30", // the spring holiday, to 2 June for the Platinum Jubilee
    ];

    /// Days the rules do not give.
    const ONE_OFF: [&str; 7] = [
        "2012-06-04", // the spring holiday, moved
        "2012-06-05", // Diamond Jubilee
        "2020-05-08", // the early May holiday, moved
        "2022-06-02", // the spring holiday, moved
        "2022-06-03", // Platinum Jubilee
        "2022-09-19", // state funeral of Queen Elizabeth II
        "2023-05-08", // coronation of King Charles III
    ];

    #[test]
    fn every_line_of_the_table_is_a_weekday_in_order() {
        assert!(lines().all(|line| parse(line).is_some()));
        assert!(lines().filter_map(parse).is_sorted_by(|a, b| a < b));
        assert!(tabled().all(|day| day.weekday().number_from_monday() < 6));
        assert_eq!(tabled().count(), 140);
        assert!(is_tabled(2012) && is_tabled(2028));
        assert!(!is_tabled(2011) && !is_tabled(2029));
    }

    #[test]
    fn the_table_is_the_standing_days_and_the_one_off_changes() {
        let moved: BTreeSet<_> = MOVED_FROM.into_iter().map(date).collect();
        let one_off: BTreeSet<_> = ONE_OFF.into_iter().map(date).collect();
        let standing = date("2012-01-01")
            .iter_days()
            .take_while(|day| day.year() <= 2028)
            .filter(|day| is_standing_holiday(*day))
            .collect::<BTreeSet<_>>();
        let tabled: BTreeSet<_> = tabled().collect();
        let held = date("2011-01-01").iter_days().take_while(|day| day.year() <= 2029);
        assert!(held.filter(|day| TABLED.holds(*day)).eq(tabled.iter().copied()));
        assert_eq!(&standing - &tabled, moved);
        assert_eq!(&tabled - &standing, one_off);
    }

    #[test]
    fn outside_the_table_the_standing_days_hold() {
        let in_year = |year: i32| {
            date(&format!("{year}-01-01"))
                .iter_days()
                .take_while(move |day| day.year() == year)
                .filter(|day| is_bank_holiday(*day))
                .map(|day| day.format("%m-%d").to_string())
                .collect::<Vec<_>>()
        };
        // As published for those years. In 2011 the royal wedding of 29 April is not known.
        assert_eq!(
            in_year(2010),
            ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"]
        );
        assert_eq!(
            in_year(2011),
            ["01-03", "04-22", "04-25", "05-02", "05-30", "08-29", "12-26", "12-27"]
        );
        assert_eq!(
            in_year(2029),
            ["01-01", "03-30", "04-02", "05-07", "05-28", "08-27", "12-25", "12-26"]
        );
    }

    #[test]
    fn beyond_the_rule_for_easter_the_fixed_days_remain() {
        assert_eq!(easter(1582), None);
        assert_eq!(easter(10_000), None);
        let in_year = |year: i32| {
            NaiveDate::from_ymd_opt(year, 1, 1)
                .into_iter()
                .flat_map(|first| first.iter_days().take(365))
                .filter(|day| is_bank_holiday(*day))
                .count()
        };
        assert_eq!(in_year(10_000), 6);
        assert_eq!(in_year(-4), 6);
    }
}
