//! The README tells the truth: what it shows is what the tool prints.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` writes the shown output anew.

mod support;

use std::path::Path;

use assert_cmd::Command;
use permanence::case::{CaseFile, contradictions};
use permanence::config::read_config;
use permanence::document::Syntax;
use permanence::report::{Format, Named};
use permanence::strategy::BUILT_IN;
use support::{Outcome, decode, strategy};

const README: &str = "README.md";

fn readme() -> Outcome<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(README);
    Ok(std::fs::read_to_string(path)?)
}

/// What a command line prints, in an environment that says nothing.
fn printed(command: &str) -> Outcome<String> {
    let mut words = command.split_whitespace();
    if words.next() != Some("permanence") {
        return Err(format!("not a command of ours: {command}").into());
    }
    let output = Command::new(assert_cmd::cargo::cargo_bin!("permanence"))
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_clear()
        .output()?;
    Ok(String::from_utf8(output.stdout)?)
}

/// The text with what stands between two markers replaced.
fn replaced(text: &str, from: usize, open: &str, close: &str, inner: &str) -> Outcome<String> {
    let rest = text.get(from..).ok_or("past the end")?;
    let start = from + rest.find(open).ok_or(format!("no {open} after a marker"))? + open.len();
    let rest = text.get(start..).ok_or("past the end")?;
    let end = start + rest.find(close).ok_or(format!("no {close} after {open}"))?;
    Ok(format!("{}{inner}{}", &text[..start], &text[end..]))
}

fn with_outputs(text: &str) -> Outcome<String> {
    let mut text = text.to_owned();
    let mut from = 0;
    while let Some(found) = text[from..].find("<!-- output: ") {
        let start = from + found + "<!-- output: ".len();
        let end = start + text[start..].find(" -->").ok_or("a marker is not closed")?;
        let shown = printed(&text[start..end])?;
        text = replaced(&text, end, "```text\n", "```", &shown)?;
        from = end;
    }
    Ok(text)
}

fn departures() -> Outcome<String> {
    let mut table =
        String::from("\n| strategy | where | says | the law |\n| --- | --- | --- | --- |\n");
    for (name, _) in BUILT_IN {
        let strategy = strategy(name)?;
        for departure in &strategy.departures {
            let places = departure.clauses.iter().filter_map(|&index| strategy.clauses.get(index));
            let mut headings: Vec<&str> = places.map(|clause| clause.heading.as_str()).collect();
            headings.dedup();
            let cells = [
                strategy.short_title.as_str(),
                &headings.join("; "),
                &departure.says,
                &departure.law,
            ];
            table.extend(["| ", &cells.join(" | "), " |\n"]);
        }
    }
    Ok(table)
}

#[test]
fn what_the_readme_shows_is_what_the_tool_prints() -> Outcome<()> {
    let text = readme()?;
    let shown = with_outputs(&text)?;
    let at = shown.find("<!-- departures -->").ok_or("no departures in the README")?;
    let shown =
        replaced(&shown, at, "<!-- departures -->", "<!-- /departures -->", &departures()?)?;
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(README), &shown)?;
        return Ok(());
    }
    assert!(text == shown, "README.md shows old output; UPDATE_DOCS=1 cargo test --test docs");
    Ok(())
}

#[test]
fn the_case_file_in_the_readme_is_one() -> Outcome<()> {
    let text = readme()?;
    let from = text.find("<!-- case -->").ok_or("no case file in the README")?;
    let start = from + text[from..].find("```yaml\n").ok_or("no yaml")? + "```yaml\n".len();
    let end = start + text[start..].find("```").ok_or("not closed")?;
    let case: CaseFile = decode(&text[start..end], Syntax::Yaml)?;
    assert_eq!(contradictions(&case), []);
    Ok(())
}

#[test]
fn every_dependency_has_its_line() -> Outcome<()> {
    let manifest =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))?;
    let readme = readme()?;
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if let Some((name, _)) = line.split_once(" = ")
            && section.ends_with("dependencies]")
        {
            assert!(readme.contains(name), "the README does not say what {name} is for");
        }
    }
    Ok(())
}

#[test]
fn the_config_file_that_is_shown_is_accepted() -> Outcome<()> {
    let readme = readme()?;
    let (_, rest) = readme.split_once("```toml\n").ok_or("the README shows no config file")?;
    let (shown, _) = rest.split_once("```").ok_or("the config file is not closed")?;
    let strategies = [strategy("dorset")?, strategy("statutory")?];
    let config = read_config(shown).and_then(|draft| draft.check(&strategies));
    let config = config.map_err(|problems| format!("{problems:?}"))?;
    assert_eq!(config.severities.iter().count(), 1);
    assert_eq!(config.authorities.len(), 1);
    assert_eq!(config.waivers.cases().count(), 1);
    Ok(())
}

