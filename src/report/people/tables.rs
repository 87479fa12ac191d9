//! The figures of a batch, in tables (`comfy-table`).

use std::cmp::Reverse;
use std::io::{self, Write};

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

use crate::audit::{TeamName, TeamTally};
use crate::report::listing;
use crate::report::wording::{headline, percent, short, team_name};
use crate::report::{Report, visible};
use crate::rules::Severity;

/// The width of a table whose cells wrap.
const WIDE: u16 = 160;
/// The most cases, and the most deadlines, that a summary lists.
const MOST_CASES: usize = 10;
const MOST_DUE: usize = 20;

/// Writes the tables: each requirement, each team, the worst cases, what falls due soon.
pub(super) fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", headline(report))?;
    let tables =
        [requirement_table(report), team_table(report), worst_cases(report), due_soon(report)];
    for table in tables.iter().filter(|table| !table.is_empty()) {
        writeln!(out, "\n{table}")?;
    }
    Ok(())
}

/// A table of text, whose cells wrap.
pub(in crate::report) fn plain_table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_BORDERS_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDE)
        .set_header(header.iter().copied());
    table
}

/// A table whose first column is text, and the others figures.
pub(in crate::report) fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_header(header.iter().enumerate().map(
        |(column, text)| {
            let side = if column == 0 { CellAlignment::Left } else { CellAlignment::Right };
            Cell::new(text).set_alignment(side)
        },
    ));
    table
}

pub(in crate::report) fn number(value: impl ToString) -> Cell {
    Cell::new(value).set_alignment(CellAlignment::Right)
}

fn requirement_table(report: &Report) -> String {
    let rows = listing::requirements(report);
    if rows.is_empty() {
        return String::new();
    }
    let header =
        ["requirement", "compliant", "asked", "not met", "breach", "waived", "due in 4 weeks"];
    let mut table = table(&header);
    for (requirement, tally) in rows {
        let counts = tally.counts;
        table.add_row([
            Cell::new(visible(requirement)),
            number(percent(counts)),
            number(counts.met + counts.not_met),
            number(counts.not_met),
            number(tally.red),
            number(counts.waived),
            number(tally.due_soon),
        ]);
    }
    table.to_string()
}

fn team_table(report: &Report) -> String {
    let teams = &report.summary.by_team;
    if teams.keys().all(|team| *team == TeamName::Unnamed) {
        return String::new();
    }
    let mut table = table(&["team", "cases", "green", "amber", "red", "compliant"]);
    for (team, tally) in teams {
        table.add_row(team_row(team_name(team), tally));
    }
    table.add_row(team_row("all".into(), &report.summary.all));
    table.to_string()
}

fn team_row(name: std::borrow::Cow<'_, str>, tally: &TeamTally) -> [Cell; 6] {
    [
        Cell::new(name),
        number(tally.cases),
        number(tally.green),
        number(tally.amber),
        number(tally.red),
        number(percent(tally.counts)),
    ]
}

/// The cases to look at first: the most open breaches, then the most open concerns.
fn worst_cases(report: &Report) -> String {
    let mut rows: Vec<_> = (0..)
        .zip(report.cases.iter())
        .map(|(place, case)| {
            let open = |severity| case.audit.open_findings_of(severity);
            (open(Severity::Breach), open(Severity::Concern), place)
        })
        .filter(|(breaches, concerns, _)| breaches + concerns > 0)
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    rows.sort_by_key(|(breaches, concerns, _)| (Reverse(*breaches), Reverse(*concerns)));
    let rows = rows.into_iter().take(MOST_CASES);
    let rows = rows.filter_map(|(breaches, concerns, place)| {
        Some((breaches, concerns, report.cases.get(place)?))
    });
    let mut table = table(&["worst cases", "team", "colour", "breaches", "concerns", "compliant"]);
    for (breaches, concerns, case) in rows {
        let audit = &case.audit;
        table.add_row([
            Cell::new(visible(&audit.case_id)),
            number(audit.team.as_deref().map(visible).unwrap_or_default()),
            number(audit.colour().word()),
            number(breaches),
            number(concerns),
            number(percent(audit.counts())),
        ]);
    }
    table.to_string()
}

fn due_soon(report: &Report) -> String {
    let rows = listing::due_soon(report);
    if rows.is_empty() {
        return String::new();
    }
    let more = rows.len().saturating_sub(MOST_DUE);
    let mut table = table(&["due in 4 weeks", "in days", "case", "requirement"]);
    for deadline in rows.iter().take(MOST_DUE) {
        table.add_row([
            Cell::new(deadline.day),
            number((deadline.day - report.as_of).num_days()),
            number(visible(deadline.case_id(report))),
            number(short(&deadline.requirement)),
        ]);
    }
    match more {
        0 => table.to_string(),
        more => format!("{table}\n  and {more} more"),
    }
}
