//! Parts of a larger run: put together they say what one run says.

use std::fs;
use std::path::{Path, PathBuf};

use permanence::report::{Format, Named};
use serde_json::Value;

use crate::harness::{Outcome, check, fixtures, run};

/// Everything there is in a few folders: siblings, waivers, closed cases, files that cannot be read.
const WHOLE: [&str; 3] = ["cases/dorset", "cases/leicester", "invalid"];

/// Makes a part of each of these inputs.
fn parts(inputs: &[&str], options: &[&str], folder: &Path) -> Outcome<Vec<PathBuf>> {
    let each = inputs.iter().enumerate().map(|(index, input)| {
        let part = folder.join(format!("part-{index}"));
        let report = format!("ndjson={}", part.display());
        let options = options.iter().copied();
        check([*input, "--show", "all", "--fail-on", "never", "--format", &report])
            .and(options)
            .end()?;
        Ok(part)
    });
    each.collect()
}

fn merged(parts: &[PathBuf], options: &[&str]) -> crate::harness::Run {
    let all = parts.iter().fold(run(["merge"]), |run, part| run.path(part));
    all.and(options.iter().copied())
}

#[test]
fn parts_come_to_what_one_run_comes_to_in_every_format() -> Outcome {
    let folder = tempfile::tempdir()?;
    let parts = parts(&WHOLE, &[], folder.path())?;
    for &format in Format::ALL {
        let options = ["--no-snippets", "--show", "all", "--format", format.name()];
        let whole = check(WHOLE).and(options).end()?.code(2).stdout;
        let merged = merged(&parts, &options[1..]).end()?.code(2).stdout;
        assert!(whole == merged, "{}", format.name());
    }
    Ok(())
}

#[test]
fn the_files_of_siblings_are_compared_across_parts() -> Outcome {
    let folder = tempfile::tempdir()?;
    let pair = ["siblings/a.yaml", "siblings/b.yaml"];
    fs::create_dir(folder.path().join("siblings"))?;
    let case = |id: &str, other: &str, decision: &str, waiver: &str| {
        format!(
            "format: 1\ncase_id: {id}\nauthority: dorset\nchild: {{date_of_birth: 2015-03-01}}\n\
             care: {{started: 2025-06-01}}\nsiblings:\n- {{ref: SIB-1, case_id: {other}, \
             relationship: brother, looked_after: true, decision: {decision}, \
             decided: 2025-08-01, reasons: known}}\n{waiver}"
        )
    };
    let waiver = "waivers:\n- {requirement: sibling-files-agree, reason: known, agreed_by: TM-1, \
                  until: 2026-06-30}\n- {requirement: wishes-recorded, reason: known, \
                  agreed_by: TM-1, until: 2025-06-30}\n";
    let inside = |name: &str| folder.path().join(name);
    for (first, second) in [("together", "apart"), ("apart", "apart")] {
        // The later case id is the one that is told of a difference, and has the waiver.
        fs::write(inside(pair[0]), case("X-1", "X-2", first, ""))?;
        fs::write(inside(pair[1]), case("X-2", "X-1", second, waiver))?;
        let key = inside("key");
        fs::write(&key, "a key for tests, of more than thirty-two letters\n")?;
        let key = key.display().to_string();
        for redact in [&[][..], &["--redact", "--redact-key", &key]] {
            let paths = pair.map(inside).map(|path| path.display().to_string());
            let paths = [paths[0].as_str(), &paths[1]];
            let parts = parts(&paths, redact, folder.path())?;
            let options = ["--show", "all", "--format", "json"];
            let whole = check(paths).and(redact.iter().copied()).and(options).end()?.stdout;
            let merged = merged(&parts, &options).end()?.stdout;
            assert_eq!(whole, merged, "{first} {second} {redact:?}");
            let report: Value = serde_json::from_str(&merged)?;
            let outcomes = report["audits"].as_array().into_iter().flatten();
            let outcomes = outcomes.filter_map(|audit| audit["outcomes"].as_array()).flatten();
            let agree: Vec<&Value> = outcomes
                .filter(|outcome| outcome["requirement"] == "dorset/sibling-files-agree")
                .map(|outcome| &outcome["outcome"])
                .collect();
            let expected = if first == second { ["met", "met"] } else { ["met", "waived"] };
            assert_eq!(agree, expected);
        }
    }
    Ok(())
}

#[test]
fn what_was_asked_of_the_parts_holds_for_the_whole() -> Outcome {
    let folder = tempfile::tempdir()?;
    let inputs = ["demo/DOR-0402.yaml", "demo/DOR-0403.yaml"];
    let options = ["--select", "plan,reviews", "--since", "2025-10-01", "--as-if-due"];
    let parts = parts(&inputs, &options, folder.path())?;
    let whole = check(inputs).and(options).and(["--format", "json"]).end()?.code(1).stdout;
    let merged = merged(&parts, &["--format", "json"]).end()?.code(1).stdout;
    assert_eq!(whole, merged);
    Ok(())
}

