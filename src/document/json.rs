//! JSON, scanned strictly into the same tree as YAML.
//!
//! What is accepted is what `serde_json` accepts, within the budgets; only a byte order mark is
//! allowed besides.

use std::borrow::Cow;

use super::Syntax;
use super::builder::{Builder, Container, too_long};
use super::json_string;
use super::limits::Limits;
use super::problem::{Problem, character_at, first_line};
use super::scalar;
use super::tree::{Style, Tree};

/// Reads a file that is one JSON value.
pub(super) fn parse(text: &str, limits: Limits) -> Result<Tree<'_>, Problem> {
    if text.len() > limits.bytes {
        return Err(too_long(limits.bytes));
    }
    let mut scanner = Scanner::new(text, limits)?;
    scanner.skip_space();
    if scanner.peek().is_none() {
        return Err(Problem::empty_file(text));
    }
    // A loop, and not recursion, is what keeps deep nesting harmless.
    loop {
        let at_value = match scanner.value()? {
            Value::Whole => scanner.after_value()?,
            Value::Begun(container) => scanner.first_or_end(container)?,
        };
        if !at_value {
            break;
        }
    }
    scanner.nothing_more()?;
    scanner.builder.finish()
}

/// What was read where a value is expected.
#[derive(Clone, Copy)]
enum Value {
    Whole,
    /// Its opening bracket.
    Begun(Container),
}

