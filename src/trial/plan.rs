//! What a table expects, held against the strategies and the cases there are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::file::{Expectation, LapseWord, NotMet, StatusWord};
use super::table::{Mark, Table};
use super::{Wanted, WantedCause};
use crate::audit::{Colour, Status, WAIVER_CURRENT};
use crate::document::nearest;
use crate::rules::cause_texts;
use crate::strategy::Strategy;

/// What is expected of one case on one day.
#[derive(Debug)]
pub(super) struct Planned {
    /// The case as the table names it.
    pub(super) name: String,
    /// The file and the case id it was found under.
    pub(super) case: CaseKey,
    pub(super) as_of: NaiveDate,
    /// The pointer of what the table says of it.
    pub(super) place: String,
    /// The line that names the case.
    pub(super) line: usize,
    pub(super) requirements: Vec<Expected>,
    pub(super) colour: Option<(usize, Colour)>,
    /// The outcomes that nothing comes to but what is named.
    pub(super) only: Vec<Status>,
}

/// What is expected of one requirement.
#[derive(Debug)]
pub(super) struct Expected {
    pub(super) key: String,
    pub(super) line: usize,
    pub(super) wanted: Wanted,
}

/// A case by the name of its file in the folder, and its id when it could be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CaseKey {
    pub(super) file: String,
    pub(super) id: Option<String>,
}

/// The requirements that can be named, and what each name means.
pub(super) struct Asked {
    by_name: BTreeMap<String, BTreeSet<String>>,
}

impl Asked {
    pub(super) fn by(strategies: &[Arc<Strategy>]) -> Self {
        let mut by_name: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for requirement in strategies.iter().flat_map(|strategy| &strategy.requirements) {
            let key = requirement.key.to_string();
            for name in [&requirement.id, &key] {
                by_name.entry(name.clone()).or_default().insert(key.clone());
            }
        }
        let waivers = WAIVER_CURRENT.to_owned();
        by_name.insert(waivers.clone(), BTreeSet::from([waivers]));
        Self { by_name }
    }
}

/// The cases that can be named.
pub(super) struct Cases {
    /// The ids of the cases in each file.
    pub(super) by_file: BTreeMap<String, Vec<String>>,
}

impl Cases {
    /// The case that a name means.
    pub(super) fn named(&self, name: &str) -> Option<Result<CaseKey, &'static str>> {
        if let Some(ids) = self.by_file.get(name) {
            let file = name.to_owned();
            return Some(match ids.as_slice() {
                [] => Ok(CaseKey { file, id: None }),
                [id] => Ok(CaseKey { file, id: Some(id.clone()) }),
                _ => Err("this file holds several cases: name each by its case id"),
            });
        }
        let mut holding = self.by_file.iter().filter(|(_, ids)| ids.iter().any(|id| id == name));
        holding
            .next()
            .map(|(file, _)| Ok(CaseKey { file: file.clone(), id: Some(name.to_owned()) }))
    }

    pub(super) fn nearest(&self, name: &str) -> Option<&str> {
        let ids = self.by_file.values().flatten();
        nearest(name, self.by_file.keys().chain(ids).map(String::as_str))
    }

    /// Every case, by file and id.
    fn all(&self) -> impl Iterator<Item = CaseKey> + '_ {
        self.by_file.iter().flat_map(|(file, ids)| {
            let ids: Vec<Option<String>> = match ids.as_slice() {
                [] => vec![None],
                ids => ids.iter().cloned().map(Some).collect(),
            };
            ids.into_iter().map(|id| CaseKey { file: file.clone(), id })
        })
    }
}

