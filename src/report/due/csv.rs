//! Deadlines as CSV: a row each.

use std::io::{self, Write};

use serde::Serialize;

use super::{Due, json::state};
use crate::report::cells::{Field, rows};
use crate::rules::titles;

/// A row; the names of its fields are the header.
#[derive(Debug, Default, Serialize)]
struct Row<'a> {
    as_of: Field<'a>,
    due: Field<'a>,
    days_left: i64,
    state: Field<'a>,
    requirement: Field<'a>,
    title: Field<'a>,
    element: Field<'a>,
    case_id: Field<'a>,
    team: Field<'a>,
    social_worker: Field<'a>,
}

pub(super) fn write(due: &Due, out: &mut dyn Write) -> io::Result<()> {
    let titles = titles();
    let mut rows = rows(out, &Row::default())?;
    for deadline in due.deadlines() {
        rows.serialize(Row {
            as_of: due.as_of.into(),
            due: deadline.day.into(),
            days_left: deadline.days_left(due.as_of),
            state: state(deadline.days_left(due.as_of)).into(),
            requirement: deadline.requirement.as_str().into(),
            title: titles.get(deadline.rule).map(String::as_str).into(),
            element: deadline.element.word().into(),
            case_id: deadline.case_id.as_str().into(),
            team: deadline.team.as_deref().into(),
            social_worker: deadline.social_worker.as_deref().into(),
        })?;
    }
    rows.flush()
}
