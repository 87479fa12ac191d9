//! What no report may hold, whatever its case files do.

use std::str;

/// Holds that text for people has nothing that a terminal would obey, or that hides what follows.
pub(crate) fn check_text<'b>(written: &'b [u8], what: &str) -> &'b str {
    let text = str::from_utf8(written).unwrap_or_else(|_| panic!("{what} is not UTF-8"));
    let unsafe_one = text.chars().find(|&c| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    });
    assert_eq!(unsafe_one, None, "in {what}");
    text
}

/// Holds that only our own workflow commands are in a text that a pipeline prints.
pub(crate) fn check_commands(text: &str) {
    for line in text.lines().filter(|line| line.trim_start().starts_with("::")) {
        let ours = ["::error ", "::warning ", "::notice "];
        assert!(ours.iter().any(|command| line.starts_with(command)), "another command");
    }
}
