//! Making up a caseload.

use std::fs;

use tempfile::TempDir;

use crate::harness::{AS_OF, Outcome, run};

#[test]
fn a_caseload_in_a_folder_can_be_checked() -> Outcome {
    let folder = TempDir::new()?;
    let sample = ["sample", "--cases", "24", "--as-of", AS_OF, "--output", "cases"];
    let made = run(sample).inside(folder.path()).end()?.code(0);
    assert_eq!((made.stdout.as_str(), made.stderr.as_str()), ("", ""));
    let names = fs::read_dir(folder.path().join("cases"))?;
    let mut names: Vec<_> =
        names.map(|entry| Ok(entry?.file_name())).collect::<std::io::Result<_>>()?;
    names.sort();
    assert_eq!(names.len(), 24);
    assert_eq!(names.first().and_then(|name| name.to_str()), Some("DOR-1001.yaml"));
    let check = run(["check", "cases", "--as-of", AS_OF, "--format", "table"]);
    check.inside(folder.path()).end()?.code(1).snapshot("sample-checked");
    Ok(())
}

#[test]
fn standard_output_a_file_and_a_folder_hold_the_same_cases() -> Outcome {
    let folder = TempDir::new()?;
    let sample = |more: &[&'static str]| {
        let args = ["sample", "--cases", "5", "--seed", "7", "--as-of", AS_OF];
        run(args).and(more.iter().copied()).inside(folder.path()).end()
    };
    let lines = sample(&[])?.code(0).stdout;
    assert_eq!(lines.lines().count(), 5);
    assert_eq!(sample(&["-o", "-"])?.stdout, lines);
    sample(&["-o", "cases.ndjson"])?.code(0);
    assert_eq!(fs::read_to_string(folder.path().join("cases.ndjson"))?, lines);
    sample(&["-o", "json", "--as", "json"])?.code(0);
    let first = fs::read_to_string(folder.path().join("json/DOR-1001.json"))?;
    let line = lines.lines().next().unwrap_or_default();
    let (first, line): (serde_json::Value, serde_json::Value) =
        (serde_json::from_str(&first)?, serde_json::from_str(line)?);
    assert_eq!(first, line);
    let documents = sample(&["--as", "yaml"])?.code(0).stdout;
    let check = run(["check", "-", "--as-of", AS_OF, "--quiet", "--fail-on", "never"]);
    check.stdin(documents).end()?.code(0);
    Ok(())
}

#[test]
fn each_council_has_cases_of_its_own() -> Outcome {
    let sample = ["sample", "--strategy", "leicester", "--cases", "3", "--as-of", AS_OF];
    let leicester = run(sample).end()?.code(0).out("\"authority\":\"leicester\"").out("LEI-1001");
    leicester.never("DOR-");
    let both = ["sample", "--strategy", "leicester,dorset", "--cases", "20", "--as-of", AS_OF];
    run(both).end()?.code(0).out("LEI-1001").out("\"authority\":\"dorset\"");
    Ok(())
}

#[test]
fn what_cannot_be_made_up_says_what_to_do() -> Outcome {
    let folder = TempDir::new()?;
    fs::write(folder.path().join("DOR-0001.yaml"), "format: 1\n")?;
    let refused = |more: &[&'static str]| {
        let args = ["sample", "--as-of", AS_OF].into_iter().chain(more.iter().copied());
        run(args).inside(folder.path()).end()
    };
    let told: Result<Vec<String>, _> = [
        &["-o", "."][..],
        &["--as", "json"],
        &["--cases", "0"],
        &["--cases", "2000000"],
        &["--teams", "0"],
        &["--strategy", "liecester"],
        &["--strategy", "statutory"],
        &["--cases", "many"],
    ]
    .into_iter()
    .map(|more| refused(more).map(|ended| ended.code(2).seen()))
    .collect();
    let told = told?;
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("sample-refused", told.join("\n"));
    });
    let kept = fs::read_dir(folder.path())?.count();
    assert_eq!(kept, 1, "nothing is written beside what was there");
    Ok(())
}
