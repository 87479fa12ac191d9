//! The strategies that come with the tool.

use super::{Strategy, read_strategy};
use crate::document::Problem;

/// The built-in strategies: their names, and the authority each is for.
pub const BUILT_IN: [(&str, Option<&str>); 3] =
    [("dorset", Some("dorset")), ("leicester", Some("leicester")), ("statutory", None)];

/// The text of a built-in strategy.
pub(super) fn text_of(name: &str) -> Option<&'static str> {
    match name {
        "dorset" => Some(include_str!("dorset.yaml")),
        "leicester" => Some(include_str!("leicester.yaml")),
        "statutory" => Some(include_str!("statutory.yaml")),
        _ => None,
    }
}

/// A built-in strategy by name; none when there is no such name.
///
/// # Errors
/// The mistakes in its file; a test holds that there are none.
pub fn built_in(name: &str) -> Option<Result<Strategy, Vec<Problem>>> {
    text_of(name).map(read_strategy)
}

/// The name of the built-in strategy for an authority's case files.
#[must_use]
pub fn built_in_for_authority(authority: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(_, of)| *of == Some(authority)).map(|(name, _)| *name)
}
