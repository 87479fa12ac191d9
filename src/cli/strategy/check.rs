//! `permanence strategy check`.

use std::io::Write;

use clap::Args;
use permanence::input::text_named;
use permanence::report::{Look, Show, strategy_advice_report, visible};
use permanence::strategy::{Account, Faulty};

use super::{mistakes, mistakes_report, read, reading};
use crate::cli::{CliError, Ending, Surroundings};

/// Check strategy files.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Strategy files, or names of built-in strategies
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
}

impl Check {
    pub(super) fn run(
        &self,
        surroundings: &Surroundings,
        out: &mut dyn Write,
    ) -> Result<Ending, CliError> {
        let look = Look {
            colour: surroundings.colour,
            width: surroundings.width,
            // A case file may be named in place of a strategy.
            snippets: !surroundings.ci,
            show: Show::default(),
        };
        let mut ending = Ending::Clean;
        for (index, file) in self.files.iter().enumerate() {
            let is_good = tell(file, index > 0, look, out)?;
            if !is_good {
                ending = Ending::Incomplete;
            }
        }
        Ok(ending)
    }
}

/// Tells what is to be said of one file. True when it can be used.
fn tell(
    file: &str,
    after_another: bool,
    look: Look,
    out: &mut dyn Write,
) -> Result<bool, CliError> {
    let read = match read(file, &reading(file, text_named)) {
        // One file that cannot be read keeps no other from being checked.
        Err(CliError::Text { problem, .. }) => {
            let problems = vec![*problem];
            let faulty = Faulty { path: file.to_owned(), text: String::new(), problems };
            (String::new(), Err(vec![faulty]))
        }
        read => read?,
    };
    let (report, account) = match &read {
        (text, Ok(checked)) => {
            let report = strategy_advice_report(file, text, &checked.advice, look);
            (report, Account::of(&checked.strategy).to_string())
        }
        (_, Err(faulty)) => (mistakes_report(faulty, look), mistakes(faulty)),
    };
    if after_another && look.snippets && !report.is_empty() {
        writeln!(out)?;
    }
    write!(out, "{report}")?;
    if look.snippets && !report.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{}: {}", visible(file), visible(&account))?;
    Ok(read.1.is_ok())
}
