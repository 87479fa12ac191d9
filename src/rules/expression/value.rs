//! What an expression sees of a case.

use std::rc::Rc;

use chrono::NaiveDate;

use super::shape::Shape;
use crate::case::Day;
use crate::document::{Record, Recorded};

/// A value, as at the child's day.
#[derive(Clone, Debug)]
pub(super) enum Value<'v> {
    /// Not recorded, or not yet.
    Nothing,
    YesNo(bool),
    Number(i64),
    Day(NaiveDate),
    Days(i64),
    Months(i64),
    Word(&'v str),
    /// One of the council's own values, as it was written.
    Own(&'v str),
    /// Free text that is there.
    Note,
    Group(Record<'v>, &'static Shape),
    List(Items<'v>),
}

/// The items of a list.
#[derive(Clone, Debug)]
pub(super) enum Items<'v> {
    Recorded(Record<'v>, &'static Shape),
    Made(Rc<[Value<'v>]>),
}

/// The keys that date an item of a list: before that day there is no such item yet.
const DATES: [&str; 6] = ["date", "from", "recorded", "decided", "applied", "completed"];

/// What is recorded beside the day that governs it: before that day it is not so yet.
const GOVERNED: [(&str, &str); 2] = [("decision", "decided"), ("outcome", "granted")];

impl<'v> Value<'v> {
    /// What is recorded, as at a day: what is dated later has not happened yet.
    pub(super) fn of(record: Record<'v>, shape: &'static Shape, day: NaiveDate) -> Self {
        match (shape, record.kind()) {
            (_, Recorded::Nothing) => Self::Nothing,
            (Shape::Note, _) => Self::Note,
            // A group of one key may be written as that key's value alone.
            (Shape::Group(_) | Shape::Own, Recorded::Group) | (Shape::Group(_), _) => {
                Self::Group(record, shape)
            }
            (Shape::List(item), Recorded::List) => Self::List(Items::Recorded(record, item)),
            (Shape::Own, Recorded::List) => Self::List(Items::Recorded(record, shape)),
            (Shape::YesNo | Shape::Own, Recorded::Boolean(value)) => Self::YesNo(value),
            (Shape::Own, Recorded::Text(text)) => Self::Own(text),
            (Shape::Word(_), Recorded::Text(text)) => Self::Word(text),
            (Shape::Number, Recorded::Text(text)) => {
                whole(text).map_or(Self::Nothing, Self::Number)
            }
            (Shape::Day, Recorded::Text(text)) => day_of(text).map_or(Self::Nothing, Self::Day),
            (Shape::Happened, Recorded::Text(text)) => {
                day_of(text).filter(|&found| found <= day).map_or(Self::Nothing, Self::Day)
            }
            // Such a case file is refused before any rule sees it.
            _ => Self::Nothing,
        }
    }

    /// The value as a day, when it is one or can be read as one.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        match *self {
            Self::Day(day) => Some(day),
            Self::Own(text) => day_of(text),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<i64> {
        match *self {
            Self::Number(number) => Some(number),
            Self::Own(text) => whole(text),
            _ => None,
        }
    }
}

/// A whole number, as case files may write it: 7.0 is 7.
fn whole(text: &str) -> Option<i64> {
    let rounded = || text.parse::<f64>().ok().filter(|number| number.fract() == 0.0);
    text.parse().ok().or_else(|| rounded()?.to_string().parse().ok())
}

fn day_of(text: &str) -> Option<NaiveDate> {
    text.parse().ok().map(Day::date)
}

/// Whether an item of a list is not there yet, and how many keys were looked at to tell.
pub(super) fn is_to_come(item: Record<'_>, shape: &'static Shape, day: NaiveDate) -> (bool, usize) {
    let mut looked_at = 0;
    // A brother or sister is there before anything is decided about them.
    let governs = |key| GOVERNED.iter().any(|(what, by)| *by == key && shape.field(what).is_some());
    let dates = |key| matches!(shape.field(key), Some(Shape::Happened)) && !governs(key);
    let to_come = DATES.into_iter().filter(|key| dates(*key)).any(|key| {
        let (is_later, examined) = is_later(item, key, day);
        looked_at += examined;
        is_later
    });
    (to_come, looked_at)
}

/// Whether what a key of a group holds is not so yet, and how many keys were looked at to tell.
pub(super) fn is_governed_later(
    group: Record<'_>,
    shape: &'static Shape,
    key: &str,
    day: NaiveDate,
) -> (bool, usize) {
    let by = GOVERNED.iter().find(|(what, _)| *what == key).map(|(_, by)| *by);
    match by.filter(|by| matches!(shape.field(by), Some(Shape::Happened))) {
        Some(by) => is_later(group, by, day),
        None => (false, 0),
    }
}

fn is_later(group: Record<'_>, key: &str, day: NaiveDate) -> (bool, usize) {
    let (found, looked_at) = group.field(key);
    let is_later = matches!(found.map(Record::kind), Some(Recorded::Text(text))
        if day_of(text).is_some_and(|found| found > day));
    (is_later, looked_at)
}
