//! An expression's text, held to its bounds and read by the `cel` crate.
//!
//! The crate's parser and what it builds recurse, so what could nest too deep is refused before it
//! is parsed: by then every character is known to be part of a token.

use std::ops::Range;

use cel::parser::pratt_parser::{Lexer, Token, TokenKind};
use cel::parser::{Expression, ParseErrors, PrattParser};

use super::slips;

/// The most characters of one expression.
pub(super) const MOST_CHARACTERS: usize = 4_000;
/// The most words, numbers, quoted texts and signs of one expression.
const MOST_TOKENS: usize = 400;
/// The most brackets within brackets.
const DEEPEST: usize = 16;
/// The most choices between two values, `a ? b : c`.
const MOST_CHOICES: usize = 16;

/// What is wrong with an expression, and where in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) message: String,
    pub(super) help: Option<String>,
    pub(super) place: Option<Range<usize>>,
}

impl Mistake {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, place: None }
    }

    pub(super) fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    pub(super) fn at(self, place: Option<Range<usize>>) -> Self {
        Self { place: self.place.or(place), ..self }
    }
}

/// The text of an expression, in tokens.
pub(super) struct Source<'s> {
    pub(super) text: &'s str,
    tokens: Vec<Token>,
}

impl<'s> Source<'s> {
    /// Takes a text apart.
    ///
    /// # Errors
    /// When it is too long, nests too deep, or holds what is no part of the language.
    pub(super) fn new(text: &'s str) -> Result<Self, Mistake> {
        if text.chars().count() > MOST_CHARACTERS {
            let message = format!("the expression is longer than {MOST_CHARACTERS} characters");
            return Err(Mistake::new(message).help("make two requirements of it"));
        }
        let mut lexer = Lexer::new(text);
        let mut tokens = Vec::new();
        loop {
            let token = lexer.lex();
            match token.kind {
                TokenKind::TokEnd => break,
                TokenKind::TokWhitespace | TokenKind::TokComment => {}
                TokenKind::TokError => {
                    let sign = text.get(token.start..).and_then(|rest| rest.get(..1));
                    let help = sign.and_then(slips::sign_for);
                    let mistake = no_token(text, token);
                    return Err(match help {
                        Some(help) => mistake.help(help),
                        None => mistake,
                    });
                }
                _ => tokens.push(token),
            }
        }
        if tokens.is_empty() {
            return Err(Mistake::new("the expression is empty"));
        }
        let mut bare_days =
            tokens.iter().filter_map(|token| slips::bare_day(text, token.start..token.end));
        if let Some(mistake) = bare_days.next() {
            return Err(mistake);
        }
        hold_bounds(&tokens)?;
        Ok(Self { text, tokens })
    }

    /// What the text says.
    ///
    /// # Errors
    /// The first place that is not CEL.
    pub(super) fn parse(&self) -> Result<Expression, Mistake> {
        PrattParser::new().parse(self.text).map_err(|errors| self.not_cel(&errors))
    }

    /// Where words and signs stand in a row, without what is between them.
    pub(super) fn find(&self, words: &[&str]) -> Option<Range<usize>> {
        let of = |token: &Token| self.text.get(token.start..token.end).unwrap_or_default();
        let row = self
            .tokens
            .windows(words.len().max(1))
            .find(|row| row.iter().zip(words).all(|(token, word)| of(token) == *word))?;
        Some(row.first()?.start..row.last()?.end)
    }

    /// Where a text in quotes stands.
    pub(super) fn find_text(&self, text: &str) -> Option<Range<usize>> {
        self.find(&[&format!("'{text}'")]).or_else(|| self.find(&[&format!("\"{text}\"")]))
    }

