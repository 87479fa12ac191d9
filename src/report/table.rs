//! The figures of a batch, in tables (`comfy-table`).

use std::io::{self, Write};

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

use super::{Look, Report, visible};
use crate::audit::{Counts, TeamName, percent_compliant};

/// The width of a table whose cells wrap.
const WIDE: u16 = 160;

/// Writes the tables, and what has to be known with them.
pub(super) fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    write_figures(report, out)?;
    // Figures are passed on, so nothing of a file's own text goes with them.
    let look = Look {
        snippets: false,
        ..look
    };
    super::pretty::write_trailer(report, look, out)
}

/// Writes the tables alone: each requirement, and each team.
pub(super) fn write_figures(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", headline(report))?;
    let requirements = requirement_table(report);
    if !requirements.is_empty() {
        writeln!(out, "\n{requirements}")?;
    }
    let teams = team_table(report);
    if !teams.is_empty() {
        writeln!(out, "\n{teams}")?;
    }
    Ok(())
}

/// `24 cases: 15 green, 6 amber, 3 red; 1 document could not be audited · as at 2026-01-31`.
fn headline(report: &Report) -> String {
    let all = &report.summary.all;
    let cases = plural(all.cases, "case");
    let unreadable = match report.unreadable.len() {
        0 => String::new(),
        count => format!("; {} could not be audited", plural(count, "document")),
    };
    let compliant = match percent_compliant(all.counts.met, all.counts.not_met) {
        Some(percent) => format!(" · {percent} % compliant"),
        None => String::new(),
    };
    let (green, amber, red, as_of) = (all.green, all.amber, all.red, report.as_of);
    format!(
        "{cases}: {green} green, {amber} amber, {red} red{unreadable}{compliant} · as at {as_of}"
    )
}

/// A count with its noun: `1 case`, `2 cases`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn percent(counts: Counts) -> String {
    percent_compliant(counts.met, counts.not_met).map_or_else(|| "–".into(), |p| format!("{p} %"))
}

/// A table of text, whose cells wrap.
pub(super) fn plain_table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_BORDERS_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDE)
        .set_header(header.iter().copied());
    table
}

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_BORDERS_ONLY)
        .set_header(header.iter().enumerate().map(|(column, text)| {
            let side = if column == 0 {
                CellAlignment::Left
            } else {
                CellAlignment::Right
            };
            Cell::new(text).set_alignment(side)
        }));
    table
}

fn number(value: impl ToString) -> Cell {
    Cell::new(value).set_alignment(CellAlignment::Right)
}

/// Requirements that something is to be said of: the least compliant first.
fn requirement_table(report: &Report) -> String {
    let mut rows: Vec<_> = report
        .summary
        .by_requirement
        .iter()
        .filter(|(_, tally)| {
            tally.counts.not_met > 0 || tally.due_soon > 0 || tally.counts.waived > 0
        })
        .collect();
    rows.sort_by_key(|(_, tally)| {
        (
            percent_compliant(tally.counts.met, tally.counts.not_met),
            std::cmp::Reverse(tally.red),
        )
    });
    if rows.is_empty() {
        return String::new();
    }
    let header = [
        "requirement",
        "compliant",
        "not met",
        "of which red",
        "waived",
        "due in 4 weeks",
    ];
    let mut table = table(&header);
    for (requirement, tally) in rows {
        table.add_row([
            Cell::new(visible(requirement)),
            number(percent(tally.counts)),
            number(tally.counts.not_met),
            number(tally.red),
            number(tally.counts.waived),
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
        let name = match team {
            TeamName::Named(name) => visible(name),
            TeamName::Unnamed => "(no team)".into(),
        };
        table.add_row([
            Cell::new(name),
            number(tally.cases),
            number(tally.green),
            number(tally.amber),
            number(tally.red),
            number(percent(tally.counts)),
        ]);
    }
    table.to_string()
}
