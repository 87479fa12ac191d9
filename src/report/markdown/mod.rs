//! Markdown for a pull request, a wiki or a ticket: figures, then each case with its findings.
//!
//! Plain headings, lists and tables, as GitHub's flavour and its kin read them. Nothing that a file
//! says is markup, a link, a mention or a reference there.

mod text;

use std::io::{self, Write};

use super::finding::asks;
use super::listing::{self, in_order};
use super::soon::{DueDay, due_soon};
use super::wording::{account, headline, percent, place, team_name, weighting};
use super::{Report, Show};
use crate::audit::{AuditedCase, Closed, Finding, Lapse, Outcome, TeamName, TeamTally};
pub(super) use text::{code, code_cell, sentence, sentence_cell};

/// Writes the report.
pub(super) fn write(report: &Report, show: Show, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Permanence audit as at {}\n", report.as_of)?;
    writeln!(out, "**{}**", headline(report))?;
    if !report.cases.is_empty() {
        writeln!(out, "\n{}.", account(report))?;
    }
    write_strategies(report, out)?;
    write_notes(report, out)?;
    write_unreadable(report, out)?;
    write_requirements(report, out)?;
    write_teams(report, out)?;
    write_due(&due_soon(report), report, out)?;
    write_cases(report, show, out)
}

fn write_strategies(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.strategies.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nHeld to:\n")?;
    for strategy in &report.strategies {
        let (title, version) = (sentence(&strategy.title), sentence(&strategy.version));
        writeln!(out, "- {}: {title}; version: {version}", code(&strategy.name))?;
    }
    Ok(())
}

fn write_notes(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.notes.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Notes\n")?;
    report.notes.iter().try_for_each(|note| writeln!(out, "- {}", sentence(note)))
}

/// Each problem of what could not be audited: where, what and what to do.
fn write_unreadable(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if report.unreadable.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Could not be audited\n")?;
    for unreadable in &report.unreadable {
        for (problem, position) in &unreadable.problems {
            let line = position.map_or(unreadable.place.line, |position| position.line);
            let place = code(&format!("{}:{line}", unreadable.place.path));
            let help = problem.help.as_deref().map(|help| format!("; {}", sentence(help)));
            let told = sentence(&problem.message);
            writeln!(out, "- {place}: {told}{}", help.unwrap_or_default())?;
        }
    }
    Ok(())
}

fn write_requirements(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let rows = listing::requirements(report);
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Requirements\n")?;
    let header = "requirement | compliant | asked | not met | breach | waived | due in 4 weeks";
    writeln!(out, "| {header} |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |")?;
    for (requirement, tally) in rows {
        let counts = tally.counts;
        writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} | {} |",
            code_cell(requirement),
            percent(counts),
            counts.met + counts.not_met,
            counts.not_met,
            tally.red,
            counts.waived,
            tally.due_soon,
        )?;
    }
    Ok(())
}

fn write_teams(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let teams = &report.summary.by_team;
    if teams.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Teams\n")?;
    writeln!(out, "| team | cases | green | amber | red | compliant |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: | ---: |")?;
    for (team, tally) in teams {
        let name = match team {
            TeamName::Named(name) => code_cell(name),
            TeamName::Unnamed => team_name(team).into_owned(),
        };
        write_tally(&name, tally, out)?;
    }
    write_tally("all", &report.summary.all, out)
}

fn write_tally(name: &str, tally: &TeamTally, out: &mut dyn Write) -> io::Result<()> {
    let TeamTally { cases, green, amber, red, counts } = tally;
    writeln!(out, "| {name} | {cases} | {green} | {amber} | {red} | {} |", percent(*counts))
}

fn write_due(due: &[DueDay], report: &Report, out: &mut dyn Write) -> io::Result<()> {
    if due.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Due in 4 weeks\n")?;
    writeln!(out, "| due | in days | case | requirement |\n| --- | ---: | --- | --- |")?;
    for DueDay { day, case_id, requirement } in due {
        let left = (*day - report.as_of).num_days();
        let [case, requirement] = [case_id, &**requirement].map(code_cell);
        writeln!(out, "| {day} | {left} | {case} | {requirement} |")?;
    }
    Ok(())
}

/// Each case with something to tell; the others share a line.
fn write_cases(report: &Report, show: Show, out: &mut dyn Write) -> io::Result<()> {
    let has_waived = |case: &AuditedCase| listing::waived(case).next().is_some();
    let mut clean = Vec::new();
    let mut told = 0;
    for case in report.cases.iter() {
        if show != Show::All && in_order(&case).is_empty() && !has_waived(&case) {
            clean.push(code(&case.audit.case_id));
            continue;
        }
        if told == 0 {
            writeln!(out, "\n## Cases")?;
        }
        told += 1;
        write_case(report, &case, show, out)?;
    }
    if clean.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Without findings\n\n{}", clean.join(", "))
}

fn write_case(
    report: &Report,
    case: &AuditedCase,
    show: Show,
    out: &mut dyn Write,
) -> io::Result<()> {
    let audit = &case.audit;
    writeln!(out, "\n### {}: {}\n", code(&audit.case_id), audit.colour().word())?;
    let team = audit.team.as_deref().map(|team| format!("team {}", code(team)));
    let worker = audit.social_worker.as_deref();
    let worker = worker.map(|worker| format!("social worker {}", code(worker)));
    let file = format!("file {}", code(&case.place.path));
    let closed = audit.closed.map(|(closing, day)| format!("closed: {}", Closed(closing, day)));
    let parts: Vec<String> = [team, worker, Some(file), closed].into_iter().flatten().collect();
    writeln!(out, "{}\n", parts.join(" · "))?;
    for (outcome, finding) in in_order(case) {
        write_finding(case, outcome, finding, out)?;
    }
    for (label, text) in listing::rest(report, case, show) {
        writeln!(out, "- {label}: {}", sentence(&text))?;
    }
    Ok(())
}

fn write_finding(
    case: &AuditedCase,
    outcome: &Outcome,
    finding: &Finding,
    out: &mut dyn Write,
) -> io::Result<()> {
    let past = match finding.lapse {
        Lapse::Open => String::new(),
        Lapse::Over(day) => format!(" (over on {day})"),
    };
    let severity = finding.severity.word();
    writeln!(out, "- **{severity}**{past}: {}", sentence(&finding.message()))?;
    for asked in asks(finding) {
        writeln!(out, "  - asks: {}", sentence(&asked))?;
    }
    writeln!(out, "  - do: {}", sentence(&finding.remedy()))?;
    let pointer = code(&finding.pointer.to_string());
    writeln!(out, "  - at: {}, {pointer}", code(&place(case, finding)))?;
    writeln!(out, "  - id: {}{}", code(&outcome.requirement), weighting(outcome))
}
