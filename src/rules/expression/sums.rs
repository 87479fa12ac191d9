//! Reckoning with numbers, days and lengths of time.

use chrono::{Days, Months, NaiveDate};

use super::judge::{Judge, Judged};
use super::node::{Node, Sum};
use super::text::Failure;
use super::value::Value;

pub(super) fn sum<'v>(judge: &mut Judge<'v>, sum: Sum, sides: &'v [Node; 2]) -> Judged<'v> {
    let [left, right] = sides;
    let (one, other) = (judge.value(left)?, judge.value(right)?);
    for (value, node) in [(&one, left), (&other, right)] {
        if matches!(value, Value::Nothing) {
            return Err(Failure::NotRecorded(node.path()));
        }
    }
    let far = |count: Option<i64>| count.ok_or(Failure::TooFar);
    match (sum, &one, &other) {
        (Sum::Add, Value::Days(one), Value::Days(other)) => {
            Ok(Value::Days(far(one.checked_add(*other))?))
        }
        (Sum::Subtract, Value::Days(one), Value::Days(other)) => {
            Ok(Value::Days(far(one.checked_sub(*other))?))
        }
        (Sum::Add, Value::Months(one), Value::Months(other)) => {
            Ok(Value::Months(far(one.checked_add(*other))?))
        }
        (Sum::Subtract, Value::Months(one), Value::Months(other)) => {
            Ok(Value::Months(far(one.checked_sub(*other))?))
        }
        (Sum::Add, length @ (Value::Days(_) | Value::Months(_)), day) => {
            moved((day, right), length, false)
        }
        (Sum::Add | Sum::Subtract, day, length @ (Value::Days(_) | Value::Months(_))) => {
            moved((day, left), length, matches!(sum, Sum::Subtract))
        }
        (Sum::Subtract, Value::Day(one), other) => {
            let other = other.day().ok_or_else(|| Failure::Not("a day", right.path()))?;
            Ok(Value::Days((*one - other).num_days()))
        }
        _ => {
            let number = |value: &Value<'_>, node: &Node| {
                value.number().ok_or_else(|| Failure::Not("a whole number", node.path()))
            };
            reckoned(sum, number(&one, left)?, number(&other, right)?).map(Value::Number)
        }
    }
}

/// A day, moved by a length of time.
fn moved<'v>((day, node): (&Value<'_>, &Node), length: &Value<'_>, back: bool) -> Judged<'v> {
    let day = day.day().ok_or_else(|| Failure::Not("a day", node.path()))?;
    let sign = if back { -1 } else { 1 };
    let moved = match *length {
        Value::Days(days) => days.checked_mul(sign).and_then(|days| by_days(day, days)),
        Value::Months(months) => months.checked_mul(sign).and_then(|months| by_months(day, months)),
        _ => None,
    };
    moved.map(Value::Day).ok_or(Failure::TooFar)
}

fn by_days(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) }
}

/// Moves a day by calendar months, to a shorter month's last day when it has no such day.
pub(super) fn by_months(day: NaiveDate, months: i64) -> Option<NaiveDate> {
    let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
    if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) }
}

fn reckoned(sum: Sum, one: i64, other: i64) -> Result<i64, Failure> {
    if other == 0 && matches!(sum, Sum::Divide | Sum::Remainder) {
        return Err(Failure::ByNothing);
    }
    let number = match sum {
        Sum::Add => one.checked_add(other),
        Sum::Subtract => one.checked_sub(other),
        Sum::Multiply => one.checked_mul(other),
        Sum::Divide => one.checked_div(other),
        Sum::Remainder => one.checked_rem(other),
    };
    number.ok_or(Failure::TooFar)
}
