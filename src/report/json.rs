//! The report as one JSON object (`permanence-report/1`).

use std::io::{self, Write};

use super::publish::published;
use super::safe::escaped;
use super::{Report, Show};

/// Writes the report.
pub(super) fn write(report: &Report, show: Show, out: &mut dyn Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(&published(report, show))?;
    writeln!(out, "{}", escaped(&text))
}
