//! A requirement's parameters: as a strategy writes them, or as changes to those it takes over.

use serde_json::Value;

use crate::document::{Limits, Problem, Syntax, Tree, parse};
use crate::rules::{BoundRule, Rule};

/// Parameters with changes, key by key. What a change leaves empty goes back to the rule's default.
pub(super) fn changed(whole: Option<&Value>, changes: &Value) -> Option<Value> {
    let Value::Object(changes) = changes else {
        return Some(changes.clone());
    };
    let mut merged = whole.and_then(Value::as_object).cloned().unwrap_or_default();
    for (key, value) in changes {
        if value.is_null() {
            merged.shift_remove(key);
        } else {
            merged.insert(key.clone(), value.clone());
        }
    }
    (!merged.is_empty()).then_some(Value::Object(merged))
}

/// The rule with changed parameters, judged as a whole; the changes stand at a pointer of a tree.
///
/// A mistake in what was changed is told where the change is written.
pub(super) fn bind_changed(
    rule: &Rule,
    whole: Option<&Value>,
    tree: &Tree<'_>,
    pointer: &str,
) -> Result<BoundRule, Vec<Problem>> {
    let Some(whole) = whole else {
        return rule.bind(None);
    };
    let text = whole.to_string();
    let parsed = parse(&text, Syntax::Json, &Limits::default()).map_err(|problem| vec![problem])?;
    let problems = match rule.bind(Some((&parsed, ""))) {
        Ok(judge) => return Ok(judge),
        Err(problems) => problems,
    };
    let written = rule.bind(Some((tree, pointer))).err().unwrap_or_default();
    Err(problems
        .into_iter()
        .map(|problem| {
            let same = written.iter().find(|known| known.pointer == problem.pointer).cloned();
            same.unwrap_or_else(|| elsewhere(problem, tree, pointer))
        })
        .collect())
}

/// A problem of the whole, at the changed value it is about or else at the changes.
fn elsewhere(problem: Problem, tree: &Tree<'_>, pointer: &str) -> Problem {
    let inside = problem.pointer.as_deref().unwrap_or_default();
    let found = tree.locate(0, &format!("{pointer}{inside}"));
    let place =
        found.map(|found| if found.exact { found.value } else { found.key.unwrap_or(found.value) });
    let span = place.map(|place| tree.first_line(place));
    Problem { span, related: Vec::new(), ..problem }
}
