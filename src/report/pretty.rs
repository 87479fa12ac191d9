//! The report for people: the places of one case, or the findings of many, line by line.

use std::io::{self, Write};

use textwrap::{Options, WordSeparator, WordSplitter, fill};

use super::snippet::{self, Place};
use super::table::plural;
use super::{Look, Report, Show, problem_report, table, visible};
use crate::audit::{AuditedCase, Citation, Colour, Finding, Lapse, Outcome, Status};
use crate::rules::{Days, Severity};
use crate::strategy::Weighting;

/// Writes the report.
pub(super) fn write(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    match report.cases.as_slice() {
        [] => {}
        [only] => write_case(report, only, look, out)?,
        many => {
            for case in many {
                write_lines(case, look, out)?;
            }
            table::write_figures(report, out)?;
        }
    }
    write_trailer(report, look, out)
}

/// What could not be audited, the notes, and a line that accounts for every finding.
pub(super) fn write_trailer(report: &Report, look: Look, out: &mut dyn Write) -> io::Result<()> {
    for unreadable in &report.unreadable {
        write!(out, "\n{}", problem_report(unreadable, look))?;
    }
    for note in &report.notes {
        write!(out, "\n{}", hanging("note", note, look))?;
    }
    if report.cases.len() > 1 || !report.unreadable.is_empty() {
        writeln!(out, "\n{}", account(report))?;
    }
    Ok(())
}

/// `9 findings: 3 breaches, 6 concerns; 1 waived; 2 not yet due; 1 document could not be audited`.
fn account(report: &Report) -> String {
    let unaudited = format!(
        "{} could not be audited",
        plural(report.unreadable.len(), "document")
    );
    if report.cases.is_empty() {
        return unaudited;
    }
    let of = |severity| {
        report
            .cases
            .iter()
            .map(|case| case.audit.findings_of(severity))
            .sum()
    };
    let (breaches, concerns, advice): (usize, usize, usize) = (
        of(Severity::Breach),
        of(Severity::Concern),
        of(Severity::Advice),
    );
    let over: usize = report
        .cases
        .iter()
        .map(|case| case.audit.lapses_over())
        .sum();
    let breaches_told = match breaches {
        1 => "1 breach".to_owned(),
        many => format!("{many} breaches"),
    };
    let findings = format!(
        "{}: {breaches_told}, {}, {advice} advice",
        plural(breaches + concerns + advice, "finding"),
        plural(concerns, "concern"),
    );
    let counts = report.summary.all.counts;
    let also = [
        (over, format!("{over} of them past and over")),
        (counts.waived, format!("{} waived", counts.waived)),
        (counts.not_due, format!("{} not yet due", counts.not_due)),
        (report.unreadable.len(), unaudited),
    ];
    let told = also
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, text)| text);
    std::iter::once(findings)
        .chain(told)
        .collect::<Vec<_>>()
        .join("; ")
}

fn painted(text: &str, code: &str, look: Look) -> String {
    if look.colour {
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    } else {
        text.to_owned()
    }
}

fn colour_word(colour: Colour, look: Look) -> String {
    let code = match colour {
        Colour::Red => "1;31",
        Colour::Amber => "1;33",
        Colour::Green => "1;32",
    };
    painted(&colour.word().to_uppercase(), code, look)
}

fn mark(severity: Severity, lapse: Lapse) -> &'static str {
    match (lapse, severity) {
        (Lapse::Over(_), _) => "·",
        (Lapse::Open, Severity::Breach) => "×",
        (Lapse::Open, Severity::Concern) => "!",
        (Lapse::Open, Severity::Advice) => "›",
    }
}

/// `DOR-0417   RED   purbeck-cic · QARO-07 · as at 2026-01-31 · dorset, statutory`.
fn case_line(report: &Report, case: &AuditedCase, look: Look) -> String {
    let audit = &case.audit;
    let strategies: Vec<&str> = report
        .strategies
        .iter()
        .map(|strategy| strategy.name.as_str())
        .collect();
    // A strategy's name is one word, and safe to show.
    let mut parts: Vec<String> = [&audit.team, &audit.reviewing_officer]
        .into_iter()
        .flatten()
        .map(|text| visible(text).into_owned())
        .collect();
    parts.push(format!("as at {}", report.as_of));
    parts.push(strategies.join(", "));
    if let Some((closing, day)) = audit.closed {
        parts.push(format!("closed: {}", crate::audit::Closed(closing, day)));
    }
    let id = painted(&visible(&audit.case_id), "1", look);
    format!(
        "{id}   {}   {}",
        colour_word(audit.colour(), look),
        parts.join(" · ")
    )
}

fn write_case(
    report: &Report,
    case: &AuditedCase,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", case_line(report, case, look))?;
    for (outcome, finding) in in_order(case) {
        writeln!(out)?;
        write_finding(case, outcome, finding, look, out)?;
    }
    write_rest(report, case, look, out)
}

