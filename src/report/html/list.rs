//! The list of cases: a row for each, and under it what there is to open.

use std::cmp::Reverse;
use std::io::{self, Write};

use chrono::NaiveDate;
use maud::{Markup, html};

use super::case;
use super::filters::{Filters, finding_codes};
use super::titles::{Titles, colour_name, percent};
use crate::audit::{AuditedCase, Colour, Counts, percent_compliant};
use crate::report::{Report, visible, wording::plural};
use crate::rules::Severity;

/// The columns of the list: how each is named, and how it is sorted.
const COLUMNS: [(&str, &str); 9] = [
    ("Case", "text"),
    ("Standing", "rank"),
    ("Team", "text"),
    ("Social worker", "text"),
    ("Breaches", "count"),
    ("Concerns", "count"),
    ("Advice", "count"),
    ("Next due", "text"),
    ("Compliant", "share"),
];

/// Writes the section.
pub(super) fn write(report: &Report, titles: &Titles, out: &mut dyn Write) -> io::Result<()> {
    let filters = Filters::of(report);
    write!(out, r#"<section aria-labelledby="cases">{}"#, top(report, &filters, titles).0)?;
    if !report.cases.is_empty() {
        write!(out, r#"<table id="list">{}"#, heading().0)?;
        for case in worst_first(report).filter_map(|place| report.cases.get(place)) {
            write!(out, "{}", row(&case, report.as_of, &filters, titles).0)?;
        }
        write!(out, "</table>{}", under().0)?;
    }
    write!(out, "</section>")
}

/// The places of the cases, the worst first, those that stand alike in the order of the report.
fn worst_first(report: &Report) -> impl Iterator<Item = usize> {
    let standing = report.cases.iter().map(|case| {
        let of = |severity| case.audit.open_findings_of(severity);
        (case.audit.colour(), of(Severity::Breach), of(Severity::Concern))
    });
    let mut cases: Vec<_> = standing.map(Reverse).zip(0..).collect();
    cases.sort();
    cases.into_iter().map(|(_, place)| place)
}

fn top(report: &Report, filters: &Filters<'_>, titles: &Titles) -> Markup {
    html! {
        h2 #cases tabindex="-1" { "Cases" }
        @if report.cases.is_empty() {
            p { "No case was audited." }
        } @else {
            (filters.form(titles))
            div.over-list {
                p #shown role="status" { (plural(report.cases.len(), "case")) ", the worst first" }
                div #tools hidden {
                    button #clear type="button" { "Clear filters" }
                    button #open type="button" { "Open all shown" }
                    button #close type="button" { "Close all" }
                }
            }
        }
    }
}

fn under() -> Markup {
    html! {
        p #none hidden { "No case fits these filters." }
        div #more hidden { button #next type="button" {} button #every type="button" {} }
    }
}

fn heading() -> Markup {
    html! {
        caption.vh { "Cases. Each is followed by what was found, to open." }
        thead { tr { @for (name, kind) in COLUMNS { th scope="col" data-kind=(kind) { (name) } } } }
    }
}

fn row(case: &AuditedCase, as_of: NaiveDate, filters: &Filters<'_>, titles: &Titles) -> Markup {
    let audit = &case.audit;
    let Counts { met, not_met, .. } = audit.counts();
    let due = audit.next_due().map(|(_, due)| due.to_string());
    let code = match audit.colour() {
        Colour::Red => "r",
        Colour::Amber => "a",
        Colour::Green => "g",
    };
    html! {
        tbody data-t=[filters.team(case)] data-w=[filters.worker(case)] data-c=(code) data-f=(finding_codes(case, titles)) {
            tr {
                th scope="row" { (visible(&audit.case_id)) }
                td { span class={ "s " (audit.colour().word()) } { (colour_name(audit.colour())) } }
                @for name in [&audit.team, &audit.social_worker] {
                    td { @match name { Some(name) => (visible(name)), None => "–" } }
                }
                @for severity in [Severity::Breach, Severity::Concern, Severity::Advice] {
                    td { (audit.open_findings_of(severity)) }
                }
                td { (due.as_deref().unwrap_or("–")) }
                td { (percent(percent_compliant(met, not_met))) }
            }
            tr { td colspan=(COLUMNS.len()) { (case::details(case, as_of, titles)) } }
        }
    }
}
