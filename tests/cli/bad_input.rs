//! Every made-up mistake in `fixtures/invalid/`: what a person sees of it.
//!
//! A new mistake is a new file there; its snapshot is named after it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::harness::{Outcome, check, fixtures, run};

/// The names in a folder under `fixtures/`, in order.
fn names_in(folder: &str) -> std::io::Result<BTreeSet<String>> {
    std::fs::read_dir(fixtures().join(folder))?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect()
}

fn stem(name: &str) -> String {
    name.replace('.', "-")
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_write() -> Outcome {
    let mut names = names_in("invalid")?;
    assert!(names.remove("strategies"), "the strategies have a test of their own");
    assert!(names.len() >= 45, "only {} mistakes were tried", names.len());
    for name in names {
        // One requirement is enough to see that what is right beside it is still audited.
        let path = format!("invalid/{name}");
        let ended = check([path.as_str(), "--select", "first-review"]).end()?.code(2);
        ended.snapshot(&format!("invalid-{}", stem(&name)));
    }
    Ok(())
}

#[test]
fn every_mistake_of_a_strategy_file_is_told() -> Outcome {
    let names = names_in("invalid/strategies")?;
    assert!(names.len() >= 10, "only {} mistakes were tried", names.len());
    for name in names {
        let file = format!("invalid/strategies/{name}");
        let ended = check(["rules/base.yaml", "--strategy", &file]).end()?.code(2);
        ended.snapshot(&format!("invalid-strategy-{}", stem(&name)));
        // Checked by itself, it is told the same.
        let alone = run(["strategy", "check", &file]).end()?.code(2);
        let (mistakes, _) = ended.stderr.split_once("error: the strategy file").unwrap_or_default();
        assert!(!mistakes.is_empty() && alone.stdout.starts_with(mistakes), "{}", alone.seen());
    }
    Ok(())
}

/// A mistake that was put right leaves no snapshot behind.
#[test]
fn every_snapshot_of_a_mistake_has_its_fixture() -> Outcome {
    let mut expected = BTreeSet::new();
    for name in names_in("invalid")? {
        expected.insert(format!("invalid-{}.snap", stem(&name)));
    }
    for name in names_in("invalid/strategies")? {
        expected.insert(format!("invalid-strategy-{}.snap", stem(&name)));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/snapshots");
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let stray = name.starts_with("invalid-") && !expected.contains(&name);
        assert!(!stray, "{name} belongs to no fixture");
    }
    Ok(())
}

#[test]
fn line_ends_and_a_byte_order_mark_move_no_place() -> Outcome {
    let text = "format: 1\ncase_id: A\nauthority: dorset\nchild:\n  date_of_birth: 2/5/2014\ncare: {started: 2025-01-06}\n";
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let plain = check(["-"]).stdin(text).end()?.code(2).out("standard input:5:18");
    let marked = check(["-"]).stdin(windows).end()?.code(2);
    assert_eq!(plain.stdout, marked.stdout);
    Ok(())
}

#[test]
fn a_hopeless_file_is_told_in_25_mistakes() -> Outcome {
    let mut text = "format: 1\ncase_id: A\nchild: {date_of_birth: 2014-05-02}\ncare: {started: 2025-01-06}\nreviews:\n".to_owned();
    text.extend(std::iter::repeat_n("  - {date: soon, plan_considered: yes}\n", 200));
    let ended = check(["-", "--format", "json"]).stdin(text).end()?.code(2);
    let report = ended.json()?;
    let errors = report["unreadable"][0]["errors"].as_array().cloned();
    assert_eq!(errors.unwrap_or_default().len(), 26);
    ended.out("there are more problems in this document");
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_strategy_or_a_list_that_never_ends_is_given_up() -> Outcome {
    let path = "cases/dorset/compliant.yaml";
    for options in [["--strategy", "/dev/zero"], ["--files-from", "/dev/zero"]] {
        check([path]).and(options).end()?.code(2).err("larger than 16 MiB");
    }
    Ok(())
}

#[test]
fn a_strategy_that_asks_nothing_audits_nothing() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("own.yaml");
    std::fs::write(
        &file,
        "format: 1\nname: own\nshort_title: Own\ntitle: Own\nversion: \"1\"\nclauses: []\nrequirements: []\n",
    )?;
    let ended = check(["cases/dorset/compliant.yaml", "--strategy"]).path(&file).end()?;
    ended.code(2).err("nothing would be audited");
    Ok(())
}

#[test]
fn a_list_of_paths_may_start_with_a_byte_order_mark() -> Outcome {
    let folder = tempfile::tempdir()?;
    let list = folder.path().join("list.txt");
    std::fs::write(&list, "\u{feff}cases/dorset/compliant.yaml\r\n")?;
    check(["--files-from"]).path(&list).end()?.code(0);
    std::fs::write(&list, "a.yaml\0b.yaml\0")?;
    check(["--files-from"]).path(&list).end()?.code(2).err("NUL");
    Ok(())
}
