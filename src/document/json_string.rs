//! The text of a JSON string, with its escapes undone.

use std::borrow::Cow;

use super::problem::{Problem, character_at};

/// Reads the string whose opening quote is at `start`; gives its text and the byte after its
/// closing quote. Text without escapes is borrowed.
pub(super) fn scan(source: &str, start: usize) -> Result<(Cow<'_, str>, usize), Problem> {
    let begins = start + 1;
    let bytes = source.as_bytes().get(begins..).unwrap_or_default();
    // Nearly every string ends before any escape.
    if let Some(length) = first_special(bytes)
        && bytes.get(length) == Some(&b'"')
    {
        let end = begins + length;
        return Ok((Cow::Borrowed(source.get(begins..end).unwrap_or_default()), end + 1));
    }
    scan_escaped(source, start)
}

fn scan_escaped(source: &str, start: usize) -> Result<(Cow<'_, str>, usize), Problem> {
    let mut text = Cow::Borrowed("");
    let mut from = start + 1;
    loop {
        let rest = source.as_bytes().get(from..).unwrap_or_default();
        let Some(run) = first_special(rest) else {
            return Err(never_closed(start));
        };
        let stop = from + run;
        append(&mut text, source.get(from..stop).unwrap_or_default());
        match rest.get(run) {
            Some(b'"') => return Ok((text, stop + 1)),
            Some(b'\\') => {
                let (character, end) = escape(source, stop)?;
                text.to_mut().push(character);
                from = end;
            }
            _ => return Err(control_character(source, start, stop)),
        }
    }
}

/// The place of the first byte that is not text as it stands: a quote, a backslash or a control
/// character. Most text has none for long, so eight bytes are looked at together.
fn first_special(bytes: &[u8]) -> Option<usize> {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let marks = special_marks(u64::from_le_bytes(*word));
        if marks != 0 {
            return Some(index * 8 + marks.trailing_zeros() as usize / 8);
        }
    }
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
    rest.iter().position(is_special).map(|at| words.len() * 8 + at)
}

/// The top bit of the lowest of eight bytes that is special is set, and none below it. Bits above it
/// mean nothing, since a subtraction may borrow from them.
fn special_marks(word: u64) -> u64 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const TOP: u64 = EACH << 7;
    let is_zero = |word: u64| word.wrapping_sub(EACH) & !word;
    let control = word.wrapping_sub(EACH * 0x20) & !word;
    let quote = is_zero(word ^ (EACH * 0x22));
    let backslash = is_zero(word ^ (EACH * 0x5c));
    (control | quote | backslash) & TOP
}

fn append<'a>(text: &mut Cow<'a, str>, more: &'a str) {
    if text.is_empty() {
        *text = Cow::Borrowed(more);
    } else {
        text.to_mut().push_str(more);
    }
}

/// The character that an escape stands for, and the byte after the escape.
fn escape(source: &str, at: usize) -> Result<(char, usize), Problem> {
    let character = match source.as_bytes().get(at + 1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(source, at).ok_or_else(|| bad_unicode(at)),
        _ => {
            return Err(Problem::new("this backslash does not start anything known")
                .help("write a backslash twice")
                .at(at..at + 1));
        }
    };
    Ok((character, at + 2))
}

/// A `\u` escape, or two that together are one character.
fn unicode(source: &str, at: usize) -> Option<(char, usize)> {
    let high = code_unit(source, at)?;
    if !(0xd800..0xdc00).contains(&high) {
        return Some((char::from_u32(high)?, at + 6));
    }
    let low = code_unit(source, at + 6)?.checked_sub(0xdc00)?;
    if low >= 0x400 {
        return None;
    }
    let character = char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + low)?;
    Some((character, at + 12))
}

fn code_unit(source: &str, at: usize) -> Option<u32> {
    let digits = source.get(at..at + 6)?.strip_prefix("\\u")?;
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    all_digits.then(|| u32::from_str_radix(digits, 16).ok())?
}

fn never_closed(start: usize) -> Problem {
    Problem::new("this quote is never closed")
        .help("the file may have been cut short: export it again, or add the closing quote")
        .at(start..start + 1)
}

fn bad_unicode(at: usize) -> Problem {
    Problem::new("this escape is not a whole character")
        .help("write the character itself")
        .at(at..at + 2)
}

fn control_character(source: &str, start: usize, at: usize) -> Problem {
    let problem = match source.as_bytes().get(at) {
        Some(b'\n' | b'\r') => Problem::new("a line break stands inside text")
            .help("close the quote on the line it was opened, or write the break as `\\n`"),
        _ => Problem::new("a control character stands inside text")
            .help("write a tab as `\\t`, and remove other invisible characters"),
    };
    problem.at(character_at(source, at)).related(start..start + 1, "the text starts here")
}

#[cfg(test)]
mod tests {
    use super::first_special;

    #[test]
    fn every_byte_is_told_wherever_it_stands() {
        for byte in 0..=u8::MAX {
            let special = byte < b' ' || matches!(byte, b'"' | b'\\');
            for at in 0..20 {
                let mut bytes = *b"abcdefgh ~!# ijklmnop";
                bytes[at] = byte;
                assert_eq!(first_special(&bytes), special.then_some(at), "{byte} at {at}");
                // What comes after it does not matter.
                bytes[at + 1..].fill(b'"');
                let first = if special { at } else { at + 1 };
                assert_eq!(first_special(&bytes), Some(first), "{byte} at {at}");
            }
        }
    }
}
