//! What a run takes from the process it runs in, read once.

use std::io::IsTerminal as _;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use chrono::NaiveDate;

use super::redact::{KEY_VARIABLE, Secret};
use super::unfinished::Unfinished;

/// The width of a page that is not a terminal.
const PAGE: usize = 100;
/// The widest page that reads well.
const WIDEST: usize = 120;

/// Who waits for a run to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waiting {
    /// Somebody at a terminal, where messages go.
    AtTerminal,
    /// Nobody who would see how far it has come.
    Nobody,
}

/// What a run takes from the process it runs in.
#[derive(Clone, Debug)]
pub(crate) struct Surroundings {
    /// Today.
    pub(crate) today: NaiveDate,
    /// Whether standard output is a terminal.
    pub(crate) terminal: bool,
    /// Who waits for a run to end.
    pub(crate) waiting: Waiting,
    /// Whether output may be coloured when nobody says otherwise.
    pub(crate) colour: bool,
    /// Whether this is a pipeline, whose log others can read.
    pub(crate) ci: bool,
    /// The width of the page.
    pub(crate) width: usize,
    /// How many things this computer can work on at a time.
    pub(crate) cores: NonZeroUsize,
    /// The folder that the run is in, when there is one.
    pub(crate) folder: Option<PathBuf>,
    /// The key that pseudonyms are made with, when the environment holds one.
    pub(crate) redact_key: Option<Secret>,
    /// The files that are being written, which an interrupted run takes away.
    pub(crate) unfinished: Unfinished,
}

impl Surroundings {
    /// Reads the clock, the terminal and the environment.
    pub(crate) fn of_process() -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let terminal = std::io::stdout().is_terminal();
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self {
            today: chrono::Local::now().date_naive(),
            terminal,
            waiting: if std::io::stderr().is_terminal() && !dumb && !set("CI") {
                Waiting::AtTerminal
            } else {
                Waiting::Nobody
            },
            colour: terminal && !dumb && !set("NO_COLOR"),
            ci: set("CI"),
            width: if terminal { textwrap::termwidth().clamp(60, WIDEST) } else { PAGE },
            cores: std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN),
            folder: std::env::current_dir().ok(),
            redact_key: std::env::var_os(KEY_VARIABLE)
                .filter(|key| !key.is_empty())
                .map(|key| Secret(key.into_encoded_bytes())),
            unfinished: Unfinished::default(),
        }
    }
}
