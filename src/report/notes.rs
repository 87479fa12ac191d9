//! What a reader of a whole report has to know, each told once.

use std::cmp::Ordering;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Report, v1};
use crate::audit::{Batch, CONFIG_FILE, Settings};
use crate::strategy::Strategy;

/// The most cases that a note names.
const MOST_NAMED: usize = 5;

/// What is to be noted of a run, beside its figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asides {
    /// How many requirements were not asked, because the cases' source cannot show what they rest on.
    pub not_shown: Vec<String>,
    /// What the settings left out or weighed otherwise, and the like.
    pub settings: Vec<String>,
    /// The cases that have waivers in the config file and were not audited.
    pub waivers_of_none: Vec<String>,
    /// The authorities with strategies in the config file, when no case was of one of them.
    pub authorities_of_none: Vec<String>,
    /// How many files in folders were passed over because of their names.
    pub passed_over: usize,
    /// What could not be mapped of an extract, and the like.
    pub extract: Vec<String>,
}

impl Asides {
    /// What is to be noted of a batch that has been audited, with so many files passed over.
    pub(super) fn of(
        batch: &Batch,
        strategies: &[Arc<Strategy>],
        passed_over: usize,
        extract: Vec<String>,
    ) -> Self {
        Self {
            not_shown: not_shown(strategies, batch.settings()).into_iter().collect(),
            settings: batch.settings().notes.clone(),
            waivers_of_none: batch.unread_with_waivers().map(str::to_owned).collect(),
            authorities_of_none: batch.unused_authorities().map(str::to_owned).collect(),
            passed_over,
            extract,
        }
    }
}

impl Asides {
    /// Those of two parts of a larger run.
    pub(super) fn and(self, other: Self) -> Self {
        // What neither part audited was not audited.
        let both = |mine: Vec<String>, theirs: Vec<String>| -> Vec<String> {
            mine.into_iter().filter(|word| theirs.contains(word)).collect()
        };
        let either = |mut mine: Vec<String>, theirs: Vec<String>| {
            for note in theirs {
                if !mine.contains(&note) {
                    mine.push(note);
                }
            }
            mine
        };
        Self {
            not_shown: either(self.not_shown, other.not_shown),
            settings: either(self.settings, other.settings),
            waivers_of_none: both(self.waivers_of_none, other.waivers_of_none),
            authorities_of_none: both(self.authorities_of_none, other.authorities_of_none),
            passed_over: self.passed_over + other.passed_over,
            extract: either(self.extract, other.extract),
        }
    }
}

impl From<v1::Asides> for Asides {
    fn from(published: v1::Asides) -> Self {
        Self {
            not_shown: published.not_shown,
            settings: published.settings,
            waivers_of_none: published.waivers_of_none,
            authorities_of_none: published.authorities_of_none,
            passed_over: published.passed_over,
            extract: published.extract,
        }
    }
}

/// The notes of a report made on a day.
pub(super) fn notes(report: &Report, today: NaiveDate) -> Vec<String> {
    let asides = &report.asides;
    as_at(report, today)
        .into_iter()
        .chain(asides.not_shown.iter().cloned())
        .chain([chosen(report), known(report)].into_iter().flatten())
        .chain(asides.settings.iter().cloned())
        .chain(
            [
                not_in_care(report),
                authorities_of_none(report),
                waivers_of_none(asides),
                hidden(report),
            ]
            .into_iter()
            .flatten(),
        )
        .chain(ended(report))
        .chain(passed_over(asides.passed_over))
        .chain(asides.extract.iter().cloned())
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
fn not_shown(strategies: &[Arc<Strategy>], settings: &Settings) -> Option<String> {
    let source = &settings.shows.as_ref()?.source;
    let asked = strategies.iter().flat_map(|strategy| &strategy.requirements);
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
    let named = named(&report.summary.before_care)?;
    let as_of = report.as_of;
    Some(format!(
        "Not in care on {as_of}, because care starts later, so that nothing was judged: {named}."
    ))
}

/// Waivers of cases that were not read: their ids may be wrong, or the cases closed.
fn waivers_of_none(asides: &Asides) -> Option<String> {
    let named = named(&asides.waivers_of_none)?;
    Some(format!("{CONFIG_FILE} has waivers of cases that were not audited here: {named}."))
}

fn hidden(report: &Report) -> Option<String> {
    let key = report.scope.key_id.as_ref()?;
    Some(format!(
        "Cases, people and files are shown by pseudonyms, made with the key {key}; councils and teams by name."
    ))
}

/// The first cases of a list, and how many more there are; none when there is none.
fn named(cases: &[String]) -> Option<String> {
    let (first, more) = cases.split_at(cases.len().min(MOST_NAMED));
    let more = match more.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    (!first.is_empty()).then(|| first.join(", ") + &more)
}

/// A strategy that was meant for these cases, perhaps, and was not used.
fn authorities_of_none(report: &Report) -> Option<String> {
    let authorities = &report.asides.authorities_of_none;
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
