//! Texts made to act on whatever shows a report: they come through every format of every command as
//! texts.
//!
//! Formats are taken from where they are listed, so that one that is added is tried without further
//! ado.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use permanence::case::CaseFile;
use permanence::document::{Limits, Syntax, parse};
use permanence::report::{ComparisonFormat, Format, Named, TrialFormat};
use serde_json::{Value, json};

use crate::filling::{filled_case, pointers};
use crate::harness::{Ended, Outcome, run};
use crate::reports::{every_report, unfolded};

/// How a text starts: as a formula, a workflow command or markup, or on a line of its own.
const OPENERS: [&str; 9] = [
    "=",
    "+",
    "-2+",
    "@",
    "\t=",
    "::error::ZQX ",
    " ::add-mask::ZQX ",
    "\r\n::warning::ZQX ",
    "# ",
];

/// How it goes on: to a terminal, a page, XML, a table and list of Markdown, a log.
const REST: &str = "cmd|' /C calc'!A0 \u{1b}[31mZQX\u{1b}]0;ZQX\u{7} \u{202e}\u{2066}\u{200b}\u{2028}\u{9b}31m \
    ]]><img src=x onerror=ZQX()><script>ZQX()</script></title><!-- \" ' & \
    | a | `b` [ZQX](javascript:ZQX) ![ZQX](http://zqx.invalid) @zqx #1 *b* ~~~ \
    ##[add-mask]ZQX ###vso[task.complete result=Failed;]ZQX ##teamcity[ZQX] ::error::ZQX \
    \n::error file=a,line=1::ZQX\n##[group]ZQX\n| --- |\n# ZQX\n<b>ZQX</b>\n=ZQX()";

fn hostile(opener: &str) -> String {
    format!("{opener}{REST}")
}

/// A case with every key filled in, and the places in it of texts that are free.
static FILLED: LazyLock<(Value, Vec<String>)> = LazyLock::new(|| {
    let (case, _) = filled_case(MARK);
    let mut places = Vec::new();
    pointers(&case, "", &mut places);
    // Some have words of their own: people, for one.
    places.retain(|place| {
        let mut tried = case.clone();
        let Some(text) = tried.pointer_mut(place).filter(|text| is_marked(text)) else {
            return false;
        };
        *text = json!(hostile("="));
        is_case(&tried)
    });
    (case, places)
});

const MARK: &str = "ZQXMARK";

fn is_marked(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.starts_with(MARK))
}

fn is_case(value: &Value) -> bool {
    let text = value.to_string();
    let tree = parse(&text, Syntax::Json, &Limits::default());
    tree.is_ok_and(|tree| tree.decode::<CaseFile>(0).is_ok())
}

/// A case in which every text that is free is hostile, and every key of the council's own.
fn hostile_case(text: &str, id: &str) -> Value {
    let (mut case, places) = FILLED.clone();
    assert!(places.len() > 50, "only {} free texts", places.len());
    for place in &places {
        if let Some(free) = case.pointer_mut(place) {
            *free = json!(text);
        }
    }
    for key in ["case_id", "team", "social_worker", "reviewing_officer"] {
        case[key] = json!(format!("{text}{id}"));
    }
    with_hostile_keys(case, text)
}

fn with_hostile_keys(value: Value, text: &str) -> Value {
    let hostile = |key: String| if key.starts_with("x_") { format!("x_{text}{key}") } else { key };
    match value {
        Value::Array(items) => {
            items.into_iter().map(|item| with_hostile_keys(item, text)).collect()
        }
        Value::Object(group) => {
            let entries = group.into_iter();
            entries.map(|(key, value)| (hostile(key), with_hostile_keys(value, text))).collect()
        }
        other => other,
    }
}

/// YAML that holds a value, without a character that YAML would not have as it is.
fn yaml(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        match c {
            ' '..='~' => out.push(c),
            c => c
                .encode_utf16(&mut [0; 2])
                .iter()
                .for_each(|unit| out.extend(format!("\\u{unit:04x}").chars())),
        }
    }
    out
}

