//! A trial for people: what differs from what was expected of each case, and the account.

use std::io::{self, Write};

use textwrap::fill;

use super::layout::{page, painted};
use super::snippet::problem_report;
use crate::report::trial::{about, came, expected, found};
use crate::report::{Look, place, visible};
use crate::trial::{Check, Difference, Tally, Trial, Tried};

/// Writes every difference, and how many cases are as expected.
pub(in crate::report) fn write_trial(
    trial: &Trial,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let table = visible(place::plain(&trial.path));
    for tried in trial.tried.iter().filter(|tried| !tried.is_as_expected()) {
        write_case(&table, tried, look, out)?;
    }
    for unreadable in &trial.unreadable {
        writeln!(out, "{}", problem_report(unreadable, look).trim_end())?;
        writeln!(out)?;
    }
    writeln!(out, "{table}: {}", account(trial))
}

fn write_case(table: &str, tried: &Tried, look: Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}   as at {}\n", visible(&tried.name), tried.as_of)?;
    for Check { about: what, line, difference } in &tried.checks {
        let Some(Difference { expected: wanted, came: got }) = difference else { continue };
        writeln!(out, "  {} {}", painted("×", "1;31", look), visible(&about(what)))?;
        let mut lines = vec![format!("{table}:{line}: {}, {}", expected(wanted), came(got))];
        lines.extend(found(got));
        for line in lines {
            writeln!(out, "{}", fill(&visible(&line), page("    ", "    ", look)))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// `24 cases, 23 as expected, 1 not`.
fn account(trial: &Trial) -> String {
    let Tally { cases, as_expected } = trial.tally();
    let count = if cases == 1 { "1 case".to_owned() } else { format!("{cases} cases") };
    let account = match cases - as_expected {
        0 => format!("{count}, {}", if cases == 1 { "as expected" } else { "all as expected" }),
        not => format!("{count}, {as_expected} as expected, {not} not"),
    };
    match trial.unreadable.len() {
        0 => account,
        1 => account + "; 1 document could not be audited",
        many => format!("{account}; {many} documents could not be audited"),
    }
}
