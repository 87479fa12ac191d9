//! The first sheet: what was looked at, the figures, what has to be known, teams and requirements.

use rust_xlsxwriter::{Format, RowNum, Worksheet, XlsxError};

use super::sheet::{Cell, height, index, lines, set_bars, set_page, write_text};
use super::style::Styles;
use crate::audit::{TeamTally, WEEKS_AHEAD, percent_compliant};
use crate::calendar::add_weeks;
use crate::report::Report;
use crate::report::listing::asked;
use crate::report::wording::{account, plural, team_name};

const NAME: &str = "Summary";
/// The width of the first column, and of each of the others, in characters.
const WIDTHS: (u8, u8) = (38, 13);
/// The place of the last column.
const LAST: u16 = 7;
/// How many characters fit on a line across the sheet, in its first column, and beside that.
const ACROSS: usize = 135;
const FIRST: usize = 34;
const BESIDE: usize = 96;
/// The most problems of documents, and the most teams, that a summary lists.
const MOST_PROBLEMS: usize = 200;
const MOST_TEAMS: usize = 5_000;

/// A sheet that is filled from the top.
struct Page<'s> {
    sheet: Worksheet,
    styles: &'s Styles,
    row: RowNum,
}

/// The sheet.
pub(super) fn sheet(
    report: &Report,
    limits: &[String],
    styles: &Styles,
) -> Result<Worksheet, XlsxError> {
    let mut page = Page { sheet: Worksheet::new(), styles, row: 0 };
    page.sheet.set_name(NAME)?;
    page.sheet.set_column_range_width(1, LAST, WIDTHS.1)?.set_column_width(0, WIDTHS.0)?;
    page.opening(report)?;
    page.figures(report)?;
    page.strategies(report)?;
    page.notes(report, limits)?;
    page.unreadable(report)?;
    page.teams(report)?;
    page.requirements(report)?;
    set_page(&mut page.sheet, report);
    Ok(page.sheet)
}

