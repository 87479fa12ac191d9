//! The plain YAML that programs write, read in one pass over its lines.
//!
//! Nearly every case file is written by a program, and of all that YAML allows such a file has
//! little: groups and lists, one below the other, with a word or a sentence to a line. That little is
//! read here at a fraction of the full parser's cost, into the very tree that the full parser makes
//! of it. A text with anything else in it, every mistake included, is handed over: nothing is refused
//! here, and leaving this out would change no result.

mod characters;
mod flow;
mod lines;
mod scalars;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use super::Syntax;
use super::builder::{Builder, Container};
use super::limits::Limits;
use super::tree::{Style, Tree};
use lines::{Line, Lines};
use scalars::Key;

/// Reads a file of YAML documents, or hands it over: nothing is found when it is not plain.
pub(super) fn parse(text: &str, limits: Limits) -> Option<Tree<'_>> {
    if !characters::are_plain(text) {
        return None;
    }
    let builder = Builder::new(text, Syntax::Yaml, limits).ok()?;
    let mut scanner = Scanner { text, builder, levels: Vec::with_capacity(16), waiting: None };
    for line in Lines::new(text) {
        scanner.line(line)?;
    }
    scanner.end_document()?;
    scanner.builder.finish().ok()
}

/// A list or group without brackets.
#[derive(Clone, Copy, Debug)]
struct Level {
    /// How far its dashes or keys are indented.
    indent: usize,
    container: Container,
}

struct Scanner<'a> {
    text: &'a str,
    builder: Builder<'a>,
    /// The lists and groups that this line may go on with, outermost first.
    levels: Vec<Level>,
    /// Where the value of the last key would be, had it been on the key's line: at its colon.
    waiting: Option<usize>,
}

impl<'a> Scanner<'a> {
    fn line(&mut self, line: Line<'a>) -> Option<()> {
        if line.indent == 0 && line.text == "---" {
            return self.end_document();
        }
        let container = if line.is_item() { Container::List } else { Container::Group };
        if self.levels.is_empty() {
            // A document starts here, as what stands beside an earlier root was handed over.
            (line.indent == 0).then_some(())?;
            self.begin(container, line.indent, line.start)?;
        } else {
            self.settle(container, &line)?;
            self.close_to(container, line.indent)?;
        }
        match container {
            Container::List => self.item(&line),
            Container::Group => {
                let key = self.key(line.start, line.end())?;
                self.entry(key, line.start, line.end())
            }
        }
    }

    /// Gives the last key its value, if that is still to come: what this line begins, or nothing.
    fn settle(&mut self, container: Container, line: &Line<'_>) -> Option<()> {
        let Some(colon) = self.waiting.take() else {
            return Some(());
        };
        let group = self.levels.last()?.indent;
        if line.indent > group {
            return self.begin(container, line.indent, line.start);
        }
        // The dashes of a list may stand right below the key. To the full parser such a list starts
        // with what follows its first dash.
        if line.indent == group && container == Container::List {
            return self.begin(container, line.indent, line.after_dash());
        }
        self.nothing(colon)
    }

    /// Ends the lists and groups that a line with this indentation is outside of.
    fn close_to(&mut self, container: Container, indent: usize) -> Option<()> {
        while let Some(level) = self.levels.last() {
            match level.indent.cmp(&indent) {
                Ordering::Equal if level.container == container => return Some(()),
                Ordering::Less => return None,
                Ordering::Equal if container == Container::List => return None,
                Ordering::Equal | Ordering::Greater => {
                    self.levels.pop();
                    self.builder.end(None);
                }
            }
        }
        None
    }

    /// Reads a list item: a value, or the first entry of a group.
    fn item(&mut self, line: &Line<'a>) -> Option<()> {
        let at = line.after_dash();
        let Some(key) = self.key(at, line.end()) else {
            return self.value(at, line.end());
        };
        let indent = line.indent + at - line.start;
        self.begin(Container::Group, indent, at)?;
        self.entry(key, at, line.end())
    }

    /// Reads a key, and its value if that is on the same line.
    fn entry(&mut self, key: Key<'a>, at: usize, end: usize) -> Option<()> {
        let colon = key.end;
        self.scalar(key.text, key.style, at..colon)?;
        let rest = self.text.get(colon + 1..end)?.trim_start_matches(' ');
        if rest.is_empty() || rest.starts_with('#') {
            self.waiting = Some(colon);
            return Some(());
        }
        self.value(end - rest.len(), end)
    }

    /// Reads a value that is all that the rest of a line holds.
    fn value(&mut self, at: usize, end: usize) -> Option<()> {
        let after = match self.text.as_bytes().get(at)? {
            b'[' | b'{' | b'"' | b'\'' => self.flow_value(at, end)?,
            _ => {
                let text = self.sentence(at, end)?;
                return self.scalar(Cow::Borrowed(text), Style::Plain, at..at + text.len());
            }
        };
        self.nothing_follows(after, end)
    }

    /// Adds what an empty value is: text that takes up no room.
    fn nothing(&mut self, at: usize) -> Option<()> {
        self.scalar(Cow::Borrowed(""), Style::Plain, at..at)
    }

    fn scalar(&mut self, text: Cow<'a, str>, style: Style, span: Range<usize>) -> Option<()> {
        self.builder.scalar(text, style, span).ok().map(drop)
    }

    fn begin(&mut self, container: Container, indent: usize, at: usize) -> Option<()> {
        self.open(container, at..at)?;
        self.levels.push(Level { indent, container });
        Some(())
    }

    /// Begins a list or group, unless it is so deep that the full parser might have a say.
    fn open(&mut self, container: Container, span: Range<usize>) -> Option<()> {
        let deepest = self.builder.limits().depth / 2;
        (self.builder.depth() < deepest).then_some(())?;
        self.builder.begin(container, span).ok().map(drop)
    }

    fn end_document(&mut self) -> Option<()> {
        if let Some(colon) = self.waiting.take() {
            self.nothing(colon)?;
        }
        while self.levels.pop().is_some() {
            self.builder.end(None);
        }
        Some(())
    }
}
