//! What a run remembers of each case, in bytes: the memory of a run over many cases, less that of one
//! over few.
//!
//! The system counts to a process the memory of whatever started it, so these tests stand by
//! themselves, and hold no file in memory.
#![cfg(unix)]

#[allow(dead_code, reason = "the command line's tests use the rest")]
#[path = "cli/harness.rs"]
mod harness;
#[allow(dead_code, reason = "the tests of hostile files use the rest")]
#[path = "hostile/measured.rs"]
mod measured;

use std::fs::File;
use std::io::{BufWriter, Write};

use harness::{AS_OF, Outcome};
use measured::Made;

/// A case file of few words. Every third names a brother or sister, as in a caseload.
fn tiny(number: usize) -> String {
    let siblings = match number % 3 {
        0 => format!(r#", "siblings": [{{"case_id": "C-{}"}}]"#, number + 1),
        _ => String::new(),
    };
    format!(
        r#"{{"format": 1, "case_id": "C-{number}", "authority": "dorset", "child": {{"date_of_birth": "2014-05-02"}}, "care": {{"started": "2025-01-06"}}{siblings}}}"#
    )
}

/// A document of the length of a case file that is none.
fn refused(number: usize) -> String {
    let filling = "x".repeat(8 << 10);
    format!(r#"{{"format": 9, "case_id": "R-{number}", "x_filling": "{filling}"}}"#)
}

/// Makes a file of so many documents, one a line.
fn lines(made: &Made, name: &str, documents: usize, text: fn(usize) -> String) -> Outcome {
    let mut out = BufWriter::new(File::create(made.path(name))?);
    (0..documents).try_for_each(|number| writeln!(out, "{}", text(number)))?;
    Ok(out.flush()?)
}

/// Makes a folder of so many files.
fn files(made: &Made, name: &str, documents: usize) -> Outcome {
    std::fs::create_dir(made.path(name))?;
    for number in 0..documents {
        std::fs::write(made.path(name).join(format!("C-{number}.json")), tiny(number))?;
    }
    Ok(())
}

/// The bytes that each document more takes, when these are audited with these options, one at a time:
/// what else several have in flight together is bounded, and changes with what the machine does.
fn bytes_each(made: &Made, [few, many]: [(&str, usize); 2], options: &[&str]) -> Outcome<u64> {
    let memory = |name: &str| {
        let check = ["check", name, "--as-of", AS_OF, "--no-config", "--jobs", "1"];
        let run = made.run(&[&check[..], options].concat())?;
        Ok::<u64, Box<dyn std::error::Error>>(run.memory())
    };
    let more = memory(many.0)?.saturating_sub(memory(few.0)?);
    let each = more / (many.1 - few.1) as u64;
    if std::env::var_os("SHOW_COSTS").is_some() {
        println!("{} {}: {each} bytes a document", many.0, options.join(" "));
    }
    Ok(each)
}

/// Of a case it takes its key, where it was read, how it stands, and what its file says of siblings.
#[test]
fn a_streamed_report_remembers_little_of_a_case() -> Outcome {
    let made = Made::new()?;
    lines(&made, "few.ndjson", 2_000, tiny)?;
    lines(&made, "many.ndjson", 20_000, tiny)?;
    files(&made, "few", 2_000)?;
    files(&made, "many", 20_000)?;
    for format in ["ndjson=out", "table=out", "pretty=out"] {
        let options = ["--select", "sibling-files-agree", "--format", format, "--quiet"];
        for (few, many) in [("few.ndjson", "many.ndjson"), ("few", "many")] {
            let each = bytes_each(&made, [(few, 2_000), (many, 20_000)], &options)?;
            assert!(each < 280, "{format} of {many} takes {each} bytes a case");
        }
    }
    Ok(())
}

/// What the other reports tell of all cases before the first, or in another order, they have to keep.
#[test]
fn a_report_that_is_written_at_the_end_keeps_kilobytes_of_a_case() -> Outcome {
    let made = Made::new()?;
    let among = [("few.ndjson", 200), ("many.ndjson", 1_000)];
    for (name, cases) in among {
        let cases = cases.to_string();
        made.run(&["sample", "--cases", &cases, "--as-of", AS_OF, "--as", "ndjson", "-o", name])?;
    }
    for format in ["json", "sarif", "html", "junit", "markdown"] {
        let file = format!("{format}=out");
        let options = ["--format", &file, "--quiet", "--show", "all", "--fail-on", "never"];
        let each = bytes_each(&made, among, &options)?;
        assert!(each < 6 << 10, "{format} takes {each} bytes a case");
    }
    Ok(())
}

/// What could not be audited is told by the lines around each problem, and nothing else is kept.
#[test]
fn the_texts_of_what_could_not_be_audited_are_not_kept() -> Outcome {
    let made = Made::new()?;
    lines(&made, "few.ndjson", 200, refused)?;
    lines(&made, "many.ndjson", 2_000, refused)?;
    let among = [("few.ndjson", 200), ("many.ndjson", 2_000)];
    for (format, most) in [("ndjson", 1 << 10), ("json", 2 << 10), ("pretty", 4 << 10)] {
        let each = bytes_each(&made, among, &["--format", format])?;
        assert!(each < most, "{format} takes {each} bytes a document");
    }
    Ok(())
}
