//! GitLab's code quality report.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    INPUTS, broken, findings, json_validator, outcomes, problems, published, reports, snapshot,
};
use crate::harness::{Outcome, check};

fn issues(report: &Value) -> &[Value] {
    report.as_array().map(Vec::as_slice).unwrap_or_default()
}

#[test]
fn every_report_holds_to_the_schema_and_names_each_issue_once() -> Outcome {
    let validator = json_validator("gitlab-code-quality.schema.json")?;
    for ended in reports("gitlab")? {
        let report = ended.json()?;
        let told = broken(&validator, &report);
        assert!(told.is_empty(), "{told} in {}", ended.seen());
        let names: BTreeSet<&str> =
            issues(&report).iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
        assert_eq!(names.len(), issues(&report).len(), "{}", ended.seen());
    }
    Ok(())
}

#[test]
fn every_finding_and_mistake_is_an_issue() -> Outcome {
    for input in INPUTS {
        let published = published(input)?;
        let ended = check(input.iter().copied()).and(["--format", "gitlab"]).end()?;
        let report = ended.json()?;
        let blockers = issues(&report).iter().filter(|issue| issue["severity"] == "blocker");
        assert_eq!(blockers.count(), problems(&published), "{}", ended.seen());
        let told = findings(&outcomes(&published, "not-met")) + problems(&published);
        assert_eq!(issues(&report).len(), told, "{}", ended.seen());
    }
    Ok(())
}

#[test]
fn a_case_and_a_mistake_as_issues() -> Outcome {
    let inputs = ["./demo/DOR-0406.yaml", "invalid/many-mistakes.yaml"];
    let ended = check(inputs).and(["--format", "gitlab"]).end()?.code(2);
    snapshot("gitlab", &ended.stdout);
    Ok(())
}
