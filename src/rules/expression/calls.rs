//! What the functions of an expression are given.

use cel::parser::Expression;

use super::compile::{Compiler, Typed};
use super::kind::Kind;
use super::node::{Function, Node};
use super::source::Mistake;
use crate::case::Day;
use crate::document::nearest;

/// The ways of looking at a list, which the parser unfolds when they are written in full.
const LOOKS: [&str; 4] = ["all", "exists", "exists_one", "filter"];

/// Whether anything is recorded.
pub(super) fn present(of: Node) -> Node {
    Node::Call(Function::Present, vec![of])
}

/// The part that a call makes.
pub(super) fn call(
    compiler: &mut Compiler<'_>,
    name: &str,
    args: &[&Expression],
) -> Result<Typed, Mistake> {
    use Function::{Age, Date, Days, Months, Present, Size, Weeks};

    if LOOKS.contains(&name) {
        let message = format!("`{name}` needs a list, a name for its items, and a test");
        return Err(Mistake::new(message).help(format!("write list.{name}(item, …)")));
    }
    let Some((_, function, usage)) = Function::ALL.into_iter().find(|(known, ..)| *known == name)
    else {
        let names = Function::ALL.iter().map(|(name, ..)| *name).chain(LOOKS).chain(["has"]);
        let listed = names.clone().collect::<Vec<_>>().join(", ");
        let help = nearest(name, names).map_or_else(
            || format!("the functions are {listed}"),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(Mistake::new("there is no such function").help(help));
    };
    let (args, kind) = match (function, args) {
        (Age, []) => (Vec::new(), Kind::Number),
        (Age, [on]) => (vec![compiler.wanting(on, &Kind::Day)?], Kind::Number),
        (Date, [of]) => return date(compiler, of),
        (Days | Weeks, [count]) => (vec![compiler.wanting(count, &Kind::Number)?], Kind::Days),
        (Months, [count]) => (vec![compiler.wanting(count, &Kind::Number)?], Kind::Months),
        (Days | Weeks | Months, [from, to]) => {
            let from = compiler.wanting(from, &Kind::Day)?;
            (vec![from, compiler.wanting(to, &Kind::Day)?], Kind::Number)
        }
        (Present, [of]) => (vec![compiler.node(of)?.0], Kind::YesNo),
        (Size, [of]) => {
            let (node, kind) = compiler.node(of)?;
            if !matches!(kind, Kind::List(_) | Kind::Own) {
                let message = format!("size() counts the items of a list; this is {}", kind.said());
                return Err(Mistake::new(message).at(compiler.place(of)));
            }
            (vec![node], Kind::Number)
        }
        _ => {
            let message = format!("`{name}` takes something else in its brackets");
            return Err(Mistake::new(message).help(format!("write {usage}")));
        }
    };
    Ok((Node::Call(function, args), kind))
}

/// A day that the expression gives, or that is made of a value of the council's own.
fn date(compiler: &mut Compiler<'_>, of: &Expression) -> Result<Typed, Mistake> {
    match compiler.node(of)? {
        (Node::Word(text), _) => match text.parse::<Day>() {
            Ok(day) => Ok((Node::Day(day.date()), Kind::Day)),
            Err(problem) => {
                let mistake = Mistake::new(problem.message);
                Err(Mistake { help: problem.help, ..mistake })
            }
        },
        (node, Kind::Own | Kind::Day) => Ok((Node::Call(Function::Date, vec![node]), Kind::Day)),
        (_, kind) => {
            let message = format!("date() makes a day of text; this is {}", kind.said());
            Err(Mistake::new(message).at(compiler.place(of)))
        }
    }
}
