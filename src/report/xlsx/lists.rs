//! The lists: cases, findings, what falls due.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::sheet::{Cell, Column, List, MOST_ROWS, limit, set_bars};
use super::style::Styles;
use crate::audit::{AuditedCase, Finding, Lapse, Outcome, Status, percent_compliant};
use crate::report::Report;
use crate::report::due::state;
use crate::report::finding::asks;
use crate::report::listing::{Deadline, deadlines_and_overdue, in_order, waived};
use crate::report::wording::place;
use crate::rules::Severity;

const CASES: &str = "Cases";
const FINDINGS: &str = "Findings";
const DUE: &str = "Due";

const fn column(header: &'static str, width: u8) -> Column {
    Column { header, width }
}

const CASE_COLUMNS: [Column; 12] = [
    column("case", 14),
    column("team", 18),
    column("social worker", 14),
    column("authority", 12),
    column("colour", 9),
    column("open breaches", 10),
    column("open concerns", 10),
    column("compliant", 11),
    column("closed on", 12),
    column("next due", 12),
    column("next due requirement", 30),
    column("file", 34),
];

const FINDING_COLUMNS: [Column; 13] = [
    column("case", 13),
    column("team", 14),
    column("social worker", 9),
    column("colour", 8),
    column("severity", 9),
    column("status", 8),
    column("over on", 11),
    column("requirement", 24),
    column("what is wrong", 44),
    column("what to do", 34),
    column("clause", 38),
    column("due again", 11),
    column("place", 22),
];

const DUE_COLUMNS: [Column; 9] = [
    column("due", 12),
    column("days left", 8),
    column("state", 10),
    column("case", 14),
    column("team", 18),
    column("social worker", 14),
    column("colour", 9),
    column("requirement", 34),
    column("file", 34),
];

/// What the lists are made of.
pub(super) struct Lists<'r> {
    report: &'r Report,
    findings: usize,
    due: Vec<Deadline>,
}

impl<'r> Lists<'r> {
    pub(super) fn of(report: &'r Report) -> Self {
        let findings = report.cases.iter().map(|case| listed(&case).count());
        Self { report, findings: findings.sum(), due: deadlines_and_overdue(report) }
    }

    /// What is left out, where a sheet cannot hold everything.
    pub(super) fn limits(&self) -> Vec<String> {
        let cases = self.report.cases.len();
        let lengths = [(CASES, cases), (FINDINGS, self.findings), (DUE, self.due.len())];
        let limits = lengths.map(|(name, rows)| limit(name, rows, MOST_ROWS - 1));
        limits.into_iter().flatten().collect()
    }

    pub(super) fn cases(&self, styles: &Styles) -> Result<Worksheet, XlsxError> {
        let mut list = List::new(CASES, &CASE_COLUMNS, styles)?;
        self.report.cases.iter().try_for_each(|case| list.add(&case_row(&case)))?;
        let mut sheet = list.finish(self.report)?;
        if let Ok(last @ 1..) = u32::try_from(self.report.cases.len().min(MOST_ROWS - 1)) {
            set_bars(&mut sheet, 7, (1, last))?;
        }
        Ok(sheet)
    }

    pub(super) fn findings(&self, styles: &Styles) -> Result<Worksheet, XlsxError> {
        let mut list = List::new(FINDINGS, &FINDING_COLUMNS, styles)?;
        for case in self.report.cases.iter() {
            for (outcome, finding) in listed(&case) {
                list.add(&finding_row(&case, outcome, finding))?;
            }
        }
        list.finish(self.report)
    }

    pub(super) fn due(self, styles: &Styles) -> Result<Worksheet, XlsxError> {
        let mut list = List::new(DUE, &DUE_COLUMNS, styles)?;
        for deadline in &self.due {
            let Some(case) = self.report.cases.named(deadline.case) else {
                continue;
            };
            list.add(&due_row(self.report, deadline, case))?;
        }
        list.finish(self.report)
    }
}

/// The findings of a case, then those that are waived.
fn listed(case: &AuditedCase) -> impl Iterator<Item = (&Outcome, &Finding)> {
    in_order(case).into_iter().chain(waived(case))
}

fn case_row(case: &AuditedCase) -> [Cell<'_>; 12] {
    let audit = &case.audit;
    let counts = audit.counts();
    let next = audit.next_due();
    [
        Cell::maybe(Some(&audit.case_id)),
        Cell::maybe(audit.team.as_deref()),
        Cell::maybe(audit.social_worker.as_deref()),
        Cell::maybe(audit.authority.as_deref()),
        Cell::Colour(audit.colour()),
        Cell::Count(audit.open_findings_of(Severity::Breach)),
        Cell::Count(audit.open_findings_of(Severity::Concern)),
        Cell::Percent(percent_compliant(counts.met, counts.not_met)),
        Cell::day(audit.closed.map(|(_, day)| day)),
        Cell::day(next.map(|(_, day)| day)),
        Cell::maybe(next.map(|(outcome, _)| outcome.requirement.as_str())),
        Cell::maybe(Some(&case.place.path)),
    ]
}

fn finding_row<'c>(
    case: &'c AuditedCase,
    outcome: &'c Outcome,
    finding: &'c Finding,
) -> [Cell<'c>; 13] {
    let audit = &case.audit;
    let (status, over_on) = match finding.lapse {
        _ if outcome.status == Status::Waived => (outcome.status.word(), None),
        Lapse::Open => (finding.lapse.word(), None),
        Lapse::Over(day) => (finding.lapse.word(), Some(day)),
    };
    let clauses: Vec<String> = asks(finding);
    [
        Cell::maybe(Some(&audit.case_id)),
        Cell::maybe(audit.team.as_deref()),
        Cell::maybe(audit.social_worker.as_deref()),
        Cell::Colour(audit.colour()),
        Cell::maybe(Some(finding.severity.word())),
        Cell::maybe(Some(status)),
        Cell::day(over_on),
        Cell::Wrapped(outcome.requirement.as_str().into()),
        Cell::Wrapped(finding.message().into()),
        Cell::Wrapped(finding.remedy().into()),
        Cell::Wrapped(clauses.join("; ").into()),
        Cell::day(outcome.falls_due()),
        Cell::Wrapped(place(case, finding).into()),
    ]
}

fn due_row<'c>(report: &Report, deadline: &'c Deadline, case: &'c AuditedCase) -> [Cell<'c>; 9] {
    let audit = &case.audit;
    let left = (deadline.day - report.as_of).num_days();
    [
        Cell::Day(deadline.day),
        Cell::Days(left),
        Cell::maybe(Some(state(left))),
        Cell::maybe(Some(&audit.case_id)),
        Cell::maybe(audit.team.as_deref()),
        Cell::maybe(audit.social_worker.as_deref()),
        Cell::Colour(deadline.colour),
        Cell::maybe(Some(&deadline.requirement)),
        Cell::maybe(Some(&case.place.path)),
    ]
}
