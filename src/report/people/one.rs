//! One case: each finding at its place in the file, then what is met and what falls due.

use std::io::{self, Write};

use super::layout::{colour_word, hanging, in_order, painted, short};
use super::snippet::{self, Place};
use crate::audit::{AuditedCase, Closed, Finding, Lapse, Outcome, Status};
use crate::report::finding::asks;
use crate::report::{Look, Report, Show, visible};
use crate::rules::{Days, Element};
use crate::strategy::Weighting;

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
    let rest =
        [met(case, look), due(report, case, look), waived(case, look), not_asked(case, look)];
    let rest = rest.concat();
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
    if without_snippet && let Some(mark) = &finding.mark {
        let place = format!("{}:{}", visible(&case.place.path), mark.position.line);
        write!(out, "{}", hanging("at", &place, look))?;
    }
    for text in asks(finding) {
        write!(out, "{}", hanging("asks", &text, look))?;
    }
    write!(out, "{}", hanging("do", &finding.remedy(), look))?;
    let weighting = match outcome.weighting {
        Some(Weighting::Practice) => " (weight: practice)",
        Some(Weighting::Tool) => " (the tool's own)",
        None => "",
    };
    write!(out, "{}", hanging("id", &format!("{}{weighting}", outcome.requirement), look))
}

fn with(case: &AuditedCase, status: Status) -> impl Iterator<Item = &Outcome> {
    case.audit.outcomes.iter().filter(move |outcome| outcome.status == status)
}

/// What is met: how many of each element, or every one of them when all is shown.
fn met(case: &AuditedCase, look: Look) -> String {
    let ids = |element: Element| {
        with(case, Status::Met)
            .filter(move |outcome| outcome.element == element)
            .map(|outcome| short(&outcome.requirement))
    };
    let elements = Element::ALL.into_iter().filter(|element| ids(*element).next().is_some());
    match look.show {
        Show::NotMet => String::new(),
        Show::Due => {
            let counted: Vec<String> = elements
                .map(|element| format!("{} {}", element.word(), ids(element).count()))
                .collect();
            if counted.is_empty() {
                return String::new();
            }
            hanging("met", &counted.join(" · "), look)
        }
        Show::All => elements
            .map(|element| {
                let listed: Vec<&str> = ids(element).collect();
                hanging("met", &format!("{}: {}", element.word(), listed.join(", ")), look)
            })
            .collect(),
    }
}

/// What falls due, a line a day.
fn due(report: &Report, case: &AuditedCase, look: Look) -> String {
    if look.show == Show::NotMet {
        return String::new();
    }
    let waiting =
        |outcome: &&Outcome| outcome.falls_due().is_some() || outcome.status == Status::NotDue;
    let mut due: Vec<&Outcome> = case.audit.outcomes.iter().filter(waiting).collect();
    due.sort_by_key(|outcome| (outcome.due.is_none(), outcome.due));
    due.chunk_by(|a, b| a.due == b.due)
        .map(|same_day| {
            let ids: Vec<&str> =
                same_day.iter().map(|outcome| short(&outcome.requirement)).collect();
            let when = match same_day.first().and_then(|outcome| outcome.due) {
                None => "on a day that is not known".to_owned(),
                Some(due) if due == report.as_of => format!("{due}, today"),
                Some(due) => format!("{due}, in {}", Days::between(report.as_of, due)),
            };
            hanging("due", &format!("{when}: {}", ids.join(", ")), look)
        })
        .collect()
}

fn waived(case: &AuditedCase, look: Look) -> String {
    with(case, Status::Waived)
        .map(|outcome| {
            let agreed = outcome.because.as_ref().map_or_else(String::new, ToString::to_string);
            hanging("waived", &format!("{}: {agreed}", outcome.requirement), look)
        })
        .collect()
}

/// What does not apply and why, when all is shown.
fn not_asked(case: &AuditedCase, look: Look) -> String {
    let outcomes = with(case, Status::NotApplicable).filter(|_| look.show == Show::All);
    outcomes
        .map(|outcome| {
            let because = outcome.because.as_ref().map_or_else(String::new, ToString::to_string);
            hanging("n/a", &format!("{}: {because}", short(&outcome.requirement)), look)
        })
        .collect()
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
