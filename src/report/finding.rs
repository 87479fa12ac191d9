//! What several reports say of a finding, or of a document that could not be audited.

use super::{Report, visible};
use crate::audit::{AuditedCase, Citation, Finding, Lapse, Outcome, Status};
use crate::document::Problem;

/// Hands over every finding of the outcomes with a status, in the order of the cases and of their
/// strategies, up to the first that cannot be taken.
pub(super) fn each_finding<E>(
    report: &Report,
    status: Status,
    take: &mut dyn FnMut(&AuditedCase, &Outcome, &Finding) -> Result<(), E>,
) -> Result<(), E> {
    for case in report.cases.iter() {
        for outcome in case.audit.outcomes.iter().filter(|outcome| outcome.status == status) {
            outcome.findings.iter().try_for_each(|finding| take(&case, outcome, finding))?;
        }
    }
    Ok(())
}

/// `breach`, or `past concern` for a lapse that is over.
pub(super) fn weight(finding: &Finding) -> String {
    let past = if finding.lapse == Lapse::Open { "" } else { "past " };
    format!("{past}{}", finding.severity.word())
}

/// Which case, what is wrong, and what to do, on one line.
pub(super) fn sentences(case: &AuditedCase, finding: &Finding) -> String {
    let text = format!("{}: {} {}", case.audit.case_id, finding.message(), finding.remedy());
    visible(&text).into_owned()
}

/// What is wrong with a document and what to do, on one line.
pub(super) fn told(problem: &Problem) -> String {
    let text = match &problem.help {
        Some(help) => format!("{}: {help}", problem.message),
        None => problem.message.clone(),
    };
    visible(&text).into_owned()
}

/// The most telling clause of each document.
pub(super) fn most_telling(finding: &Finding) -> Vec<&Citation> {
    let mut first: Vec<&Citation> = Vec::new();
    for citation in &finding.citations {
        if first.iter().all(|known| known.document().0 != citation.document().0) {
            first.push(citation);
        }
    }
    first
}

/// The most telling clause of each document, and what it says: `Dorset, §3 …: …`.
pub(super) fn asks(finding: &Finding) -> Vec<String> {
    let lines = most_telling(finding).into_iter().filter_map(|citation| {
        let clause = citation.clause()?;
        Some(format!("{}, {}: {}", citation.document().1, clause.heading, clause.says))
    });
    lines.collect()
}
