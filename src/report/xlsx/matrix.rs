//! Requirements by team: percent compliant, and how many met it of those asked.

use std::collections::BTreeMap;

use rust_xlsxwriter::{ConditionalFormat2ColorScale, ConditionalFormatType, Worksheet, XlsxError};

use super::sheet::{Cell, index, set_page, write_text};
use super::style::Styles;
use crate::audit::{Status, TeamName, percent_compliant};
use crate::report::Report;
use crate::report::wording::team_name;
use crate::strategy::Key;

const NAME: &str = "Requirements by team";

/// The most teams, at two columns each beside the requirement's and those of all teams.
const MOST_TEAMS: usize = (16_384 - 3) / 2;
/// The most columns that are fitted to one page's width, and can still be read.
const MOST_ON_A_PAGE: usize = 8;

/// How many met a requirement, and how many did not.
#[derive(Clone, Copy, Default)]
struct Tally {
    met: usize,
    not_met: usize,
}

impl Tally {
    fn add(&mut self, status: Status) {
        self.met += usize::from(status == Status::Met);
        self.not_met += usize::from(status == Status::NotMet);
    }

    fn asked(self) -> usize {
        self.met + self.not_met
    }
}

/// The figures of each requirement for each team.
pub(super) struct Matrix<'r> {
    teams: Vec<&'r TeamName>,
    /// By the requirement, and the place of the team.
    by_place: BTreeMap<(Key, usize), Tally>,
}

impl<'r> Matrix<'r> {
    pub(super) fn of(report: &'r Report) -> Self {
        let teams: Vec<&TeamName> = report.summary.by_team.keys().collect();
        let places: BTreeMap<Option<&str>, usize> = (0..)
            .zip(&teams)
            .map(|(place, team)| match team {
                TeamName::Named(name) => (Some(name.as_str()), place),
                TeamName::Unnamed => (None, place),
            })
            .collect();
        let mut by_place: BTreeMap<(Key, usize), Tally> = BTreeMap::new();
        for case in report.cases.iter() {
            let Some(team) = places.get(&case.audit.team.as_deref()) else {
                continue;
            };
            for outcome in case.audit.outcomes {
                by_place.entry((outcome.requirement, *team)).or_default().add(outcome.status);
            }
        }
        Self { teams, by_place }
    }

    /// What is left out, where a sheet cannot hold every team.
    pub(super) fn limit(&self) -> Option<String> {
        let left_out = self.teams.len().checked_sub(MOST_TEAMS).filter(|left_out| *left_out > 0)?;
        Some(format!(
            "The sheet {NAME} holds the first {MOST_TEAMS} teams, the most that fit: {left_out} are left out."
        ))
    }

    /// The sheet: a row for each requirement that was asked, two columns for each team.
    pub(super) fn sheet(&self, report: &Report, styles: &Styles) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(NAME)?;
        sheet.set_column_width(0, 36)?;
        sheet.merge_range(0, 0, 1, 0, "requirement", &styles.header)?;
        write_heading(&mut sheet, 1, "all teams", styles)?;
        let teams = || self.teams.iter().take(MOST_TEAMS).enumerate();
        for (place, team) in teams() {
            write_heading(&mut sheet, 2 * place + 3, &team_name(team), styles)?;
        }
        let by_requirement = report.summary.by_requirement.iter();
        let asked = by_requirement.filter(|(_, tally)| tally.counts.met + tally.counts.not_met > 0);
        let mut last = 1;
        for (requirement, tally) in asked {
            let key = Key::from(requirement.clone());
            last += 1;
            write_text(&mut sheet, (last, 0), requirement, &styles.text)?;
            let all = Tally { met: tally.counts.met, not_met: tally.counts.not_met };
            write_tally(&mut sheet, (last, 1), all, styles)?;
            for (place, _) in teams() {
                let tally = self.by_place.get(&(key.clone(), place)).copied();
                let at = (last, 2 * place + 3);
                write_tally(&mut sheet, at, tally.unwrap_or_default(), styles)?;
            }
        }
        if last > 1 {
            let columns = index(2 * self.teams.len().min(MOST_TEAMS) + 2)?;
            sheet.add_conditional_format(2, 1, last, columns, &shades())?;
        }
        sheet.set_freeze_panes(2, 1)?;
        sheet.set_repeat_rows(0, 1)?.set_repeat_columns(0, 0)?;
        set_page(&mut sheet, report);
        if self.teams.len() > MOST_ON_A_PAGE {
            sheet.set_print_fit_to_pages(0, 0).set_print_scale(70);
        }
        Ok(sheet)
    }
}

/// A team's name over its two columns.
fn write_heading(
    sheet: &mut Worksheet,
    column: usize,
    name: &str,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let (first, second) = (index(column)?, index(column + 1)?);
    sheet.set_column_width(first, 11)?.set_column_width(second, 12)?;
    sheet.merge_range(0, first, 0, second, "", &styles.header_centred)?;
    write_text(sheet, (0, first), name, &styles.header_centred)?;
    sheet.write_string_with_format(1, first, "compliant", &styles.header_right)?;
    sheet.write_string_with_format(1, second, "met of asked", &styles.header_right)?;
    Ok(())
}

/// Percent compliant, and how many met it of how many; nothing where it was not asked.
fn write_tally(
    sheet: &mut Worksheet,
    (row, column): (u32, usize),
    tally: Tally,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let second = index(column + 1)?;
    if tally.asked() == 0 {
        sheet.write_blank(row, second, &styles.faint)?;
        return Ok(());
    }
    let percent = percent_compliant(tally.met, tally.not_met);
    Cell::Percent(percent).write(sheet, (row, index(column)?), styles)?;
    let told = format!("{} of {}", tally.met, tally.asked());
    sheet.write_string_with_format(row, second, told, &styles.faint)?;
    Ok(())
}

/// The fewer met it, the darker, down to a half: each cell has its number too.
fn shades() -> ConditionalFormat2ColorScale {
    ConditionalFormat2ColorScale::new()
        .set_minimum(ConditionalFormatType::Number, 0.5)
        .set_maximum(ConditionalFormatType::Number, 1)
        .set_minimum_color(0x00F4_B183)
        .set_maximum_color(0x00FF_FFFF)
}
