//! Judging an expression on a case, within a budget.
//!
//! The crate's own interpreter has no budget, copies what it looks at, and lets a few characters
//! make a text that doubles again and again. So its parser is used, and what it reads is judged
//! here: each part, item and key that is looked at takes a step, and there are only so many.

use chrono::NaiveDate;

use super::functions;
use super::node::{Look, Node};
use super::shape::{CASE, OWN, Shape};
use super::sums;
use super::text::Failure;
use super::value::{Items, Value, is_governed_later, is_to_come};
use crate::document::Record;
use crate::rules::Facts;

/// The most steps that one expression takes on one case.
pub(super) const MOST_STEPS: usize = 1_000_000;

/// What an expression comes to: a value, or why there is none.
pub(super) type Judged<'v> = Result<Value<'v>, Failure>;

pub(super) struct Judge<'v> {
    pub(super) facts: &'v Facts<'v>,
    record: Record<'v>,
    items: Vec<Value<'v>>,
    steps: usize,
}

impl<'v> Judge<'v> {
    pub(super) fn new(facts: &'v Facts<'v>) -> Result<Self, Failure> {
        let record = facts.record.ok_or(Failure::NoRecord)?;
        Ok(Self { facts, record, items: Vec::new(), steps: MOST_STEPS })
    }

    pub(super) fn day(&self) -> NaiveDate {
        self.facts.day
    }

    /// Whether a condition holds.
    pub(super) fn holds(&mut self, node: &'v Node) -> Result<bool, Failure> {
        match self.value(node)? {
            Value::YesNo(value) => Ok(value),
            Value::Nothing => Err(Failure::NotRecorded(node.path())),
            _ => Err(Failure::Not("true or false", node.path())),
        }
    }

    pub(super) fn date(&mut self, node: &'v Node) -> Result<NaiveDate, Failure> {
        match self.value(node)? {
            Value::Nothing => Err(Failure::NotRecorded(node.path())),
            value => value.day().ok_or_else(|| Failure::Not("a day", node.path())),
        }
    }

    pub(super) fn number(&mut self, node: &'v Node) -> Result<i64, Failure> {
        match self.value(node)? {
            Value::Nothing => Err(Failure::NotRecorded(node.path())),
            value => value.number().ok_or_else(|| Failure::Not("a whole number", node.path())),
        }
    }

    /// Takes steps, as long as there are any.
    pub(super) fn spend(&mut self, steps: usize) -> Result<(), Failure> {
        self.steps = self.steps.checked_sub(steps).ok_or(Failure::TooLong)?;
        Ok(())
    }

    pub(super) fn value(&mut self, node: &'v Node) -> Judged<'v> {
        self.spend(1)?;
        Ok(match node {
            Node::Nothing => Value::Nothing,
            Node::YesNo(value) => Value::YesNo(*value),
            Node::Number(number) => Value::Number(*number),
            Node::Word(word) => Value::Word(word),
            Node::Day(day) => Value::Day(*day),
            Node::Today => Value::Day(self.day()),
            Node::Case => Value::Group(self.record, &CASE),
            Node::Item { depth, .. } => self.items.get(*depth).cloned().unwrap_or(Value::Nothing),
            Node::Field { of, key, shape } => match self.value(of)? {
                Value::Group(group, from) => self.field(group, from, key, shape)?,
                Value::Nothing => Value::Nothing,
                _ => return Err(Failure::Not("a group of keys", of.path())),
            },
            Node::At(of, index) => self.item_at(of, index)?,
            Node::Not(of) => Value::YesNo(!self.holds(of)?),
            Node::Minus(of) => {
                Value::Number(self.number(of)?.checked_neg().ok_or(Failure::TooFar)?)
            }
            Node::And(left, right) => Value::YesNo(self.either(false, left, right)?),
            Node::Or(left, right) => Value::YesNo(self.either(true, left, right)?),
            Node::If(parts) => {
                let [test, then, otherwise] = &**parts;
                if self.holds(test)? { self.value(then)? } else { self.value(otherwise)? }
            }
            Node::Equal { same, sides } => {
                let [left, right] = &**sides;
                let (one, other) = (self.value(left)?, self.value(right)?);
                Value::YesNo(self.equal((&one, left), (&other, right))? == *same)
            }
            Node::Order { order, sides } => Value::YesNo(self.ordered(*order, sides)?),
            Node::In(sides) => Value::YesNo(self.within(sides)?),
            Node::Sum { sum, sides } => sums::sum(self, *sum, sides)?,
            Node::List(items) => {
                let items: Result<Vec<Value<'v>>, Failure> =
                    items.iter().map(|item| self.value(item)).collect();
                Value::List(Items::Made(items?.into()))
            }
            Node::Look { look, over, test } => self.look(*look, over, test)?,
            Node::Call(function, args) => functions::call(self, *function, args)?,
        })
    }

    /// CEL's `&&` and `||`: a side that decides hides that the other cannot be told.
    fn either(&mut self, deciding: bool, left: &'v Node, right: &'v Node) -> Result<bool, Failure> {
        match self.holds(left) {
            Ok(value) if value == deciding => Ok(value),
            Err(Failure::TooLong) => Err(Failure::TooLong),
            left => match self.holds(right) {
                Ok(value) if value == deciding => Ok(value),
                Err(Failure::TooLong) => Err(Failure::TooLong),
                right => left.and(right),
            },
        }
    }

    /// What is recorded under a key of a group.
    fn field(
        &mut self,
        group: Record<'v>,
        from: &'static Shape,
        key: &str,
        shape: &'static Shape,
    ) -> Judged<'v> {
        let (to_come, looked_at) = is_governed_later(group, from, key, self.day());
        self.spend(looked_at)?;
        if to_come {
            return Ok(Value::Nothing);
        }
        let (found, looked_at) = group.field(key);
        self.spend(looked_at)?;
        match found {
            Some(found) => self.read(found, shape),
            None if !group.is_group() && from.keys().next() == Some(key) => self.read(group, shape),
            None => Ok(Value::Nothing),
        }
    }

