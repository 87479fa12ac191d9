//! Placements, from episodes.

use chrono::NaiveDate;
use serde_json::Value;

use super::children::Dated;
use super::codes::Codes;
use super::periods::{Period, means};
use crate::import::cell::Row;
use crate::import::document::home;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

/// A placement as it grows, episode by episode.
struct Home<'a> {
    row: &'a Row,
    kind: Option<&'static str>,
    relationship: Option<&'static str>,
    from: NaiveDate,
    to: Option<NaiveDate>,
    /// True while the child is on a temporary move.
    away: bool,
}

/// The placements of a period of care. Episodes that change only the legal status, or the papers of the
/// same carer's home, are one placement; it goes on round temporary moves.
pub(super) fn placements(period: &Period, codes: &Codes, report: &mut ImportReport) -> Value {
    let mut homes: Vec<Home<'_>> = Vec::new();
    for episode in &period.episodes {
        let row = &episode.entry.row;
        let code = row.text("PLACE").map(|code| codes.get("PLACE", code));
        if let Some(Some(code)) = code
            && code.word == "temporary"
        {
            match homes.last_mut() {
                Some(home) => {
                    home.to = episode.to;
                    home.away = true;
                }
                None => report.remark(row.remark_code("PLACE", Reason::NoHome)),
            }
            continue;
        }
        let (kind, relationship) = match code {
            Some(Some(code)) => (Some(code.word), Some(code.more).filter(|more| !more.is_empty())),
            Some(None) => {
                report.remark(row.remark_code("PLACE", Reason::UnknownCode));
                (None, None)
            }
            None => {
                report.remark(row.remark_code("PLACE", Reason::NoCode));
                (None, None)
            }
        };
        match homes.last_mut() {
            Some(home) if is_same(home, episode, codes, report) => {
                home.to = episode.to;
                home.away = false;
                home.row = row;
            }
            _ => homes.push(Home {
                row,
                kind,
                relationship,
                from: episode.day,
                to: episode.to,
                away: false,
            }),
        }
    }
    Value::Array(homes.iter().map(Home::value).collect())
}

/// Whether a child stays in, or comes back to, the same home.
fn is_same(home: &Home<'_>, episode: &Dated, codes: &Codes, report: &mut ImportReport) -> bool {
    let row = &episode.entry.row;
    let same_code = home.row.text("PLACE") == row.text("PLACE");
    match means(episode, "RNE", codes) {
        _ if home.away => same_code && !is_elsewhere(home.row, row),
        Some("legal-status") if !same_code => {
            report.remark(row.remark_code("PLACE", Reason::PlacementMoved));
            false
        }
        Some("legal-status" | "same-carer") => same_code,
        Some(_) => false,
        None => same_code && !is_elsewhere(home.row, row),
    }
}

/// True when two rows tell of homes with different numbers or postcodes. These are compared, and not
/// written anywhere.
fn is_elsewhere(one: &Row, other: &Row) -> bool {
    ["URN", "PL_POST"].iter().any(|column| {
        matches!((one.text(column), other.text(column)), (Some(one), Some(other)) if one != other)
    })
}

impl Home<'_> {
    fn value(&self) -> Value {
        home(self.kind, (self.from, self.to), self.relationship)
    }
}
