//! Annotations of a GitHub workflow.

use super::{HOSTILE, INPUTS};
use super::{
    findings, from_stdin, hostile, is_plain, outcomes, problems, published, reports, snapshot,
};
use crate::harness::{Outcome, check};

/// A command as the runner reads it: its kind, its properties, its message.
type Read<'a> = (&'a str, Vec<(&'a str, String)>, String);

/// Reads a line as the runner does: properties up to the next `::`, apart at commas.
fn read(line: &str) -> Option<Read<'_>> {
    let (command, message) = line.strip_prefix("::")?.split_once("::")?;
    let (kind, properties) = command.split_once(' ')?;
    let plain = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let properties = properties.split(',').filter_map(|property| property.split_once('='));
    let properties = properties.map(|(name, value)| (name, plain(value))).collect();
    Some((kind, properties, plain(message)))
}

fn value<'r>(read: &'r Read<'_>, name: &str) -> Option<&'r str> {
    let found = read.1.iter().find(|(known, _)| *known == name);
    found.map(|(_, value)| value.as_str())
}

#[test]
fn every_line_is_a_command_but_the_last() -> Outcome {
    for ended in reports("github")? {
        assert!(is_plain(&ended.stdout), "{}", ended.seen());
        let lines: Vec<&str> = ended.stdout.lines().collect();
        let (last, commands) = lines.split_last().ok_or("nothing was printed")?;
        assert!(last.contains(" as at 2026-01-31") && !last.contains("::"), "{last}");
        for line in commands {
            let read = read(line).ok_or_else(|| format!("no command: {line}"))?;
            assert!(["error", "warning", "notice"].contains(&read.0), "{line}");
            assert!(value(&read, "title").is_some(), "{line}");
            assert!(value(&read, "title") == Some("note") || value(&read, "file").is_some());
        }
    }
    Ok(())
}

#[test]
fn every_finding_and_mistake_has_its_annotation() -> Outcome {
    for input in INPUTS {
        let report = published(input)?;
        let ended = check(input.iter().copied()).and(["--format", "github"]).end()?;
        let notes = report["notes"].as_array().map_or(0, Vec::len);
        let told = findings(&outcomes(&report, "not-met")) + problems(&report) + notes;
        assert_eq!(ended.stdout.lines().count(), told + 1, "{}", ended.seen());
    }
    Ok(())
}

#[test]
fn the_first_ten_of_a_kind_are_those_that_matter_most() -> Outcome {
    let ended = check(["demo", "invalid", "--format", "github"]).end()?.code(2);
    let read: Vec<Read<'_>> = ended.stdout.lines().filter_map(read).collect();
    let rank = |read: &Read<'_>| match (read.0, value(read, "title").unwrap_or_default()) {
        ("error", "could not be audited") => 0,
        ("error", _) => 1,
        ("warning", _) => 2,
        ("notice", "note") => 3,
        _ => 4,
    };
    let ranks: Vec<i32> = read.iter().map(rank).collect();
    assert!(ranks.is_sorted(), "{}", ended.seen());
    for rank in 0..5 {
        assert!(ranks.contains(&rank), "nothing of rank {rank}: {}", ended.seen());
    }
    Ok(())
}

#[test]
fn a_hostile_name_stays_a_name() -> Outcome {
    let ended = from_stdin("github", &hostile().to_string())?;
    let shown = HOSTILE.replace('\u{1b}', "\\u{1b}").replace('\u{202e}', "\\u{202e}");
    let shown = shown.replace('\r', "\\u{d}").replace('\n', "\\u{a}");
    // What could begin a command of its own is written out, wherever it stands.
    let shown = shown.replace("}::", "}\\u{3a}:").replace("##[", "\\u{23}#[");
    let mut told = 0;
    for line in ended.stdout.lines().filter(|line| line.contains("title=breach")) {
        let read = read(line).ok_or("no command")?;
        assert_eq!(value(&read, "file"), Some(format!("{shown}.json").as_str()));
        assert_eq!(value(&read, "line"), Some("1"));
        let mut lines = read.2.lines();
        assert!(lines.next().is_some_and(|line| line.contains("{0} [l](http://c)")), "{line}");
        assert!(lines.all(|line| line.starts_with("To do: ") || line.starts_with("Asked by ")));
        told += 1;
    }
    assert!(told > 0, "{}", ended.seen());
    Ok(())
}

#[test]
fn a_case_and_a_mistake_as_annotations() -> Outcome {
    let inputs = ["demo/DOR-0406.yaml", "demo/DOR-0402.yaml", "invalid/many-mistakes.yaml"];
    let ended = check(inputs).and(["--format", "github"]).end()?.code(2);
    snapshot("github", &ended.stdout);
    Ok(())
}
