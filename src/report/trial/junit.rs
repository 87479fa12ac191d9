//! A trial as `JUnit` XML: a test suite a case and day, a test for each thing that was expected.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report as JunitReport, TestCase, TestCaseStatus, TestSuite};

use super::{about, came, expected, found};
use crate::report::junit::{refused, write_suites};
use crate::report::{place, visible};
use crate::trial::{Check, Trial, Tried};

/// Writes what came of trials.
pub(super) fn write(trials: &[Trial], out: &mut dyn Write) -> io::Result<()> {
    let mut suites = JunitReport::new("permanence strategy test");
    for trial in trials {
        suites.add_test_suites(trial.tried.iter().map(|tried| suite(trial, tried)));
        suites.add_test_suites(trial.unreadable.iter().map(refused));
    }
    let each = std::mem::take(&mut suites.test_suites);
    write_suites(&suites, each.into_iter(), out)
}

fn suite(trial: &Trial, tried: &Tried) -> TestSuite {
    let table = visible(place::plain(&trial.path));
    let name = visible(&tried.name);
    let mut suite = TestSuite::new(format!("{table}: {name} as at {}", tried.as_of));
    suite.add_property(("as-of", tried.as_of.to_string().as_str()));
    suite.add_property(("table", table.as_ref()));
    for check in &tried.checks {
        let mut test = TestCase::new(visible(&about(&check.about)).as_ref(), status(&table, check));
        // Test reports take what comes before the last dot for a package.
        test.set_classname(name.replace('.', "-"));
        suite.add_test_case(test);
    }
    suite
}

fn status(table: &str, check: &Check) -> TestCaseStatus {
    let Some(difference) = &check.difference else {
        return TestCaseStatus::success();
    };
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type("not as expected");
    let told = format!("{}, {}", expected(&difference.expected), came(&difference.came));
    status.set_message(visible(&told).as_ref());
    let place = format!("At {table}:{}", check.line);
    let lines: Vec<String> = found(&difference.came).chain([place]).collect();
    status.set_description(lines.iter().map(|line| visible(line)).collect::<Vec<_>>().join("\n"));
    status
}
