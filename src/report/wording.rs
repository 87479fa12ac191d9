//! Words that several formats share.

use std::borrow::Cow;

use super::{Report, visible};
use crate::audit::{
    AuditedCase, Counts, Finding, FindingCounts, Outcome, TeamName, percent_compliant,
};
use crate::strategy::Weighting;

/// A count with its noun: `1 case`, `2 cases`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A requirement's id without its strategy's name.
pub(super) fn short(requirement: &str) -> &str {
    requirement.split_once('/').map_or(requirement, |(_, id)| id)
}

/// `24 cases: 15 green, 6 amber, 3 red; 1 document could not be audited · as at 2026-01-31`.
#[must_use]
pub fn headline(report: &Report) -> String {
    let all = &report.summary.all;
    let cases = plural(all.cases, "case");
    let unreadable = match report.refused {
        0 => String::new(),
        count => format!("; {} could not be audited", plural(count, "document")),
    };
    let compliant = match percent_compliant(all.counts.met, all.counts.not_met) {
        Some(percent) => format!(" · {percent} % compliant"),
        None => String::new(),
    };
    let (green, amber, red, as_of) = (all.green, all.amber, all.red, report.as_of);
    format!(
        "{cases}: {green} green, {amber} amber, {red} red{unreadable}{compliant} · as at {as_of}"
    )
}

/// `9 findings: 3 breaches, 6 concerns; 1 waived; 2 not yet due; 1 document could not be audited`.
pub(super) fn account(report: &Report) -> String {
    let unaudited = format!("{} could not be audited", plural(report.refused, "document"));
    if report.summary.all.cases == 0 {
        return unaudited;
    }
    let found = report.summary.findings;
    let FindingCounts { breaches, concerns, advice, over } = found;
    let breaches_told = match breaches {
        1 => "1 breach".to_owned(),
        many => format!("{many} breaches"),
    };
    let findings = format!(
        "{}: {breaches_told}, {}, {advice} advice",
        plural(found.all(), "finding"),
        plural(concerns, "concern"),
    );
    let counts = report.summary.all.counts;
    let also = [
        (over, format!("{over} of them past and over")),
        (counts.waived, format!("{} waived", counts.waived)),
        (counts.not_due, format!("{} not yet due", counts.not_due)),
        (report.refused, unaudited),
    ];
    let told = also.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text);
    std::iter::once(findings).chain(told).collect::<Vec<_>>().join("; ")
}

/// Percent compliant as a word, a dash when nothing was judged.
pub(super) fn percent(counts: Counts) -> String {
    percent_compliant(counts.met, counts.not_met).map_or_else(|| "–".into(), |p| format!("{p} %"))
}

/// A team's name as a report shows it.
pub(super) fn team_name(team: &TeamName) -> Cow<'_, str> {
    team.name().map_or(Cow::Borrowed("(no team)"), visible)
}

/// Where a finding is: `cases/DOR-0417.yaml:58`; the case's own place when the text has none.
pub(super) fn place(case: &AuditedCase, finding: &Finding) -> String {
    let line = finding.mark.as_ref().map_or(case.place.line, |mark| mark.position.line);
    format!("{}:{line}", case.place.path)
}

/// What is to be known of a requirement's weight, after its id.
pub(super) fn weighting(outcome: &Outcome) -> &'static str {
    match outcome.weighting {
        Some(Weighting::Practice) => " (weight: practice)",
        Some(Weighting::Tool) => " (the tool's own)",
        None => "",
    }
}
