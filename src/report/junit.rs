//! The report as `JUnit` XML: a test suite a case, a test a requirement.
//!
//! A suite without what is met would read as though nothing were, so that is always there; what is
//! waived, not due or known from a baseline is skipped, and what does not apply is there when every outcome is asked for.
//! A document that could not be audited is a suite of its own, with an error.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report as JunitReport, TestCase, TestCaseStatus, TestSuite};

use super::finding::{asks, told, weight};
use super::{Report, Show, place, visible};
use crate::audit::{AuditedCase, Finding, Outcome, Status, Unreadable};

/// Writes the report.
pub(super) fn write(report: &Report, show: Show, out: &mut dyn Write) -> io::Result<()> {
    let cases = report.cases.iter().map(|case| suite(report, &case, show));
    let suites = cases.chain(report.unreadable.iter().map(refused));
    write_suites(&totals(report, show), suites, out)
}

/// The figures of all suites, without the suites.
fn totals(report: &Report, show: Show) -> JunitReport {
    let mut all = JunitReport::new(format!("permanence as at {}", report.as_of));
    for case in report.cases.iter() {
        for outcome in case.audit.outcomes.iter().filter(|outcome| lists(show, outcome.status)) {
            all.tests += 1;
            all.failures += usize::from(is_failure(outcome));
        }
    }
    all.tests += report.unreadable.len();
    all.errors += report.unreadable.len();
    all
}

/// Writes test suites as the published schema has them, one after another: all of a caseload's
/// together take gigabytes.
pub(super) fn write_suites(
    totals: &JunitReport,
    suites: impl Iterator<Item = TestSuite>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (start, _) = parts_of(totals)?;
    // Not in the published schema: Jenkins' xUnit plugin would refuse it. The first is the root's.
    let skipped = format!(" skipped=\"{}\"", totals.skipped);
    out.write_all(start.replacen(&skipped, "", 1).as_bytes())?;
    for suite in suites {
        let mut alone = JunitReport::new("");
        alone.add_test_suite(suite);
        out.write_all(parts_of(&alone)?.1.as_bytes())?;
    }
    out.write_all(END.as_bytes())
}

const END: &str = "</testsuites>\n";

/// The text of a report up to its suites, and that of the suites.
fn parts_of(report: &JunitReport) -> io::Result<(String, String)> {
    let mut start = report.to_string().map_err(io::Error::other)?;
    // The declaration has a line of its own, and so has the root's start: its name is one line.
    let lines = memchr::memchr_iter(b'\n', start.as_bytes()).nth(1).map_or(0, |end| end + 1);
    let mut suites = start.split_off(lines);
    suites.truncate(suites.strip_suffix(END).map_or(0, str::len));
    Ok((start, suites))
}

/// `weymouth-cic.DOR-0403`: test reports take what comes before the last dot for a package.
fn class(case: &AuditedCase) -> String {
    let id = visible(&case.audit.case_id);
    match &case.audit.team {
        Some(team) => format!("{}.{id}", visible(team)),
        None => id.into_owned(),
    }
}

fn suite(report: &Report, case: &AuditedCase, show: Show) -> TestSuite {
    let audit = &case.audit;
    let mut suite = TestSuite::new(visible(&audit.case_id).as_ref());
    suite.add_property(("as-of", report.as_of.to_string().as_str()));
    suite.add_property(("colour", audit.colour().word()));
    if let Some(team) = &audit.team {
        suite.add_property(("team", visible(team).as_ref()));
    }
    suite.add_property(("file", visible(place::plain(&case.place.path)).as_ref()));
    let class = class(case);
    for outcome in audit.outcomes.iter().filter(|outcome| lists(show, outcome.status)) {
        let mut test = TestCase::new(visible(&outcome.requirement).as_ref(), status(case, outcome));
        test.set_classname(class.as_str());
        suite.add_test_case(test);
    }
    suite
}

fn lists(show: Show, status: Status) -> bool {
    match status {
        Status::Met | Status::NotMet | Status::Waived => true,
        Status::NotDue => show >= Show::Due,
        Status::NotApplicable => show == Show::All,
    }
}

fn is_failure(outcome: &Outcome) -> bool {
    outcome.status == Status::NotMet && !outcome.findings.is_empty()
}

fn status(case: &AuditedCase, outcome: &Outcome) -> TestCaseStatus {
    match outcome.status {
        Status::Met => TestCaseStatus::success(),
        Status::NotMet if is_failure(outcome) => failure(case, outcome),
        Status::NotMet => skipped("not met, and nothing that the baseline does not hold"),
        Status::NotDue => skipped(&match outcome.due {
            Some(due) => format!("falls due on {due}"),
            None => "not due yet".to_owned(),
        }),
        Status::NotApplicable | Status::Waived => {
            let because = outcome.because.as_ref().map(ToString::to_string).unwrap_or_default();
            skipped(&format!("{}: {because}", outcome.status.word()))
        }
    }
}

fn skipped(why: &str) -> TestCaseStatus {
    let mut status = TestCaseStatus::skipped();
    status.set_message(visible(why).as_ref());
    status
}

/// Every finding of a requirement: the heaviest names the failure.
fn failure(case: &AuditedCase, outcome: &Outcome) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    // What is known from a baseline may weigh more, and is not told.
    let worst = outcome.findings.iter().map(|finding| finding.severity).max();
    let heaviest = outcome.findings.iter().find(|finding| Some(finding.severity) == worst);
    if let Some(finding) = heaviest {
        status.set_type(finding.severity.word());
        status.set_message(visible(&finding.message()).as_ref());
    }
    let bodies: Vec<String> = outcome.findings.iter().map(|finding| body(case, finding)).collect();
    status.set_description(bodies.join("\n\n"));
    status
}

fn body(case: &AuditedCase, finding: &Finding) -> String {
    let position = place::position(case, finding);
    let mut lines = vec![
        format!("{}: {}", weight(finding), finding.message()),
        format!("To do: {}", finding.remedy()),
    ];
    lines.extend(asks(finding).into_iter().map(|text| format!("Asked by {text}")));
    lines.push(format!(
        "At {}:{}:{} ({})",
        place::plain(&case.place.path),
        position.line,
        position.column,
        finding.pointer
    ));
    let lines: Vec<_> = lines.iter().map(|line| visible(line)).collect();
    lines.join("\n")
}

/// A document that could not be audited.
pub(super) fn refused(unreadable: &Unreadable) -> TestSuite {
    let place = &unreadable.place;
    let path = visible(place::plain(&place.path));
    let name = match place.document {
        1 => path.into_owned(),
        number => format!("{path}, document {number}"),
    };
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type("could not be audited");
    if let Some((problem, _)) = unreadable.problems.first() {
        status.set_message(visible(&problem.message).as_ref());
    }
    let problems = unreadable.problems.iter().map(|(problem, position)| match position {
        Some(position) => {
            format!("line {}, column {}: {}", position.line, position.column, told(problem))
        }
        None => told(problem),
    });
    status.set_description(problems.collect::<Vec<_>>().join("\n"));
    // Not under the path's own name: a dot in it would be taken for the end of a package.
    let mut test = TestCase::new(name.as_str(), status);
    test.set_classname("could-not-be-audited");
    let mut suite = TestSuite::new(name);
    suite.add_test_case(test);
    suite
}
