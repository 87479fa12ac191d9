//! Which files are read: folders, patterns, lists, standard input.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::{Ended, Outcome, check, fixtures};

/// A small case without a breach, under a case id.
fn case(id: &str) -> String {
    format!(
        "format: 1\ncase_id: {id}\nauthority: dorset\nchild: {{date_of_birth: 2014-05-02}}\ncare: {{started: 2026-01-29}}\n"
    )
}

fn case_json(id: &str) -> String {
    format!(
        r#"{{"format": 1, "case_id": "{id}", "authority": "dorset", "child": {{"date_of_birth": "2014-05-02"}}, "care": {{"started": "2026-01-29"}}}}"#
    )
}

/// Writes files, with the folders they are in.
fn write(folder: &Path, files: &[(&str, &str)]) -> Outcome {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// What a JSON report says of its cases: id, file, document and line.
fn cases(ended: &Ended) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let report = ended.json()?;
    let audits = report["audits"].as_array().cloned().unwrap_or_default();
    let told = |audit: &Value| {
        let source = &audit["source"];
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        format!(
            "{} {}#{}:{}",
            word(&audit["case_id"]),
            word(&source["path"]),
            source["document"],
            source["line"]
        )
    };
    Ok(audits.iter().map(told).collect())
}

#[test]
fn a_folder_is_read_with_all_its_folders_but_not_what_is_hidden() -> Outcome {
    let folder = tempfile::tempdir()?;
    write(
        folder.path(),
        &[
            ("a.yaml", &case("A")),
            ("team/b.YML", &case("B")),
            ("team/deeper/c.json", &case_json("C")),
            ("d.jsonl", &case_json("D")),
            ("notes.txt", "not a case file"),
            (".hidden.yaml", "["),
            (".git/e.yaml", "["),
        ],
    )?;
    let ended = check([".", "--format", "json"]).inside(folder.path()).end()?;
    let ended = ended.code(0);
    assert_eq!(
        cases(&ended)?,
        ["A a.yaml#1:1", "D d.jsonl#1:1", "B team/b.YML#1:1", "C team/deeper/c.json#1:1",]
    );
    ended.out("1 file was passed over");
    Ok(())
}

#[test]
fn a_pattern_is_expanded_by_the_tool_itself() -> Outcome {
    let ended = check(["cases/*/compliant.yaml", "--format", "json"]).end()?;
    let paths: Vec<String> = cases(&ended)?;
    assert_eq!(paths.len(), 2, "{paths:?}");
    check(["cases/none*.yaml"]).end()?.code(2).snapshot("no-match");
    check(["cases/[.yaml"]).end()?.code(2).snapshot("no-pattern");
    Ok(())
}

#[test]
fn a_path_spelt_twice_is_read_once() -> Outcome {
    let path = "cases/dorset/compliant.yaml";
    let dotted = format!("./{path}");
    let paths = [path, dotted.as_str(), "./cases/dorset/compliant.yaml", path];
    let ended = check(paths).and(["--format", "json"]).end()?.code(0);
    assert_eq!(cases(&ended)?.len(), 1);
    Ok(())
}

#[test]
fn standard_input_is_recognised_or_told_by_its_name() -> Outcome {
    let yaml = format!("{}---\n{}", case("A"), case("B"));
    let json = case_json("A");
    let lines = format!("{}\n\n{}\n", case_json("A"), case_json("B"));
    let inputs = [(yaml.as_str(), 2), (json.as_str(), 1), (lines.as_str(), 2), ("\u{feff}{}\n", 0)];
    for (text, count) in inputs {
        let ended = check(["-", "--format", "json"]).stdin(text).end()?;
        assert_eq!(cases(&ended)?.len(), count, "{text}");
        ended.out("standard input");
    }
    let named = ["-", "--format", "json", "--stdin-filename", "export.ndjson"];
    let ended = check(named).stdin(lines).end()?.code(0);
    assert_eq!(cases(&ended)?, ["A export.ndjson#1:1", "B export.ndjson#2:3"]);
    check(["-"]).stdin("").end()?.code(2).out("standard input: the file is empty");
    Ok(())
}

#[test]
fn a_mistake_in_standard_input_is_told_under_its_name() -> Outcome {
    let text = case("A").replace("2014-05-02", "2/5/2014");
    let ended = check(["-", "--stdin-filename", "pasted.yaml"]).stdin(text).end()?;
    ended.code(2).out("pasted.yaml:4:24").out("write 2014-05-02");
    Ok(())
}

