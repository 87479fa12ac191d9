//! An expression as it is judged: every name known, every key one of the format's.

use chrono::NaiveDate;

use super::shape::Shape;

/// A part of an expression.
#[derive(Debug)]
pub(super) enum Node {
    Nothing,
    YesNo(bool),
    Number(i64),
    Word(Box<str>),
    Day(NaiveDate),
    Today,
    Case,
    /// The item that is looked at, by how many looks lie within the one that names it.
    Item {
        depth: usize,
        name: Box<str>,
    },
    Field {
        of: Box<Node>,
        key: Box<str>,
        shape: &'static Shape,
    },
    At(Box<Node>, Box<Node>),
    Not(Box<Node>),
    Minus(Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    If(Box<[Node; 3]>),
    Equal {
        same: bool,
        sides: Box<[Node; 2]>,
    },
    Order {
        order: Order,
        sides: Box<[Node; 2]>,
    },
    In(Box<[Node; 2]>),
    Sum {
        sum: Sum,
        sides: Box<[Node; 2]>,
    },
    List(Vec<Node>),
    Look {
        look: Look,
        over: Box<Node>,
        test: Box<Node>,
    },
    Call(Function, Vec<Node>),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Order {
    Before,
    BeforeOrSame,
    After,
    AfterOrSame,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Sum {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

/// How the items of a list are looked at.
#[derive(Clone, Copy, Debug)]
pub(super) enum Look {
    All,
    Exists,
    ExistsOne,
    Filter,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Age,
    Date,
    Days,
    Months,
    Present,
    Size,
    Weeks,
}

impl Function {
    /// Every function, with its name and how it is written.
    pub(super) const ALL: [(&'static str, Self, &'static str); 7] = [
        ("age", Self::Age, "age() or age(day)"),
        ("date", Self::Date, "date(\"2026-01-31\")"),
        ("days", Self::Days, "days(number) or days(from, to)"),
        ("months", Self::Months, "months(number) or months(from, to)"),
        ("present", Self::Present, "present(value)"),
        ("size", Self::Size, "size(list)"),
        ("weeks", Self::Weeks, "weeks(number) or weeks(from, to)"),
    ];
}

impl Node {
    /// How the expression writes what it reads from the case: `case.child.advocate`.
    pub(super) fn path(&self) -> String {
        match self {
            Self::Case => "case".to_owned(),
            Self::Item { name, .. } => name.to_string(),
            Self::Field { of, key, .. } => format!("{}.{key}", of.path()),
            Self::At(of, _) => format!("{}[…]", of.path()),
            Self::Call(Function::Date, of) => of.first().map(Self::path).unwrap_or_default(),
            _ => "a part of the expression".to_owned(),
        }
    }
}
