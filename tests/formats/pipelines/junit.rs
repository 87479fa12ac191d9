//! `JUnit` XML.

use uppsala::{XsdValidator, parse};

use super::{INPUTS, outcomes, published, reports, schema, snapshot, waived};
use crate::harness::{Outcome, check, run};

/// What breaks the schema of Jenkins' xUnit plugin; nothing when it holds.
fn broken(xml: &str) -> Outcome<Vec<String>> {
    let xsd = std::fs::read_to_string(schema("junit-10.xsd"))?;
    let validator = XsdValidator::from_schema(&parse(&xsd)?)?;
    let told = validator.validate(&parse(xml)?);
    Ok(told.iter().map(ToString::to_string).collect())
}

#[test]
fn every_report_holds_to_the_schema() -> Outcome {
    for ended in reports("junit")? {
        assert_eq!(broken(&ended.stdout)?, Vec::<String>::new(), "{}", ended.seen());
    }
    Ok(())
}

#[test]
fn a_trial_holds_to_the_schema() -> Outcome {
    for (folder, code) in [("cases/dorset", 0), ("trials/differing", 1)] {
        let ended = run(["strategy", "test", folder, "--format", "junit"]).end()?.code(code);
        assert_eq!(broken(&ended.stdout)?, Vec::<String>::new(), "{}", ended.seen());
        assert_eq!(ended.stdout.contains("<failure"), code == 1);
    }
    Ok(())
}

#[test]
fn the_schema_refuses_what_is_not_a_report() -> Outcome {
    let whole = r#"<testsuites tests="1"><testsuite name="a" tests="1" failures="0" errors="0"><testcase name="b"/></testsuite></testsuites>"#;
    assert_eq!(broken(whole)?, Vec::<String>::new());
    let changes = [
        (r#"<testsuites tests="1">"#, r#"<testsuites tests="1" skipped="0">"#),
        (r#" errors="0""#, ""),
        (r#"<testcase name="b"/>"#, "<testcase/>"),
        (r#"<testcase name="b"/>"#, r#"<testcase name="b"><properties/></testcase>"#),
        (r#"<testcase name="b"/>"#, "<test/>"),
    ];
    for (from, to) in changes {
        let changed = whole.replace(from, to);
        assert_ne!(changed, whole);
        assert!(!broken(&changed)?.is_empty(), "{changed}");
    }
    Ok(())
}

/// The elements of a name, each with an attribute of it.
fn elements(xml: &str, name: &str, attribute: &str) -> Outcome<Vec<Option<String>>> {
    let document = parse(xml)?;
    let found = document.get_elements_by_tag_name(name);
    let of = |id| document.get_attribute(id, attribute).map(str::to_owned);
    Ok(found.into_iter().map(of).collect())
}

#[test]
fn every_outcome_is_a_test() -> Outcome {
    for input in INPUTS {
        let report = published(input)?;
        let ended =
            check(input.iter().copied()).and(["--format", "junit", "--show", "all"]).end()?;
        let count = |name: &str| {
            Ok::<_, Box<dyn std::error::Error>>(elements(&ended.stdout, name, "message")?.len())
        };
        let of = |status: &str| outcomes(&report, status).len();
        let unreadable = report["unreadable"].as_array().map_or(0, Vec::len);
        assert_eq!(count("failure")?, of("not-met"), "{}", ended.seen());
        assert_eq!(count("skipped")?, of("waived") + of("not-due") + of("not-applicable"));
        assert_eq!(count("error")?, unreadable);
        let judged = of("met") + of("not-met") + of("waived") + of("not-due");
        assert_eq!(count("testcase")?, judged + of("not-applicable") + unreadable);
        assert!(!elements(&ended.stdout, "failure", "message")?.contains(&None));
    }
    Ok(())
}

#[test]
fn what_is_met_is_there_unless_it_does_not_apply() -> Outcome {
    let report = published(&["demo"])?;
    let of = |status: &str| outcomes(&report, status).len();
    let tests = |show: &str| -> Outcome<usize> {
        let ended = check(["demo", "--format", "junit", "--show", show]).end()?;
        Ok(elements(&ended.stdout, "testcase", "name")?.len())
    };
    let judged = of("met") + of("not-met") + of("waived");
    assert_eq!(tests("not-met")?, judged);
    assert_eq!(tests("due")?, judged + of("not-due"));
    assert_eq!(tests("all")?, judged + of("not-due") + of("not-applicable"));
    Ok(())
}

#[test]
fn a_case_and_a_mistake_as_tests() -> Outcome {
    let inputs = ["demo/DOR-0406.yaml", "invalid/many-mistakes.yaml"];
    let options = ["--format", "junit", "--select", "plan,statutory"];
    let ended = check(inputs).and(options).end()?.code(2);
    snapshot("junit", &ended.stdout);
    Ok(())
}

#[test]
fn what_is_waived_or_not_due_is_skipped() -> Outcome {
    let options = ["--format", "junit", "--select", "contingency-option,first-review"];
    let ended =
        check(["-", "demo/extract.ndjson"]).and(options).stdin(waived().to_string()).end()?.code(1);
    snapshot("junit-skipped", &ended.stdout);
    Ok(())
}

#[test]
fn what_a_baseline_holds_is_skipped() -> Outcome {
    let folder = tempfile::tempdir()?;
    let baseline = folder.path().join("baseline.json");
    let report = published(&["demo"])?;
    std::fs::write(&baseline, report.to_string())?;
    let known = outcomes(&report, "not-met").len();
    let plain = check(["demo", "--format", "junit"]).end()?.code(1);
    let ended = check(["demo", "--format", "junit", "--baseline"]).path(&baseline).end()?.code(0);
    let count = |xml: &str, name: &str| elements(xml, name, "message").map(|found| found.len());
    assert_eq!(count(&plain.stdout, "failure")?, known);
    assert_eq!(count(&ended.stdout, "failure")?, 0, "{}", ended.seen());
    assert_eq!(count(&ended.stdout, "skipped")?, count(&plain.stdout, "skipped")? + known);
    assert_eq!(broken(&ended.stdout)?, Vec::<String>::new());
    for format in ["sarif", "github", "gitlab"] {
        let options = ["demo", "--format", format, "--baseline"];
        check(options).path(&baseline).end()?.code(0).never("DOR-0403");
    }
    Ok(())
}
