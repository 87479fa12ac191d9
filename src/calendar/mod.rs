//! Counting days, weeks, months, working days and ages, as the law counts them.
//!
//! Every function is total: a result beyond what [`NaiveDate`] can hold is its first or last day.

mod bank_holidays;
mod ends;
mod period;
mod working_days;

use chrono::{Datelike, Days, Months, NaiveDate};

pub use bank_holidays::is_bank_holiday;
pub use ends::Every;
pub use period::{NoPeriod, Period};
pub use working_days::{WorkingDay, is_working_day, working_day_after};

/// Counts days forward; the day after `day` is the first.
#[must_use]
pub fn add_days(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

/// Counts days back; the day before `day` is the first.
#[must_use]
pub fn sub_days(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN)
}

/// The same day of the week that many weeks later: a week is seven days, so 12 weeks from a day
/// are met on the 84th day after it.
///
/// A period "beginning with" a day, such as the 26 weeks of care proceedings in section
/// 32(1)(a) of the Children Act 1989, counts that day and so ends one day earlier than this.
#[must_use]
pub fn add_weeks(day: NaiveDate, weeks: u32) -> NaiveDate {
    day.checked_add_days(Days::new(u64::from(weeks) * 7)).unwrap_or(NaiveDate::MAX)
}

/// The same day of the month that many months later, or that month's last day when it is shorter.
///
/// "Month" in an Act or regulation is a calendar month (Interpretation Act 1978, schedule 1), and
/// the period ends on the corresponding date (Dodds v Walker \[1981\] 1 WLR 1027). So are counted
/// the three and six months between reviews in regulation 33(2) of the Care Planning, Placement
/// and Case Review (England) Regulations 2010.
#[must_use]
pub fn add_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// The same day of the month that many months before, or that month's last day when it is shorter.
///
/// Not the inverse of [`add_months`] at the end of a month: a month before 31 March is
/// 28 February, and a month after that is 28 March.
#[must_use]
pub fn sub_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

/// The same day that many years before; 29 February goes to the 28th in other years.
///
/// For looking back over a period, such as the five years of section 10(10) of the Children Act
/// 1989. For ages, use [`birthday`].
#[must_use]
pub fn sub_years(day: NaiveDate, years: u32) -> NaiveDate {
    sub_months(day, years.saturating_mul(12))
}

/// The age in whole years on a day; 0 before birth.
///
/// An age is attained at the start of the birthday (Family Law Reform Act 1969, section 9).
#[must_use]
pub fn age_on(birth: NaiveDate, day: NaiveDate) -> u32 {
    let years = u32::try_from(day.year() - birth.year()).unwrap_or(0);
    if day < birthday(birth, years) { years.saturating_sub(1) } else { years }
}

/// The day an age is attained: the anniversary of the birth (Family Law Reform Act 1969,
/// section 9).
///
/// By convention someone born on 29 February attains an age on 1 March in other years: the day
/// before has not completed the year.
#[must_use]
pub fn birthday(birth: NaiveDate, age: u32) -> NaiveDate {
    birth
        .year()
        .checked_add_unsigned(age)
        .and_then(|year| birth.with_year(year).or_else(|| NaiveDate::from_ymd_opt(year, 3, 1)))
        .unwrap_or(NaiveDate::MAX)
}

/// A date written as ISO 8601, so that tests read as the cases they come from.
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test writes its own dates")]
fn date(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_seven_days() {
        let start = date("2025-03-01");
        assert_eq!(add_weeks(start, 12), date("2025-05-24"));
        assert_eq!(add_weeks(start, 12), add_days(start, 84));
        assert_eq!(sub_days(add_days(start, 84), 84), start);
        // The last of 26 weeks beginning with the day of issue.
        assert_eq!(sub_days(add_weeks(start, 26), 1), add_days(start, 181));
    }

    #[test]
    fn months_end_on_the_same_day_or_the_months_last() {
        assert_eq!(add_months(date("2025-01-15"), 3), date("2025-04-15"));
        assert_eq!(add_months(date("2025-01-31"), 1), date("2025-02-28"));
        assert_eq!(add_months(date("2024-01-31"), 1), date("2024-02-29"));
        assert_eq!(add_months(date("2024-02-29"), 12), date("2025-02-28"));
        assert_eq!(add_months(date("2024-02-29"), 48), date("2028-02-29"));
        assert_eq!(add_months(date("2025-02-28"), 1), date("2025-03-28"));
        assert_eq!(add_months(date("2025-08-31"), 6), date("2026-02-28"));
        assert_eq!(sub_months(date("2025-03-31"), 1), date("2025-02-28"));
        assert_eq!(sub_months(date("2025-01-31"), 2), date("2024-11-30"));
        assert_eq!(sub_years(date("2024-02-29"), 1), date("2023-02-28"));
        assert_eq!(sub_years(date("2024-02-29"), 4), date("2020-02-29"));
    }

    #[test]
    fn an_age_is_attained_at_the_start_of_the_birthday() {
        let birth = date("2009-06-10");
        assert_eq!(age_on(birth, date("2025-06-09")), 15);
        assert_eq!(age_on(birth, date("2025-06-10")), 16);
        assert_eq!(age_on(birth, date("2025-06-11")), 16);
        assert_eq!(birthday(birth, 16), date("2025-06-10"));
        assert_eq!(birthday(birth, 0), birth);
    }

    #[test]
    fn no_one_has_an_age_before_birth() {
        let birth = date("2009-06-10");
        assert_eq!(age_on(birth, birth), 0);
        assert_eq!(age_on(birth, date("2009-06-09")), 0);
        assert_eq!(age_on(birth, date("1990-12-31")), 0);
    }

    #[test]
    fn a_leapling_attains_an_age_on_the_first_of_march_in_other_years() {
        let birth = date("2008-02-29");
        assert_eq!(birthday(birth, 16), date("2024-02-29"));
        assert_eq!(birthday(birth, 18), date("2026-03-01"));
        assert_eq!(age_on(birth, date("2026-02-28")), 17);
        assert_eq!(age_on(birth, date("2026-03-01")), 18);
        assert_eq!(age_on(birth, date("2024-02-28")), 15);
        assert_eq!(age_on(birth, date("2024-02-29")), 16);
    }

    #[test]
    fn beyond_the_calendar_is_its_first_or_last_day() {
        let day = date("2025-06-10");
        for later in [add_days, add_weeks, add_months, birthday] {
            assert_eq!(later(NaiveDate::MAX, 1), NaiveDate::MAX);
            assert_eq!(later(day, u32::MAX), NaiveDate::MAX);
        }
        for earlier in [sub_days, sub_months, sub_years] {
            assert_eq!(earlier(NaiveDate::MIN, 1), NaiveDate::MIN);
            assert_eq!(earlier(day, u32::MAX), NaiveDate::MIN);
        }
        assert_eq!(age_on(NaiveDate::MIN, NaiveDate::MAX), 524_285);
        assert_eq!(age_on(NaiveDate::MAX, NaiveDate::MIN), 0);
    }
}
