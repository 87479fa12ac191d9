//! What stops a command, in words for people.

use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use permanence::audit::SelectionError;
use permanence::case::{KeyTooShort, SHORTEST_KEY};
use permanence::document::{Problem, nearest};
use permanence::report::{Format, Incomparable, PartError, PastReportError, visible};
use permanence::sample::{Council, SettingsError};
use permanence::strategy::BUILT_IN;

use super::redact::KEY_VARIABLE;

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    #[error("name a file or folder to audit, a pattern in quotes, or - for standard input")]
    NoPath,
    #[error("{0}")]
    Selector(#[from] SelectionError),
    #[error("no strategy is called `{name}`; the built-in ones are {known}")]
    UnknownStrategy { name: String, known: String, nearest: Option<String> },
    #[error("the strategy file {path} has {count}")]
    Strategy { path: String, count: String, report: String },
    #[error("the config file {path} has {count}")]
    Config { path: String, count: String, report: String },
    #[error("--redact needs a key to make pseudonyms with")]
    NoKey,
    #[error("{0}")]
    ShortKey(#[from] KeyTooShort),
    #[error("two strategies are called `{0}`: give each a name of its own")]
    StrategyTwice(String),
    #[error("standard input is named twice: as a case file and as the list of files")]
    StdinTwice,
    #[error("{0} has the name of a case file, and --files-from takes a list of paths")]
    ListIsCaseFile(PathBuf),
    #[error("{list}: line {line} is too long to be a path", list = .list.display())]
    ListLine { list: PathBuf, line: usize },
    #[error("--since is {since}, after the day that is audited, {today}")]
    SinceAhead { since: NaiveDate, today: NaiveDate },
    #[error("{path}: {problem}")]
    Text { path: PathBuf, problem: Box<Problem> },
    #[error("{path} could not be written: {}", unwritable(source))]
    Write { path: PathBuf, source: io::Error },
    #[error("two reports would go to {0}")]
    SameOutput(String),
    #[error("--format {0} makes a file that a terminal cannot show")]
    BinaryToTerminal(Format),
    #[error("--trend is drawn in the HTML report, and none is asked for")]
    TrendWithoutHtml,
    #[error("a report would be written over {0}, which this run reads")]
    OutputIsInput(String),
    #[error("the time from {from} to {to} ends before it starts")]
    FromAfterTo { from: NaiveDate, to: NaiveDate },
    #[error("from {from} to {to} is too long a time to show")]
    TooLong { from: NaiveDate, to: NaiveDate },
    #[error("no requirement is called `{id}`")]
    UnknownRequirement { id: String, nearest: Option<String> },
    #[error("there is no command `{name}` to have a manual page")]
    UnknownCommand { name: String, nearest: Option<String> },
    #[error("{path}: {source}")]
    PastReport { path: PathBuf, source: PastReportError },
    /// A part of a larger run cannot be put together with the others.
    #[error("{path}: {source}", path = .path.display())]
    Part { path: PathBuf, source: PartError },
    #[error("{one} cannot be held against {other}: {source}")]
    Incomparable { one: String, other: String, source: Incomparable },
    #[error("the baseline {path} is as at {as_of}, after the day that is audited, {today}")]
    BaselineAhead { path: PathBuf, as_of: NaiveDate, today: NaiveDate },
    #[error("the baseline {path} is as at {as_of}, and ran out on {ran_out}: six months after")]
    BaselineExpired { path: PathBuf, as_of: NaiveDate, ran_out: NaiveDate },
    #[error("{0}")]
    Sample(#[from] SettingsError),
    #[error("no council whose cases can be made up is called `{name}`; they are {known}")]
    UnknownCouncil { name: String, known: String, nearest: Option<String> },
    #[error("JSON cases go to a folder, a file a case")]
    SampleNeedsFolder,
    #[error("{0} is not empty: made-up cases are not written among other files")]
    FolderInUse(PathBuf),
    #[error("{0} is there already")]
    FileInTheWay(PathBuf),
    #[error("standard output could not be written: {}", unwritable(.0))]
    Output(#[from] io::Error),
}

impl CliError {
    /// No built-in strategy has this name.
    pub(crate) fn unknown_strategy(name: &str) -> Self {
        let known: Vec<&str> = BUILT_IN.iter().map(|(known, _)| *known).collect();
        Self::UnknownStrategy {
            name: name.to_owned(),
            nearest: nearest(name, known.iter().copied()).map(str::to_owned),
            known: known.join(", "),
        }
    }

    /// No council whose cases can be made up has this name.
    pub(crate) fn unknown_council(name: &str) -> Self {
        let known = Council::ALL.map(Council::name);
        Self::UnknownCouncil {
            name: name.to_owned(),
            nearest: nearest(name, known).map(str::to_owned),
            known: known.join(", "),
        }
    }

    /// A file that is not the text it should be.
    pub(crate) fn text(path: &Path, problem: Problem) -> Self {
        Self::Text { path: path.to_owned(), problem: Box::new(problem) }
    }

    /// What to do about it.
    fn help(&self) -> Option<String> {
        match self {
            Self::UnknownStrategy { name, .. } if name.contains(',') => {
                Some("give --strategy once for each strategy".to_owned())
            }
            Self::NoPath => Some("permanence check cases/".to_owned()),
            Self::Selector(SelectionError::Unknown { nearest, .. })
            | Self::UnknownStrategy { nearest, .. }
            | Self::UnknownRequirement { nearest, .. } => Some(match nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None if matches!(self, Self::UnknownStrategy { .. }) => {
                    "a strategy of your own is given by its file: --strategy path/to/strategy.yaml"
                        .to_owned()
                }
                None => "permanence explain lists every requirement".to_owned(),
            }),
            Self::Selector(SelectionError::Nothing) => Some(
                "put --select and --ignore right, or select and ignore in permanence.toml; `permanence explain` lists every requirement"
                    .to_owned(),
            ),
            Self::NoKey | Self::ShortKey(_) => Some(format!(
                "keep {SHORTEST_KEY} or more bytes that nobody can guess in a file that only you can read, and name it with --redact-key FILE, or put them in {KEY_VARIABLE}"
            )),
            Self::StdinTwice => Some(
                "put the list in a file, or name the case files on the command line".to_owned(),
            ),
            Self::BinaryToTerminal(format) => {
                Some(format!("name a file for it: --format {format}=audit.{format}"))
            }
            Self::TrendWithoutHtml => Some(
                "add --format html=audit.html; `permanence trend` prints how cases stood in tables"
                    .to_owned(),
            ),
            Self::FromAfterTo { .. } => Some("give --from a day before --to".to_owned()),
            Self::TooLong { .. } => {
                Some("ask for at most two years of weeks, or nine of months".to_owned())
            }
            Self::ListLine { .. } => {
                Some("--files-from takes a list of paths, one a line".to_owned())
            }
            Self::ListIsCaseFile(_) => Some(
                "name case files by themselves, or give the list a name such as list.txt".to_owned(),
            ),
            Self::SinceAhead { .. } => {
                Some("lapses are told from --since on: name an earlier day".to_owned())
            }
            Self::OutputIsInput(_) => Some("give the report another name".to_owned()),
            Self::SameOutput(_) => Some(
                "give each format a file of its own, such as --format json=report.json".to_owned(),
            ),
            Self::Write { path, source } => Some(match source.kind() {
                ErrorKind::IsADirectory => {
                    format!("name a file, such as {}", path.join("audit.json").display())
                }
                ErrorKind::StorageFull => "make room, or name a file elsewhere".to_owned(),
                _ => "check that the folder exists and may be written to".to_owned(),
            }),
            Self::UnknownCouncil { nearest, .. } | Self::UnknownCommand { nearest, .. } => {
                nearest.as_ref().map(|nearest| format!("did you mean `{nearest}`?"))
            }
            Self::SampleNeedsFolder => {
                Some("name a folder with --output, or leave --as out for a line a case".to_owned())
            }
            Self::FolderInUse(_) => {
                Some("name a new folder, or empty this one yourself first".to_owned())
            }
            Self::FileInTheWay(_) => Some(
                "name another place, or say --force to write over it".to_owned(),
            ),
            Self::Text { problem, .. } => problem.help.clone(),
            Self::PastReport { source, .. } => Some(source.help().to_owned()),
            Self::Part { source, .. } => Some(source.help().to_owned()),
            Self::Incomparable { source, .. } => Some(source.help().to_owned()),
            Self::BaselineAhead { .. } => {
                Some("name an earlier report, or a later day with --as-of".to_owned())
            }
            Self::BaselineExpired { .. } => Some(
                "look at its findings again, and make a new baseline with --format json=FILE"
                    .to_owned(),
            ),
            _ => None,
        }
    }
}

/// Why something could not be written, without the words and numbers of the system where there are
/// plainer ones.
fn unwritable(error: &io::Error) -> String {
    let plain = match error.kind() {
        ErrorKind::NotFound => "there is no such folder",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "this is not allowed",
        ErrorKind::StorageFull => "the disk is full",
        _ => return error.to_string(),
    };
    plain.to_owned()
}

/// True when whoever was reading the output has stopped: that is how `head` ends, and no failure.
pub(crate) fn is_broken_pipe(error: &CliError) -> bool {
    matches!(error, CliError::Output(source) if source.kind() == ErrorKind::BrokenPipe)
}

/// Tells an error, with what to do about it.
pub(crate) fn print_error(error: &CliError) {
    let report = match error {
        CliError::Strategy { report, .. } | CliError::Config { report, .. } => report,
        _ => "",
    };
    tell(report, &error.to_string(), error.help().as_deref());
}

/// Writes a message and its help on standard error, below a report if there is one.
///
/// With nobody left to read it the exit code still tells, so a failure to write is no other one.
pub(crate) fn tell(report: &str, message: &str, help: Option<&str>) {
    let mut text = format!("{report}error: {}\n", visible(message));
    if let Some(help) = help {
        text.extend(["  help: ", &visible(help), "\n"]);
    }
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Writes a line on standard error for whoever reads the log of a run; no failure if nobody does.
pub(crate) fn note(line: &str) {
    let _ = writeln!(io::stderr(), "{}", visible(line));
}
