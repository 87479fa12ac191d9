//! What the signs of an expression stand between.

use cel::common::ast::operators;
use cel::parser::Expression;

use super::compile::{Compiler, Typed};
use super::kind::Kind;
use super::node::{Node, Order, Sum};
use super::source::Mistake;
use crate::document::nearest;

/// The sign that an operator is written as.
pub(super) fn written(operator: &str) -> Option<&str> {
    match operator {
        operators::CONDITIONAL => Some("?"),
        operators::IN => Some("in"),
        operators::LOGICAL_NOT => Some("!"),
        operators::NEGATE => Some("-"),
        _ => operator.strip_prefix('_')?.strip_suffix('_'),
    }
}

/// The part that an operator makes; nothing when it is no operator.
pub(super) fn sign(
    compiler: &mut Compiler<'_>,
    operator: &str,
    args: &[&Expression],
) -> Option<Result<Typed, Mistake>> {
    let typed = match *args {
        [of] => match operator {
            operators::LOGICAL_NOT => {
                compiler.wanting(of, &Kind::YesNo).map(|of| (Node::Not(Box::new(of)), Kind::YesNo))
            }
            operators::NEGATE => compiler
                .wanting(of, &Kind::Number)
                .map(|of| (Node::Minus(Box::new(of)), Kind::Number)),
            _ => return None,
        },
        [left, right] => match operator {
            operators::LOGICAL_AND => both(compiler, left, right)
                .map(|(left, right)| (Node::And(left, right), Kind::YesNo)),
            operators::LOGICAL_OR => both(compiler, left, right)
                .map(|(left, right)| (Node::Or(left, right), Kind::YesNo)),
            operators::EQUALS => equal(compiler, left, right, true),
            operators::NOT_EQUALS => equal(compiler, left, right, false),
            operators::IN => within(compiler, left, right),
            operators::LESS => order(compiler, left, right, Order::Before),
            operators::LESS_EQUALS => order(compiler, left, right, Order::BeforeOrSame),
            operators::GREATER => order(compiler, left, right, Order::After),
            operators::GREATER_EQUALS => order(compiler, left, right, Order::AfterOrSame),
            operators::ADD => sum(compiler, left, right, Sum::Add),
            operators::SUBSTRACT => sum(compiler, left, right, Sum::Subtract),
            operators::MULTIPLY => sum(compiler, left, right, Sum::Multiply),
            operators::DIVIDE => sum(compiler, left, right, Sum::Divide),
            operators::MODULO => sum(compiler, left, right, Sum::Remainder),
            _ => return None,
        },
        [test, then, otherwise] if operator == operators::CONDITIONAL => {
            choice(compiler, test, then, otherwise)
        }
        _ => return None,
    };
    Some(typed)
}

fn both(
    compiler: &mut Compiler<'_>,
    left: &Expression,
    right: &Expression,
) -> Result<(Box<Node>, Box<Node>), Mistake> {
    let left = compiler.wanting(left, &Kind::YesNo)?;
    let right = compiler.wanting(right, &Kind::YesNo)?;
    Ok((Box::new(left), Box::new(right)))
}

fn choice(
    compiler: &mut Compiler<'_>,
    test: &Expression,
    then: &Expression,
    otherwise: &Expression,
) -> Result<Typed, Mistake> {
    let test = compiler.wanting(test, &Kind::YesNo)?;
    let (then, kind) = compiler.node(then)?;
    let (otherwise, other) = compiler.node(otherwise)?;
    let kind = match (kind, other) {
        (Kind::Nothing | Kind::Own, other) if other.is_plain() => other,
        (kind, Kind::Nothing | Kind::Own) if kind.is_plain() => kind,
        (Kind::Word(_), Kind::Word(_)) => Kind::Word(None),
        (kind, other) if kind.is_plain() && kind.is_alike(&other) => kind,
        (kind, _) | (_, kind) if !kind.is_plain() => {
            let message = format!("{} cannot be chosen so", kind.said());
            return Err(Mistake::new(message).help("choose between two conditions instead"));
        }
        (kind, other) => {
            let message = format!("this gives either {} or {}", kind.said(), other.said());
            return Err(Mistake::new(message).help("give the same kind of value both ways"));
        }
    };
    Ok((Node::If(Box::new([test, then, otherwise])), kind))
}

fn equal(
    compiler: &mut Compiler<'_>,
    left: &Expression,
    right: &Expression,
    same: bool,
) -> Result<Typed, Mistake> {
    let (left, one) = compiler.node(left)?;
    let (right, other) = compiler.node(right)?;
    comparable(&one, &other)?;
    known_word(compiler, &left, &other)?;
    known_word(compiler, &right, &one)?;
    Ok((Node::Equal { same, sides: Box::new([left, right]) }, Kind::YesNo))
}

/// Holds that two values can be the same.
fn comparable(one: &Kind, other: &Kind) -> Result<(), Mistake> {
    if let Some(kind) = [one, other].into_iter().find(|kind| !kind.is_plain()) {
        let message = format!("{} cannot be compared", kind.said());
        let help = match kind {
            Kind::List(_) => "look at its items with `exists`, `all`, `exists_one` or `in`",
            _ => "present(…) tells whether anything is recorded",
        };
        return Err(Mistake::new(message).help(help));
    }
    let any = |kind: &Kind| matches!(kind, Kind::Own | Kind::Nothing);
    if any(one) || any(other) || one.is_alike(other) {
        return Ok(());
    }
    Err(unlike(one, other))
}

