//! What an extract says beyond the case file, and its own codes: `x_source`.

use serde_json::{Map, Value, json};

use super::case::{Context, Rows};
use super::children::Dated;
use super::periods::Period;
use crate::import::ExtractFormat;
use crate::import::cell::Row;
use crate::import::date;
use crate::import::document::group;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

/// Whether the extract shows a period of care from its start, with every review of it.
pub(super) fn is_whole(period: &Period, of: &Context<'_>) -> bool {
    let shown_from = of.sources.shown_from();
    period.start_shown && shown_from.is_some_and(|day| day <= period.started)
}

/// The extract's own record of the child, under its own names.
pub(super) fn source(rows: &Rows, of: &Context<'_>, report: &mut ImportReport) -> Value {
    let period = &rows.present;
    let shown_from = of.sources.shown_from();
    let whole = is_whole(period, of);
    let earlier = rows.earlier.iter().map(|period| earlier_period(period, rows));
    let permanence =
        rows.earlier_permanence.iter().map(|entry| earlier_permanence(&entry.row, of, report));
    group([
        ("format", json!(ExtractFormat::Ssda903.word())),
        ("shown_from", json!(shown_from)),
        ("whole_period", json!(whole)),
        ("episodes", episodes(period)),
        ("reviews", reviews(period, rows)),
        ("adoption", adoption(rows)),
        ("previous_permanence", Value::Array(permanence.collect())),
        ("earlier_periods", Value::Array(earlier.collect())),
    ])
}

const EPISODE: [&str; 6] = ["DECOM", "RNE", "LS", "PLACE", "DEC", "REC"];
const REVIEW: [&str; 2] = ["REVIEW", "REVIEW_CODE"];
const ADOPTION: [&str; 5] =
    ["DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED", "DATE_INT", "DATE_MATCH"];
const PERMANENCE: [&str; 2] = ["PREV_PERM", "DATE_PERM"];

fn earlier_period(period: &Period, rows: &Rows) -> Value {
    group([
        ("started", json!(period.started)),
        ("ended", json!(period.ended)),
        ("episodes", episodes(period)),
        ("reviews", reviews(period, rows)),
    ])
}

fn episodes(period: &Period) -> Value {
    let told = period.episodes.iter().map(|episode| cells(&episode.entry.row, &EPISODE));
    Value::Array(told.collect())
}

fn reviews(period: &Period, rows: &Rows) -> Value {
    let held = |review: &&Dated| period.holds(review.day);
    let told = rows.reviews.iter().filter(held);
    Value::Array(told.map(|review| cells(&review.entry.row, &REVIEW)).collect())
}

/// In an order of their own: tables and XML have them in different ones.
fn adoption(rows: &Rows) -> Value {
    let told = rows.adoptions.iter().map(|entry| cells(&entry.row, &ADOPTION));
    let mut told: Vec<Value> = told.collect();
    told.sort_by_cached_key(Value::to_string);
    Value::Array(told)
}

fn earlier_permanence(row: &Row, of: &Context<'_>, report: &mut ImportReport) -> Value {
    match row.text("PREV_PERM").map(|code| (code, of.codes.get("PREV_PERM", code))) {
        Some((_, None)) => report.remark(row.remark_code("PREV_PERM", Reason::UnknownCode)),
        Some((_, Some(code))) if code.word != "none" => {
            report.remark(row.remark_code("PREV_PERM", Reason::PreviousPermanence));
        }
        _ => {}
    }
    match row.text("DATE_PERM").map(date::day) {
        Some(Err(date::NoDate::Partial)) => {
            report.remark(row.remark_code("DATE_PERM", Reason::PartialDateKept));
        }
        Some(Err(_)) => report.remarks.extend(row.day("DATE_PERM").err()),
        _ => {}
    }
    cells(row, &PERMANENCE)
}

/// Cells under their own names in small letters, days in the case file's form.
fn cells(row: &Row, columns: &[&str]) -> Value {
    let told = columns.iter().filter_map(|column| {
        let text = row.text(column)?;
        let text = date::day(text).map_or_else(|_| text.to_owned(), |day| day.to_string());
        Some((column.to_ascii_lowercase(), json!(text)))
    });
    Value::Object(told.collect::<Map<_, _>>())
}
