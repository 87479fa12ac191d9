//! The documents of a text: each a case file, or what is wrong with it.

use std::sync::Arc;

use serde::Deserialize;

use super::ExtractCase;
use crate::case::{CaseFile, Contradiction, contradictions, unknown_format};
use crate::document::{Limits, LineIndex, Problem, Syntax, Tree, parse};

/// One document of a source: a case file, or what is wrong with it.
#[derive(Debug)]
pub struct Document<'a> {
    /// Which document of the source it is, from 1.
    pub number: usize,
    /// How many lines of the source come before its text.
    pub lines_before: usize,
    /// The text its places point into, which documents of one file share; empty when nothing could
    /// be read.
    pub text: &'a Arc<str>,
    /// The lines of that text.
    pub lines: &'a LineIndex,
    /// What was read.
    pub read: Result<Read<'a>, Vec<Problem>>,
    /// The case of an extract that the text was made from, when it was: its row is where it stands.
    pub extract: Option<&'a ExtractCase>,
}

/// A case file, with the tree its places are found in.
#[derive(Debug)]
pub struct Read<'a> {
    /// The case.
    pub case: CaseFile,
    /// The tree of the text.
    pub tree: &'a Tree<'a>,
    /// Which document of the tree it is, from 0.
    pub index: usize,
}

/// Reads a text and hands over each of its documents.
///
/// A text that cannot be read is handed over too, as a document that is all problems.
pub fn read_text(text: &str, syntax: Syntax, each: &mut dyn FnMut(Document<'_>)) {
    hand_over(text, syntax, 0, 1, &Limits::default(), each);
}

/// Hands over the cases of an extract.
pub(super) fn hand_over_extract(cases: &[ExtractCase], each: &mut dyn FnMut(Document<'_>)) {
    for case in cases {
        read_text(&case.text, Syntax::Json, &mut |document| {
            each(Document { extract: Some(case), ..document });
        });
    }
}

/// Hands over a document of which there is no text to show.
pub(super) fn refuse(
    problem: Problem,
    number: usize,
    lines_before: usize,
    each: &mut dyn FnMut(Document<'_>),
) {
    let text = Arc::default();
    let lines = LineIndex::new(&text);
    each(Document {
        number,
        lines_before,
        text: &text,
        lines: &lines,
        read: Err(vec![problem]),
        extract: None,
    });
}

pub(super) fn hand_over(
    text: &str,
    syntax: Syntax,
    lines_before: usize,
    first_number: usize,
    limits: &Limits,
    each: &mut dyn FnMut(Document<'_>),
) {
    let text = &Arc::from(text);
    let lines = &LineIndex::new(text);
    let tree = match parse(text, syntax, limits) {
        Ok(tree) => tree,
        Err(problem) => {
            let read = Err(vec![problem]);
            each(Document { number: first_number, lines_before, text, lines, read, extract: None });
            return;
        }
    };
    for index in 0..tree.document_count() {
        let read = read_case(&tree, index, syntax).map(|case| Read { case, tree: &tree, index });
        let number = first_number + index;
        each(Document { number, lines_before, text, lines, read, extract: None });
    }
}

fn read_case(tree: &Tree<'_>, index: usize, syntax: Syntax) -> Result<CaseFile, Vec<Problem>> {
    let case: CaseFile = tree.decode(index).map_err(|problems| {
        let whole = other_format(tree, index).or_else(|| explain_top(tree, index, syntax));
        whole.map_or(problems, |problem| vec![problem])
    })?;
    let found = contradictions(&case);
    if found.is_empty() {
        return Ok(case);
    }
    let problems = found.into_iter().map(|found| marked(tree, index, found));
    Err(problems.collect())
}

fn marked(tree: &Tree<'_>, index: usize, found: Contradiction) -> Problem {
    let mut problem = Problem::new(found.message).help(found.help);
    if let Some(place) = tree.locate(index, &found.pointer) {
        problem = problem.at(tree.first_line(place.value));
        if let (false, Some((_, key))) = (place.exact, found.pointer.rsplit_once('/')) {
            problem = problem.label(format!("`{key}` is missing here"));
        }
    }
    problem.pointer = Some(found.pointer);
    problem
}

/// A file in another format is told so, and not that its keys are unknown.
fn other_format(tree: &Tree<'_>, index: usize) -> Option<Problem> {
    #[derive(Deserialize)]
    struct Header {
        format: u32,
    }
    let Header { format } = tree.decode(index).ok()?;
    let found = unknown_format(format)?;
    Some(marked(tree, index, found))
}

/// What lies beside case files and starts as they do: a table of what is expected, or a strategy.
fn other_kind(has: &dyn Fn(&str) -> bool) -> Option<Problem> {
    if ["case_id", "child", "care"].iter().any(|key| has(key)) {
        return None;
    }
    let (message, help) = if has("cases") {
        (
            "this is a table of what is expected of example cases, not a case file",
            "`permanence strategy test` reads it; for an audit, name the folder of the cases",
        )
    } else if has("requirements") {
        (
            "this is a strategy, not a case file",
            "name it with --strategy; for an audit, name the folder of the cases",
        )
    } else {
        return None;
    };
    Some(Problem::new(message).help(help))
}

/// A document that is not a case file at all is told once, and not key by key.
fn explain_top(tree: &Tree<'_>, index: usize, syntax: Syntax) -> Option<Problem> {
    let has = |key: &str| tree.locate(index, &format!("/{key}")).is_some_and(|found| found.exact);
    let at = tree.document_span(index);
    if let Some(problem) = other_kind(&has) {
        return Some(Problem { span: at.map(|span| span.start..span.start), ..problem });
    }
    if ["format", "case_id", "child", "care"].iter().any(|key| has(key)) {
        return None;
    }
    let mut problem = Problem::new("this is not a case file").help(
        "a case file starts with format: 1 and a case_id; permanence new prints one to fill in",
    );
    // A list at the top is the commonest mistake, and has its own way out.
    if tree.is_list(index) {
        problem = Problem::new("this is a list, where one case file was expected")
            .help(match syntax {
                Syntax::Yaml => "give each case a file of its own, or put a line of three dashes between one case and the next",
                Syntax::Json | Syntax::Toml => "give each case a file of its own, or write one case a line in a file that ends in .ndjson",
            });
    }
    problem.span = at.map(|span| span.start..span.start);
    Some(problem)
}
