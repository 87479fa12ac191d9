//! The reading of one table of what is expected.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Deserialize;

use super::EXPECT;
use super::file::{ExpectFile, Expectation, OneOrMore, StatusWord};
use super::plan::{Asked, CaseKey, Cases, Planned, escaped};
use super::read::CASES;
use crate::case::Deadline;
use crate::document::{LineIndex, Problem, Tree};
use crate::input::{plain, text_found};
use crate::strategy::{Faulty, NotNamed, Strategy, read_strategy_named};

/// The strategy of a folder whose table names none.
const OWN_STRATEGY: &str = "strategy.yaml";

/// What of a key and its value is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Key,
    Value,
}

/// The reading of one table.
pub(super) struct Table<'t> {
    tree: &'t Tree<'t>,
    text: &'t str,
    lines: LineIndex,
    pub(super) problems: Vec<Problem>,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) only: Option<Vec<StatusWord>>,
}

impl<'t> Table<'t> {
    pub(super) fn new(tree: &'t Tree<'t>, text: &'t str) -> Self {
        let lines = LineIndex::new(text);
        let mut table = Self { tree, text, lines, problems: Vec::new(), as_of: None, only: None };
        table.as_of = table.value::<Deadline>("/as_of").and_then(Deadline::day);
        table.only = table.value("/only");
        table
    }

    /// Holds that it is a table in the known format.
    pub(super) fn check_kind(&mut self) {
        #[derive(Deserialize)]
        struct Header {
            format: u32,
        }
        if self.tree.is_list(0) {
            let help = "start with format: 1, and name each case under cases:";
            self.problem(
                "",
                Mark::Key,
                "this is a list, where a table of what is expected was",
                help,
            );
        } else if self.is_written("/case_id") {
            let help =
                format!("put it in the folder {CASES}, and say in {EXPECT} what is expected of it");
            self.problem(
                "/case_id",
                Mark::Key,
                "this is a case file, not a table of what is expected",
                &help,
            );
        } else if let Ok(Header { format }) = self.tree.decode(0)
            && format != 1
        {
            let message = format!("this is format {format}; only format 1 is known");
            let help = "write format: 1, or use a later version of permanence";
            self.problem("/format", Mark::Key, &message, help);
        }
    }

    /// The strategies it names, and the files with mistakes among them.
    pub(super) fn strategies(&mut self, path: &Path) -> (Vec<Arc<Strategy>>, Vec<Faulty>) {
        let (mut strategies, mut faulty): (Vec<Arc<Strategy>>, Vec<Faulty>) = Default::default();
        for (pointer, name) in self.named_strategies() {
            match read_strategy_named(path, &name, &text_found) {
                Ok(strategy) if strategies.iter().any(|known| known.name == strategy.name) => {
                    let help = "name each once, and give each file a name of its own";
                    self.problem(&pointer, Mark::Value, "two strategies have the same name", help);
                }
                Ok(strategy) => strategies.push(Arc::new(strategy)),
                Err(NotNamed::Faulty(files)) => faulty.extend(files),
                Err(NotNamed::NotFound(problem)) => self.not_found(&pointer, problem),
            }
        }
        (strategies, faulty)
    }

    fn not_found(&mut self, pointer: &str, problem: Problem) {
        if self.is_written(pointer) {
            let help = problem.help.unwrap_or_else(|| {
                "name a built-in strategy, or a file by its path from this one".to_owned()
            });
            self.problem(
                pointer,
                Mark::Value,
                &format!("this strategy cannot be read: {}", problem.message),
                &help,
            );
        } else {
            let help = format!(
                "write strategy: and its name or path, or put it beside this file as {OWN_STRATEGY}"
            );
            self.problem(pointer, Mark::Value, "no strategy is named to hold the cases to", &help);
        }
    }

    /// The strategies by name or path, each with the pointer where it is named.
    fn named_strategies(&self) -> Vec<(String, String)> {
        let own = || vec![("/strategy".to_owned(), OWN_STRATEGY.to_owned())];
        if !self.is_written("/strategy") {
            return own();
        }
        let Some(OneOrMore(names)) = self.value("/strategy") else {
            return Vec::new();
        };
        if names.is_empty() {
            return own();
        }
        let listed = self.is_written("/strategy/0");
        let place = |index: usize| {
            if listed { format!("/strategy/{index}") } else { "/strategy".to_owned() }
        };
        names.into_iter().enumerate().map(|(index, name)| (place(index), name)).collect()
    }

    /// The files that it names as strategies, which are no cases.
    pub(super) fn strategy_files(&self, path: &Path) -> Vec<PathBuf> {
        let folder = path.parent().unwrap_or(Path::new(""));
        self.named_strategies().into_iter().map(|(_, name)| plain(&folder.join(name))).collect()
    }

