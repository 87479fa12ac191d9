//! How cases stood over time, in tables.

use std::io::{self, Write};

use comfy_table::Cell;

use super::tables::{number, table};
use super::write_notes;
use crate::audit::{Trend, TrendPoint};
use crate::report::wording::plural;
use crate::report::{Look, visible};

/// From none to all.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Writes the figures of each day, and how each requirement changed.
pub(in crate::report) fn write(
    trend: &Trend,
    notes: &[String],
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", days(&trend.points))?;
    let lines = lines(trend);
    let (told, perfect): (Vec<&Line<'_>>, Vec<&Line<'_>>) =
        lines.iter().partition(|line| line.percents().any(|percent| percent < 100));
    if !told.is_empty() {
        writeln!(out, "\n{}", requirements(&told))?;
    }
    if !perfect.is_empty() {
        let those = plural(perfect.len(), "requirement");
        writeln!(out, "\n{those} at 100 % whenever judged")?;
    }
    write_notes(notes, look, out)
}

fn percent(percent: Option<u8>) -> String {
    percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"))
}

fn days(points: &[TrendPoint]) -> String {
    let header =
        ["day", "in care", "green", "amber", "red", "compliant", "closed", "not yet in care"];
    let mut table = table(&header);
    for point in points {
        let all = &point.summary.all;
        table.add_row([
            Cell::new(point.day),
            number(all.cases),
            number(all.green),
            number(all.amber),
            number(all.red),
            number(percent(point.percent())),
            number(point.closed),
            number(point.before_care),
        ]);
    }
    table.to_string()
}

/// Percent compliant of a requirement on each day.
struct Line<'t> {
    requirement: &'t str,
    /// How many cases it was judged on, on the last such day.
    judged: usize,
    days: Vec<Option<u8>>,
}

impl Line<'_> {
    /// Those of the days on which it was judged.
    fn percents(&self) -> impl DoubleEndedIterator<Item = u8> + '_ {
        self.days.iter().copied().flatten()
    }

    /// How it changed from the first such day to the last.
    fn change(&self) -> i16 {
        let ends = self.percents().next().zip(self.percents().next_back());
        ends.map_or(0, |(first, last)| i16::from(last) - i16::from(first))
    }

    /// A mark a day: higher is more, and a dot a day on which it was judged on no case.
    fn bars(&self) -> String {
        let bar = |percent: u8| BARS.get(usize::from(percent) * (BARS.len() - 1) / 100);
        self.days.iter().map(|day| day.and_then(bar).copied().unwrap_or('·')).collect()
    }
}

/// Requirements that were judged on any day: the most fallen first, then the least compliant.
fn lines(trend: &Trend) -> Vec<Line<'_>> {
    let days: Vec<_> = trend.points.iter().map(TrendPoint::percents).collect();
    let line = |requirement| Line {
        requirement,
        judged: trend.points.iter().rev().find_map(|point| point.judged(requirement)).unwrap_or(0),
        days: days.iter().map(|day| day.get(requirement).copied().flatten()).collect(),
    };
    let mut lines: Vec<Line<'_>> = trend.requirements().into_iter().map(line).collect();
    lines.retain(|line| line.percents().next().is_some());
    lines.sort_by_key(|line| (line.change(), line.percents().next_back()));
    lines
}

fn requirements(lines: &[&Line<'_>]) -> String {
    let mut table =
        table(&["requirement", "first", "last", "change", "lowest", "cases", "over time"]);
    for line in lines {
        let change = match line.change() {
            0 => "0".to_owned(),
            change => format!("{change:+}"),
        };
        table.add_row([
            Cell::new(visible(line.requirement)),
            number(percent(line.percents().next())),
            number(percent(line.percents().next_back())),
            number(change),
            number(percent(line.percents().min())),
            number(line.judged),
            number(line.bars()),
        ]);
    }
    table.to_string()
}
