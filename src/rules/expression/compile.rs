//! From an expression's text to what is judged, or the first mistake in it.
//!
//! Names, keys, words of the vocabularies and kinds of value are held against the case file's
//! format here, once for a strategy, so that a slip is told when the strategy is read.

use std::ops::Range;

use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, LiteralValue, SelectExpr, operators};
use cel::parser::Expression;

use super::calls;
use super::kind::Kind;
use super::node::{Look, Node};
use super::shape::{CASE, OWN, Shape};
use super::signs;
use super::source::{Mistake, Source};
use crate::document::nearest;

/// The deepest that the parts of an expression may lie within one another.
const DEEPEST: usize = 48;

/// Keys that start so are the council's own.
const OWN_KEYS: &str = "x_";

/// A part of an expression, and what kind of value it gives.
pub(super) type Typed = (Node, Kind);

/// Reads an expression that is to give a certain kind of value.
pub(super) fn compile(text: &str, wanted: &Kind) -> Result<Node, Mistake> {
    let source = Source::new(text)?;
    let expression = source.parse()?;
    let mut compiler = Compiler { source: &source, items: Vec::new(), depth: 0 };
    compiler.wanting(&expression, wanted)
}

/// What is known while an expression is read.
pub(super) struct Compiler<'s> {
    pub(super) source: &'s Source<'s>,
    /// The names and kinds of the items that are looked at here, the outermost first.
    items: Vec<(String, Kind)>,
    depth: usize,
}

