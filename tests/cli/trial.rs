//! Holding example cases to a strategy, and to what is expected of each.

use std::path::Path;

use crate::harness::{Ended, Outcome, fixtures, run};

/// What is expected of one case, beside a strategy and the case.
const EXPECT: &str = "\
format: 1
strategy: dorset
as_of: 2026-01-31
cases:
  one-option-only.yaml:
    not_met:
      contingency-option: only-one-option
      return-home-expectations:
      direct-contact-agreement: [contact-points-not-agreed]
";

/// Writes a folder of one example case with this table, and tries it; its path is left out.
fn tried(table: &str, options: &[&str]) -> Outcome<Ended> {
    let folder = tempfile::tempdir()?;
    std::fs::create_dir(folder.path().join("cases"))?;
    let case = "one-option-only.yaml";
    std::fs::copy(
        fixtures().join("cases/dorset").join(case),
        folder.path().join("cases").join(case),
    )?;
    std::fs::write(folder.path().join("expect.yaml"), table)?;
    run(["strategy", "test", "."]).and(options.iter().copied()).inside(folder.path()).end()
}

/// The table with one text in the place of another.
fn changed(from: &str, to: &str) -> String {
    let changed = EXPECT.replace(from, to);
    assert_ne!(changed, EXPECT, "{from}");
    changed
}

#[test]
fn the_built_in_strategies_come_out_as_expected() -> Outcome {
    let folders = ["strategy", "test", "cases/dorset", "cases/leicester"];
    run(folders).end()?.code(0).snapshot("trial-built-in");
    tried(EXPECT, &[])?.code(0).out("1 case, as expected");
    Ok(())
}

#[test]
fn what_differs_is_told_with_its_line() -> Outcome {
    let table = changed("contingency-option: only-one-option", "contingency-option: no-twin-track")
        .replace("      return-home-expectations:\n", "")
        + "    met: direct-indirect\n    colour: green\n";
    let table = table
        .replace("met: direct-indirect", "met: [primary-option, lifelong-links, no-drift]")
        + "    not_due: wishes-recorded\n";
    tried(&table, &[])?.code(1).snapshot("trial-differences");
    tried(&table, &["--format", "junit"])?.code(1).snapshot("trial-differences-junit");
    Ok(())
}

#[test]
fn only_what_is_named_is_looked_at_when_the_table_says_so() -> Outcome {
    let less = EXPECT.replace("      return-home-expectations:\n", "");
    tried(&less, &[])?.code(1).out("dorset/return-home-expectations");
    tried(&less.replace("cases:\n", "only: []\ncases:\n"), &[])?.code(0);
    Ok(())
}

#[test]
fn a_case_is_tried_as_at_several_days() -> Outcome {
    let days = "\
format: 1
strategy: dorset
only: []
cases:
  one-option-only.yaml:
    - {as_of: 2026-01-31, not_met: contingency-option}
    - {as_of: 2024-01-31, not_applicable: [contingency-option]}
";
    tried(days, &[])?.code(0).out("1 case, as expected");
    let not = days.replace("not_applicable", "met");
    tried(&not, &[])?.code(1).out("as at 2024-01-31").out("1 case, 0 as expected, 1 not");
    Ok(())
}

