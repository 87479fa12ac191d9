//! Where reports go.

use std::fs;

use crate::harness::{Outcome, check, fixtures};

const CASE: &str = "cases/dorset/one-option-only.yaml";

#[test]
fn several_reports_come_from_one_run() -> Outcome {
    let folder = tempfile::tempdir()?;
    let json = folder.path().join("report.json");
    let table = folder.path().join("figures.txt");
    let to = |format: &str, file: &std::path::Path| format!("{format}={}", file.display());
    let (to_json, to_table) = (to("json", &json), to("table", &table));
    let formats = ["--format", "pretty", "--format", &to_json, "--format", &to_table];
    let ended = check([CASE]).and(formats).end()?.code(1);
    assert_eq!(ended.stdout, check([CASE]).end()?.stdout);
    assert_eq!(fs::read_to_string(&json)?, check([CASE, "--format", "json"]).end()?.stdout);
    assert_eq!(fs::read_to_string(&table)?, check([CASE, "--format", "table"]).end()?.stdout);
    Ok(())
}

#[test]
fn a_file_that_is_there_is_replaced_whole() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("report.json");
    fs::write(&file, "x".repeat(1 << 20))?;
    let to_json = format!("json={}", file.display());
    check([CASE, "--format", &to_json]).end()?.code(1);
    serde_json::from_str::<serde_json::Value>(&fs::read_to_string(&file)?)?;
    let names: Vec<_> = fs::read_dir(folder.path())?.collect::<Result<_, _>>()?;
    assert_eq!(names.len(), 1, "{names:?}");
    Ok(())
}

#[test]
fn nothing_is_left_behind_where_a_report_cannot_be_written() -> Outcome {
    let folder = tempfile::tempdir()?;
    let options = ["--format", "json=none/report.json"];
    let case = fixtures().join(CASE);
    let ended = check(options).path(&case).inside(folder.path()).end()?;
    let ended = ended.code(2).err("none/report.json could not be written: there is no such folder");
    ended.err("check that the folder exists").never(".permanence-").never("os error");
    assert_eq!(fs::read_dir(folder.path())?.count(), 0);

    fs::create_dir(folder.path().join("report.json"))?;
    let options = ["--format", "json=report.json"];
    let ended = check(options).path(&case).inside(folder.path()).end()?.code(2);
    ended.err("report.json could not be written").never(".permanence-").never("os error");
    assert_eq!(fs::read_dir(folder.path())?.count(), 1);
    Ok(())
}

#[test]
fn two_reports_cannot_go_to_one_place() -> Outcome {
    let both = ["--format", "json", "--format", "table"];
    let ended = check([CASE]).and(both).end()?.code(2);
    assert_eq!(ended.stdout, "");
    ended.snapshot("two-formats-to-stdout");
    let file = ["--format", "json=a.json", "--format", "table=a.json"];
    check([CASE]).and(file).end()?.code(2).err("two reports would go to a.json");
    let file = ["--format", "json=a.json", "--format", "table=../fixtures/./a.json"];
    check([CASE]).and(file).end()?.code(2).err("two reports would go to ../fixtures/./a.json");
    Ok(())
}

#[test]
fn a_report_is_never_written_over_a_case_file() -> Outcome {
    let folder = tempfile::tempdir()?;
    let case = folder.path().join("case.json");
    let text = r#"{"format": 1, "case_id": "A", "authority": "dorset", "child": {"date_of_birth": "2014-05-02"}, "care": {"started": "2026-01-29"}}"#;
    fs::write(&case, text)?;
    let options = ["case.json", "--format", "json=case.json"];
    let ended = check(options).inside(folder.path()).end()?.code(2);
    ended.snapshot("report-over-case-file");
    assert_eq!(fs::read_to_string(&case)?, text);
    Ok(())
}

#[test]
fn a_report_is_never_written_over_a_strategy_or_a_list() -> Outcome {
    let folder = tempfile::tempdir()?;
    let own = permanence::strategy::to_yaml(
        &permanence::strategy::built_in("statutory").ok_or("no strategy")?.map_err(|_| "bad")?,
    )?;
    fs::write(folder.path().join("own.yaml"), &own)?;
    let list = fixtures().join(CASE).display().to_string();
    fs::write(folder.path().join("list.txt"), &list)?;
    for report in ["json=own.yaml", "json=list.txt"] {
        let options = ["--strategy", "own.yaml", "--files-from", "list.txt", "--format", report];
        check(options).inside(folder.path()).end()?.code(2).err("which this run reads");
    }
    assert_eq!(fs::read_to_string(folder.path().join("own.yaml"))?, own);
    assert_eq!(fs::read_to_string(folder.path().join("list.txt"))?, list);
    Ok(())
}

#[test]
fn a_report_is_never_written_over_a_strategy_that_another_extends() -> Outcome {
    let folder = tempfile::tempdir()?;
    let strategies = folder.path().join("strategies");
    fs::create_dir(&strategies)?;
    let own = permanence::strategy::to_yaml(
        &permanence::strategy::built_in("statutory").ok_or("no strategy")?.map_err(|_| "bad")?,
    )?;
    fs::write(strategies.join("parent.yaml"), own)?;
    let child = "format: 1\nname: made-up\nshort_title: Made Up\ntitle: A made-up strategy\nversion: \"1\"\nextends: ./parent.yaml\n";
    fs::write(strategies.join("child.yaml"), child)?;
    let config = "strategy = [\"strategies/child.yaml\"]\n";
    fs::write(folder.path().join("permanence.toml"), config)?;
    let case = fixtures().join(CASE);
    let before = fs::read_to_string(strategies.join("parent.yaml"))?;
    let over = |command: &str, format: &str| {
        format!("{command} --as-of 2026-01-31 --format {format}=strategies/parent.yaml")
    };
    for line in [over("check", "json"), over("due", "json"), over("trend", "csv")] {
        for chosen in [&["--no-config", "--strategy", "strategies/child.yaml"][..], &[]] {
            let run = crate::harness::run(line.split(' ')).and(chosen.iter().copied());
            let ended = run.path(&case).inside(folder.path()).end()?;
            ended.code(2).err("written over strategies/parent.yaml, which this run reads");
        }
    }
    assert_eq!(fs::read_to_string(strategies.join("parent.yaml"))?, before);
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_pipe_a_pipe() -> Outcome {
    use std::os::unix::fs::FileTypeExt as _;

    let folder = tempfile::tempdir()?;
    let [real, link, pipe] =
        ["real.json", "link.json", "pipe"].map(|name| folder.path().join(name));
    fs::write(&real, "before")?;
    std::os::unix::fs::symlink("real.json", &link)?;
    check([CASE, "--format", &format!("json={}", link.display())]).end()?.code(1);
    assert!(link.symlink_metadata()?.is_symlink());
    let report = fs::read_to_string(&real)?;
    assert!(report.contains("permanence-report/1"));

    assert!(std::process::Command::new("mkfifo").arg(&pipe).status()?.success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe)
    });
    check([CASE, "--format", &format!("json={}", pipe.display())]).end()?.code(1);
    assert!(pipe.symlink_metadata()?.file_type().is_fifo());
    assert_eq!(reader.join().map_err(|_| "the reader panicked")??, report);
    Ok(())
}
