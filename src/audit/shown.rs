//! The text of a document that could not be audited, for snippets of it.

use std::ops::Range;
use std::sync::Arc;

use crate::document::{Position, Problem};

/// How many bytes of a line are kept before a marked place, and from it on: no page is as wide.
const WIDEST: usize = 1024;

/// The text of a document, or so much of it as snippets show.
#[derive(Clone, Debug)]
pub enum ShownText {
    /// All of it.
    Whole(Arc<str>),
    /// The lines around the place of each problem, in their order; nothing of one without a place.
    Around(Vec<Box<str>>),
}

impl ShownText {
    /// The text in which the place of a problem is marked.
    #[must_use]
    pub fn of(&self, problem: usize) -> &str {
        match self {
            Self::Whole(text) => text,
            Self::Around(texts) => texts.get(problem).map(Box::as_ref).unwrap_or_default(),
        }
    }

    /// So much of it as snippets of these problems show, whose places are moved to where they are in
    /// that; all of it when that is less. Very many documents may have to be kept.
    pub(super) fn shortened(self, problems: &mut [(Problem, Option<Position>)]) -> Self {
        let Self::Whole(text) = &self else {
            return self;
        };
        let (mut texts, mut spans, mut length) = (Vec::new(), Vec::new(), 0);
        for (problem, _) in &*problems {
            let (around, span) = match &problem.span {
                Some(span) => {
                    let (around, span) = around(text, span);
                    (around, Some(span))
                }
                None => (String::new(), None),
            };
            length += around.len();
            if length >= text.len() {
                return self;
            }
            texts.push(around.into());
            spans.push(span);
        }
        for ((problem, _), span) in problems.iter_mut().zip(spans) {
            problem.span = span;
        }
        Self::Around(texts)
    }
}

/// The line that a place stands in, with the one before and the one after it, cut where they are very
/// long; and where the place is in it.
fn around(text: &str, place: &Range<usize>) -> (String, Range<usize>) {
    let upto = |byte: usize| text.get(..byte).unwrap_or_default();
    let from = |byte: usize| text.get(byte..).unwrap_or_default();
    let line_start = |byte: usize| upto(byte).rfind('\n').map_or(0, |end| end + 1);
    let line_end = |byte: usize| from(byte).find('\n').map_or(text.len(), |end| byte + end + 1);
    let cut = |start: usize, end: usize, most: usize| {
        let most = text.floor_char_boundary(most.min(end));
        let line = text.get(start..most).unwrap_or_default();
        let is_cut = most < end && !line.ends_with('\n');
        format!("{line}{}", if is_cut { "\n" } else { "" })
    };
    let (start, end) = (line_start(place.start), line_end(place.start));
    let before = match start.checked_sub(1) {
        Some(before) => cut(line_start(before), start, line_start(before) + WIDEST),
        None => String::new(),
    };
    let marked_from = text.floor_char_boundary(start.max(place.start.saturating_sub(WIDEST)));
    let marked = cut(marked_from, end, place.end.max(place.start) + WIDEST);
    let after = cut(end, line_end(end), end + WIDEST);
    let moved = |byte: usize| byte.saturating_sub(marked_from) + before.len();
    let place = moved(place.start)..moved(place.end);
    (before + &marked + &after, place)
}

#[cfg(test)]
mod tests {
    use super::{WIDEST, around};

    #[test]
    fn the_lines_around_a_place_are_kept_and_no_more() {
        let text = "one\ntwo\nthree\nfour\nfive\n";
        for (place, lines) in
            [(0..3, "one\ntwo\n"), (8..13, "two\nthree\nfour\n"), (19..23, "four\nfive\n")]
        {
            let (kept, moved) = around(text, &place);
            assert_eq!((kept.as_str(), &kept[moved]), (lines, &text[place]));
        }
        let (kept, moved) = around("a: é", &(3..5));
        assert_eq!((kept.as_str(), &kept[moved]), ("a: é", "é"));
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides_of_the_place() {
        let long = "é".repeat(WIDEST);
        let text = format!("{long}\n{long}here{long}\n{long}");
        let start = text.find("here").unwrap_or_default();
        let (kept, moved) = around(&text, &(start..start + 4));
        assert_eq!(&kept[moved], "here");
        assert_eq!(kept.lines().count(), 3);
        assert!(kept.lines().all(|line| line.len() <= 2 * WIDEST + 4), "{}", kept.len());
    }
}
