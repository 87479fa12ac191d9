//! From a JSON Pointer to a place in the text, and from a node to its pointer.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use super::entries::Entry;
use super::problem::first_line;
use super::tree::{Content, NodeId, Tree};

/// The place in the text that a JSON Pointer leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// Whether the very value was found, rather than the nearest one around it.
    pub exact: bool,
    /// The key the value stands beside, if it stands in a group. For a value taken in with `<<`,
    /// that `<<`.
    pub key: Option<Range<usize>>,
    /// The value where it is used: an alias itself, or the value beside a `<<`, when it came that
    /// way.
    pub value: Range<usize>,
    /// Where the value is written, when it is used here by way of an alias or a `<<`.
    pub defined_at: Option<Range<usize>>,
    /// The pointer of what was found.
    pub pointer: String,
}

/// What one step of a pointer led to.
struct Found {
    key: Option<NodeId>,
    used: NodeId,
    written: NodeId,
}

impl Tree<'_> {
    /// Resolves a JSON Pointer in a document; when there is no such value, the nearest one around
    /// where it would be. Aliases and merge keys are followed.
    ///
    /// Nothing is found only when there is no such document.
    #[must_use]
    pub fn locate(&self, document: usize, pointer: &str) -> Option<Located> {
        let (found, resolved) = self.find(document, pointer)?;
        // Anything before the first slash is no part of a pointer.
        let stray = pointer.find('/').unwrap_or(pointer.len());
        let exact = stray == 0 && resolved == pointer.len();
        let pointer = pointer.get(stray..stray + resolved).unwrap_or_default();
        Some(self.located(&found, pointer, exact))
    }

    /// The part of a place that is on its first line, which is as much as a problem marks.
    #[must_use]
    pub fn first_line(&self, span: Range<usize>) -> Range<usize> {
        first_line(self.source, span)
    }

    /// The value that a JSON Pointer leads to, if there is such a value.
    pub(super) fn node_at(&self, document: usize, pointer: &str) -> Option<NodeId> {
        let (found, resolved) = self.find(document, pointer)?;
        (resolved == pointer.len()).then_some(found.written)
    }

    /// What a pointer leads to as far as it can be followed, and the length of that part of it.
    fn find(&self, document: usize, pointer: &str) -> Option<(Found, usize)> {
        let &root = self.roots.get(document)?;
        let mut found = Found { key: None, used: root, written: self.resolve(root) };
        let mut resolved = 0;
        for token in pointer.split('/').skip(1) {
            let Some(next) = self.step(found.written, &unescape(token)) else {
                break;
            };
            found = next;
            resolved += 1 + token.len();
        }
        Some((found, resolved))
    }

    fn located(&self, found: &Found, pointer: &str, exact: bool) -> Located {
        Located {
            exact,
            key: found.key.map(|key| self.span(key)),
            value: self.span(found.used),
            defined_at: (found.written != found.used).then(|| self.span(found.written)),
            pointer: pointer.to_owned(),
        }
    }

    fn step(&self, from: NodeId, token: &str) -> Option<Found> {
        match self.node(from).content {
            Content::Group => self.entry(from, token).map(|entry| self.found(entry)),
            Content::List => {
                let item = self.children(from).nth(index(token)?)?;
                Some(Found { key: None, used: item, written: self.resolve(item) })
            }
            _ => None,
        }
    }

    fn found(&self, entry: Entry<'_>) -> Found {
        let (key, used) = entry.merged_by.unwrap_or((entry.key, entry.value));
        Found { key: Some(key), used, written: self.resolve(entry.value) }
    }

    /// The entry of a group with a name. Of a key given twice, the first counts.
    fn entry(&self, group: NodeId, name: &str) -> Option<Entry<'_>> {
        self.entries(group).find(|entry| entry.name == Some(name))
    }
}

/// A list index as RFC 6901 writes it: digits, without a leading zero.
fn index(token: &str) -> Option<usize> {
    let digits = token.bytes().all(|byte| byte.is_ascii_digit());
    let padded = token.len() > 1 && token.starts_with('0');
    if digits && !padded { token.parse().ok() } else { None }
}

fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

/// Adds a key to a pointer.
pub(super) fn push_key(pointer: &mut String, key: &str) {
    pointer.push('/');
    if key.contains(['~', '/']) {
        pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
    } else {
        pointer.push_str(key);
    }
}

/// Adds a list index to a pointer.
pub(super) fn push_index(pointer: &mut String, index: usize) {
    // Writing to a string cannot fail.
    let _ = write!(pointer, "/{index}");
}
