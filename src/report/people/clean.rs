//! The cases without findings, which share a line.

use std::collections::BTreeSet;
use std::io::{self, Write};

use textwrap::core::display_width;

use crate::report::{Look, visible};

const FIRST: &str = "  clean   ";
const INDENT: &str = "          ";

/// The cases without findings, in order. There may be very many: only their ids are kept, and no line
/// of them is made before it is written.
#[derive(Debug, Default)]
pub(super) struct CleanCases {
    ids: String,
    /// Which case each is, from 0, and where its id ends.
    cases: Vec<(usize, usize)>,
    /// Those of which something was found after all.
    found: BTreeSet<usize>,
}

impl CleanCases {
    /// Adds a case, which comes after those before it.
    pub(super) fn add(&mut self, case: usize, case_id: &str) {
        self.ids.push_str(&visible(case_id));
        self.cases.push((case, self.ids.len()));
    }

    /// Takes out a case, when it is one of them.
    pub(super) fn remove(&mut self, case: usize) {
        self.found.insert(case);
    }

    /// Writes them, when there are any.
    pub(super) fn write(&self, look: Look, out: &mut dyn Write) -> io::Result<()> {
        let mut ids = self.ids().peekable();
        if ids.peek().is_none() {
            return Ok(());
        }
        write!(out, "{FIRST}")?;
        let mut column = FIRST.len();
        while let Some(id) = ids.next() {
            let comma = if ids.peek().is_some() { "," } else { "" };
            let width = display_width(id) + comma.len();
            if column == INDENT.len() {
                write!(out, "{id}{comma}")?;
                column += width;
            } else if column + 1 + width <= look.width {
                write!(out, " {id}{comma}")?;
                column += 1 + width;
            } else {
                write!(out, "\n{INDENT}{id}{comma}")?;
                column = INDENT.len() + width;
            }
        }
        writeln!(out, "\n")
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.cases.iter().map(|&(_, end)| end));
        let all = self.cases.iter().zip(starts);
        let clean = all.filter(|((case, _), _)| !self.found.contains(case));
        clean.filter_map(|(&(_, end), start)| self.ids.get(start..end))
    }
}
