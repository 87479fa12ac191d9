//! A comparison for people: figures by requirement, then what is new and what was put right.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use comfy_table::Cell;

use super::{Change, Changed, Comparison, write_list};
use crate::report::people::{number, table};
use crate::report::visible;
use crate::report::wording::{plural, short};

/// Writes the comparison.
pub(super) fn write(comparison: &Comparison<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", headline(comparison))?;
    if let Some(table) = by_requirement(comparison) {
        writeln!(out, "\n{table}")?;
    }
    write_list("New", comparison.of(Change::New), line, out)?;
    write_list("Put right", comparison.of(Change::PutRight), line, out)?;
    let mut gone = comparison.not_comparable().peekable();
    if gone.peek().is_some() {
        writeln!(out, "\nGone, and not known to be put right")?;
    }
    for (changed, why) in gone {
        writeln!(out, "  {}   {why}", place(changed))?;
    }
    for note in &comparison.notes {
        writeln!(out, "\n  note    {note}")?;
    }
    Ok(())
}

/// `3 new, 5 put right, 12 still there · from 2025-12-31 to 2026-01-31`.
pub(super) fn headline(comparison: &Comparison<'_>) -> String {
    let (from, to) = comparison.days();
    let [new, put_right, still] =
        [Change::New, Change::PutRight, Change::StillThere].map(|change| comparison.count(change));
    let gone = match comparison.not_comparable().count() {
        0 => String::new(),
        count => format!(", {count} gone for other reasons"),
    };
    format!(
        "{}: {new} new, {put_right} put right, {still} still there{gone} · from {from} to {to}",
        plural(comparison.changes.len(), "finding")
    )
}

/// Requirements of which something changed, the most new findings first: how many are new, put right,
/// still there.
pub(super) fn figures<'c>(comparison: &'c Comparison<'_>) -> Vec<(&'c str, [usize; 3])> {
    let mut figures: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for changed in &comparison.changes {
        let [new, put_right, still] = figures.entry(changed.requirement).or_default();
        match changed.change {
            Change::New => *new += 1,
            Change::PutRight => *put_right += 1,
            Change::StillThere => *still += 1,
            Change::NotComparable(_) => {}
        }
    }
    let changed = |[new, put_right, _]: [usize; 3]| new + put_right > 0;
    let mut figures: Vec<_> = figures.into_iter().filter(|(_, counts)| changed(*counts)).collect();
    figures.sort_by_key(|(_, [new, put_right, _])| (Reverse(*new), Reverse(*put_right)));
    figures
}

fn by_requirement(comparison: &Comparison<'_>) -> Option<String> {
    let figures = figures(comparison);
    if figures.is_empty() {
        return None;
    }
    let mut table = table(&["requirement", "new", "put right", "still there"]);
    for (requirement, counts) in figures {
        let [new, put_right, still] = counts.map(number);
        table.add_row([Cell::new(visible(requirement)), new, put_right, still]);
    }
    Some(table.to_string())
}

/// `  breach       DOR-0402 contingency-option   The plan holds only one option.`
fn line(changed: &Changed<'_>) -> String {
    let (weight, message) = (changed.weight(), visible(&changed.finding.message));
    format!("  {:<12} {}   {message}", visible(&weight), place(changed))
}

/// The case and the requirement.
fn place(changed: &Changed<'_>) -> String {
    format!("{} {}", visible(&changed.audit.case_id), visible(short(changed.requirement)))
}
