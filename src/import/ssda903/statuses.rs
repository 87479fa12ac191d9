//! Legal statuses, from episodes.

use serde_json::{Value, json};

use super::codes::Codes;
use super::periods::Period;
use crate::calendar::add_days;
use crate::import::document::group;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

/// The legal statuses of a period of care; episodes that do not change it are one.
pub(super) fn statuses(period: &Period, codes: &Codes, report: &mut ImportReport) -> Value {
    let mut statuses: Vec<(&str, chrono::NaiveDate, Option<chrono::NaiveDate>)> = Vec::new();
    for episode in &period.episodes {
        let row = &episode.entry.row;
        let word = match row.text("LS").map(|code| codes.get("LS", code)) {
            Some(Some(code)) if code.word.is_empty() => Err(Reason::NoWord),
            Some(Some(code)) => Ok(code.word),
            Some(None) => Err(Reason::UnknownCode),
            None => Err(Reason::NoCode),
        };
        match word {
            Err(reason) => report.remark(row.remark_code("LS", reason)),
            Ok(word) => match statuses.last_mut() {
                Some((status, _, to))
                    if *status == word && to.is_some_and(|to| episode.day <= add_days(to, 1)) =>
                {
                    *to = episode.to;
                }
                _ => statuses.push((word, episode.day, episode.to)),
            },
        }
    }
    let told = statuses.into_iter().map(|(status, from, to)| {
        group([("status", json!(status)), ("from", json!(from)), ("to", json!(to))])
    });
    Value::Array(told.collect())
}

/// How care was entered, where the codes show it.
pub(super) fn entry(
    period: &Period,
    unaccompanied: bool,
    codes: &Codes,
    report: &mut ImportReport,
) -> Option<&'static str> {
    let says = |episode: &super::children::Dated| {
        let code = codes.get("LS", episode.entry.row.text("LS")?)?;
        Some(code.more).filter(|more| !more.is_empty())
    };
    let breaks = period.episodes.iter().filter(|episode| says(episode) == Some("short-breaks"));
    let breaks = breaks.count();
    if breaks == period.episodes.len() {
        return Some("short-breaks");
    }
    if let Some(first) = period.episodes.first().filter(|_| breaks > 0) {
        report.remark(first.entry.row.remark_code("LS", Reason::MixedShortBreaks));
    }
    let first = period.episodes.first().and_then(says);
    if first == Some("remand") {
        return first;
    }
    unaccompanied.then_some("unaccompanied")
}
