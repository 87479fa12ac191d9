//! One thing that is missing or wrong: what it is, where, and which clauses ask for it.

use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::ids::narrow;
use super::status::Closed;
use crate::document::Position;
use crate::rules::{Cause, Pointer, Severity};
use crate::strategy::{Clause, Strategy};

/// Whether a finding can still be put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lapse {
    /// It is so on the as-of day.
    Open,
    /// It ended on a day.
    Over(NaiveDate),
}

impl Lapse {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Over(_) => "over",
        }
    }
}

/// A clause that a finding rests on.
#[derive(Clone, Debug)]
pub struct Citation {
    strategy: Arc<Strategy>,
    clause: usize,
}

impl Citation {
    pub(crate) fn new(strategy: &Arc<Strategy>, clause: usize) -> Self {
        Self { strategy: Arc::clone(strategy), clause }
    }

    /// The strategy it is of.
    #[must_use]
    pub fn strategy(&self) -> &Strategy {
        &self.strategy
    }

    /// The name of the strategy whose document the clause is of, and how reports cite that document.
    #[must_use]
    pub fn document(&self) -> (&str, &str) {
        match self.clause().and_then(|clause| clause.document.as_ref()) {
            Some(document) => (&document.name, &document.short_title),
            None => (&self.strategy.name, &self.strategy.short_title),
        }
    }

    /// True when another one is of the same clause, by whichever strategy it is cited.
    pub(super) fn is_of_the_same_clause(&self, other: &Self) -> bool {
        let [this, that] = [self, other].map(|citation| citation.clause().map(|clause| &clause.id));
        this == that && self.document().0 == other.document().0
    }

    /// The clause.
    #[must_use]
    pub fn clause(&self) -> Option<&Clause> {
        self.strategy.clauses.get(self.clause)
    }
}

/// A cause, and whether it is a thing of the past only because the case closed.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) cause: Arc<dyn Cause>,
    pub(super) closed: Option<Closed>,
}

/// One thing that is missing or wrong on a case.
#[derive(Clone, Debug)]
pub struct Finding {
    /// How much it weighs.
    pub severity: Severity,
    /// Whether it can still be put right.
    pub lapse: Lapse,
    /// What it is: more than one when lapses that are over are told together.
    pub(super) causes: Vec<Told>,
    /// Which of them names the finding: the one that ended last.
    pub(super) named_by: usize,
    /// The day by which it had to be put right, when a clock set one and it is still wanting.
    pub due: Option<NaiveDate>,
    /// Where it is, or where it would be.
    pub pointer: Pointer,
    /// The requirement that a waiver in the config file names, when the finding is about that
    /// waiver: it has no place in the case file.
    pub elsewhere: Option<String>,
    /// The clauses that ask for it, the most telling first.
    pub citations: Vec<Citation>,
    /// Where that is in the text, once the document has resolved it.
    pub mark: Option<Mark>,
}

/// A finding's place in the text of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The marked bytes of the document's text.
    pub span: Range<usize>,
    /// Where they start in the file.
    pub position: Position,
    /// How many characters they are, all on one line.
    pub width: usize,
    /// The keys that are missing below the marked place, when the finding's own place is not there.
    pub missing: Option<String>,
}

/// A mark that is kept for later, of a pointer that is known then. Which bytes are marked is not: the
/// text is no longer at hand.
#[derive(Clone, Copy, Debug)]
pub(super) struct CompactMark {
    line: NonZeroU32,
    column: Narrow,
    width: Narrow,
    /// How much of the pointer leads to something that is there.
    found: u16,
}

/// A number below 2²⁴, as places within one document are.
#[derive(Clone, Copy, Debug)]
struct Narrow([u8; 3]);

impl Narrow {
    fn new(number: usize) -> Option<Self> {
        let [a, b, c, 0] = u32::try_from(number).ok()?.to_le_bytes() else {
            return None;
        };
        Some(Self([a, b, c]))
    }

    fn get(self) -> usize {
        let Self([a, b, c]) = self;
        u32::from_le_bytes([a, b, c, 0]) as usize
    }
}

impl CompactMark {
    /// None of the last place in the longest document there may be.
    pub(super) fn new(pointer: &str, mark: &Mark) -> Option<Self> {
        let Mark { position: Position { line, column }, width, missing, .. } = mark;
        let missing = missing.as_ref().map_or(0, |keys| keys.len() + 1);
        let found = u16::try_from(pointer.len().saturating_sub(missing)).ok()?;
        let [column, width] = [*column, *width].map(Narrow::new);
        let line = NonZeroU32::new(narrow(*line))?;
        Some(Self { line, column: column?, width: width?, found })
    }

    pub(super) fn mark(self, pointer: &str) -> Mark {
        let (line, column, width) = (self.line.get() as usize, self.column.get(), self.width.get());
        let missing =
            pointer.get(usize::from(self.found)..).and_then(|keys| keys.strip_prefix('/'));
        Mark {
            missing: missing.map(|keys| keys.replace('/', ".")),
            ..Mark::at(line, column, width)
        }
    }
}

impl Finding {
    /// The stable name of its cause; of several, of the one that ended last.
    #[must_use]
    pub fn cause(&self) -> &'static str {
        self.causes.get(self.named_by).map_or("", |told| told.cause.id())
    }

    /// What is wrong, in a sentence with the case's own dates.
    #[must_use]
    pub fn message(&self) -> String {
        let told = |closed: bool| {
            let those = self.causes.iter().filter(move |told| told.closed.is_some() == closed);
            those.map(|told| told.cause.sentence()).collect::<Vec<_>>().join(" ")
        };
        let (past, left) = (told(false), told(true));
        let Some(closed) = self.causes.iter().find_map(|told| told.closed) else {
            return past;
        };
        let left = format!("When {closed}, this had not been put right: {}", uncapitalised(&left));
        if past.is_empty() { left } else { format!("{past} {left}") }
    }

    /// What would put it right.
    #[must_use]
    pub fn remedy(&self) -> String {
        match self.causes.get(self.named_by) {
            Some(Told { closed: Some(_), .. }) => {
                "This can no longer be put right on this case; look for the same in open ones."
                    .into()
            }
            Some(told) => told.cause.remedy(),
            None => String::new(),
        }
    }

    /// A name for this finding that survives edits elsewhere in the file: SHA-256 over requirement,
    /// case, place and cause, in hexadecimal.
    #[must_use]
    pub fn fingerprint(&self, requirement: &str, case_id: &str) -> String {
        let place = match &self.elsewhere {
            Some(named) => named.clone(),
            None => self.pointer.shown(),
        };
        fingerprint(&[requirement, case_id, &place, self.cause()])
    }
}

/// A name made of parts: their SHA-256 in hexadecimal.
pub(crate) fn fingerprint(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // The length keeps "ab" + "c" and "a" + "bc" apart.
        hash.update(part.len().to_le_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}

/// A sentence as it goes on after a colon; a first word in capitals stays as it is.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    let rest = letters.as_str();
    match first {
        Some(first) if !rest.starts_with(char::is_uppercase) => {
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => text.to_owned(),
    }
}
