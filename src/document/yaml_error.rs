//! YAML's syntax errors, said for people who know the file and not the language.

use std::ops::Range;

use granit_parser::ErrorKind;

use super::problem::{Problem, character_at};

const QUOTE_IT: &str = "put the whole text in double quotes";

/// What a syntax error means and what to do about it; nothing when it is that the nesting is too
/// deep, which is no matter of syntax.
pub(super) fn explain(kind: &ErrorKind) -> Option<Problem> {
    if *kind == ErrorKind::RecursionLimitExceeded {
        return None;
    }
    if let ErrorKind::UnexpectedCharacter { character } = kind
        && !character.is_ascii_graphic()
    {
        let problem = Problem::new("an invisible control character stands here");
        return Some(problem.help("remove it, and type the text again"));
    }
    let problem = layout(kind)
        .or_else(|| brackets(kind))
        .or_else(|| quotes(kind))
        .or_else(|| references(kind));
    Some(problem.unwrap_or_else(|| Problem::new(format!("this is not valid YAML: {kind}"))))
}

/// The place to mark for a syntax error: the character it was noticed at, but for a tab the tab
/// itself, which the parser may have read past.
pub(super) fn place(kind: &ErrorKind, text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let here = character_at(text, at);
    if !is_tab(kind) || text.get(here.clone()) == Some("\t") {
        return here;
    }
    let before = text.get(..at).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    match before.rfind('\t') {
        Some(tab) if tab >= line => tab..tab + 1,
        _ => here,
    }
}

fn is_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::TabInPlainScalar
            | ErrorKind::InvalidBlockEntryWhitespace
            | ErrorKind::InvalidMappingValueWhitespace
    )
}

pub(super) fn unknown_anchor() -> Problem {
    Problem::new("this alias stands for a value that is not named above it").help(
        "name the value with `&` where it is first written, or put text that starts with `*` in double quotes",
    )
}

/// Indentation, tabs, colons and dashes.
fn layout(kind: &ErrorKind) -> Option<Problem> {
    use ErrorKind as E;
    let (message, help) = match kind {
        E::MappingValueNotAllowed | E::InvalidColonPlacement => (
            "a colon is not expected here",
            "if the colon is part of text, put the whole text in double quotes; if a new key starts on this line, give it the indentation of the keys beside it",
        ),
        _ if is_tab(kind) => {
            ("a tab is used to indent", "replace the tab with spaces; two for each level is usual")
        }
        E::ExpectedBlockMappingKey | E::MappingKeyNotAllowed => (
            "a key is expected here",
            "give this line the same indentation as the keys beside it, and a colon and a space after its key",
        ),
        E::ExpectedBlockSequenceEntry => (
            "a list item is expected here",
            "start each item of the list with a dash and a space, all with the same indentation",
        ),
        E::BlockSequenceEntryNotAllowed => (
            "a list cannot start here",
            "start the list on the next line, or put text that starts with a dash in double quotes",
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey => {
            ("a colon is missing after a key", "write the key, a colon, a space and the value")
        }
        E::InvalidIndentation
        | E::InvalidBlockScalarIndent
        | E::InvalidQuotedScalarIndent
        | E::InvalidFlowScalarIndent => (
            "the indentation of this line does not fit the lines above",
            "give it the same number of spaces as the lines it belongs with",
        ),
        E::ExpectedDocumentStart => (
            "nothing more is expected after the end of the value",
            "start another document with a line of three dashes",
        ),
        _ => return None,
    };
    Some(Problem::new(message).help(help))
}

/// Brackets and commas.
fn brackets(kind: &ErrorKind) -> Option<Problem> {
    use ErrorKind as E;
    let (message, help) = match kind {
        E::UnclosedFlowCollection { .. } => (
            "this bracket is never closed",
            "add the closing bracket; if the bracket is part of text, put the whole text in double quotes",
        ),
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => (
            "this closing bracket does not match an opening one",
            "close each `[` with `]` and each `{` with `}`",
        ),
        E::ExpectedFlowMappingSeparator | E::ExpectedFlowSequenceSeparator => (
            "a comma or a closing bracket is missing before this",
            "put a comma between the values, and a closing bracket after the last",
        ),
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping => (
            "a value is missing between these brackets",
            "close the bracket, and remove a comma that nothing follows",
        ),
        E::UnexpectedEof | E::UnexpectedEofBlockSequence | E::UnexpectedEofBlockMapping => {
            ("the file ends too early", "it may have been cut short; export it again")
        }
        _ => return None,
    };
    Some(Problem::new(message).help(help))
}

/// Quotes, escapes and characters with a meaning of their own.
fn quotes(kind: &ErrorKind) -> Option<Problem> {
    use ErrorKind as E;
    let (message, help) = match kind {
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar => (
            "this quote is never closed",
            "add the closing quote; an apostrophe inside single quotes is written twice",
        ),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => (
            "nothing more is expected after the closing quote",
            "put the whole text in quotes; an apostrophe inside single quotes is written twice",
        ),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidUnicodeEscape => (
            "this backslash does not start anything known",
            "write a backslash twice inside double quotes, or use single quotes",
        ),
        E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => {
            ("this escape is half a character", "write the character itself")
        }
        E::UnexpectedCharacter { .. } | E::PlainScalarStartsWithDashFlowIndicator => {
            ("text cannot start with this character", QUOTE_IT)
        }
        E::CommentNotSeparated | E::CommentInterceptedScalar => (
            "a comment is not expected here",
            "put a space before `#`, and keep comments out of text that runs over several lines",
        ),
        E::BomInsideDocument => (
            "a byte order mark stands inside the document",
            "two files may have been joined; remove the invisible character",
        ),
        _ => return None,
    };
    Some(Problem::new(message).help(help))
}

/// Anchors, aliases and tags.
fn references(kind: &ErrorKind) -> Option<Problem> {
    use ErrorKind as E;
    match kind {
        E::UnknownAnchor => Some(unknown_anchor()),
        E::MissingAnchorOrAliasName => {
            Some(Problem::new("text cannot start with `&` or `*`").help(QUOTE_IT))
        }
        E::UndeclaredTagHandle
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::InvalidTagEscape
        | E::UnclosedVerbatimTag
        | E::MissingTagUri => Some(Problem::new("text cannot start with `!`").help(QUOTE_IT)),
        _ => None,
    }
}
