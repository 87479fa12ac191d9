//! Legal status texts, and what they come to.

use permanence::import::legal_status::{Unrecognised, recognise};

use crate::support::{Outcome, fixture};

fn said(text: &str) -> String {
    match recognise(text) {
        Err(Unrecognised::Unknown { .. }) => "unknown".to_owned(),
        Err(Unrecognised::Contradictory) => "contradictory".to_owned(),
        Ok(said) if said.statuses.is_empty() => "no word".to_owned(),
        Ok(said) => {
            let mut words: Vec<_> = said.statuses.iter().map(|status| status.word()).collect();
            words.extend(said.short_breaks.then_some("short-breaks"));
            words.join(" ")
        }
    }
}

#[test]
fn texts_of_systems_and_returns_are_understood_and_look_alikes_are_not() -> Outcome<()> {
    let table = std::fs::read_to_string(fixture("extracts/legal-statuses.txt"))?;
    let rows: Vec<_> = table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once('\t').ok_or(line))
        .collect::<Result<_, _>>()?;
    assert!(rows.len() > 60, "{}", rows.len());
    let wrong: Vec<_> = rows.iter().filter(|(text, expected)| said(text) != *expected).collect();
    let told: Vec<_> = wrong.iter().map(|(text, _)| (text, said(text))).collect();
    assert!(wrong.is_empty(), "{wrong:#?} came to {told:#?}");
    Ok(())
}

#[test]
fn what_is_not_known_is_told_with_the_nearest() {
    let nearest = |text: &str| match recognise(text) {
        Err(Unrecognised::Unknown { nearest }) => nearest,
        _ => Some("understood"),
    };
    assert_eq!(nearest("Intrim care order"), Some("Interim care order"));
    assert_eq!(nearest("Placment Order"), Some("Placement order"));
    assert_eq!(nearest("a long text about something else altogether"), None);
}

#[test]
fn a_text_of_any_length_and_script_ends() {
    for text in ["", " ", "((((((((", "\u{1f600}", "s", "(1)", "section", "s 20 (", "\u{0130}CO"] {
        assert!(recognise(text).is_err() || text == "s 20 (", "{text}");
    }
    assert!(recognise(&"care order and ".repeat(100_000)).is_err());
    assert!(recognise(&"(".repeat(1_000_000)).is_err());
}
