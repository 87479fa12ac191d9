//! A place in a file, shown with the lines around it (`miette`).

use std::fmt;
use std::ops::Range;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use textwrap::{WordSeparator, WordSplitter};

use crate::audit::{Finding, Lapse, Unreadable};
use crate::document::{LineIndex, Position, Problem};
use crate::report::Look;
use crate::report::safe::{push_visible, visible};
use crate::rules::Severity;

/// Lines shown before and after the marked one.
const CONTEXT: usize = 1;
/// What the gutter beside a line takes of the page.
const GUTTER: usize = 10;
/// The fewest characters of a line that are shown, however narrow the page.
const LINE_LEAST: usize = 40;

/// A few lines of a file, safe to show, with one place marked.
#[derive(Debug)]
struct Excerpt {
    name: String,
    text: String,
    /// The number of its first line, from 0, in the file.
    first_line: usize,
    mark: Range<usize>,
    column: usize,
    /// The most characters of a line that are shown; a longer one is cropped around the mark.
    most: usize,
}

impl Excerpt {
    /// The lines around a span of a text, which stands at a line and column of its file, for a page
    /// so wide. Only those lines are looked at: the text may be long, and hold many places.
    fn new(name: &str, text: &str, at: Position, span: &Range<usize>, width: usize) -> Self {
        let line_start = |byte: usize| {
            let before = text.as_bytes().get(..byte).unwrap_or_default();
            memchr::memrchr(b'\n', before).map_or(0, |end| end + 1)
        };
        let mut start = line_start(span.start);
        let mut above = 0;
        while above < CONTEXT && start > 0 {
            start = line_start(start - 1);
            above += 1;
        }
        let mut excerpt = Self {
            name: visible(name).into_owned(),
            text: String::new(),
            first_line: at.line.saturating_sub(1 + above),
            mark: 0..0,
            column: at.column,
            most: width.saturating_sub(GUTTER).max(LINE_LEAST),
        };
        let lines = text.get(start..).unwrap_or_default().split_inclusive('\n');
        for (number, line) in lines.take(above + 1 + CONTEXT).enumerate() {
            let bare = line.trim_end_matches(['\n', '\r']);
            let inside = (number == above)
                .then(|| span.start.saturating_sub(start)..span.end.saturating_sub(start));
            excerpt.push(bare, inside.as_ref());
            start += line.len();
        }
        excerpt
    }

    /// Adds a line, cropped and made safe, and remembers where the marked part of it went.
    fn push(&mut self, line: &str, marked: Option<&Range<usize>>) {
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        let mark = marked.cloned().unwrap_or(0..0);
        let half = self.most / 2;
        let is_long = line.chars().nth(self.most).is_some();
        let before = line.get(..mark.start.min(line.len())).filter(|_| is_long);
        let from = before.and_then(|before| before.char_indices().nth_back(half.saturating_sub(1)));
        let from = from.map_or(0, |(byte, _)| byte);
        if from > 0 {
            self.text.push('…');
        }
        let (mut start, mut end) = (None, None);
        let shown = line.get(from..).unwrap_or_default();
        for (count, (byte, c)) in shown.char_indices().enumerate() {
            if from + byte >= mark.start {
                start.get_or_insert(self.text.len());
            }
            if from + byte >= mark.end {
                end.get_or_insert(self.text.len());
            }
            if count >= self.most {
                self.text.push('…');
                break;
            }
            push_visible(&mut self.text, c);
        }
        if marked.is_some() {
            let last = self.text.len();
            let start = start.unwrap_or(last);
            self.mark = start..end.unwrap_or(last).max(start);
        }
        self.text.push('\n');
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        // Asked for no context, miette wants the mark's own line and column, for the header.
        let (line, column) = if before == 0 && after == 0 {
            let before = self.text.get(..self.mark.start).unwrap_or_default();
            (self.first_line + before.matches('\n').count(), self.column - 1)
        } else {
            (self.first_line, 0)
        };
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.text.as_bytes(),
            SourceSpan::from(0..self.text.len()),
            line,
            column,
            self.text.lines().count(),
        )))
    }
}

/// One thing to show: a headline, and the place it is about.
#[derive(Debug)]
struct Shown {
    headline: String,
    severity: miette::Severity,
    help: Option<String>,
    excerpt: Option<Excerpt>,
    label: Option<String>,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline)
    }
}

impl std::error::Error for Shown {}

impl Diagnostic for Shown {
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }
    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }
    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.excerpt.as_ref().map(|excerpt| excerpt as &dyn SourceCode)
    }
    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let excerpt = self.excerpt.as_ref()?;
        let span = SourceSpan::from(excerpt.mark.clone());
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(self.label.clone(), span))))
    }
}

