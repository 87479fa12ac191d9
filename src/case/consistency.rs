//! What no single field shows: records that contradict themselves.

use crate::calendar::birthday;

use super::{ApplicationOutcome, CaseFile};

/// A record that contradicts itself: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// JSON Pointer of the place.
    pub pointer: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The format that is read.
const FORMAT: u32 = 1;

/// What to say of a case file in another format, whose keys this one cannot know.
pub(crate) fn unknown_format(format: u32) -> Option<Contradiction> {
    (format != FORMAT).then(|| Contradiction {
        pointer: "/format".to_owned(),
        message: format!("this is format {format}; only format {FORMAT} is known"),
        help: format!("write format: {FORMAT}, or use a later version of permanence"),
    })
}

/// Every contradiction in a case file that would make its audit meaningless.
#[must_use]
pub fn contradictions(case: &CaseFile) -> Vec<Contradiction> {
    let mut found = Vec::from_iter(unknown_format(case.format));
    let mut note = |pointer: String, message: String, help: &str| {
        found.push(Contradiction { pointer, message, help: help.to_owned() });
    };
    let (born, started) = (case.child.date_of_birth.date(), case.care.started.date());
    if born > started {
        note(
            "/child/date_of_birth".into(),
            format!("the child is born on {born}, after care started on {started}"),
            "put the wrong one of the two dates right",
        );
    }
    let of_age = birthday(born, 18);
    if of_age <= started {
        note(
            "/care/started".into(),
            format!("care starts on {started}, when the child was no longer one: 18 on {of_age}"),
            "put the wrong one of date_of_birth and care.started right",
        );
    }
    if let Some(ended) = case.care.ended.day().filter(|&ended| ended < started) {
        note(
            "/care/ended".into(),
            format!("care ends on {ended}, before it started on {started}"),
            "put the wrong one of the two dates right; a file holds one period of care",
        );
    }
    for (index, order) in case.orders.iter().enumerate() {
        if order.outcome == Some(ApplicationOutcome::Granted) && order.granted.is_undated() {
            note(
                format!("/orders/{index}/granted"),
                "the order was granted, but the day is missing".into(),
                "write the day under granted",
            );
        }
    }
    found
}
