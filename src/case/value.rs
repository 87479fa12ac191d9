//! The kinds of value a case file holds.
//!
//! Two distinctions are made once, here, so that no rule can forget them. Free text is kept only as
//! *whether it is there* ([`Noted`]): no report can repeat what was never stored. A day on which
//! something happened ([`Happened`]) can only be read as at a day, because what is dated later has
//! not happened yet; a day that something is set for ([`Deadline`]) can be read at any time.

use std::borrow::Borrow;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Deserialize, Deserializer, Visitor};

use crate::document::{Problem, RAW_SCALAR, with_help};

/// Whether free text was recorded. The text itself is not kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noted(bool);

impl Noted {
    /// True when the file holds text that is not blank.
    #[must_use]
    pub fn is_recorded(self) -> bool {
        self.0
    }

    /// True when the file holds nothing, or only white space.
    #[must_use]
    pub fn is_missing(self) -> bool {
        !self.0
    }
}

impl<'de> Deserialize<'de> for Noted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Presence;
        impl<'de> Visitor<'de> for Presence {
            type Value = Noted;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a few words of text")
            }
            fn visit_none<E: de::Error>(self) -> Result<Noted, E> {
                Ok(Noted(false))
            }
            fn visit_unit<E: de::Error>(self) -> Result<Noted, E> {
                Ok(Noted(false))
            }
            fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Noted, D::Error> {
                // A bare number is text too: an age, an hour, a number of visits.
                inner.deserialize_newtype_struct(RAW_SCALAR, self)
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                inner: D,
            ) -> Result<Noted, D::Error> {
                inner.deserialize_str(self)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Noted, E> {
                Ok(Noted(!text.trim().is_empty()))
            }
        }
        deserializer.deserialize_option(Presence)
    }
}

impl JsonSchema for Noted {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "text".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Free text. Only whether it is there is read; no report repeats it.",
            "type": ["string", "number"]
        })
    }
}

/// The year, month and day of `2025-03-31`, and of nothing that is written otherwise.
fn iso_numbers(text: &str) -> Option<[u32; 3]> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
        })
    };
    Some([number(&[y1, y2, y3, y4])?, number(&[m1, m2])?, number(&[d1, d2])?])
}

/// Three numbers between two separators, when the text is that and each is as long as allowed.
fn three_numbers(
    text: &str,
    separator: char,
    shape: [RangeInclusive<usize>; 3],
) -> Option<[u32; 3]> {
    let mut parts = text.splitn(3, separator);
    let mut numbers = [0; 3];
    for (lengths, number) in shape.into_iter().zip(&mut numbers) {
        let part = parts.next()?;
        if !lengths.contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    Some(numbers)
}

fn calendar_day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

/// A day written another way: `31/03/2025`, `31.3.2025`, `2025/3/31`, `31 March 2025`.
fn day_in_other_words(text: &str) -> Option<NaiveDate> {
    let in_numbers = ['/', '.', '-'].into_iter().find_map(|separator| {
        let day_first = three_numbers(text, separator, [1..=2, 1..=2, 4..=4]);
        let year_first = three_numbers(text, separator, [4..=4, 1..=2, 1..=2]);
        let [day, month, year] = day_first.or(year_first.map(|[y, m, d]| [d, m, y]))?;
        calendar_day(year, month, day)
    });
    in_numbers.or_else(|| day_in_one_number(text)).or_else(|| day_in_words(text))
}

/// `20250331`.
fn day_in_one_number(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_at_checked(4).filter(|_| text.len() == 8)?;
    let (month, day) = rest.split_at_checked(2)?;
    format!("{year}-{month}-{day}").parse().ok()
}

/// `31 March 2025`, `31st Mar 2025`. A year of two digits could be any century's.
fn day_in_words(text: &str) -> Option<NaiveDate> {
    let (day, month_and_year) = text.split_once(' ')?;
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let found = NaiveDate::parse_from_str(&format!("{day} {month_and_year}"), "%d %B %Y").ok()?;
    (found.year() >= 1000).then_some(found)
}

/// The day of a day with a time: `2025-03-31T10:00:00Z`, `31/03/2025 10:00`.
fn day_of_moment(text: &str) -> Option<NaiveDate> {
    let (day, _) = text.split_once(['T', 't', ' '])?;
    let written = day.parse().ok().filter(|_| day.len() == 10);
    written.or_else(|| day_in_other_words(day))
}

impl FromStr for Day {
    type Err = Problem;

    /// Reads an ISO day strictly: four digits, two and two, and a day that the calendar has. Any
    /// other way of writing a day is refused with what to write instead, where that can be told.
    fn from_str(text: &str) -> Result<Self, Problem> {
        if let Some([year, month, day]) = iso_numbers(text) {
            return calendar_day(year, month, day).map(Self).ok_or_else(|| {
                Problem::new("the calendar has no such day")
                    .help("check the month (01 to 12) and how many days that month has")
            });
        }
        let text = text.trim();
        let (message, day) = match (day_in_other_words(text), day_of_moment(text)) {
            (Some(day), _) => ("dates are written year-month-day", day),
            (None, Some(day)) => ("a day is asked for, without a time", day),
            (None, None) => {
                return Err(Problem::new("expected a date")
                    .help("dates are written year-month-day, such as 2025-03-31"));
            }
        };
        Err(Problem::new(message).help(format!("write {day}")))
    }
}

fn day_schema(description: &str) -> Schema {
    json_schema!({
        "description": description,
        "type": "string",
        "format": "date",
        "pattern": r"^\d{4}-\d{2}-\d{2}$"
    })
}

/// A day that every case file must give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(NaiveDate);

impl Day {
    /// The day.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        self.0
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IsoDay;
        impl<'de> Visitor<'de> for IsoDay {
            type Value = Day;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as 2025-03-31")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Day, D::Error> {
                inner.deserialize_str(self)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Day, E> {
                text.parse().map_err(|problem: Problem| {
                    let help = problem.help.unwrap_or_default();
                    E::custom(with_help(problem.message, help))
                })
            }
        }
        // The scalar's own characters: 20250331 is no number, it is a date that lacks its hyphens.
        deserializer.deserialize_newtype_struct(RAW_SCALAR, IsoDay)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "day".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        day_schema("A day, written year-month-day (ISO 8601).")
    }
}

