//! Charts over time: a line, and columns of parts, over the same days.

use chrono::{Datelike as _, NaiveDate};
use maud::{Markup, html};

use super::chart::{Part, share};
use super::titles::{number, short_day};

/// Where the base line is, how high the highest column is, and how high all of it.
const BASE: usize = 150;
const TALLEST: usize = 120;
const HEIGHT: usize = 196;
/// The part of the width, in percent, that the scale of a line takes on its left.
const SCALE: usize = 8;
/// The most days that are named under a chart; half as many on a narrow screen.
const MOST_NAMED: usize = 13;

/// One day's column, from its foot up.
#[derive(Debug)]
pub(super) struct Stack {
    pub(super) day: NaiveDate,
    pub(super) parts: [Part; 3],
}

/// What an image is called, and what it shows.
#[derive(Debug)]
pub(super) struct Caption<'c> {
    pub(super) id: &'c str,
    pub(super) title: &'c str,
    pub(super) description: &'c str,
}

impl Caption<'_> {
    fn over(&self, drawn: &Markup) -> Markup {
        let Self { id, title, description } = self;
        html! {
            svg.columns role="img" aria-labelledby={ (id) "-t " (id) "-d" } width="100%" height=(HEIGHT) {
                title id={ (id) "-t" } { (title) }
                desc id={ (id) "-d" } { (description) }
                (drawn)
                line.base x1="0" x2="100%" y1=(BASE) y2=(BASE) {}
            }
        }
    }
}

/// Where a scale of percentages starts: below the lowest, at a round number that leaves changes to be
/// seen.
pub(super) fn scale_starts(percents: impl Iterator<Item = u8>) -> u8 {
    let lowest = percents.min().unwrap_or(0);
    (lowest.saturating_sub(1) / 20 * 20).min(80)
}

/// A line of percentages, with a gap on a day that has none.
pub(super) fn line(caption: &Caption<'_>, points: &[(NaiveDate, Option<u8>)]) -> Markup {
    let from = scale_starts(points.iter().filter_map(|(_, percent)| *percent));
    let y = |percent: u8| {
        let above = usize::from(percent.saturating_sub(from));
        BASE - above * TALLEST / usize::from(100 - from)
    };
    let axis = Axis::of(points.iter().map(|(day, _)| *day), SCALE);
    let marks: Vec<Option<(String, u8)>> = points
        .iter()
        .enumerate()
        .map(|(index, (_, percent))| percent.map(|percent| (axis.middle(index), percent)))
        .collect();
    let pairs = marks.iter().zip(marks.iter().skip(1));
    caption.over(&html! {
        @for percent in [100, from + (100 - from) / 2, from] {
            @if percent > from { line.grid x1="0" x2="100%" y1=(y(percent)) y2=(y(percent)) {} }
            text.label x="0" y=(y(percent) - 4) { (percent) }
        }
        @for (before, after) in pairs.filter_map(|(before, after)| before.as_ref().zip(after.as_ref())) {
            line.line x1=(before.0) y1=(y(before.1)) x2=(after.0) y2=(y(after.1)) {}
        }
        @for (index, mark) in marks.iter().enumerate() {
            @if let Some((x, percent)) = mark {
                circle.point cx=(x) cy=(y(*percent)) r="3.5" {}
                (axis.over(index, y(*percent), &percent.to_string()))
            }
        }
        (axis.names())
    })
}

/// Columns of parts that stand on each other, with the sum of each over it.
pub(super) fn stacks(caption: &Caption<'_>, stacks: &[Stack]) -> Markup {
    let sum = |stack: &Stack| stack.parts.iter().map(|part| part.count).sum::<usize>();
    let most = stacks.iter().map(sum).max().unwrap_or(0).max(1);
    let axis = Axis::of(stacks.iter().map(|stack| stack.day), 0);
    caption.over(&html! {
        @for (index, stack) in stacks.iter().enumerate() {
            @let (left, width) = axis.column(index);
            @for (class, top, bottom) in placed(stack, most) {
                rect class=(class) x=(left) width=(width) y=(top) height=(bottom - top) {}
                // A gap parts what touches, whatever the colours.
                rect.gap x=(left) width=(width) y=(top) height="1" {}
            }
            (axis.over(index, BASE - sum(stack) * TALLEST / most, &number(sum(stack))))
        }
        (axis.names())
    })
}

/// Each part that is there, with its top and bottom.
fn placed(stack: &Stack, most: usize) -> Vec<(&'static str, usize, usize)> {
    let mut below = 0;
    let mut placed = Vec::new();
    for part in stack.parts.iter().filter(|part| part.count > 0) {
        let bottom = BASE - below * TALLEST / most;
        below += part.count;
        placed.push((part.class, BASE - below * TALLEST / most, bottom));
    }
    placed
}

/// The days of a chart, side by side beyond a scale.
struct Axis {
    days: Vec<NaiveDate>,
    scale: usize,
}

impl Axis {
    fn of(days: impl Iterator<Item = NaiveDate>, scale: usize) -> Self {
        Self { days: days.collect(), scale }
    }

    /// So many eighths of a column beyond the start of one, in the width of the chart.
    fn eighths(&self, index: usize, eighths: usize) -> String {
        let whole = 8 * self.days.len();
        share(self.scale * whole + (100 - self.scale) * (8 * index + eighths), 100 * whole)
    }

