//! The report as JSON lines (`permanence-report-lines/1`), written as cases are audited.

use std::borrow::Cow;
use std::io::{self, Write};

use chrono::NaiveDate;

use super::keys::KnownKeys;
use super::safe::escaped;
use super::v1::{self, Line};
use super::{Report, Scope, Show, publish};
use crate::audit::{AuditedCase, Event, Said, Summary};

/// A report that is written line by line: a header, each case as soon as it is audited, and the
/// figures of all cases last.
#[derive(Debug)]
pub struct Lines<W> {
    out: W,
    show: Show,
    keys: Option<KnownKeys>,
    unreadable: usize,
}

impl<W: Write> Lines<W> {
    /// Starts a report, as at a day, with its header.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn start(out: W, as_of: NaiveDate, scope: &Scope, show: Show) -> io::Result<Self> {
        let mut lines = Self { out, show, keys: None, unreadable: 0 };
        lines.write(&Line::Header {
            schema: v1::LINES_SCHEMA.to_owned(),
            tool: publish::tool(),
            as_of: as_of.to_string(),
            scope: publish::scope(scope),
            show: show.word().to_owned(),
        })?;
        Ok(lines)
    }

    /// Writes what the run comes across.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn event(&mut self, event: Event<'_>) -> io::Result<()> {
        let line = match event {
            Event::Case(_, Some(written)) => {
                self.out.write_all(written.as_bytes())?;
                return self.out.write_all(b"\n");
            }
            Event::Case(case, None) => Line::Audit(publish::audit(case, self.show)),
            Event::Unreadable(document) => {
                self.unreadable += 1;
                let keys = self.keys.get_or_insert_with(KnownKeys::new);
                Line::Unreadable(publish::unreadable(document, keys))
            }
            Event::Amended(amendment) => {
                let case_id = &amendment.case_id;
                let listed = amendment.outcomes.iter().filter(|outcome| self.show.lists(outcome));
                Line::Amendment(v1::Amendment {
                    case_id: case_id.into(),
                    colour: amendment.colour.word().into(),
                    counts: publish::counts(amendment.counts),
                    outcomes: listed.map(|told| publish::outcome(told, case_id)).collect(),
                })
            }
        };
        self.write(&line)
    }

    /// Ends the report with the figures of all cases.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(&mut self, report: &Report) -> io::Result<()> {
        let summary: &Summary = &report.summary;
        self.write(&Line::Summary {
            strategies: publish::strategies(&report.strategies),
            summary: publish::summary(summary),
            unreadable: self.unreadable,
            notes: report.notes.clone(),
            asides: publish::asides(&report.asides),
        })
    }

    /// Passes on what was written so far.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// What it is written to, with the report as far as it got.
    #[must_use]
    pub fn into_inner(self) -> W {
        self.out
    }

    fn write(&mut self, line: &Line<'_>) -> io::Result<()> {
        writeln!(self.out, "{}", text_of(line)?)
    }
}

/// The line of a case, and of what its file says of siblings, without its end.
///
/// # Errors
/// When it cannot be made.
pub fn line_of(case: &AuditedCase, said: Option<&Said>, show: Show) -> io::Result<String> {
    let siblings = said.map(publish::siblings);
    text_of(&Line::Audit(v1::Audit { siblings, ..publish::audit(case, show) }))
}

fn text_of(line: &Line<'_>) -> io::Result<String> {
    let text = serde_json::to_string(line)?;
    Ok(match escaped(&text) {
        Cow::Owned(escaped) => escaped,
        Cow::Borrowed(_) => text,
    })
}

/// Writes a report whose cases are all known.
pub(super) fn write(report: &Report, show: Show, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines::start(out, report.as_of, &report.scope, show)?;
    for document in &report.unreadable {
        lines.event(Event::Unreadable(document))?;
    }
    for case in report.cases.iter() {
        lines.event(Event::Case(&case, None))?;
    }
    lines.finish(report)
}
