//! Text that a spreadsheet program could take for a formula.

use std::borrow::Cow;

/// True for text that a spreadsheet program could run when it opens or edits a cell: its first
/// character, blanks aside, begins a formula, also in the wide forms of East Asian keyboards.
pub(super) fn is_formula(text: &str) -> bool {
    let begins = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    text.starts_with(['\t', '\r', '\n']) || text.trim_start().starts_with(begins)
}

/// The text with an apostrophe before it when it could be taken for a formula, as a person would
/// type it to keep it text.
pub(super) fn as_text(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_formula(&text) { Cow::Owned(format!("'{text}")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::{as_text, is_formula};

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for text in ["=1", "+1", "-1", "@A1", "\t=1", "\r1", " =1", "\u{a0}+1", "＝1"] {
            assert!(is_formula(text), "{text:?}");
            assert_eq!(as_text(text.into()), format!("'{text}"));
        }
        for text in ["", "DOR-0417", "1+1", "a=b", "(no team)", "–", "'=1"] {
            assert_eq!(as_text(text.into()), text);
        }
    }
}