    /// What is expected of each case that it names.
    pub(super) fn read(&mut self, cases: &Cases, asked: Option<&Asked>) -> Vec<Planned> {
        if let Err(problems) = self.tree.decode::<ExpectFile>(0) {
            self.problems.extend(problems);
        }
        let (mut planned, mut meant) = (Vec::new(), Vec::new());
        let names: BTreeMap<String, serde_json::Value> = self.value("/cases").unwrap_or_default();
        for name in names.keys() {
            let here = format!("/cases/{}", escaped(name));
            let case = match cases.named(name) {
                Some(Ok(case)) => Some(case),
                Some(Err(message)) => {
                    self.problem(
                        &here,
                        Mark::Key,
                        message,
                        "a case id goes where the file's name would",
                    );
                    None
                }
                None => {
                    let help = "name it by its file in the folder of cases, or by its case id";
                    meant.extend(cases.nearest(name));
                    self.unknown(
                        &here,
                        Mark::Key,
                        "there is no such case",
                        cases.nearest(name),
                        help,
                    );
                    None
                }
            };
            for place in self.days(&here) {
                let written = self.expectation(&place);
                // Of a case that is not there, the other mistakes are told all the same.
                let key = CaseKey { file: String::new(), id: None };
                let one = (name.as_str(), case.clone().unwrap_or(key));
                planned.extend(self.planned(one, &place, &written, asked));
            }
        }
        self.check_days(&planned);
        self.check_all_are_named(cases, &planned, &meant);
        planned
    }

    /// The pointers of what is expected of a case: one, or each of a list.
    fn days(&self, here: &str) -> Vec<String> {
        let places = (0..).map(|index| format!("{here}/{index}"));
        let listed: Vec<String> = places.take_while(|place| self.is_written(place)).collect();
        if listed.is_empty() { vec![here.to_owned()] } else { listed }
    }

    /// What is written at a pointer; of what is not in shape, that part of it which is.
    fn expectation(&mut self, here: &str) -> Expectation {
        let problems = match self.tree.decode_at::<Option<Expectation>>(0, here) {
            Ok(written) => return written.unwrap_or_default(),
            Err(problems) => problems,
        };
        for mut problem in problems {
            let inside = problem.pointer.take().unwrap_or_default();
            problem.pointer = Some(format!("{here}{inside}"));
            self.problems.push(problem);
        }
        let at = |key: &str| format!("{here}/{key}");
        Expectation {
            as_of: self.value(&at("as_of")).unwrap_or_default(),
            met: self.value(&at("met")).unwrap_or_default(),
            not_met: self.value(&at("not_met")).unwrap_or_default(),
            not_due: self.value(&at("not_due")).unwrap_or_default(),
            not_applicable: self.value(&at("not_applicable")).unwrap_or_default(),
            waived: self.value(&at("waived")).unwrap_or_default(),
            colour: self.value(&at("colour")),
            only: self.value(&at("only")),
        }
    }

    /// Tells of a case that is expected to come out in two ways on one day.
    fn check_days(&mut self, planned: &[Planned]) {
        let mut days: BTreeMap<_, &Planned> = BTreeMap::new();
        for planned in planned.iter().filter(|planned| !planned.case.file.is_empty()) {
            let first = *days.entry((&planned.case, planned.as_of)).or_insert(planned);
            if first.place != planned.place {
                let help =
                    format!("bring it together with line {}, or write another as_of", first.line);
                let message = "this case is named before, as at the same day";
                self.problem(&planned.place, Mark::Key, message, &help);
            }
        }
    }

    /// The value at a pointer, when it is there and in shape.
    fn value<T: for<'x> Deserialize<'x>>(&self, pointer: &str) -> Option<T> {
        self.is_written(pointer).then(|| self.tree.decode_at(0, pointer).ok()).flatten()
    }

    /// True when something stands at a pointer, in shape or not.
    pub(super) fn is_written(&self, pointer: &str) -> bool {
        self.tree.locate(0, pointer).is_some_and(|found| found.exact)
    }

    /// True when a case is named so.
    pub(super) fn names(&self, name: &str) -> bool {
        self.is_written(&format!("/cases/{}", escaped(name)))
    }

    /// True when something wrong at a place has been told.
    pub(super) fn is_told(&self, pointer: &str) -> bool {
        self.problems.iter().any(|problem| problem.pointer.as_deref() == Some(pointer))
    }

    /// The line on which something stands: the key of what has one.
    pub(super) fn line(&self, pointer: &str) -> usize {
        let found = self.tree.locate(0, pointer);
        let start = found.map_or(0, |found| found.key.unwrap_or(found.value).start);
        self.lines.position(self.text, start).line
    }

    pub(super) fn problem(&mut self, pointer: &str, mark: Mark, message: &str, help: &str) {
        let mut problem = Problem::new(message).help(help);
        if let Some(found) = self.tree.locate(0, pointer) {
            let key = found.key.filter(|_| mark == Mark::Key);
            problem = problem.at(self.tree.first_line(key.unwrap_or(found.value)));
        }
        problem.pointer = Some(pointer.to_owned());
        self.problems.push(problem);
    }

    pub(super) fn unknown(
        &mut self,
        pointer: &str,
        mark: Mark,
        message: &str,
        near: Option<&str>,
        help: &str,
    ) {
        let meant = near.map(|near| format!("did you mean `{near}`?"));
        self.problem(pointer, mark, message, meant.as_deref().unwrap_or(help));
    }
}
