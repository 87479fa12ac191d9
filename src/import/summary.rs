//! What an import did, as a short text for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::reason::{Effect, Reason};
use super::report::Remark;
use super::{ExtractFormat, Import};
use crate::report::visible;

/// How many places of a reason are told.
const FEW: usize = 3;
/// How many tables are told by name.
const TABLES: usize = 40;

/// What was read and made, and what was remarked on: a line a table and a reason, however much there is,
/// and whatever characters the names of files and columns have.
#[must_use]
pub fn summary_of_import(imported: &Import, format: ExtractFormat) -> String {
    let mut text = format!(
        "{} from the {}\n",
        counted(imported.cases.len(), "case file", "case files"),
        format.title()
    );
    let tables = &imported.report.tables;
    for table in tables.iter().take(TABLES) {
        let parts =
            [(table.used, "used"), (table.set_aside, "set aside"), (table.unused, "not needed")];
        let parts: Vec<String> =
            parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        let rows = counted(table.rows, "row", "rows");
        let colon = if parts.is_empty() { "" } else { ": " };
        line(
            &mut text,
            &format!("  {} ({}), {rows}{colon}{}", table.path, table.table, parts.join(", ")),
        );
    }
    if let Some(more) = tables.len().checked_sub(TABLES).filter(|more| *more > 0) {
        line(&mut text, &format!("  and {}", counted(more, "table more", "tables more")));
    }
    let mut by_reason: BTreeMap<(Effect, Reason), Vec<&Remark>> = BTreeMap::new();
    for remark in &imported.report.remarks {
        by_reason.entry((remark.reason.effect(), remark.reason)).or_default().push(remark);
    }
    let mut heading = None;
    for ((effect, reason), remarks) in by_reason {
        if heading != Some(effect) {
            heading = Some(effect);
            line(&mut text, title(effect));
        }
        line(&mut text, &format!("  {} × {}", remarks.len(), reason.sentence()));
        line(&mut text, &format!("      {}", places(&remarks)));
    }
    text
}

fn title(effect: Effect) -> &'static str {
    match effect {
        Effect::Unread => "could not be read:",
        Effect::NotMapped => "read, and not taken over as it is:",
        Effect::Note => "worth knowing:",
    }
}

/// The first few places, and how many more there are.
fn places(remarks: &[&Remark]) -> String {
    let mut told: Vec<String> = remarks.iter().take(FEW).map(|remark| place(remark)).collect();
    if let Some(more) = remarks.len().checked_sub(FEW).filter(|more| *more > 0) {
        told.push(format!("and {more} more"));
    }
    told.join(", ")
}

fn place(remark: &Remark) -> String {
    let mut text = remark.place.to_string();
    let value = remark.value.as_deref();
    // The name of a column is told once where it is the value itself.
    let column = remark.place.column.as_deref().filter(|column| value != Some(column));
    let told: Vec<&str> = column.into_iter().chain(value).collect();
    if !told.is_empty() {
        // Writing to a string cannot fail.
        let _ = write!(text, " {}", told.join(" "));
    }
    text
}

fn line(text: &mut String, line: &str) {
    text.extend([&visible(line), "\n"]);
}

fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
