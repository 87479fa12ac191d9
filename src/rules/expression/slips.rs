//! Slips of those who are new to expressions: words for signs, and days and words without quotes.

use std::ops::Range;

use super::source::Mistake;

/// What people write for a sign, and the sign.
const SIGNS: [(&str, &str); 5] = [
    ("=", "write == to ask whether two things are the same"),
    ("is", "write == to ask whether two things are the same"),
    ("and", "write && for and"),
    ("or", "write || for or"),
    ("not", "write ! for not, right before what is not to be"),
];

/// What to write for a word or sign that is no CEL.
pub(super) fn sign_for(written: &str) -> Option<&'static str> {
    let sign = SIGNS.iter().find(|(slip, _)| written.eq_ignore_ascii_case(slip));
    sign.map(|(_, help)| *help)
}

/// A day without quotes, which would be a sum.
pub(super) fn bare_day(text: &str, token: Range<usize>) -> Option<Mistake> {
    let written = text.get(token.start..token.start + 10)?;
    let goes_on = text.get(token.start + 10..)?.starts_with(|c: char| c.is_ascii_digit());
    let shape = written.bytes().enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    (shape && !goes_on).then(|| {
        Mistake::new("a day without quotes is read as a sum")
            .help(format!("write date(\"{written}\")"))
            .at(Some(token.start..token.start + 10))
    })
}

/// How to write a word that is without its quotes, such as an option of the plan.
pub(super) fn in_quotes(text: &str, start: usize) -> String {
    let rest = text.get(start..).unwrap_or_default();
    let ends = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let word = rest.split(ends).next().unwrap_or_default();
    format!("if a word that a case file holds is meant, put it in quotes: \"{word}\"")
}
