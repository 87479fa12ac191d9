//! How cases stood at the end of each month.

use maud::{Markup, Render, html};

use super::chart::Part;
use super::figures::Figure;
use super::months::{Caption, Stack, line, scale_starts, stacks};
use super::moved;
use super::titles::{Titles, long_day, number, percent};
use crate::audit::{Trend, TrendPoint};

/// The charts of a trend; none when there was no day to look at.
pub(super) fn figures(trend: &Trend, titles: &Titles) -> Vec<Markup> {
    let [first, .., last] = trend.points.as_slice() else {
        return Vec::new();
    };
    vec![compliant(trend, first, last), standing(trend, first, last), moved::figure(trend, titles)]
}

/// `from 31 January 2025 to 31 January 2026`.
pub(super) fn time(first: &TrendPoint, last: &TrendPoint) -> String {
    format!("from {} to {}", long_day(first.day), long_day(last.day))
}

fn compliant(trend: &Trend, first: &TrendPoint, last: &TrendPoint) -> Markup {
    let points: Vec<_> = trend.points.iter().map(|point| (point.day, point.percent())).collect();
    let percents = || points.iter().filter_map(|(_, percent)| *percent);
    let description = match (percents().min(), percents().max()) {
        (Some(lowest), Some(highest)) => format!(
            "{} on {}, {} on {}; lowest {lowest} %, highest {highest} %.",
            percent(first.percent()),
            long_day(first.day),
            percent(last.percent()),
            long_day(last.day),
        ),
        _ => format!("Nothing was judged {}.", time(first, last)),
    };
    let title = "Percent compliant over time";
    let caption = Caption { id: "compliant-over-time-chart", title, description: &description };
    let chart = line(&caption, &points);
    let lead = match scale_starts(percents()) {
        0 => "Of all cases in care on each day.".to_owned(),
        from => format!("Of all cases in care on each day. The scale starts at {from} %."),
    };
    let table = html! {
        table {
            caption { (title) }
            thead { tr { th scope="col" { "Day" } @for name in ["Compliant", "Met", "Not met"] { th.n scope="col" { (name) } } } }
            tbody {
                @for point in &trend.points {
                    @let counts = point.summary.all.counts;
                    tr {
                        th scope="row" { (point.day.to_string()) }
                        td.n { (percent(point.percent())) }
                        @for count in [counts.met, counts.not_met] { td.n { (number(count)) } }
                    }
                }
            }
        }
    };
    let id = "compliant-over-time";
    Figure { id, heading: title, lead: &lead, wide: false, chart: &chart, table: &table }.render()
}

fn standing(trend: &Trend, first: &TrendPoint, last: &TrendPoint) -> Markup {
    let counts = |point: &TrendPoint| {
        let all = &point.summary.all;
        [all.red, all.amber, all.green]
    };
    let columns: Vec<Stack> = trend
        .points
        .iter()
        .map(|point| {
            let [red, amber, green] = counts(point);
            let parts = [("red-bar", red), ("amber-bar", amber), ("green-bar", green)];
            Stack { day: point.day, parts: parts.map(|(class, count)| Part { class, count }) }
        })
        .collect();
    let told = |point: &TrendPoint| {
        let [red, amber, green] = counts(point).map(number);
        format!("{red} red, {amber} amber and {green} green on {}", long_day(point.day))
    };
    let description = format!("{}; {}.", told(first), told(last));
    let title = "Cases over time";
    let caption = Caption { id: "cases-over-time-chart", title, description: &description };
    let chart = html! {
        (stacks(&caption, &columns))
        ul.key {
            @for (index, (class, name)) in [("red", "Red"), ("amber", "Amber"), ("green", "Green")].into_iter().enumerate() {
                @let [before, now] = [first, last].map(|point| counts(point).get(index).copied().unwrap_or(0));
                li { span class={ "s " (class) } { (name) } " " b { (number(before)) span.vh { " at first, then " } span aria-hidden="true" { " → " } (number(now)) } }
            }
        }
    };
    let table = html! {
        table {
            caption { (title) }
            thead { tr {
                th scope="col" { "Day" }
                @for name in ["In care", "Red", "Amber", "Green", "Closed", "Not yet in care"] { th.n scope="col" { (name) } }
            } }
            tbody {
                @for point in &trend.points {
                    @let [red, amber, green] = counts(point);
                    tr {
                        th scope="row" { (point.day.to_string()) }
                        @for count in [point.summary.all.cases, red, amber, green, point.closed, point.before_care] {
                            td.n { (number(count)) }
                        }
                    }
                }
            }
        }
    };
    let lead = match last.closed {
        0 => "Those in care on each day, red at the foot.".to_owned(),
        closed => {
            format!("Those in care on each day, red at the foot; {} had closed.", number(closed))
        }
    };
    let id = "cases-over-time";
    Figure { id, heading: title, lead: &lead, wide: false, chart: &chart, table: &table }.render()
}