/// Findings that count, the heaviest open ones first, then in the order of the strategies.
fn in_order(case: &AuditedCase) -> Vec<(&Outcome, &Finding)> {
    let outcomes = case.audit.outcomes.iter();
    let not_met = outcomes.filter(|outcome| outcome.status == Status::NotMet);
    let mut findings: Vec<(&Outcome, &Finding)> = not_met
        .flat_map(|outcome| {
            outcome
                .findings
                .iter()
                .map(move |finding| (outcome, finding))
        })
        .collect();
    findings.sort_by_key(|(_, finding)| {
        (
            finding.lapse != Lapse::Open,
            std::cmp::Reverse(finding.severity),
        )
    });
    findings
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
        lines_before: case.lines_before,
        span: &mark.span,
        missing: mark.missing.as_deref(),
    });
    let without_snippet = place.is_none();
    write!(
        out,
        "{}",
        snippet::finding(finding.severity, &finding.message(), place, look)
    )?;
    if without_snippet && let Some(mark) = &finding.mark {
        let place = format!("{}:{}", visible(&case.place.path), mark.position.line);
        write!(out, "{}", hanging("at", &place, look))?;
    }
    for citation in &first_of_each(&finding.citations) {
        if let Some(clause) = citation.clause() {
            let title = &citation.strategy().short_title;
            let text = format!("{title}, {}: {}", clause.heading, clause.says);
            write!(out, "{}", hanging("asks", &text, look))?;
        }
    }
    write!(out, "{}", hanging("do", &finding.remedy(), look))?;
    let weighting = match outcome.weighting {
        Some(Weighting::Practice) => " (weight: practice)",
        Some(Weighting::Tool) => " (the tool's own)",
        None => "",
    };
    write!(
        out,
        "{}",
        hanging("id", &format!("{}{weighting}", outcome.requirement), look)
    )
}

/// The most telling clause of each strategy.
fn first_of_each(citations: &[Citation]) -> Vec<&Citation> {
    let mut first: Vec<&Citation> = Vec::new();
    for citation in citations {
        if first
            .iter()
            .all(|known| known.strategy().name != citation.strategy().name)
        {
            first.push(citation);
        }
    }
    first
}

/// What is met, what falls due next, and the counts.
fn write_rest(
    report: &Report,
    case: &AuditedCase,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut rest = String::new();
    let with = |status: Status| {
        case.audit
            .outcomes
            .iter()
            .filter(move |o| o.status == status)
    };
    if look.show != Show::NotMet {
        let met: Vec<&str> = with(Status::Met).map(short).collect();
        if !met.is_empty() {
            rest += &hanging("met", &met.join(", "), look);
        }
        let mut due: Vec<&Outcome> = case
            .audit
            .outcomes
            .iter()
            .filter(|outcome| falls_due(outcome))
            .collect();
        due.sort_by_key(|outcome| outcome.due);
        for outcome in due {
            rest += &hanging("due", &due_text(report, outcome), look);
        }
    }
    for outcome in with(Status::Waived) {
        rest += &hanging("waived", short(outcome), look);
    }
    if look.show == Show::All {
        for outcome in with(Status::NotApplicable) {
            let because = outcome
                .because
                .as_ref()
                .map_or_else(String::new, ToString::to_string);
            rest += &hanging("n/a", &format!("{}: {because}", short(outcome)), look);
        }
    }
    if !rest.is_empty() {
        write!(out, "\n{rest}")?;
    }
    let counts = case.audit.counts();
    let next = match case.audit.next_due() {
        Some((outcome, due)) => format!(" (next: {}, {due})", short(outcome)),
        None => String::new(),
    };
    let waived = match counts.waived {
        0 => String::new(),
        waived => format!(" · {waived} waived"),
    };
    writeln!(
        out,
        "\n{} met · {} not met · {} not due{next} · {} not applicable{waived}",
        counts.met, counts.not_met, counts.not_due, counts.not_applicable
    )
}

fn falls_due(outcome: &Outcome) -> bool {
    outcome.falls_due().is_some() || outcome.status == Status::NotDue
}

fn due_text(report: &Report, outcome: &Outcome) -> String {
    match outcome.due {
        None => short(outcome).to_owned(),
        Some(due) if due == report.as_of => format!("{}: {due}, today", short(outcome)),
        Some(due) => {
            format!(
                "{}: {due}, in {}",
                short(outcome),
                Days::between(report.as_of, due)
            )
        }
    }
}

/// The requirement without its strategy's name.
fn short(outcome: &Outcome) -> &str {
    outcome
        .requirement
        .split_once('/')
        .map_or(&*outcome.requirement, |(_, id)| id)
}

/// One of many cases: a line for itself, and one for each finding.
fn write_lines(case: &AuditedCase, look: Look, out: &mut dyn Write) -> io::Result<()> {
    let audit = &case.audit;
    let findings = in_order(case);
    if findings.is_empty() && look.show == Show::NotMet {
        return Ok(());
    }
    let id = painted(&visible(&audit.case_id), "1", look);
    let team = audit.team.as_deref().map(visible).unwrap_or_default();
    let path = visible(&case.place.path);
    writeln!(
        out,
        "{id}   {}   {team}   {path}",
        colour_word(audit.colour(), look)
    )?;
    for (outcome, finding) in &findings {
        let line = finding
            .mark
            .as_ref()
            .map_or(case.place.line, |mark| mark.position.line);
        let text = format!(
            "{} {:<7} {:>4}  {} [{}]",
            mark(finding.severity, finding.lapse),
            finding.severity.word(),
            line,
            finding.message(),
            outcome.requirement,
        );
        let options = page("  ", "                  ", look);
        writeln!(out, "{}", fill(&visible(&text), options))?;
    }
    writeln!(out)
}

/// A label and its text, wrapped so that the text stands clear of the label.
fn hanging(label: &str, text: &str, look: Look) -> String {
    let first = format!("  {label:<7} ");
    let options = page(&first, "          ", look);
    format!("{}\n", fill(&visible(text), options))
}

/// Lines that break between words only: an id broken at its hyphens could not be copied.
fn page<'a>(first: &'a str, rest: &'a str, look: Look) -> Options<'a> {
    Options::new(look.width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false)
}
