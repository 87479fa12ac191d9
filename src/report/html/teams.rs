//! The figures of teams: how their cases stand, and how much of what is asked is met.

use std::cmp::Reverse;

use maud::{Markup, Render, html};

use super::chart::{Part, bar};
use super::figures::{Figure, percent_bar};
use super::titles::{number, percent, team_name};
use crate::audit::{TeamTally, percent_compliant};
use crate::report::{Report, visible};

/// The most teams that a chart draws; its table has them all.
const MOST_TEAMS: usize = 12;

/// Teams by name, those without one last.
fn teams(report: &Report) -> impl Iterator<Item = (&str, &TeamTally)> {
    report.summary.by_team.iter().map(|(team, tally)| (team_name(team), tally))
}

/// The teams to draw: each of a few by name, of many the first by a measure.
fn drawn<'t, K: Ord>(
    teams: &[(&'t str, &'t TeamTally)],
    measure: impl Fn(&TeamTally) -> K,
) -> Vec<(&'t str, &'t TeamTally)> {
    let mut drawn = teams.to_vec();
    if drawn.len() > MOST_TEAMS {
        drawn.sort_by_key(|(_, tally)| measure(tally));
        drawn.truncate(MOST_TEAMS);
    }
    drawn
}

/// What a chart of teams shows, and of how many it shows only the first.
fn lead_of(teams: usize, what: &str, first: &str) -> String {
    if teams > MOST_TEAMS {
        format!("{what} The {MOST_TEAMS} of {teams} teams with {first}.")
    } else {
        what.to_owned()
    }
}

pub(super) fn standing(report: &Report) -> Markup {
    let teams: Vec<_> = teams(report).collect();
    let share_of_red = |tally: &TeamTally| Reverse(tally.red * 10_000 / tally.cases.max(1));
    let chart = html! {
        ul.bars {
            @for (team, tally) in drawn(&teams, share_of_red) {
                li {
                    span.name { (visible(team)) }
                    span.value {
                        span class="s red" { (tally.red) span.vh { " red" } }
                        span class="s amber" { (tally.amber) span.vh { " amber" } }
                        span class="s green" { (tally.green) span.vh { " green" } }
                    }
                    (bar(&[
                        Part { class: "red-bar", count: tally.red },
                        Part { class: "amber-bar", count: tally.amber },
                        Part { class: "green-bar", count: tally.green },
                    ], tally.cases))
                }
            }
        }
    };
    let rows = teams.iter().copied().chain([("All", &report.summary.all)]);
    let table = html! {
        table {
            caption { "Cases by team and standing" }
            thead { tr { th scope="col" { "Team" } @for name in ["Cases", "Red", "Amber", "Green"] { th.n scope="col" { (name) } } } }
            tbody {
                @for (team, tally) in rows {
                    tr {
                        th scope="row" { (visible(team)) }
                        @for count in [tally.cases, tally.red, tally.amber, tally.green] { td.n { (number(count)) } }
                    }
                }
            }
        }
    };
    let what = "How many of each team’s cases are red, amber and green.";
    let lead = &lead_of(teams.len(), what, "the largest share of red");
    let (id, heading) = ("by-team", "Cases by team");
    Figure { id, heading, lead, wide: false, chart: &chart, table: &table }.render()
}

pub(super) fn compliant(report: &Report) -> Markup {
    let teams: Vec<_> = teams(report).collect();
    let of = |tally: &TeamTally| percent_compliant(tally.counts.met, tally.counts.not_met);
    let chart = html! {
        ul.bars {
            @for (team, tally) in drawn(&teams, of) {
                li { span.name { (visible(team)) } span.value { (percent(of(tally))) } (percent_bar(of(tally))) }
            }
        }
    };
    let rows = teams.iter().copied().chain([("All", &report.summary.all)]);
    let table = html! {
        table {
            caption { "Percent compliant by team" }
            thead { tr { th scope="col" { "Team" } @for name in ["Compliant", "Met", "Not met", "Waived"] { th.n scope="col" { (name) } } } }
            tbody {
                @for (team, tally) in rows {
                    tr {
                        th scope="row" { (visible(team)) }
                        td.n { (percent(of(tally))) }
                        @for count in [tally.counts.met, tally.counts.not_met, tally.counts.waived] { td.n { (number(count)) } }
                    }
                }
            }
        }
    };
    let what = "Requirements met, of those met and not met.";
    let lead = &lead_of(teams.len(), what, "the least met");
    let (id, heading) = ("compliant-by-team", "Percent compliant by team");
    Figure { id, heading, lead, wide: false, chart: &chart, table: &table }.render()
}
