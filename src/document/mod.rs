//! Reading a file: from bytes to text, from text to a tree, from the tree to typed values.
//!
//! YAML, JSON and TOML all become one [`Tree`], in which every key and value knows where in the text it
//! was written. Typed values are read from the tree through serde ([`Tree::decode`]), which tells
//! every problem of a document in one go, and a JSON Pointer leads back from a value to its place
//! in the text ([`Tree::locate`]).
//!
//! Two promises hold throughout. Whatever the bytes, reading ends soon and in bounded memory, with
//! a value or a [`Problem`]; and no problem repeats text from the file, since a file about a child
//! may hold a name anywhere. A problem carries the place instead, for those who may see the file.
//!
//! ```
//! use permanence::document::{Limits, Syntax, decode_text, parse};
//!
//! #[derive(serde::Deserialize)]
//! struct Note {
//!     title: String,
//! }
//!
//! # fn main() -> Result<(), Vec<permanence::document::Problem>> {
//! let text = decode_text(b"title: A plan\n".to_vec()).map_err(|problem| vec![problem])?;
//! let tree = parse(&text, Syntax::Yaml, &Limits::default()).map_err(|problem| vec![problem])?;
//! let note: Note = tree.decode(0)?;
//! assert_eq!(note.title, "A plan");
//! # Ok(())
//! # }
//! ```

mod builder;
mod decode;
mod entries;
mod flaw;
mod json;
mod json_string;
mod limits;
mod nearest;
mod plain;
mod pointer;
mod position;
mod problem;
mod record;
mod scalar;
mod text;
mod toml;
mod toml_error;
mod tree;
mod yaml;
mod yaml_error;

pub use decode::{RAW_SCALAR, WORD_OR_GROUP, with_help};
pub use limits::Limits;
pub use nearest::nearest;
pub use pointer::Located;
pub use position::{LineIndex, Position};
pub use problem::Problem;
pub use record::Record;
pub(crate) use record::Recorded;
pub use text::decode_text;
pub use tree::Tree;

/// The languages a file may be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// YAML 1.2, one or more documents.
    Yaml,
    /// JSON, exactly one document.
    Json,
    /// TOML 1.1, of which a config file is written.
    Toml,
}

/// Reads text into a tree.
///
/// # Errors
///
/// The first syntax error, or the first budget of `limits` that the text exceeds.
pub fn parse<'a>(text: &'a str, syntax: Syntax, limits: &Limits) -> Result<Tree<'a>, Problem> {
    match syntax {
        Syntax::Yaml => yaml::parse(text, *limits),
        Syntax::Json => json::parse(text, *limits),
        Syntax::Toml => toml::parse(text, *limits),
    }
}
