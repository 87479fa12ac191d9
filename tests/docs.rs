//! The README tells the truth: what it shows is what the tool prints.
//!
//! `UPDATE_DOCS=1 cargo test --test docs` writes the shown output anew.

mod support;

use std::path::Path;

use assert_cmd::Command;
use permanence::case::{CaseFile, contradictions};
use permanence::config::read_config;
use permanence::document::Syntax;
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
            && matches!(section, "[dependencies]" | "[dev-dependencies]")
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
