//! Reading files: text, trees, places and typed values.

mod decoding;
mod hostile;
mod places;
mod properties;
mod suites;
mod syntax;

use permanence::document::{Limits, Problem, Syntax, Tree, parse};
use serde::de::DeserializeOwned;

/// Reads YAML within the usual limits.
fn yaml(text: &str) -> Result<Tree<'_>, Problem> {
    parse(text, Syntax::Yaml, &Limits::default())
}

/// Reads JSON within the usual limits.
fn json(text: &str) -> Result<Tree<'_>, Problem> {
    parse(text, Syntax::Json, &Limits::default())
}

/// The problems of the first document read as `T`, as a person would see them: each as its place
/// in the text, its pointer and its message.
fn problems<T: DeserializeOwned>(text: &str) -> Vec<String> {
    let found = match yaml(text) {
        Err(problem) => vec![problem],
        Ok(tree) => tree.decode::<T>(0).err().unwrap_or_default(),
    };
    let show = |problem: &Problem| {
        let marked = problem.span.clone().and_then(|span| text.get(span));
        let pointer = problem.pointer.as_deref().unwrap_or("-");
        format!("{}@{pointer}: {problem}", marked.unwrap_or("?"))
    };
    found.iter().map(show).collect()
}
