//! What reaches a terminal: colour when it is wanted, and never what a file wants.

use serde_json::json;

use crate::harness::{AS_OF, Outcome, check, run, scrubbed};
use crate::reports::every_report;

const CASE: &str = "cases/dorset/one-option-only.yaml";
const ESCAPE: &str = "\u{1b}";

#[test]
fn colour_is_there_when_asked_for_and_never_the_only_signal() -> Outcome {
    let always = check([CASE, "--color", "always"]).end()?.code(1);
    let always = always.out("\u{1b}[1;31mRED\u{1b}[0m");
    let never = check([CASE, "--color", "never"]).end()?.code(1).never(ESCAPE);
    assert_eq!(without_colour(&always.stdout), never.stdout);
    Ok(())
}

#[test]
fn colour_is_left_out_where_nobody_asked() -> Outcome {
    check([CASE]).end()?.never(ESCAPE);
    check([CASE]).env("NO_COLOR", "1").end()?.never(ESCAPE);
    check([CASE]).env("TERM", "dumb").end()?.never(ESCAPE);
    // A word on the command line is asking.
    let always = check([CASE, "--color", "always"]).env("NO_COLOR", "1").end()?;
    always.out(ESCAPE);
    Ok(())
}

/// The text without the codes for colours.
fn without_colour(text: &str) -> String {
    let mut parts = text.split(ESCAPE);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |seen, part| {
        let (_, rest) = part.split_once('m').unwrap_or_default();
        seen + rest
    })
}

/// True for characters that a terminal obeys, or that hide or turn round what a person reads.
fn is_obeyed(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[test]
fn nothing_raw_from_a_file_reaches_the_terminal() -> Outcome {
    let files = ["control-characters.yaml", "control-characters.json", "escape-character.yaml"];
    for file in files {
        let path = format!("invalid/{file}");
        for format in ["pretty", "table", "markdown", "json"] {
            let seen = check([path.as_str(), "--format", format]).end()?.code(2);
            for stream in [&seen.stdout, &seen.stderr] {
                assert!(!stream.contains(is_obeyed), "{}", seen.seen());
            }
        }
    }
    Ok(())
}

#[test]
fn references_and_names_are_shown_safely_too() -> Outcome {
    let nasty = "\u{1b}[31m\u{202e}A\u{7}";
    let text = serde_json::json!({
        "format": 1, "case_id": nasty, "authority": "dorset", "team": nasty,
        "reviewing_officer": nasty, "social_worker": nasty,
        "child": {"date_of_birth": "2014-05-02"}, "care": {"started": "2025-01-06"},
    });
    let other = text.to_string().replace("2014-05-02", "2/5/2014");
    for text in
        [text.to_string(), format!("{text}\n{}\n", text.to_string().replacen('A', "B", 1)), other]
    {
        for format in ["pretty", "table", "markdown", "json"] {
            let name = "\u{1b}[2J.json";
            let options = ["-", "--format", format, "--stdin-filename", name];
            let seen = check(options).stdin(text.as_str()).end()?;
            for stream in [&seen.stdout, &seen.stderr] {
                assert!(!stream.contains(is_obeyed), "{}", seen.seen());
            }
        }
    }
    for arguments in [["--select", nasty], ["--strategy", nasty], ["--files-from", nasty]] {
        let seen = check([CASE]).and(arguments).end()?.code(2);
        assert!(!seen.stderr.contains(is_obeyed), "{}", seen.seen());
    }
    Ok(())
}

#[test]
fn a_strategy_cannot_write_on_the_terminal_either() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("own.yaml");
    std::fs::write(
        &file,
        r#"format: 1
name: own
short_title: "\e[31mOwn"
title: "\e[31m\u202eOwn strategy\u200b"
version: "1"
applies_to: 2020-01-01
clauses:
  - {id: "\e[31mone", heading: "\e[31msection", says: "\e[31ma\u202e plan has two options", strength: should}
requirements:
  - {id: two, rule: contingency-option, severity: breach, clauses: ["\e[31mone"]}
"#,
    )?;
    for paths in [&[CASE][..], &[CASE, "cases/dorset/compliant.yaml"]] {
        for format in ["pretty", "table"] {
            let run = check(paths.iter().copied()).and(["--format", format, "--strategy"]);
            run.path(&file).end()?.code(1).never(ESCAPE);
        }
    }
    for options in [&["show"][..], &["coverage"], &["coverage", "--format", "markdown"]] {
        let ended = run(["strategy"]).and(options.iter().copied()).path(&file).end()?.code(0);
        assert!(!ended.stdout.contains(is_obeyed), "{}", ended.seen());
    }
    let json = run(["strategy", "coverage", "--format", "json"]).path(&file).end()?.code(0);
    assert!(!json.stdout.contains(is_obeyed) && json.json()?.is_object());
    Ok(())
}

