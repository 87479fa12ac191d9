//! A whole run: every document of every source, audited in order.

use std::io;

use super::amendment::Amendment;
use super::batch::Batch;
use super::place::{AuditedCase, Unreadable};
use super::summary::Summary;
use super::trend::{Trend, TrendRun};
use crate::input::{Inputs, read_documents};

/// What a run comes across.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// A case that was audited.
    Case(&'a AuditedCase),
    /// A document that could not be.
    Unreadable(&'a Unreadable),
    /// What only the whole batch could show of a case that was told before.
    Amended(&'a Amendment),
}

/// What a run came to.
#[derive(Debug, Default)]
pub struct Audited {
    /// The figures of all cases together.
    pub summary: Summary,
    /// The cases in order, when they were to be kept.
    pub cases: Vec<AuditedCase>,
    /// The documents that could not be audited.
    pub unreadable: Vec<Unreadable>,
    /// How many files in folders were passed over because of their names.
    pub skipped: usize,
    /// How the cases stood on earlier days, when that was to be looked at too.
    pub trend: Option<Trend>,
}

/// Audits every document of these sources, and hands each over as soon as it is done.
///
/// The cases are kept only if they are to be: a report that is written as it goes needs none.
///
/// # Errors
/// The first that `each` comes back with, at which the run stops.
pub fn audit_inputs(
    batch: &mut Batch,
    inputs: Inputs,
    keep_cases: bool,
    each: &mut dyn FnMut(Event<'_>) -> io::Result<()>,
) -> io::Result<Audited> {
    audit_inputs_over_time(batch, None, inputs, keep_cases, each)
}

/// The same, and each document as at the days of a trend too, while it is there: no file is read twice,
/// and of a trend only its figures are kept.
///
/// # Errors
/// The first that `each` comes back with, at which the run stops.
pub fn audit_inputs_over_time(
    batch: &mut Batch,
    mut trend: Option<TrendRun>,
    inputs: Inputs,
    keep_cases: bool,
    each: &mut dyn FnMut(Event<'_>) -> io::Result<()>,
) -> io::Result<Audited> {
    let Inputs { sources, problems, skipped } = inputs;
    let mut audited = Audited { skipped, ..Audited::default() };
    for (path, problem) in problems {
        let unreadable = Unreadable::unopened(batch.shown_path(path), problem);
        each(Event::Unreadable(&unreadable))?;
        audited.unreadable.push(unreadable);
    }
    for source in &sources {
        let path = batch.name_of(source);
        let mut told = Ok(());
        read_documents(source, &mut |document| {
            if told.is_err() {
                return;
            }
            let over_time = |case| match &mut trend {
                Some(trend) => trend.audit(&path, &document).map(|()| case),
                None => Ok(case),
            };
            match batch.audit(&path, &document).and_then(over_time) {
                Ok(case) => {
                    told = each(Event::Case(&case));
                    audited.summary.add(&case.audit, batch.today());
                    if keep_cases {
                        audited.cases.push(case);
                    }
                }
                Err(refused) => {
                    told = each(Event::Unreadable(&refused));
                    audited.unreadable.push(*refused);
                }
            }
        });
        told?;
    }
    for amendment in batch.amendments() {
        each(Event::Amended(&amendment))?;
        audited.summary.amend(&amendment);
        if let Some(case) = audited.cases.get_mut(amendment.case) {
            case.audit.amend(amendment.outcomes);
        }
    }
    audited.trend = trend.as_ref().map(TrendRun::finish);
    Ok(audited)
}
