//! TOML, read by the `toml` crate into the same tree as YAML and JSON.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Syntax;
use super::builder::{Builder, Container, too_long};
use super::flaw::{Flaw, FlawKind};
use super::limits::Limits;
use super::problem::Problem;
use super::toml_error::explain;
use super::tree::{Style, Tree};

/// Reads a TOML file. One with nothing in it is an empty group.
pub(super) fn parse(text: &str, limits: Limits) -> Result<Tree<'_>, Problem> {
    if text.len() > limits.bytes {
        return Err(too_long(limits.bytes));
    }
    let table = DeTable::parse(text).map_err(|error| explain(text, &error))?;
    let mut reading = Reading { text, builder: Builder::new(text, Syntax::Toml, limits)? };
    reading.table(table.get_ref(), 0..0)?;
    reading.builder.finish()
}

/// The parser refuses tables and lists nested deeper than any stack, so that recursion is harmless.
struct Reading<'a> {
    text: &'a str,
    builder: Builder<'a>,
}

impl<'a> Reading<'a> {
    fn table(&mut self, table: &DeTable<'a>, span: Range<usize>) -> Result<(), Problem> {
        self.builder.begin(Container::Group, span)?;
        // In the order of the text, as everything in a tree is.
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            self.builder.scalar(key.get_ref().clone(), Style::Quoted, key.span())?;
            self.value(value)?;
        }
        self.builder.end(None);
        Ok(())
    }

    fn value(&mut self, value: &Spanned<DeValue<'a>>) -> Result<(), Problem> {
        let span = value.span();
        match value.get_ref() {
            DeValue::String(text) => {
                let node = self.builder.scalar(text.clone(), Style::Quoted, span)?;
                if text.trim().is_empty() {
                    self.builder.flaw(Flaw { node, kind: FlawKind::Blank });
                }
            }
            DeValue::Array(items) => {
                self.builder.begin(Container::List, span)?;
                items.iter().try_for_each(|item| self.value(item))?;
                self.builder.end(None);
            }
            DeValue::Table(table) => self.table(table, span)?,
            // A day is text that a type reads, as in a case file.
            DeValue::Datetime(_) => self.bare(span, Style::Quoted)?,
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) => {
                self.bare(span, Style::Literal)?;
            }
        }
        Ok(())
    }

    /// A value that is not in quotes, as it is written.
    fn bare(&mut self, span: Range<usize>, style: Style) -> Result<(), Problem> {
        let text = self.text.get(span.clone()).unwrap_or_default();
        self.builder.scalar(Cow::Borrowed(text), style, span)?;
        Ok(())
    }
}
