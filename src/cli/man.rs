//! `permanence man`.

use std::io;

use clap::{Args, Command, CommandFactory as _};
use permanence::document::nearest;

use super::{Cli, CliError, Ending};

/// Print a manual page.
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The command it is of, such as strategy test [default: permanence itself]
    command: Vec<String>,
}

impl Man {
    pub(crate) fn run(&self) -> Result<Ending, CliError> {
        let mut command = Cli::command().disable_help_subcommand(true);
        // Gives each command its full name.
        command.build();
        for name in &self.command {
            command = match command.find_subcommand(name) {
                Some(found) => found.clone(),
                None => return Err(unknown(name, &command)),
            };
        }
        clap_mangen::Man::new(command).render(&mut io::stdout().lock())?;
        Ok(Ending::Clean)
    }
}

fn unknown(name: &str, among: &Command) -> CliError {
    let nearest = nearest(name, among.get_subcommands().map(Command::get_name));
    let (name, nearest) = (name.to_owned(), nearest.map(str::to_owned));
    CliError::UnknownCommand { name, nearest }
}
