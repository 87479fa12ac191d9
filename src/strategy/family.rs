//! A strategy and those it extends: found, read once each, in an order that ends.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::Strategy;
use super::builtin::text_of;
use super::member::{Member, plain};
use super::read::{Reading, extends_pointer};
use super::salvage::salvage;
use crate::document::{Limits, LineIndex, Position, Problem, Syntax, parse};

/// The most strategies that extend one another in a row.
const MOST_STEPS: usize = 8;
/// The most strategies that one can extend in all.
const MOST_STRATEGIES: usize = 64;

/// Reads the text of the strategy file at a path.
///
/// The path is the extending file's folder and what that file names, joined.
pub type ReadText<'r> = &'r dyn Fn(&Path) -> Result<String, Problem>;

/// A strategy that was read, and advice on what it might still lack.
#[derive(Debug)]
pub struct Checked {
    /// The strategy, with all that it takes over.
    pub strategy: Strategy,
    /// What is worth a second look: nothing that keeps the strategy from being used.
    pub advice: Vec<Problem>,
}

/// A strategy file with mistakes: the one that was to be read, or one that it extends.
#[derive(Debug)]
pub struct Faulty {
    /// Its path; or its name, when it is built in.
    pub path: String,
    /// Its text, for showing places in it.
    pub text: String,
    /// Every mistake in it.
    pub problems: Vec<Problem>,
}

/// Reads a strategy file that extends no other file; built-in strategies it may extend.
///
/// # Errors
/// Every mistake in it, each with its place: syntax, unknown keys, unknown rules, parameters of
/// the wrong type, clauses cited but not listed, ids given twice.
pub fn read_strategy(text: &str) -> Result<Strategy, Vec<Problem>> {
    let no_files = |_: &Path| {
        Err(Problem::new("only a strategy that is itself a file can extend another file"))
    };
    match read_strategy_file(Path::new(""), text, &no_files) {
        Ok(checked) => Ok(checked.strategy),
        Err(faulty) => Err(faulty.into_iter().flat_map(|file| file.problems).collect()),
    }
}

/// Reads a strategy file whose text is known, and those it extends.
///
/// # Errors
/// Each file with mistakes, the one that was to be read first: what [`read_strategy`] tells, and
/// strategies that cannot be found or read, or that in the end extend themselves.
pub fn read_strategy_file(
    path: &Path,
    text: &str,
    read_text: ReadText<'_>,
) -> Result<Checked, Vec<Faulty>> {
    let member = Member::File(plain(path));
    let mut family =
        Family { read_text, above: Vec::new(), known: BTreeMap::new(), faulty: Vec::new() };
    match family.read(&member, text) {
        Some(checked) if family.faulty.is_empty() => Ok(checked),
        _ => Err(family.faulty),
    }
}

/// Why a strategy that a file names cannot be used.
#[derive(Debug)]
pub enum NotNamed {
    /// It is not there, or cannot be opened.
    NotFound(Problem),
    /// It, or what it extends, has mistakes.
    Faulty(Vec<Faulty>),
}

/// Reads the strategy that a file names: a built-in one by its name, or another file by its path from
/// that file, as under `extends`.
///
/// # Errors
/// Why it cannot be used.
pub fn read_strategy_named(
    file: &Path,
    name: &str,
    read_text: ReadText<'_>,
) -> Result<Strategy, NotNamed> {
    let member = Member::File(plain(file)).named(name).map_err(NotNamed::NotFound)?;
    let (path, text) = match &member {
        Member::BuiltIn(name) => {
            let text = text_of(name).unwrap_or_default();
            return read_strategy(text).map_err(|problems| {
                let path = (*name).to_owned();
                NotNamed::Faulty(vec![Faulty { path, text: text.to_owned(), problems }])
            });
        }
        Member::File(path) => (path, read_text(path).map_err(NotNamed::NotFound)?),
    };
    match read_strategy_file(path, &text, read_text) {
        Ok(checked) => Ok(checked.strategy),
        Err(faulty) => Err(NotNamed::Faulty(faulty)),
    }
}

/// A mistake in a severity, with how to choose one: clauses have words of their own for it.
fn weighed(problem: Problem) -> Problem {
    let of_severity =
        problem.pointer.as_deref().is_some_and(|pointer| pointer.ends_with("/severity"));
    if of_severity && problem.help.is_none() {
        return problem.help(
            "breach is for what must be, concern for what will or should be, advice for what may be",
        );
    }
    problem
}

/// A strategy whose parents are being read.
struct Above {
    member: Member,
    /// Where it names the parent that is being read.
    place: Position,
}

/// A strategy that has been read.
#[derive(Clone)]
struct Read {
    strategy: Option<Arc<Strategy>>,
    /// Whether it, and all that it extends, is without a mistake.
    whole: bool,
}

struct Family<'r> {
    read_text: ReadText<'r>,
    above: Vec<Above>,
    known: BTreeMap<Member, Read>,
    faulty: Vec<Faulty>,
}

