//! The commands. Each is a few lines that call the library.

mod asked;
mod check;
mod compare;
mod completions;
mod config;
mod destination;
mod due;
mod ending;
mod error;
mod explain;
mod import;
mod inputs;
mod man;
mod merge;
mod new;
mod output;
mod progress;
mod redact;
mod sample;
mod schema;
mod shown;
mod strategy;
mod surroundings;
mod trend;
mod unfinished;
mod unread;
mod writing;

use clap::{Parser, Subcommand};

pub(crate) use ending::Ending;
pub(crate) use error::{CliError, is_broken_pipe, print_error};
pub(crate) use surroundings::Surroundings;

/// Audits the permanence plans of children in care against a council's permanence strategy.
///
/// Exit codes: 0 when nothing weighs as much as --fail-on, 1 when something does, 2 when the audit
/// could not be done or is incomplete.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, arg_required_else_help = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Audit case files: what is met, what is not, why, where, and what would put it right
    Check(Box<check::Check>),
    /// Compare two reports: what is new, what was put right, what is still there
    Compare(compare::Compare),
    /// Make one report of the parts of a larger run
    ///
    /// Each part is what permanence check --format ndjson --show all made of some of the cases. The
    /// files of siblings are compared across all parts, and the report is the one that a single run
    /// would have made.
    Merge(merge::MergeCommand),
    /// List what falls due, and what is overdue, in order
    Due(due::DueCommand),
    /// Show how cases stood at the end of each month or week
    Trend(trend::TrendCommand),
    /// Turn what councils can export today into case files
    Import(import::ImportCommand),
    /// Say what a requirement asks, which clauses ask it, why it matters and how it is judged
    Explain(explain::Explain),
    /// List the strategies; show, check, test or start one
    #[command(subcommand)]
    Strategy(strategy::StrategyCommand),
    /// Print a commented case file to fill in
    New(new::New),
    /// Make up a caseload, for training, demonstrations and benchmarks
    ///
    /// The same options and the same --as-of give the same cases on every machine. No real child,
    /// family, worker or place is described.
    Sample(sample::Sample),
    /// Print a JSON Schema
    Schema(schema::SchemaCommand),
    /// Print a script that completes commands and options in a shell
    Completions(completions::Completions),
    /// Print a manual page, of permanence or of one of its commands
    Man(man::Man),
}

/// Runs a command.
pub(crate) fn run(cli: Cli, surroundings: &Surroundings) -> Result<Ending, CliError> {
    match cli.command {
        Command::Check(check) => check.run(surroundings),
        Command::Compare(compare) => compare.run(surroundings),
        Command::Merge(merge) => merge.run(surroundings),
        Command::Due(due) => due.run(surroundings),
        Command::Trend(trend) => trend.run(surroundings),
        Command::Import(import) => import.run(surroundings),
        Command::Explain(explain) => explain.run(surroundings),
        Command::Strategy(command) => command.run(surroundings),
        Command::New(new) => new.run(),
        Command::Sample(sample) => sample.run(surroundings),
        Command::Schema(schema) => schema.run(),
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(),
    }
}
