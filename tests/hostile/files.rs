//! Files that are not what their names say, or not there any more.

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use assert_cmd::cargo::cargo_bin;

use crate::case;
use crate::harness::{AS_OF, Outcome, check, fixtures, scrubbed};
use crate::measured::Made;

fn pipe(path: &Path) -> Outcome {
    assert!(Command::new("mkfifo").arg(path).status()?.success());
    Ok(())
}

const CHECK: [&str; 5] = ["check", "--as-of", AS_OF, "--select", "first-review"];
const PIPE: &str = "this is a pipe or a device, not a file";

#[test]
fn a_pipe_that_nobody_fills_is_waited_for_nowhere() -> Outcome {
    let made = Made::new()?;
    fs::create_dir(made.path("cases"))?;
    fs::write(made.path("cases/a.yaml"), case(1))?;
    pipe(&made.path("cases/b.yaml"))?;
    symlink("b.yaml", made.path("cases/c.json"))?;
    let run = |more: &[&str]| made.run(&[&CHECK[..], more].concat());
    // Beside it, what can be audited is.
    run(&["cases"])?
        .code(2)
        .tells("cases/b.yaml: this is a pipe")
        .tells("cases/c.json: this is a pipe")
        .tells("DOR-1");
    run(&["cases/*"])?.code(2).tells(PIPE).tells("DOR-1");
    fs::write(made.path("list.txt"), "cases/b.yaml\ncases/a.yaml\n")?;
    run(&["--files-from", "list.txt"])?.code(2).tells(PIPE).tells("DOR-1");

    // A strategy that another names, or a config or a table does.
    let own = "format: 1\nname: own\nshort_title: Own\ntitle: Own\nversion: \"1\"\nextends: [./cases/b.yaml]\n";
    fs::write(made.path("own.yaml"), own)?;
    run(&["cases/a.yaml", "--strategy", "./own.yaml"])?.code(2).tells(PIPE);
    made.run(&["strategy", "check", "own.yaml"])?.code(2).tells(PIPE);
    made.run(&["strategy", "show", "./own.yaml"])?.code(2).tells(PIPE);
    made.run(&["strategy", "new", "--extends", "./own.yaml"])?.code(2).tells(PIPE);
    fs::write(made.path("own.toml"), "strategy = [\"cases/b.yaml\"]\n")?;
    run(&["cases/a.yaml", "--config", "own.toml"])?.code(2).tells(PIPE);
    pipe(&made.path("permanence.toml"))?;
    run(&["cases/a.yaml"])?.code(2).tells("permanence.toml").tells(PIPE);
    fs::write(
        made.path("expect.yaml"),
        "format: 1\nstrategy: ./cases/b.yaml\nas_of: 2026-01-31\ncases: {a.yaml: {}}\n",
    )?;
    made.run(&["strategy", "test", "."])?.code(2).tells(PIPE);
    fs::remove_file(made.path("expect.yaml"))?;
    pipe(&made.path("expect.yaml"))?;
    made.run(&["strategy", "test", "."])?.code(2).tells(PIPE);
    Ok(())
}

/// As `<(...)` is in a shell: whoever names a pipe fills it.
#[test]
fn a_pipe_that_is_named_is_read() -> Outcome {
    let made = Made::new()?;
    fs::write(made.path("a.yaml"), case(1))?;
    pipe(&made.path("pipe"))?;
    let statutory = permanence::strategy::to_yaml(
        &permanence::strategy::built_in("statutory").ok_or("no strategy")?.map_err(|_| "bad")?,
    )?;
    for (arguments, text) in [
        (&["pipe"][..], case(1)),
        (&["--files-from", "pipe"], "a.yaml\n".to_owned()),
        (&["a.yaml", "--config", "pipe"], "fail-on = \"never\"\n".to_owned()),
        (&["a.yaml", "--strategy", "./pipe"], statutory),
    ] {
        let path = made.path("pipe");
        let filling = std::thread::spawn(move || fs::write(path, text));
        made.run(&[&CHECK[..], arguments].concat())?.code(0).tells("DOR-1");
        filling.join().map_err(|_| "the pipe could not be filled")??;
    }
    Ok(())
}

#[test]
fn folders_with_the_names_of_files_are_told() -> Outcome {
    let made = Made::new()?;
    fs::create_dir(made.path("case.yaml"))?;
    fs::write(made.path("good.yaml"), case(1))?;
    made.run(&["check", "case.yaml"])?.code(2).tells("no case file was found");
    // In a folder it is one more folder to look into.
    made.run(&["check", ".", "--as-of", AS_OF])?.code(0).tells("DOR-1");
    for options in [
        ["--strategy", "./case.yaml"],
        ["--config", "case.yaml"],
        ["--baseline", "case.yaml"],
        ["--files-from", "."],
    ] {
        let run = made.run(&[&["check", "good.yaml"][..], &options].concat())?;
        run.code(2).tells("this is a folder, not a file");
    }
    made.run(&["compare", "case.yaml", "case.yaml"])?.code(2).tells("this is a folder, not a file");
    Ok(())
}