fn render(shown: &Shown, look: Look) -> String {
    let theme =
        if look.colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let mut out = String::new();
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .with_links(false)
        .with_word_separator(WordSeparator::AsciiSpace)
        .with_word_splitter(WordSplitter::NoHyphenation)
        .with_break_words(false)
        .with_context_lines(CONTEXT);
    // Writing to a string cannot fail, and a headline alone is better than nothing.
    if handler.render_report(&mut out, shown).is_err() {
        out.clone_from(&shown.headline);
    }
    // The handler pads its lines.
    let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

/// A finding with its place.
pub(super) struct Place<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a str,
    pub(super) position: Position,
    pub(super) span: &'a Range<usize>,
    pub(super) missing: Option<&'a str>,
}

/// A finding: its headline and, when it has a place, the lines around it.
pub(super) fn finding(found: &Finding, place: Option<Place<'_>>, look: Look) -> String {
    let label = place
        .as_ref()
        .and_then(|place| place.missing)
        .map(|keys| format!("{keys} is not recorded here"));
    let excerpt = place
        .map(|place| Excerpt::new(place.path, place.text, place.position, place.span, look.width));
    let severity = match (found.lapse, found.severity) {
        (Lapse::Over(_), _) | (_, Severity::Advice) => miette::Severity::Advice,
        (_, Severity::Concern) => miette::Severity::Warning,
        (_, Severity::Breach) => miette::Severity::Error,
    };
    let past = if found.lapse == Lapse::Open { "" } else { "past " };
    let message = found.message();
    let headline = format!("{past}{}: {}", found.severity.word(), visible(&message));
    render(&Shown { headline, severity, help: None, excerpt, label }, look)
}

/// A document that could not be audited: every problem, with its place.
#[must_use]
pub fn problem_report(unreadable: &Unreadable, look: Look) -> String {
    let text = unreadable.text.as_ref().filter(|_| look.snippets);
    let path = &unreadable.place.path;
    let shown = unreadable.problems.iter().enumerate().map(|(number, (problem, at))| {
        let text = text.map(|text| text.of(number));
        problem_text(problem, *at, path, text, miette::Severity::Error, look)
    });
    apart(shown, text.is_some())
}

/// The mistakes in a strategy file, each with its place.
#[must_use]
pub fn strategy_problem_report(path: &str, text: &str, problems: &[Problem], look: Look) -> String {
    strategy_report(path, text, problems, miette::Severity::Error, look)
}

/// What is worth a second look in a strategy file, each with its place.
#[must_use]
pub fn strategy_advice_report(path: &str, text: &str, advice: &[Problem], look: Look) -> String {
    strategy_report(path, text, advice, miette::Severity::Advice, look)
}

fn strategy_report(
    path: &str,
    text: &str,
    problems: &[Problem],
    severity: miette::Severity,
    look: Look,
) -> String {
    let lines = LineIndex::new(text);
    let shown_text = Some(text).filter(|_| look.snippets);
    let shown = problems.iter().map(|problem| {
        let at = |byte: usize| lines.position(text, byte);
        let position = problem.span.as_ref().map(|span| at(span.start));
        let problem = problem.clone().telling_places(at);
        problem_text(&problem, position, path, shown_text, severity, look)
    });
    apart(shown, look.snippets)
}

/// Snippets stand a blank line apart; lines without one stand close.
fn apart(shown: impl Iterator<Item = String>, snippets: bool) -> String {
    let shown: Vec<String> = shown.collect();
    shown.join(if snippets { "\n" } else { "" })
}

fn problem_text(
    problem: &Problem,
    position: Option<Position>,
    path: &str,
    text: Option<&str>,
    severity: miette::Severity,
    look: Look,
) -> String {
    let excerpt = match (text, &problem.span, position) {
        (Some(text), Some(span), Some(at)) => Some(Excerpt::new(path, text, at, span, look.width)),
        _ => None,
    };
    let message = visible(&problem.message);
    let headline = match (&excerpt, position) {
        (Some(_), _) => message.into_owned(),
        (None, Some(Position { line, column })) => {
            format!("{}:{line}:{column}: {message}", visible(path))
        }
        (None, None) => format!("{}: {message}", visible(path)),
    };
    let help = problem.help.as_deref().map(|help| visible(help).into_owned());
    let label = problem.label.as_deref().map_or("here".into(), visible);
    let label = excerpt.is_some().then(|| label.into_owned());
    render(&Shown { headline, severity, help, excerpt, label }, look)
}
