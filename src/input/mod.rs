//! Finding case files, and reading them one document at a time.

mod ahead;
mod budget;
mod discover;
mod documents;
mod lines;
mod portion;
mod read;
mod sources;
mod text;

use std::path::PathBuf;
use std::sync::Arc;

use crate::document::{Position, Syntax};
use crate::rules::Evidence;

pub(crate) use ahead::{Ahead, in_order};
pub(crate) use discover::plain;
pub use discover::{Inputs, Unopened, discover, pipe_or_device, unreadable};
pub use documents::{Document, Read, read_text};
pub use read::read_documents;
pub use sources::Sources;
pub use text::{text_found, text_named, text_within, whole_text};

/// The name of standard input, unless it is given another.
pub const STDIN_NAME: &str = "standard input";

/// What the name of a file that is still being written starts with; one that a run left behind when
/// it was killed is not read.
pub const UNFINISHED: &str = ".permanence-";

/// How a source's text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// YAML, one or more documents.
    Yaml,
    /// JSON, one document.
    Json,
    /// JSON, one document a line.
    Ndjson,
}

impl Layout {
    /// The layout that a file's name promises, when it promises one.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "yaml" | "yml" => Some(Self::Yaml),
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            _ => None,
        }
    }

    /// The language of a text that is read whole; none when it is read line by line.
    fn syntax_of_whole(self) -> Option<Syntax> {
        match self {
            Self::Yaml => Some(Syntax::Yaml),
            Self::Json => Some(Syntax::Json),
            Self::Ndjson => None,
        }
    }

    /// What the names of its files end in.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }
}

/// Where documents come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Standard input, under a name for reports.
    Stdin(String),
    /// An extract that was turned into case files.
    Extract(Extract),
}

/// An extract that was turned into case files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extract {
    /// Its cases.
    pub cases: Vec<ExtractCase>,
    /// The files it was read from.
    pub files: Vec<PathBuf>,
}

/// A case of an extract, as a case file in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtractCase {
    /// The case file.
    pub text: String,
    /// The file of the extract.
    pub path: Arc<str>,
    /// The row that stands for the child.
    pub position: Position,
    /// What the extract tells of the child in codes or words that the case file has none for.
    pub unworded: Vec<Evidence>,
}

impl Source {
    /// The name reports give it; the same on every system.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().replace('\\', "/"),
            Self::Stdin(name) => name.clone(),
            // Each of its cases tells its own file.
            Self::Extract(_) => "extract".to_owned(),
        }
    }
}
