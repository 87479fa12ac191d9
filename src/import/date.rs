//! Dates as extracts write them.

use chrono::{Datelike as _, Days, NaiveDate};

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoDate {
    /// A day that is not known: `zz/05/2020`.
    Partial,
    /// A day that no calendar has: `31/02/2020`.
    Impossible,
    /// A day too long ago, or too far ahead, for a child's record.
    Implausible,
    /// Not in a form that dates are written in.
    Form,
}

/// The years that a child's record can speak of.
const YEARS: std::ops::RangeInclusive<i32> = 1980..=2100;

/// Reads a date: `31/03/2025`, `31-03-2025`, `2025-03-31`, `2025/03/31`, each with or without midnight.
pub(super) fn day(text: &str) -> Result<NaiveDate, NoDate> {
    let (date, time) = match text.find(['T', ' ']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    if !is_midnight(time) {
        return Err(NoDate::Form);
    }
    let mark = if date.contains('/') { '/' } else { '-' };
    let mut parts = date.split(mark);
    let (Some(first), Some(month), Some(last), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(NoDate::Form);
    };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 || day.is_empty() || day.len() > 2 || month.is_empty() || month.len() > 2 {
        return Err(NoDate::Form);
    }
    let is_unknown = |part: &str| part.bytes().all(|byte| byte.eq_ignore_ascii_case(&b'z'));
    if is_unknown(day) || is_unknown(month) || is_unknown(year) {
        let is_known = |part: &str| is_unknown(part) || number(part).is_some();
        let partial = [day, month, year].into_iter().all(is_known);
        return Err(if partial { NoDate::Partial } else { NoDate::Form });
    }
    let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day)) else {
        return Err(NoDate::Form);
    };
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    plausible(date.ok_or(NoDate::Impossible)?)
}

/// Reads a number of days as workbooks count them from 1900; a time of day is left out.
///
/// Day 60 is one that no calendar has; every plausible day comes after it.
pub(super) fn serial_day(serial: f64) -> Result<NaiveDate, NoDate> {
    // Far less than what a whole number of 64 bits holds.
    if !(1.0..100_000.0).contains(&serial) {
        return Err(NoDate::Implausible);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    let days = Days::new(serial as u64);
    let start = NaiveDate::from_ymd_opt(1899, 12, 30);
    let date = start.and_then(|start| start.checked_add_days(days));
    plausible(date.ok_or(NoDate::Implausible)?)
}

fn plausible(date: NaiveDate) -> Result<NaiveDate, NoDate> {
    if YEARS.contains(&date.year()) { Ok(date) } else { Err(NoDate::Implausible) }
}

fn is_midnight(time: &str) -> bool {
    let time = time.trim_start_matches(['T', ' ']).trim_end_matches('Z');
    time.chars().all(|c| matches!(c, '0' | ':' | '.'))
}

fn number(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{NoDate, day, serial_day};

    #[test]
    fn dates_are_read_in_the_forms_that_are_met() {
        for text in [
            "31/03/2025",
            "31-03-2025",
            "2025-03-31",
            "2025/03/31",
            "31/3/2025",
            "31/03/2025 00:00:00",
            "31/03/2025 00:00",
            "2025-03-31T00:00:00",
            "2025-03-31 00:00:00.000",
            "2025-03-31T00:00:00Z",
        ] {
            assert_eq!(day(text).map(|day| day.to_string()), Ok("2025-03-31".into()), "{text}");
        }
        assert_eq!(serial_day(45747.0).map(|day| day.to_string()), Ok("2025-03-31".into()));
        assert_eq!(serial_day(45747.75).map(|day| day.to_string()), Ok("2025-03-31".into()));
    }

    #[test]
    fn what_is_no_date_says_why() {
        for (text, why) in [
            ("zz/05/2020", NoDate::Partial),
            ("ZZ/ZZ/2020", NoDate::Partial),
            ("zz/zz/zzzz", NoDate::Partial),
            ("31/02/2020", NoDate::Impossible),
            ("05/31/2020", NoDate::Impossible),
            ("00/05/2020", NoDate::Impossible),
            ("01/01/0020", NoDate::Implausible),
            ("01/01/2930", NoDate::Implausible),
            ("01/05/20", NoDate::Form),
            ("1 May 2020", NoDate::Form),
            ("yesterday", NoDate::Form),
            ("01/05", NoDate::Form),
            ("01/05/2020/1", NoDate::Form),
            ("01/05/2020 14:30", NoDate::Form),
            ("+1/05/2020", NoDate::Form),
            ("xx/05/2020", NoDate::Form),
            ("45747", NoDate::Form),
            ("", NoDate::Form),
            ("\u{661}\u{661}/05/2020", NoDate::Form),
        ] {
            assert_eq!(day(text), Err(why), "{text}");
        }
        assert_eq!(serial_day(0.0), Err(NoDate::Implausible));
        assert_eq!(serial_day(f64::NAN), Err(NoDate::Implausible));
        assert_eq!(serial_day(1e300), Err(NoDate::Implausible));
    }
}
