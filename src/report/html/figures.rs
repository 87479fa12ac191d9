//! The figures of all cases in charts, each with its table.

use std::cmp::Reverse;

use maud::{Markup, Render, html};

use super::chart::{Column, Part, bar, columns};
use super::due::{Ahead, WEEKS};
use super::titles::{Titles, number, percent, short_day};
use super::{teams, trend};
use crate::audit::{RequirementTally, WEEKS_AHEAD, percent_compliant};
use crate::report::{Report, visible, wording::plural};

/// The most requirements that the chart draws; its table has them all.
const MOST_REQUIREMENTS: usize = 20;

/// The charts, in the order of what people look for first.
pub(super) fn section(report: &Report, titles: &Titles) -> Markup {
    let over_time = report.trend.iter().flat_map(|trend| trend::figures(trend, titles));
    let now = [
        teams::standing(report),
        teams::compliant(report),
        due(report),
        requirements(report, titles),
    ];
    html! {
        @if !report.cases.is_empty() {
            section aria-labelledby="charts" {
                h2 #charts { "Figures" }
                div.charts { @for chart in over_time.chain(now) { (chart) } }
            }
        }
    }
}

/// A chart with its heading, and its figures as a table to open.
pub(super) struct Figure<'f> {
    pub(super) id: &'f str,
    pub(super) heading: &'f str,
    pub(super) lead: &'f str,
    /// Whether it takes the whole width of the page.
    pub(super) wide: bool,
    pub(super) chart: &'f Markup,
    pub(super) table: &'f Markup,
}

impl Render for Figure<'_> {
    fn render(&self) -> Markup {
        let Self { id, heading, lead, wide, chart, table } = self;
        html! {
            figure id=(id) role="group" class=[wide.then_some("whole-width")] aria-labelledby={ (id) "-h" } {
                h3 id={ (id) "-h" } { (heading) }
                p.quiet { (lead) }
                (chart)
                details.table {
                    summary { "Figures as a table" span.vh { ": " (heading) } }
                    div.scroll tabindex="0" role="region" aria-label={ "Table: " (heading) } { (table) }
                }
            }
        }
    }
}

fn requirements(report: &Report, titles: &Titles) -> Markup {
    let of = |tally: &RequirementTally| percent_compliant(tally.counts.met, tally.counts.not_met);
    let mut rows: Vec<&(String, RequirementTally)> =
        report.summary.by_requirement.iter().filter(|(_, tally)| of(tally).is_some()).collect();
    // Lowest first; of two as low, the one that more cases have not met.
    rows.sort_by_key(|(_, tally)| (of(tally), Reverse(tally.counts.not_met)));
    let short: Vec<_> = rows.iter().filter(|(_, tally)| tally.counts.not_met > 0).collect();
    let chart = html! {
        ul.bars {
            @for (key, tally) in short.iter().take(MOST_REQUIREMENTS) {
                li {
                    span.name { (visible(titles.title(key))) " " code { (visible(key)) } }
                    span.value { (percent(of(tally))) }
                    (percent_bar(of(tally)))
                }
            }
        }
    };
    let lead = match (short.len(), rows.len()) {
        (0, judged) => {
            format!("Each of the {judged} requirements that were judged is met on every case.")
        }
        (low, judged) if low > MOST_REQUIREMENTS => {
            format!(
                "The {MOST_REQUIREMENTS} lowest of the {judged} requirements that were judged; {low} are below 100 %."
            )
        }
        (low, judged) => {
            format!("The {low} below 100 %, of the {judged} requirements that were judged.")
        }
    };
    let due = format!("Due in {WEEKS_AHEAD} weeks");
    let table = html! {
        table {
            caption { "Every requirement that was judged, lowest first" }
            thead { tr {
                th scope="col" { "Requirement" }
                @for name in ["Compliant", "Met", "Not met", "Open breaches", "Waived", due.as_str()] { th.n scope="col" { (name) } }
            } }
            tbody {
                @for (key, tally) in &rows {
                    tr {
                        th scope="row" { (visible(titles.title(key))) " " code { (visible(key)) } }
                        td.n { (percent(of(tally))) }
                        @for count in [tally.counts.met, tally.counts.not_met, tally.red, tally.counts.waived, tally.due_soon] {
                            td.n { (number(count)) }
                        }
                    }
                }
            }
        }
    };
    let (id, heading) = ("by-requirement", "Percent compliant by requirement");
    Figure { id, heading, lead: &lead, wide: true, chart: &chart, table: &table }.render()
}

pub(super) fn percent_bar(percent: Option<u8>) -> Markup {
    bar(&[Part { class: "fill", count: usize::from(percent.unwrap_or(0)) }], 100)
}

fn due(report: &Report) -> Markup {
    let ahead = Ahead::of(report);
    let drawn: Vec<Column> = ahead
        .weeks
        .iter()
        .map(|week| Column { label: short_day(week.from), count: week.requirements })
        .collect();
    let busiest = ahead.weeks.iter().rev().max_by_key(|week| week.requirements);
    let description = match busiest {
        Some(week) if week.requirements > 0 => format!(
            "Within {WEEKS} weeks: {}; most in one week: {}, from {}.",
            number(ahead.in_weeks()),
            number(week.requirements),
            week.from,
        ),
        _ => format!("Nothing falls due in {WEEKS} weeks."),
    };
    let title = "Requirements that fall due, by week";
    let chart = columns("due-chart", title, &description, &drawn);
    let table = html! {
        table {
            caption { (title) }
            thead { tr { th scope="col" { "Week" } th.n scope="col" { "Requirements" } th.n scope="col" { "Cases" } } }
            tbody {
                tr { th scope="row" { "Overdue" } td.n { (number(ahead.overdue.0)) } td.n { (number(ahead.overdue.1)) } }
                @for week in &ahead.weeks {
                    tr {
                        th scope="row" { (week.from.to_string()) " to " (week.to.to_string()) }
                        td.n { (number(week.requirements)) }
                        td.n { (number(week.cases)) }
                    }
                }
                tr { th scope="row" { "Later" } td.n { (number(ahead.later)) } td.n { "–" } }
            }
        }
    };
    let (overdue, cases) = ahead.overdue;
    let lead = match overdue {
        0 => format!("Nothing is overdue. {description} Later: {}.", number(ahead.later)),
        _ => format!("{description} Later: {}.", number(ahead.later)),
    };
    let chart = html! {
        @if overdue > 0 {
            p.late { span class="s overdue" { "Overdue" } " " b { (number(overdue)) } " "
                span.quiet { "on " (plural(cases, "case")) ": each case below tells since when" } }
        }
        (chart)
    };
    let (id, heading) = ("due", "What is overdue, and what falls due");
    Figure { id, heading, lead: &lead, wide: true, chart: &chart, table: &table }.render()
}