/// The day on which something happened, when it was recorded.
///
/// It can be read only as at a day: what is dated later has not happened yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Happened(Option<NaiveDate>);

impl Happened {
    /// The day it happened, if that day had come by `as_at`.
    #[must_use]
    pub fn by(self, as_at: NaiveDate) -> Option<NaiveDate> {
        self.0.filter(|&day| day <= as_at)
    }

    /// True when a day is recorded that had not come by `as_at`.
    #[must_use]
    pub fn is_after(self, as_at: NaiveDate) -> bool {
        self.0.is_some_and(|day| day > as_at)
    }

    /// The day as recorded, whether it has come or not: for checking records against each other.
    #[must_use]
    pub(super) fn day(self) -> Option<NaiveDate> {
        self.0
    }

    /// True when no day is recorded. An undated entry is taken as it stands now.
    #[must_use]
    pub fn is_undated(self) -> bool {
        self.0.is_none()
    }
}

impl From<NaiveDate> for Happened {
    fn from(day: NaiveDate) -> Self {
        Self(Some(day))
    }
}

impl<'de> Deserialize<'de> for Happened {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(Option::<Day>::deserialize(deserializer)?.map(Day::date)))
    }
}

impl JsonSchema for Happened {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "happened".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        day_schema("The day something happened. A day later than the audit's has not happened yet.")
    }
}

/// The day something is set for, or lasts until, when it was recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Deadline(Option<NaiveDate>);

impl Deadline {
    /// The day it is set for.
    #[must_use]
    pub fn day(self) -> Option<NaiveDate> {
        self.0
    }

    /// True when the day is wholly past at `as_at`; on the day itself there is still time.
    #[must_use]
    pub fn passed_by(self, as_at: NaiveDate) -> bool {
        self.0.is_some_and(|day| day < as_at)
    }
}

impl<'de> Deserialize<'de> for Deadline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(Option::<Day>::deserialize(deserializer)?.map(Day::date)))
    }
}

impl JsonSchema for Deadline {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "deadline".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        day_schema("The day something is set for, or lasts until; it may lie ahead.")
    }
}

/// A council's reference: to a case, a worker, a team, a carer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference(Box<str>);

impl Reference {
    pub(super) fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// A reference that an earlier report told.
    pub(crate) fn again(text: &str) -> Self {
        Self::new(text)
    }

    /// The reference as it is written in the file.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Reference {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Raw;
        impl<'de> Visitor<'de> for Raw {
            type Value = Reference;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a reference")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                inner: D,
            ) -> Result<Reference, D::Error> {
                inner.deserialize_str(self)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Reference, E> {
                match text.trim() {
                    "" => Err(E::custom(with_help(
                        "this item of the list is empty",
                        "fill it in, or remove it",
                    ))),
                    text => Ok(Reference(text.into())),
                }
            }
        }
        // The scalar's own characters: a reference such as 0417 keeps its leading zero.
        deserializer.deserialize_newtype_struct(RAW_SCALAR, Raw)
    }
}

impl JsonSchema for Reference {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "reference".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A reference, as text or a number. Never a name.",
            "anyOf": [{ "type": "string", "pattern": r"\S" }, { "type": "number" }]
        })
    }
}
