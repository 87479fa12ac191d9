//! The charts' parts. Lengths are in percent of the chart's width, so that the text in a chart keeps
//! its size on a narrow screen.

use maud::{Markup, html};

use super::titles::number;

/// What the fills of the charts are made of: each colour has a pattern of its own.
pub(super) fn defs() -> Markup {
    html! {
        svg.defs width="0" height="0" aria-hidden="true" focusable="false" {
            defs {
                pattern #fill-red patternUnits="userSpaceOnUse" width="6" height="6" patternTransform="rotate(45)" {
                    rect.red-fill width="6" height="6" {}
                    rect.over width="1.5" height="6" {}
                }
                pattern #fill-amber patternUnits="userSpaceOnUse" width="6" height="6" {
                    rect.amber-fill width="6" height="6" {}
                    circle.over cx="3" cy="3" r="1.1" {}
                }
            }
        }
    }
}

/// One length of a bar.
#[derive(Debug)]
pub(super) struct Part {
    /// What it is drawn as.
    pub(super) class: &'static str,
    /// How much of the whole it is.
    pub(super) count: usize,
}

/// A bar whose parts share out a whole; what is left over is its track.
pub(super) fn bar(parts: &[Part], whole: usize) -> Markup {
    let mut before = 0;
    let placed: Vec<(usize, &Part)> = parts
        .iter()
        .map(|part| {
            let start = before;
            before += part.count;
            (start, part)
        })
        .filter(|(_, part)| part.count > 0)
        .collect();
    html! {
        svg.bar width="100%" height="14" aria-hidden="true" focusable="false" {
            rect.track width="100%" height="14" {}
            @for (start, part) in &placed {
                rect class=(part.class) x=(share(*start, whole)) width=(share(part.count, whole)) height="14" {}
            }
            // A gap parts what touches, whatever the colours.
            @for (start, _) in placed.iter().skip(1) {
                rect.gap x=(share(*start, whole)) width="2" height="14" {}
            }
        }
    }
}

/// One column of a chart.
#[derive(Debug)]
pub(super) struct Column {
    /// What stands under it.
    pub(super) label: String,
    /// How high it is, and what stands over it.
    pub(super) count: usize,
}

const HEIGHT: usize = 190;
const BASE: usize = 150;
const TALLEST: usize = 120;

/// Columns over a base line, with their counts.
pub(super) fn columns(id: &str, title: &str, description: &str, columns: &[Column]) -> Markup {
    let most = columns.iter().map(|column| column.count).max().unwrap_or(0).max(1);
    let many = columns.len();
    let rows = columns.iter().enumerate().map(|(index, column)| {
        let height = (column.count * TALLEST).div_ceil(most);
        // The middle of the column, and its left side, in parts of the width.
        (index, share(2 * index + 1, 2 * many), share(8 * index + 1, 8 * many), height, column)
    });
    html! {
        svg.columns role="img" aria-labelledby={ (id) "-t " (id) "-d" } width="100%" height=(HEIGHT) {
            title id={ (id) "-t" } { (title) }
            desc id={ (id) "-d" } { (description) }
            @for (index, middle, left, height, column) in rows {
                @let top = BASE - height;
                rect.fill x=(left) y=(top) width=(share(6, 8 * many)) height=(height) {}
                text.count[column.count > 0].none[column.count == 0] x=(middle) y=(top - 8) text-anchor="middle" { (number(column.count)) }
                text.label.odd[index % 2 == 1] x=(middle) y=(BASE + 22) text-anchor="middle" { (column.label) }
            }
            line.base x1="0" x2="100%" y1=(BASE) y2=(BASE) {}
        }
    }
}

/// A share in percent with two decimals, cut off: whole numbers make the same bytes everywhere.
pub(super) fn share(part: usize, whole: usize) -> String {
    let hundredths = part.saturating_mul(10_000).checked_div(whole).unwrap_or(0);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::{Column, Part, bar, columns, share};

    #[test]
    fn shares_are_cut_off_never_rounded_up() {
        assert_eq!(share(1, 3), "33.33%");
        assert_eq!(share(2, 3), "66.66%");
        assert_eq!(share(5, 5), "100.00%");
        assert_eq!(share(0, 0), "0.00%");
    }

    #[test]
    fn parts_stand_one_after_the_other_and_none_is_empty() {
        let parts = [
            Part { class: "red", count: 1 },
            Part { class: "amber", count: 0 },
            Part { class: "green", count: 3 },
        ];
        let drawn = bar(&parts, 4).into_string();
        assert!(drawn.contains(r#"<rect class="red" x="0.00%" width="25.00%""#), "{drawn}");
        assert!(drawn.contains(r#"<rect class="green" x="25.00%" width="75.00%""#), "{drawn}");
        assert!(!drawn.contains("amber"), "{drawn}");
    }

    #[test]
    fn columns_of_nothing_have_no_height() {
        let none = [Column { label: "31 Jan".to_owned(), count: 0 }];
        let drawn = columns("due", "Title", "Description", &none).into_string();
        assert!(drawn.contains(r#"height="0""#), "{drawn}");
    }
}
