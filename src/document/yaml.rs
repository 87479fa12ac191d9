//! YAML, from the parser's events into the tree.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, Span, Tag};

use super::Syntax;
use super::builder::{Builder, Container, too_deep};
use super::flaw::{Flaw, FlawKind};
use super::limits::Limits;
use super::plain;
use super::problem::Problem;
use super::scalar::{self, Number, Reading};
use super::tree::{NodeId, Style, Tree};
use super::yaml_error;

/// Reads a file of YAML documents: in the plain way where that is enough, and else in full.
pub(super) fn parse(text: &str, limits: Limits) -> Result<Tree<'_>, Problem> {
    plain::parse(text, limits).map_or_else(|| parse_in_full(text, limits), Ok)
}

/// Reads a file of YAML documents with whatever YAML allows.
pub(super) fn parse_in_full(text: &str, limits: Limits) -> Result<Tree<'_>, Problem> {
    let mut reader =
        Reader { builder: Builder::new(text, Syntax::Yaml, limits)?, anchors: BTreeMap::new() };
    for event in Parser::new_from_str_with_options(text, options(&limits)) {
        let (event, span) = event.map_err(|error| reader.syntax_error(&error))?;
        reader.event(event, span)?;
    }
    reader.builder.finish()
}

fn options(limits: &Limits) -> Options {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.flow_nesting_limit = limits.depth;
    options.block_nesting_limit = limits.depth;
    options
}

struct Reader<'a> {
    builder: Builder<'a>,
    /// The anchored values of the present document, by the parser's number for the anchor.
    anchors: BTreeMap<usize, NodeId>,
}

/// What may be written before a value: `&anchor` and `!tag`.
struct Properties<'a> {
    anchor: usize,
    tag: Option<Cow<'a, Tag>>,
    span: Span,
}

impl<'a> Reader<'a> {
    fn event(&mut self, event: Event<'a>, span: Span) -> Result<(), Problem> {
        let bytes = span.byte_range().unwrap_or_default();
        match event {
            Event::DocumentStart(..) => self.anchors.clear(),
            Event::Scalar(text, style, anchor, tag) => {
                self.scalar(text, style, bytes, &Properties { anchor, tag, span })?;
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.begin(Container::List, bytes, &Properties { anchor, tag, span })?;
            }
            Event::MappingStart(_, anchor, tag) => {
                self.begin(Container::Group, bytes, &Properties { anchor, tag, span })?;
            }
            // A list or group in brackets ends with one; the end of any other has no width.
            Event::SequenceEnd | Event::MappingEnd => {
                self.builder.end((!bytes.is_empty()).then_some(bytes.end));
            }
            Event::Alias(anchor) => self.alias(anchor, bytes)?,
            _ => {}
        }
        Ok(())
    }

    fn scalar(
        &mut self,
        text: Cow<'a, str>,
        style: ScalarStyle,
        span: Range<usize>,
        properties: &Properties<'a>,
    ) -> Result<(), Problem> {
        let plain = style == ScalarStyle::Plain;
        // A value left out is reported as a `~` that takes up no room.
        let omitted = plain && span.is_empty();
        let at_root = self.builder.innermost().is_none();
        if omitted && at_root && properties.anchor == 0 && properties.tag.is_none() {
            return Ok(());
        }
        let text = if omitted { Cow::Borrowed("") } else { text };
        let written = if plain { Style::Plain } else { Style::Quoted };
        let tag = properties.tag.as_deref();
        let style = tag.and_then(scalar_style).unwrap_or(written);
        let fits = tag.is_none_or(|tag| fits_scalar(tag, &text));
        let id = self.builder.scalar(text, style, span)?;
        self.keep_properties(id, properties, fits);
        Ok(())
    }

    fn begin(
        &mut self,
        container: Container,
        span: Range<usize>,
        properties: &Properties<'a>,
    ) -> Result<(), Problem> {
        let fitting = match container {
            Container::List => "seq",
            Container::Group => "map",
        };
        let tag = properties.tag.as_deref();
        let fits = tag.is_none_or(|tag| is_unspecific(tag) || tag.core_suffix() == Some(fitting));
        let id = self.builder.begin(container, span)?;
        self.keep_properties(id, properties, fits);
        Ok(())
    }

    fn keep_properties(&mut self, node: NodeId, properties: &Properties<'a>, fits: bool) {
        if properties.anchor > 0 {
            self.anchors.insert(properties.anchor, node);
        }
        let Some(tag) = properties.tag.as_deref().filter(|_| !fits) else {
            return;
        };
        let span = properties.span.tag_span().and_then(|span| span.byte_range());
        let span = span.unwrap_or_default();
        let kind = match tag.core_suffix() {
            Some(_) => FlawKind::UnfitTag(span),
            None => FlawKind::UnknownTag(span),
        };
        self.builder.flaw(Flaw { node, kind });
    }

    fn alias(&mut self, anchor: usize, span: Range<usize>) -> Result<(), Problem> {
        match self.anchors.get(&anchor) {
            Some(&target) => self.builder.alias(target, span),
            None => Err(yaml_error::unknown_anchor().at(span)),
        }
    }

    fn syntax_error(&self, error: &ScanError) -> Problem {
        let at = error.marker().byte_offset().unwrap_or_default();
        yaml_error::explain(error.kind())
            .unwrap_or_else(|| too_deep(self.builder.limits()))
            .at(yaml_error::place(error.kind(), self.builder.source(), at))
    }
}

/// The tag `!`, which only says that a scalar is text.
fn is_unspecific(tag: &Tag) -> bool {
    tag.handle().is_empty() && tag.suffix() == "!"
}

/// How a tag has the text of its scalar read, whatever it is written in.
fn scalar_style(tag: &Tag) -> Option<Style> {
    match tag.core_suffix() {
        Some("str") => Some(Style::Quoted),
        Some(_) => Some(Style::Plain),
        None => is_unspecific(tag).then_some(Style::Quoted),
    }
}

fn fits_scalar(tag: &Tag, text: &str) -> bool {
    let reading = scalar::read(text, Style::Plain);
    match tag.core_suffix() {
        Some("str") => true,
        Some("null") => reading == Reading::Nothing,
        Some("bool") => matches!(reading, Reading::Boolean(_)),
        Some("float") => matches!(reading, Reading::Number(_)),
        Some("int") => matches!(
            reading,
            Reading::Number(Number::Signed(_) | Number::Unsigned(_) | Number::Padded)
        ),
        Some(_) => false,
        None => is_unspecific(tag),
    }
}
