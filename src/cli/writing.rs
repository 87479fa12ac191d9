//! The reports of one run, each written to its place.

use std::io;

use chrono::NaiveDate;
use permanence::audit::Event;
use permanence::report::{Format, FormatSpec, Lines, Look, Report, Scope, write_report};

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
    lines: Lines<Output>,
    live: bool,
    stopped: Option<io::Error>,
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
            let output = Output::open(spec.file.as_deref(), unfinished)?;
            let look = look(spec);
            if spec.format == Format::Ndjson {
                let lines = Lines::start(output, as_of, scope, look.show)?;
                writing.streams.push(Stream { lines, live: spec.file.is_none(), stopped: None });
            } else {
                writing.others.push((spec.format, look, output));
            }
        }
        Ok(writing)
    }

    /// Writes what the run comes across.
    ///
    /// A reader of one report who stops does not keep the others from being written: the run ends
    /// early only when nobody is left to write for.
    pub(crate) fn event(&mut self, event: Event<'_>) -> io::Result<()> {
        for stream in self.streams.iter_mut().filter(|stream| stream.stopped.is_none()) {
            stream.stopped = stream.event(event).err();
        }
        let going = self.streams.iter().any(|stream| stream.stopped.is_none());
        if going || self.streams.is_empty() || !self.others.is_empty() {
            Ok(())
        } else {
            Err(io::Error::other("nobody reads the report any more"))
        }
    }

    /// Whether a report goes to standard output as cases are audited.
    pub(crate) fn is_live(&self) -> bool {
        self.streams.iter().any(|stream| stream.live)
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
    /// Writes a line; on standard output at once, since what reads it may wait for it.
    fn event(&mut self, event: Event<'_>) -> io::Result<()> {
        self.lines.event(event)?;
        if self.live { self.lines.flush() } else { Ok(()) }
    }

    fn failure(self) -> Option<CliError> {
        let stopped = self.stopped?;
        Some(self.lines.into_inner().failed(stopped))
    }

    fn finish(mut self, report: &Report) -> Result<(), CliError> {
        if self.stopped.is_none() {
            self.stopped = self.lines.finish(report).err();
        }
        match self.stopped {
            None => self.lines.into_inner().finish(),
            Some(stopped) => Err(self.lines.into_inner().failed(stopped)),
        }
    }
}
