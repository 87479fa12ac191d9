//! Deadlines as one JSON object (`permanence-due/1`).

use std::io::{self, Write};

use super::{Due, DueBy};
use crate::report::keys::KnownKeys;
use crate::report::safe::escaped;
use crate::report::{Report, publish, v1};
use crate::rules::titles;

/// Whether a day has passed, is today, or is to come.
pub(in crate::report) fn state(days_left: i64) -> &'static str {
    match days_left {
        ..0 => "overdue",
        0 => "today",
        1.. => "ahead",
    }
}

pub(super) fn write(
    due: &Due,
    report: &Report,
    notes: Vec<String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = serde_json::to_string_pretty(&published(due, report, notes))?;
    writeln!(out, "{}", escaped(&text))
}

fn published(due: &Due, report: &Report, notes: Vec<String>) -> v1::Due {
    let titles = titles();
    let grouped = due.groups().filter(|_| due.asked.by.is_some());
    let keys = KnownKeys::new();
    v1::Due {
        schema: v1::DUE_SCHEMA.to_owned(),
        tool: publish::tool(),
        as_of: due.as_of.to_string(),
        until: due.asked.until.map(|day| day.to_string()),
        overdue: due.asked.overdue,
        scope: publish::scope(&report.scope),
        strategies: publish::strategies(&report.strategies),
        cases: report.summary.all.cases,
        grouped_by: due.asked.by.map(DueBy::word).map(str::to_owned),
        groups: grouped
            .map(|group| v1::DueGroup {
                name: group.name.map(str::to_owned),
                deadlines: group.deadlines.len(),
                overdue: group.overdue(due.as_of),
            })
            .collect(),
        deadlines: due
            .deadlines()
            .iter()
            .map(|deadline| v1::Deadline {
                due: deadline.day.to_string(),
                days_left: deadline.days_left(due.as_of),
                state: state(deadline.days_left(due.as_of)).to_owned(),
                requirement: deadline.requirement.to_string(),
                title: titles.get(deadline.rule).cloned(),
                element: deadline.element.word().to_owned(),
                case_id: deadline.case_id.clone(),
                team: deadline.team.clone(),
                social_worker: deadline.social_worker.clone(),
            })
            .collect(),
        unreadable: report
            .unreadable
            .iter()
            .map(|document| publish::unreadable(document, &keys))
            .collect(),
        notes,
    }
}
