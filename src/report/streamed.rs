//! Reports that are written while cases are audited, and for which none is kept.

use std::fmt;
use std::io::{self, Write};

use chrono::NaiveDate;

use super::ndjson::{Lines, line_of};
use super::people::{Pretty, Tables, case_text};
use super::{Format, Look, Report, Scope};
use crate::audit::{Amendment, AuditedCase, Keep, Said, Unreadable};

/// A report that is written while cases are audited, or made of what was counted of them.
pub trait Streamed: fmt::Debug {
    /// Writes what comes before all cases.
    ///
    /// # Errors
    /// When it cannot be written, as with all of these.
    fn start(&mut self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Takes in a case, and what [`text_of_case`] made of it, when that was asked before.
    ///
    /// # Errors
    /// When it cannot be written.
    fn case(
        &mut self,
        case: &AuditedCase,
        text: Option<&str>,
        out: &mut dyn Write,
    ) -> io::Result<()>;

    /// Takes in a document that could not be audited.
    ///
    /// # Errors
    /// When it cannot be written.
    fn unreadable(&mut self, _document: &Unreadable, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Takes in what only all cases together could show of one.
    ///
    /// # Errors
    /// When it cannot be written.
    fn amendment(&mut self, amendment: &Amendment, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what comes after all cases. The report need not hold them, but what [`kept_for`] tells.
    ///
    /// # Errors
    /// When it cannot be written.
    fn finish(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()>;
}

/// Begins a report as at a day, when its format needs no case kept.
#[must_use]
pub fn streamed(
    format: Format,
    as_of: NaiveDate,
    scope: &Scope,
    look: Look,
) -> Option<Box<dyn Streamed>> {
    match format {
        Format::Ndjson => Some(Box::new(Lines::new(as_of, scope, look.show))),
        Format::Pretty => Some(Box::new(Pretty::new(as_of, look))),
        Format::Table => Some(Box::new(Tables::new(as_of, look))),
        _ => None,
    }
}

/// What a report needs of the documents once all have been audited: one that [`streamed`] begins, no
/// case.
#[must_use]
pub fn kept_for(format: Format) -> Keep {
    match format {
        Format::Ndjson => Keep::Nothing,
        // They tell at the end what could not be audited.
        Format::Pretty | Format::Table => Keep::Refused,
        _ => Keep::Everything,
    }
}

/// What such a report writes of a case, wherever the case is worked on.
///
/// # Errors
/// When it cannot be made.
pub fn text_of_case(
    format: Format,
    case: &AuditedCase,
    said: Option<&Said>,
    look: Look,
) -> io::Result<String> {
    match format {
        Format::Ndjson => line_of(case, said, look.show),
        Format::Pretty => Ok(case_text(case, look)),
        _ => Ok(String::new()),
    }
}

/// Writes such a report whose cases are all known.
pub(super) fn write(
    mut streamed: impl Streamed,
    report: &Report,
    out: &mut dyn Write,
) -> io::Result<()> {
    streamed.start(out)?;
    report.unreadable.iter().try_for_each(|document| streamed.unreadable(document, out))?;
    report.cases.iter().try_for_each(|case| streamed.case(&case, None, out))?;
    streamed.finish(report, out)
}
