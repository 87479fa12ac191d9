//! What figures or a list do not cover: told on standard error, and by the exit code.

use permanence::report::{Look, Report, problem_report};

use super::Ending;
use super::error::tell;

/// Tells which documents could not be audited and why, or that there was none; says how to end.
pub(crate) fn tell_unread(report: &Report, cases: usize, look: Look) -> Ending {
    let unreadable = &report.unreadable;
    if unreadable.is_empty() && cases > 0 {
        return Ending::Clean;
    }
    if unreadable.is_empty() {
        let help = "case files end in .yaml, .yml, .json, .ndjson or .jsonl";
        tell("", "no case file was found: nothing was audited", Some(help));
    } else {
        let problems: Vec<String> =
            unreadable.iter().map(|document| problem_report(document, look)).collect();
        let help = "put them right: nothing of them is in what was written";
        let message = "not every document could be audited";
        tell(&(problems.join("\n") + "\n"), message, Some(help));
    }
    Ending::Incomplete
}
