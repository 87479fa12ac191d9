//! What the functions of an expression give.

use chrono::{Datelike, NaiveDate};

use super::judge::{Judge, Judged};
use super::node::{Function, Node};
use super::sums::by_months;
use super::text::Failure;
use super::value::Value;

pub(super) fn call<'v>(judge: &mut Judge<'v>, function: Function, args: &'v [Node]) -> Judged<'v> {
    use Function::{Age, Date, Days, Months, Present, Size, Weeks};
    Ok(match (function, args) {
        (Age, []) => Value::Number(judge.facts.age().into()),
        (Age, [on]) => {
            let on = judge.date(on)?;
            Value::Number(judge.facts.age_on(on).into())
        }
        (Date, [of]) => match judge.value(of)? {
            Value::Nothing => Value::Nothing,
            value => Value::Day(value.day().ok_or_else(|| Failure::Not("a day", of.path()))?),
        },
        (Days, [count]) => Value::Days(judge.number(count)?),
        (Weeks, [count]) => {
            let weeks = judge.number(count)?;
            Value::Days(weeks.checked_mul(7).ok_or(Failure::TooFar)?)
        }
        (Months, [count]) => Value::Months(judge.number(count)?),
        (Days, [from, to]) => Value::Number(days(judge.date(from)?, judge.date(to)?)),
        (Weeks, [from, to]) => Value::Number(days(judge.date(from)?, judge.date(to)?) / 7),
        (Months, [from, to]) => Value::Number(months(judge.date(from)?, judge.date(to)?)),
        (Present, [of]) => {
            let value = judge.value(of)?;
            Value::YesNo(present(judge, &value)?)
        }
        (Size, [of]) => {
            let count = judge.list(of)?.len();
            Value::Number(i64::try_from(count).map_err(|_| Failure::TooFar)?)
        }
        _ => Value::Nothing,
    })
}

fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days()
}

/// How many whole calendar months lie between two days, below nothing when the second is earlier.
fn months(from: NaiveDate, to: NaiveDate) -> i64 {
    if to < from {
        return -months(to, from);
    }
    let years = i64::from(to.year()) - i64::from(from.year());
    let count = years * 12 + i64::from(to.month()) - i64::from(from.month());
    let whole = by_months(from, count).is_some_and(|day| day <= to);
    if whole { count } else { count - 1 }
}

/// Whether anything is recorded: of a list an item, of a group any key.
fn present<'v>(judge: &mut Judge<'v>, value: &Value<'v>) -> Result<bool, Failure> {
    match value {
        Value::Nothing => Ok(false),
        Value::List(items) => Ok(!judge.items(items)?.is_empty()),
        Value::Group(group, shape) => judge.any_recorded(*group, shape),
        _ => Ok(true),
    }
}
