//! The audit: every requirement of a strategy, judged on a case as at a day.

mod amendment;
mod auditor;
mod baseline;
mod batch;
mod cases;
mod choosing;
mod deadline;
mod finding;
mod gathering;
mod hiding;
mod ids;
mod judge;
mod open_cases;
mod outcome;
mod pairing;
mod past;
mod place;
mod plain;
mod run;
mod said;
mod selection;
mod settle;
mod shown;
mod siblings;
mod status;
mod summary;
mod text;
mod trend;
mod waivers;

pub use amendment::Amendment;
pub use auditor::{Auditor, CaseAudit, Settings};
pub use baseline::Baseline;
pub use batch::Batch;
pub use cases::Cases;
pub use choosing::StrategyChoice;
pub use deadline::Deadline;
pub use finding::{Citation, Finding, Lapse, Mark};
pub use gathering::{Gathering, WriteCase};
pub use outcome::Outcome;
pub use place::{AuditedCase, SourcePlace, Unreadable};
pub use run::{Audited, Event, Keep, Run, audit_inputs};
pub use said::Said;
pub use selection::{Selection, SelectionError};
pub use shown::ShownText;
pub use status::{Because, Closed, Colour, Counts, Status};
pub use summary::{
    FindingCounts, RequirementTally, Summary, TeamName, TeamTally, WEEKS_AHEAD, percent_compliant,
};
pub use trend::{Trend, TrendPoint, TrendRun};
pub use waivers::{AgreedWaiver, AgreedWaivers, CONFIG_FILE};

pub(crate) use finding::fingerprint;
pub(crate) use past::PastFinding;
pub(crate) use waivers::{Judged, WAIVER_CURRENT, WAIVER_TEXTS, WaitingWaiver};
