//! The figures of a batch, in tables (`comfy-table`).

use std::io::{self, Write};

use chrono::NaiveDate;
use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

use super::worst::WorstCases;
use super::write_trailer;
use crate::audit::{Amendment, AuditedCase, CaseAudit, TeamName, TeamTally};
use crate::report::listing;
use crate::report::soon::{DueDay, DueSoon};
use crate::report::wording::{headline, percent, short, team_name};
use crate::report::{Look, Report, Streamed, visible};

/// The width of a table whose cells wrap.
const WIDE: u16 = 160;
/// The most deadlines that a summary lists.
const MOST_DUE: usize = 20;

/// The figures alone, as a report.
#[derive(Debug)]
pub(in crate::report) struct Tables {
    look: Look,
    figures: Figures,
}

impl Tables {
    /// The figures of no case so far, as at a day.
    pub(in crate::report) fn new(as_of: NaiveDate, look: Look) -> Self {
        // Figures are passed on, so nothing of a file's own text goes with them.
        Self { look: Look { snippets: false, ..look }, figures: Figures::new(as_of) }
    }
}

impl Streamed for Tables {
    fn case(
        &mut self,
        case: &AuditedCase,
        _text: Option<&str>,
        _out: &mut dyn Write,
    ) -> io::Result<()> {
        self.figures.add(&case.audit);
        Ok(())
    }

    fn amendment(&mut self, amendment: &Amendment, _out: &mut dyn Write) -> io::Result<()> {
        self.figures.amend(amendment);
        Ok(())
    }

    fn finish(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        self.figures.write(report, out)?;
        write_trailer(report, self.look, out)
    }
}

/// What tables tell beside the report's own figures.
#[derive(Debug)]
pub(super) struct Figures {
    worst: WorstCases,
    due: DueSoon,
}

impl Figures {
    /// Those of no case so far, as at a day.
    pub(super) fn new(as_of: NaiveDate) -> Self {
        Self { worst: WorstCases::default(), due: DueSoon::new(as_of, MOST_DUE) }
    }

    /// How many cases there are.
    pub(super) fn cases(&self) -> usize {
        self.worst.cases()
    }

    /// Adds a case.
    pub(super) fn add(&mut self, audit: &CaseAudit) {
        self.worst.add(audit);
        self.due.add(audit);
    }

    /// Puts in what only all cases together could show of one.
    pub(super) fn amend(&mut self, amendment: &Amendment) {
        self.worst.amend(amendment);
    }

    /// Writes the tables: each requirement, each team, the worst cases, what falls due soon.
    pub(super) fn write(&mut self, report: &Report, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", headline(report))?;
        let (worst, due) = (self.worst.table(), due_table(report, self.due.so_far()));
        let tables = [requirement_table(report), team_table(report), worst, due];
        for table in tables.iter().filter(|table| !table.is_empty()) {
            writeln!(out, "\n{table}")?;
        }
        Ok(())
    }
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

fn due_table(report: &Report, rows: &[DueDay]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut table = table(&["due in 4 weeks", "in days", "case", "requirement"]);
    for DueDay { day, case_id, requirement } in rows {
        table.add_row([
            Cell::new(day),
            number((*day - report.as_of).num_days()),
            number(visible(case_id)),
            number(short(requirement)),
        ]);
    }
    let tallies = report.summary.by_requirement.iter();
    let all: usize = tallies.map(|(_, tally)| tally.due_soon).sum();
    match all.saturating_sub(rows.len()) {
        0 => table.to_string(),
        more => format!("{table}\n  and {more} more"),
    }
}
