//! How a command ends.

use std::process::ExitCode;

use clap::ValueEnum;
use permanence::config::{self, Config};
use permanence::rules::Severity;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Nothing to act on.
    Clean,
    /// Something weighs as much as `--fail-on`.
    Findings,
    /// The audit is incomplete.
    Incomplete,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        match ending {
            Ending::Clean => Self::SUCCESS,
            Ending::Findings => Self::from(1),
            Ending::Incomplete => Self::from(2),
        }
    }
}

/// The lightest finding that makes the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// A breach
    Breach,
    /// A breach or a concern
    Concern,
    /// Any finding
    Advice,
    /// Nothing
    Never,
}

impl FailOn {
    /// What a config file says; a breach unless it says otherwise.
    pub(crate) fn of(config: &Config) -> Self {
        match config.fail_on {
            None | Some(config::FailOn::Breach) => Self::Breach,
            Some(config::FailOn::Concern) => Self::Concern,
            Some(config::FailOn::Advice) => Self::Advice,
            Some(config::FailOn::Never) => Self::Never,
        }
    }
}

impl FailOn {
    /// How a run ends whose heaviest finding weighs this much.
    pub(crate) fn ending(self, worst: Option<Severity>) -> Ending {
        let fails_at = match self {
            Self::Breach => Severity::Breach,
            Self::Concern => Severity::Concern,
            Self::Advice => Severity::Advice,
            Self::Never => return Ending::Clean,
        };
        if worst.is_some_and(|worst| worst >= fails_at) { Ending::Findings } else { Ending::Clean }
    }
}
