//! A child's case file.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::children::{Child, Entry};
use super::periods::{Care, Dated, Period};
use super::tables::Kind;
use super::{homes, people, permanence, plans, reviews, statuses};
use crate::calendar::birthday;
use crate::import::document::group;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;
use crate::import::{EARLIER_REVIEWS, ImportSettings, ImportedCase};

/// What a table comes to: what the case file holds of it, and what it says itself.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) written: Value,
    pub(super) source: Vec<Value>,
}

/// Makes a case file of a child's rows; none when there is not enough for one, and then every row is
/// set aside with the reason.
pub(super) fn make(
    id: &str,
    mut child: Child,
    settings: &ImportSettings,
    report: &mut ImportReport,
) -> Option<ImportedCase> {
    let episodes = child.take(Kind::Episode, report);
    let reason = if episodes.is_empty() { Reason::NotLookedAfter } else { Reason::NoEpisodes };
    let dated = episodes.into_iter();
    let dated: Vec<_> =
        dated.filter_map(|entry| Dated::episode(entry, settings.as_of, report)).collect();
    let Some(care) = Care::of(dated, report) else {
        set_aside(child.rest().map(|(_, entry)| entry), reason, report);
        return None;
    };
    let persons = child.take(Kind::Person, report);
    let born = birth(&persons, report);
    let started = care.present.started;
    let reason = match born {
        None => Some(Reason::NoBirthDate),
        Some(born) if born > started || birthday(born, 18) <= started => {
            Some(Reason::Contradiction)
        }
        Some(_) => None,
    };
    if let Some(reason) = reason {
        let rest = child.rest().map(|(_, entry)| entry);
        set_aside(persons.into_iter().chain(care.into_entries()).chain(rest), reason, report);
        return None;
    }
    let (born, place) = (born?, care.place()?);
    for entry in persons.iter().chain(care.entries()) {
        report.used(entry.table);
    }
    let document = document(id, born, &care, &mut child, settings, report);
    Some(ImportedCase { document, place })
}

fn set_aside(entries: impl Iterator<Item = Entry>, reason: Reason, report: &mut ImportReport) {
    entries.for_each(|entry| entry.set_aside(reason, report));
}

/// The child's date of birth: the first that is one.
fn birth(persons: &[Entry], report: &mut ImportReport) -> Option<NaiveDate> {
    const BORN: &str = "PERS_DOB";
    let mut first = None;
    for Entry { row, .. } in persons {
        match row.day(BORN) {
            Ok(Some(born)) if *first.get_or_insert(born) != born => {
                report.remark(row.remark(BORN, Reason::BirthDates));
            }
            Ok(_) => {}
            Err(remark) => report.remark(remark),
        }
    }
    first
}

fn document(
    id: &str,
    born: NaiveDate,
    care: &Care,
    child: &mut Child,
    settings: &ImportSettings,
    report: &mut ImportReport,
) -> Value {
    let (present, as_of) = (&care.present, settings.as_of);
    let mut rows = |kind, report: &mut ImportReport| child.take(kind, report);
    let permanence = rows(Kind::Permanence, report);
    let permanence = permanence::Permanence::read(permanence, present, as_of, report);
    let statuses = rows(Kind::Status, report);
    let statuses = statuses::read(statuses, present, permanence.placement_order, as_of, report);
    let homes = homes::read(rows(Kind::Placement, report), present, as_of, report);
    let reviews = reviews::read(rows(Kind::Review, report), present, as_of, report);
    let plans = rows(Kind::Plan, report);
    let plans = plans::read(plans, present, permanence.decided, as_of, report);
    let people = people::read(rows(Kind::Involvement, report), as_of, report);
    let before = rows(Kind::PreviousPermanence, report);
    let before = permanence::before(before, report);
    let earlier = care
        .earlier
        .iter()
        .map(|period| group([("started", json!(period.started)), ("ended", json!(period.ended))]));
    group([
        ("format", json!(1)),
        ("case_id", json!(id)),
        ("authority", json!(settings.authority)),
        ("team", json!(people.team)),
        ("social_worker", json!(people.social_worker)),
        ("reviewing_officer", json!(people.reviewing_officer)),
        ("child", group([("date_of_birth", json!(born))])),
        (
            "care",
            group([
                ("started", json!(present.started)),
                ("ended", json!(present.ended)),
                ("entry", json!(statuses.entry)),
                ("earlier_reviews", json!(present.is_cut_off().then_some(EARLIER_REVIEWS))),
                ("legal_statuses", statuses.told.written),
            ]),
        ),
        ("placements", homes.written),
        ("permanence_plan", plans.written),
        ("siblings", permanence.siblings.clone()),
        ("reviews", reviews),
        ("orders", orders(present, &permanence)),
        (
            "x_source",
            group([
                ("format", json!("ssd")),
                ("episodes", json!(present.source())),
                ("legal_statuses", json!(statuses.told.source)),
                ("placements", json!(homes.source)),
                ("care_plans", json!(plans.source)),
                ("permanence", json!(permanence.source)),
                ("previous_permanence", json!(before)),
                ("earlier_periods", Value::Array(earlier.collect())),
            ]),
        ),
    ])
}

/// The order that ended care, and those of the permanence table; of one kind, the table's.
fn orders(present: &Period, permanence: &permanence::Permanence) -> Value {
    let told = permanence.orders.iter().copied();
    let with_care =
        present.order().filter(|(order, _)| told.clone().all(|(kind, _)| kind != *order));
    let orders = with_care.into_iter().chain(told).map(|(order, granted)| {
        group([("order", json!(order)), ("outcome", json!("granted")), ("granted", json!(granted))])
    });
    Value::Array(orders.collect())
}
