//! Requirements that no rule of ours can judge, written in the strategy file in the Common
//! Expression Language (CEL).
//!
//! The `cel` crate reads the text ([`source`]); names, keys and kinds of value are held against the
//! case file's format when the strategy is read ([`compile()`]); each case is judged within a budget
//! ([`judge`]). An expression that cannot be judged on a case is a finding of its own, and never
//! quietly false.

mod calls;
mod compare;
mod compile;
mod functions;
mod judge;
mod kind;
mod node;
mod place;
mod reads;
mod shape;
mod signs;
mod slips;
mod source;
mod sums;
mod text;
mod value;

use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::registry::{BoundRule, Parameterised};
use super::{Element, Facts, Fault, Judgement, Pointer, Rule};
use crate::document::Problem;
use compile::compile;
use judge::Judge;
use kind::Kind;
use node::Node;
use source::Mistake;
use text::{Failure, REMEDY, Unmet, Untold};

pub(crate) use text::TEXTS;

pub(super) const RULES: &[Rule] = &[Rule::needing::<Written>("expression", Element::File, bind)];

/// Why it does not apply.
const NOT_ASKED: &str = "the strategy does not ask it of this child";

/// A requirement written in the Common Expression Language.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Expression")]
struct Written {
    /// When it is asked: an expression that is true or false; always when missing.
    #[serde(default)]
    #[schemars(length(max = source::MOST_CHARACTERS))]
    applies: Option<String>,
    /// When it is met: an expression that is true or false.
    #[schemars(length(max = source::MOST_CHARACTERS))]
    met: String,
    /// The last day on which it is not yet due while it is not met: an expression that gives a day.
    #[serde(default)]
    #[schemars(length(max = source::MOST_CHARACTERS))]
    due: Option<String>,
    /// Where in the case file a finding points, such as `/permanence_plan/primary`.
    #[schemars(pattern(r"^(/[A-Za-z0-9_-]+)+$"))]
    at: String,
    /// What a finding says: one sentence, the same for every case.
    #[schemars(length(max = MOST_SAID), pattern(r"\S"))]
    message: String,
    /// What would put it right.
    #[serde(default)]
    #[schemars(length(max = MOST_SAID), pattern(r"\S"))]
    remedy: Option<String>,
    /// The part of a plan it is about; the case file itself when missing.
    #[serde(default)]
    element: Option<Element>,
}

/// The most characters of what a finding says.
const MOST_SAID: usize = 400;

/// A requirement whose expressions have been read.
struct Expression {
    applies: Option<Node>,
    met: Node,
    due: Option<Node>,
    at: Pointer,
    unmet: Unmet,
}

fn bind(parameters: Parameterised<'_>) -> Result<BoundRule, Vec<Problem>> {
    let (tree, pointer) = parameters;
    let written: Written = tree.decode_at(0, pointer)?;
    let mut reading = Reading { parameters, problems: Vec::new() };
    let applies = written.applies.map(|text| reading.expression("applies", &text, &Kind::YesNo));
    let met = reading.expression("met", &written.met, &Kind::YesNo);
    let due = written.due.map(|text| reading.expression("due", &text, &Kind::Day));
    let at = reading.keep("at", &written.at, place::read(&written.at));
    let message = reading.said("message", &written.message);
    let remedy = reading.said("remedy", written.remedy.as_deref().unwrap_or(REMEDY));
    let (Some(met), Some(at), true) = (met, at, reading.problems.is_empty()) else {
        return Err(reading.problems);
    };
    let unmet = Unmet { message, remedy };
    let expression = Expression { applies: applies.flatten(), met, due: due.flatten(), at, unmet };
    let parts = [Some(&expression.met), expression.applies.as_ref(), expression.due.as_ref()];
    let read = reads::evidence(parts.into_iter().flatten());
    let rule = BoundRule::new(move |facts| expression.judge(facts));
    Ok(rule.about(written.element).reading(read))
}

/// The reading of one requirement's parameters.
struct Reading<'t> {
    parameters: Parameterised<'t>,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn expression(&mut self, key: &str, text: &str, wanted: &Kind) -> Option<Node> {
        self.keep(key, text, compile(text, wanted))
    }

    /// What was read, or nothing and its mistake.
    fn keep<T>(&mut self, key: &str, text: &str, read: Result<T, Mistake>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(mistake) => {
                let problem = self.problem(key, text, mistake);
                self.problems.push(problem);
                None
            }
        }
    }

    fn said(&mut self, key: &str, text: &str) -> Arc<str> {
        self.keep(key, text, place::sentence(text, MOST_SAID)).unwrap_or_default().into()
    }

    fn problem(&self, key: &str, text: &str, mistake: Mistake) -> Problem {
        let (tree, pointer) = self.parameters;
        let value = tree.locate(0, &format!("{pointer}/{key}")).map(|found| found.value);
        let within = mistake.place.clone().zip(value.clone()).and_then(|(place, value)| {
            let found = written_at(tree.source(value.clone()), text, place)?;
            Some(value.start + found.start..value.start + found.end)
        });
        let mut message = mistake.message;
        if let (None, Some(place), true) = (&within, mistake.place, text.contains('\n')) {
            let (line, column) = line_and_column(text, place.start);
            message = format!("line {line} of the expression, column {column}: {message}");
        }
        let span = within.or(value).map(|place| tree.first_line(place));
        let pointer = Some(format!("/{key}"));
        Problem { help: mistake.help, span, pointer, ..Problem::new(message) }
    }
}

fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

/// Where a part of a value's text is in the value as it is written, which may be folded, indented
/// or in quotes: the same words, as many times after the start.
fn written_at(written: &str, text: &str, part: Range<usize>) -> Option<Range<usize>> {
    let words = text.get(part.clone()).filter(|words| !words.is_empty())?;
    if written.matches(words).count() != text.matches(words).count() {
        return None;
    }
    let before = text.match_indices(words).take_while(|(start, _)| *start < part.start).count();
    let (start, _) = written.match_indices(words).nth(before)?;
    Some(start..start + words.len())
}

impl Expression {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        match self.judged(facts) {
            Ok(judgement) => judgement,
            Err(failure) => Fault::wrong(Untold(failure), self.at.clone()).into(),
        }
    }

    fn judged(&self, facts: &Facts<'_>) -> Result<Judgement, Failure> {
        if let Some(applies) = &self.applies
            && !Judge::new(facts)?.holds(applies)?
        {
            return Ok(Judgement::NotApplicable(NOT_ASKED));
        }
        let met = Judge::new(facts)?.holds(&self.met);
        if met == Ok(true) {
            return Ok(Judgement::MET);
        }
        if let Some(due) = &self.due {
            let due = Judge::new(facts)?.date(due)?;
            if facts.day <= due {
                return Ok(Judgement::NotDue { due: Some(due) });
            }
        }
        met.map(|_| Fault::absent(self.unmet.clone(), self.at.clone()).into())
    }
}
