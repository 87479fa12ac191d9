//! The requirements that moved most over the time of a trend.

use maud::{Markup, html};

use super::titles::{Titles, percent};
use super::trend::time;
use crate::audit::Trend;
use crate::report::trend::TAKEN_AS_IT_STANDS;
use crate::report::visible;

/// The most requirements that are told to have fallen, and to have risen.
const MOST: usize = 5;
/// The fewest cases that a requirement was judged on, on the first day and on the last: of fewer, one
/// case moves too much.
const FEWEST: usize = 10;

/// A requirement, and its percent compliant on the first day and the last.
struct Move<'t> {
    requirement: &'t str,
    before: u8,
    now: u8,
    judged: usize,
}

impl Move<'_> {
    /// In percentage points.
    fn change(&self) -> i16 {
        i16::from(self.now) - i16::from(self.before)
    }
}

/// Those that fell, the most fallen first, then those that rose, the most risen first.
fn most_moved(trend: &Trend) -> [Vec<Move<'_>>; 2] {
    let [first, .., last] = trend.points.as_slice() else {
        return [Vec::new(), Vec::new()];
    };
    let (before, now) = (first.percents(), last.percents());
    let moves = || {
        trend.requirements().into_iter().filter_map(|requirement| {
            let enough = |judged: &usize| *judged >= FEWEST;
            first.judged(requirement).filter(enough)?;
            Some(Move {
                requirement,
                before: (*before.get(requirement)?)?,
                now: (*now.get(requirement)?)?,
                judged: last.judged(requirement).filter(enough)?,
            })
        })
    };
    let mut fallen: Vec<Move<'_>> = moves().filter(|moved| moved.change() < 0).collect();
    let mut risen: Vec<Move<'_>> = moves().filter(|moved| moved.change() > 0).collect();
    fallen.sort_by_key(|moved| (moved.change(), moved.now));
    risen.sort_by_key(|moved| (-moved.change(), moved.now));
    fallen.truncate(MOST);
    risen.truncate(MOST);
    [fallen, risen]
}

/// A figure that is a table; its text says what every trend needs to be read.
pub(super) fn figure(trend: &Trend, titles: &Titles) -> Markup {
    let [fallen, risen] = most_moved(trend);
    let time = trend.points.first().zip(trend.points.last());
    let (id, heading) = ("moved", "What moved most");
    html! {
        figure.whole-width role="group" aria-labelledby={ (id) "-h" } {
            h3 id={ (id) "-h" } { (heading) }
            p.quiet {
                @if let Some((first, last)) = time {
                    "Percent compliant by requirement, " (self::time(first, last)) ", where " (FEWEST)
                    " cases or more were judged on both days."
                }
            }
            @if fallen.is_empty() && risen.is_empty() {
                p { "None of these moved." }
            } @else {
                div.scroll tabindex="0" role="region" aria-label={ "Table: " (heading) } {
                    table {
                        caption.vh { (heading) }
                        thead { tr {
                            th scope="col" { "Requirement" }
                            @for name in ["Before", "Now", "Change in points", "Cases judged now"] { th.n scope="col" { (name) } }
                        } }
                        tbody { @for moved in fallen.iter().chain(&risen) { (row(moved, titles)) } }
                    }
                }
            }
            p.quiet.under { (TAKEN_AS_IT_STANDS) }
        }
    }
}

fn row(moved: &Move<'_>, titles: &Titles) -> Markup {
    let (mark, word) = if moved.change() < 0 { ("▼", "down") } else { ("▲", "up") };
    html! {
        tr {
            th scope="row" { (visible(titles.title(moved.requirement))) " " code { (visible(moved.requirement)) } }
            td.n { (percent(Some(moved.before))) }
            td.n { (percent(Some(moved.now))) }
            td.n { span aria-hidden="true" { (mark) " " } span.vh { (word) " " } (moved.change().unsigned_abs()) }
            td.n { (moved.judged) }
        }
    }
}
