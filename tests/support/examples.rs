//! The examples under `fixtures/rules/`, each of one requirement.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use permanence::strategy::{Strategy, read_strategy};
use serde::Deserialize;
use serde_json::Value;

use super::{Outcome, files_in, fixture, read, strategy, told};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Example {
    pub(crate) it: String,
    pub(crate) as_of: String,
    #[serde(default)]
    pub(crate) change: Option<Value>,
    /// Parameters of the requirement, in place of the strategy's own.
    #[serde(default)]
    pub(crate) with: Option<Value>,
    pub(crate) expect: String,
    #[serde(default)]
    pub(crate) findings: Vec<Expected>,
    #[serde(default)]
    pub(crate) due: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expected {
    pub(crate) cause: String,
    pub(crate) severity: String,
    #[serde(default)]
    pub(crate) pointer: Option<String>,
    #[serde(default)]
    pub(crate) lapse: Option<String>,
}

/// Every file of examples, with what it lists.
pub(crate) fn examples() -> Outcome<Vec<(PathBuf, Vec<Example>)>> {
    let mut files = files_in(&fixture("rules"))?;
    files.retain(|path| !path.ends_with("base.yaml"));
    files.into_iter().map(|path| Ok((path.clone(), read(&path)?))).collect()
}

/// The strategy that a file of examples is named by, with the example's own parameters.
pub(crate) fn strategy_of(
    path: &Path,
    requirement: &str,
    example: &Example,
) -> Outcome<Arc<Strategy>> {
    let name = path.file_stem().and_then(|stem| stem.to_str()).ok_or("a file named by strategy")?;
    let strategy = match &example.with {
        None => strategy(name)?,
        Some(parameters) => strategy_with(name, requirement, parameters)?,
    };
    match strategy.requirement(requirement) {
        Some(_) => Ok(strategy),
        None => Err(format!("{name} does not ask {requirement}").into()),
    }
}

/// A built-in strategy with other parameters for one of its requirements.
fn strategy_with(name: &str, requirement: &str, parameters: &Value) -> Outcome<Arc<Strategy>> {
    let path = format!("{}/src/strategy/{name}.yaml", env!("CARGO_MANIFEST_DIR"));
    let mut file: Value = read(Path::new(&path))?;
    let entry = file
        .get_mut("requirements")
        .and_then(Value::as_array_mut)
        .and_then(|entries| entries.iter_mut().find(|entry| entry["id"] == requirement))
        .ok_or_else(|| format!("{name} does not ask {requirement}"))?;
    entry["with"] = parameters.clone();
    let strategy = read_strategy(&serde_json::to_string(&file)?);
    strategy.map(Arc::new).map_err(|problems| told(&problems))
}
