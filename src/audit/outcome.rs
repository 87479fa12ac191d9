//! What an audit says of each requirement.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::calendar::add_days;
use crate::document::Position;
use crate::rules::{Cause, Closing, Element, Pointer, Severity};
use crate::strategy::{Clause, Requirement, Strategy, Weighting};

/// The outcome of one requirement on one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// What is asked is there, and in time.
    Met,
    /// There is at least one finding.
    NotMet,
    /// It has not fallen due yet.
    NotDue,
    /// It does not apply.
    NotApplicable,
    /// It would not be met, and someone agreed to that for the time being.
    Waived,
}

impl Status {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::NotDue => "not-due",
            Self::NotApplicable => "not-applicable",
            Self::Waived => "waived",
        }
    }
}

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

/// How a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    /// No open breach or concern.
    Green,
    /// An open concern.
    Amber,
    /// An open breach.
    Red,
}

impl Colour {
    /// The colour of a case whose heaviest open finding weighs this much.
    #[must_use]
    pub fn of(worst_open: Option<Severity>) -> Self {
        match worst_open {
            Some(Severity::Breach) => Self::Red,
            Some(Severity::Concern) => Self::Amber,
            Some(Severity::Advice) | None => Self::Green,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
        }
    }
}

/// Why a requirement does not apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// The rule's own reason.
    Rule(&'static str),
    /// Care had not started.
    BeforeCare(NaiveDate),
    /// The case closed before it fell due.
    ClosedBeforeDue(Closing, NaiveDate),
    /// Short breaks have neither these reviews nor a permanence plan.
    ShortBreaks,
    /// On remand alone there is no permanence plan to make.
    Remand,
    /// A council's requirement carries the finding.
    ReportedUnder(String),
    /// It was not met when the case closed: longer ago than the audit looks back, or only advice.
    ClosedUntold(NaiveDate),
    /// It is waived: by whom, and until when.
    Waived(String, NaiveDate),
}

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(why) => f.write_str(why),
            Self::BeforeCare(started) => write!(f, "care starts on {started}"),
            Self::ClosedBeforeDue(closing, day) => {
                write!(f, "{} before it fell due", Closed(*closing, *day))
            }
            Self::ShortBreaks => f.write_str("the child is looked after for short breaks"),
            Self::Remand => f.write_str("the child is looked after on remand alone"),
            Self::ReportedUnder(key) => write!(f, "reported under {key}"),
            Self::ClosedUntold(day) => {
                write!(
                    f,
                    "not met when the case closed on {day}: too long ago, or too light, to tell"
                )
            }
            Self::Waived(by, until) => write!(f, "agreed by {by} until {until}"),
        }
    }
}

/// How a case closed, as a clause: `the child left care on 2025-09-30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed(pub Closing, pub NaiveDate);

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(closing, day) = self;
        match closing {
            Closing::LeftCare => write!(f, "the child left care on {day}"),
            Closing::TurnedEighteen => write!(f, "the child turned 18 on {}", add_days(*day, 1)),
            Closing::OrderGranted => write!(f, "an order was granted on {day}"),
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
    pub(super) fn new(strategy: &Arc<Strategy>, clause: usize) -> Self {
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
        let id = |citation: &Self| citation.clause().map(|clause| clause.id.clone());
        self.document().0 == other.document().0 && id(self) == id(other)
    }

    /// The clause.
    #[must_use]
    pub fn clause(&self) -> Option<&Clause> {
        self.strategy.clauses.get(self.clause)
    }
}

/// A cause, and whether it is a thing of the past only because the case closed.
#[derive(Debug)]
pub(super) struct Told {
    pub(super) cause: Box<dyn Cause>,
    pub(super) closed: Option<Closed>,
}

/// One thing that is missing or wrong on a case.
#[derive(Debug)]
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
            None => self.pointer.to_string(),
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

/// The outcome of one requirement on one case, with what there is to say of it.
#[derive(Debug)]
pub struct Outcome {
    /// The requirement's id for reports: `dorset/contingency-option`.
    pub requirement: String,
    /// The id of the rule that judged it.
    pub rule: &'static str,
    /// What it is about.
    pub element: Element,
    /// What came of it.
    pub status: Status,
    /// The day it falls due, or falls due again.
    pub due: Option<NaiveDate>,
    /// Why it does not apply.
    pub because: Option<Because>,
    /// What is missing or wrong.
    pub findings: Vec<Finding>,
    /// What is missing or wrong and known from the baseline: it weighs as much, and is not told again.
    pub known: Vec<Finding>,
    /// Where the severity comes from, when not from the clauses' own words.
    pub weighting: Option<Weighting>,
}

impl Outcome {
    /// A requirement's outcome before it has been judged.
    pub(super) fn unjudged(requirement: &Requirement) -> Self {
        Self {
            requirement: requirement.key.clone(),
            rule: requirement.rule.id,
            element: requirement.element(),
            status: Status::NotApplicable,
            due: None,
            because: None,
            findings: Vec::new(),
            known: Vec::new(),
            weighting: requirement.weighting,
        }
    }

    /// The heaviest open finding.
    #[must_use]
    pub fn worst_open(&self) -> Option<Severity> {
        let all = self.findings.iter().chain(&self.known);
        let open = all.filter(|finding| finding.lapse == Lapse::Open);
        open.map(|finding| finding.severity).max().filter(|_| self.status == Status::NotMet)
    }

    /// The day it falls due, or falls due again; a clock runs on after a lapse that is over.
    #[must_use]
    pub fn falls_due(&self) -> Option<NaiveDate> {
        self.due.filter(|_| self.status != Status::Waived)
    }

    /// The day it fell due, when that has come and something is still wanting.
    #[must_use]
    pub fn fell_due(&self) -> Option<NaiveDate> {
        let open = self.findings.iter().filter(|finding| finding.lapse == Lapse::Open);
        open.filter_map(|finding| finding.due).min().filter(|_| self.status == Status::NotMet)
    }

    /// The heaviest finding that is told, lapses that are over among them.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        let heaviest = self.findings.iter().map(|finding| finding.severity).max();
        heaviest.filter(|_| self.status == Status::NotMet)
    }
}

/// How many requirements of a case came to each outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Met.
    pub met: usize,
    /// Not met.
    pub not_met: usize,
    /// Not due yet.
    pub not_due: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// Waived.
    pub waived: usize,
}

impl Counts {
    /// Counts one more outcome.
    pub fn add(&mut self, status: Status) {
        *self.of(status) += 1;
    }

    /// Counts an outcome that takes the place of another.
    pub fn replace(&mut self, before: Status, now: Status) {
        let counted = self.of(before);
        *counted = counted.saturating_sub(1);
        self.add(now);
    }

    fn of(&mut self, status: Status) -> &mut usize {
        match status {
            Status::Met => &mut self.met,
            Status::NotMet => &mut self.not_met,
            Status::NotDue => &mut self.not_due,
            Status::NotApplicable => &mut self.not_applicable,
            Status::Waived => &mut self.waived,
        }
    }
}
