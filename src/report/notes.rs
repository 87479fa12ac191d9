//! What a reader of a whole report has to know, each told once.

use std::cmp::Ordering;

use chrono::NaiveDate;

use super::Report;
use crate::audit::{Batch, CONFIG_FILE};

/// The most cases that a note names.
const MOST_NAMED: usize = 5;

/// The notes of a report made on a day, with so many files passed over for their names.
pub(super) fn notes(
    report: &Report,
    batch: &Batch,
    today: NaiveDate,
    skipped: usize,
) -> Vec<String> {
    [as_at(report, today), not_shown(report, batch), chosen(report), known(report)]
        .into_iter()
        .flatten()
        .chain(batch.settings().notes.iter().cloned())
        .chain(
            [
                not_in_care(report),
                authorities_of_none(report, batch),
                waivers_of_none(batch),
                hidden(report),
            ]
            .into_iter()
            .flatten(),
        )
        .chain(ended(report))
        .chain(passed_over(skipped))
        .collect()
}

fn as_at(report: &Report, today: NaiveDate) -> Option<String> {
    let as_of = report.as_of;
    if report.summary.all.cases == 0 {
        return None;
    }
    match as_of.cmp(&today) {
        Ordering::Less => Some(format!(
            "As at {as_of}: what is dated later has not happened yet, and entries without a day are taken as they stand now."
        )),
        Ordering::Equal => None,
        Ordering::Greater => Some(format!(
            "As at {as_of}, a day still to come: what is recorded before then is missing here, and cases of children who will be 18 by then are closed."
        )),
    }
}

fn chosen(report: &Report) -> Option<String> {
    let selection = &report.scope.selection;
    let all = selection.is_everything();
    let nothing = report.summary.all.cases == 0;
    (!all && !nothing).then(|| {
        "Only chosen requirements were looked at: colours and figures are of those alone."
            .to_owned()
    })
}

/// What the source has no place for, and so was not asked: good news of it is none.
fn not_shown(report: &Report, batch: &Batch) -> Option<String> {
    let settings = batch.settings();
    let source = &settings.shows.as_ref()?.source;
    let asked = report.strategies.iter().flat_map(|strategy| &strategy.requirements);
    let chosen = asked.filter(|requirement| settings.selection.asks(requirement));
    let (can, cannot): (Vec<_>, Vec<_>) =
        chosen.partition(|requirement| settings.can_ask(requirement));
    let of = can.len() + cannot.len();
    let unasked = match cannot.len() {
        0 => return None,
        1 => format!("1 requirement of {of} was not asked, because {source} has no place for its"),
        many => {
            format!(
                "{many} requirements of {of} were not asked, because {source} has no place for their"
            )
        }
    };
    Some(format!(
        "{unasked} evidence: colours and figures are of what it can show, and --show all says why of each."
    ))
}

/// How many findings the baseline holds already: colours and figures count them all the same.
fn known(report: &Report) -> Option<String> {
    let day = report.scope.baseline?;
    let told = match report.summary.known {
        0 => "no finding was known before".to_owned(),
        1 => "1 finding was known before and is left out".to_owned(),
        many => format!("{many} findings were known before and are left out"),
    };
    Some(format!(
        "Against the baseline as at {day}: {told}. Colours and figures count what is known too."
    ))
}

/// Cases of which nothing could be judged, because care had not started: they are no good news.
fn not_in_care(report: &Report) -> Option<String> {
    let cases: Vec<&str> = report.summary.before_care.iter().map(String::as_str).collect();
    let named = named(&cases)?;
    let as_of = report.as_of;
    Some(format!(
        "Not in care on {as_of}, because care starts later, so that nothing was judged: {named}."
    ))
}

/// Waivers of cases that were not read: their ids may be wrong, or the cases closed.
fn waivers_of_none(batch: &Batch) -> Option<String> {
    let cases: Vec<&str> = batch.unread_with_waivers().collect();
    let named = named(&cases)?;
    Some(format!("{CONFIG_FILE} has waivers of cases that were not audited here: {named}."))
}

fn hidden(report: &Report) -> Option<String> {
    let key = report.scope.key_id.as_ref()?;
    Some(format!(
        "Cases, people and files are shown by pseudonyms, made with the key {key}; councils and teams by name."
    ))
}

/// The first cases of a list, and how many more there are; none when there is none.
fn named(cases: &[&str]) -> Option<String> {
    let (first, more) = cases.split_at(cases.len().min(MOST_NAMED));
    let more = match more.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!first.is_empty()).then(|| first.join(", ") + &more)
}

/// A strategy that was meant for these cases, perhaps, and was not used.
fn authorities_of_none(report: &Report, batch: &Batch) -> Option<String> {
    let authorities: Vec<&str> = batch.unused_authorities().collect();
    let told = report.summary.all.cases > 0 && !authorities.is_empty();
    told.then(|| {
        format!(
            "No case is of an authority that {CONFIG_FILE} has a strategy for ({}): check that it is written as in the case files.",
            authorities.join(", ")
        )
    })
}

fn ended(report: &Report) -> impl Iterator<Item = String> {
    let ended = report.strategies.iter().filter(|known| known.has_ended_by(report.as_of));
    ended.filter_map(|strategy| {
        let last = strategy.applies_to?;
        let title = &strategy.title;
        Some(format!(
            "{title} ended on {last}: these cases are held to a strategy that is no longer in force."
        ))
    })
}

fn passed_over(skipped: usize) -> Option<String> {
    let endings = ".yaml, .yml, .json, .ndjson or .jsonl";
    match skipped {
        0 => None,
        1 => Some(format!("1 file was passed over: its name does not end in {endings}.")),
        many => {
            Some(format!("{many} files were passed over: their names do not end in {endings}."))
        }
    }
}