#[test]
fn documents_of_one_file_are_cases_of_their_own() -> Outcome {
    let folder = tempfile::tempdir()?;
    let text = format!("{}---\n{}---\n{}", case("A"), case("B"), case("C"));
    write(folder.path(), &[("many.yaml", &text)])?;
    let ended = check(["many.yaml", "--format", "json"]).inside(folder.path()).end()?;
    assert_eq!(cases(&ended.code(0))?, ["A many.yaml#1:1", "B many.yaml#2:7", "C many.yaml#3:13"]);
    Ok(())
}

#[test]
fn the_others_go_on_when_one_cannot_be_read() -> Outcome {
    let paths = [
        "cases/dorset/compliant.yaml",
        "invalid/uk-date.yaml",
        "invalid/empty.yaml",
        "invalid/not-there.yaml",
        "cases/leicester/compliant.yaml",
    ];
    let ended = check(paths).and(["--select", "first-review"]).end()?.code(2);
    ended.snapshot("good-beside-bad");
    Ok(())
}

#[test]
fn a_missing_file_is_told() -> Outcome {
    check(["cases/not-there.yaml"]).end()?.code(2).snapshot("missing-file");
    Ok(())
}

#[test]
fn nothing_to_audit_is_no_success() -> Outcome {
    let folder = tempfile::tempdir()?;
    let empty = check(["."]).inside(folder.path()).end()?.code(2);
    empty.snapshot("empty-folder");
    write(folder.path(), &[("notes.txt", "no case")])?;
    let none = check(["."]).inside(folder.path()).end()?.code(2);
    none.snapshot("folder-without-case-files");
    check([".", "--format", "json"]).inside(folder.path()).end()?.code(2).json()?;
    Ok(())
}

#[test]
fn paths_can_come_from_a_list() -> Outcome {
    let folder = tempfile::tempdir()?;
    let list = "a.yaml\r\n\nb.yaml\n";
    write(folder.path(), &[("a.yaml", &case("A")), ("b.yaml", &case("B")), ("list.txt", list)])?;
    let from_file = ["--files-from", "list.txt", "--format", "json"];
    let ended = check(from_file).inside(folder.path()).end()?.code(0);
    assert_eq!(cases(&ended)?.len(), 2);
    let from_stdin = ["--files-from", "-", "--format", "json"];
    let ended = check(from_stdin).inside(folder.path()).stdin(list).end()?.code(0);
    assert_eq!(cases(&ended)?.len(), 2);
    let missing = check(["--files-from", "none.txt"]).inside(folder.path()).end()?;
    missing.code(2).snapshot("files-from-missing");
    let twice = check(["-", "--files-from", "-"]).inside(folder.path()).stdin(list).end()?;
    twice.code(2).snapshot("stdin-twice");
    let empty = check(["--files-from", "-"]).stdin("\n").end()?;
    empty.code(2).snapshot("files-from-empty");
    Ok(())
}

#[test]
fn the_same_bytes_twice_are_one_case_and_one_error() -> Outcome {
    let folder = tempfile::tempdir()?;
    let text = case("A");
    write(folder.path(), &[("a.yaml", &text), ("b.yaml", &text)])?;
    let ended = check([".", "--format", "json"]).inside(folder.path()).end()?;
    let ended = ended.code(2).out("already used at a.yaml:2");
    assert_eq!(cases(&ended)?, ["A a.yaml#1:1"]);
    let report = ended.json()?;
    assert_eq!(report["unreadable"][0]["path"], "b.yaml");
    assert_eq!(report["unreadable"][0]["errors"][0]["line"], 2);
    Ok(())
}

#[test]
fn an_id_used_by_a_case_that_is_refused_is_used_all_the_same() -> Outcome {
    let folder = tempfile::tempdir()?;
    let elsewhere = case("A").replace("dorset", "elsewhere");
    write(folder.path(), &[("a.yaml", &elsewhere), ("b.yaml", &case("A"))])?;
    let ended = check(["."]).inside(folder.path()).end()?.code(2);
    ended.out("no strategy is known").out("already used at a.yaml:2");
    Ok(())
}

