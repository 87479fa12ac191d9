//! Text that stays text in Markdown, wherever it is shown.
//!
//! A backslash keeps a character from being markup, but not from making a mention, a reference or a
//! link: those are looked for in what the markup came to, and never inside code. So a word that could
//! be one becomes code, and so do all words that a file chose alone: references, teams, paths.

use crate::report::visible;

/// The shortest and longest runs of hexadecimal digits that a forge takes for a commit.
const COMMIT: std::ops::RangeInclusive<usize> = 7..=64;

/// A file's own words as code, whatever they are.
pub(in crate::report) fn code(text: &str) -> String {
    let text = visible(text);
    let text = text.trim();
    if text.is_empty() {
        return "(blank)".to_owned();
    }
    let runs = text.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or_default() + 1);
    // A space keeps the fence apart from a backtick of the text; it is not shown.
    let apart = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{apart}{text}{apart}{fence}")
}

/// The same in a table, where a bar would end the cell even inside code.
pub(in crate::report) fn code_cell(text: &str) -> String {
    code(text).replace('|', "\\|")
}

/// A sentence of ours, in which words may be a file's. It never stands at the margin.
pub(in crate::report) fn sentence(text: &str) -> String {
    let text = visible(text);
    let mut parts = text.split('`');
    let mut out = words(parts.next().unwrap_or_default());
    while let Some(quoted) = parts.next() {
        if let Some(after) = parts.next() {
            // What a sentence quotes is code already.
            out.push_str(&code(quoted));
            out.push_str(&words(after));
        } else {
            out.push_str("\\`");
            out.push_str(&words(quoted));
        }
    }
    out
}

/// The same in a table, where a bar would end the cell.
pub(in crate::report) fn sentence_cell(text: &str) -> String {
    sentence(text).replace('|', "\\|")
}

fn words(text: &str) -> String {
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// A word with the punctuation around it.
fn word(text: &str) -> String {
    let around = |c: char| "(),.;:?'\"’‘“”…".contains(c);
    let from_word = text.trim_start_matches(around);
    let word = from_word.trim_end_matches(around);
    if is_plain(word) {
        return text.to_owned();
    }
    let before = &text[..text.len() - from_word.len()];
    let after = &from_word[word.len()..];
    format!("{before}{}{after}", code(word))
}

/// True for a word that no Markdown reader makes anything of.
fn is_plain(word: &str) -> bool {
    let is_ordinary = |c: char| c.is_alphanumeric() || "-–—'’/%§¶·×.,;()".contains(c);
    if word.is_empty() {
        return true;
    }
    word.chars().all(is_ordinary)
        && (word.len() == 1 || !word.starts_with(['-', '/', '%']))
        && !is_ticket(word)
        && !is_commit(word)
        && !is_host(word)
}

/// `GH-12`, `DOR-0417`: letters in capitals, a hyphen and a number.
fn is_ticket(word: &str) -> bool {
    word.split('/').any(|part| {
        part.split_once('-').is_some_and(|(letters, number)| {
            letters.starts_with(|c: char| c.is_ascii_uppercase())
                && number.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}

fn is_commit(word: &str) -> bool {
    let mut parts = word.split(|c: char| !c.is_ascii_hexdigit());
    parts.any(|part| COMMIT.contains(&part.len()) && part.contains(|c: char| c.is_ascii_digit()))
}

/// `www.example.org`, `case.file`: a full stop inside a word.
fn is_host(word: &str) -> bool {
    let mut parts = word.split('.').skip(1);
    word.to_lowercase().starts_with("www")
        || parts.any(|after| after.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::{code, code_cell, sentence};

    #[test]
    fn our_own_sentences_are_left_as_they_are() {
        for text in [
            "The plan was last reviewed on 2025-10-17; 12 weeks ended on 2026-01-09; 22 days overdue.",
            "Dorset, §3 Objectives, objective 5: the plan holds two or more routes (83 % do).",
            "It isn't recorded – or it's late – for 1/2 of them.",
        ] {
            assert_eq!(sentence(text), text);
        }
    }

    #[test]
    fn what_could_be_markup_or_a_link_is_code() {
        for (text, shown) in [
            ("ask @team now", "ask `@team` now"),
            ("see #12.", "see `#12`."),
            ("(GH-12)", "(`GH-12`)"),
            ("the case DOR-0417:", "the case `DOR-0417`:"),
            ("<b>x</b>", "`<b>x</b>`"),
            ("[a](https://b.example)", "`[a](https://b.example`)"),
            ("www.b.example", "`www.b.example`"),
            ("under care.ended.", "under `care.ended`."),
            ("all_parties_agree_on", "`all_parties_agree_on`"),
            ("**bold**", "`**bold**`"),
            ("-item", "`-item`"),
            ("/close", "`/close`"),
            ("deadbeef1", "`deadbeef1`"),
            ("a | b", "a `|` b"),
            ("write `no_siblings: true` there", "write `no_siblings: true` there"),
            ("a lone ` tick", "a lone \\` tick"),
            ("a\u{1b}b", "`a\\u{1b}b`"),
        ] {
            assert_eq!(sentence(text), shown, "{text}");
        }
    }

    #[test]
    fn code_holds_backticks_and_bars() {
        assert_eq!(code("a`b``c"), "```a`b``c```");
        assert_eq!(code("`a`"), "`` `a` ``");
        assert_eq!(code(" \n"), "`\\u{a}`");
        assert_eq!(code("  "), "(blank)");
        assert_eq!(code_cell("a|b"), "`a\\|b`");
    }
}
