//! Which values are the same, and which come first.

use std::cmp::Ordering;

use super::judge::Judge;
use super::node::{Node, Order};
use super::text::Failure;
use super::value::Value;

impl<'v> Judge<'v> {
    /// Whether two values are the same. What is not recorded is the same only as `null`.
    pub(super) fn equal(
        &mut self,
        (one, left): (&Value<'v>, &Node),
        (other, right): (&Value<'v>, &Node),
    ) -> Result<bool, Failure> {
        let not = |what, node: &Node| Err(Failure::Not(what, node.path()));
        Ok(match (one, other) {
            (Value::Nothing, other) => matches!(other, Value::Nothing),
            (_, Value::Nothing) => false,
            (Value::YesNo(one), Value::YesNo(other)) => one == other,
            (Value::Number(one), Value::Number(other))
            | (Value::Days(one), Value::Days(other))
            | (Value::Months(one), Value::Months(other)) => one == other,
            (Value::Day(one), Value::Day(other)) => one == other,
            (Value::Word(one) | Value::Own(one), Value::Word(other) | Value::Own(other)) => {
                self.spend(one.len().min(other.len()) / 64)?;
                one == other
            }
            (Value::Own(_), Value::Day(other)) => match one.day() {
                Some(one) => one == *other,
                None => return not("a day", left),
            },
            (Value::Own(_), Value::Number(other)) => match one.number() {
                Some(one) => one == *other,
                None => return not("a whole number", left),
            },
            (Value::Day(_) | Value::Number(_), Value::Own(_)) => {
                return self.equal((other, right), (one, left));
            }
            (_, Value::Own(_) | Value::Group(..) | Value::List(_)) => {
                return not("comparable with the other side", right);
            }
            _ => return not("comparable with the other side", left),
        })
    }

    pub(super) fn within(&mut self, sides: &'v [Node; 2]) -> Result<bool, Failure> {
        let [item, list] = sides;
        let wanted = self.value(item)?;
        for found in self.list(list)? {
            self.spend(1)?;
            if self.equal((&wanted, item), (&found, list))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn ordered(&mut self, order: Order, sides: &'v [Node; 2]) -> Result<bool, Failure> {
        let [left, right] = sides;
        let (one, other) = (self.value(left)?, self.value(right)?);
        for (value, node) in [(&one, left), (&other, right)] {
            if matches!(value, Value::Nothing) {
                return Err(Failure::NotRecorded(node.path()));
            }
        }
        let between = match (&one, &other) {
            (Value::Days(one), Value::Days(other)) | (Value::Months(one), Value::Months(other)) => {
                one.cmp(other)
            }
            _ => compared((&one, left), (&other, right))?,
        };
        Ok(match order {
            Order::Before => between == Ordering::Less,
            Order::BeforeOrSame => between != Ordering::Greater,
            Order::After => between == Ordering::Greater,
            Order::AfterOrSame => between != Ordering::Less,
        })
    }
}

/// Which of two days or numbers comes first; a value of the council's own is what the other is.
fn compared(
    (one, left): (&Value<'_>, &Node),
    (other, right): (&Value<'_>, &Node),
) -> Result<Ordering, Failure> {
    let days = match (one, other) {
        (Value::Day(_), _) | (_, Value::Day(_)) => true,
        (Value::Own(_), Value::Own(_)) => one.day().is_some(),
        _ => false,
    };
    let not = |what, node: &Node| Failure::Not(what, node.path());
    if days {
        let one = one.day().ok_or_else(|| not("a day", left))?;
        return Ok(one.cmp(&other.day().ok_or_else(|| not("a day", right))?));
    }
    let one = one.number().ok_or_else(|| not("a whole number", left))?;
    Ok(one.cmp(&other.number().ok_or_else(|| not("a whole number", right))?))
}
