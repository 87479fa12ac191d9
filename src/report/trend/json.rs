//! A trend as one JSON object (`permanence-trend/1`).

use std::io::{self, Write};

use crate::audit::{Trend, TrendPoint};
use crate::calendar::Every;
use crate::report::keys::KnownKeys;
use crate::report::safe::escaped;
use crate::report::{Report, publish, v1};

pub(super) fn write(
    trend: &Trend,
    every: Every,
    report: &Report,
    notes: Vec<String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let keys = KnownKeys::new();
    let unreadable = report.unreadable.iter();
    let published = v1::Trend {
        schema: v1::TREND_SCHEMA.to_owned(),
        tool: publish::tool(),
        every: every.word().to_owned(),
        scope: publish::scope(&report.scope),
        strategies: publish::strategies(&report.strategies),
        points: trend.points.iter().map(point).collect(),
        unreadable: unreadable.map(|document| publish::unreadable(document, &keys)).collect(),
        notes,
    };
    let text = serde_json::to_string_pretty(&published)?;
    writeln!(out, "{}", escaped(&text))
}

fn point(point: &TrendPoint) -> v1::TrendPoint {
    let figures = publish::summary(&point.summary);
    v1::TrendPoint {
        day: point.day.to_string(),
        cases: figures.cases,
        closed: point.closed,
        before_care: point.before_care,
        red: figures.red,
        amber: figures.amber,
        green: figures.green,
        percent_compliant: figures.percent_compliant,
        by_requirement: figures.by_requirement,
    }
}
