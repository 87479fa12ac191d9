//! A comparison for a comment or a ticket.

use std::io::{self, Write};

use super::table::{figures, headline};
use super::{Change, Changed, Comparison, write_list};
use crate::report::markdown::{code, code_cell, sentence};

/// Writes the comparison.
pub(super) fn write(comparison: &Comparison<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Permanence plans: what changed\n")?;
    writeln!(out, "{}", sentence(&headline(comparison)))?;
    let figures = figures(comparison);
    if !figures.is_empty() {
        writeln!(out, "\n| requirement | new | put right | still there |")?;
        writeln!(out, "| --- | ---: | ---: | ---: |")?;
    }
    for (requirement, [new, put_right, still]) in figures {
        writeln!(out, "| {} | {new} | {put_right} | {still} |", code_cell(requirement))?;
    }
    for (title, change) in [("New", Change::New), ("Put right", Change::PutRight)] {
        write_list(&format!("## {title}\n"), comparison.of(change), line, out)?;
    }
    let mut gone = comparison.not_comparable().peekable();
    if gone.peek().is_some() {
        writeln!(out, "\n## Gone, and not known to be put right\n")?;
    }
    for (changed, why) in gone {
        writeln!(out, "- {}: {why}", place(changed))?;
    }
    for note in &comparison.notes {
        writeln!(out, "\n> {}", sentence(note))?;
    }
    Ok(())
}

/// An item of a list.
fn line(changed: &Changed<'_>) -> String {
    let (weight, message) = (changed.weight(), &changed.finding.message);
    format!("- {}: **{}** {}", place(changed), sentence(&weight), sentence(message))
}

/// The case and the requirement.
fn place(changed: &Changed<'_>) -> String {
    format!("{} {}", code(&changed.audit.case_id), code(changed.requirement))
}