    fn middle(&self, index: usize) -> String {
        self.eighths(index, 4)
    }

    /// Where a column starts, and how wide it is.
    fn column(&self, index: usize) -> (String, String) {
        let whole = 8 * self.days.len();
        (self.eighths(index, 1), share((100 - self.scale) * 6, 100 * whole))
    }

    /// How a day is shown: its name and value always, only where there is room, or never. The last day
    /// always is.
    fn shown(&self, index: usize) -> Option<Shown> {
        let step = self.days.len().div_ceil(MOST_NAMED).max(1);
        match (self.days.len() - 1 - index) % (2 * step) {
            0 => Some(Shown::Always),
            back if back == step => Some(Shown::Wide),
            _ => None,
        }
    }

    /// A value over a day's place.
    fn over(&self, index: usize, top: usize, value: &str) -> Markup {
        html! {
            @if let Some(shown) = self.shown(index) {
                text.count.wide-only[shown == Shown::Wide] x=(self.middle(index)) y=(top - 9) text-anchor="middle" { (value) }
            }
        }
    }

    /// The days' names under the base line, and a year under the first that is shown of it.
    fn names(&self) -> Markup {
        let (mut year_wide, mut year_always) = (None, None);
        html! {
            @for (index, day) in self.days.iter().enumerate() {
                @if let Some(shown) = self.shown(index) {
                    @let x = self.middle(index);
                    @let year = Some(day.year());
                    @let first_wide = std::mem::replace(&mut year_wide, year) != year;
                    @let first_always = shown == Shown::Always && std::mem::replace(&mut year_always, year) != year;
                    text.label.wide-only[shown == Shown::Wide] x=(x) y=(BASE + 20) text-anchor="middle" { (name(*day)) }
                    @if first_wide || first_always {
                        text.label.wide-only[!first_always].narrow-only[!first_wide] x=(x) y=(BASE + 37) text-anchor="middle" { (day.year()) }
                    }
                }
            }
        }
    }
}

/// Whether something is shown on every screen, or on a wide one alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Always,
    Wide,
}

/// `Jan` of its last day, `15 Jan` of another.
fn name(day: NaiveDate) -> String {
    let is_last = day.succ_opt().is_some_and(|next| next.day() == 1);
    if is_last { day.format("%b").to_string() } else { short_day(day) }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::{Caption, Stack, line, scale_starts, stacks};
    use crate::calendar::Every;
    use crate::report::html::chart::Part;

    const CAPTION: Caption<'_> = Caption { id: "c", title: "Title", description: "Description" };

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    fn months(many: usize) -> Vec<NaiveDate> {
        let days = Every::Month.ends(day(2023, 1, 1), day(2026, 1, 31));
        days[days.len() - many..].to_vec()
    }

    #[test]
    fn a_scale_leaves_changes_to_be_seen() {
        assert_eq!(scale_starts([93, 100].into_iter()), 80);
        assert_eq!(scale_starts([80].into_iter()), 60);
        assert_eq!(scale_starts([0].into_iter()), 0);
        assert_eq!(scale_starts(std::iter::empty()), 0);
    }

    #[test]
    fn a_day_without_a_percentage_is_a_gap_in_the_line() {
        let percents = [Some(80), Some(90), None, Some(100)];
        let points: Vec<_> = months(4).into_iter().zip(percents).collect();
        let drawn = line(&CAPTION, &points).into_string();
        assert_eq!(drawn.matches(r#"<line class="line""#).count(), 1, "{drawn}");
        assert_eq!(drawn.matches("<circle").count(), 3, "{drawn}");
        assert!(drawn.contains(r#"cy="30""#), "100 % is at the top: {drawn}");
    }

    #[test]
    fn parts_stand_on_each_other_up_to_the_highest() {
        let of = |day, red, green| {
            let parts = [("red", red), ("amber", 0), ("green", green)];
            Stack { day, parts: parts.map(|(class, count)| Part { class, count }) }
        };
        let days = months(2);
        let drawn = stacks(&CAPTION, &[of(days[0], 1, 3), of(days[1], 0, 0)]).into_string();
        for part in
            [r#"class="red" x="6.25%" width="37.50%" y="120" height="30""#, r#"y="30" height="90""#]
        {
            assert!(drawn.contains(part), "no {part} in {drawn}");
        }
        assert!(!drawn.contains("amber"), "{drawn}");
    }

    #[test]
    fn few_days_are_all_named_of_many_some_and_the_last_always() {
        let drawn = |many| {
            let points: Vec<_> = months(many).into_iter().map(|day| (day, Some(90))).collect();
            line(&CAPTION, &points).into_string()
        };
        let twelve = drawn(12);
        assert_eq!(twelve.matches(">90<").count(), 13, "twelve values and the scale's: {twelve}");
        for year in [
            r#"class="label wide-only" x="11.83%" y="187" text-anchor="middle">2025<"#,
            r#"class="label narrow-only" x="19.50%" y="187" text-anchor="middle">2025<"#,
            r#"class="label" x="96.16%" y="187" text-anchor="middle">2026<"#,
        ] {
            assert!(twelve.contains(year), "no {year} in {twelve}");
        }
        let many = drawn(36);
        assert_eq!(many.matches(r#"y="170""#).count(), 12, "{many}");
        assert!(many.contains(">Jan<"), "{many}");
    }
}