/// A strategy in which everything that is free text is hostile. YAML reads JSON.
fn hostile_strategy(text: &str) -> String {
    // What an expression says may hold nothing that cannot be seen.
    let seen: String = text.chars().filter(|&c| c != '\n' && !is_obeyed(c)).collect();
    let clause = |id: &str| json!({"id": id, "heading": text, "says": text, "strength": "must"});
    yaml(&json!({
        "format": 1, "name": "own", "short_title": text, "title": text, "version": text,
        "applies_to": "2020-01-01",
        "clauses": [clause("one"), clause("two")],
        "departures": [{"clauses": ["one"], "requirements": ["contingency-option"], "says": text, "law": text}],
        "requirements": [
            {"id": "contingency-option", "rule": "contingency-option", "severity": "breach", "clauses": ["one"]},
            {"id": "own-words", "rule": "expression", "severity": "concern", "clauses": ["two"], "with": {
                "met": "false", "at": "/case_id", "message": seen, "remedy": seen, "element": "plan",
            }},
        ],
    }))
}

/// Holds that an output acts on nothing that shows it.
fn acts_on_nothing(ended: &Ended, format: &str) {
    for stream in [&ended.stdout, &ended.stderr] {
        let text = unfolded(stream).replace("\r\n", "\n");
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        assert!(!text.contains(is_obeyed), "{}", ended.seen());
        let commands = |line: &str| {
            let first = line.trim_start();
            let ours = format == "github" && !first.contains("title=") && first.contains("::ZQX");
            first.starts_with("::") && (format != "github" || ours)
        };
        assert!(!text.lines().any(commands), "{}", ended.seen());
        let lower = text.to_ascii_lowercase();
        for command in ["##[", "##vso[", "##teamcity["] {
            assert!(!lower.contains(command), "{command} in: {}", ended.seen());
        }
    }
    match format {
        "html" | "junit" => {
            for markup in ["<img src=x", "<script>ZQX", "<b>ZQX", "<!-- \""] {
                assert!(!ended.stdout.contains(markup), "{markup} in: {}", ended.seen());
            }
        }
        "xlsx" => assert!(!ended.stdout.contains("<f>"), "{}", ended.seen()),
        "csv" => no_cell_is_a_formula(ended),
        "markdown" => no_markup_outside_code(ended),
        _ => {}
    }
}

/// True for characters that a terminal obeys, or that hide or turn round what a person reads.
fn is_obeyed(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn no_cell_is_a_formula(ended: &Ended) {
    let text = ended.stdout.trim_start_matches('\u{feff}');
    let rows =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut cells = 0;
    for row in rows.into_records() {
        for cell in row.iter().flatten() {
            cells += 1;
            let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '\t']);
            assert!(!formula || cell.parse::<f64>().is_ok(), "{cell:?} in: {}", ended.seen());
        }
    }
    assert!(cells > 0, "{}", ended.seen());
}

/// Holds that what is markup in a file's words stands inside code, or behind a backslash.
fn no_markup_outside_code(ended: &Ended) {
    for line in ended.stdout.lines() {
        let bare = without_code(line);
        for markup in ["<img", "<script", "<b>", "](", "~~~"] {
            let at = bare.find(markup).filter(|&at| !bare[..at].ends_with('\\'));
            assert!(at.is_none(), "{markup} in {line:?} of: {}", ended.seen());
        }
    }
}

/// A line without what stands between runs of as many backticks.
fn without_code(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let fence: String = from.chars().take_while(|&c| c == '`').collect();
        let inside = &from[fence.len()..];
        let closed = inside.match_indices(&fence).find(|(at, _)| {
            !inside[at + fence.len()..].starts_with('`') && !inside[..*at].ends_with('`')
        });
        rest = match closed {
            Some((at, _)) if !before.ends_with('\\') => &inside[at + fence.len()..],
            _ => inside,
        };
    }
    out + rest
}

