//! What an outcome can be, and how a case stands by its outcomes.

use std::fmt;

use chrono::NaiveDate;

use crate::calendar::add_days;
use crate::rules::{Closing, Evidence, Severity};
use crate::strategy::Key;

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
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::Met, Self::NotMet, Self::NotDue, Self::NotApplicable, Self::Waived];

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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// The source has no place for what it rests on.
    NotShown {
        /// What the source is called.
        source: String,
        /// What it has no place for.
        lacking: Evidence,
    },
    /// The source tells what it rests on, in codes or words that the case file has none for.
    Unworded {
        /// What the source is called.
        source: String,
    },
    /// A council's requirement carries the finding.
    ReportedUnder(Key),
    /// It was not met when the case closed: longer ago than the audit looks back, or only advice.
    ClosedUntold(NaiveDate),
    /// What an earlier report said.
    Told(String),
    /// It is waived.
    Waived {
        /// By whom.
        by: String,
        /// The last day it is.
        until: NaiveDate,
        /// Whether the case file itself says so, and not the config file.
        in_case_file: bool,
    },
}

impl fmt::Display for Because {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rule(why) => f.write_str(why),
            Self::Told(why) => f.write_str(why),
            Self::BeforeCare(started) => write!(f, "care starts on {started}"),
            Self::ClosedBeforeDue(closing, day) => {
                write!(f, "{} before it fell due", Closed(*closing, *day))
            }
            Self::ShortBreaks => f.write_str("the child is looked after for short breaks"),
            Self::Remand => f.write_str("the child is looked after on remand alone"),
            Self::NotShown { source, lacking } => {
                write!(f, "{source} has no place for {}", lacking.said())
            }
            Self::Unworded { source } => {
                write!(f, "{source} tells it in a code or words that a case file has none for")
            }
            Self::ReportedUnder(key) => write!(f, "reported under {key}"),
            Self::ClosedUntold(day) => {
                write!(
                    f,
                    "not met when the case closed on {day}: too long ago, or too light, to tell"
                )
            }
            Self::Waived { by, until, .. } => write!(f, "agreed by {by} until {until}"),
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
