//! From a config file's text to a config, or every mistake in it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::Config;
use super::raw::{ConfigFile, WaiverEntry};
use super::words::{Kind, Word, unknown};
use crate::audit::{AgreedWaiver, Selection};
use crate::document::{Limits, Problem, Syntax, Tree, nearest, parse};
use crate::report::FormatSpec;
use crate::strategy::{BUILT_IN, Severities, Strategy};

/// The most keys and values of a config file: room for more than a thousand waivers.
const MOST_VALUES: usize = 20_000;

/// The most mistakes told of one config file; to look for the nearest word of each takes its time.
const MOST_PROBLEMS: usize = 25;

/// A config file that has been read, and whose words have not been held against the strategies yet.
#[derive(Debug)]
pub struct Draft {
    config: Config,
    words: Vec<Word>,
    problems: Vec<Problem>,
}

/// Reads a config file.
///
/// # Errors
/// What keeps it from being read, each mistake with its place: syntax, unknown keys, values of the
/// wrong type, days that are none, waivers without a reason, who agreed them, or their end.
pub fn read_config(text: &str) -> Result<Draft, Vec<Problem>> {
    let limits = Limits { nodes: MOST_VALUES, ..Limits::default() };
    let tree = parse(text, Syntax::Toml, &limits).map_err(|problem| vec![problem])?;
    let file: ConfigFile = tree.decode(0)?;
    let mut reading = Reading { tree: &tree, words: Vec::new(), problems: Vec::new() };
    let config = reading.config(file);
    Ok(Draft { config, words: reading.words, problems: reading.problems })
}

impl Draft {
    /// The strategies that cases are to be held to, by name or path.
    #[must_use]
    pub fn strategies(&self) -> &[String] {
        &self.config.strategies
    }

    /// The strategies of authorities' own, by name or path.
    #[must_use]
    pub fn authorities(&self) -> &BTreeMap<String, String> {
        &self.config.authorities
    }

    /// The config, once its words have been held against every strategy that it could mean.
    ///
    /// # Errors
    /// Every mistake up to 25, in order of place: a requirement that none of them has, a strategy or a format
    /// that there is not, a waiver given twice.
    pub fn check(self, strategies: &[Arc<Strategy>]) -> Result<Config, Vec<Problem>> {
        let mut problems = self.problems;
        let unknown = self.words.iter().filter_map(|word| unknown(word, strategies));
        problems.extend(unknown.take(MOST_PROBLEMS));
        problems.sort_by_key(|problem| problem.span.as_ref().map_or(0, |span| span.start));
        problems.truncate(MOST_PROBLEMS);
        if problems.is_empty() { Ok(self.config) } else { Err(problems) }
    }
}

struct Reading<'t, 's> {
    tree: &'t Tree<'s>,
    words: Vec<Word>,
    problems: Vec<Problem>,
}

impl Reading<'_, '_> {
    fn config(&mut self, file: ConfigFile) -> Config {
        for (index, name) in file.strategy.iter().enumerate() {
            self.check_strategy(name, &format!("/strategy/{index}"));
        }
        for (authority, name) in &file.authorities {
            self.check_strategy(name, &format!("/authorities/{}", escaped(authority)));
        }
        self.check_repeated(&file.strategy);
        self.words_of("select", &file.select);
        self.words_of("ignore", &file.ignore);
        for (word, severity) in &file.severity {
            let place = format!("/severity/{}", escaped(word));
            self.word(word, Kind::Severity(*severity), place);
        }
        Config {
            strategies: file.strategy,
            authorities: file.authorities,
            selection: Selection { select: file.select, ignore: file.ignore },
            severities: Severities::new(file.severity),
            fail_on: file.fail_on,
            formats: self.formats(&file.format),
            waivers: self.waivers(file.waiver).into_iter().collect(),
        }
    }

    fn words_of(&mut self, list: &str, words: &[String]) {
        for (index, word) in words.iter().enumerate() {
            self.word(word, Kind::Chosen, format!("/{list}/{index}"));
        }
    }

    fn word(&mut self, word: &str, kind: Kind, pointer: String) {
        let found = self.tree.locate(0, &pointer);
        let span = found.map(|found| match (&kind, found.key) {
            (Kind::Severity(_), Some(key)) => key,
            _ => found.value,
        });
        let span = span.map(|span| self.tree.first_line(span));
        self.words.push(Word { text: word.to_owned(), kind, span, pointer });
    }

    /// Holds that what does not look like a path is a built-in strategy.
    fn check_strategy(&mut self, name: &str, pointer: &str) {
        let known = || BUILT_IN.iter().map(|(known, _)| *known);
        if name.contains(['/', '\\', '.']) || known().any(|known| known == name) {
            return;
        }
        let help = match nearest(name, known()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "a strategy of your own is given by its file, such as ours.yaml".to_owned(),
        };
        self.problem(pointer, "no built-in strategy has this name", &help);
    }

    fn check_repeated(&mut self, names: &[String]) {
        for (index, name) in names.iter().enumerate() {
            let first = names.iter().position(|known| known == name);
            if let Some(first) = first.filter(|&first| first < index) {
                let place = |index: usize| format!("/strategy/{index}");
                self.twice(&place(index), &place(first), "this strategy is named twice");
            }
        }
    }

    fn formats(&mut self, written: &[String]) -> Vec<FormatSpec> {
        let mut formats = Vec::with_capacity(written.len());
        for (index, text) in written.iter().enumerate() {
            match text.parse::<FormatSpec>() {
                Ok(spec) => formats.push(spec),
                Err(message) => {
                    let help = "name a format, or a format and its file, such as json=audit.json";
                    self.problem(&format!("/format/{index}"), &message, help);
                }
            }
        }
        formats
    }

    fn waivers(&mut self, entries: Vec<WaiverEntry>) -> Vec<AgreedWaiver> {
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut waivers = Vec::with_capacity(entries.len());
        for (index, entry) in entries.into_iter().enumerate() {
            let here = format!("/waiver/{index}");
            let waiver = AgreedWaiver {
                case_id: entry.case.to_string(),
                requirement: entry.requirement.trim().to_owned(),
                agreed_by: entry.agreed_by.to_string(),
                until: entry.until.date(),
            };
            self.word(&waiver.requirement, Kind::Requirement, format!("{here}/requirement"));
            let of = (waiver.case_id.clone(), waiver.requirement.clone());
            match seen.get(&of) {
                Some(first) => {
                    self.twice(&here, &format!("/waiver/{first}"), "this waiver is given twice");
                }
                None => {
                    seen.insert(of, index);
                }
            }
            waivers.push(waiver);
        }
        waivers
    }

    fn problem(&mut self, pointer: &str, message: &str, help: &str) {
        let mut problem = Problem::new(message).help(help);
        problem.span = self.place(pointer);
        problem.pointer = Some(pointer.to_owned());
        self.problems.push(problem);
    }

    /// What is marked of the value at a pointer.
    fn place(&self, pointer: &str) -> Option<Range<usize>> {
        self.tree.locate(0, pointer).map(|found| self.tree.first_line(found.value))
    }

    fn twice(&mut self, second: &str, first: &str, message: &str) {
        self.problem(second, message, "keep the right one of the two");
        if let (Some(first), Some(problem)) = (self.place(first), self.problems.last_mut()) {
            problem.related.push((first, "the first is here".to_owned()));
        }
    }
}

/// A key as a step of a JSON Pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