#[test]
fn the_formats_of_the_readme_are_those_there_are() -> Outcome<()> {
    let text = readme()?;
    let (_, rest) = text.split_once("<!-- formats -->").ok_or("no formats in the README")?;
    let (table, _) = rest.split_once("<!-- /formats -->").ok_or("not closed")?;
    let mut told: Vec<&str> = table.lines().filter_map(|row| row.split('`').nth(1)).collect();
    let mut known: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
    told.sort_unstable();
    known.sort_unstable();
    assert_eq!(told, known);
    Ok(())
}

#[test]
fn every_picture_is_shown_and_every_picture_shown_is_there() -> Outcome<()> {
    let text = readme()?;
    let shown = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let mut shown: Vec<&str> =
        shown.filter_map(|(path, _)| path.strip_prefix("fixtures/pictures/")).collect();
    shown.sort_unstable();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pictures");
    let mut there = Vec::new();
    for picture in std::fs::read_dir(folder)? {
        there.push(picture?.file_name().to_string_lossy().into_owned());
    }
    there.sort_unstable();
    assert_eq!(shown, there);
    Ok(())
}

/// The README's commands on a council's own files, which the demonstration's stand in for here.
#[test]
fn the_commands_for_meetings_and_pipelines_work() -> Outcome<()> {
    let text = readme()?;
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/demo");
    let mut seen = 0;
    for line in text.lines() {
        let Some((_, command)) = line.split_once("permanence check ") else { continue };
        let command = command.split('\'').next().unwrap_or_default();
        let Some(options) = command.strip_prefix("extracts/").or(command.strip_prefix("cases/"))
        else {
            continue;
        };
        let folder = tempfile::tempdir()?;
        let options: Vec<&str> = options.split_whitespace().collect();
        let output = Command::new(assert_cmd::cargo::cargo_bin!("permanence"))
            .arg("check")
            .arg(&demo)
            .args(&options)
            .current_dir(folder.path())
            .env_clear()
            .output()?;
        let fails = !options.contains(&"never");
        assert_eq!(output.status.code(), Some(i32::from(fails)), "{line}: {output:?}");
        for file in options.iter().filter_map(|option| option.split_once('=')) {
            assert!(folder.path().join(file.1).metadata()?.len() > 0, "{line}: no {}", file.1);
        }
        seen += 1;
    }
    assert!(seen >= 6, "{seen} commands");
    Ok(())
}

/// The README's commands on a council's returns, which two made-up years stand in for here.
#[test]
fn the_commands_for_returns_work() -> Outcome<()> {
    let text = readme()?;
    let years = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/extracts/ssda903/two-years");
    let mut seen = 0;
    for line in text.lines().filter(|line| line.starts_with("permanence import ssda903 ")) {
        let folder = tempfile::tempdir()?;
        let command = line.replace("returns", &years.display().to_string());
        let output = Command::new(assert_cmd::cargo::cargo_bin!("permanence"))
            .args(command.split_whitespace().skip(1))
            .current_dir(folder.path())
            .env_clear()
            .output()?;
        assert_eq!(output.status.code(), Some(0), "{line}: {output:?}");
        assert_eq!(std::fs::read_dir(folder.path().join("cases"))?.count(), 3, "{line}");
        assert!(folder.path().join("remarks.csv").is_file(), "{line}");
        seen += 1;
    }
    assert!(seen > 0, "no command");
    Ok(())
}

#[cfg(unix)]
#[test]
fn the_test_command_is_shell_and_ends_in_the_tests() -> Outcome<()> {
    let text = readme()?;
    let (_, rest) = text.split_once("<!-- test -->\n```sh\n").ok_or("no test command")?;
    let (command, _) = rest.split_once("```").ok_or("not closed")?;
    assert_eq!(command.lines().last(), Some("cargo test --locked"));
    // Everything before the tests does nothing where the browser is there already.
    let (before, _) = command.rsplit_once("cargo test").ok_or("no tests")?;
    let folder = tempfile::tempdir()?;
    for program in ["chromium", "chromedriver", "id", "sudo", "apt-get"] {
        let script = format!("#!/bin/sh\necho {program} >> \"{}/ran\"\n", folder.path().display());
        let place = folder.path().join(program);
        std::fs::write(&place, script)?;
        std::fs::set_permissions(&place, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    }
    let ran = |without: &[&str]| -> Outcome<String> {
        for program in without {
            std::fs::remove_file(folder.path().join(program))?;
        }
        std::fs::write(folder.path().join("ran"), "")?;
        Command::new("/bin/bash")
            .args(["-euo", "pipefail", "-c", before])
            .env("PATH", folder.path())
            .assert()
            .success();
        Ok(std::fs::read_to_string(folder.path().join("ran"))?)
    };
    assert_eq!(ran(&[])?, "id\n");
    // Nobody's id is 0 here: it asks for the rights it needs.
    assert_eq!(ran(&["chromedriver"])?, "id\nsudo\nsudo\n");
    Ok(())
}
