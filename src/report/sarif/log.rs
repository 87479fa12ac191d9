//! The parts of SARIF 2.1.0 that the report writes, in the standard's own words.

use serde::Serialize;

use crate::report::visible;

#[derive(Debug, Serialize)]
pub(super) struct Log<'r, R> {
    #[serde(rename = "$schema")]
    pub(super) schema: &'static str,
    pub(super) version: &'static str,
    pub(super) runs: [Run<'r, R>; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run<'r, R> {
    pub(super) tool: Tool<'r>,
    pub(super) invocations: [Invocation; 1],
    pub(super) original_uri_base_ids: Bases,
    pub(super) column_kind: &'static str,
    pub(super) results: R,
    pub(super) taxonomies: &'r [Taxonomy<'r>],
    pub(super) properties: RunProperties,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RunProperties {
    pub(super) as_of: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Tool<'r> {
    pub(super) driver: &'r Driver<'r>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Driver<'r> {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    pub(super) semantic_version: &'static str,
    pub(super) supported_taxonomies: Vec<Component<'r>>,
    pub(super) rules: Vec<Rule<'r>>,
}

/// A reference to a taxonomy.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Component<'r> {
    pub(super) name: &'r str,
    pub(super) index: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Rule<'r> {
    pub(super) id: &'r str,
    pub(super) name: &'r str,
    pub(super) short_description: Message,
    pub(super) full_description: Message,
    pub(super) help: Message,
    pub(super) default_configuration: Configuration,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) relationships: Vec<Relationship<'r>>,
    pub(super) properties: RuleProperties,
}

#[derive(Debug, Serialize)]
pub(super) struct Configuration {
    pub(super) level: &'static str,
}

#[derive(Debug, Serialize)]
pub(super) struct RuleProperties {
    pub(super) tags: [&'static str; 2],
}

#[derive(Debug, Serialize)]
pub(super) struct Relationship<'r> {
    pub(super) target: Reference<'r>,
    pub(super) kinds: [&'static str; 1],
}

/// A reference to a taxon.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Reference<'r> {
    pub(super) id: String,
    pub(super) index: usize,
    pub(super) tool_component: Component<'r>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Taxonomy<'r> {
    pub(super) name: &'r str,
    pub(super) version: &'r str,
    pub(super) short_description: Message,
    pub(super) taxa: Vec<Taxon>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Taxon {
    pub(super) id: String,
    pub(super) short_description: Message,
    pub(super) full_description: Message,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Invocation {
    pub(super) execution_successful: bool,
    pub(super) tool_execution_notifications: Vec<Notification>,
}

#[derive(Debug, Serialize)]
pub(super) struct Notification {
    pub(super) level: &'static str,
    pub(super) message: Message,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) locations: Vec<Location>,
}

#[derive(Debug, Serialize)]
pub(super) struct Bases {
    #[serde(rename = "%SRCROOT%")]
    pub(super) root: Root,
}

#[derive(Debug, Serialize)]
pub(super) struct Root {
    pub(super) description: Message,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SarifResult<'r> {
    pub(super) rule_id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rule_index: Option<usize>,
    pub(super) level: &'static str,
    pub(super) message: Message,
    pub(super) locations: Vec<Location>,
    pub(super) partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) suppressions: Option<[Suppression; 1]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) taxa: Vec<Reference<'r>>,
    pub(super) properties: ResultProperties<'r>,
}

#[derive(Debug, Serialize)]
pub(super) struct Fingerprints {
    #[serde(rename = "permanence/v1")]
    pub(super) permanence: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Suppression {
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) justification: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultProperties<'r> {
    pub(super) case_id: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) team: Option<&'r str>,
    pub(super) colour: &'static str,
    pub(super) document: usize,
    pub(super) element: &'static str,
    pub(super) lapse: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) ended: Option<String>,
    pub(super) cause: &'static str,
    pub(super) remedy: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Location {
    pub(super) physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) logical_locations: Option<[LogicalLocation; 1]>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LogicalLocation {
    /// A JSON Pointer.
    pub(super) fully_qualified_name: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PhysicalLocation {
    pub(super) artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<Region>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactLocation {
    pub(super) uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) uri_base_id: Option<&'static str>,
}

/// A region whose end is the column after its last character.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    pub(super) start_line: usize,
    pub(super) start_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) end_column: Option<usize>,
}

/// A text for people: plain, and as Markdown when that says more.
#[derive(Debug, Serialize)]
pub(super) struct Message {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

impl Message {
    /// One line of plain text.
    pub(super) fn new(line: &str) -> Self {
        Self { text: literal(line), markdown: None }
    }

    /// Labelled lines, as plain text and as a list in Markdown.
    pub(super) fn labelled(lines: &[(&str, &str)]) -> Self {
        let joined = |line: fn(&str, &str) -> String| {
            let lines: Vec<String> = lines.iter().map(|(label, text)| line(label, text)).collect();
            lines.join("\n")
        };
        Self {
            text: joined(|label, text| format!("{label}: {}", literal(text))),
            markdown: Some(joined(|label, text| format!("- **{label}**: {}", markdown(text)))),
        }
    }
}

/// One line in which every character stands for itself: SARIF's braces hold places, and its
/// brackets links.
fn literal(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in visible(line).chars() {
        match c {
            '[' | ']' => out.extend(['\\', c]),
            '{' | '}' => out.extend([c, c]),
            c => out.push(c),
        }
    }
    out
}

/// One line of Markdown in which every character stands for itself.
fn markdown(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for c in visible(line).chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' => {
                out.extend(['\\', c]);
            }
            '{' | '}' => out.extend([c, c]),
            c => out.push(c),
        }
    }
    out
}
