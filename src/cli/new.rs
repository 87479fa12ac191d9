//! `permanence new`.

use std::io::{self, Write as _};

use clap::Args;
use permanence::case::template;
use permanence::strategy::BUILT_IN;

use super::{CliError, Ending};

/// Print a commented case file to fill in.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// The council's strategy that the case is for
    #[arg(long, value_name = "NAME")]
    strategy: Option<String>,
}

impl New {
    pub(crate) fn run(&self) -> Result<Ending, CliError> {
        let find = |name: &String| {
            let found = BUILT_IN.iter().find(|(known, _)| known == name);
            found.map(|(_, authority)| *authority).ok_or_else(|| CliError::unknown_strategy(name))
        };
        let authority = self.strategy.as_ref().map(find).transpose()?.flatten();
        write!(io::stdout().lock(), "{}", template(authority))?;
        Ok(Ending::Clean)
    }
}
