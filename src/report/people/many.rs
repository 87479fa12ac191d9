//! Many cases: a line for each, and one for each of its findings.

use std::io::{self, Write};

use textwrap::fill;

use super::layout::{colour_word, hanging, mark, page, painted};
use crate::audit::{AuditedCase, CONFIG_FILE, Cases, Closed, Finding, Lapse};
use crate::document::Position;
use crate::report::listing::in_order;
use crate::report::{Look, visible};

/// A column this far along a line says too little of where a finding is.
const LONG_LINE: usize = 120;

/// Writes the cases; those without findings share a line at the end.
pub(super) fn write(cases: &Cases, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let mut clean = Vec::new();
    for case in cases.iter() {
        if in_order(&case).is_empty() {
            clean.push(visible(&case.audit.case_id).into_owned());
        } else {
            write_case(&case, look, out)?;
        }
    }
    if clean.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", hanging("clean", &clean.join(", "), look))
}

/// `line 62`; in a document that is all one long line, the place within it too.
fn place(case: &AuditedCase, finding: &Finding) -> String {
    if finding.elsewhere.is_some() {
        return CONFIG_FILE.to_owned();
    }
    let position = finding.mark.as_ref().map(|mark| mark.position);
    let line = position.map_or(case.place.line, |position| position.line);
    match position {
        Some(Position { column, .. }) if column > LONG_LINE => {
            format!("line {line}, {}", finding.pointer)
        }
        _ => format!("line {line}"),
    }
}

fn write_case(case: &AuditedCase, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let audit = &case.audit;
    let id = painted(&visible(&audit.case_id), "1", look);
    let mut parts: Vec<String> = vec![colour_word(audit.colour(), look)];
    parts.extend(audit.team.as_deref().map(|team| visible(team).into_owned()));
    parts.push(visible(&case.place.path).into_owned());
    if let Some((closing, day)) = audit.closed {
        parts.push(format!("closed: {}", Closed(closing, day)));
    }
    writeln!(out, "{id}   {}", parts.join("   "))?;
    for (outcome, finding) in in_order(case) {
        let place = place(case, finding);
        let past = if finding.lapse == Lapse::Open { "" } else { "past " };
        let text = format!(
            "{} {:<12} {place}: {} [{}]",
            mark(finding),
            format!("{past}{}", finding.severity.word()),
            finding.message(),
            outcome.requirement,
        );
        let options = page("  ", "                 ", look);
        writeln!(out, "{}", fill(&visible(&text), options))?;
    }
    writeln!(out)
}