#[test]
fn case_files_act_on_nothing_in_any_report() -> Outcome {
    for opener in OPENERS {
        let text = &hostile(opener);
        let valid = hostile_case(text, "");
        let (first, second) = (hostile_case(text, "1"), hostile_case(text, "2"));
        let mut wrong = hostile_case(text, "3");
        for place in ["/child/date_of_birth", "/authority", "/care/legal_statuses"] {
            *wrong.pointer_mut(place).ok_or("no such place")? = json!(text);
        }
        let name = format!("{text}.json");
        let lines = format!("{text}.ndjson");
        for report in every_report() {
            for (text, name, refused) in [
                (&valid.to_string(), &name, false),
                (&format!("{first}\n{wrong}\n{second}\n"), &lines, true),
            ] {
                let named = format!("--stdin-filename={name}");
                let run = report.run().and(["-", &named]);
                let ended = run.stdin(text.as_str()).end()?;
                assert_eq!(ended.code == Some(2), refused, "{}", ended.seen());
                acts_on_nothing(&ended, report.format());
            }
        }
    }
    Ok(())
}

/// Writes a folder with a strategy, a case of a hostile name, and a table of what is expected of it.
fn written(folder: &Path, opener: &str) -> Outcome<String> {
    let text = hostile(opener);
    fs::write(folder.join("own.yaml"), hostile_strategy(&text))?;
    fs::create_dir(folder.join("cases"))?;
    let name = text.replace(['/', '\0'], " ") + ".json";
    let name = name.chars().take(120).collect::<String>() + ".json";
    fs::write(folder.join("cases").join(&name), hostile_case(&text, "").to_string())?;
    let expect = json!({
        "format": 1, "strategy": "./own.yaml", "as_of": "2026-01-31",
        "cases": { &name: { "met": ["own-words"], "colour": "green" } },
    });
    fs::write(folder.join("expect.yaml"), yaml(&expect))?;
    Ok(name)
}

#[test]
fn strategies_and_file_names_act_on_nothing_in_any_report() -> Outcome {
    for opener in OPENERS {
        let folder = tempfile::tempdir()?;
        written(folder.path(), opener)?;
        let inside = |run: crate::harness::Run| run.inside(folder.path()).end();
        for report in every_report() {
            if !report.names_strategy() {
                let ended = inside(report.run().and(["cases", "--strategy", "own.yaml"]))?;
                assert_ne!(ended.code, Some(2), "{}", ended.seen());
                acts_on_nothing(&ended, report.format());
            }
        }
        for format in TrialFormat::ALL {
            let ended = inside(run(["strategy", "test", ".", "--format", format.name()]))?;
            acts_on_nothing(&ended.code(1), format.name());
        }
        let own = ["--strategy", "own.yaml"];
        for arguments in
            [&["explain"][..], &["explain", "own-words"], &["explain", "contingency-option"]]
        {
            let ended = inside(run(arguments.iter().copied()).and(own))?;
            acts_on_nothing(&ended.code(0), "text");
        }
        for arguments in [
            &["strategy", "show", "own.yaml"][..],
            &["strategy", "check", "own.yaml"],
            &["strategy", "coverage", "own.yaml"],
            &["strategy", "coverage", "own.yaml", "--format", "json"],
            &["strategy", "coverage", "own.yaml", "--format", "markdown"],
        ] {
            let ended = inside(run(arguments.iter().copied()))?;
            acts_on_nothing(&ended.code(0), arguments.last().unwrap_or(&"text"));
        }
    }
    Ok(())
}