struct Scanner<'a> {
    text: &'a str,
    /// The byte that is read next, always on a character boundary between tokens.
    at: usize,
    builder: Builder<'a>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, limits: Limits) -> Result<Self, Problem> {
        let mark = '\u{feff}';
        let at = if text.starts_with(mark) { mark.len_utf8() } else { 0 };
        let builder = Builder::new(text, Syntax::Json, limits)?;
        Ok(Self { text, at, builder })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Result<Value, Problem> {
        self.skip_space();
        // Most values are text.
        if self.peek() == Some(b'"') {
            self.string()?;
            return Ok(Value::Whole);
        }
        match self.peek() {
            Some(b'{') => self.begin(Container::Group),
            Some(b'[') => self.begin(Container::List),
            Some(b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') => self.literal(),
            Some(b',' | b']' | b'}') => Err(self.stray_comma().unwrap_or_else(|| {
                let problem = Problem::new("a value is missing before this");
                self.here(problem.help("write the value, or remove the comma"))
            })),
            Some(b'\'') => {
                let problem = Problem::new("single quotes have no meaning in JSON");
                Err(self.here(problem.help("use double quotes")))
            }
            Some(b'/' | b'#') => {
                let problem = Problem::new("JSON has no comments");
                Err(self.here(problem.help("remove the comment, or save the file as YAML")))
            }
            Some(_) => Err(self.here(Problem::new("a value is expected here"))),
            None => Err(self.cut_short()),
        }
    }

    fn begin(&mut self, container: Container) -> Result<Value, Problem> {
        self.builder.begin(container, self.at..self.at + 1)?;
        self.at += 1;
        Ok(Value::Begun(container))
    }

    fn string(&mut self) -> Result<(), Problem> {
        let start = self.at;
        let (text, end) = json_string::scan(self.text, start)?;
        self.at = end;
        self.builder.scalar(text, Style::Quoted, start..end)?;
        Ok(())
    }

    fn literal(&mut self) -> Result<Value, Problem> {
        let start = self.at;
        while let Some(byte) = self.peek()
            && (byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_'))
        {
            self.at += 1;
        }
        let word = self.text.get(start..self.at).unwrap_or_default();
        let known = matches!(word, "true" | "false" | "null");
        if !known && scalar::json_number(word).is_none() {
            return Err(not_a_literal(word).at(start..self.at));
        }
        self.builder.scalar(Cow::Borrowed(word), Style::Literal, start..self.at)?;
        Ok(Value::Whole)
    }

    /// Reads a key and its colon.
    fn key(&mut self) -> Result<(), Problem> {
        self.skip_space();
        match self.peek() {
            Some(b'"') => self.string()?,
            None => return Err(self.cut_short()),
            Some(b',' | b'}') if let Some(problem) = self.stray_comma() => return Err(problem),
            Some(_) => {
                let problem = Problem::new("a key in double quotes is expected here");
                return Err(self.here(problem.help("put the key in double quotes")));
            }
        }
        self.skip_space();
        match self.peek() {
            Some(b':') => self.at += 1,
            None => return Err(self.cut_short()),
            Some(_) => return Err(self.here(Problem::new("a colon is expected after the key"))),
        }
        Ok(())
    }

    /// Reads on, just after an opening bracket, to the first value. Says whether there is one yet to
    /// come.
    fn first_or_end(&mut self, container: Container) -> Result<bool, Problem> {
        self.skip_space();
        if self.peek() == Some(closing(container)) {
            self.end();
            return self.after_value();
        }
        self.next_value(container)
    }

    /// Reads on, after a value, to the next one. Says whether there is one yet to come.
    fn after_value(&mut self) -> Result<bool, Problem> {
        loop {
            self.skip_space();
            let Some((container, start)) = self.builder.innermost() else {
                return Ok(false);
            };
            match self.peek() {
                Some(b',') => {
                    self.at += 1;
                    return self.next_value(container);
                }
                Some(byte) if byte == closing(container) => self.end(),
                Some(_) => {
                    return Err(self.no_comma(container).related(start..start + 1, "opened here"));
                }
                None => {
                    return Err(self.cut_short().related(start..start + 1, "this is never closed"));
                }
            }
        }
    }

    /// Reads on to a value of a list or group.
    fn next_value(&mut self, container: Container) -> Result<bool, Problem> {
        if container == Container::Group {
            self.key()?;
        }
        Ok(true)
    }

    fn end(&mut self) {
        self.at += 1;
        self.builder.end(Some(self.at));
    }

    fn nothing_more(&mut self) -> Result<(), Problem> {
        self.skip_space();
        if self.at >= self.text.len() {
            return Ok(());
        }
        let rest = first_line(self.text, self.at..self.text.len());
        Err(Problem::new("nothing more is expected after the end of the value").at(rest))
    }

    fn here(&self, problem: Problem) -> Problem {
        problem.at(character_at(self.text, self.at))
    }

    /// A comma just before this place, which nothing follows.
    fn stray_comma(&self) -> Option<Problem> {
        let before = self.text.get(..self.at)?.trim_end();
        let comma = before.strip_suffix(',')?.len();
        let problem = Problem::new("nothing follows this comma");
        Some(problem.help("remove the comma").at(comma..comma + 1))
    }

    fn no_comma(&self, container: Container) -> Problem {
        let closing = char::from(closing(container));
        self.here(Problem::new(format!("a comma or `{closing}` is expected before this")))
    }

    fn cut_short(&self) -> Problem {
        let problem = Problem::new("the file ends too early");
        self.here(problem.help("it may have been cut short; export it again"))
    }
}

fn closing(container: Container) -> u8 {
    match container {
        Container::List => b']',
        Container::Group => b'}',
    }
}

/// What is wrong with a bare word, by what it seems to be.
fn not_a_literal(word: &str) -> Problem {
    let digits = word.strip_prefix('-').unwrap_or(word);
    if scalar::is_padded(digits) {
        return Problem::new("a JSON number cannot start with a zero")
            .help("remove the zero, or put a reference in double quotes");
    }
    if digits.starts_with(|first: char| first.is_ascii_digit()) {
        return Problem::new("this is not a number that JSON can hold")
            .help("put a date or a reference in double quotes");
    }
    let problem = Problem::new("this word has no meaning in JSON");
    match word {
        "True" | "TRUE" => problem.help("write `true`"),
        "False" | "FALSE" => problem.help("write `false`"),
        "None" | "Null" | "NULL" | "undefined" | "NaN" => problem.help("write `null`"),
        _ => problem.help("put text in double quotes"),
    }
}
