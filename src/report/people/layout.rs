//! How lines for people are laid out: marks, colours, labels, wrapping.

use textwrap::{Options, WordSeparator, WordSplitter, fill};

use crate::audit::{Colour, Finding, Lapse};
use crate::report::{Look, visible};
use crate::rules::Severity;

pub(super) fn painted(text: &str, code: &str, look: Look) -> String {
    if look.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// A case's colour, as a word: colour is never the only signal.
pub(super) fn colour_word(colour: Colour, look: Look) -> String {
    let code = match colour {
        Colour::Red => "1;31",
        Colour::Amber => "1;33",
        Colour::Green => "1;32",
    };
    painted(&colour.word().to_uppercase(), code, look)
}

/// The mark of a finding: the same in a line as beside a snippet.
pub(super) fn mark(finding: &Finding) -> &'static str {
    match (finding.lapse, finding.severity) {
        (Lapse::Over(_), _) => "·",
        (Lapse::Open, Severity::Breach) => "×",
        (Lapse::Open, Severity::Concern) => "⚠",
        (Lapse::Open, Severity::Advice) => "☞",
    }
}

/// A label and its text, wrapped so that the text stands clear of the label.
pub(super) fn hanging(label: &str, text: &str, look: Look) -> String {
    let first = format!("  {label:<7} ");
    let options = page(&first, "          ", look);
    format!("{}\n", fill(&visible(text), options))
}

/// Lines that break between words only: an id broken at its hyphens could not be copied.
pub(super) fn page<'a>(first: &'a str, rest: &'a str, look: Look) -> Options<'a> {
    Options::new(look.width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false)
}
