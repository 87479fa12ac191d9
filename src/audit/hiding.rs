//! What reports show of paths and problems when references are hidden.

use super::judge::Judge;
use crate::document::Problem;
use crate::input::{Layout, STDIN_NAME, Source};

impl Judge {
    /// The name that reports give to a source.
    pub(super) fn name_of(&self, source: &Source) -> String {
        match source {
            Source::Stdin(name) if name == STDIN_NAME => name.clone(),
            source => self.shown_path(source.name()),
        }
    }

    /// A path as reports show it: a pseudonym and the ending when references are hidden, since
    /// files are named after cases.
    pub(super) fn shown_path(&self, path: String) -> String {
        let Some(pseudonyms) = &self.auditor.settings().pseudonyms else {
            return path;
        };
        let ending = Layout::of_name(&path).and_then(|_| path.rsplit_once('.'));
        let ending = ending.map_or_else(String::new, |(_, ending)| format!(".{ending}"));
        pseudonyms.file(&path) + &ending.to_ascii_lowercase()
    }

    /// A problem as reports tell it: without a number of the file's own when references are hidden,
    /// since it could be one.
    pub(super) fn told(&self, mut problem: Problem) -> Problem {
        if self.auditor.settings().pseudonyms.is_some()
            && let Some((message, _)) = problem.message.split_once(", found the number ")
        {
            problem.message = format!("{message}, found a number");
        }
        problem
    }
}