#[test]
fn every_mistake_of_a_table_is_told_at_once() -> Outcome {
    let table = "\
format: 1
strategy: dorest
as_of: 31/01/2026
cases:
  one-option-onyl.yaml:
    not-met: {contingency-option: only-one-option}
    not_due: [plan-review-cadence
";
    tried(table, &[])?.code(2).snapshot("trial-syntax");
    let closed = table.replace("[plan-review-cadence", "[plan-review-cadence]");
    tried(&closed, &[])?.code(2).snapshot("trial-mistakes");
    let known = "\
format: 1
strategy: [dorset, statutory]
as_of: 2026-01-31
only: [unmet]
cases:
  one-option-only.yaml:
    met: [contingency-optoin, statutory/contingency-option]
    not_met: {contingency-option: only-one-opton, no-drift: {cause: drift, severity: must}}
    not_due: [no-drift]
    colour: yellow
";
    tried(known, &[])?.code(2).snapshot("trial-mistakes-of-requirements");
    Ok(())
}

#[test]
fn what_is_not_there_is_no_success() -> Outcome {
    let folder = tempfile::tempdir()?;
    let test = || run(["strategy", "test", "."]).inside(folder.path());
    test().end()?.code(2).snapshot("trial-no-table");
    std::fs::write(folder.path().join("expect.yaml"), "format: 1\nas_of: 2026-01-31\ncases: {}\n")?;
    test().end()?.code(2).snapshot("trial-nothing");
    let no_case = changed("one-option-only.yaml:", "another.yaml:");
    tried(&no_case, &[])?
        .code(2)
        .err("there is no such case")
        .err("nothing is said of the case one-option-only.yaml");
    run(["strategy", "test", "no-such-folder"]).end()?.code(2).err("there is no such folder");
    Ok(())
}

#[test]
fn a_case_that_cannot_be_read_is_told_beside_the_others() -> Outcome {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    std::fs::copy(fixtures().join("cases/dorset/one-option-only.yaml"), at("good.yaml"))?;
    std::fs::write(at("bad.yaml"), "format: 1\ncase_id: DOR-1\ncare: {started: 2025-13-01}\n")?;
    let table = "format: 1\nstrategy: dorset\nas_of: 2026-01-31\nonly: []\ncases:\n  good.yaml:\n  bad.yaml:\n";
    std::fs::write(at("expect.yaml"), table)?;
    let test = || run(["strategy", "test", "."]).inside(folder.path());
    test().end()?.code(2).snapshot("trial-unreadable");
    test().env("CI", "true").end()?.code(2).never("started: 2025-13-01");
    test().and(["--format", "junit"]).end()?.code(2).out("could-not-be-audited");
    Ok(())
}

#[test]
fn mistakes_of_the_strategy_are_told_in_its_own_file() -> Outcome {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    std::fs::copy(fixtures().join("invalid/strategies/unknown-rule.yaml"), at("strategy.yaml"))?;
    std::fs::copy(fixtures().join("cases/dorset/one-option-only.yaml"), at("one.yaml"))?;
    std::fs::write(at("expect.yaml"), "format: 1\nas_of: 2026-01-31\ncases:\n  one.yaml:\n")?;
    let ended = run(["strategy", "test", "."]).inside(folder.path()).end()?.code(2);
    ended.err("no rule has this id").err("strategy.yaml");
    Ok(())
}

#[test]
fn a_report_is_not_written_over_a_case() -> Outcome {
    let folder = tempfile::tempdir()?;
    let at = |name: &str| folder.path().join(name);
    std::fs::copy(fixtures().join("cases/dorset/one-option-only.yaml"), at("one.yaml"))?;
    std::fs::write(at("expect.yaml"), EXPECT.replace("one-option-only.yaml", "one.yaml"))?;
    let to = |name: &str| {
        let format = format!("junit={name}");
        run(["strategy", "test", ".", "--format", &format]).inside(folder.path()).end()
    };
    for name in ["one.yaml", "expect.yaml"] {
        to(name)?.code(2).err("which this run reads");
    }
    to("report.xml")?.code(0);
    assert!(Path::new(&at("report.xml")).is_file());
    Ok(())
}

#[test]
fn a_table_or_a_strategy_is_told_from_a_case_file_that_cannot_be_read() -> Outcome {
    let folder = ["check", "strategies/tidewick", "--as-of", "2026-01-31", "--no-snippets"];
    let strategy = ["--strategy", "strategies/tidewick/strategy.yaml"];
    let ended = run(folder).and(strategy).end()?.code(2);
    for told in [
        "strategies/tidewick/expect.yaml:3:1: this is a table of what is expected of example cases",
        "strategies/tidewick/strategy.yaml:3:1: this is a strategy, not a case file",
    ] {
        assert!(ended.stdout.contains(told), "no {told:?} in: {}", ended.seen());
    }
    Ok(())
}
