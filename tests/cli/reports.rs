//! Every report that may be passed on, so that a format that is added is tried without further ado.

use permanence::report::{DueFormat, Format, Named, TrendFormat};

use crate::harness::{AS_OF, Run, run};

/// A command, its arguments and a format of it.
pub(crate) struct Asked {
    command: &'static str,
    format: &'static str,
    more: &'static [&'static str],
    /// Set where CI is what leaves out a file's text.
    in_ci: bool,
}

/// Every format of every command that reads case files.
pub(crate) fn every_report() -> Vec<Asked> {
    let mut all = Vec::new();
    let mut ask = |command, format, more, in_ci| {
        all.push(Asked { command, format, more, in_ci });
    };
    for format in Format::ALL {
        // The terminal alone shows a file's own lines, unless it is told not to, or nobody looks.
        if *format == Format::Pretty {
            let strategy = &["--no-snippets", "--show", "all", "--strategy", "leicester"];
            ask("check", "pretty", &["--no-snippets", "--show", "all"], false);
            ask("check", "pretty", strategy, false);
            ask("check", "pretty", &["--show", "all"], true);
        } else {
            ask("check", format.name(), &["--show", "all"], false);
        }
    }
    ask("check", "json", &["--show", "all", "--as-if-due"], false);
    for format in DueFormat::ALL {
        ask("due", format.name(), &[], false);
    }
    ask("due", "table", &["--by", "worker"], false);
    for format in TrendFormat::ALL {
        ask("trend", format.name(), &["--from", "2025-12-31"], false);
    }
    all
}

impl Asked {
    /// A run that asks for it, of what further arguments name.
    pub(crate) fn run(&self) -> Run {
        let run = run([self.command, "--as-of", AS_OF, "--format", self.format]);
        let run = run.and(self.more.iter().copied());
        if self.in_ci { run.env("CI", "true") } else { run }
    }

    /// Its format.
    pub(crate) fn format(&self) -> &'static str {
        self.format
    }

    /// True when it says itself which strategy to hold cases to.
    pub(crate) fn names_strategy(&self) -> bool {
        self.more.contains(&"--strategy")
    }

    /// True when it shows each case that it is about.
    pub(crate) fn shows_cases(&self) -> bool {
        self.command != "trend"
    }
}

/// A text without the breaks that a calendar puts into its lines.
pub(crate) fn unfolded(text: &str) -> String {
    text.replace("\r\n ", "")
}