fn unlike(one: &Kind, other: &Kind) -> Mistake {
    let mistake = Mistake::new(format!("{} is compared with {}", one.said(), other.said()));
    match (one, other) {
        (Kind::Day, Kind::Word(_)) | (Kind::Word(_), Kind::Day) => {
            mistake.help("write date(\"2026-01-31\")")
        }
        (Kind::Number, Kind::Days) | (Kind::Days, Kind::Number) => {
            mistake.help("write days(7) for a length of time, or days(from, to) for a number")
        }
        _ => mistake,
    }
}

/// Holds that a word in quotes is one of those it is compared with.
fn known_word(compiler: &Compiler<'_>, node: &Node, kind: &Kind) -> Result<(), Mistake> {
    match (node, kind) {
        (Node::List(items), kind) => {
            items.iter().try_for_each(|item| known_word(compiler, item, kind))
        }
        (Node::Word(word), Kind::Word(Some(words)))
            if !words.iter().any(|known| **known == **word) =>
        {
            let near = nearest(word, words.iter().map(String::as_str));
            let help = near.map_or_else(
                || format!("the words are {}", words.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            let mistake = Mistake::new("case files never have this word here").help(help);
            Err(mistake.at(compiler.source.find_text(word)))
        }
        _ => Ok(()),
    }
}

fn within(
    compiler: &mut Compiler<'_>,
    item: &Expression,
    list: &Expression,
) -> Result<Typed, Mistake> {
    let (item, one) = compiler.node(item)?;
    let (list, kind) = compiler.node(list)?;
    match kind {
        Kind::List(of) => {
            comparable(&one, &of)?;
            known_word(compiler, &list, &one)?;
            known_word(compiler, &item, &of)?;
        }
        Kind::Own => comparable(&one, &Kind::Own)?,
        kind => {
            let message = format!("{} holds no items to be one of", kind.said());
            return Err(Mistake::new(message).help("write a list, such as [\"adoption\"]"));
        }
    }
    Ok((Node::In(Box::new([item, list])), Kind::YesNo))
}

fn order(
    compiler: &mut Compiler<'_>,
    left: &Expression,
    right: &Expression,
    order: Order,
) -> Result<Typed, Mistake> {
    let (left, one) = compiler.node(left)?;
    let (right, other) = compiler.node(right)?;
    let ordered = |kind: &Kind| {
        matches!(kind, Kind::Number | Kind::Day | Kind::Days | Kind::Months | Kind::Own)
    };
    if let Some(kind) = [&one, &other].into_iter().find(|kind| !ordered(kind)) {
        let message = format!("{} comes neither before nor after another", kind.said());
        let mistake = Mistake::new(message);
        return Err(match kind {
            Kind::Word(_) => mistake.help("write date(\"2026-01-31\") for a day"),
            Kind::List(_) => mistake.help("size(…) tells how many items it has"),
            _ => mistake,
        });
    }
    let own = |kind: &Kind| matches!(kind, Kind::Own);
    if !(own(&one) || own(&other) || one.is_alike(&other)) {
        return Err(unlike(&one, &other));
    }
    Ok((Node::Order { order, sides: Box::new([left, right]) }, Kind::YesNo))
}

fn sum(
    compiler: &mut Compiler<'_>,
    left: &Expression,
    right: &Expression,
    sum: Sum,
) -> Result<Typed, Mistake> {
    let (left, one) = compiler.node(left)?;
    let (right, other) = compiler.node(right)?;
    let Some(kind) = result(sum, &one, &other) else {
        let message = format!("{} and {} cannot be reckoned so", one.said(), other.said());
        let mistake = Mistake::new(message);
        let of_time =
            |kind: &Kind| matches!(kind, Kind::Day | Kind::Days | Kind::Months | Kind::Own);
        return Err(if of_time(&one) || of_time(&other) {
            mistake.help(
                "a day takes days(…), weeks(…) or months(…); date(…) makes a day of an x_ value",
            )
        } else {
            mistake
        });
    };
    Ok((Node::Sum { sum, sides: Box::new([left, right]) }, kind))
}

/// What comes of reckoning with two kinds of value.
fn result(sum: Sum, one: &Kind, other: &Kind) -> Option<Kind> {
    use Kind::{Day, Days, Months, Number, Own};
    let numbers = matches!((one, other), (Number, Number | Own) | (Own, Number));
    match (sum, one, other) {
        _ if numbers => Some(Number),
        (Sum::Add | Sum::Subtract, Day | Own, Days | Months)
        | (Sum::Add, Days | Months, Day | Own) => Some(Day),
        (Sum::Subtract, Day, Day | Own) | (Sum::Add | Sum::Subtract, Days, Days) => Some(Days),
        (Sum::Add | Sum::Subtract, Months, Months) => Some(Months),
        _ => None,
    }
}
