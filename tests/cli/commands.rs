//! What people see of each command.

use crate::harness::{Outcome, check, run};

const DORSET: &str = "cases/dorset";
const ONE_OPTION: &str = "cases/dorset/one-option-only.yaml";

#[test]
fn a_case_in_order_is_told_in_a_few_lines() -> Outcome {
    let ended = check(["cases/dorset/compliant.yaml"]).end()?.code(0);
    ended.snapshot("check-compliant");
    Ok(())
}

#[test]
fn a_day_still_to_come_is_noted() -> Outcome {
    // A slip in the year would else be good news: everyone is grown up by then.
    for format in ["pretty", "table", "json", "markdown", "html"] {
        let options = ["check", "demo", "--as-of", "2206-01-31", "--format", format];
        run(options).end()?.code(0).out("As at 2206-01-31, a day still to come: ");
    }
    let due = run(["due", "demo", "--as-of", "2206-01-31"]).end()?.code(0);
    due.out("As at 2206-01-31, a day still to come: ");
    Ok(())
}

#[test]
fn two_strategies_in_one_option_are_told_apart() -> Outcome {
    let ended = check([ONE_OPTION, "--strategy", "dorset,statutory"]).end()?.code(2);
    ended.err("give --strategy once for each strategy");
    Ok(())
}

#[test]
fn a_finding_says_where_what_why_and_what_to_do() -> Outcome {
    let ended = check([ONE_OPTION]).end()?.code(1);
    ended.snapshot("check-one-option-only");
    Ok(())
}

#[test]
fn all_outcomes_are_shown_when_asked_for() -> Outcome {
    let statutory = [ONE_OPTION, "--strategy", "statutory", "--show", "all"];
    check(statutory).end()?.code(0).snapshot("check-show-all");
    let not_met = [ONE_OPTION, "--show", "not-met"];
    check(not_met).end()?.snapshot("check-show-not-met");
    Ok(())
}

/// Three cases of one council, for what is told of many.
fn several() -> Vec<String> {
    ["compliant", "one-option-only", "second-review-late"]
        .map(|name| format!("{DORSET}/{name}.yaml"))
        .to_vec()
}

#[test]
fn many_cases_are_told_line_by_line_and_in_figures() -> Outcome {
    let paths = several();
    let paths = || paths.iter().map(String::as_str);
    check(paths()).end()?.code(1).snapshot("check-several");
    let table = check(paths()).and(["--format", "table"]).end()?;
    table.snapshot("check-table");
    Ok(())
}

#[test]
fn json_tells_the_same_for_machines() -> Outcome {
    let options = ["--format", "json", "--select", "plan"];
    let ended = check([ONE_OPTION]).and(options).end()?.code(1);
    ended.snapshot("check-json");
    let bad = check(["invalid/many-mistakes.yaml", "--format", "json"]);
    bad.end()?.code(2).snapshot("check-json-many-mistakes");
    Ok(())
}

#[test]
fn snippets_can_be_left_out_and_are_in_a_pipeline() -> Outcome {
    let without = check([ONE_OPTION, "--no-snippets"]).end()?;
    without.snapshot("check-no-snippets");
    let pipeline = check([ONE_OPTION]).env("CI", "true").end()?;
    assert_eq!(pipeline.stdout, without.stdout);
    let empty = check([ONE_OPTION]).env("CI", "").end()?;
    assert!(empty.stdout.contains("╭─["), "CI is not set when it is empty");
    let mistakes = check(["invalid/many-mistakes.yaml", "--no-snippets"]).end()?;
    mistakes.snapshot("check-no-snippets-many-mistakes");
    Ok(())
}

#[test]
fn a_requirement_is_explained() -> Outcome {
    let ended = run(["explain", "contingency-option"]).end()?.code(0);
    ended.snapshot("explain-contingency-option");
    let of_one = run(["explain", "dorset/contingency-option"]).end()?;
    assert_eq!(of_one.stdout, ended.stdout);
    let list = run(["explain"]).end()?.code(0);
    list.snapshot("explain");
    Ok(())
}

