//! Deadlines, in tables.

use std::io::{self, Write};

use chrono::NaiveDate;
use comfy_table::{Cell, ColumnConstraint, ContentArrangement, Width};

use super::tables::{number, table};
use super::write_notes;
use crate::audit::Deadline;
use crate::report::wording::{plural, short};
use crate::report::{Due, DueBy, DueGroup, Look, visible};

/// The heading of the only column of numbers.
const DAYS_LEFT: &str = "days left";

/// Writes the deadlines: one table, or one for each team or worker.
pub(in crate::report) fn write(
    due: &Due,
    notes: &[String],
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", headline(due))?;
    for group in due.groups() {
        if let Some(by) = due.asked.by {
            writeln!(out, "\n{}: {}", heading(by, &group), counts(group.deadlines, due.as_of))?;
        } else {
            writeln!(out)?;
        }
        writeln!(out, "{}", rows(group.deadlines, due, look.width))?;
    }
    write_notes(notes, look, out)
}

/// `14 deadlines, 3 of them overdue · to 2026-02-28 · as at 2026-01-31`.
fn headline(due: &Due) -> String {
    let until = due.asked.until.map_or_else(String::new, |until| format!(" · to {until}"));
    let counts = counts(due.deadlines(), due.as_of);
    format!("{counts}{until} · as at {}", due.as_of)
}

fn counts(deadlines: &[Deadline], today: NaiveDate) -> String {
    let overdue = DueGroup { name: None, deadlines }.overdue(today);
    let all = plural(deadlines.len(), "deadline");
    match (overdue, deadlines.len()) {
        (0, _) => all,
        (1, 1) => format!("{all}, overdue"),
        (overdue, every) if overdue == every => format!("{all}, all overdue"),
        _ => format!("{all}, {overdue} of them overdue"),
    }
}

fn heading(by: DueBy, group: &DueGroup<'_>) -> String {
    let nobody = format!("(no {})", by.word());
    group.name.map_or(nobody, |name| visible(name).into_owned())
}

fn rows(deadlines: &[Deadline], due: &Due, width: usize) -> String {
    let columns = [
        ("due", None),
        (DAYS_LEFT, None),
        ("case", None),
        ("team", Some(DueBy::Team)),
        ("worker", Some(DueBy::Worker)),
        ("requirement", None),
    ];
    // Whose they are stands above the table.
    let shown = |of: Option<DueBy>| of.is_none() || of != due.asked.by;
    let shown_columns = columns.iter().filter(|(_, of)| shown(*of));
    let header: Vec<Cell> = shown_columns
        .map(|(name, _)| match *name {
            DAYS_LEFT => number(name),
            name => Cell::new(name),
        })
        .collect();
    let mut table = table(&[]);
    table.set_header(header).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    if let Some(day) = table.column_mut(0) {
        // A day is never broken.
        day.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(12)));
    }
    for deadline in deadlines {
        let mut cells = vec![
            Cell::new(deadline.day),
            number(days_left(deadline.days_left(due.as_of))),
            Cell::new(visible(&deadline.case_id)),
        ];
        for by in [DueBy::Team, DueBy::Worker].into_iter().filter(|by| shown(Some(*by))) {
            cells.push(Cell::new(by.of(deadline).map(visible).unwrap_or_default()));
        }
        cells.push(Cell::new(visible(short(&deadline.requirement))));
        table.add_row(cells);
    }
    table.to_string()
}

fn days_left(days: i64) -> String {
    match days {
        ..0 => format!("{} overdue", -days),
        0 => "today".to_owned(),
        1.. => days.to_string(),
    }
}