impl Compiler<'_> {
    pub(super) fn node(&mut self, expression: &Expression) -> Result<Typed, Mistake> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let message = format!("more than {DEEPEST} parts lie within one another");
            return Err(Mistake::new(message).help("make two requirements of it"));
        }
        let typed = self.part(expression).map_err(|mistake| mistake.at(self.place(expression)));
        self.depth -= 1;
        typed
    }

    fn part(&mut self, expression: &Expression) -> Result<Typed, Mistake> {
        match &expression.expr {
            Expr::Literal(value) => literal(value),
            Expr::Ident(name) => self.name(name),
            Expr::Select(select) => self.select(select).map_err(|mistake| {
                let path = self.place(expression);
                mistake.at(path.map(|path| path.end - select.field.len()..path.end))
            }),
            Expr::Call(call) => self.call(call),
            Expr::Comprehension(look) => self.look(look),
            Expr::List(list) if list.optional_indices.is_empty() => self.list(&list.elements),
            Expr::Map(_) | Expr::Struct(_) => {
                Err(Mistake::new("expressions cannot make groups of keys"))
            }
            Expr::List(_) | Expr::Unspecified => Err(Mistake::new("this is not CEL")),
        }
    }

    fn name(&self, name: &str) -> Result<Typed, Mistake> {
        let found = self.items.iter().enumerate().rev().find(|(_, (item, _))| item == name);
        if let Some((depth, (_, kind))) = found {
            return Ok((Node::Item { depth, name: name.into() }, kind.clone()));
        }
        match name {
            "case" => Ok((Node::Case, Kind::Group(&CASE))),
            "today" => Ok((Node::Today, Kind::Day)),
            _ => {
                let items = self.items.iter().map(|(item, _)| item.as_str());
                let help = match nearest(name, items.chain(["case", "today"])) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if CASE.field(name).is_some() => format!("write case.{name}"),
                    None => "expressions know `case` and `today`; words are written in quotes"
                        .to_owned(),
                };
                Err(Mistake::new("there is nothing of this name").help(help))
            }
        }
    }

    fn select(&mut self, select: &SelectExpr) -> Result<Typed, Mistake> {
        let of = self.node(&select.operand)?;
        let (field, kind) = Self::field(of, &select.field)?;
        if select.test {
            return Ok((calls::present(field), Kind::YesNo));
        }
        Ok((field, kind))
    }

    /// The value of a key.
    fn field((of, kind): Typed, key: &str) -> Result<Typed, Mistake> {
        let shape: &'static Shape = match kind {
            Kind::Own => &OWN,
            Kind::Group(_) if key.starts_with(OWN_KEYS) => &OWN,
            Kind::Group(shape) => shape.field(key).ok_or_else(|| {
                let near = nearest(key, shape.keys()).map_or_else(
                    || {
                        "`permanence schema case-file` lists the keys; your own start with x_"
                            .to_owned()
                    },
                    |near| format!("did you mean `{near}`?"),
                );
                Mistake::new("case files have no such key here").help(near)
            })?,
            Kind::List(_) => {
                return Err(Mistake::new("this is a list, which has items and no keys")
                    .help("write list.exists(item, …), list.all(item, …) or list[0]"));
            }
            kind => {
                let message = format!("this is {}, which has no keys", kind.said());
                return Err(Mistake::new(message));
            }
        };
        let node = Node::Field { of: Box::new(of), key: key.into(), shape };
        Ok((node, Kind::of(shape)))
    }

    fn list(&mut self, elements: &[Expression]) -> Result<Typed, Mistake> {
        let mut items = Vec::with_capacity(elements.len());
        let mut of = Kind::Nothing;
        for element in elements {
            let (item, kind) = self.node(element)?;
            if !kind.is_plain() {
                let message = format!("{} cannot be an item of such a list", kind.said());
                return Err(Mistake::new(message).at(self.place(element)));
            }
            if !matches!(of, Kind::Nothing) && !of.is_alike(&kind) {
                let message = format!("{} stands beside {} in one list", of.said(), kind.said());
                return Err(Mistake::new(message).at(self.place(element)));
            }
            (of, items) = (kind, {
                items.push(item);
                items
            });
        }
        Ok((Node::List(items), Kind::List(Box::new(of))))
    }

    /// `all`, `exists`, `exists_one` and `filter`, which the parser has unfolded into loops.
    fn look(&mut self, folded: &ComprehensionExpr) -> Result<Typed, Mistake> {
        let Some((look, test)) = unfolded(folded) else {
            return Err(Mistake::new("expressions cannot use `map`")
                .help("`exists`, `all`, `exists_one` and `filter` look at the items of a list"));
        };
        let (over, kind) = self.node(&folded.iter_range)?;
        let item = match kind {
            Kind::List(item) => *item,
            Kind::Own => Kind::Own,
            kind => {
                let message = format!("this is {}, which has no items to look at", kind.said());
                return Err(Mistake::new(message).at(self.place(&folded.iter_range)));
            }
        };
        if matches!(folded.iter_var.as_str(), "case" | "today") {
            return Err(Mistake::new("an item cannot be called `case` or `today`"));
        }
        self.items.push((folded.iter_var.clone(), item.clone()));
        let test = self.wanting(test, &Kind::YesNo);
        self.items.pop();
        let kind = match look {
            Look::Filter => Kind::List(Box::new(item)),
            _ => Kind::YesNo,
        };
        Ok((Node::Look { look, over: Box::new(over), test: Box::new(test?) }, kind))
    }

    fn call(&mut self, call: &CallExpr) -> Result<Typed, Mistake> {
        let args: Vec<&Expression> = call.target.as_deref().into_iter().chain(&call.args).collect();
        if call.func_name == operators::INDEX
            && let [of, index] = args.as_slice()
        {
            return self.index(of, index);
        }
        let name = call.func_name.as_str();
        if let Some(typed) = signs::sign(self, name, &args) {
            let written = signs::written(name);
            let place = || self.source.find(&[written?]);
            return typed.map_err(|mistake| mistake.at(place()));
        }
        let typed = calls::call(self, name, &args);
        typed.map_err(|mistake| mistake.at(self.source.find(&[name, "("])))
    }

    fn index(&mut self, of: &Expression, index: &Expression) -> Result<Typed, Mistake> {
        let (of, kind) = self.node(of)?;
        match (&kind, &index.expr) {
            (Kind::Group(_) | Kind::Own, Expr::Literal(LiteralValue::String(key))) => {
                let key = key.inner().to_owned();
                Self::field((of, kind), &key)
            }
            (Kind::List(_) | Kind::Own, _) => {
                let index = self.wanting(index, &Kind::Number)?;
                let item = match kind {
                    Kind::List(item) => *item,
                    _ => Kind::Own,
                };
                Ok((Node::At(Box::new(of), Box::new(index)), item))
            }
            _ => {
                let message = format!("this is {}, which has no items", kind.said());
                Err(Mistake::new(message))
            }
        }
    }

    /// A part that is to give a certain kind of value.
    pub(super) fn wanting(&mut self, part: &Expression, wanted: &Kind) -> Result<Node, Mistake> {
        let (node, kind) = self.node(part)?;
        if kind.can_be(wanted) {
            return Ok(node);
        }
        let message = format!("this gives {}, where {} is needed", kind.said(), wanted.said());
        let help = match (kind, wanted) {
            (Kind::Note | Kind::Group(_) | Kind::List(_), Kind::YesNo) => {
                Some("present(…) tells whether anything is recorded")
            }
            (Kind::Word(_), Kind::Day) => Some("write date(\"2026-01-31\")"),
            _ => None,
        };
        let mistake = Mistake { help: help.map(str::to_owned), ..Mistake::new(message) };
        Err(mistake.at(self.place(part)))
    }

    /// Where a part is written, when it is a name, a key, or starts with one.
    pub(super) fn place(&self, part: &Expression) -> Option<Range<usize>> {
        let mut words = Vec::new();
        let mut part = part;
        loop {
            match &part.expr {
                Expr::Select(select) => {
                    words.extend([select.field.as_str(), "."]);
                    part = &select.operand;
                }
                Expr::Ident(name) => {
                    words.push(name);
                    break;
                }
                // Of a number or a text the place is not known: better all than a sign beside it.
                Expr::Literal(_) if words.is_empty() => return Some(0..self.source.text.len()),
                _ => return None,
            }
        }
        words.reverse();
        self.source.find(&words)
    }
}