#[test]
fn an_unknown_requirement_names_the_nearest() -> Outcome {
    let near = run(["explain", "contingency-opton"]).end()?.code(2);
    near.snapshot("explain-unknown");
    let far = run(["explain", "holidays"]).end()?.code(2);
    far.snapshot("explain-unlike-any");
    Ok(())
}

#[test]
fn strategies_are_listed_and_shown() -> Outcome {
    let list = run(["strategy", "list"]).end()?.code(0);
    list.snapshot("strategy-list");
    let show = run(["strategy", "show", "statutory"]).end()?.code(0);
    show.snapshot("strategy-show-statutory");
    Ok(())
}

#[test]
fn a_strategy_that_is_shown_can_be_used() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("own.yaml");
    std::fs::write(&file, run(["strategy", "show", "dorset"]).end()?.stdout)?;
    let own = check([ONE_OPTION, "--strategy"]).path(&file).end()?;
    let built_in = check([ONE_OPTION, "--strategy", "dorset"]).end()?;
    assert_eq!(own.stdout, built_in.stdout);
    Ok(())
}

#[test]
fn a_new_case_file_is_commented() -> Outcome {
    let new = run(["new", "--strategy", "dorset"]).end()?.code(0);
    new.snapshot("new-dorset");
    let unknown = run(["new", "--strategy", "dorest"]).end()?.code(2);
    unknown.snapshot("new-unknown-strategy");
    Ok(())
}

#[test]
fn schemas_are_printed() -> Outcome {
    for name in ["case-file", "strategy", "report"] {
        let schema = run(["schema", name]).end()?.code(0).json()?;
        assert!(schema.get("$schema").is_some(), "{name}");
    }
    Ok(())
}

#[test]
fn every_command_has_its_help() -> Outcome {
    run([]).end()?.code(2).snapshot("help-none");
    run(["--help"]).end()?.code(0).snapshot("help");
    for command in [
        "check", "compare", "due", "import", "explain", "strategy", "new", "sample", "schema",
        "trend",
    ] {
        let ended = run([command, "--help"]).end()?.code(0);
        ended.snapshot(&format!("help-{command}"));
    }
    for command in ["list", "show", "check", "new"] {
        let ended = run(["strategy", command, "--help"]).end()?.code(0);
        ended.snapshot(&format!("help-strategy-{command}"));
    }
    Ok(())
}

#[test]
fn a_slip_in_the_arguments_is_told_with_the_nearest() -> Outcome {
    let slips: [(&str, &[&str]); 12] = [
        ("command", &["chek"]),
        ("format", &["check", ONE_OPTION, "--format", "jsn"]),
        ("format-file", &["check", ONE_OPTION, "--format", "json="]),
        ("as-of", &["check", ONE_OPTION, "--as-of", "31/01/2026"]),
        ("strategy", &["check", ONE_OPTION, "--strategy", "dorest"]),
        ("strategy-file", &["check", ONE_OPTION, "--strategy", "none.yaml"]),
        ("select", &["check", ONE_OPTION, "--select", "contingency-opton"]),
        ("ignore", &["check", ONE_OPTION, "--ignore", "wishs"]),
        ("nothing-selected", &["check", ONE_OPTION, "--select", "plan", "--ignore", "plan"]),
        ("no-path", &["check"]),
        ("list", &["check", "--files-from", ONE_OPTION]),
        ("since", &["check", ONE_OPTION, "--as-of", "2026-01-31", "--since", "2026-02-01"]),
    ];
    for (name, arguments) in slips {
        let ended = run(arguments.iter().copied()).end()?.code(2);
        assert_eq!(ended.stdout, "", "{name}");
        ended.snapshot(&format!("slip-{name}"));
    }
    Ok(())
}
