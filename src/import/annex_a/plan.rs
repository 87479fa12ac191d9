//! The permanence plan column of list 8.

use std::sync::LazyLock;

use crate::case::PermanenceOption;
use crate::import::care_plan::Planned;

/// What the column says, by Ofsted's letters and in texts.
const TABLE: &str = include_str!("plans.tsv");

static PLANS: LazyLock<Vec<Plan>> = LazyLock::new(|| rows(TABLE).collect());

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Plan {
    letter: char,
    option: Option<PermanenceOption>,
    text: String,
}

/// Reads `f) Long-term fostering`, `F: long term fostering`, `f` or `Long-term fostering`.
pub(super) fn read(text: &str) -> Planned {
    let (letter, text) = split(text);
    let text = plain(text);
    let fits = |plan: &&Plan| {
        letter.is_none_or(|letter| plan.letter == letter) && (text.is_empty() || plan.text == text)
    };
    let mut options = PLANS.iter().filter(fits).map(|plan| plan.option);
    let Some(first) = options.next() else { return Planned::Unknown };
    // A letter alone says what all its texts say.
    match first {
        Some(option) if options.all(|other| other == first) => Planned::Option(option),
        _ => Planned::NoWord,
    }
}

/// The letter that a text begins with, and what follows it.
fn split(text: &str) -> (Option<char>, &str) {
    let mut characters = text.chars();
    let letter = characters.next().map(|letter| letter.to_ascii_lowercase());
    let rest = characters.as_str().trim_start();
    let is_letter = rest.is_empty() || rest.starts_with([')', ':', '.', '-', '\u{2013}']);
    match letter {
        Some(letter) if is_letter => (Some(letter), rest),
        _ => (None, text),
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn rows(table: &str) -> impl Iterator<Item = Plan> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        let (letter, word, text) = (cells.next()?, cells.next()?, cells.next()?);
        let option = PermanenceOption::ALL.iter().copied().find(|option| option.word() == word);
        let letter = letter.chars().next()?;
        (option.is_some() || word == "-").then(|| Plan { letter, option, text: plain(text) })
    })
}

#[cfg(test)]
mod tests {
    use super::{PLANS, TABLE, read};
    use crate::case::PermanenceOption::{
        Adoption, ChildArrangements, ChildrensHome, LongTermFostering, ReturnHome,
        SpecialGuardianship,
    };
    use crate::import::care_plan::Planned;

    #[test]
    fn every_row_is_read() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(PLANS.len(), lines);
    }

    #[test]
    fn letters_and_texts_are_told() {
        for (text, planned) in [
            ("a) Return to family", Planned::Option(ReturnHome)),
            ("A", Planned::Option(ReturnHome)),
            ("b: adoption", Planned::Option(Adoption)),
            ("B) ADOPTION", Planned::Option(Adoption)),
            ("adoption", Planned::Option(Adoption)),
            ("c) SGO/CAO", Planned::NoWord),
            ("c", Planned::NoWord),
            ("c) SGO", Planned::Option(SpecialGuardianship)),
            ("Child Arrangements Order", Planned::Option(ChildArrangements)),
            ("d) Supported living in the community", Planned::NoWord),
            ("e) Long-term residential placement", Planned::Option(ChildrensHome)),
            ("f) Long-term fostering", Planned::Option(LongTermFostering)),
            ("f - long term fostering", Planned::Option(LongTermFostering)),
            ("f)", Planned::Option(LongTermFostering)),
            ("g) other", Planned::NoWord),
        ] {
            assert_eq!(read(text), planned, "{text}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        for text in [
            "h) Something",
            "a) Adoption",
            "f) Not long-term fostering",
            "no return to family",
            "Adoption ruled out",
            "z",
            "12/03/2020",
        ] {
            assert_eq!(read(text), Planned::Unknown, "{text}");
        }
    }
}
