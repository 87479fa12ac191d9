//! How far a long run has come, for whoever waits for it at a terminal.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use permanence::audit::Event;

use super::surroundings::Waiting;

/// How long a run goes on before anything is shown of it.
const SOON: Duration = Duration::from_secs(1);

/// How far a run has come, on standard error; it is taken away when this is dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    /// What is shown, when there is anybody to see it.
    bar: Option<ProgressBar>,
    started: Instant,
    is_shown: bool,
}

impl Progress {
    /// A run over so many sources, which is shown when somebody waits for it and it turns out to be long.
    pub(crate) fn new(waiting: Waiting, sources: usize) -> Self {
        // How many documents one source has is not known before it has been read.
        let length = u64::try_from(sources).ok().filter(|&sources| sources > 1);
        let bar = (waiting == Waiting::AtTerminal).then(|| {
            let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::hidden());
            bar.with_style(style(length.is_some()))
        });
        Self { bar, started: Instant::now(), is_shown: false }
    }

    /// Takes note of what the run comes across.
    pub(crate) fn note(&mut self, event: &Event<'_>) {
        let (Some(bar), Event::Case(..) | Event::Unreadable(_)) = (&self.bar, event) else {
            return;
        };
        bar.inc(1);
        if self.is_shown {
            // A file may hold several documents; then their number is not known either.
            if bar.length().is_some_and(|length| bar.position() > length) {
                bar.unset_length();
                bar.set_style(style(false));
            }
        } else if self.started.elapsed() > SOON {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            self.is_shown = true;
        }
    }
}

impl Progress {
    /// Does what may write to the terminal: what is shown there meanwhile would be mixed with it.
    pub(crate) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) if self.is_shown => bar.suspend(write),
            _ => write(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// A bar when the end is known, else a count; in words, so that the colour and the shape tell nothing
/// that they do not.
fn style(has_end: bool) -> ProgressStyle {
    let template = if has_end {
        "{bar:30} {human_pos} of {human_len} files, about {eta} left"
    } else {
        "{spinner} {human_pos} case files, {elapsed}"
    };
    let usual = ProgressStyle::default_bar().progress_chars("=> ").tick_chars("|/-\\ ");
    usual.template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
