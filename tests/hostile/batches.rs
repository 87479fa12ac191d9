//! What others were seen to do on large batches: each a test that this does not.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use permanence::report::{Format, Named};
use serde_json::Value;

use crate::case;
use crate::harness::{AS_OF, Outcome, check, scrubbed};
use crate::measured::Made;

/// How many files: together their paths are longer than any system lets a command line be, and they
/// are many times as many as may be open.
const FILES: usize = 750;

/// Runs with few open files allowed, and gives the exit code and what was told.
fn with_few_open_files(
    made: &Made,
    most: u32,
    arguments: &[&str],
) -> Outcome<(Option<i32>, String)> {
    let line = format!("ulimit -n {most}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &line]).arg(cargo_bin!("permanence")).args(arguments);
    scrubbed(command.current_dir(made.folder()).stdin(Stdio::null()));
    let ended = command.output()?;
    Ok((ended.status.code(), String::from_utf8(ended.stdout)? + &String::from_utf8(ended.stderr)?))
}

#[test]
fn neither_the_length_of_a_command_line_nor_open_files_limit_a_batch() -> Outcome {
    let made = Made::new()?;
    let deep = format!("{}/", "long-".repeat(40)).repeat(15);
    fs::create_dir_all(made.path(&deep))?;
    let mut list = String::new();
    for id in 0..FILES {
        let name = format!("{deep}{id}.yaml");
        fs::write(made.path(&name), case(id))?;
        writeln!(list, "{name}")?;
    }
    assert!(list.len() > 2 << 20, "only {} bytes of paths", list.len());
    fs::write(made.path("list.txt"), list)?;
    let told = format!("{FILES} cases");
    for (inputs, open) in [
        (&["."][..], &[256, 24][..]),
        (&["**/*.yaml"], &[256]),
        (&["--files-from", "list.txt"], &[256]),
    ] {
        for &most in open {
            let options = ["--as-of", AS_OF, "--select", "first-review", "--format", "table"];
            let arguments = [&["check"][..], inputs, &options].concat();
            let (code, said) = with_few_open_files(&made, most, &arguments)?;
            assert_eq!(code, Some(0), "{inputs:?}: {said}");
            assert!(said.contains(&told), "{inputs:?}: {said}");
        }
    }
    Ok(())
}

#[test]
fn an_unreadable_file_keeps_no_other_from_being_audited() -> Outcome {
    let made = Made::new()?;
    fs::write(made.path("a.yaml"), "format: [\n")?;
    fs::write(made.path("b.yaml"), case(1))?;
    fs::write(made.path("c.json"), b"\xff\xfe{\0")?;
    let line = serde_json::to_string(&serde_json::json!({
        "format": 1, "case_id": "DOR-2", "authority": "dorset",
        "child": {"date_of_birth": "2014-05-02"}, "care": {"started": "2026-01-29"},
    }))?;
    fs::write(made.path("d.ndjson"), format!("{{\"format\n{line}\n\u{0}\n"))?;
    fs::write(made.path("e.yaml"), format!("---\nformat: 1\n---\n{}", case(3)))?;
    fs::write(made.path("z.yaml"), case(4))?;
    for format in Format::ALL {
        let options = [".", "missing.yaml", "--format", format.name(), "--show", "all"];
        let ended = check(options).inside(made.folder()).end()?.code(2);
        // Figures alone name no case.
        if !matches!(format, Format::Table | Format::Github | Format::Gitlab | Format::Sarif) {
            for id in ["DOR-1", "DOR-2", "DOR-3", "DOR-4"] {
                assert!(ended.stdout.contains(id), "no {id} in: {}", ended.seen());
            }
        }
        for place in ["a.yaml", "c.json", "d.ndjson", "e.yaml", "missing.yaml"] {
            assert!(ended.stdout.contains(place), "no {place} in: {}", ended.seen());
        }
    }
    Ok(())
}

#[test]
fn nothing_audited_is_never_a_success() -> Outcome {
    let made = Made::new()?;
    fs::create_dir_all(made.path("empty/inside"))?;
    fs::create_dir(made.path("others"))?;
    fs::write(made.path("others/case.docx"), "PK\u{3}\u{4}")?;
    fs::write(made.path("others/.hidden.yaml"), case(1))?;
    fs::write(made.path("none.yaml"), "")?;
    fs::write(made.path("none.ndjson"), "\n\n")?;
    fs::write(made.path("list.txt"), "\n")?;
    fs::write(made.path("folders.txt"), "empty\n")?;
    let inputs = [
        &["empty"][..],
        &["others"],
        &["none.yaml"],
        &["none.ndjson"],
        &["nothing-*.yaml"],
        &["--files-from", "list.txt"],
        &["--files-from", "folders.txt"],
    ];
    for input in inputs {
        for format in Format::ALL {
            let options = ["--format", format.name(), "--fail-on", "never"];
            let ended = check(input.iter().copied()).and(options).inside(made.folder()).end()?;
            ended.code(2);
        }
        for command in ["due", "trend"] {
            let arguments = [&[command, "--as-of", AS_OF][..], input].concat();
            made.run(&arguments)?.code(2);
        }
    }
    Ok(())
}

/// Every finding of a large caseload is in every format that lists findings.
#[test]
fn no_format_loses_a_finding_of_a_batch() -> Outcome {
    let made = Made::new()?;
    let sample = ["sample", "--cases", "60", "--as-of", AS_OF, "--output", "cases"];
    made.run(&sample)?.code(0);
    let told = |format: &str| -> Outcome<String> {
        let options = ["cases", "--format", format, "--show", "all"];
        Ok(check(options).inside(made.folder()).end()?.code(1).stdout)
    };
    let json: Value = serde_json::from_str(&told("json")?)?;
    let mut findings = Vec::new();
    for audit in json["audits"].as_array().ok_or("no audits")? {
        for outcome in audit["outcomes"].as_array().ok_or("no outcomes")? {
            let found = outcome["findings"].as_array().ok_or("no findings")?;
            // What is not met says why, and what to do.
            let told = matches!(outcome["outcome"].as_str(), Some("not-met" | "waived"));
            assert_eq!(told, !found.is_empty(), "{outcome}");
            for finding in found {
                for said in ["message", "remedy", "fingerprint"] {
                    assert!(
                        finding[said].as_str().is_some_and(|text| !text.is_empty()),
                        "{finding}"
                    );
                }
                // What is waived no pipeline is told of.
                if outcome["outcome"] == "not-met" {
                    findings.push(finding["fingerprint"].to_string());
                }
            }
        }
    }
    assert!(findings.len() > 100, "only {} findings", findings.len());
    for format in ["ndjson", "sarif", "gitlab"] {
        let told = told(format)?;
        for fingerprint in &findings {
            assert!(told.contains(fingerprint.trim_matches('"')), "{format} lost {fingerprint}");
        }
    }
    let csv = told("csv")?;
    let not_met =
        csv.lines().filter(|line| line.contains(",not-met,") || line.contains(",not met,"));
    assert_eq!(not_met.count(), findings.len(), "{}", csv.lines().take(3).collect::<String>());
    Ok(())
}

#[test]
fn days_without_quotes_are_days_and_days_that_are_none_are_told() -> Outcome {
    let plain = case(1).replace("2026-01-29", "2026-02-30");
    for day in ["2026-02-30", "2026-13-01", "0000-00-00", "99999-01-01", "2026-1-1"] {
        let text = plain.replace("2026-02-30", day);
        for text in [
            text.clone(),
            text.replace(day, &format!("\"{day}\"")),
            format!("{text}---\n{}", case(2)),
        ] {
            let ended = check(["-", "--format", "json"]).stdin(text).end()?.code(2);
            ended.out("/care/started").never("panicked");
        }
    }
    let quoted =
        case(1).replace("2026-01-29", "\"2026-01-29\"").replace("2014-05-02", "'2014-05-02'");
    let seen = |text: String| -> Outcome<String> {
        Ok(check(["-", "--format", "table"]).stdin(text).end()?.code(0).stdout)
    };
    assert_eq!(seen(quoted)?, seen(case(1))?);
    Ok(())
}

/// A record with mistakes, as a log shows it: what is wrong, and nothing of what it says of a child.
#[test]
fn no_record_is_printed_into_a_log() -> Outcome {
    let secret = "Zed-Made-Up ran to her aunt in Nowhere-on-Sea";
    let views = vec![format!("{{\"date\": \"soon\", \"views\": \"{secret}\"}}"); 2_000].join(",");
    let record = format!(
        "{{\"format\": 1, \"case_id\": \"A\", \"child\": {{\"date_of_birth\": \"{secret}\"}}, \"wishes_and_feelings\": [{views}], \"{secret}\": 1, \"x\": \"{secret}\"}}"
    );
    for (text, name) in [
        (record.clone(), "a.json"),
        (record.clone(), "a.ndjson"),
        (record.clone(), "a.yaml"),
        (record[..record.len() - 1].to_owned(), "a.json"),
    ] {
        for format in Format::ALL {
            let options = ["-", "--stdin-filename", name, "--format", format.name()];
            let ended = check(options).env("CI", "true").stdin(text.as_str()).end()?.code(2);
            let length = ended.stdout.len() + ended.stderr.len();
            let own = matches!(format, Format::Html | Format::Xlsx | Format::Sarif);
            assert!(own || length < 20_000, "{length} bytes: {}", ended.seen());
            ended.never("Zed-Made-Up").never("Nowhere-on-Sea");
        }
    }
    Ok(())
}
