//! Lengths of time, as people write them: `10d`, `4w`, `3m`.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;

use super::{add_days, add_months, add_weeks};

/// The longest number a period is written with: a hundred years of days has five digits.
const MOST_DIGITS: usize = 5;

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// So many days.
    Days(u32),
    /// So many weeks.
    Weeks(u32),
    /// So many calendar months.
    Months(u32),
}

impl Period {
    /// The last day of the period that begins the day after a day.
    #[must_use]
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        match self {
            Self::Days(days) => add_days(day, days),
            Self::Weeks(weeks) => add_weeks(day, weeks),
            Self::Months(months) => add_months(day, months),
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self {
            Self::Days(days) => (days, "day"),
            Self::Weeks(weeks) => (weeks, "week"),
            Self::Months(months) => (months, "month"),
        };
        write!(f, "{count} {unit}{}", if *count == 1 { "" } else { "s" })
    }
}

/// A text that is no length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write a number of days, weeks or months, such as 10d, 4w or 3m")]
pub struct NoPeriod;

impl FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let end = text.find(|c: char| !c.is_ascii_digit()).ok_or(NoPeriod)?;
        let (number, unit) = text.split_at(end);
        if number.len() > MOST_DIGITS {
            return Err(NoPeriod);
        }
        let number = number.parse().map_err(|_| NoPeriod)?;
        match unit {
            "d" => Ok(Self::Days(number)),
            "w" => Ok(Self::Weeks(number)),
            "m" => Ok(Self::Months(number)),
            _ => Err(NoPeriod),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NoPeriod, Period};
    use crate::calendar::date;

    #[test]
    fn a_period_is_a_number_and_its_unit() {
        assert_eq!("10d".parse(), Ok(Period::Days(10)));
        assert_eq!("4w".parse(), Ok(Period::Weeks(4)));
        assert_eq!("3m".parse(), Ok(Period::Months(3)));
        assert_eq!("0d".parse(), Ok(Period::Days(0)));
        for other in ["", "4", "w", "4 w", "4W", "-4w", "+4w", "4.5w", "4ww", "4y", "٤w", "999999d"]
        {
            assert_eq!(other.parse::<Period>(), Err(NoPeriod), "{other}");
        }
    }

    #[test]
    fn a_period_ends_on_its_last_day() {
        let day = date("2024-01-31");
        assert_eq!(Period::Days(1).after(day), date("2024-02-01"));
        assert_eq!(Period::Weeks(4).after(day), date("2024-02-28"));
        assert_eq!(Period::Months(1).after(day), date("2024-02-29"));
        assert_eq!(Period::Months(99_999).to_string(), "99999 months");
        assert_eq!(Period::Weeks(1).to_string(), "1 week");
    }
}
