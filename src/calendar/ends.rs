//! The last days of the months or weeks of a time.

use chrono::{Datelike as _, Months, NaiveDate, Weekday};

use super::{add_days, add_weeks, sub_days};

/// What a time is divided into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Calendar months.
    Month,
    /// Weeks from Monday to Sunday (ISO 8601).
    Week,
}

impl Every {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Week => "week",
        }
    }

    /// The last day of the month or week that a day lies in.
    #[must_use]
    pub fn end(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Month => {
                let next =
                    day.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
                next.map_or(NaiveDate::MAX, |next| sub_days(next, 1))
            }
            Self::Week => add_days(day, 6 - day.weekday().days_since(Weekday::Mon)),
        }
    }

    /// How many ends there are at most, from a day to a later one, that last day included.
    #[must_use]
    pub fn most(self, from: NaiveDate, to: NaiveDate) -> usize {
        let days = usize::try_from((to - from).num_days()).unwrap_or(0);
        match self {
            Self::Month => days / 28 + 2,
            Self::Week => days / 7 + 2,
        }
    }

    /// The ends from a day to another, and that other day when it is none of them: the last there is
    /// to tell of. None when it is before the first.
    #[must_use]
    pub fn ends(self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let mut ends = Vec::new();
        let mut end = self.end(from);
        while end < to {
            ends.push(end);
            let next = match self {
                Self::Month => self.end(add_days(end, 1)),
                Self::Week => add_weeks(end, 1),
            };
            if next == end {
                break;
            }
            end = next;
        }
        if from <= to {
            ends.push(to);
        }
        ends
    }
}

#[cfg(test)]
mod tests {
    use super::Every;
    use crate::calendar::date;

    fn ends(every: Every, from: &str, to: &str) -> Vec<String> {
        every.ends(date(from), date(to)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn months_end_on_their_last_day() {
        let leap = ["2023-12-31", "2024-01-31", "2024-02-29", "2024-03-31"];
        assert_eq!(ends(Every::Month, "2023-12-31", "2024-03-31"), leap);
        assert_eq!(ends(Every::Month, "2023-12-01", "2024-03-31"), leap);
        assert_eq!(
            ends(Every::Month, "2024-01-01", "2024-03-30"),
            [leap[1], leap[2], "2024-03-30"]
        );
        assert_eq!(ends(Every::Month, "2023-02-01", "2023-02-28"), ["2023-02-28"]);
    }

    #[test]
    fn weeks_end_on_sunday() {
        let sundays = ["2026-01-04", "2026-01-11", "2026-01-18"];
        assert_eq!(ends(Every::Week, "2025-12-29", "2026-01-18"), sundays);
        assert_eq!(ends(Every::Week, "2026-01-04", "2026-01-18"), sundays);
        assert_eq!(ends(Every::Week, "2026-01-05", "2026-01-12"), ["2026-01-11", "2026-01-12"]);
    }

    #[test]
    fn a_day_is_a_time_and_a_time_that_ends_before_it_starts_is_none() {
        assert_eq!(ends(Every::Month, "2026-01-10", "2026-01-10"), ["2026-01-10"]);
        assert!(ends(Every::Month, "2026-01-11", "2026-01-10").is_empty());
        let (first, last) = (chrono::NaiveDate::MIN, chrono::NaiveDate::MAX);
        assert_eq!(Every::Month.end(last), last);
        assert!(Every::Week.most(first, last) > 10_000_000);
    }

    #[test]
    fn no_more_ends_come_than_are_counted() {
        for every in [Every::Month, Every::Week] {
            let from = date("2023-02-01");
            for days in 0..800 {
                let to = super::add_days(from, days);
                assert!(every.ends(from, to).len() <= every.most(from, to), "{to}");
            }
        }
    }
}