#[test]
fn merged_parts_are_a_part_themselves() -> Outcome {
    let folder = tempfile::tempdir()?;
    let parts = parts(&WHOLE, &[], folder.path())?;
    let lines = ["--show", "all", "--format", "ndjson"];
    let two = folder.path().join("two");
    fs::write(&two, merged(&parts[..2], &lines).end()?.stdout)?;
    let again = merged(&[two, parts[2].clone()], &lines).end()?.code(2).stdout;
    assert_eq!(again, check(WHOLE).and(lines).end()?.code(2).stdout);
    Ok(())
}

#[test]
fn several_parts_may_stand_in_one_file() -> Outcome {
    let folder = tempfile::tempdir()?;
    let parts = parts(&WHOLE, &[], folder.path())?;
    let all = parts.iter().map(fs::read_to_string).collect::<Result<String, _>>()?;
    let one = folder.path().join("all");
    fs::write(&one, all)?;
    let json = ["--show", "all", "--format", "json"];
    assert_eq!(merged(&[one], &json).end()?.stdout, merged(&parts, &json).end()?.stdout);
    Ok(())
}

#[test]
fn a_case_in_two_parts_is_refused_the_second_time() -> Outcome {
    let folder = tempfile::tempdir()?;
    let parts = parts(&["demo/DOR-0402.yaml", "demo/DOR-0402.yaml"], &[], folder.path())?;
    let ended = merged(&parts, &["--format", "json"]).end()?.code(2);
    let report: Value = serde_json::from_str(&ended.stdout)?;
    assert_eq!(report["summary"]["cases"], 1);
    let message = report["unreadable"][0]["errors"][0]["message"].as_str().unwrap_or_default();
    assert!(message.starts_with("this case id is already used at demo/DOR-0402.yaml"), "{message}");
    Ok(())
}

#[test]
fn parts_that_do_not_go_together_are_refused() -> Outcome {
    let folder = tempfile::tempdir()?;
    let one = "demo/DOR-0402.yaml";
    let good = parts(&[one], &[], folder.path())?.remove(0);
    let text = fs::read_to_string(&good)?;
    let lines: Vec<&str> = text.lines().collect();
    let (header, audit) = (lines[0], lines[1]);
    let made = |name: &str, options: &[&str]| -> Outcome<PathBuf> {
        let part = folder.path().join(name);
        let report = format!("ndjson={}", part.display());
        run(["check", one, "--format", &report]).and(options.iter().copied()).end()?;
        Ok(part)
    };
    let written = |name: &str, text: String| -> Outcome<PathBuf> {
        let part = folder.path().join(name);
        fs::write(&part, text)?;
        Ok(part)
    };
    let all = ["--show", "all", "--as-of", "2026-01-31"];
    let tidewick = fixtures().join("strategies/tidewick/strategy.yaml").display().to_string();
    let refused = [
        made("listing-due", &["--as-of", "2026-01-31"])?,
        made("another-day", &["--show", "all", "--as-of", "2026-01-30"])?,
        made("another-scope", &[&all[..], &["--select", "plan"]].concat())?,
        made("own-strategy", &[&all[..], &["--strategy", &tidewick]].concat())?,
        written("no-summary", lines[..2].join("\n"))?,
        written("no-header", lines[1..].join("\n"))?,
        written("two-headers", [header, audit, header].join("\n"))?,
        written("empty", String::new())?,
        written("a-case", fs::read_to_string(fixtures().join(one))?)?,
        written("a-broken-line", [header, &audit[..100], lines[2]].join("\n"))?,
        written("another-tool", text.replace("\"version\":\"0.1.0\"", "\"version\":\"9.9.9\""))?,
        written("another-strategy", text.replace("\"applies_from\":\"2", "\"applies_from\":\"1"))?,
        written("another-fingerprint", text.replace("\"fingerprint\":\"", "\"fingerprint\":\"0"))?,
        written("another-cause", text.replace("\"cause\":\"", "\"cause\":\"un"))?,
    ];
    let mut told = String::new();
    for part in refused {
        let ended = merged(&[good.clone(), part.clone()], &["--quiet"]).end()?.code(2);
        told += &ended.stderr.replace(&folder.path().display().to_string(), "…");
        told.push('\n');
    }
    insta::assert_snapshot!("merge-refused", told);
    Ok(())
}

#[test]
fn a_strategy_of_ones_own_is_named_again() -> Outcome {
    let folder = tempfile::tempdir()?;
    let own = "strategies/tidewick/strategy.yaml";
    let cases = "strategies/tidewick/cases";
    let parts = parts(&[cases], &["--strategy", own], folder.path())?;
    let options = ["--show", "all", "--format", "json"];
    let whole = check([cases, "--strategy", own]).and(options).end()?.stdout;
    assert_eq!(whole, merged(&parts, &["--strategy", own]).and(options).end()?.stdout);
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_part_and_is_not_waited_for() -> Outcome {
    let folder = tempfile::tempdir()?;
    let pipe = folder.path().join("part");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status()?;
    assert!(made.success());
    let ended = merged(&[pipe], &[]).end()?.code(2);
    assert!(ended.stderr.contains("this is a pipe or a device, not a file"), "{}", ended.stderr);
    Ok(())
}