#[test]
fn links_that_lead_back_or_nowhere_are_told_and_the_rest_is_read() -> Outcome {
    let made = Made::new()?;
    fs::create_dir_all(made.path("cases/team"))?;
    fs::write(made.path("cases/team/good.yaml"), case(1))?;
    symlink("..", made.path("cases/team/back"))?;
    symlink("itself.yaml", made.path("cases/team/itself.yaml"))?;
    symlink("nowhere", made.path("cases/team/nothing.yaml"))?;
    let run = made.run(&["check", "cases", "--as-of", AS_OF])?.code(2).tells("DOR-1");
    let run = run.tells("cases/team/back: this link leads back to a folder that contains it");
    run.tells("cases/team/itself.yaml: ").tells("cases/team/nothing.yaml: there is no such file");
    Ok(())
}

/// Starts a run that has found its files, and waits for standard input before it reads them.
fn waiting(made: &Made, more: &[&str]) -> Outcome<Child> {
    let mut command = Command::new(cargo_bin!("permanence"));
    command.args(CHECK).args(["-", "cases", "--format", "json=report.json"]).args(more);
    scrubbed(command.current_dir(made.folder()));
    let child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    // Reports are begun once the files have been found.
    let begun = || {
        fs::read_dir(made.folder()).is_ok_and(|names| {
            names
                .flatten()
                .any(|name| name.file_name().to_string_lossy().starts_with(".permanence-"))
        })
    };
    while !begun() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    Ok(child)
}

#[test]
fn files_that_shrink_or_vanish_before_they_are_read_are_told() -> Outcome {
    let made = Made::new()?;
    fs::create_dir(made.path("cases"))?;
    let names = ["cut.json", "gone.yaml", "good.yaml", "now-a-folder.yaml"];
    for (id, name) in names.iter().enumerate() {
        fs::write(made.path("cases").join(name), case(id))?;
    }
    let mut child = waiting(&made, &[])?;
    fs::write(made.path("cases/cut.json"), r#"{"format": 1, "case_id": "DOR"#)?;
    fs::remove_file(made.path("cases/gone.yaml"))?;
    fs::remove_file(made.path("cases/now-a-folder.yaml"))?;
    fs::create_dir(made.path("cases/now-a-folder.yaml"))?;
    child.stdin.take().ok_or("no standard input")?.write_all(case(9).as_bytes())?;
    let Output { status, .. } = child.wait_with_output()?;
    assert_eq!(status.code(), Some(2));
    let report: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(made.path("report.json"))?)?;
    let audited = report["audits"].as_array().ok_or("no audits")?;
    let ids: Vec<_> = audited.iter().filter_map(|audit| audit["case_id"].as_str()).collect();
    assert_eq!(ids, ["DOR-9", "DOR-2"]);
    let told = report["unreadable"].to_string();
    for text in ["quote", "there is no such file", "this is a folder, not a file"] {
        assert!(told.contains(text), "no {text:?} in {told}");
    }
    Ok(())
}

/// While others write a file, what is read of it is whole or told: never is a run ended by it.
#[test]
fn a_file_that_changes_all_the_time_ends_no_run() -> Outcome {
    let made = Made::new()?;
    let text = fs::read_to_string(fixtures().join("cases/dorset/compliant.yaml"))?;
    fs::write(made.path("case.yaml"), &text)?;
    let path = made.path("case.yaml");
    let done = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let changing = std::thread::spawn({
        let done = done.clone();
        move || -> std::io::Result<()> {
            for length in (0..text.len()).step_by(97).cycle() {
                if done.load(std::sync::atomic::Ordering::Relaxed) {
                    break;
                }
                let mut file = File::options().write(true).open(&path)?;
                file.write_all(text.as_bytes())?;
                file.set_len(length as u64)?;
            }
            Ok(())
        }
    });
    for _ in 0..20 {
        let ended = check(["."]).inside(made.folder()).end()?;
        assert!(matches!(ended.code, Some(0..=2)), "{}", ended.seen());
        ended.never("panicked");
    }
    done.store(true, std::sync::atomic::Ordering::Relaxed);
    changing.join().map_err(|_| "the file could not be changed")??;
    Ok(())
}

/// Someone who is not the owner of the files, nor allowed everything as root is.
fn as_somebody(made: &Made, arguments: &[&str]) -> Outcome<Output> {
    // Where the tool was built may be closed to others.
    let tool = made.path("permanence");
    if !tool.exists() {
        fs::copy(cargo_bin!("permanence"), &tool)?;
        fs::set_permissions(made.folder(), fs::Permissions::from_mode(0o755))?;
    }
    let mut command = Command::new(tool);
    scrubbed(command.args(arguments).current_dir(made.folder()).stdin(Stdio::null()));
    if made.folder().metadata()?.uid() == 0 {
        command.uid(65_534).gid(65_534);
    }
    Ok(command.output()?)
}

