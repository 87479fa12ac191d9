//! A strategy's clause coverage, for people and machines.

use std::io::{self, Write};

use super::markdown::{sentence, sentence_cell};
use super::safe::{escaped, visible};
use crate::strategy::Coverage;

/// How to write a coverage table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverageFormat {
    /// A table for a terminal.
    Table,
    /// One JSON object.
    Json,
    /// A Markdown table.
    Markdown,
}

/// Writes a coverage table with its totals.
///
/// # Errors
/// When it cannot be written.
pub fn write_coverage(
    coverage: &Coverage<'_>,
    format: CoverageFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        CoverageFormat::Json => {
            let text = serde_json::to_string_pretty(coverage)?;
            return writeln!(out, "{}", escaped(&text));
        }
        CoverageFormat::Table => {
            let mut table =
                super::people::plain_table(&["clause", "strength", "checked by", "says"]);
            for clause in &coverage.by_clause {
                let by: Vec<String> =
                    checked_by(clause).iter().map(|part| visible(part).into_owned()).collect();
                let by = by.join("\n");
                let [id, says] = [clause.id.as_str(), clause.says].map(visible);
                table.add_row([&id, clause.strength, &by, &says]);
            }
            writeln!(out, "{table}")?;
        }
        CoverageFormat::Markdown => {
            writeln!(out, "| clause | where | says | strength | checked by |")?;
            writeln!(out, "| --- | --- | --- | --- | --- |")?;
            for clause in &coverage.by_clause {
                let row = [clause.id.as_str(), clause.heading, clause.says, clause.strength];
                let row = row.map(sentence_cell);
                let by =
                    checked_by(clause).iter().map(|part| sentence_cell(part)).collect::<Vec<_>>();
                writeln!(out, "| {} | {} |", row.join(" | "), by.join("<br>"))?;
            }
        }
    }
    let shown = |text: &str| match format {
        CoverageFormat::Markdown => sentence(text),
        CoverageFormat::Table | CoverageFormat::Json => visible(text).into_owned(),
    };
    writeln!(out, "\n{}", shown(&totals(coverage)))?;
    for removed in &coverage.removed {
        let from = removed.from.map(|from| format!(" ({from})")).unwrap_or_default();
        let told = format!("removed: {}{from}: {}", removed.id, removed.reason);
        writeln!(out, "{}", shown(&told))?;
    }
    Ok(())
}

/// What checks a clause, and what is to be said of it.
fn checked_by(clause: &crate::strategy::CoveredClause<'_>) -> Vec<String> {
    let reason = clause.unchecked.map(|reason| {
        if clause.checked_by.is_empty() { format!("– {reason}") } else { reason.to_owned() }
    });
    let by = Some(clause.checked_by.join(", ")).filter(|by| !by.is_empty());
    by.into_iter().chain(reason).collect()
}

fn totals(coverage: &Coverage<'_>) -> String {
    let Coverage { strategy, clauses, checked, partly, not_checkable, unaccounted, .. } = coverage;
    let takes_over = coverage.by_clause.iter().any(|clause| clause.id.contains('/'));
    let or_left_out = if takes_over { " or that are left out" } else { "" };
    let whole = format!(
        "{strategy}: {clauses} clauses: {checked} checked, {partly} checked in part, {not_checkable} that no case file can show{or_left_out}, {unaccounted} unaccounted for"
    );
    match coverage.citing_none.as_slice() {
        [] => whole,
        citing_none => {
            format!("{whole}; requirements that cite no clause: {}", citing_none.join(", "))
        }
    }
}
