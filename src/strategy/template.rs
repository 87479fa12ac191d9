//! A commented strategy file to fill in.

use serde_json::Value;

use super::{Requirement, Strategy, is_strategy_name};

const ABOUT: &str = include_str!("template/about.yaml");
const ALONE: &str = include_str!("template/alone.yaml");
const EXTENDING: &str = include_str!("template/extending.yaml");

/// A commented strategy file that can be used as it stands, under a name that [`is_strategy_name`].
///
/// It extends the strategies that are given, by the names or paths that the file is to have for them.
///
/// [`is_strategy_name`]: super::is_strategy_name
#[must_use]
pub fn strategy_template(name: &str, extends: &[(&str, &Strategy)]) -> String {
    let about = ABOUT
        .replace("{name}", name)
        .replace("{short_title}", &title_of(name))
        .replace("{extends}", &extends_key(extends));
    // The examples are taken from the last, which comes before the others.
    match extends.last() {
        None => about + ALONE,
        Some((_, parent)) => about + &extending(parent),
    }
}

/// `west-made-up` as `West Made Up`.
fn title_of(name: &str) -> String {
    let words = name.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
    });
    words.collect::<Vec<String>>().join(" ")
}

fn extends_key(extends: &[(&str, &Strategy)]) -> String {
    let names: Vec<String> = extends.iter().map(|(name, _)| written(name)).collect();
    let value = match names.as_slice() {
        [] => return String::new(),
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    format!(
        "
# The strategy it takes over: a built-in one by its name, or a file by its path from this file. Of
# several, in [square brackets], a later one comes before an earlier; what this file says itself comes
# before all of them.
extends: {value}
"
    )
}

/// A name as it is, a path in quotes.
fn written(name: &str) -> String {
    if is_strategy_name(name) { name.to_owned() } else { Value::from(name).to_string() }
}

/// The part of a file that extends a strategy, with examples from it.
fn extending(parent: &Strategy) -> String {
    let first = parent.requirements.first();
    let changed = parent.requirements.iter().find(|known| setting(known).is_some()).or(first);
    let cited = |requirement: &Requirement| -> Option<String> {
        let clause = parent.clauses_of(requirement).next()?;
        Some(match clause.document {
            Some(_) => clause.cited_as(),
            None => format!("{}/{}", parent.name, clause.id),
        })
    };
    let clause = changed.and_then(cited).unwrap_or_else(|| "1-a".to_owned());
    let is_other = |known: &&Requirement| changed.is_none_or(|changed| changed.id != known.id);
    let mut others = parent.requirements.iter().rev().filter(is_other);
    let removal = others.find(|known| parent.can_waive(&known.key)).map(|known| {
        format!(
            "#  - id: {}\n#    removed: nobody in our council does this, because ...\n",
            known.id
        )
    });
    EXTENDING
        .replace("{parents_clause}", &clause)
        .replace("{changed_clause}", &clause)
        .replace("{changed}", changed.map_or("contingency-option", |known| &known.id))
        .replace("{removal}", &removal.unwrap_or_default())
        .replace("{{changed_with}}", &changed.and_then(setting).unwrap_or_else(|| "{}".to_owned()))
}

/// One of a requirement's parameters as it stands, `{weeks: 12}`: an example that is easy to read.
fn setting(requirement: &Requirement) -> Option<String> {
    let parameters = requirement.parameters.as_ref()?.as_object()?;
    let plain = parameters.iter().find(|(_, value)| value.is_number() || value.is_boolean());
    plain.map(|(key, value)| format!("{{{key}: {value}}}"))
}
