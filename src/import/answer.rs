//! Yes and no, as extracts write them.

/// Whether a box is ticked or a question answered with yes; none when it is neither yes nor no.
///
/// Ofsted's letters before the words (`a) Yes`) make no difference.
pub(super) fn answer(text: &str) -> Option<bool> {
    let text = text.trim().to_lowercase();
    let word = match text.split_once(')') {
        Some((letter, word)) if letter.len() == 1 => word.trim(),
        _ => text.as_str(),
    };
    match word {
        "y" | "yes" | "true" | "1" | "x" | "on" | "ticked" => Some(true),
        "" | "n" | "no" | "false" | "0" | "off" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::answer;

    #[test]
    fn yes_and_no_are_told_from_the_rest() {
        for yes in ["Y", "yes", " TRUE ", "1", "x", "a) Yes", "a)Y"] {
            assert_eq!(answer(yes), Some(true), "{yes}");
        }
        for no in ["", "  ", "N", "no", "False", "0", "b) No"] {
            assert_eq!(answer(no), Some(false), "{no}");
        }
        for neither in ["c) Unknown", "2", "maybe", "yes and no", "12"] {
            assert_eq!(answer(neither), None, "{neither}");
        }
    }
}
