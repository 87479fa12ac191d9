//! The budgets a file is read within.

/// How much of a file is read before it is refused.
///
/// A case file needs a small part of any of these; they are here so that a damaged or hostile file
/// costs no more than a large one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest document, in bytes.
    pub bytes: usize,
    /// How deep lists and groups may be nested, before and after aliases are followed.
    pub depth: usize,
    /// The most values and keys in one document.
    pub nodes: usize,
    /// The most aliases (`*name`) in one document.
    pub aliases: usize,
    /// The most values and keys that decoding one document may visit; an alias makes it visit the
    /// same value again.
    pub visits: usize,
    /// The most documents in one file.
    pub documents: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 16 << 20,
            depth: 64,
            nodes: 100_000,
            aliases: 1_000,
            visits: 200_000,
            documents: 100_000,
        }
    }
}
