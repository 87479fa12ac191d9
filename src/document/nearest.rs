//! The known word a mistyped one was probably meant to be.

use strsim::damerau_levenshtein;

/// A longer word than any we know is no slip of the keyboard, and comparing it would cost.
const LONGEST: usize = 64;

/// The known word nearest to a given one, if any is near enough to suggest.
///
/// Capitals, and whether the parts of a word are joined by a space, `_` or `-`, make no difference.
/// Of equally near words the first in the alphabet is chosen, so that the answer is stable.
pub fn nearest<'w>(word: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let length = word.chars().count();
    if !(3..=LONGEST).contains(&length) {
        return None;
    }
    let word = plain(word);
    known
        .into_iter()
        .map(|known| (damerau_levenshtein(&word, &plain(known)), known))
        .filter(|(distance, known)| *distance <= allowance(length, known))
        .min()
        .map(|(_, known)| known)
}

/// How many slips still count as the same word: one in three characters.
fn allowance(length: usize, known: &str) -> usize {
    (length.max(known.chars().count()) / 3).max(1)
}

fn plain(word: &str) -> String {
    word.trim().to_lowercase().replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const KNOWN: [&str; 4] = ["lifelong_links", "section-20", "care", "reviews"];

    #[test]
    fn a_slip_is_put_right() {
        assert_eq!(nearest("lifelong_link", KNOWN), Some("lifelong_links"));
        assert_eq!(nearest("reveiws", KNOWN), Some("reviews"));
    }

    #[test]
    fn capitals_and_joints_make_no_difference() {
        assert_eq!(nearest("Section 20", KNOWN), Some("section-20"));
        assert_eq!(nearest("LIFELONG-LINKS", KNOWN), Some("lifelong_links"));
    }

    #[test]
    fn another_word_is_left_alone() {
        assert_eq!(nearest("hobbies", KNOWN), None);
        assert_eq!(nearest("ca", KNOWN), None);
        assert_eq!(nearest(&"care".repeat(100), KNOWN), None);
    }

    #[test]
    fn the_choice_does_not_depend_on_the_order() {
        assert_eq!(nearest("cat", ["car", "can"]), Some("can"));
        assert_eq!(nearest("cat", ["can", "car"]), Some("can"));
    }
}
