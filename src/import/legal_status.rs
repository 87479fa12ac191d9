//! Legal statuses as case management systems and returns say them.
//!
//! What a text means is data, `legal-statuses.tsv`. A text is understood only when phrases of the table cover
//! the whole of it, so that "discharge of care order" is not taken for a care order: what is not
//! understood is told, with the phrase nearest to it, and never guessed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::codes::{CODES, Code};
use super::reason::Reason;
use crate::case::LegalStatus;
use crate::document::nearest;

/// Phrases and what they mean, a row each.
const TABLE: &str = include_str!("legal-statuses.tsv");

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::read(TABLE));

/// What a legal status text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognised {
    /// The statuses in the case file's words, each once; none when it has no word for what is said.
    pub statuses: Vec<LegalStatus>,
    /// Whether the child is accommodated as a series of short breaks.
    pub short_breaks: bool,
}

/// A text that is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unrecognised {
    /// No phrases cover it.
    Unknown {
        /// The phrase that it is most like, if any is near enough.
        nearest: Option<&'static str>,
    },
    /// It says several things that do not go together, such as two kinds of care order.
    Contradictory,
}

/// What a legal status text, code or both together say.
///
/// ```
/// use permanence::case::LegalStatus;
/// use permanence::import::legal_status::{Unrecognised, recognise};
///
/// # fn main() -> Result<(), Unrecognised> {
/// let both = recognise("Care Order Sec.31(a) & Placement Order (Sec. 21)")?;
/// assert_eq!(both.statuses, [LegalStatus::CareOrder, LegalStatus::PlacementOrder]);
/// assert!(recognise("Discharge of care order").is_err());
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// When the table does not cover the text, or what it says does not go together.
pub fn recognise(text: &str) -> Result<Recognised, Unrecognised> {
    if text.chars().nth(LONGEST).is_some() {
        return Err(unknown(text));
    }
    let words = words(text);
    let mut said = Recognised::default();
    let mut status_said = false;
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let Some((length, meaning)) = PHRASES.longest(rest) else {
            return Err(unknown(text));
        };
        rest = rest.get(length..).unwrap_or_default();
        status_said |= *meaning != Meaning::Nothing;
        said.add(meaning);
    }
    match status_said {
        false => Err(unknown(text)),
        true if said.goes_together() => Ok(said),
        true => Err(Unrecognised::Contradictory),
    }
}

fn unknown(text: &str) -> Unrecognised {
    Unrecognised::Unknown { nearest: nearest(text, PHRASES.suggested.iter().copied()) }
}

impl From<Unrecognised> for Reason {
    fn from(why: Unrecognised) -> Self {
        match why {
            Unrecognised::Unknown { .. } => Self::UnknownStatus,
            Unrecognised::Contradictory => Self::ContradictoryStatus,
        }
    }
}

impl Recognised {
    fn add(&mut self, meaning: &Meaning) {
        let statuses: &[LegalStatus] = match meaning {
            Meaning::Statuses(statuses) => statuses,
            Meaning::ShortBreaks => {
                self.short_breaks = true;
                &[LegalStatus::Section20]
            }
            Meaning::NoWord | Meaning::Nothing => &[],
        };
        for &status in statuses {
            if !self.statuses.contains(&status) {
                self.statuses.push(status);
            }
        }
        self.statuses.sort_unstable();
    }

    /// A placement order is made beside a care order, and a supervision order leaves the parents
    /// free to agree to accommodation; no other two are in force together.
    fn goes_together(&self) -> bool {
        use LegalStatus::{
            CareOrder, InterimCareOrder, PlacementOrder, Section20, SupervisionOrder,
        };
        matches!(
            self.statuses.as_slice(),
            [] | [_]
                | [InterimCareOrder | CareOrder, PlacementOrder]
                | [Section20, SupervisionOrder]
        )
    }
}

/// What a phrase of the table means.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    Statuses(Vec<LegalStatus>),
    ShortBreaks,
    NoWord,
    Nothing,
}

impl Meaning {
    fn of(code: Code) -> Option<Self> {
        match (code.word, code.more) {
            ("", _) => Some(Self::NoWord),
            (_, "short-breaks") => Some(Self::ShortBreaks),
            (word, _) => Self::read(word),
        }
    }

    fn read(cell: &str) -> Option<Self> {
        let status = |word: &str| LegalStatus::ALL.iter().copied().find(|s| s.word() == word);
        match cell {
            "-" => Some(Self::Nothing),
            "none" => Some(Self::NoWord),
            "short-breaks" => Some(Self::ShortBreaks),
            words => words.split(' ').map(status).collect::<Option<_>>().map(Self::Statuses),
        }
    }
}

/// The table, each phrase by its words.
#[derive(Debug)]
struct Phrases {
    meanings: BTreeMap<Vec<String>, Meaning>,
    /// The phrases that say a status, as the table writes them.
    suggested: Vec<&'static str>,
    longest: usize,
}