#[test]
fn mistakes_in_files_of_ours_act_on_nothing() -> Outcome {
    for opener in OPENERS {
        let text = &hostile(opener);
        let folder = tempfile::tempdir()?;
        written(folder.path(), opener)?;
        let wrong = json!({
            "format": 1, "name": text, "short_title": text, "title": text, "version": text,
            "extends": [text], text: 1,
            "clauses": [{"id": text, "heading": text, "says": text, "strength": text}],
            "requirements": [
                {"id": text, "rule": text, "severity": text, "clauses": [text, "zqx"]},
                {"id": "own", "rule": "expression", "severity": "breach", "clauses": [text], "with": {
                    "met": text, "applies": format!("case.{text}"), "at": text, "element": text, text: text,
                }},
            ],
        });
        fs::write(folder.path().join("wrong.yaml"), yaml(&wrong))?;
        let quoted = serde_json::to_string(text)?;
        let config = format!(
            "strategy = [{quoted}]\nselect = [{quoted}]\nfail_on = {quoted}\nformat = [{quoted}]\n{quoted} = 1\n[[waiver]]\ncase = {quoted}\nrequirement = {quoted}\n"
        );
        fs::write(folder.path().join("wrong.toml"), config)?;
        let expect =
            json!({"format": 1, "strategy": text, "as_of": text, "cases": {text: {text: [text]}}});
        fs::write(folder.path().join("expect.yaml"), yaml(&expect))?;
        for ci in [true, false] {
            for arguments in [
                &["strategy", "check", "wrong.yaml"][..],
                &["check", "cases", "--strategy", "wrong.yaml"],
                &["due", "cases", "--strategy", "wrong.yaml"],
                &["check", "cases", "--config", "wrong.toml"],
                &["strategy", "test", "."],
                &["compare", "wrong.yaml", "wrong.toml"],
                &["check", "cases", "--baseline", "wrong.yaml"],
                &["check", "cases", "--files-from", "wrong.toml"],
                &["check", "cases", "--strategy", text],
                &["check", "cases", "--select", text],
                &["check", text, "--quiet"],
                &["explain", text],
            ] {
                let run = run(arguments.iter().copied()).inside(folder.path());
                let run = if ci { run.env("CI", "true") } else { run };
                let ended = run.end()?;
                // A file's own lines, shown where no pipeline reads them, stand beside a gutter.
                let shown = if ci { ended } else { ended.without_snippets() };
                acts_on_nothing(&shown.code(2), "text");
            }
        }
    }
    Ok(())
}

#[test]
fn earlier_reports_act_on_nothing() -> Outcome {
    for opener in OPENERS {
        let folder = tempfile::tempdir()?;
        written(folder.path(), opener)?;
        let report = |name: &str, day: &str| -> Outcome {
            let to = format!("json={name}");
            let options =
                ["check", "cases", "--as-of", day, "--strategy", "own.yaml", "--format", &to];
            let ended = run(options).inside(folder.path()).end()?;
            assert_ne!(ended.code, Some(2), "{}", ended.seen());
            Ok(())
        };
        report("old.json", "2025-10-31")?;
        report("new.json", "2026-01-31")?;
        // One that somebody wrote, too.
        let mut made: Value =
            serde_json::from_str(&fs::read_to_string(folder.path().join("new.json"))?)?;
        every_text(&mut made["audits"], &hostile(opener));
        fs::write(folder.path().join("made.json"), made.to_string())?;
        for format in ComparisonFormat::ALL {
            for (old, new) in
                [("old.json", "new.json"), ("old.json", "made.json"), ("made.json", "old.json")]
            {
                let options = ["compare", old, new, "--format", format.name()];
                let ended = run(options).inside(folder.path()).end()?;
                assert_ne!(ended.code, Some(2), "{}", ended.seen());
                acts_on_nothing(&ended, format.name());
            }
        }
        for format in Format::ALL {
            let options = ["check", "cases", "--as-of", "2026-01-31", "--baseline", "made.json"];
            let ended = run(options).and(["--no-snippets", "--format", format.name()]);
            acts_on_nothing(&ended.inside(folder.path()).end()?, format.name());
        }
    }
    Ok(())
}

/// Puts a text in the place of those that a report took from files.
fn every_text(value: &mut Value, text: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| every_text(item, text)),
        Value::Object(group) => {
            for (key, value) in group.iter_mut() {
                match key.as_str() {
                    "case_id" | "team" | "social_worker" | "authority" | "path" | "message"
                    | "remedy" | "says" | "heading" | "strategy" | "because" | "cause"
                    | "lapse" | "pointer" | "requirement" | "element"
                        if value.is_string() =>
                    {
                        *value = json!(text);
                    }
                    _ => every_text(value, text),
                }
            }
        }
        _ => {}
    }
}
