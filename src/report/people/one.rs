//! One case: each finding at its place in the file, then what is met and what falls due.

use std::io::{self, Write};

use super::layout::{colour_word, hanging, painted};
use super::snippet::{self, Place};
use crate::audit::{AuditedCase, Closed, Finding, Lapse, Outcome, Status};
use crate::report::finding::asks;
use crate::report::listing::{self, in_order, with};
use crate::report::wording::{place as place_of, short, weighting};
use crate::report::{Look, Report, visible};

/// Writes the case.
pub(super) fn write(
    report: &Report,
    case: &AuditedCase,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", headline(report, case, look))?;
    for (outcome, finding) in in_order(case) {
        writeln!(out)?;
        write_finding(case, outcome, finding, look, out)?;
    }
    let rest = listing::rest(report, case, look.show);
    let rest: String = rest.iter().map(|(label, text)| hanging(label, text, look)).collect();
    if !rest.is_empty() {
        write!(out, "\n{rest}")?;
    }
    writeln!(out, "\n{}", counts(case))
}

/// `DOR-0417   RED   purbeck-cic · QARO-07 · as at 2026-01-31 · dorset, statutory`.
fn headline(report: &Report, case: &AuditedCase, look: Look) -> String {
    let audit = &case.audit;
    // A strategy's name is one word, and safe to show.
    let strategies: Vec<&str> =
        report.strategies.iter().map(|strategy| strategy.name.as_str()).collect();
    let who = [&audit.team, &audit.reviewing_officer].into_iter().flatten();
    let mut parts: Vec<String> = who.map(|text| visible(text).into_owned()).collect();
    parts.push(format!("as at {}", report.as_of));
    parts.push(strategies.join(", "));
    if let Some((closing, day)) = audit.closed {
        parts.push(format!("closed: {}", Closed(closing, day)));
    }
    let id = painted(&visible(&audit.case_id), "1", look);
    format!("{id}   {}   {}", colour_word(audit.colour(), look), parts.join(" · "))
}

fn write_finding(
    case: &AuditedCase,
    outcome: &Outcome,
    finding: &Finding,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = case.text.as_deref().filter(|_| look.snippets);
    let place = finding.mark.as_ref().zip(text).map(|(mark, text)| Place {
        path: &case.place.path,
        text,
        position: mark.position,
        span: &mark.span,
        missing: mark.missing.as_deref(),
    });
    let without_snippet = place.is_none();
    write!(out, "{}", snippet::finding(finding, place, look))?;
    if without_snippet && finding.mark.is_some() {
        write!(out, "{}", hanging("at", &place_of(case, finding), look))?;
    }
    for text in asks(finding) {
        write!(out, "{}", hanging("asks", &text, look))?;
    }
    write!(out, "{}", hanging("do", &finding.remedy(), look))?;
    write!(
        out,
        "{}",
        hanging("id", &format!("{}{}", outcome.requirement, weighting(outcome)), look)
    )
}

/// `61 met · 2 not met · 3 not due (next: later-reviews, 2026-02-20) · 27 not applicable`.
fn counts(case: &AuditedCase) -> String {
    let counts = case.audit.counts();
    let only_past = |outcome: &&Outcome| {
        let mut all = outcome.findings.iter().chain(&outcome.known);
        all.all(|finding| finding.lapse != Lapse::Open)
    };
    let past = with(case, Status::NotMet).filter(only_past).count();
    let not_met = match past {
        0 => format!("{} not met", counts.not_met),
        past => format!("{} not met · {past} past", counts.not_met - past),
    };
    let next = match case.audit.next_due() {
        Some((outcome, due)) => format!(" · next due: {}, {due}", short(&outcome.requirement)),
        None => String::new(),
    };
    let waived = match counts.waived {
        0 => String::new(),
        waived => format!(" · {waived} waived"),
    };
    format!(
        "{} met · {not_met} · {} not due · {} not applicable{waived}{next}",
        counts.met, counts.not_due, counts.not_applicable
    )
}
