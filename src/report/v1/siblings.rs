//! What a part of a larger run tells of siblings, so that `permanence merge` can compare their files.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a case's file says of the child's siblings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SiblingFile {
    /// Whether the file says that the child has no siblings.
    #[serde(default, skip_serializing_if = "is_false")]
    pub denies_siblings: bool,
    /// Each sibling who has a case of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<SiblingEntry>,
    /// The waivers that only a sibling's file can show to be of use or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waiting: Vec<WaitingWaiver>,
    /// The line, the column and the width of each place where a disagreement may be told, by JSON
    /// Pointer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub places: BTreeMap<String, [usize; 3]>,
}

/// What a file says of a sibling who has a case of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SiblingEntry {
    /// The sibling's case.
    pub case_id: String,
    /// Whether this case's own reference sorts after the sibling's, pseudonyms or not.
    pub after: bool,
    /// Its place in the file's list, from 0.
    pub index: usize,
    /// together or apart.
    pub decision: Option<String>,
    /// The day that was decided.
    pub decided: Option<String>,
    /// What it says of keeping in touch: arranged, refused, not-asked or silent.
    pub contact: String,
}

/// A waiver of a requirement that only a sibling's file can show to be met or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct WaitingWaiver {
    /// The requirements it names.
    pub requirements: Vec<String>,
    /// Who agreed to it, by reference.
    pub agreed_by: String,
    /// The last day it holds.
    pub until: String,
    /// Its place in the case file's list, from 0; none for one in permanence.toml.
    pub index: Option<usize>,
    /// The requirement as it is written there.
    pub names: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}