/// A value that the expression gives.
fn literal(literal: &LiteralValue) -> Result<Typed, Mistake> {
    Ok(match literal {
        LiteralValue::Boolean(value) => (Node::YesNo(*value.inner()), Kind::YesNo),
        LiteralValue::Int(value) => (Node::Number(*value.inner()), Kind::Number),
        LiteralValue::Null => (Node::Nothing, Kind::Nothing),
        LiteralValue::String(value) => (Node::Word(value.inner().into()), Kind::Word(None)),
        LiteralValue::Double(_) | LiteralValue::UInt(_) => {
            return Err(Mistake::new("expressions reckon with whole numbers, such as 12"));
        }
        LiteralValue::Bytes(_) => {
            return Err(Mistake::new("expressions know no bytes").help("write the quotes alone"));
        }
    })
}

/// How a loop looks at its items, and the test it puts to each.
fn unfolded(folded: &ComprehensionExpr) -> Option<(Look, &Expression)> {
    let Expr::Call(step) = &folded.loop_step.expr else {
        return None;
    };
    match (&folded.accu_init.expr, step.args.as_slice()) {
        (Expr::Literal(LiteralValue::Boolean(all)), [_, test]) => {
            Some((if *all.inner() { Look::All } else { Look::Exists }, test))
        }
        (Expr::Literal(LiteralValue::Int(_)), [test, _, _]) => Some((Look::ExistsOne, test)),
        (Expr::List(_), [test, kept, _]) => {
            let Expr::Call(add) = &kept.expr else { return None };
            let Expr::List(item) = &add.args.last()?.expr else { return None };
            let Expr::Ident(name) = &item.elements.first()?.expr else { return None };
            (*name == folded.iter_var).then_some((Look::Filter, test))
        }
        _ => None,
    }
}
