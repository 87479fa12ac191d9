//! Keys, words and sentences, each on one line.

use std::borrow::Cow;

use super::Scanner;
use crate::document::json_string;
use crate::document::tree::Style;

/// The longest key that is read here, in bytes; YAML allows 1,024 characters.
const LONGEST_KEY: usize = 200;

/// Which bytes a key without quotes is made of.
const IN_KEYS: [bool; 256] = {
    let mut in_keys = [false; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        in_keys[byte as usize] =
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/');
        byte += 1;
    }
    in_keys
};

/// A key with a colon after it.
#[derive(Debug)]
pub(super) struct Key<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) style: Style,
    /// The byte after it, which is the colon.
    pub(super) end: usize,
}

impl<'a> Scanner<'a> {
    /// The key that starts at a place, if one does: a word, or text in quotes, with a colon and then
    /// a space or the end of the line.
    pub(super) fn key(&self, at: usize, end: usize) -> Option<Key<'a>> {
        let rest = self.text.get(at..end)?;
        let (text, style) = match rest.as_bytes().first()? {
            b'"' | b'\'' => {
                let (text, after) = self.quoted(at, end)?;
                return key(rest, after - at, at, text, Style::Quoted);
            }
            b'-' | b'.' | b'/' => return None,
            _ => {
                let length = rest.bytes().take_while(|&byte| IN_KEYS[usize::from(byte)]).count();
                (rest.get(..length).filter(|text| !text.is_empty())?, Style::Plain)
            }
        };
        key(rest, text.len(), at, Cow::Borrowed(text), style)
    }

    /// Text in quotes that end on the line, and the byte after them.
    pub(super) fn quoted(&self, at: usize, end: usize) -> Option<(Cow<'a, str>, usize)> {
        if self.text.as_bytes().get(at) == Some(&b'"') {
            // The escapes of JSON are among those of YAML, and a line break ends the search.
            return json_string::scan(self.text, at).ok();
        }
        let inside = self.text.get(at + 1..end)?;
        let mut from = 0;
        loop {
            let rest = inside.as_bytes().get(from..)?;
            let quote = from + memchr::memchr(b'\'', rest)?;
            // Two in a row stand for one.
            if inside.as_bytes().get(quote + 1) == Some(&b'\'') {
                from = quote + 2;
                continue;
            }
            let text = inside.get(..quote)?;
            let text = if from == 0 { text.into() } else { text.replace("''", "'").into() };
            return Some((text, at + quote + 2));
        }
    }

    /// The word or sentence that starts at a place and goes on to the end of the line or a comment.
    pub(super) fn sentence(&self, at: usize, end: usize) -> Option<&'a str> {
        let rest = self.text.get(at..end).filter(|rest| starts_plainly(rest))?;
        let bytes = rest.as_bytes();
        for at in memchr::memchr2_iter(b':', b'#', bytes) {
            let is_space = |at: usize| bytes.get(at).is_none_or(|&byte| byte == b' ');
            match bytes.get(at) {
                Some(b':') if is_space(at + 1) => return None,
                Some(b'#') if at.checked_sub(1).is_some_and(is_space) => {
                    return Some(rest.get(..at)?.trim_end_matches(' '));
                }
                _ => {}
            }
        }
        Some(rest)
    }

    /// Holds that nothing but a comment follows on the line.
    pub(super) fn nothing_follows(&self, at: usize, end: usize) -> Option<()> {
        let rest = self.text.get(at..end)?;
        let comment = rest.trim_start_matches(' ');
        let is_comment = comment.starts_with('#') && comment.len() < rest.len();
        (comment.is_empty() || is_comment).then_some(())
    }
}

/// The key of so many bytes at the start of a line's rest, if a colon makes it one.
fn key<'a>(
    rest: &str,
    length: usize,
    at: usize,
    text: Cow<'a, str>,
    style: Style,
) -> Option<Key<'a>> {
    let after = rest.get(length..)?.strip_prefix(':')?;
    let is_key = length <= LONGEST_KEY && (after.is_empty() || after.starts_with(' '));
    is_key.then_some(Key { text, style, end: at + length })
}

/// Whether a text starts with a character that means nothing to YAML.
pub(super) fn starts_plainly(text: &str) -> bool {
    match text.as_bytes() {
        [b'-', next, ..] => next.is_ascii_alphanumeric(),
        [b'_' | b'.' | b'/' | b'(' | b'+' | b'~' | b'$' | b';' | b'=' | b'^' | b'<', ..] => true,
        [first, ..] => first.is_ascii_alphanumeric() || !first.is_ascii(),
        [] => false,
    }
}
