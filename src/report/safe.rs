//! Untrusted text, made safe for a terminal, and for the log of a pipeline.

use std::borrow::Cow;
use std::fmt::Write as _;

/// True for characters that could change how a terminal shows what follows, or hide text:
/// controls, bidirectional marks and overrides, and invisible separators; also for what XML refuses.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{061c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{fffe}'..='\u{ffff}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

/// True where a text goes on as a command to whoever runs the pipeline that its log is read by, after
/// what comes before: `::error` as the first word of a line (GitHub), `##[group]` or `##vso[...]`
/// anywhere in one (GitHub, Azure), `##teamcity[...]`. Any word may come first, as lines are wrapped.
fn is_command(before: Option<char>, text: &str) -> bool {
    if let Some(rest) = text.strip_prefix("##") {
        return rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).starts_with('[');
    }
    text.starts_with("::") && before.is_none_or(|c| c.is_whitespace() || is_unsafe(c))
}

/// True when a text could hold a command.
fn may_command(text: &str) -> bool {
    text.contains("::") || text.contains("##")
}

/// JSON with the unsafe characters of its strings escaped, which reads as the same JSON.
#[must_use]
pub(super) fn escaped(json: &str) -> Cow<'_, str> {
    let is_unsafe = |c: char| c != '\n' && is_unsafe(c);
    // No line of JSON starts with a colon.
    let commands = json.contains("##");
    if !commands && !any_beyond_plain(json, is_unsafe) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 64);
    for (byte, c) in json.char_indices() {
        let begins = || json.get(byte..).is_some_and(|rest| is_command(Some('"'), rest));
        if is_unsafe(c) || (commands && c == '#' && begins()) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// True when any character of a text is so, of which no printable ASCII character is. Nearly all text
/// is made of those, so a block of nothing else is passed over without reading its characters.
fn any_beyond_plain(text: &str, is_so: impl Fn(char) -> bool + Copy) -> bool {
    const BLOCK: usize = 16;
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    // No early end within a block: so its bytes are compared together.
    let is_plain = |plain: bool, byte: &u8| plain & matches!(byte, b' '..=b'~');
    let any_from = |start: usize, length: usize| {
        let end = text.ceil_char_boundary(start + length);
        let start = text.floor_char_boundary(start);
        text.get(start..end).is_some_and(|part| part.chars().any(is_so))
    };
    let mut special =
        blocks.iter().enumerate().filter(|(_, block)| !block.iter().fold(true, is_plain));
    special.any(|(index, _)| any_from(index * BLOCK, BLOCK))
        || any_from(text.len() - rest.len(), rest.len())
}

/// The text with unsafe characters written out, such as `\u{1b}`, and the first of any that would be
/// a command to a pipeline.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let commands = may_command(text);
    if !commands && !any_beyond_plain(text, is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = None;
    for (byte, c) in text.char_indices() {
        let rest = || text.get(byte..).unwrap_or_default();
        if commands && matches!(c, ':' | '#') && is_command(before, rest()) {
            out.extend(c.escape_unicode());
        } else {
            push_visible(&mut out, c);
        }
        before = Some(c);
    }
    Cow::Owned(out)
}

/// Adds one character, written out when it is unsafe. A tab is a space, so that columns hold.
pub(super) fn push_visible(out: &mut String, c: char) {
    match c {
        '\t' => out.push(' '),
        c if is_unsafe(c) => out.extend(c.escape_unicode()),
        c => out.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, visible};

    #[test]
    fn no_line_is_a_command_to_a_pipeline() {
        let told = [
            ("::error::x", "\\u{3a}:error::x"),
            ("a ::error::x", "a \\u{3a}:error::x"),
            ("a\n::error::x", "a\\u{a}\\u{3a}:error::x"),
            (":::x", "\\u{3a}::x"),
            ("a##[add-mask]b", "a\\u{23}#[add-mask]b"),
            ("###vso[task.complete]", "#\\u{23}#vso[task.complete]"),
            ("##teamcity[x]", "\\u{23}#teamcity[x]"),
        ];
        for (text, shown) in told {
            assert_eq!(visible(text), shown);
        }
        for text in ["a::b", "a: b", "## Heading", "#1 [x]", "##1[", "[#]"] {
            assert_eq!(visible(text), text);
        }
    }

    #[test]
    fn what_is_unsafe_is_found_wherever_it_stands() {
        for unsafe_one in ['\u{1b}', '\u{7f}', '\u{85}', '\u{202e}', '\u{e0041}'] {
            for before in 0..130 {
                let text = format!(
                    "{}{unsafe_one}{}",
                    "é".repeat(before % 2) + &"a".repeat(before),
                    "b".repeat(9)
                );
                assert!(!visible(&text).contains(unsafe_one), "{before}");
                assert!(!escaped(&text).contains(unsafe_one), "{before}");
            }
        }
        // A character that reaches into a block moves its start, and not its end.
        for before in 0..40 {
            let text =
                format!("{}\u{4e00}\u{4e00}\u{4e00}\u{4e00}\u{4e00}\u{0}", "a".repeat(before));
            assert!(
                !visible(&text).contains('\u{0}') && !escaped(&text).contains('\u{0}'),
                "{before}"
            );
        }
        assert!(matches!(escaped(&"§ é “a”".repeat(40)), std::borrow::Cow::Borrowed(_)));
    }

    #[test]
    fn json_without_commands_is_the_same_json() {
        let json = r####"{"a": "##[group]x\n::error::", "b": "###vso[y]", "c": "## d"}"####;
        let safe = escaped(json);
        assert!(!safe.contains("##[") && !safe.contains("##vso["), "{safe}");
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
        assert!(read(json).is_some() && read(&safe) == read(json));
        assert_eq!(escaped(r#""::a ## b""#), r#""::a ## b""#);
    }
}
