//! What people see who write a strategy of their own.

use crate::harness::{Outcome, check, run};

#[test]
fn a_good_strategy_is_told_in_a_line() -> Outcome {
    let good = ["strategy", "check", "strategies/north.yaml", "dorset"];
    run(good).end()?.code(0).snapshot("strategy-check-good");
    Ok(())
}

#[test]
fn what_a_strategy_still_lacks_is_advice() -> Outcome {
    for name in ["with-advice", "asks-nothing", "two-councils", "north-and-law"] {
        let file = format!("strategies/{name}.yaml");
        let ended = run(["strategy", "check", &file]).end()?.code(0);
        ended.snapshot(&format!("strategy-check-{name}"));
    }
    Ok(())
}

#[test]
fn one_mistaken_file_keeps_no_other_from_being_checked() -> Outcome {
    let files = ["strategies/north.yaml", "no-such-file.yaml", "rules/base.yaml"];
    let ended = run(["strategy", "check"]).and(files).end()?.code(2);
    ended.snapshot("strategy-check-several");
    run(["strategy", "check"]).end()?.code(2);
    Ok(())
}

#[test]
fn no_snippet_is_shown_where_others_read_the_log() -> Outcome {
    let file = "invalid/strategies/extends-mistaken.yaml";
    let ended = run(["strategy", "check", file]).env("CI", "true").end()?.code(2);
    ended.snapshot("strategy-check-mistaken-ci");
    Ok(())
}

#[test]
fn a_new_strategy_can_be_used_as_it_stands() -> Outcome {
    let folder = tempfile::tempdir()?;
    let parent = folder.path().join("parent.yaml");
    std::fs::write(&parent, run(["strategy", "new", "--name", "parent-made-up"]).end()?.stdout)?;
    let parent = parent.display().to_string();
    let choices: [&[&str]; 6] = [
        &[],
        &["--extends", "dorset", "--name", "west-made-up"],
        &["--extends", "leicester"],
        &["--extends", "statutory"],
        &["--extends", "dorset", "--extends", "statutory"],
        &["--extends", &parent],
    ];
    for choice in choices {
        let new = run(["strategy", "new"]).and(choice.iter().copied()).end()?.code(0);
        // With every example switched on, too.
        let mut on = String::new();
        for line in new.stdout.lines() {
            let example = line.strip_prefix('#').filter(|rest| {
                let indent = rest.len() - rest.trim_start_matches(' ').len();
                !rest.is_empty() && (matches!(indent, 0 | 4) || rest.starts_with("  - "))
            });
            on.extend([example.unwrap_or(line), "\n"]);
        }
        assert_ne!(on, new.stdout);
        for text in [&new.stdout, &on] {
            let file = folder.path().join("own.yaml");
            std::fs::write(&file, text)?;
            let checked = run(["strategy", "check"]).path(&file).end()?.code(0);
            let advice = checked.stdout.matches('☞').count();
            let of_the_law = checked.stdout.matches("binds every council").count();
            assert_eq!(advice, of_the_law, "{}", checked.seen());
        }
    }
    run(["strategy", "new"]).end()?.snapshot("strategy-new");
    run(["strategy", "new"]).and(choices[1].iter().copied()).end()?.snapshot("strategy-new-dorset");
    Ok(())
}

#[test]
fn a_slip_in_a_new_strategy_is_told() -> Outcome {
    run(["strategy", "new", "--name", "Our Council"])
        .end()?
        .code(2)
        .err("one word in small letters");
    run(["strategy", "new", "--extends", "dorest"]).end()?.code(2).err("did you mean `dorset`?");
    let same = ["strategy", "new", "--extends", "dorset", "--name", "dorset"];
    run(same).end()?.code(2).err("has the same name");
    Ok(())
}

#[test]
fn what_was_removed_is_shown_with_its_reason() -> Outcome {
    let reason = "the Harbour is a service of Dorset's, and this council has none like it";
    let north = "strategies/north.yaml";
    run(["strategy", "show", north]).end()?.code(0).out("id: the-harbour").out(reason);
    for format in ["table", "json", "markdown"] {
        let coverage = run(["strategy", "coverage", north, "--format", format]).end()?.code(0);
        coverage.out(reason);
    }
    let both = run(["strategy", "show", "strategies/two-councils.yaml"]).end()?.code(0);
    both.out(
        "# leicester and dorset both ask primary-option, each in its own way: leicester's is taken",
    );
    Ok(())
}

