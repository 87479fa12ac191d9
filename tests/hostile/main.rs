//! Inputs made to bring the tool down: each is told in a sentence, and soon.

#[allow(dead_code, reason = "the command line's tests use the rest")]
#[path = "../cli/harness.rs"]
mod harness;

#[cfg(unix)]
mod batches;
#[cfg(unix)]
mod files;
#[cfg(unix)]
mod interrupted;
#[cfg(unix)]
#[allow(dead_code, reason = "the tests of budgets use the rest")]
mod measured;

use std::time::{Duration, Instant};

use harness::{Ended, Outcome, Run, check, fixtures};

/// Far more than any of these takes, even on a slow machine without optimisation.
const SOON: Duration = Duration::from_secs(10);

/// Runs to the end, which must come soon.
fn soon(run: Run) -> Result<Ended, Box<dyn std::error::Error>> {
    let started = Instant::now();
    let ended = run.end()?;
    assert!(started.elapsed() < SOON, "it took {:?}", started.elapsed());
    Ok(ended)
}

/// A small case without a breach, under a case id.
fn case(id: usize) -> String {
    format!(
        "format: 1\ncase_id: DOR-{id}\nauthority: dorset\nchild: {{date_of_birth: 2014-05-02}}\ncare: {{started: 2026-01-29}}\n"
    )
}

#[test]
fn every_small_hostile_file_is_refused_for_what_it_is() -> Outcome {
    let files = [
        ("alias-bomb.yaml", "expected text, found a list"),
        ("deep-block.yaml", "nested more than 64 levels deep"),
        ("deep-flow.yaml", "nested more than 64 levels deep"),
        ("deep.json", "nested more than 64 levels deep"),
        ("half-a-character.json", "not a whole character"),
        ("lone-byte-order-mark.yaml", "the file is empty"),
        ("long-number.json", "found a long number"),
        ("long-number.yaml", "leading zero"),
        ("merge-of-itself.yaml", "a value that it is part of"),
        ("utf-32.json", "UTF-32"),
    ];
    assert_eq!(std::fs::read_dir(fixtures().join("hostile"))?.count(), files.len());
    for (name, told) in files {
        let path = format!("hostile/{name}");
        let ended = soon(check([path.as_str(), "--format", "json"]))?.code(2).out(told);
        ended.json()?;
        ended.never("7700900123");
        soon(check([path.as_str()]))?.code(2).out(told);
    }
    Ok(())
}