    fn read(&mut self, record: Record<'v>, shape: &'static Shape) -> Judged<'v> {
        self.spend(record.weight())?;
        Ok(Value::of(record, shape, self.day()))
    }

    /// Whether any key of a group, or of a group in it, has something recorded.
    pub(super) fn any_recorded(
        &mut self,
        group: Record<'v>,
        shape: &'static Shape,
    ) -> Result<bool, Failure> {
        if !group.is_group() {
            return Ok(true);
        }
        let (fields, looked_at) = group.fields();
        self.spend(looked_at)?;
        for (key, record) in fields {
            let shape = shape.field(key).unwrap_or(&OWN);
            let any = match self.read(record, shape)? {
                Value::Nothing => false,
                Value::Group(inner, shape) => self.any_recorded(inner, shape)?,
                Value::List(items) => !self.items(&items)?.is_empty(),
                _ => true,
            };
            if any {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The items of a list that are there as at the child's day.
    pub(super) fn items(&mut self, list: &Items<'v>) -> Result<Vec<Value<'v>>, Failure> {
        match list {
            Items::Made(items) => {
                self.spend(items.len())?;
                Ok(items.to_vec())
            }
            Items::Recorded(record, shape) => {
                let mut items = Vec::new();
                for item in record.items() {
                    let (to_come, looked_at) = is_to_come(item, shape, self.day());
                    self.spend(1 + looked_at)?;
                    if to_come {
                        continue;
                    }
                    match self.read(item, shape)? {
                        Value::Nothing => {}
                        value => items.push(value),
                    }
                }
                Ok(items)
            }
        }
    }

    /// The items of what is to be a list; what is not recorded has none.
    pub(super) fn list(&mut self, node: &'v Node) -> Result<Vec<Value<'v>>, Failure> {
        match self.value(node)? {
            Value::List(list) => self.items(&list),
            Value::Nothing => Ok(Vec::new()),
            _ => Err(Failure::Not("a list", node.path())),
        }
    }

    fn item_at(&mut self, of: &'v Node, index: &'v Node) -> Judged<'v> {
        let items = self.list(of)?;
        let index = usize::try_from(self.number(index)?).ok();
        let item = index.and_then(|index| items.into_iter().nth(index));
        item.ok_or_else(|| Failure::NoItem(of.path()))
    }

    fn look(&mut self, look: Look, over: &'v Node, test: &'v Node) -> Judged<'v> {
        let (mut kept, mut untold) = (Vec::new(), None);
        let deciding = match look {
            Look::All => Some(false),
            Look::Exists => Some(true),
            Look::ExistsOne | Look::Filter => None,
        };
        for item in self.list(over)? {
            self.items.push(item.clone());
            let told = self.holds(test);
            self.items.pop();
            match told {
                Ok(value) if Some(value) == deciding => return Ok(Value::YesNo(value)),
                Ok(true) => kept.push(item),
                Ok(false) => {}
                // One item that decides is enough, whatever cannot be told of another.
                Err(failure) if deciding.is_some() && failure != Failure::TooLong => {
                    untold = untold.or(Some(failure));
                }
                Err(failure) => return Err(failure),
            }
        }
        if let Some(failure) = untold {
            return Err(failure);
        }
        Ok(match (look, deciding) {
            (Look::Filter, _) => Value::List(Items::Made(kept.into())),
            (_, Some(deciding)) => Value::YesNo(!deciding),
            (_, None) => Value::YesNo(kept.len() == 1),
        })
    }
}