#[test]
fn a_clause_is_cited_as_its_own_documents() -> Outcome {
    let case = "cases/dorset/one-option-only.yaml";
    let ended = check([case, "--strategy", "strategies/north.yaml"]).end()?;
    ended.snapshot("check-extending-strategy");
    let ended = check([case, "--strategy", "strategies/north.yaml", "--format", "json"]).end()?;
    let audit = ended.json()?;
    let mut documents = std::collections::BTreeSet::new();
    for outcome in audit["audits"][0]["outcomes"].as_array().into_iter().flatten() {
        assert!(outcome["requirement"].as_str().is_some_and(|id| !id.starts_with("dorset/")));
        for finding in outcome["findings"].as_array().into_iter().flatten() {
            for clause in finding["clauses"].as_array().into_iter().flatten() {
                documents.insert(clause["strategy"].to_string());
            }
        }
    }
    let both = ["\"dorset\"", "\"north-made-up\""].map(str::to_owned);
    assert_eq!(documents.into_iter().collect::<Vec<_>>(), both);
    Ok(())
}

#[test]
fn what_a_councils_own_strategy_asks_is_explained() -> Outcome {
    let own = |id: &[&str]| {
        let strategy = ["--strategy", "strategies/tidewick/strategy.yaml"];
        run(["explain"]).and(id.iter().copied()).and(strategy).end()
    };
    own(&[])?.code(0).snapshot("explain-own");
    own(&["life-story-begun"])?.code(0).snapshot("explain-own-expression");
    own(&["tidewick/family-brought-together"])?
        .code(0)
        .out("judged by the rule family-group-conference")
        .out("section 4, paragraph 1")
        .never("Leicester      ");
    own(&["later-reviews"])?.code(0).out("regulation 33(2)").out("\"months\":4");
    own(&["planning-started-early"])?.code(0).out("Tidewick does not ask this");
    own(&["life-story-begin"])?.code(2).err("did you mean `life-story-begun`?");
    Ok(())
}

/// A strategy that somebody who is new to this might write.
const FIRST: &str = "\
format: 1
name: ours
extends: statutory
short_title: Ours
title: Our strategy
version: \"1\"
clauses:
  - {id: 1-a, heading: section 1, says: Plans are reviewed, strength: must}
requirements:
  - id: plan-review-cadence
    severity: breach
    clauses: [1-a]
    with: {weeks: 8}
  - id: life-story
    rule: expression
    severity: concern
    clauses: [1-a]
    with:
      met: present(case.x_life_story)
      at: /x_life_story
      message: No life story.
";

/// What such a person may write in the place of what is right.
const SLIPS: [(&str, &str); 19] = [
    ("    severity: breach\n", "\tseverity: breach\n"),
    ("title: Our strategy", "title: Our strategy: a home for good"),
    ("    severity: breach\n", "   severity: breach\n"),
    ("version: \"1\"", "applies_from: 31/01/2026\nversion: \"1\""),
    ("id: plan-review-cadence", "id: plan-reveiw-cadence"),
    ("rule: expression", "rule: expresion"),
    ("weeks: 8", "weeks: 8%"),
    ("weeks: 8", "weeks: eight"),
    ("severity: breach", "severity: must"),
    ("strength: must", "strength: breach"),
    ("present(case.x_life_story)", "case.x_life_story.begun = \"yes\""),
    ("present(case.x_life_story)", "present(case.x_life_story) and age() >= 4"),
    ("present(case.x_life_story)", "present(case.x_life_story) OR age() < 4"),
    ("present(case.x_life_story)", "not present(case.x_life_story)"),
    ("present(case.x_life_story)", "date(2025-01-01) <= today"),
    ("present(case.x_life_story)", "present(case.life_story)"),
    ("present(case.x_life_story)", "case.permanence_plan.primary.option == return-home"),
    ("id: life-story", "id: plan-review-cadence"),
    ("clauses: [1-a]\n    with: {", "clauses: [1-b]\n    with: {"),
];

#[test]
fn a_slip_of_someone_new_to_this_is_told_with_what_to_write() -> Outcome {
    let folder = tempfile::tempdir()?;
    let check = |text: &str| {
        std::fs::write(folder.path().join("ours.yaml"), text)?;
        run(["strategy", "check", "ours.yaml"]).inside(folder.path()).end()
    };
    check(FIRST)?.code(0);
    let mut seen = String::new();
    for (right, wrong) in SLIPS {
        let text = FIRST.replacen(right, wrong, 1);
        assert_ne!(text, FIRST, "{right}");
        let ended = check(&text)?.code(2);
        assert!(
            ended.stdout.contains("help: ") || ended.stdout.contains("known are"),
            "{}",
            ended.seen()
        );
        seen += &ended.stdout;
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("strategy-check-slips", seen));
    Ok(())
}
