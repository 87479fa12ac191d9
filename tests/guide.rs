//! The README's guide works as it is written: its files, its commands and what they print, in order.
//!
//! `UPDATE_DOCS=1 cargo test --test guide` writes the shown output anew.

mod support;

use std::path::Path;

use assert_cmd::Command;
use support::Outcome;

const TITLE: &str = "## Your council's strategy in an hour";

/// The text between a fence's first line and its end, as places in a text; and where it goes on.
fn fence(text: &str, from: usize, kind: &str) -> Outcome<(usize, usize)> {
    let open = format!("```{kind}\n");
    let found = text[from..].find(&open).ok_or_else(|| format!("no {open} after a marker"))?;
    let start = from + found + open.len();
    let length = text[start..].find("```").ok_or_else(|| format!("{open} is not closed"))?;
    Ok((start, start + length))
}

/// Runs a line of the guide, and gives what it prints; into a file what goes there.
fn run(line: &str, folder: &Path) -> Outcome<String> {
    let (line, file) = match line.split_once(" > ") {
        Some((line, file)) => (line, Some(file)),
        None => (line, None),
    };
    let mut words = line.split_whitespace();
    if words.next() != Some("permanence") {
        return Err(format!("not a command of ours: {line}").into());
    }
    let output = Command::new(assert_cmd::cargo::cargo_bin!("permanence"))
        .args(words)
        .current_dir(folder)
        .env_clear()
        .output()?;
    let printed = String::from_utf8(output.stdout)? + &String::from_utf8(output.stderr)?;
    assert!(!printed.is_empty(), "{line} prints nothing");
    match file {
        Some(file) => {
            assert_eq!(output.status.code(), Some(0), "{line}: {printed}");
            std::fs::write(folder.join(file), printed)?;
            Ok(String::new())
        }
        None => Ok(printed),
    }
}

/// The guide as it should be: each shown output is what the command before it prints.
fn followed(guide: &str, folder: &Path) -> Outcome<(String, usize)> {
    let mut guide = guide.to_owned();
    let (mut at, mut printed, mut commands) = (0, String::new(), 0);
    loop {
        let rest = &guide[at..];
        let starts = ["<!-- file: ", "<!-- change: ", "```sh\n", "```text\n"];
        let next = starts.iter().filter_map(|start| Some((rest.find(start)?, *start))).min();
        let Some((found, start)) = next else { break };
        at += found;
        let marked = || -> Outcome<&str> {
            let from = at + start.len();
            let length = guide[from..].find(" -->").ok_or("a marker is not closed")?;
            Ok(&guide[from..from + length])
        };
        match start {
            "<!-- file: " => {
                let path = folder.join(marked()?);
                let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
                let (from, to) = fence(&guide, at, kind)?;
                std::fs::create_dir_all(path.parent().ok_or("a file is in a folder")?)?;
                std::fs::write(path, &guide[from..to])?;
                at = to + 3;
            }
            "<!-- change: " => {
                let (file, change) = marked()?.split_once(": ").ok_or("no file is named")?;
                let (from, to) = change.split_once(" => ").ok_or("no change is named")?;
                let text = std::fs::read_to_string(folder.join(file))?;
                assert_eq!(text.matches(from).count(), 1, "{file}: {from}");
                std::fs::write(folder.join(file), text.replace(from, to))?;
                at += start.len();
            }
            "```sh\n" => {
                let (from, to) = fence(&guide, at, "sh")?;
                printed.clear();
                for line in guide[from..to].lines() {
                    printed += &run(line, folder)?;
                    commands += 1;
                }
                at = to + 3;
            }
            _ => {
                let (from, to) = fence(&guide, at, "text")?;
                assert!(!printed.is_empty(), "output without a command");
                guide.replace_range(from..to, &printed);
                at = from + printed.len() + 3;
            }
        }
    }
    Ok((guide, commands))
}

#[test]
fn the_guide_can_be_followed() -> Outcome<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path)?.replace("\r\n", "\n");
    let from = readme.find(TITLE).ok_or("no guide in the README")?;
    let body = from + TITLE.len();
    let to = body + readme[body..].find("\n## ").ok_or("the guide has no end")?;
    let folder = tempfile::tempdir()?;
    let (guide, commands) = followed(&readme[from..to], folder.path())?;
    assert!(commands >= 8, "only {commands} commands were run");
    let shown = format!("{}{guide}{}", &readme[..from], &readme[to..]);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &shown)?;
        return Ok(());
    }
    assert!(shown == readme, "README.md shows old output; UPDATE_DOCS=1 cargo test --test guide");
    Ok(())
}