#[test]
fn the_same_files_give_the_same_bytes() -> Outcome {
    let forwards = check(["cases/dorset", "cases/leicester"]).end()?;
    let backwards = check(["cases/leicester", "cases/dorset"]).end()?;
    assert_eq!(forwards.stdout, backwards.stdout);
    Ok(())
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::{Outcome, case, cases, check, fs, write};

    #[test]
    fn a_link_that_leads_back_is_told_and_the_others_go_on() -> Outcome {
        let folder = tempfile::tempdir()?;
        write(folder.path(), &[("team/a.yaml", &case("A"))])?;
        symlink("..", folder.path().join("team/back"))?;
        symlink("nowhere.yaml", folder.path().join("broken.yaml"))?;
        let ended = check([".", "--format", "json"]).inside(folder.path()).end()?;
        let ended = ended.code(2).out("leads back to a folder").out("broken.yaml");
        assert_eq!(cases(&ended)?, ["A team/a.yaml#1:1"]);
        let one = [".", "--select", "first-review"];
        let pretty = check(one).inside(folder.path()).end()?;
        pretty.snapshot("link-loop");
        Ok(())
    }

    #[test]
    fn a_file_that_may_not_be_read_is_told_and_the_others_go_on() -> Outcome {
        let folder = tempfile::tempdir()?;
        write(folder.path(), &[("a.yaml", &case("A")), ("b.yaml", &case("B"))])?;
        let locked = folder.path().join("b.yaml");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000))?;
        let readable_all_the_same = fs::File::open(&locked).is_ok();
        let ended = check([".", "--format", "json"]).inside(folder.path()).end()?;
        if readable_all_the_same {
            // Whoever runs the tests may read everything.
            assert_eq!(cases(&ended.code(0))?.len(), 2);
        } else {
            let ended = ended.code(2).out("may not be read by you");
            assert_eq!(cases(&ended)?, ["A a.yaml#1:1"]);
        }
        Ok(())
    }

    #[test]
    fn a_pattern_meets_no_file_twice_and_no_link_for_ever() -> Outcome {
        let folder = tempfile::tempdir()?;
        write(
            folder.path(),
            &[("team/a.yaml", &case("A")), ("team/in/b.yaml", &case("B")), ("c.txt", "no case")],
        )?;
        for link in ["team/back", "team/in/back", "team/in/again"] {
            symlink(folder.path(), folder.path().join(link))?;
        }
        let found =
            |pattern: &str| check([pattern, "--format", "json"]).inside(folder.path()).end();
        let deep = found("**/*.yaml")?.code(2).out("leads back to a folder");
        assert_eq!(cases(&deep)?, ["A team/a.yaml#1:1", "B team/in/b.yaml#1:1"]);
        let flat = found("team/*.yaml")?.code(0);
        assert_eq!(cases(&flat)?, ["A team/a.yaml#1:1"]);
        for all in ["te?m/**", "team/**", "**", "*"] {
            assert_eq!(cases(&found(all)?.code(2))?.len(), 2, "{all}");
        }
        let shallow = found("*.txt")?.code(2).out("this is not a case file");
        assert!(cases(&shallow)?.is_empty());
        let dotted = found("./team/../team/[a-c].yaml")?.code(0);
        assert_eq!(cases(&dotted)?.len(), 1);
        Ok(())
    }

    // Elsewhere file systems may have no such names.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_name_that_is_not_text_is_read_however_it_is_found() -> Outcome {
        use std::os::unix::ffi::OsStrExt as _;

        let folder = tempfile::tempdir()?;
        let name = std::ffi::OsStr::from_bytes(b"a\xff.yaml");
        fs::write(folder.path().join(name), case("A"))?;
        for path in [".", "*.yaml"] {
            let ended = check([path, "--format", "json"]).inside(folder.path()).end()?.code(0);
            assert_eq!(cases(&ended)?, ["A a\u{fffd}.yaml#1:1"]);
        }
        Ok(())
    }

    #[test]
    fn a_pipe_among_files_is_told_and_not_waited_for() -> Outcome {
        let folder = tempfile::tempdir()?;
        write(folder.path(), &[("a.yaml", &case("A"))])?;
        let pipe = folder.path().join("b.yaml");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status()?.success());
        for path in [".", "*.yaml"] {
            let ended = check([path, "--format", "json"]).inside(folder.path()).end()?.code(2);
            assert_eq!(cases(&ended.out("a pipe or a device"))?, ["A a.yaml#1:1"]);
        }
        Ok(())
    }

    #[test]
    fn a_file_that_never_ends_is_given_up() -> Outcome {
        let ended = check(["/dev/zero"]).end()?;
        ended.code(2).out("larger than 16 MiB");
        Ok(())
    }
}

#[test]
fn fixtures_are_where_the_tests_look_for_them() {
    assert!(fixtures().join("cases/dorset").is_dir());
}
