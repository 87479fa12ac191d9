//! Who works with the child.

use chrono::NaiveDate;

use super::children::Entry;
use super::periods::day;
use crate::import::reason::Reason;
use crate::import::report::ImportReport;

/// Those whom a case file names, by the set's references.
#[derive(Debug, Default)]
pub(super) struct People {
    pub(super) team: Option<String>,
    pub(super) social_worker: Option<String>,
    pub(super) reviewing_officer: Option<String>,
}

const WORKER: &str = "INVO_PROFESSIONAL_ID";
const ROLE: &str = "INVO_PROFESSIONAL_ROLE_ID";
const TEAM: &str = "INVO_PROFESSIONAL_TEAM";
const FROM: &str = "INVO_INVOLVEMENT_START_DATE";
const TO: &str = "INVO_INVOLVEMENT_END_DATE";

/// What systems call the child's social worker.
const SOCIAL_WORKER: [&str; 7] = [
    "allocated case worker",
    "allocated worker",
    "allocated social worker",
    "case worker",
    "key worker",
    "lead social worker",
    "social worker",
];

/// What systems call the reviewing officer.
const OFFICER: [&str; 4] = ["independent reviewing officer", "iro", "reviewing officer", "qaro"];

/// Reads the involvements that go on; of several in one role the latest counts.
pub(super) fn read(rows: Vec<Entry>, as_of: NaiveDate, report: &mut ImportReport) -> People {
    let mut dated: Vec<_> = rows
        .into_iter()
        .map(|entry| {
            let (from, to) = (day(&entry.row, FROM, report), day(&entry.row, TO, report));
            (from, to, entry)
        })
        .collect();
    dated.sort_by(|a, b| (a.0, &a.2.row.place).cmp(&(b.0, &b.2.row.place)));
    let mut people = People::default();
    for (from, to, entry) in dated {
        let goes_on = from.is_none_or(|from| from <= as_of) && to.is_none_or(|to| to >= as_of);
        let role = entry.row.text(ROLE).map(|role| role.trim().to_lowercase());
        let is = |names: &[&str]| role.as_deref().is_some_and(|role| names.contains(&role));
        let worker = entry.row.text(WORKER).map(str::to_owned);
        if goes_on && is(&SOCIAL_WORKER) {
            people.team = entry.row.text(TEAM).map(str::to_owned);
            people.social_worker = worker;
        } else if goes_on && is(&OFFICER) {
            people.reviewing_officer = worker;
        } else {
            entry.set_aside(Reason::NotNamed, report);
            continue;
        }
        report.used(entry.table);
    }
    people
}