impl Table<'_> {
    /// Tells which cases are there, and in the table under no name; `meant` are those that a wrong name
    /// may mean.
    pub(super) fn check_all_are_named(
        &mut self,
        cases: &Cases,
        planned: &[Planned],
        meant: &[&str],
    ) {
        let named: BTreeSet<&CaseKey> = planned.iter().map(|planned| &planned.case).collect();
        for case in cases.all().filter(|case| !named.contains(case)) {
            let several = cases.by_file.get(&case.file).is_some_and(|ids| ids.len() > 1);
            let name = match case.id {
                Some(id) if several => id,
                _ => case.file,
            };
            // What is named wrongly, or named and not planned, has been told.
            if self.names(&name) || meant.contains(&name.as_str()) {
                continue;
            }
            let message = format!("nothing is said of the case {name}");
            let help = "name it under cases, with nothing after the colon when everything in it is as it should be";
            self.problem("/cases", Mark::Key, &message, help);
        }
    }

    /// What is expected of a case on a day, by what is written at a pointer.
    pub(super) fn planned(
        &mut self,
        (name, case): (&str, CaseKey),
        here: &str,
        written: &Expectation,
        asked: Option<&Asked>,
    ) -> Option<Planned> {
        let mut requirements = Vec::new();
        let met = [
            ("met", Status::Met, &written.met),
            ("not_due", Status::NotDue, &written.not_due),
            ("not_applicable", Status::NotApplicable, &written.not_applicable),
            ("waived", Status::Waived, &written.waived),
        ];
        for (key, status, names) in met {
            for (place, name) in self.listed(&format!("{here}/{key}"), &names.0) {
                let wanted = Wanted::Outcome(status, Vec::new());
                self.want(&mut requirements, name, &place, wanted, asked);
            }
        }
        self.not_met(&mut requirements, &format!("{here}/not_met"), &written.not_met, asked);
        let as_of = written.as_of.day().or(self.as_of);
        if as_of.is_none() && !self.is_told(&format!("{here}/as_of")) && !self.is_told("/as_of") {
            let help =
                "write as_of: and a day, such as 2026-01-31, at the top of the table or here";
            self.problem(here, Mark::Key, "no day is given on which to audit this case", help);
        }
        requirements.sort_by_key(|expected: &Expected| expected.line);
        let only = written.only.as_ref().or(self.only.as_ref());
        Some(Planned {
            name: name.to_owned(),
            case,
            as_of: as_of?,
            place: here.to_owned(),
            line: self.line(here),
            requirements,
            colour: written
                .colour
                .map(|word| (self.line(&format!("{here}/colour")), word.colour())),
            only: match only {
                Some(words) => words.iter().copied().map(StatusWord::status).collect(),
                None => vec![Status::NotMet],
            },
        })
    }

    fn not_met(
        &mut self,
        into: &mut Vec<Expected>,
        here: &str,
        written: &NotMet,
        asked: Option<&Asked>,
    ) {
        let by_cause = match written {
            NotMet::ByCause(by_cause) => by_cause,
            NotMet::Whatever(names) => {
                for (place, name) in self.listed(here, &names.0) {
                    let wanted = Wanted::Outcome(Status::NotMet, Vec::new());
                    self.want(into, name, &place, wanted, asked);
                }
                return;
            }
        };
        for (name, causes) in by_cause {
            let place = format!("{here}/{}", escaped(name));
            for (index, cause) in causes.0.iter().enumerate() {
                self.check_cause(&place, index, &cause.name);
            }
            let causes = causes.0.iter().map(|cause| WantedCause {
                cause: cause.name.clone(),
                severity: cause.severity,
                over: cause.lapse.map(LapseWord::is_over),
            });
            let wanted = Wanted::Outcome(Status::NotMet, causes.collect());
            self.want(into, name, &place, wanted, asked);
        }
    }

    fn check_cause(&mut self, place: &str, index: usize, cause: &str) {
        if cause_texts().any(|text| text.id == cause) {
            return;
        }
        let in_list = format!("{place}/{index}");
        let place = if self.is_written(&in_list) { &in_list } else { place };
        let in_group = format!("{place}/cause");
        let place = if self.is_written(&in_group) { &in_group } else { place };
        let near = nearest(cause, cause_texts().map(|text| text.id));
        let help = "a JSON report names the cause of each finding; leave it out when any will do";
        self.unknown(place, Mark::Value, "no finding has this cause", near, help);
    }

    /// Adds what is expected of a requirement, if its name means one.
    fn want(
        &mut self,
        into: &mut Vec<Expected>,
        name: &str,
        place: &str,
        wanted: Wanted,
        asked: Option<&Asked>,
    ) {
        // Without strategies it cannot be told what they ask.
        let Some(asked) = asked else { return };
        let keys: Vec<&String> = asked.by_name.get(name).into_iter().flatten().collect();
        let key = match keys.as_slice() {
            [key] => (*key).clone(),
            [] => {
                let near = nearest(name, asked.by_name.keys().map(String::as_str));
                let help = "`permanence strategy show` lists what the strategy asks";
                self.unknown(
                    place,
                    Mark::Key,
                    "the strategy asks nothing that is called this",
                    near,
                    help,
                );
                return;
            }
            several => {
                let help = format!(
                    "write {}",
                    several.iter().map(|key| key.as_str()).collect::<Vec<_>>().join(" or ")
                );
                self.problem(place, Mark::Key, "several of the strategies ask this", &help);
                return;
            }
        };
        if let Some(first) = into.iter().find(|expected| expected.key == key) {
            let help = format!("leave it in one place; the other is on line {}", first.line);
            self.problem(place, Mark::Key, "this is expected to come out in two ways", &help);
            return;
        }
        into.push(Expected { key, line: self.line(place), wanted });
    }

    /// The names of a list with the pointer of each; of one name alone, with its own.
    fn listed<'n>(&self, here: &str, names: &'n [String]) -> Vec<(String, &'n str)> {
        let place = |index: usize| {
            let in_list = format!("{here}/{index}");
            if self.is_written(&in_list) { in_list } else { here.to_owned() }
        };
        names.iter().enumerate().map(|(index, name)| (place(index), name.as_str())).collect()
    }
}

/// A key as a step of a JSON Pointer.
pub(super) fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
