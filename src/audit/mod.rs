//! The audit: every requirement of a strategy, judged on a case as at a day.

mod amendment;
mod auditor;
mod baseline;
mod batch;
mod deadline;
mod hiding;
mod outcome;
mod pairing;
mod run;
mod selection;
mod settle;
mod siblings;
mod summary;
mod text;
mod trend;
mod waivers;

pub use amendment::Amendment;
pub use auditor::{Auditor, CaseAudit, Settings};
pub use baseline::Baseline;
pub use batch::{AuditedCase, Batch, SourcePlace, StrategyChoice, Unreadable};
pub use deadline::Deadline;
pub use outcome::{
    Because, Citation, Closed, Colour, Counts, Finding, Lapse, Mark, Outcome, Status,
};
pub use run::{Audited, Event, audit_inputs};
pub use selection::{Selection, SelectionError};
pub use summary::{RequirementTally, Summary, TeamName, TeamTally, WEEKS_AHEAD, percent_compliant};
pub use trend::{Trend, TrendPoint, TrendRun};

pub use waivers::{AgreedWaiver, AgreedWaivers, CONFIG_FILE};

pub(crate) use outcome::fingerprint;
pub(crate) use waivers::WAIVER_TEXTS;
