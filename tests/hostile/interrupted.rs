//! Runs that are ended before their time.

use std::fs;
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use assert_cmd::cargo::cargo_bin;

use crate::harness::{AS_OF, Outcome, scrubbed};
use crate::measured::Made;

const EARLIER: &str = "the earlier report";
const INTERRUPT: i32 = 2;
const KILL: i32 = 9;
const TERMINATE: i32 = 15;
const HANG_UP: i32 = 1;

/// A folder with a caseload, and earlier reports beside it.
fn caseload(cases: &str) -> Outcome<Made> {
    let made = Made::new()?;
    let sample = ["sample", "--cases", cases, "--as-of", AS_OF, "--output", "cases.ndjson"];
    made.run(&sample)?.code(0);
    fs::create_dir(made.path("reports"))?;
    earlier(&made)?;
    Ok(made)
}

fn earlier(made: &Made) -> Outcome {
    for report in ["json", "ndjson"] {
        fs::write(made.path("reports").join(format!("report.{report}")), EARLIER)?;
    }
    Ok(())
}

/// The tool, to write two reports of what it is given.
fn tool(made: &Made, input: &str) -> Command {
    let mut command = Command::new(cargo_bin!("permanence"));
    command.args(["check", input, "--as-of", AS_OF, "--stdin-filename", "cases.ndjson", "--quiet"]);
    command.args([
        "--format",
        "json=reports/report.json",
        "--format",
        "ndjson=reports/report.ndjson",
    ]);
    scrubbed(command.current_dir(made.folder()));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn send(signal: i32, child: &Child) -> Outcome {
    let line = format!("kill -{signal} {}", child.id());
    // One that has ended already is no failure.
    Command::new("sh").args(["-c", &line]).stderr(Stdio::null()).status()?;
    Ok(())
}

/// The files that are being written, or that were left.
fn unfinished(folder: &Path) -> Outcome<usize> {
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        count += usize::from(entry?.file_name().to_string_lossy().starts_with(".permanence-"));
    }
    Ok(count)
}

/// Starts a run, gives it half of its cases, and waits until it writes both reports.
fn half_done(made: &Made, command: &mut Command) -> Outcome<Child> {
    let mut child = command.stdin(Stdio::piped()).spawn()?;
    let text = fs::read(made.path("cases.ndjson"))?;
    let half = text.get(..text.len() / 2).unwrap_or_default();
    child.stdin.as_mut().ok_or("no standard input")?.write_all(half)?;
    while unfinished(&made.path("reports"))? < 2 {
        sleep(Duration::from_millis(2));
    }
    Ok(child)
}

#[test]
fn an_interrupted_run_leaves_everything_as_it_was() -> Outcome {
    let made = caseload("40")?;
    for signal in [INTERRUPT, TERMINATE, HANG_UP] {
        let mut child = half_done(&made, &mut tool(&made, "-"))?;
        send(signal, &child)?;
        let status = child.wait()?;
        // As a shell expects: it tells 128 and the signal's number.
        assert_eq!(status.signal(), Some(signal), "{status}");
        for report in ["reports/report.json", "reports/report.ndjson"] {
            assert_eq!(fs::read_to_string(made.path(report))?, EARLIER);
        }
        assert_eq!(fs::read_dir(made.path("reports"))?.count(), 2);
    }
    Ok(())
}

#[test]
fn a_run_that_is_to_ignore_a_signal_ignores_it() -> Outcome {
    let made = caseload("4")?;
    let mut shell = Command::new("sh");
    let line = "trap '' HUP; exec \"$0\" check - --stdin-filename cases.ndjson --fail-on never --as-of 2026-01-31 --format json=reports/report.json --format ndjson=reports/report.ndjson";
    shell.args(["-c", line]).arg(cargo_bin!("permanence"));
    scrubbed(shell.current_dir(made.folder()).stdout(Stdio::null()).stderr(Stdio::null()));
    let mut child = shell.stdin(Stdio::piped()).spawn()?;
    while unfinished(&made.path("reports"))? < 2 {
        sleep(Duration::from_millis(2));
    }
    send(HANG_UP, &child)?;
    sleep(Duration::from_millis(50));
    let text = fs::read(made.path("cases.ndjson"))?;
    child.stdin.take().ok_or("no standard input")?.write_all(&text)?;
    assert_eq!(child.wait()?.code(), Some(0));
    assert_ne!(fs::read_to_string(made.path("reports/report.json"))?, EARLIER);
    Ok(())
}

