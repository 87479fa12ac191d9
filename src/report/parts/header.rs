//! What the parts of a larger run have in common.

use chrono::NaiveDate;

use super::PartError;
use super::restore::day;
use crate::audit::Selection;
use crate::report::v1::{self, Line};
use crate::report::{Scope, Show, publish};
use crate::rules::Severity;
use crate::strategy::Severities;

/// What was asked of a part: the same as of every other.
#[derive(Clone, Debug)]
pub struct PartHeader {
    /// The as-of day.
    pub as_of: NaiveDate,
    /// What was looked at.
    pub scope: Scope,
    /// The scope as it was published, to hold others against.
    published: v1::Scope,
}

impl PartHeader {
    /// Reads the first line of a part.
    pub(super) fn read(line: Line<'_>) -> Result<Self, PartError> {
        let Line::Header { tool, as_of, scope: published, show, .. } = line else {
            return Err(PartError::NotAPart);
        };
        if tool != publish::tool() {
            return Err(PartError::OtherTool(tool.version));
        }
        if show != Show::All.word() {
            return Err(PartError::NotAll);
        }
        if published.baseline.is_some() {
            return Err(PartError::Baseline);
        }
        let as_of = day(&as_of).map_err(|_| PartError::NotAPart)?;
        let scope = scope(&published).ok_or(PartError::NotAPart)?;
        Ok(Self { as_of, scope, published })
    }

    /// Holds that another part was asked the same.
    pub(super) fn check_same(&self, other: &Self) -> Result<(), PartError> {
        if self.as_of != other.as_of {
            return Err(PartError::OtherDay { this: other.as_of, first: self.as_of });
        }
        if self.published != other.published {
            return Err(PartError::OtherScope);
        }
        Ok(())
    }
}

fn scope(published: &v1::Scope) -> Option<Scope> {
    let v1::Scope { select, ignore, since, as_if_due, baseline: _, severity, .. } = published;
    let known = |(requirement, word): (&String, &String)| {
        let known = Severity::ALL.into_iter().find(|severity| severity.word() == word)?;
        Some((requirement.clone(), known))
    };
    Some(Scope {
        selection: Selection { select: select.clone(), ignore: ignore.clone() },
        since: match since {
            Some(since) => Some(day(since).ok()?),
            None => None,
        },
        as_if_due: *as_if_due,
        baseline: None,
        severities: Severities::new(severity.iter().map(known).collect::<Option<_>>()?),
        key_id: published.redacted.then(|| published.key_id.clone().unwrap_or_default()),
    })
}
