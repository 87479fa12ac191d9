//! Parts of a larger run, each audited by itself, put together as though one run had audited all.

mod error;
mod header;
mod lines;
mod restore;

use std::io::{self, BufRead};
use std::sync::Arc;

use chrono::NaiveDate;

pub use error::PartError;
pub use header::PartHeader;
use lines::PartLines;
use restore::{Restoring, Unknown};

use super::v1::{self, Line};
use super::{Asides, Report, notes, publish};
use crate::audit::{
    AuditedCase, Event, Gathering, Keep, Said, SourcePlace, Unreadable, WAIVER_CURRENT, WriteCase,
};
use crate::document::{Position, Problem};
use crate::strategy::{BUILT_IN, Strategy, built_in};

/// What is done with each thing that the parts tell.
type Each<'e> = &'e mut dyn FnMut(Event<'_>) -> io::Result<()>;

/// Why parts could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// A part is not one, or not one of these.
    #[error(transparent)]
    Part(#[from] PartError),
    /// What was put together could not be written.
    #[error(transparent)]
    Write(#[from] io::Error),
}

/// Puts parts together, in the order in which they are read.
pub struct Merge<'m> {
    header: PartHeader,
    /// Strategies that are not built in.
    given: Vec<Arc<Strategy>>,
    restoring: Restoring,
    gathering: Gathering<'m>,
    /// The strategies of each part, as it published them.
    listed: Vec<Vec<v1::Strategy>>,
    asides: Option<Asides>,
}

/// Reads what a part was asked: its first line.
///
/// # Errors
/// When it is no part, or one that cannot be put together with others.
pub fn read_part_header(reader: impl BufRead) -> Result<PartHeader, PartError> {
    let first = PartLines::new(reader).next()?;
    PartHeader::read(first.ok_or(PartError::NotAPart)?)
}

impl<'m> Merge<'m> {
    /// Puts parts together that were asked this; cases may have been held to strategies that are
    /// given here, beside those that are built in.
    #[must_use]
    pub fn new(
        header: PartHeader,
        given: Vec<Arc<Strategy>>,
        keep: Keep,
        write: Option<WriteCase<'m>>,
    ) -> Self {
        let selection = header.scope.selection.clone();
        let gathering = Gathering::new(header.as_of, selection, keep, write);
        let (restoring, listed) = (Restoring::new(), Vec::new());
        Self { header, given, restoring, gathering, listed, asides: None }
    }

    /// Reads a file of one part or several, one after another.
    ///
    /// # Errors
    /// When it holds no part, or one that cannot be put together with those before; or the first that
    /// `each` comes back with.
    pub fn read(&mut self, reader: impl BufRead, each: Each<'_>) -> Result<(), MergeError> {
        let mut lines = PartLines::new(reader);
        let mut open = false;
        while let Some(line) = lines.next()? {
            match (line, open) {
                (line @ Line::Header { .. }, false) => {
                    self.header.check_same(&PartHeader::read(line)?)?;
                    open = true;
                }
                (Line::Audit(audit), true) => self.case(audit, lines.number(), each)?,
                (Line::Unreadable(told), true) => self.gathering.unreadable(refused(told), each)?,
                // All parts together show more: it is judged again.
                (Line::Amendment(_), true) => {}
                (Line::Summary { strategies, asides, .. }, true) => {
                    self.end(strategies, asides)?;
                    open = false;
                }
                (_, false) => return Err(PartError::NotAPart.into()),
                (Line::Header { .. }, true) => return Err(PartError::CutShort.into()),
            }
        }
        if open || lines.number() == 0 { Err(PartError::CutShort.into()) } else { Ok(()) }
    }

    fn case(
        &mut self,
        mut audit: v1::Audit<'static>,
        line: usize,
        each: Each<'_>,
    ) -> Result<(), MergeError> {
        let strategies = self.strategies_of(&audit)?;
        let siblings = audit.siblings.take();
        let restored = self.restored(audit, siblings);
        let (case, said) = restored.map_err(|Unknown| PartError::Unknown { line })?;
        Ok(self.gathering.case(case, strategies, said, each)?)
    }

    fn restored(
        &self,
        audit: v1::Audit<'static>,
        siblings: Option<v1::SiblingFile>,
    ) -> Result<(AuditedCase, Option<Said>), Unknown> {
        let said = siblings.map(|siblings| {
            let mut outcomes = audit.outcomes.iter();
            let waivers = outcomes.find(|outcome| outcome.requirement == WAIVER_CURRENT);
            let told = waivers.map(|outcome| outcome.findings.clone()).unwrap_or_default();
            self.restoring.said(&audit.case_id, siblings, told)
        });
        let said = said.transpose()?;
        Ok((self.restoring.case(audit)?, said))
    }

    /// The strategies that a case was held to, which its outcomes name.
    fn strategies_of(
        &mut self,
        audit: &v1::Audit<'static>,
    ) -> Result<Vec<Arc<Strategy>>, PartError> {
        let mut strategies: Vec<Arc<Strategy>> = Vec::new();
        for outcome in &audit.outcomes {
            let Some((name, _)) = outcome.requirement.split_once('/') else {
                continue;
            };
            if strategies.iter().any(|known| known.name == name) {
                continue;
            }
            strategies.push(self.strategy(name)?);
        }
        Ok(strategies)
    }

    /// The strategy of this name.
    fn strategy(&mut self, name: &str) -> Result<Arc<Strategy>, PartError> {
        if let Some(known) = self.restoring.strategy(name) {
            return Ok(Arc::clone(known));
        }
        let given = self.given.iter().find(|given| given.name == name).map(Arc::clone);
        let built_in = || built_in(name)?.ok().map(Arc::new);
        let found = given.or_else(built_in);
        let found = found.ok_or_else(|| PartError::UnknownStrategy(name.to_owned()))?;
        let strategy = found.weighing(&self.header.scope.severities);
        self.restoring.add(&strategy);
        Ok(strategy)
    }

    /// Takes in how a part ended.
    fn end(&mut self, listed: Vec<v1::Strategy>, asides: v1::Asides) -> Result<(), PartError> {
        for published in &listed {
            let known = self.strategy(&published.name)?;
            if publish::strategies(&[known]).first() != Some(published) {
                return Err(PartError::OtherStrategy(published.name.clone()));
            }
        }
        self.listed.push(listed);
        let asides = Asides::from(asides);
        self.asides = Some(match self.asides.take() {
            None => asides,
            Some(before) => before.and(asides),
        });
        Ok(())
    }

    /// The report of all parts, made on a day.
    ///
    /// # Errors
    /// The first that `each` comes back with.
    pub fn finish(mut self, made_on: NaiveDate, each: Each<'_>) -> Result<Report, MergeError> {
        let strategies = self.used()?;
        let audited = self.gathering.finish(each)?;
        let mut report = Report {
            as_of: self.header.as_of,
            scope: self.header.scope,
            strategies,
            summary: audited.summary,
            cases: audited.cases,
            unreadable: audited.unreadable,
            refused: audited.refused,
            notes: Vec::new(),
            asides: self.asides.unwrap_or_default(),
            trend: None,
        };
        report.notes = notes::notes(&report, made_on);
        Ok(report)
    }

    /// The strategies of all parts: as every part lists them, or else councils' own before those that
    /// are built in.
    fn used(&mut self) -> Result<Vec<Arc<Strategy>>, PartError> {
        let listed = std::mem::take(&mut self.listed);
        let names = |part: &Vec<v1::Strategy>| {
            part.iter().map(|strategy| strategy.name.clone()).collect::<Vec<_>>()
        };
        let mut each = listed.iter().map(names);
        let mut names = each.next().unwrap_or_default();
        let mut same = true;
        for part in each.filter(|part| !part.is_empty()) {
            same &= names.is_empty() || names == part;
            let new: Vec<String> = part.into_iter().filter(|name| !names.contains(name)).collect();
            names.extend(new);
        }
        if !same {
            let built_in = |name: &String| BUILT_IN.iter().position(|(known, _)| known == name);
            names.sort_by_cached_key(|name| {
                (built_in(name).map_or(0, |place| place + 1), name.clone())
            });
        }
        names.iter().map(|name| self.strategy(name)).collect()
    }
}

/// A document that could not be audited, as it was told.
fn refused(told: v1::Unreadable) -> Unreadable {
    let position = |error: &v1::Error| {
        error.line.zip(error.column).map(|(line, column)| Position { line, column })
    };
    let line = told.errors.iter().find_map(|error| error.line).unwrap_or(1);
    let problems = told.errors.into_iter().map(|error| {
        let position = position(&error);
        let v1::Error { message, help, pointer, .. } = error;
        (Problem { help, pointer, ..Problem::new(message) }, position)
    });
    let problems = problems.collect();
    let place = SourcePlace { path: told.path.into(), document: told.document, line };
    Unreadable { place, problems, text: None }
}