#[test]
fn what_may_not_be_read_or_written_is_told_and_the_rest_is_read() -> Outcome {
    let made = Made::new()?;
    fs::create_dir_all(made.path("cases/closed"))?;
    for (id, name) in
        ["cases/closed/a.yaml", "cases/good.yaml", "cases/secret.yaml"].iter().enumerate()
    {
        fs::write(made.path(name), case(id))?;
    }
    fs::write(made.path("report.json"), "the earlier report")?;
    for closed in ["cases/closed", "cases/secret.yaml", "report.json"] {
        fs::set_permissions(made.path(closed), fs::Permissions::from_mode(0o000))?;
    }
    let Output { status, stdout, stderr } =
        as_somebody(&made, &["check", "cases", "--as-of", AS_OF])?;
    let told = String::from_utf8(stdout)? + &String::from_utf8(stderr)?;
    assert_eq!(status.code(), Some(2), "{told}");
    for text in [
        "DOR-1",
        "cases/closed: this file may not be read by you",
        "cases/secret.yaml: this file may not be read by you",
    ] {
        assert!(told.contains(text), "no {text:?} in {told}");
    }
    for options in [
        ["--strategy", "./cases/secret.yaml"],
        ["--config", "cases/secret.yaml"],
        ["--baseline", "cases/secret.yaml"],
        ["--files-from", "report.json"],
    ] {
        let mut line = vec!["check", "cases/good.yaml"];
        line.extend(options);
        let ended = as_somebody(&made, &line)?;
        assert_eq!(ended.status.code(), Some(2), "{options:?}");
    }
    // The folder is not theirs, so nothing can be put in it.
    fs::set_permissions(made.folder(), fs::Permissions::from_mode(0o555))?;
    let ended = as_somebody(&made, &["check", "cases/good.yaml", "--format", "json=report.json"])?;
    fs::set_permissions(made.folder(), fs::Permissions::from_mode(0o755))?;
    let told = String::from_utf8(ended.stderr)?;
    assert_eq!(ended.status.code(), Some(2), "{told}");
    assert!(told.contains("report.json could not be written: this is not allowed"), "{told}");
    for closed in ["cases/closed", "cases/secret.yaml", "report.json"] {
        fs::set_permissions(made.path(closed), fs::Permissions::from_mode(0o755))?;
    }
    assert_eq!(fs::read_to_string(made.path("report.json"))?, "the earlier report");
    Ok(())
}

#[test]
fn a_full_disk_is_told_and_takes_nothing_away() -> Outcome {
    let made = Made::new()?;
    fs::write(made.path("case.yaml"), case(1))?;
    let commands = [
        ("check", &["json", "ndjson", "html", "xlsx", "csv"][..]),
        ("due", &["csv", "ics"]),
        ("trend", &["json"]),
    ];
    for (command, formats) in commands {
        for format in formats {
            let to = format!("{format}=/dev/full");
            let run = made.run(&[command, "case.yaml", "--as-of", AS_OF, "--format", &to])?;
            run.code(2)
                .tells("/dev/full could not be written: the disk is full")
                .tells("make room");
        }
    }
    let sample = made.run(&["sample", "--cases", "9", "--output", "folder"])?;
    sample.code(0);
    // Standard output, too.
    let full = File::options().write(true).open("/dev/full")?;
    let mut command = Command::new(cargo_bin!("permanence"));
    command.args(["check", "case.yaml", "--format", "json"]).current_dir(made.folder());
    let ended = command.stdin(Stdio::null()).stdout(full).stderr(Stdio::piped()).output()?;
    assert_eq!(ended.status.code(), Some(2));
    assert!(
        String::from_utf8(ended.stderr)?
            .contains("standard output could not be written: the disk is full")
    );

    // A disk that is full before a file is whole: the file may have 8 KiB, and no signal ends the run.
    fs::write(made.path("report.json"), "the earlier report")?;
    let limited = "ulimit -f 8; trap '' XFSZ; exec \"$0\" \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", limited]).arg(cargo_bin!("permanence"));
    command.args(["check", "folder", "--as-of", AS_OF, "--format", "json=report.json"]);
    let ended = command.current_dir(made.folder()).output()?;
    let told = String::from_utf8(ended.stderr)?;
    assert_eq!(ended.status.code(), Some(2), "{told}");
    assert!(told.contains("report.json could not be written"), "{told}");
    assert_eq!(fs::read_to_string(made.path("report.json"))?, "the earlier report");
    for entry in fs::read_dir(made.folder())? {
        let name = entry?.file_name();
        assert!(!name.to_string_lossy().starts_with('.'), "{} is left", name.display());
    }
    Ok(())
}
