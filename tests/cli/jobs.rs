//! Many documents at a time: the same bytes, in the same order, as one at a time.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::cargo::cargo_bin;

use crate::harness::{AS_OF, Outcome, check, run};

const FORMATS: [&str; 12] = [
    "pretty", "table", "html", "json", "ndjson", "csv", "xlsx", "markdown", "sarif", "junit",
    "github", "gitlab",
];

/// Made-up cases as lines, with one that is no case and one whose case id was read before.
fn extract(cases: &str) -> Outcome<String> {
    let made = run(["sample", "--cases", cases, "--seed", "7", "--as-of", AS_OF]).end()?.stdout;
    let mut lines: Vec<&str> = made.lines().collect();
    let first = lines.first().copied().ok_or("no case was made up")?;
    lines.insert(lines.len() / 2, "\n{\"format\": 1}");
    lines.push(first);
    Ok(lines.join("\n") + "\n")
}

#[test]
fn every_report_is_the_same_whatever_the_jobs() -> Outcome {
    let lines = extract("60")?;
    for format in FORMATS {
        let with = |jobs: &str| {
            let paths = ["-", "demo", "cases", "invalid", "--stdin-filename", "made-up.ndjson"];
            let asked = ["--jobs", jobs, "--format", format, "--show", "all"];
            check(paths).and(asked).stdin(lines.clone()).end()
        };
        let one = with("1")?.code(2);
        assert!(one.stdout.contains("made-up.ndjson") || format == "table", "{format}");
        for jobs in ["2", "8"] {
            let many = with(jobs)?;
            assert_eq!(many.stdout, one.stdout, "{format} with {jobs} jobs");
            assert_eq!(many.stderr, one.stderr, "{format} with {jobs} jobs");
        }
    }
    Ok(())
}

#[test]
fn due_and_trend_are_the_same_whatever_the_jobs() -> Outcome {
    let lines = extract("40")?;
    for command in [["due", "--format", "json"], ["trend", "--format", "json"]] {
        let with = |jobs: &str| {
            let asked =
                ["-", "demo", "--as-of", AS_OF, "--jobs", jobs, "--stdin-filename", "a.ndjson"];
            run(command).and(asked).stdin(lines.clone()).end()
        };
        let one = with("1")?;
        for jobs in ["2", "8"] {
            assert_eq!(with(jobs)?.stdout, one.stdout, "{command:?} with {jobs} jobs");
        }
    }
    Ok(())
}

#[test]
fn the_first_place_of_a_case_id_is_that_of_the_first_document() -> Outcome {
    let folder = tempfile::tempdir()?;
    let made = run(["sample", "--cases", "1", "--seed", "7", "--as-of", AS_OF]).end()?.stdout;
    for file in 0..40 {
        fs::write(folder.path().join(format!("{file:02}.json")), &made)?;
    }
    let told = check(["--jobs", "8", "--format", "csv", "."]).inside(folder.path()).end()?.code(2);
    assert_eq!(told.stdout.matches("is already used at 00.json:1").count(), 39);
    Ok(())
}

#[test]
fn jobs_are_counted_from_one() -> Outcome {
    let told = check(["demo", "--jobs", "0"]).end()?.code(2);
    assert!(told.stderr.contains("give a whole number from 1"), "{}", told.stderr);
    Ok(())
}

#[test]
fn a_run_ends_soon_after_its_reader() -> Outcome {
    let made = run(["sample", "--cases", "1", "--seed", "7", "--as-of", AS_OF]).end()?.stdout;
    let line = made.lines().next().ok_or("no case was made up")?;
    for format in ["ndjson", "pretty"] {
        ends_after_its_reader(format, line)?;
    }
    Ok(())
}

fn ends_after_its_reader(format: &str, line: &str) -> Outcome {
    let mut tool = Command::new(cargo_bin!("permanence"))
        .args(["check", "-", "--format", format, "--as-of", AS_OF, "--jobs", "4"])
        .args(["--stdin-filename", "extract.ndjson"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut stdin = tool.stdin.take().ok_or("no standard input")?;
    let stdout = tool.stdout.take().ok_or("no standard output")?;
    let mut header = String::new();
    let mut reader = BufReader::new(stdout);
    let mut cases = (0..).map(|case| line.replace("DOR-1001", &format!("DOR-{case}")));
    let mut next = || writeln!(stdin, "{}", cases.next().unwrap_or_default());
    next()?;
    next()?;
    reader.read_line(&mut header)?;
    drop(reader);
    // Standard input goes on for as long as somebody reads it.
    let begun = Instant::now();
    while next().is_ok() {
        assert!(begun.elapsed() < Duration::from_mins(1), "the run goes on with nobody to read it");
    }
    assert!(tool.wait()?.success());
    Ok(())
}
