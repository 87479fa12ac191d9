//! Lists and groups in brackets, on one line.

use std::borrow::Cow;

use super::Scanner;
use super::scalars::starts_plainly;
use crate::document::builder::Container;
use crate::document::tree::Style;

impl<'a> Scanner<'a> {
    /// Reads a value inside brackets, or brackets themselves, and gives the byte after it.
    pub(super) fn flow_value(&mut self, at: usize, end: usize) -> Option<usize> {
        match self.text.as_bytes().get(at)? {
            b'[' => self.flow(Container::List, at, end),
            b'{' => self.flow(Container::Group, at, end),
            b'"' | b'\'' => {
                let (text, after) = self.quoted(at, end)?;
                self.scalar(text, Style::Quoted, at..after)?;
                Some(after)
            }
            _ => self.flow_word(at, end),
        }
    }

    fn flow(&mut self, container: Container, at: usize, end: usize) -> Option<usize> {
        let closing = match container {
            Container::List => b']',
            Container::Group => b'}',
        };
        self.open(container, at..at + 1)?;
        let mut at = self.skip_spaces(at + 1);
        while self.text.as_bytes().get(at) != Some(&closing) {
            if container == Container::Group {
                at = self.flow_key(at, end)?;
            }
            at = self.flow_value(at, end)?;
            at = self.skip_spaces(at);
            at = match self.text.as_bytes().get(at)? {
                // A value has to follow: what closes here would be one too few.
                b',' => self.skip_spaces(at + 1),
                byte if *byte == closing => break,
                _ => return None,
            };
            if self.text.as_bytes().get(at) == Some(&closing) {
                return None;
            }
        }
        self.builder.end(Some(at + 1));
        Some(at + 1)
    }

    /// Reads a key, its colon and the space after it.
    fn flow_key(&mut self, at: usize, end: usize) -> Option<usize> {
        let key = self.key(at, end)?;
        let colon = key.end;
        self.scalar(key.text, key.style, at..colon)?;
        Some(self.skip_spaces(colon + 1))
    }

    fn flow_word(&mut self, at: usize, end: usize) -> Option<usize> {
        let rest = self.text.get(at..end).filter(|rest| starts_plainly(rest))?;
        let length = rest.bytes().position(|byte| matches!(byte, b',' | b']' | b'}'))?;
        let word: &'a str = rest.get(..length)?.trim_end_matches(' ');
        // What would end the word early, or make it a key.
        if word.bytes().any(|byte| matches!(byte, b'[' | b'{' | b':' | b'#')) {
            return None;
        }
        let after = at + word.len();
        self.scalar(Cow::Borrowed(word), Style::Plain, at..after)?;
        Some(after)
    }

    fn skip_spaces(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        at + rest.iter().take_while(|&&byte| byte == b' ').count()
    }
}
