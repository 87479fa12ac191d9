//! Cases that were audited apart, put together as though one run had audited them all.

use std::io;
use std::sync::Arc;

use chrono::NaiveDate;

use super::batch::Noted;
use super::ids::CaseKeys;
use super::judge::Judged;
use super::place::{AuditedCase, Unreadable};
use super::run::{Audited, Event, Keep};
use super::said::Said;
use super::selection::Selection;
use crate::strategy::{Requirement, Strategy};

/// What to write of a case, and of what its file says of siblings: a text for each report that is
/// written as it goes.
pub type WriteCase<'w> =
    &'w (dyn Fn(&AuditedCase, Option<&Said>) -> io::Result<Vec<String>> + Sync);

/// Puts cases together that were audited apart.
pub struct Gathering<'g> {
    today: NaiveDate,
    selection: Selection,
    keys: CaseKeys,
    noted: Noted,
    audited: Audited,
    /// What is kept of the documents.
    keep: Keep,
    /// What to write of each case.
    write: Option<WriteCase<'g>>,
}

impl<'g> Gathering<'g> {
    /// Nothing yet, of cases that were audited as at a day and of which these requirements were asked.
    #[must_use]
    pub fn new(
        today: NaiveDate,
        selection: Selection,
        keep: Keep,
        write: Option<WriteCase<'g>>,
    ) -> Self {
        let (keys, noted, audited) = Default::default();
        Self { today, selection, keys, noted, audited, keep, write }
    }

    /// Adds a case, which was held to these strategies.
    ///
    /// # Errors
    /// The first that `each` comes back with.
    pub(crate) fn case(
        &mut self,
        case: AuditedCase,
        strategies: Vec<Arc<Strategy>>,
        said: Option<Said>,
        each: &mut dyn FnMut(Event<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let written = self.write.map(|write| write(&case, said.as_ref())).transpose()?;
        let key = self.keys.of(&case.audit.case_id);
        let noted = self.noted.note(Ok(Judged::again(key, case, strategies, said)));
        let told = match &noted {
            Ok(case) => each(Event::Case(case, written.as_deref().unwrap_or_default())),
            Err(refused) => each(Event::Unreadable(refused)),
        };
        self.audited.add(noted, self.today, self.keep);
        told
    }

    /// Adds a document that could not be audited.
    ///
    /// # Errors
    /// The first that `each` comes back with.
    pub(crate) fn unreadable(
        &mut self,
        unreadable: Unreadable,
        each: &mut dyn FnMut(Event<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        each(Event::Unreadable(&unreadable))?;
        self.audited.refuse(unreadable, self.keep);
        Ok(())
    }

    /// Judges what only all cases together can show.
    ///
    /// # Errors
    /// The first that `each` comes back with.
    pub(crate) fn finish(
        mut self,
        each: &mut dyn FnMut(Event<'_>) -> io::Result<()>,
    ) -> io::Result<Audited> {
        let asks = |requirement: &Requirement| self.selection.asks(requirement);
        for amendment in self.noted.amendments(&self.keys, asks) {
            self.audited.amend(amendment, each)?;
        }
        Ok(self.audited)
    }
}
