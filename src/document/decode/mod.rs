//! Typed values from a tree, through serde, with every problem told at once.
//!
//! serde stops at the first error. So a value that is wrong is put right in the reading, never in
//! the file, and the document is read again until nothing more is wrong: see [`repair`].

mod access;
mod context;
mod deserializer;
mod error;
mod key;
mod node;
mod number;
mod raw;
mod repair;
mod report;
mod stand_in;
mod trail;
mod value;
mod variant;
mod wording;

use serde::Deserialize;

use super::problem::Problem;
use super::tree::{NodeId, Tree};
use context::Context;
use error::DecodeError;
use node::NodeDeserializer;
use repair::Repairs;

pub use error::with_help;
pub use raw::{RAW_SCALAR, WORD_OR_GROUP};

/// The most problems told of one document.
const MOST_PROBLEMS: usize = 25;

/// The most times one document is read; a problem takes one more reading, seldom two or three.
const MOST_READINGS: usize = 8 * MOST_PROBLEMS;

impl Tree<'_> {
    /// Decodes one document into a typed value.
    ///
    /// A key that is missing, null or blank is not recorded: an `Option` is `None`, a list or a
    /// group is empty, and any other value is required. Keys of a struct that start with `x_` are
    /// passed over.
    ///
    /// # Errors
    ///
    /// Every problem in the document, in order of place; after 25, one that says there are more.
    pub fn decode<T: for<'x> Deserialize<'x>>(&self, document: usize) -> Result<T, Vec<Problem>> {
        let Some(&root) = self.roots.get(document) else {
            return Err(vec![Problem::new("there is no such document in the file")]);
        };
        Decoding::new(self, root).run()
    }

    /// Decodes the value of a document that a JSON Pointer leads to.
    ///
    /// # Errors
    ///
    /// Every problem in the value, as [`Tree::decode`] has them; their pointers start at the value.
    pub fn decode_at<T: for<'x> Deserialize<'x>>(
        &self,
        document: usize,
        pointer: &str,
    ) -> Result<T, Vec<Problem>> {
        match self.node_at(document, pointer) {
            Some(value) => Decoding::new(self, value).run(),
            None => Err(vec![Problem::new("there is no such value in the document")]),
        }
    }
}

/// The reading of one document, over and over until it is whole or hopeless.
struct Decoding<'t> {
    tree: &'t Tree<'t>,
    root: NodeId,
    repairs: Repairs,
    problems: Vec<Problem>,
}

impl<'t> Decoding<'t> {
    fn new(tree: &'t Tree<'t>, root: NodeId) -> Self {
        Self { tree, root, repairs: Repairs::default(), problems: Vec::new() }
    }

    fn run<T: for<'x> Deserialize<'x>>(mut self) -> Result<T, Vec<Problem>> {
        // One more than are told shows that there are more, however many there are.
        for flaw in report::flaws(self.tree, self.root, MOST_PROBLEMS + 1) {
            self.take(&flaw);
        }
        for _ in 0..MOST_READINGS {
            match self.read() {
                Ok(value) if self.problems.is_empty() => return Ok(value),
                Ok(_) => break,
                Err(error) => {
                    let go_on = self.take(&error);
                    if !go_on || self.problems.len() > MOST_PROBLEMS {
                        break;
                    }
                }
            }
        }
        Err(in_order(self.problems))
    }

    fn read<T: for<'x> Deserialize<'x>>(&self) -> Result<T, DecodeError> {
        let context = Context::new(self.tree, &self.repairs);
        let root = NodeDeserializer::root(&context, self.root);
        T::deserialize(root).map_err(|error| error.at(self.root))
    }

    /// Tells of an error, unless it only follows from one told before, and makes the next reading
    /// get past it. Says whether it can.
    fn take(&mut self, error: &DecodeError) -> bool {
        if self.problems.is_empty() || !self.repairs.explain(self.tree, error) {
            self.problems.push(report::problem(self.tree, self.root, error));
        }
        self.repairs.mend(self.tree, error)
    }
}

fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.span.as_ref().map_or(0, |span| span.start));
    if problems.len() > MOST_PROBLEMS {
        problems.truncate(MOST_PROBLEMS);
        problems.push(
            Problem::new("there are more problems in this document")
                .help("put these right first, then check the file again"),
        );
    }
    problems
}
