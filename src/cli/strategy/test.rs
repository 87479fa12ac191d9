//! `permanence strategy test`.

use std::path::PathBuf;

use clap::{Args, ValueHint};
use permanence::report::{Look, Show, TrialFormat, write_trials};
use permanence::trial::{Trial, run_trial};

use super::{mistakes, mistakes_report};
use crate::cli::error::tell;
use crate::cli::output::{check_inputs_are_kept, check_places};
use crate::cli::writing::AtTheEnd;
use crate::cli::{CliError, Ending, Surroundings};
use permanence::report::FormatSpec;

/// Hold example cases to a strategy, and to what is expected of each.
///
/// A folder has the case files in a folder called cases, or beside the table, and a table expect.yaml:
/// which strategy, as at which day, and what is to be met, not met, not due, not applicable or waived
/// of each case.
///
/// Exit codes: 0 when every case is as expected, 1 when one is not, 2 when something could not be
/// tried.
#[derive(Debug, Args)]
pub(crate) struct Test {
    /// Folders of example cases, each with its expect.yaml
    #[arg(value_name = "DIR", required = true, value_hint = ValueHint::DirPath)]
    folders: Vec<PathBuf>,
    /// A format, and the file it goes to; may be given more than once [formats: pretty, junit]
    #[arg(long, value_name = "FORMAT[=FILE]")]
    format: Vec<FormatSpec<TrialFormat>>,
}

impl Test {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Result<Ending, CliError> {
        let formats = match self.format.as_slice() {
            [] => vec![FormatSpec { format: TrialFormat::Pretty, file: None }],
            chosen => chosen.to_vec(),
        };
        check_places(&formats)?;
        let look = Look {
            colour: false,
            width: surroundings.width,
            snippets: !surroundings.ci,
            show: Show::default(),
        };
        let (mut trials, mut ending) = (Vec::new(), Ending::Clean);
        for folder in &self.folders {
            match run_trial(folder) {
                Ok(trial) => trials.push(trial),
                Err(faulty) => {
                    let report = mistakes_report(&faulty, look);
                    let message = format!("{} has {}", folder.display(), mistakes(&faulty));
                    let help = "put them right first: none of its cases was tried";
                    tell(&format!("{report}\n"), &message, Some(help));
                    ending = Ending::Incomplete;
                }
            }
        }
        let read = trials.iter().flat_map(Trial::files);
        check_inputs_are_kept(&formats, read)?;
        AtTheEnd::start(&formats, &surroundings.unfinished)?.finish(|format, output| {
            let colour = surroundings.colour && output.is_stdout();
            // A file is passed on; the terminal is not.
            let snippets = look.snippets && output.is_stdout();
            write_trials(&trials, format, Look { colour, snippets, ..look }, output)
        })?;
        Ok(if trials.iter().any(|trial| !trial.unreadable.is_empty()) {
            Ending::Incomplete
        } else if ending == Ending::Clean && !trials.iter().all(Trial::is_as_expected) {
            Ending::Findings
        } else {
            ending
        })
    }
}
