//! `permanence compare`, and earlier reports as baselines.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, ValueHint};
use permanence::audit::Baseline;
use permanence::input::{text_within, unreadable, whole_text};
use permanence::report::{ComparisonFormat, PastReport, compare, read_report, write_comparison};

use super::ending::FailOn;
use super::output::{FormatSpec, check_inputs_are_kept, check_places};
use super::writing::AtTheEnd;
use super::{CliError, Ending, Surroundings};

/// Compare two reports.
#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// The earlier report, in JSON or NDJSON
    #[arg(value_hint = ValueHint::FilePath)]
    old: PathBuf,
    /// The later report, in JSON or NDJSON
    #[arg(value_hint = ValueHint::FilePath)]
    new: PathBuf,
    /// The comparison's format (table, markdown or json), and the file it goes to; may be given more
    /// than once
    #[arg(long, value_name = "FORMAT[=FILE]", default_value = "table")]
    format: Vec<FormatSpec<ComparisonFormat>>,
    /// The lightest new finding that makes the exit code 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Breach)]
    fail_on: FailOn,
}

impl Compare {
    pub(crate) fn run(&self, surroundings: &Surroundings) -> Result<Ending, CliError> {
        check_places(&self.format)?;
        check_inputs_are_kept(&self.format, [self.old.as_path(), &self.new].into_iter())?;
        let (old, new) = (read_past(&self.old)?, read_past(&self.new)?);
        let comparison = compare(&old, &new).map_err(|source| CliError::Incomparable {
            one: self.old.display().to_string(),
            other: self.new.display().to_string(),
            source,
        })?;
        AtTheEnd::start(&self.format, &surroundings.unfinished)?
            .finish(|format, output| write_comparison(&comparison, format, output))?;
        if new.unreadable > 0 {
            return Ok(Ending::Incomplete);
        }
        Ok(self.fail_on.ending(comparison.worst_new()))
    }
}

/// The most bytes of a report that are read: some millions of findings.
const LONGEST_REPORT: u64 = 2 << 30;
/// How much of a file shows whether it could be a report.
const START: u64 = 8 << 10;

/// Reads a report that was made before.
fn read_past(path: &Path) -> Result<PastReport, CliError> {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|mut file| {
        (&mut file).take(START).read_to_end(&mut start)?;
        Ok(file)
    });
    let rest = read.map_err(|error| CliError::text(path, unreadable(&error)))?;
    // Of what cannot be a report no more is read than it takes to say what it is instead.
    let text = if could_be_report(&start) {
        text_within(start.as_slice().chain(rest), LONGEST_REPORT)
    } else {
        whole_text(start.as_slice().chain(rest))
    };
    let text = text.map_err(|problem| CliError::text(path, problem))?;
    read_report(&text).map_err(|source| CliError::PastReport { path: path.to_owned(), source })
}

/// True when a file starts as JSON and NDJSON reports do.
fn could_be_report(start: &[u8]) -> bool {
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start);
    text.trim_ascii_start().first() == Some(&b'{')
}

/// Reads a report as the baseline of a run as at a day, whose pseudonyms, if it shows any, are made
/// with a key of this name.
pub(crate) fn read_baseline(
    path: &Path,
    today: NaiveDate,
    key_id: Option<&str>,
) -> Result<Baseline, CliError> {
    let baseline = read_past(path)?.baseline(key_id).map_err(|source| CliError::Incomparable {
        one: format!("the baseline {}", path.display()),
        other: "this run".to_owned(),
        source,
    })?;
    if baseline.as_of > today {
        return Err(CliError::BaselineAhead {
            path: path.to_owned(),
            as_of: baseline.as_of,
            today,
        });
    }
    if baseline.runs_out() < today {
        return Err(CliError::BaselineExpired {
            path: path.to_owned(),
            as_of: baseline.as_of,
            ran_out: baseline.runs_out(),
        });
    }
    Ok(baseline)
}
