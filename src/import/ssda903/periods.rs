//! Periods of care, from the episodes they are made of.

use chrono::NaiveDate;

use super::children::Dated;
use super::codes::Codes;
use crate::calendar::add_days;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

/// A period of care.
#[derive(Debug)]
pub(super) struct Period {
    /// Its episodes in order, none of which goes on when the next has begun. Never empty.
    pub(super) episodes: Vec<Dated>,
    pub(super) started: NaiveDate,
    /// The day care ended, when it has.
    pub(super) ended: Option<NaiveDate>,
    /// Whether the extract shows that care started then, and not before.
    pub(super) start_shown: bool,
}

impl Period {
    /// True for a day in this period, both its ends included.
    pub(super) fn holds(&self, day: NaiveDate) -> bool {
        self.started <= day && self.ended.is_none_or(|ended| day <= ended)
    }
}

/// How care stood after an episode.
enum After {
    GoesOn,
    Ended(NaiveDate),
    /// It went on in an episode that is not there.
    Unknown,
}

/// Divides a child's episodes, in the order of their days, into periods of care.
pub(super) fn periods(
    mut episodes: Vec<Dated>,
    codes: &Codes,
    report: &mut ImportReport,
) -> Vec<Period> {
    end_where_the_next_begins(&mut episodes, report);
    let mut periods: Vec<Period> = Vec::new();
    for episode in episodes {
        let starts = means(&episode, "RNE", codes) == Some("starts");
        let before = periods.last_mut();
        match before.filter(|period| !starts && goes_on(period, &episode, report)) {
            Some(period) => period.episodes.push(episode),
            None => periods.push(Period {
                started: episode.day,
                ended: None,
                start_shown: starts,
                episodes: vec![episode],
            }),
        }
        // What the latest episode says of the end holds until another follows it.
        if let Some(period) = periods.last_mut() {
            period.ended = match period.episodes.last().map(|last| after(last, codes)) {
                Some(After::Ended(day)) => Some(day),
                _ => None,
            };
        }
    }
    let latest = periods.len().saturating_sub(1);
    for (index, period) in periods.iter_mut().enumerate() {
        tell_start(period, index == 0, report);
        if index < latest && period.ended.is_none() {
            // A new period has begun: the one before it is over with its last episode.
            period.ended = period.episodes.last().and_then(|last| last.to);
        }
    }
    if let Some(period) = periods.last() {
        tell_end(period, codes, report);
    }
    periods
}

/// The word for an episode's code under a column.
pub(super) fn means(episode: &Dated, column: &'static str, codes: &Codes) -> Option<&'static str> {
    let code = codes.get(column, episode.entry.row.text(column)?)?;
    Some(code.word).filter(|word| !word.is_empty())
}

/// No episode goes on when another has begun.
fn end_where_the_next_begins(episodes: &mut [Dated], report: &mut ImportReport) {
    for index in 1..episodes.len() {
        let (before, from) = episodes.split_at_mut(index);
        if let (Some(episode), Some(next)) = (before.last_mut(), from.first())
            && episode.to.is_none_or(|to| to > next.day)
        {
            report.remark(episode.entry.row.remark_code("DEC", Reason::Overlap));
            episode.to = Some(next.day);
        }
    }
}

/// Whether a period goes on with an episode that does not say that care starts.
fn goes_on(period: &Period, next: &Dated, report: &mut ImportReport) -> bool {
    let reason = if period.ended.is_some() {
        Reason::EndedBefore
    } else {
        let until = period.episodes.last().and_then(|last| last.to);
        // Both days are days in care: with the next day nothing lies between.
        if until.is_none_or(|until| next.day <= add_days(until, 1)) {
            return true;
        }
        Reason::NewPeriod
    };
    report.remark(next.entry.row.remark_code("DECOM", reason));
    false
}

fn after(last: &Dated, codes: &Codes) -> After {
    match (means(last, "REC", codes), last.to) {
        (Some("ended"), Some(to)) => After::Ended(to),
        (_, Some(_)) => After::Unknown,
        (_, None) => After::GoesOn,
    }
}

/// Says that a child's first period may have started before.
fn tell_start(period: &Period, first: bool, report: &mut ImportReport) {
    if let Some(episode) = period.episodes.first()
        && first
        && !period.start_shown
    {
        report.remark(episode.entry.row.remark_code("RNE", Reason::NoStart));
    }
}

/// Says what the latest period does not show of its end.
fn tell_end(period: &Period, codes: &Codes, report: &mut ImportReport) {
    let Some(last) = period.episodes.last() else { return };
    let row = &last.entry.row;
    match after(last, codes) {
        After::Unknown => report.remark(row.remark_code("REC", Reason::NoNextEpisode)),
        After::GoesOn if means(last, "REC", codes) == Some("ended") => {
            report.remark(row.remark_code("REC", Reason::EndWithoutDay));
        }
        After::GoesOn | After::Ended(_) => {}
    }
}
