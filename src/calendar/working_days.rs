//! Working days of England.

use std::iter::successors;

use chrono::{Datelike, NaiveDate, Weekday};

use super::bank_holidays::{is_bank_holiday, is_tabled};

/// The end of a count of working days, and how sure it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingDay {
    /// The day the count ends on.
    pub date: NaiveDate,
    /// The years counted through, in order, whose one-off bank holidays are not known because
    /// they lie outside the published table: there the end may be off by a day or two.
    pub unsure_years: Vec<i32>,
}

/// Whether a day is neither a Saturday, a Sunday nor a bank holiday in England.
///
/// Bank holidays are those of section 1 of the Banking and Financial Dealings Act 1971, with
/// Christmas Day and Good Friday: the days that enactments counting in working days leave out.
#[must_use]
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_bank_holiday(day)
}

/// The `n`-th working day after a day: the day after the start is the first that can count.
///
/// The day an event happens is left out of a period that runs from it, so a first review "within
/// 20 working days" of becoming looked after (regulation 33(1) of the Care Planning, Placement and
/// Case Review (England) Regulations 2010) is in time on the 20th working day after it. The 0th is
/// the start itself, working day or not.
#[must_use]
pub fn working_day_after(start: NaiveDate, n: u32) -> WorkingDay {
    let (Some(before), Some(first)) = (n.checked_sub(1), start.succ_opt()) else {
        return WorkingDay { date: start, unsure_years: Vec::new() };
    };
    let date = successors(Some(first), NaiveDate::succ_opt)
        .filter(|day| is_working_day(*day))
        .nth(before as usize)
        .unwrap_or(NaiveDate::MAX);
    WorkingDay {
        date,
        unsure_years: (first.year()..=date.year()).filter(|year| !is_tabled(*year)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{date, sub_days};

    #[test]
    fn the_day_after_the_start_is_the_first() {
        // A Monday, a Friday, a Saturday.
        assert_eq!(end("2025-06-09", 1), date("2025-06-10"));
        assert_eq!(end("2025-06-13", 1), date("2025-06-16"));
        assert_eq!(end("2025-06-14", 1), date("2025-06-16"));
        assert_eq!(end("2025-06-14", 0), date("2025-06-14"));
    }

    #[test]
    fn twenty_working_days_step_over_bank_holidays() {
        // Christmas Day, Boxing Day and New Year's Day.
        assert_eq!(end("2025-12-08", 20), date("2026-01-08"));
        // Good Friday and Easter Monday.
        assert_eq!(end("2026-03-23", 20), date("2026-04-22"));
        assert_eq!(end("2025-06-09", 20), date("2025-07-07"));
    }

    #[test]
    fn one_off_days_are_left_out() {
        assert!(is_working_day(date("2020-05-04")));
        assert!(!is_working_day(date("2020-05-08")));
        assert!(!is_working_day(date("2022-09-19")));
        assert_eq!(end("2022-06-01", 1), date("2022-06-06"));
    }

    #[test]
    fn years_outside_the_table_are_named() {
        let unsure = |start, n| working_day_after(date(start), n).unsure_years;
        assert_eq!(unsure("2011-11-25", 20), [2011]);
        assert!(unsure("2011-12-31", 20).is_empty());
        assert_eq!(unsure("2028-12-01", 19), [2029]);
        assert!(unsure("2028-12-01", 18).is_empty());
        assert_eq!(unsure("2029-12-20", 20), [2029, 2030]);
        assert!(unsure("2029-12-20", 0).is_empty());
        assert_eq!(unsure("2011-12-30", 4500), [2011, 2029]);
    }

    #[test]
    fn a_count_that_runs_off_the_calendar_ends_with_it() {
        let near = sub_days(NaiveDate::MAX, 10);
        assert_eq!(working_day_after(near, u32::MAX).date, NaiveDate::MAX);
        assert_eq!(working_day_after(NaiveDate::MAX, 1).date, NaiveDate::MAX);
        assert!(working_day_after(NaiveDate::MIN, 20).date > NaiveDate::MIN);
    }

    fn end(start: &str, n: u32) -> NaiveDate {
        working_day_after(date(start), n).date
    }
}
