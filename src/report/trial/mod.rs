//! Trials: whether example cases came out as was expected of them.

mod junit;

use std::io::{self, Write};

use super::format::{Named, UnknownFormat, by_name};
use super::{Look, people};
use crate::audit::Status;
use crate::rules::Severity;
use crate::trial::{About, Came, CameFinding, Trial, Wanted, WantedCause};

/// A format of what came of trials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrialFormat {
    /// For people: every difference, and the account.
    Pretty,
    /// For pipelines: `JUnit` XML, a test suite a case.
    Junit,
}

impl Named for TrialFormat {
    const ALL: &'static [Self] = &[Self::Pretty, Self::Junit];

    fn name(self) -> &'static str {
        match self {
            Self::Pretty => "pretty",
            Self::Junit => "junit",
        }
    }
}

impl std::str::FromStr for TrialFormat {
    type Err = UnknownFormat;

    fn from_str(word: &str) -> Result<Self, UnknownFormat> {
        by_name(word)
    }
}

/// Writes what came of trials, one after the other.
///
/// # Errors
/// When it cannot be written.
pub fn write_trials(
    trials: &[Trial],
    format: TrialFormat,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        TrialFormat::Pretty => {
            trials.iter().try_for_each(|trial| people::write_trial(trial, look, out))
        }
        TrialFormat::Junit => junit::write(trials, out),
    }
}

/// What an expectation is about.
pub(super) fn about(about: &About) -> String {
    match about {
        About::Requirement(key) => key.clone(),
        About::Colour => "colour".to_owned(),
        About::NothingElse => "nothing else".to_owned(),
    }
}

/// `expected not met (only-one-option)`.
pub(super) fn expected(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Outcome(status, causes) => {
            let causes: Vec<String> = causes.iter().map(wanted_cause).collect();
            format!("expected {}{}", words(*status), in_brackets(&causes))
        }
        Wanted::Colour(colour) => format!("expected {}", colour.word()),
        Wanted::NotNamed => "not expected here".to_owned(),
    }
}

fn wanted_cause(wanted: &WantedCause) -> String {
    let severity = wanted.severity.map(Severity::word);
    let lapse = wanted.over.map(|over| if over { "over" } else { "open" });
    let parts = [Some(wanted.cause.as_str()), severity, lapse];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `was not met (only-one-option breach open)`.
pub(super) fn came(came: &Came) -> String {
    match came {
        Came::Colour(colour) => format!("was {}", colour.word()),
        Came::Outcome { status, due, because, findings } => {
            let told: Vec<String> = findings.iter().map(came_cause).collect();
            let due = due.filter(|_| *status == Status::NotDue);
            let due = due.map(|day| format!(" until {day}")).unwrap_or_default();
            let because = because.as_ref().filter(|_| told.is_empty());
            let because = because.map(|why| format!(": {why}")).unwrap_or_default();
            format!("was {}{due}{}{because}", words(*status), in_brackets(&told))
        }
    }
}

fn came_cause(finding: &CameFinding) -> String {
    let lapse = if finding.over { "over" } else { "open" };
    format!("{} {} {lapse}", finding.cause, finding.severity.word())
}

/// The sentence of each finding.
pub(super) fn found(came: &Came) -> impl Iterator<Item = String> + '_ {
    let findings = match came {
        Came::Outcome { findings, .. } => findings.as_slice(),
        Came::Colour(_) => &[],
    };
    findings.iter().map(|finding| finding.message.clone())
}

fn in_brackets(parts: &[String]) -> String {
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}

fn words(status: Status) -> String {
    status.word().replace('-', " ")
}