impl Page<'_> {
    fn opening(&mut self, report: &Report) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(0, 0, "Permanence audit", &self.styles.title)?;
        self.row = 1;
        self.cells(&[Cell::Text("as at".into()), Cell::Day(report.as_of), Cell::Empty])?;
        let made_by = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
        self.cells(&[Cell::Text("made by".into()), Cell::Text(made_by.into()), Cell::Empty])
    }

    fn figures(&mut self, report: &Report) -> Result<(), XlsxError> {
        self.heading("Cases")?;
        self.header(&["", "cases", "green", "amber", "red", "compliant", "not audited"])?;
        let mut cells = tally_cells("all cases".into(), &report.summary.all).to_vec();
        cells.push(Cell::Count(report.unreadable.len()));
        self.cells(&cells)?;
        self.sentence(&account(report))?;
        self.sentence(&due(report))
    }

    fn strategies(&mut self, report: &Report) -> Result<(), XlsxError> {
        self.heading("Strategies")?;
        self.header(&["strategy", "from", "until", "version", ""])?;
        for strategy in &report.strategies {
            self.cells(&[
                Cell::Wrapped(strategy.title.as_str().into()),
                Cell::day(strategy.applies_from),
                Cell::day(strategy.applies_to),
                Cell::Text(strategy.version.as_str().into()),
                Cell::Empty,
            ])?;
            self.sheet.set_row_height(self.row - 1, height(lines(&strategy.title, FIRST)))?;
        }
        Ok(())
    }

    fn notes(&mut self, report: &Report, limits: &[String]) -> Result<(), XlsxError> {
        if report.notes.is_empty() && limits.is_empty() {
            return Ok(());
        }
        self.heading("Notes")?;
        report.notes.iter().chain(limits).try_for_each(|note| self.sentence(note))
    }

    /// Each problem of what could not be audited: where, what and what to do.
    fn unreadable(&mut self, report: &Report) -> Result<(), XlsxError> {
        if report.unreadable.is_empty() {
            return Ok(());
        }
        self.heading("Could not be audited")?;
        self.header(&["document", "what is wrong with it", "", "", "", "", "", ""])?;
        let problems = || {
            let documents = report.unreadable.iter();
            documents.flat_map(|unreadable| {
                unreadable.problems.iter().map(move |problem| (unreadable, problem))
            })
        };
        for (unreadable, (problem, position)) in problems().take(MOST_PROBLEMS) {
            let line = position.map_or(unreadable.place.line, |position| position.line);
            let place = format!("{}:{line}", unreadable.place.path);
            let told = match &problem.help {
                Some(help) => format!("{}; {help}", problem.message),
                None => problem.message.clone(),
            };
            write_text(&mut self.sheet, (self.row, 0), &place, &self.styles.sentence)?;
            let lines = lines(&place, FIRST).max(lines(&told, BESIDE));
            self.merged(1, &told, lines)?;
        }
        self.more(problems().count(), MOST_PROBLEMS)
    }

    fn teams(&mut self, report: &Report) -> Result<(), XlsxError> {
        if report.summary.by_team.is_empty() {
            return Ok(());
        }
        self.heading("Teams")?;
        self.header(&["team", "cases", "green", "amber", "red", "compliant"])?;
        let first = self.row;
        for (team, tally) in report.summary.by_team.iter().take(MOST_TEAMS) {
            self.cells(&tally_cells(team_name(team), tally))?;
        }
        set_bars(&mut self.sheet, 5, (first, self.row - 1))?;
        self.more(report.summary.by_team.len(), MOST_TEAMS)
    }

    fn requirements(&mut self, report: &Report) -> Result<(), XlsxError> {
        let rows = asked(report);
        if rows.is_empty() {
            return Ok(());
        }
        self.heading("Requirements")?;
        self.header(&[
            "requirement",
            "compliant",
            "asked",
            "not met",
            "breach",
            "waived",
            "due in 4 weeks",
        ])?;
        let first = self.row;
        for (requirement, tally) in rows {
            let counts = tally.counts;
            self.cells(&[
                Cell::Text(requirement.as_str().into()),
                Cell::Percent(percent_compliant(counts.met, counts.not_met)),
                Cell::Count(counts.met + counts.not_met),
                Cell::Count(counts.not_met),
                Cell::Count(tally.red),
                Cell::Count(counts.waived),
                Cell::Count(tally.due_soon),
            ])?;
        }
        set_bars(&mut self.sheet, 1, (first, self.row - 1))
    }

    /// How many are left out of a list, and where they are.
    fn more(&mut self, all: usize, most: usize) -> Result<(), XlsxError> {
        match all.saturating_sub(most) {
            0 => Ok(()),
            more => self.sentence(&format!("and {more} more: --format json lists every one")),
        }
    }

    /// A heading, with a line left free above it.
    fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.sheet.write_string_with_format(self.row, 0, text, &self.styles.heading)?;
        self.row += 1;
        Ok(())
    }

    fn header(&mut self, names: &[&str]) -> Result<(), XlsxError> {
        for (column, name) in names.iter().enumerate() {
            let format: &Format = match (column, *name) {
                (0, _) | (_, "from" | "until" | "version" | "what is wrong with it") => {
                    &self.styles.header_line
                }
                _ => self.styles.header_of(name),
            };
            self.sheet.write_string_with_format(self.row, index(column)?, *name, format)?;
        }
        self.row += 1;
        Ok(())
    }

    fn cells(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        for (column, cell) in cells.iter().enumerate() {
            cell.write(&mut self.sheet, (self.row, index(column)?), self.styles)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A sentence across the sheet.
    fn sentence(&mut self, text: &str) -> Result<(), XlsxError> {
        self.merged(0, text, lines(text, ACROSS))
    }

    /// Text from a column to the last, on so many lines: a merged cell does not find its own height.
    fn merged(&mut self, first: u16, text: &str, lines: u16) -> Result<(), XlsxError> {
        let format = &self.styles.sentence;
        self.sheet.merge_range(self.row, first, self.row, LAST, "", format)?;
        write_text(&mut self.sheet, (self.row, first), text, format)?;
        self.sheet.set_row_height(self.row, height(lines))?;
        self.row += 1;
        Ok(())
    }
}

/// What is overdue, and what falls due soon.
fn due(report: &Report) -> String {
    let within = report.as_of..=add_weeks(report.as_of, WEEKS_AHEAD);
    let (mut overdue, mut soon) = (0, 0);
    for case in report.cases.iter() {
        for (day, _) in case.audit.outcomes_by_day() {
            overdue += usize::from(day < report.as_of);
            soon += usize::from(within.contains(&day));
        }
    }
    format!(
        "{} overdue, {soon} within {WEEKS_AHEAD} weeks: the sheet Due lists them",
        plural(overdue, "deadline")
    )
}

fn tally_cells<'a>(name: std::borrow::Cow<'a, str>, tally: &TeamTally) -> [Cell<'a>; 6] {
    [
        Cell::Text(name),
        Cell::Count(tally.cases),
        Cell::Count(tally.green),
        Cell::Count(tally.amber),
        Cell::Count(tally.red),
        Cell::Percent(percent_compliant(tally.counts.met, tally.counts.not_met)),
    ]
}