impl Family<'_> {
    /// Reads a strategy after its parents. Of one with mistakes, what can be read.
    fn read(&mut self, member: &Member, text: &str) -> Option<Checked> {
        let first = self.faulty.len();
        let (checked, mut problems) = self.read_own(member, text);
        if !problems.is_empty() {
            problems.sort_by_key(|problem| problem.span.as_ref().map_or(0, |span| span.start));
            let faulty = Faulty { path: member.shown(), text: text.to_owned(), problems };
            self.faulty.insert(first, faulty);
        }
        checked
    }

    fn read_own(&mut self, member: &Member, text: &str) -> (Option<Checked>, Vec<Problem>) {
        let tree = match parse(text, Syntax::Yaml, &Limits::default()) {
            Ok(tree) => tree,
            Err(problem) => return (None, vec![problem]),
        };
        let mut reading = Reading::new(&tree);
        reading.check_kind();
        if !reading.problems.is_empty() {
            return (None, reading.problems);
        }
        let file = match tree.decode(0) {
            Ok(file) => file,
            Err(problems) => {
                reading.problems = problems.into_iter().map(weighed).collect();
                salvage(&tree)
            }
        };
        let lines = LineIndex::new(text);
        let mut parents: Vec<(usize, Arc<Strategy>)> = Vec::new();
        let mut named = Vec::new();
        for (index, name) in file.extends.0.iter().enumerate() {
            let pointer = extends_pointer(&tree, index);
            let start = tree.locate(0, &pointer).map_or(0, |found| found.value.start);
            let place = lines.position(text, start);
            let found = member.named(name).and_then(|parent| {
                if named.contains(&parent) {
                    let help = "name each strategy once";
                    return Err(Problem::new("this strategy is named twice").help(help));
                }
                named.push(parent.clone());
                self.parent(Above { member: member.clone(), place }, &parent)
            });
            match found {
                Ok(parent) => {
                    reading.heard_all &= parent.whole;
                    parents.extend(parent.strategy.map(|strategy| (index, strategy)));
                }
                Err(problem) => {
                    reading.heard_all = false;
                    let placed = reading.placed(&pointer, &problem.message, "");
                    reading.problems.push(Problem { help: problem.help, ..placed });
                }
            }
        }
        let strategy = reading.strategy(file, &parents);
        let checked = Checked { strategy, advice: reading.advice };
        (Some(checked), reading.problems)
    }

    /// Reads a parent, unless that would never end.
    fn parent(&mut self, child: Above, parent: &Member) -> Result<Read, Problem> {
        if let Some(read) = self.known.get(parent) {
            return Ok(read.clone());
        }
        if child.member == *parent || self.above.iter().any(|above| above.member == *parent) {
            return Err(self.cycle(&child, parent));
        }
        if self.above.len() >= MOST_STEPS {
            let message = format!("more than {MOST_STEPS} strategies extend one another in a row");
            return Err(Problem::new(message).help("extend one of the last strategies directly"));
        }
        if self.known.len() >= MOST_STRATEGIES {
            let message = format!("more than {MOST_STRATEGIES} strategies are extended in all");
            return Err(Problem::new(message).help("bring what is needed of them into fewer files"));
        }
        let text = match parent {
            Member::BuiltIn(name) => text_of(name).unwrap_or_default().to_owned(),
            Member::File(path) => (self.read_text)(path).map_err(|problem| Problem {
                message: format!(
                    "the strategy file named here cannot be read: {}",
                    problem.message
                ),
                ..problem
            })?,
        };
        let faulty = self.faulty.len();
        self.above.push(child);
        let checked = self.read(parent, &text);
        self.above.pop();
        let read = Read {
            strategy: checked.map(|checked| Arc::new(checked.strategy)),
            whole: self.faulty.len() == faulty,
        };
        self.known.insert(parent.clone(), read.clone());
        Ok(read)
    }

    /// A strategy that in the end extends itself, with each step on the way.
    fn cycle(&self, child: &Above, parent: &Member) -> Problem {
        let from = self.above.iter().position(|above| above.member == *parent);
        let round = self.above.get(from.unwrap_or(self.above.len())..).unwrap_or_default();
        let steps: Vec<&Above> = round.iter().chain([child]).collect();
        let after = steps.iter().skip(1).map(|step| &step.member).chain([parent]);
        let told: Vec<String> = steps
            .iter()
            .zip(after)
            .map(|(step, next)| {
                let Position { line, column } = step.place;
                format!("{}:{line}:{column} extends {}", step.member.shown(), next.shown())
            })
            .collect();
        let names: Vec<String> =
            steps.iter().map(|step| step.member.shown()).chain([parent.shown()]).collect();
        let message = format!("this strategy extends itself: {}", names.join(" → "));
        Problem::new(message).help(format!("take one of the steps out: {}", told.join("; ")))
    }
}