/// What one run at random came to.
fn at_a_moment(made: &Made, signal: i32, moment: Duration) -> Outcome<ExitStatus> {
    let mut child = tool(made, "cases.ndjson").spawn()?;
    sleep(moment);
    send(signal, &child)?;
    Ok(child.wait()?)
}

/// Moments that lie anywhere in a run, and are the same every time.
fn moments(whole: Duration, count: u32) -> impl Iterator<Item = Duration> {
    let mut state = 0x2545_f491_u32;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        whole * (state % 1_000) / 900
    })
    .take(count as usize)
}

#[test]
fn no_moment_leaves_half_a_report_or_loses_an_earlier_one() -> Outcome {
    let made = caseload("120")?;
    let started = Instant::now();
    let code = tool(&made, "cases.ndjson").status()?.code();
    let whole = started.elapsed();
    assert_eq!(code, Some(1));
    let new: Vec<String> = ["json", "ndjson"]
        .iter()
        .map(|format| fs::read_to_string(made.path("reports").join(format!("report.{format}"))))
        .collect::<Result<_, _>>()?;

    for signal in [INTERRUPT, TERMINATE, KILL] {
        let mut ended_early = 0;
        for moment in moments(whole, 8) {
            earlier(&made)?;
            let status = at_a_moment(&made, signal, moment)?;
            assert!(status.code() == Some(1) || status.signal() == Some(signal), "{status}");
            ended_early += usize::from(status.signal().is_some());
            for (format, new) in ["json", "ndjson"].iter().zip(&new) {
                let report =
                    fs::read_to_string(made.path("reports").join(format!("report.{format}")))?;
                assert!(
                    report == EARLIER || report == *new,
                    "half a {format} report at {moment:?}"
                );
            }
            assert!(
                signal == KILL || unfinished(&made.path("reports"))? == 0,
                "left at {moment:?}"
            );
        }
        assert!(ended_early > 0, "no run was ended by {signal}");
    }
    Ok(())
}

#[test]
fn what_a_killed_run_leaves_confuses_no_other() -> Outcome {
    let made = caseload("4")?;
    let mut child = half_done(&made, &mut tool(&made, "-"))?;
    child.kill()?;
    assert_eq!(child.wait()?.signal(), Some(KILL));
    let left = unfinished(&made.path("reports"))?;
    assert_eq!(left, 2, "nothing was left: the test tries nothing");
    for report in ["reports/report.json", "reports/report.ndjson"] {
        assert_eq!(fs::read_to_string(made.path(report))?, EARLIER);
        fs::remove_file(made.path(report))?;
    }
    fs::copy(made.path("cases.ndjson"), made.path("reports/cases.ndjson"))?;
    // Neither a folder nor a pattern takes what was left for a case file.
    for input in ["reports", "reports/*", "reports/**"] {
        let ended = made.run(&[
            "check",
            input,
            "--as-of",
            AS_OF,
            "--fail-on",
            "never",
            "--format",
            "table",
        ])?;
        ended.code(0).tells("4 cases");
    }
    // And the same reports can be written again.
    let again = tool(&made, "cases.ndjson").status()?.code();
    assert!(matches!(again, Some(0 | 1)), "{again:?}");
    serde_json::from_str::<serde_json::Value>(&fs::read_to_string(
        made.path("reports/report.json"),
    )?)?;
    assert_eq!(unfinished(&made.path("reports"))?, left);
    Ok(())
}
