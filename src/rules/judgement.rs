//! What a rule answers.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Cause, Pointer};

/// How much a finding weighs.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// May, encouraged, works best; a description; a number that is the tool's.
    Advice,
    /// Will, should, important, priority; a must whose content a file cannot measure.
    Concern,
    /// Must, must not, a duty, always, a number the strategy gives; a required element wholly absent.
    Breach,
}

impl Severity {
    /// Every severity, the lightest first.
    pub const ALL: [Self; 3] = [Self::Advice, Self::Concern, Self::Breach];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Concern => "concern",
            Self::Breach => "breach",
        }
    }

    /// One step down, for a lapse that is over; a lapse from advice is not worth a finding.
    #[must_use]
    pub fn step_down(self) -> Option<Self> {
        match self {
            Self::Breach => Some(Self::Concern),
            Self::Concern => Some(Self::Advice),
            Self::Advice => None,
        }
    }
}

/// What a rule says of one case.
#[derive(Debug)]
pub enum Judgement {
    /// What is asked is there, and in time.
    Met {
        /// When it falls due again, for what runs on a clock.
        next_due: Option<NaiveDate>,
    },
    /// Something is missing or wrong.
    NotMet(Vec<Fault>),
    /// Something on a clock was late, and the clock runs on.
    Late {
        /// What was late.
        faults: Vec<Fault>,
        /// When it falls due again; none when it is overdue now.
        next_due: Option<NaiveDate>,
    },
    /// It has not fallen due yet.
    NotDue {
        /// The day it falls due, when that can be told.
        due: Option<NaiveDate>,
    },
    /// It does not apply, and why.
    NotApplicable(&'static str),
}

impl Judgement {
    /// Met, with no clock running.
    pub const MET: Self = Self::Met { next_due: None };

    /// Met when there is no fault.
    #[must_use]
    pub fn from_faults(faults: Vec<Fault>) -> Self {
        if faults.is_empty() { Self::MET } else { Self::NotMet(faults) }
    }
}

impl From<Fault> for Judgement {
    fn from(fault: Fault) -> Self {
        Self::NotMet(vec![fault])
    }
}

/// How a fault's severity follows from the one the strategy gives the requirement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As the strategy says.
    AsBound,
    /// As the strategy says, but at most this.
    AtMost(Severity),
    /// This, whatever the strategy says.
    Exactly(Severity),
}

/// One thing that is missing or wrong.
#[derive(Debug)]
pub struct Fault {
    /// What it is, with its dates.
    pub cause: Arc<dyn Cause>,
    /// Where it is, or where it would be.
    pub pointer: Pointer,
    /// True when something is not there, rather than there and wrong: before the planning day it is not due.
    pub absent: bool,
    /// For a lapse that is over: the day it ended.
    pub over: Option<NaiveDate>,
    /// The day by which it had to be put right, when a clock set one and it is still wanting.
    pub due: Option<NaiveDate>,
    /// How much it weighs.
    pub weight: Weight,
}

impl Fault {
    /// Something that is asked for is not there.
    #[must_use]
    pub fn absent(cause: impl Cause + 'static, pointer: Pointer) -> Self {
        Self {
            cause: Arc::new(cause),
            pointer,
            absent: true,
            over: None,
            due: None,
            weight: Weight::AsBound,
        }
    }

    /// Something is there, and it is wrong.
    #[must_use]
    pub fn wrong(cause: impl Cause + 'static, pointer: Pointer) -> Self {
        Self { absent: false, ..Self::absent(cause, pointer) }
    }

    /// Something was late or missing, and that ended on a day.
    #[must_use]
    pub fn lapse(cause: impl Cause + 'static, pointer: Pointer, ended: NaiveDate) -> Self {
        Self { over: Some(ended), ..Self::wrong(cause, pointer) }
    }

    /// The same, which was due on a day.
    #[must_use]
    pub fn due_on(self, due: NaiveDate) -> Self {
        Self { due: Some(due), ..self }
    }

    /// The same, weighing this.
    #[must_use]
    pub fn weighing(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    /// The same, as advice.
    #[must_use]
    pub fn weighing_advice(self) -> Self {
        self.weighing(Weight::Exactly(Severity::Advice))
    }

    /// The same, as a concern at most.
    #[must_use]
    pub fn weighing_concern(self) -> Self {
        self.weighing(Weight::AtMost(Severity::Concern))
    }
}
