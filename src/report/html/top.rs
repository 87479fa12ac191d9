//! The top of the page: as at which day, by which strategies, the figures of all cases, and what a
//! reader has to know of them. Its foot: how to read it.

use maud::{Markup, html};

use super::titles::{long_day, number, percent};
use crate::audit::{Unreadable, percent_compliant};
use crate::report::{Report, visible, wording::plural};
use crate::strategy::Strategy;

/// The most documents whose problems show at once; more of them have to be opened.
const MOST_OPEN: usize = 5;

pub(super) fn header(report: &Report) -> Markup {
    html! {
        header {
            div.wide {
                p.kicker { "Permanence audit" }
                h1 { "Permanence plans as at " time datetime=(report.as_of.to_string()) { (long_day(report.as_of)) } }
                ul.strategies aria-label="Held to" {
                    @for strategy in &report.strategies { li { (held_to(strategy)) } }
                }
            }
        }
    }
}

fn held_to(strategy: &Strategy) -> Markup {
    let in_force = match (strategy.applies_from, strategy.applies_to) {
        (Some(from), Some(to)) => format!("in force {from} to {to}"),
        (Some(from), None) => format!("in force from {from}"),
        (None, Some(to)) => format!("in force to {to}"),
        (None, None) => String::new(),
    };
    html! {
        b { (visible(&strategy.title)) }
        span.quiet {
            " version " (visible(&strategy.version))
            @if !in_force.is_empty() { ", " (in_force) }
        }
    }
}

/// The figures of all cases together.
pub(super) fn figures(report: &Report) -> Markup {
    let all = &report.summary.all;
    let compliant = percent_compliant(all.counts.met, all.counts.not_met);
    // To the nearest, unlike percent compliant: here nothing turns on 100 meaning all.
    let share = |count: usize| match all.cases {
        0 => "–".to_owned(),
        cases => format!("{} %", (count * 200 + cases) / (cases * 2)),
    };
    html! {
        section aria-labelledby="summary" {
            h2 #summary { "Summary" }
            dl.figures {
                div { dt { "Cases" } dd { b { (number(all.cases)) } } }
                @for (class, name, count) in
                    [("red", "Red", all.red), ("amber", "Amber", all.amber), ("green", "Green", all.green)]
                {
                    div { dt { span class={ "s " (class) } { (name) } }
                        dd { b { (number(count)) } " " span.quiet { (share(count)) } } }
                }
                div { dt { "Compliant" }
                    dd { b { (percent(compliant)) }
                        " " span.quiet { (number(all.counts.met)) " of " (number(all.counts.met + all.counts.not_met)) " met" } } }
                @if !report.unreadable.is_empty() {
                    div { dt { "Not audited" }
                        dd { b { (number(report.unreadable.len())) } " " a href="#not-audited" { "which, and why" } } }
                }
            }
        }
    }
}

/// What a reader has to know of the whole.
pub(super) fn notes(report: &Report) -> Markup {
    let scope = &report.scope;
    let list = |words: &[String]| visible(&words.join(", ")).into_owned();
    let mut notes: Vec<String> =
        report.notes.iter().map(|note| visible(note).into_owned()).collect();
    if !scope.selection.select.is_empty() {
        notes.push(format!("Looked at: {}.", list(&scope.selection.select)));
    }
    if !scope.selection.ignore.is_empty() {
        notes.push(format!("Left out: {}.", list(&scope.selection.ignore)));
    }
    if let Some(since) = scope.since {
        notes.push(format!("Lapses that were over before {since} are left out."));
    }
    if scope.as_if_due {
        notes.push("Plans were judged as though the planning day were the as-of day.".to_owned());
    }
    html! {
        @if !notes.is_empty() {
            section.notes aria-labelledby="notes" {
                h2 #notes { "Please note" }
                ul { @for note in &notes { li { (note) } } }
            }
        }
    }
}

/// The documents that could not be audited, and why.
pub(super) fn not_audited(report: &Report) -> Markup {
    html! {
        @if !report.unreadable.is_empty() {
            section.warning aria-labelledby="not-audited" {
                h2 #not-audited { (plural(report.unreadable.len(), "document")) " could not be audited" }
                p { "Their cases are in none of the figures on this page." }
                details open[report.unreadable.len() <= MOST_OPEN] {
                    summary { "Which, and why" }
                    ul { @for unreadable in &report.unreadable { li { (refused(unreadable)) } } }
                }
            }
        }
    }
}

fn refused(unreadable: &Unreadable) -> Markup {
    let path = visible(&unreadable.place.path);
    html! {
        p { code { (path) } }
        ul {
            @for (problem, position) in &unreadable.problems {
                li {
                    @if let Some(position) = position { "Line " (position.line) ": " }
                    (visible(&problem.message))
                    @if let Some(help) = &problem.help { " (" (visible(help)) ")" }
                }
            }
        }
    }
}

/// How to read the page.
pub(super) fn reading() -> Markup {
    html! {
        section.reading aria-labelledby="reading" {
            h2 #reading { "How to read this page" }
            dl {
                div { dt { span class="s red" { "Red" } } dd { "An open breach." } }
                div { dt { span class="s amber" { "Amber" } } dd { "An open concern, and no open breach." } }
                div { dt { span class="s green" { "Green" } } dd { "Neither." } }
                div { dt { "Breach" } dd { "Of a duty: must, always, a number the strategy gives, or an element without which there is no permanence plan." } }
                div { dt { "Concern" } dd { "Of what the strategy says will or should be done." } }
                div { dt { "Advice" } dd { "Of what the strategy encourages, or of a number that is this tool’s." } }
                div { dt { "Past" } dd { "A lapse that is over. It weighs one step less, and colours no case." } }
                div { dt { "Waived" } dd { "Not met, and someone agreed to that until a day." } }
                div { dt { "Compliant" } dd { "Requirements met, of those met and not met, in whole percent rounded down." } }
            }
        }
    }
}

/// What made the page, and how to keep it.
pub(super) fn footer() -> Markup {
    html! {
        footer {
            div.wide {
                p { "This page names cases by their references. Keep it as you keep the case files." }
                p.quiet { "Made by permanence " (env!("CARGO_PKG_VERSION")) ". The page loads nothing and sends nothing." }
            }
        }
    }
}
