//! The report as JSON lines (`permanence-report-lines/1`), written as cases are audited.

use std::borrow::Cow;
use std::io::{self, Write};

use chrono::NaiveDate;

use super::keys::KnownKeys;
use super::safe::escaped;
use super::v1::{self, Line};
use super::{Report, Scope, Show, Streamed, publish};
use crate::audit::{Amendment, AuditedCase, Said, Unreadable};

/// A report that is written line by line: a header, each case as soon as it is audited, and the
/// figures of all cases last.
#[derive(Debug)]
pub(super) struct Lines {
    header: Option<Line<'static>>,
    show: Show,
    keys: Option<KnownKeys>,
    unreadable: usize,
}

impl Lines {
    /// A report as at a day.
    pub(super) fn new(as_of: NaiveDate, scope: &Scope, show: Show) -> Self {
        let header = Line::Header {
            schema: v1::LINES_SCHEMA.to_owned(),
            tool: publish::tool(),
            as_of: as_of.to_string(),
            scope: publish::scope(scope),
            show: show.word().to_owned(),
        };
        Self { header: Some(header), show, keys: None, unreadable: 0 }
    }
}

impl Streamed for Lines {
    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.header.take().map_or(Ok(()), |header| write_line(&header, out))
    }

    fn case(
        &mut self,
        case: &AuditedCase,
        text: Option<&str>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match text {
            Some(text) => writeln!(out, "{text}"),
            None => write_line(&Line::Audit(publish::audit(case, self.show)), out),
        }
    }

    fn unreadable(&mut self, document: &Unreadable, out: &mut dyn Write) -> io::Result<()> {
        self.unreadable += 1;
        let keys = self.keys.get_or_insert_with(KnownKeys::new);
        write_line(&Line::Unreadable(publish::unreadable(document, keys)), out)
    }

    fn amendment(&mut self, amendment: &Amendment, out: &mut dyn Write) -> io::Result<()> {
        let case_id = &amendment.case_id;
        let listed = amendment.outcomes.iter().filter(|outcome| self.show.lists(outcome));
        let line = Line::Amendment(v1::Amendment {
            case_id: case_id.into(),
            colour: amendment.colour.word().into(),
            counts: publish::counts(amendment.counts),
            outcomes: listed.map(|told| publish::outcome(told, case_id)).collect(),
        });
        write_line(&line, out)
    }

    fn finish(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        let line = Line::Summary {
            strategies: publish::strategies(&report.strategies),
            summary: publish::summary(&report.summary),
            unreadable: self.unreadable,
            notes: report.notes.clone(),
            asides: publish::asides(&report.asides),
        };
        write_line(&line, out)
    }
}

/// The line of a case, and of what its file says of siblings, without its end.
pub(super) fn line_of(case: &AuditedCase, said: Option<&Said>, show: Show) -> io::Result<String> {
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

fn write_line(line: &Line<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", text_of(line)?)
}
