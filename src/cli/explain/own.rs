//! What one strategy asks: its requirements by their own ids, expressions among them.

use std::io::{self, Write};
use std::sync::Arc;

use permanence::document::nearest;
use permanence::report::visible;
use permanence::rules::RequirementDoc;
use permanence::strategy::{Requirement, Strategy};
use serde_json::Value;

use super::{binding, documented_rule, general, section};
use crate::cli::CliError;

/// The rule whose requirements are written in the strategy itself.
const EXPRESSION: &str = "expression";
/// What an expression is made of, in the order in which it is judged.
const PARTS: [(&str, &str); 7] = [
    ("not met says", "message"),
    ("applies", "applies"),
    ("met", "met"),
    ("not due until", "due"),
    ("looks at", "at"),
    ("to do", "remedy"),
    ("is about", "element"),
];

/// Lists what a strategy asks.
pub(super) fn list(strategy: &Strategy, out: &mut dyn Write) -> Result<(), CliError> {
    for requirement in &strategy.requirements {
        let says = match expression(requirement, "message") {
            Some(message) => message.to_owned(),
            None => documented_rule(requirement.rule.id)?.map_or_else(String::new, |doc| doc.title),
        };
        writeln!(out, "{:<32} {}", visible(&requirement.id), visible(&says))?;
    }
    for removed in &strategy.removed {
        writeln!(out, "{:<32} not asked: {}", visible(&removed.id), visible(&removed.reason))?;
    }
    Ok(())
}

/// Says what a strategy asks under an id; false when it has nothing of that name.
pub(super) fn explain(
    strategy: &Arc<Strategy>,
    id: &str,
    width: usize,
    out: &mut dyn Write,
) -> Result<bool, CliError> {
    if let Some(removed) = strategy.removed.iter().find(|removed| removed.id == id) {
        let why = format!("{} does not ask this: {}", strategy.short_title, removed.reason);
        writeln!(out, "{}", section(&removed.id, &why, width))?;
        return Ok(true);
    }
    let Some(requirement) = strategy.requirement(id) else {
        return Ok(false);
    };
    if requirement.rule.id == EXPRESSION {
        written(strategy, requirement, width, out)?;
    } else if let Some(doc) = documented_rule(requirement.rule.id)? {
        by_rule(requirement, &doc, width, out)?;
    }
    writeln!(out)?;
    let with = requirement.rule.id != EXPRESSION;
    binding(strategy, requirement, with, width, out)?;
    Ok(true)
}

/// The nearest id of a strategy's own.
pub(super) fn meant(strategy: &Strategy, id: &str) -> Option<String> {
    nearest(id, strategy.requirements.iter().map(|known| known.id.as_str())).map(str::to_owned)
}

/// What a rule of the tool's judges, under the strategy's own id for it.
fn by_rule(
    requirement: &Requirement,
    doc: &RequirementDoc,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    if requirement.id != doc.id {
        let text = format!("is judged by the rule {}.", doc.id);
        writeln!(out, "{}\n", section(&requirement.id, &text, width))?;
    }
    general(requirement.element(), doc, width, out)
}

/// What the strategy has written itself.
fn written(
    strategy: &Strategy,
    requirement: &Requirement,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let about = requirement.element().word();
    let (id, title) = (visible(&requirement.id), visible(&strategy.short_title));
    writeln!(out, "{id} · written in the strategy of {title} · {about}\n")?;
    for (label, key) in PARTS {
        if let Some(text) = expression(requirement, key) {
            writeln!(out, "{}", section(label, text, width))?;
        }
    }
    Ok(())
}

/// One part of an expression requirement.
fn expression<'r>(requirement: &'r Requirement, key: &str) -> Option<&'r str> {
    let parameters = requirement.parameters.as_ref()?;
    let part = (requirement.rule.id == EXPRESSION).then(|| parameters.get(key))??;
    Value::as_str(part)
}
