//! The reports of one run, each written to its place.

use std::io::{self, Write as _};

use chrono::NaiveDate;
use permanence::audit::{AuditedCase, Event, Said};
use permanence::report::{
    Format, FormatSpec, Look, Report, Scope, Streamed, streamed, text_of_case, write_report,
};

use super::output::Output;
use super::unfinished::Unfinished;
use super::{CliError, is_broken_pipe};

/// The reports of a run, those that are written as it goes among them.
#[derive(Debug)]
pub(crate) struct Writing {
    streams: Vec<Stream>,
    others: Vec<(Format, Look, Output)>,
}

/// A report that is written as cases are audited, and why it is written no further.
#[derive(Debug)]
struct Stream {
    format: Format,
    look: Look,
    report: Box<dyn Streamed>,
    output: Output,
    stopped: Option<io::Error>,
}

/// What each report that is written as cases are audited writes of one of them.
#[derive(Clone, Debug)]
pub(crate) struct CaseTexts(Vec<(Format, Look)>);

impl CaseTexts {
    /// The texts of a case, in the order of the reports.
    pub(crate) fn of(&self, case: &AuditedCase, said: Option<&Said>) -> io::Result<Vec<String>> {
        self.0.iter().map(|&(format, look)| text_of_case(format, case, said, look)).collect()
    }
}

impl Writing {
    /// Opens every place before anything is audited, so that one that cannot be written to is known at
    /// once.
    pub(crate) fn start(
        formats: &[FormatSpec<Format>],
        as_of: NaiveDate,
        scope: &Scope,
        look: impl Fn(&FormatSpec<Format>) -> Look,
        unfinished: &Unfinished,
    ) -> Result<Self, CliError> {
        let mut writing = Self { streams: Vec::new(), others: Vec::new() };
        for spec in formats {
            let mut output = Output::open(spec.file.as_deref(), unfinished)?;
            let (format, look) = (spec.format, look(spec));
            if let Some(mut report) = streamed(format, as_of, scope, look) {
                report.start(&mut output).map_err(|error| output.failed(error))?;
                writing.streams.push(Stream { format, look, report, output, stopped: None });
            } else {
                writing.others.push((format, look, output));
            }
        }
        Ok(writing)
    }

    /// Writes what the run comes across.
    ///
    /// A reader of one report who stops does not keep the others from being written: the run ends
    /// early only when nobody is left to write for.
    pub(crate) fn event(&mut self, event: Event<'_>) -> io::Result<()> {
        for (number, stream) in self.streams.iter_mut().enumerate() {
            if stream.stopped.is_none() {
                stream.stopped = stream.event(event, number).err();
            }
        }
        let going = self.streams.iter().any(|stream| stream.stopped.is_none());
        if going || self.streams.is_empty() || !self.others.is_empty() {
            Ok(())
        } else {
            Err(io::Error::other("nobody reads the report any more"))
        }
    }

    /// Whether how far the run is can be shown beside what goes to standard output meanwhile.
    pub(crate) fn leaves_room_beside(&self, at_terminal: bool) -> bool {
        let mut live = self.streams.iter().filter(|stream| stream.output.is_stdout());
        live.all(|stream| match stream.format {
            Format::Table => true,
            // Whatever reads it from a pipe may show it at the same terminal, at any time.
            Format::Pretty => at_terminal,
            // A line a case shows how far it is by itself.
            _ => false,
        })
    }

    /// What is to be written of a case meanwhile.
    pub(crate) fn case_texts(&self) -> CaseTexts {
        CaseTexts(self.streams.iter().map(|stream| (stream.format, stream.look)).collect())
    }

    /// Why nothing more can be written, when a run ended early.
    pub(crate) fn why_stopped(self, error: io::Error) -> CliError {
        let mut failures = self.streams.into_iter().filter_map(Stream::failure);
        failures.next().unwrap_or_else(|| error.into())
    }

    /// Writes the rest; what failed is told once everything that can be written has been.
    pub(crate) fn finish(self, report: &Report) -> Result<(), CliError> {
        let streams = self.streams.into_iter().map(|stream| stream.finish(report));
        let others = self.others.into_iter().map(|(format, look, mut output)| {
            match write_report(report, format, look, &mut output) {
                Ok(()) => output.finish(),
                Err(error) => Err(output.failed(error)),
            }
        });
        first_failure(streams.chain(others))
    }
}

/// The reports of a run that are all written at its end.
#[derive(Debug)]
pub(crate) struct AtTheEnd<F>(Vec<(F, Output)>);

impl<F: Copy> AtTheEnd<F> {
    /// Opens every place before anything is audited.
    pub(crate) fn start(
        formats: &[FormatSpec<F>],
        unfinished: &Unfinished,
    ) -> Result<Self, CliError> {
        let open = |spec: &FormatSpec<F>| {
            Ok((spec.format, Output::open(spec.file.as_deref(), unfinished)?))
        };
        formats.iter().map(open).collect::<Result<_, _>>().map(Self)
    }

    /// Writes them; what failed is told once everything that can be written has been.
    pub(crate) fn finish(
        self,
        mut write: impl FnMut(F, &mut Output) -> io::Result<()>,
    ) -> Result<(), CliError> {
        first_failure(self.0.into_iter().map(|(format, mut output)| {
            match write(format, &mut output) {
                Ok(()) => output.finish(),
                Err(error) => Err(output.failed(error)),
            }
        }))
    }
}

/// Goes through everything, and comes back with the first failure of it.
fn first_failure(written: impl Iterator<Item = Result<(), CliError>>) -> Result<(), CliError> {
    let failures: Vec<CliError> = written.filter_map(Result::err).collect();
    // A reader who stopped is no failure, and hides none.
    let (stopped, failed): (Vec<_>, Vec<_>) = failures.into_iter().partition(is_broken_pipe);
    failed.into_iter().chain(stopped).next().map_or(Ok(()), Err)
}

impl Stream {
    /// Writes what the run comes across, as the stream of this number; on standard output at once,
    /// since what reads it may wait for it.
    fn event(&mut self, event: Event<'_>, number: usize) -> io::Result<()> {
        let Self { report, output, .. } = self;
        match event {
            Event::Case(case, texts) => {
                report.case(case, texts.get(number).map(String::as_str), output)?;
            }
            Event::Unreadable(document) => report.unreadable(document, output)?,
            Event::Amended(amendment) => report.amendment(amendment, output)?,
        }
        if output.is_stdout() { output.flush() } else { Ok(()) }
    }

    fn failure(self) -> Option<CliError> {
        let stopped = self.stopped?;
        Some(self.output.failed(stopped))
    }

    fn finish(mut self, report: &Report) -> Result<(), CliError> {
        if self.stopped.is_none() {
            self.stopped = self.report.finish(report, &mut self.output).err();
        }
        match self.stopped {
            None => self.output.finish(),
            Some(stopped) => Err(self.output.failed(stopped)),
        }
    }
}