#[test]
fn no_reference_acts_on_what_shows_a_report() -> Outcome {
    let hostile = "=a%b\u{1b}[31m\u{202e}\u{2028}]]><img src=x>\r\n::error::z\u{7}";
    let mut case = json!({
        "format": 1, "authority": "dorset",
        "child": {"date_of_birth": "2014-05-02"}, "care": {"started": "2025-01-06"},
    });
    for key in ["case_id", "team", "social_worker", "reviewing_officer"] {
        case[key] = json!(hostile);
    }
    let name = format!("./{hostile}.json");
    for report in every_report() {
        let run = report.run().and(["-", "--stdin-filename", &name]);
        let ended = run.stdin(case.to_string()).end()?;
        assert_ne!(ended.code, Some(2), "{}", ended.seen());
        for text in [&ended.stdout, &ended.stderr] {
            let acts = |c: char| {
                (c.is_control() && !matches!(c, '\n' | '\r'))
                    || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}')
            };
            assert!(!text.contains(acts), "{}", ended.seen());
            assert!(!text.replace("\r\n", "\n").contains('\r'), "{}", ended.seen());
            assert!(!text.lines().any(|line| line.starts_with("::error::z")), "{}", ended.seen());
        }
    }
    Ok(())
}

/// What a person sees of a shell command at a terminal of its own, as `script` gives one.
#[cfg(target_os = "linux")]
fn at_a_terminal(command: &str) -> Outcome<String> {
    let mut script = std::process::Command::new("script");
    scrubbed(script.args(["-q", "-e", "-c", command, "/dev/null"]));
    let seen = script.env("TERM", "xterm").stdin(std::process::Stdio::null()).output()?;
    Ok(String::from_utf8(seen.stdout)?)
}

#[test]
#[cfg(target_os = "linux")]
fn a_long_run_shows_how_far_it_is_and_takes_that_away_again() -> Outcome {
    let permanence = assert_cmd::cargo::cargo_bin!("permanence").display();
    let folder = tempfile::tempdir()?;
    let (cases, lines) = (folder.path().join("cases.ndjson"), folder.path().join("out.ndjson"));
    let [cases, lines] = [cases.display(), lines.display()];
    run(["sample", "--cases", "6", "--as-of", AS_OF, "-o", &cases.to_string()]).end()?.code(0);
    let slowly = format!("(head -n 3 {cases}; sleep 2; tail -n 3 {cases})");
    let check = format!("{permanence} check - --as-of {AS_OF} --stdin-filename cases.ndjson");

    let seen = at_a_terminal(&format!("{slowly} | {check} --format ndjson={lines}"))?;
    let shown = seen.find(" case files, 2s").ok_or("how far it is, is not shown")?;
    let (before, after) = seen.split_at(shown);
    assert!(before.ends_with(['4', '5', '6']), "{seen:?}");
    let (taken_away, told) = (after.rfind("\u{1b}[2K"), after.find("6 cases: "));
    assert!(taken_away.is_some() && taken_away < told, "{seen:?}");

    // What a person reads meanwhile is not mixed with it: each case begins a line.
    let seen = at_a_terminal(&format!("{slowly} | {check} --color never"))?;
    assert!(seen.contains(" case files, 2s"), "{seen:?}");
    let heads: Vec<_> = seen.match_indices("   west-dorset-cic   cases.ndjson").collect();
    let begins = |(head, _): &(usize, &str)| {
        let line = seen.get(..*head).and_then(|before| before.rfind("DOR-100"));
        let before = line.and_then(|start| seen.get(..start)).unwrap_or_default();
        before.is_empty() || before.ends_with('\n') || before.ends_with("\u{1b}[2K")
    };
    assert!(heads.len() > 2 && heads.iter().all(begins), "{seen:?}");

    // Nothing is shown where it would be in the way, or where nobody waits.
    for quietly in [
        format!("{slowly} | {check} | cat"),
        format!("{slowly} | {check} --format ndjson={lines} --quiet"),
        format!("{slowly} | {check} --format ndjson"),
        format!("{slowly} | CI=1 {check} --format ndjson={lines}"),
        format!("cat {cases} | {check} --format ndjson={lines}"),
        format!("{slowly} | {check} --format ndjson={lines} 2>{lines}.log"),
    ] {
        let seen = at_a_terminal(&quietly)?;
        assert!(!seen.contains("case files, "), "{quietly}: {seen:?}");
    }
    Ok(())
}
