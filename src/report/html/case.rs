//! One case: what was found, waived, falls due and is met.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::titles::Titles;
use crate::audit::{AuditedCase, Citation, Closed, Finding, Lapse, Outcome, Status};
use crate::report::finding::most_telling;
use crate::report::listing::in_order;
use crate::report::wording::{plural, short};
use crate::report::{place, visible};
use crate::rules::{Days, Element, Severity};
use crate::strategy::Weighting;

/// What to open under a case's row.
pub(super) fn details(case: &AuditedCase, as_of: NaiveDate, titles: &Titles) -> Markup {
    let findings = in_order(case);
    html! {
        details {
            summary { (headline(case, &findings)) }
            div.inside {
                p.file { "Read from " code { (visible(&case.place.to_string())) } (closed(case)) }
                @if !findings.is_empty() {
                    ul.findings aria-label="Findings" {
                        @for (outcome, finding) in &findings { (one(case, outcome, finding, as_of, titles)) }
                    }
                }
                (rest(case))
            }
        }
    }
}

/// `3 findings: contingency-option, no-drift · 1 waived`.
fn headline(case: &AuditedCase, findings: &[(&Outcome, &Finding)]) -> Markup {
    let mut named: Vec<&str> =
        findings.iter().map(|(outcome, _)| short(&outcome.requirement)).collect();
    named.dedup();
    let counts = case.audit.counts();
    let known: usize = case.audit.outcomes.iter().map(|outcome| outcome.known.len()).sum();
    html! {
        @if findings.is_empty() {
            "No findings"
        } @else {
            (plural(findings.len(), "finding")) ": " (visible(&named.join(", ")))
        }
        @if known > 0 { " · " (known) " known from the baseline" }
        @if counts.waived > 0 { " · " (counts.waived) " waived" }
        " · " (counts.met) " met"
        @if counts.not_due > 0 { " · " (counts.not_due) " not due yet" }
    }
}

fn closed(case: &AuditedCase) -> Markup {
    html! {
        @if let Some((closing, day)) = case.audit.closed {
            ". The case is closed: " (Closed(closing, day).to_string()) "."
        }
    }
}

fn one(
    case: &AuditedCase,
    outcome: &Outcome,
    finding: &Finding,
    as_of: NaiveDate,
    titles: &Titles,
) -> Markup {
    let overdue = finding.due.filter(|due| *due < as_of && case.audit.closed.is_none());
    let class = match (finding.lapse, finding.severity) {
        (Lapse::Over(_), _) => "past",
        (Lapse::Open, Severity::Breach) => "breach",
        (Lapse::Open, Severity::Concern) => "concern",
        (Lapse::Open, Severity::Advice) => "advice",
    };
    let weighting = match outcome.weighting {
        Some(Weighting::Practice) => " (weight: practice)",
        Some(Weighting::Tool) => " (the tool’s own)",
        None => "",
    };
    let line = place::position(case, finding).line;
    html! {
        li class=(class) {
            p.what {
                b { (weight(finding)) ":" }
                " " (visible(titles.title(&outcome.requirement)))
                " " code { (visible(&outcome.requirement)) (weighting) }
            }
            p { (visible(&finding.message())) }
            dl {
                @for citation in most_telling(finding) { (asked(citation)) }
                @if let Some(due) = overdue {
                    div { dt { "Overdue" } dd { "Since " (due.to_string()) ", " (Days::between(due, as_of).to_string()) } }
                }
                div { dt { "Do" } dd { (visible(&finding.remedy())) } }
                div { dt { "Where" } dd { code { (visible(&case.place.path)) ":" (line) } } }
            }
        }
    }
}

fn weight(finding: &Finding) -> String {
    let name = match finding.severity {
        Severity::Breach => "Breach",
        Severity::Concern => "Concern",
        Severity::Advice => "Advice",
    };
    match finding.lapse {
        Lapse::Open => name.to_owned(),
        Lapse::Over(day) => format!("{name}, past: over on {day}"),
    }
}

fn asked(citation: &Citation) -> Markup {
    html! {
        @if let Some(clause) = citation.clause() {
            div {
                dt { "Asks" }
                dd {
                    (visible(&clause.says))
                    " " cite { "(" (visible(citation.document().1)) ", " (visible(&clause.heading)) ")" }
                }
            }
        }
    }
}

/// What is waived, falls due and is met; of what does not apply, how much.
fn rest(case: &AuditedCase) -> Markup {
    let outcomes = &case.audit.outcomes;
    let with = |status: Status| outcomes.iter().filter(move |outcome| outcome.status == status);
    let mut due: Vec<&Outcome> = outcomes
        .iter()
        .filter(|outcome| outcome.falls_due().is_some() || outcome.status == Status::NotDue)
        .collect();
    due.sort_by_key(|outcome| (outcome.due.is_none(), outcome.due));
    let not_applicable = case.audit.counts().not_applicable;
    html! {
        dl.rest {
            @if with(Status::Waived).next().is_some() {
                div {
                    dt { "Waived" }
                    @for outcome in with(Status::Waived) {
                        dd {
                            (visible(&outcome.requirement))
                            @if let Some(because) = &outcome.because { ": " (visible(&because.to_string())) }
                        }
                    }
                }
            }
            @if !due.is_empty() {
                div {
                    dt { "Due" }
                    @for same_day in due.chunk_by(|a, b| a.due == b.due) { (due_together(same_day)) }
                }
            }
            @if with(Status::Met).next().is_some() {
                div {
                    dt { "Met" }
                    @for element in Element::ALL {
                        @let met = ids(with(Status::Met).filter(|outcome| outcome.element == element));
                        @if !met.is_empty() { dd { (element.word()) ": " (met) } }
                    }
                }
            }
            @if not_applicable > 0 {
                div { dt { "Not asked" } dd { (plural(not_applicable, "requirement")) " that do not apply" } }
            }
        }
    }
}

fn due_together(same_day: &[&Outcome]) -> Markup {
    html! {
        dd {
            @match same_day.first().and_then(|outcome| outcome.due) {
                Some(day) => (day.to_string()),
                None => "On a day that is not known",
            }
            ": " (ids(same_day.iter().copied()))
        }
    }
}

fn ids<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> String {
    let ids: Vec<&str> = outcomes.map(|outcome| short(&outcome.requirement)).collect();
    visible(&ids.join(", ")).into_owned()
}
