//! Exit codes, which are the same in every format.

use std::process::Stdio;

use crate::harness::{Outcome, check, closed_pipe, code_with, fixtures, with_a_closed_pipe};

/// A case with a breach, one whose worst is a concern, and one with nothing.
const BREACH: &str = "cases/dorset/one-option-only.yaml";
const CONCERN: &str = "invalid/same-case-id/a.yaml";
const NOTHING: &str = "cases/dorset/compliant.yaml";

#[test]
fn fail_on_rules_which_findings_fail() -> Outcome {
    let cases = [
        (BREACH, "breach", 1),
        (BREACH, "concern", 1),
        (BREACH, "advice", 1),
        (BREACH, "never", 0),
        (CONCERN, "breach", 0),
        (CONCERN, "concern", 1),
        (CONCERN, "advice", 1),
        (CONCERN, "never", 0),
        (NOTHING, "breach", 0),
        (NOTHING, "concern", 0),
        (NOTHING, "advice", 0),
        (NOTHING, "never", 0),
    ];
    for (path, fail_on, code) in cases {
        for format in ["pretty", "table", "json"] {
            let options = ["--fail-on", fail_on, "--format", format];
            check([path]).and(options).end()?.code(code);
        }
        check([path, "--fail-on", fail_on, "--quiet"]).end()?.code(code);
    }
    Ok(())
}

#[test]
fn the_worst_of_many_cases_decides() -> Outcome {
    check([NOTHING, CONCERN]).end()?.code(0);
    check([NOTHING, CONCERN, BREACH]).end()?.code(1);
    Ok(())
}

#[test]
fn an_incomplete_audit_ends_with_2_whatever_is_found() -> Outcome {
    let bad = "invalid/uk-date.yaml";
    for fail_on in ["breach", "never"] {
        for format in ["pretty", "table", "json"] {
            let options = ["--fail-on", fail_on, "--format", format];
            check([NOTHING, bad]).and(options).end()?.code(2);
            check([BREACH, bad]).and(options).end()?.code(2);
        }
    }
    Ok(())
}

#[test]
fn quiet_prints_nothing_but_the_reports_that_are_asked_for() -> Outcome {
    let quiet = check([BREACH, "--quiet"]).end()?.code(1);
    assert_eq!(quiet.stdout, "");
    let asked = check([BREACH, "--quiet", "--format", "json"]).end()?.code(1);
    assert!(asked.json()?.get("audits").is_some());
    Ok(())
}

#[test]
fn a_quiet_run_still_says_why_it_is_incomplete() -> Outcome {
    let bad = check(["invalid/uk-date.yaml", "--quiet"]).end()?.code(2);
    bad.snapshot("quiet-incomplete");
    Ok(())
}

#[test]
fn a_reader_who_stops_is_no_failure() -> Outcome {
    for arguments in [
        &["check", "cases", "--show", "all"][..],
        &["check", "cases", "--format", "json", "--show", "all"],
        &["check", "cases", "--format", "table"],
        &["explain"],
        &["explain", "contingency-option"],
        &["strategy", "list"],
        &["strategy", "show", "dorset"],
        &["new"],
        &["schema", "case-file"],
    ] {
        let (code, told) = with_a_closed_pipe(arguments)?;
        assert_eq!((code, told.as_str()), (Some(0), ""), "{arguments:?}");
    }
    Ok(())
}

#[test]
fn messages_that_nobody_reads_change_no_exit_code() -> Outcome {
    for arguments in [
        &["check"][..],
        &["check", "invalid/not-there.yaml", "--quiet"],
        &["check", "rules/base.yaml", "--strategy", "invalid/strategies/two-ids.yaml"],
        &["explain", "no-such-requirement"],
    ] {
        let streams = [Stdio::null(), closed_pipe()?.into()];
        assert_eq!(code_with(arguments, &fixtures(), streams)?, Some(2), "{arguments:?}");
    }
    Ok(())
}

#[test]
fn a_reader_who_stops_keeps_no_other_report_from_being_written() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("report.json");
    let to_json = format!("json={}", file.display());
    let arguments = ["check", BREACH, "--format", "pretty", "--format", &to_json];
    let streams = [closed_pipe()?.into(), Stdio::null()];
    assert_eq!(code_with(&arguments, &fixtures(), streams)?, Some(0));
    assert!(file.exists());
    Ok(())
}
