//! Markdown, in which nothing that a file says is active.

use super::{HOSTILE, Outcome, snapshot, text};

fn shown(name: &str, arguments: &[&str], stdin: &str) -> Outcome {
    let arguments: Vec<&str> = arguments.iter().copied().chain(["--format", "markdown"]).collect();
    snapshot(name, &text(&arguments, stdin)?);
    Ok(())
}

#[test]
fn one_case() -> Outcome {
    shown("markdown-one-case", &["cases/dorset/one-option-only.yaml"], "")
}

#[test]
fn several_cases_and_one_that_could_not_be_read() -> Outcome {
    shown("markdown-several", &["demo", "invalid/windows-1252.yaml"], "")
}

#[test]
fn no_findings() -> Outcome {
    shown("markdown-no-findings", &["cases/dorset/compliant.yaml", "--show", "not-met"], "")
}

#[test]
fn nothing_could_be_read() -> Outcome {
    shown("markdown-unreadable", &["invalid/many-mistakes.yaml"], "")
}

#[test]
fn hostile_words_stay_words() -> Outcome {
    shown("markdown-hostile", &["-", "--stdin-filename", "<img src=x>/@team/GH-3|.json"], HOSTILE)?;
    let written = text(&["-", "--format", "markdown"], HOSTILE)?;
    let outside = outside_code(&written);
    for active in ["@", "GH-", "<", "=cmd", "\u{202e}"] {
        assert!(!outside.contains(active), "{active} is active in: {outside}");
    }
    Ok(())
}

/// The text without what stands between backticks.
fn outside_code(text: &str) -> String {
    let mut outside = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('`') {
        outside.push_str(&rest[..open]);
        let from = &rest[open..];
        let fence = &from[..from.find(|c| c != '`').unwrap_or(from.len())];
        let inside = &from[fence.len()..];
        let mut at = 0;
        let end = loop {
            let Some(found) = inside[at..].find('`') else { break inside.len() };
            let run = &inside[at + found..];
            let length = run.find(|c| c != '`').unwrap_or(run.len());
            if length == fence.len() {
                break at + found + length;
            }
            at += found + length;
        };
        rest = &inside[end..];
    }
    outside + rest
}
