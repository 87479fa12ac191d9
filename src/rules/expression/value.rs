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
const DATES: [&str; 3] = ["date", "from", "recorded"];

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
                text.parse().map_or(Self::Nothing, Self::Number)
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
            Self::Own(text) => text.parse().ok(),
            _ => None,
        }
    }
}

fn day_of(text: &str) -> Option<NaiveDate> {
    text.parse().ok().map(Day::date)
}

/// Whether an item of a list is not there yet, and how many keys were looked at to tell.
pub(super) fn is_to_come(item: Record<'_>, shape: &'static Shape, day: NaiveDate) -> (bool, usize) {
    let mut looked_at = 0;
    let dated = DATES.iter().filter(|key| matches!(shape.field(key), Some(Shape::Happened)));
    let to_come = dated.into_iter().any(|key| {
        let (found, examined) = item.field(key);
        looked_at += examined;
        matches!(found.map(Record::kind), Some(Recorded::Text(text))
            if day_of(text).is_some_and(|found| found > day))
    });
    (to_come, looked_at)
}