    fn not_cel(&self, errors: &ParseErrors) -> Mistake {
        let Some(error) = errors.errors.first() else {
            return Mistake::new("this is not CEL");
        };
        let place = self.offset(error.pos).map(|start| {
            let token = self.tokens.iter().find(|token| token.start == start);
            start..token.map_or(start, |token| token.end)
        });
        let ends = place.as_ref().is_none_or(|place| place.start >= self.text.trim_end().len());
        let message = match error.msg.as_str() {
            _ if ends => "the expression ends too soon",
            message if message.contains("reserved") => "this word is reserved in CEL",
            message if message.contains("escape") => {
                "the text in these quotes has an escape that CEL does not know"
            }
            message if message.contains("literal") => "this number is too large",
            message if message.contains("unsupported") => "expressions cannot use this sign",
            _ => "CEL expects something else here",
        };
        let mistake = Mistake::new(message);
        match place.as_ref().and_then(|place| self.slip(place, message)) {
            Some((place, help)) => mistake.help(help).at(Some(place)),
            None => mistake.at(place),
        }
    }

    /// What was probably meant at a place that is not CEL, or right before it.
    fn slip(&self, place: &Range<usize>, message: &str) -> Option<(Range<usize>, String)> {
        if message.contains("reserved") {
            return Some((place.clone(), slips::in_quotes(self.text, place.start)));
        }
        let here = self.tokens.iter().position(|token| token.start == place.start)?;
        let before = here.checked_sub(1).and_then(|before| self.tokens.get(before));
        self.tokens.get(here).into_iter().chain(before).find_map(|token| {
            let help = slips::sign_for(self.text.get(token.start..token.end)?)?;
            Some((token.start..token.end, help.to_owned()))
        })
    }

    /// The byte that a line and a column, both from 1, lead to.
    fn offset(&self, (line, column): (isize, isize)) -> Option<usize> {
        let before = usize::try_from(line).ok()?.checked_sub(1)?;
        let in_line = usize::try_from(column).ok()?.checked_sub(1)?;
        let lines = self.text.split_inclusive('\n').take(before);
        Some(lines.map(str::len).sum::<usize>() + in_line)
    }
}

fn no_token(text: &str, token: Token) -> Mistake {
    let start = text.floor_char_boundary(token.start);
    let quotes = text.get(start..).is_some_and(|rest| {
        rest.trim_start_matches(['r', 'R', 'b', 'B']).starts_with(['"', '\'', '`'])
    });
    let message = match text.as_bytes().get(start) {
        _ if quotes => "these quotes are not closed",
        Some(b'&') => "one `&` has no meaning",
        Some(b'|') => "one `|` has no meaning",
        Some(byte) if byte.is_ascii_digit() => "this is not a number",
        _ => "this character has no meaning in CEL",
    };
    let mistake = Mistake::new(message);
    let mistake = match text.as_bytes().get(start) {
        Some(b'&') => mistake.help("write &&"),
        Some(b'|') => mistake.help("write ||"),
        _ => mistake,
    };
    mistake.at(Some(start..text.ceil_char_boundary(start + 1)))
}

fn hold_bounds(tokens: &[Token]) -> Result<(), Mistake> {
    let simpler = "make two requirements of it";
    if tokens.len() > MOST_TOKENS {
        let message = format!("the expression has more than {MOST_TOKENS} words and signs");
        return Err(Mistake::new(message).help(simpler));
    }
    let (mut depth, mut choices) = (0_usize, 0);
    for token in tokens {
        match token.kind {
            TokenKind::TokLeftParen | TokenKind::TokLeftBracket | TokenKind::TokLeftBrace => {
                depth += 1;
            }
            TokenKind::TokRightParen | TokenKind::TokRightBracket | TokenKind::TokRightBrace => {
                depth = depth.saturating_sub(1);
            }
            TokenKind::TokQuestion => choices += 1,
            _ => {}
        }
        let place = Some(token.start..token.end);
        if depth > DEEPEST {
            let message = format!("there are more than {DEEPEST} brackets within one another");
            return Err(Mistake::new(message).help(simpler).at(place));
        }
        if choices > MOST_CHOICES {
            let message = format!("there are more than {MOST_CHOICES} question marks");
            return Err(Mistake::new(message).help(simpler).at(place));
        }
    }
    Ok(())
}