impl Phrases {
    fn read(table: &'static str) -> Self {
        let rows: Vec<_> =
            rows(table).filter_map(|(phrase, cell)| Some((phrase, Meaning::read(cell)?))).collect();
        let says_a_status = |(_, meaning): &&(_, _)| *meaning != Meaning::Nothing;
        let suggested = rows.iter().filter(says_a_status).map(|(phrase, _)| *phrase).collect();
        let codes =
            CODES.of("LS").filter_map(|(code, says)| Some((words(code), Meaning::of(says)?)));
        let phrases = rows.into_iter().map(|(phrase, meaning)| (words(phrase), meaning));
        let meanings: BTreeMap<_, _> = phrases.chain(codes).collect();
        let longest = meanings.keys().map(Vec::len).max().unwrap_or_default();
        Self { meanings, suggested, longest }
    }

    /// The longest phrase that these words begin with: how many words it has, and what it means.
    fn longest(&self, words: &[String]) -> Option<(usize, &Meaning)> {
        (1..=self.longest.min(words.len()))
            .rev()
            .find_map(|length| Some((length, self.meanings.get(words.get(..length)?)?)))
    }
}

/// The rows of the table: a phrase and what it means.
fn rows(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'))
}

/// The most characters a text may have; the longest phrase has about 230.
const LONGEST: usize = 400;

/// The words of a text as the table compares them.
fn words(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut word = String::new();
    for character in text.chars() {
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
            continue;
        }
        // `P.A.C.E` and `C.O.` are words: a dot between single letters parts nothing.
        let initial = word.chars().count() == 1 || word.contains('.');
        if character == '.' && initial && word.chars().all(|c| c.is_alphabetic() || c == '.') {
            word.push('.');
            continue;
        }
        close(&mut word, &mut pieces);
        match character {
            '(' | ')' | '/' => pieces.push(character.to_string()),
            '&' | '+' => pieces.push("and".to_owned()),
            _ => {}
        }
    }
    close(&mut word, &mut pieces);
    sections(&pieces)
}

/// Ends a word: `P.A.C.E` is `pace`, and `s20` or `s.20` is the word for a section and its number.
fn close(word: &mut String, pieces: &mut Vec<String>) {
    let letters = word.replace('.', "");
    word.clear();
    let number = letters.trim_start_matches("sec").trim_start_matches('s');
    let is_section =
        number.len() < letters.len() && number.starts_with(|c: char| c.is_ascii_digit());
    if is_section && number.chars().all(|c| c.is_ascii_digit()) {
        pieces.extend(["section".to_owned(), number.to_owned()]);
    } else if !letters.is_empty() {
        pieces.push(letters);
    }
}

/// Writes every section alike, without its subsections, and leaves the other brackets out.
fn sections(pieces: &[String]) -> Vec<String> {
    let mut words: Vec<String> = Vec::with_capacity(pieces.len());
    let mut rest = pieces;
    while let Some((piece, after)) = rest.split_first() {
        rest = after;
        let numbered = after.first().is_some_and(|next| next.bytes().all(|b| b.is_ascii_digit()));
        match piece.as_str() {
            "s" | "sec" | "sect" | "section" if numbered => {
                words.push("section".to_owned());
                words.extend(after.first().cloned());
                rest = without_subsections(after.get(1..).unwrap_or_default());
            }
            "(" | ")" => {}
            word => words.push(word.to_owned()),
        }
    }
    words
}

/// What follows the `(1)` and `(a)` after the number of a section.
fn without_subsections(mut pieces: &[String]) -> &[String] {
    while let [open, inner, close, rest @ ..] = pieces
        && (open.as_str(), close.as_str()) == ("(", ")")
        && inner.len() <= 2
    {
        pieces = rest;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{CODES, Meaning, PHRASES, TABLE, recognise, rows, words};

    #[test]
    fn every_row_is_read_and_means_what_it_says() {
        let read = rows(TABLE).count() + CODES.of("LS").count();
        assert_eq!(read, PHRASES.meanings.len(), "a row is unread or there twice");
        for (phrase, cell) in rows(TABLE) {
            let meaning = PHRASES.meanings.get(&words(phrase));
            assert_eq!(meaning, Meaning::read(cell).as_ref(), "{phrase}");
            let said = recognise(phrase);
            match meaning {
                Some(Meaning::Nothing) => assert!(said.is_err(), "{phrase}"),
                Some(Meaning::NoWord) => assert_eq!(said, Ok(super::Recognised::default())),
                Some(Meaning::Statuses(statuses)) => {
                    assert_eq!(said.map(|said| said.statuses).as_ref(), Ok(statuses), "{phrase}");
                }
                Some(Meaning::ShortBreaks) => assert!(said.is_ok_and(|said| said.short_breaks)),
                None => panic!("{phrase} is not in the table"),
            }
        }
    }

    #[test]
    fn ways_of_writing_make_no_difference() {
        for (one, other) in [
            ("Sec.38(1)", "section 38"),
            ("S20 (3)", "section 20"),
            ("s. 31(1)(a)", "SECTION 31"),
            ("Care Order \u{2013} (full)", "care order full"),
            ("P.A.C.E Interview", "pace interview"),
            ("C.O. Extended S40(5) CA", "co extended section 40 ca"),
            ("16 & over", "16 and over"),
        ] {
            assert_eq!(words(one), words(other), "{one}");
        }
        assert_ne!(words("Interim / Care Order"), words("Interim Care Order"));
    }
}
