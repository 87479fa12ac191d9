//! The days of one family's time in care: entry, proceedings, reviews, the plan.

use chrono::NaiveDate;

use super::draw::Draw;
use super::path::Path;
use crate::calendar::{add_days, is_working_day, sub_days, working_day_after};

/// How the children came into care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Planned,
    Emergency,
    Unaccompanied,
    Remand,
    ShortBreaks,
}

impl Entry {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Emergency => "emergency",
            Self::Unaccompanied => "unaccompanied",
            Self::Remand => "remand",
            Self::ShortBreaks => "short-breaks",
        }
    }
}

/// Care proceedings: always within their 26 weeks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Proceedings {
    pub(super) issued: NaiveDate,
    /// The interim care order.
    pub(super) ordered: NaiveDate,
    /// The final order, when it has been made.
    pub(super) concluded: Option<NaiveDate>,
}

/// The days of one family's time in care, none later than the last one.
#[derive(Clone, Debug)]
pub(super) struct Timeline {
    pub(super) started: NaiveDate,
    /// The last day that anything is recorded on: the as-of day, or the last one in care.
    pub(super) last: NaiveDate,
    pub(super) entry: Entry,
    pub(super) proceedings: Option<Proceedings>,
    pub(super) reviews: Vec<NaiveDate>,
    pub(super) planning_started: NaiveDate,
    pub(super) assessed: Option<NaiveDate>,
    pub(super) drawn_up: Option<NaiveDate>,
    pub(super) presented: Option<NaiveDate>,
    pub(super) revised: Option<NaiveDate>,
}

impl Timeline {
    /// A time in care of children on this path.
    pub(super) fn draw(
        path: Path,
        entry: Entry,
        started: NaiveDate,
        last: NaiveDate,
        draw: &mut Draw,
    ) -> Self {
        let by = |day: NaiveDate| (day <= last).then_some(day);
        let first = working_day_after(started, draw.between(9, 18)).date;
        let second = working_day_after(add_days(first, draw.between(72, 83)), 1).date;
        let reviews = reviews(first, second, last, draw);
        let planning_started = match entry {
            Entry::Planned => sub_days(started, draw.between(3, 40)),
            _ => add_days(started, draw.between(1, 6)).min(last),
        };
        let assessed = office_day(sub_days(second, draw.between(34, 42)));
        let drawn_up = office_day(sub_days(second, draw.between(18, 27)));
        let presented = office_day(sub_days(second, draw.between(4, 12)));
        let third = reviews.get(2).copied();
        let revised =
            third.filter(|_| draw.chance(60)).map(|review| office_day(sub_days(review, 9)));
        Self {
            started,
            last,
            entry,
            proceedings: proceedings(path, entry, started, last, draw),
            reviews,
            planning_started,
            assessed: by(assessed),
            drawn_up: by(drawn_up),
            presented: by(presented),
            revised,
        }
    }

    /// So many days after care started, unless that is still to come.
    pub(super) fn after(&self, days: u32) -> Option<NaiveDate> {
        Some(add_days(self.started, days)).filter(|&day| day <= self.last)
    }
}

/// The day itself when the office is open, else the last one before that it was.
pub(super) fn office_day(day: NaiveDate) -> NaiveDate {
    std::iter::successors(Some(day), NaiveDate::pred_opt)
        .find(|day| is_working_day(*day))
        .unwrap_or(day)
}

fn reviews(
    first: NaiveDate,
    second: NaiveDate,
    last: NaiveDate,
    draw: &mut Draw,
) -> Vec<NaiveDate> {
    let mut reviews = vec![first];
    let mut next = second;
    while next <= last {
        reviews.push(next);
        next = working_day_after(add_days(next, draw.between(154, 176)), 1).date;
    }
    reviews.retain(|&review| review <= last);
    reviews
}

fn proceedings(
    path: Path,
    entry: Entry,
    started: NaiveDate,
    last: NaiveDate,
    draw: &mut Draw,
) -> Option<Proceedings> {
    let issued_after = match (path, entry) {
        (_, Entry::Unaccompanied | Entry::Remand | Entry::ShortBreaks) => return None,
        (_, Entry::Emergency) => draw.between(2, 5),
        (path, _) if path.needs_court() || draw.chance(45) => draw.between(15, 45),
        _ => return None,
    };
    let issued = working_day_after(add_days(started, issued_after), 1).date;
    let ordered = working_day_after(issued, draw.between(1, 2)).date;
    let concluded = office_day(add_days(issued, draw.between(135, 172)));
    (ordered <= last).then(|| Proceedings {
        issued,
        ordered,
        concluded: (concluded <= last).then_some(concluded),
    })
}
