//! `permanence completions`.

use std::io::{self, Write as _};

use clap::{Args, CommandFactory as _};
use clap_complete::{Shell, generate};

use super::{Cli, CliError, Ending};

/// Print a script that completes commands and options in a shell.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self) -> Result<Ending, CliError> {
        // Made in memory first: the generator would panic on a closed pipe.
        let mut script = Vec::new();
        generate(self.shell, &mut Cli::command(), env!("CARGO_PKG_NAME"), &mut script);
        io::stdout().lock().write_all(&script)?;
        Ok(Ending::Clean)
    }
}
