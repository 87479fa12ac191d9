//! CSV, workbooks and Markdown.

mod csv;
mod markdown;
mod pictures;
mod xlsx;

use std::error::Error;
use std::path::Path;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A case whose words would do something in a spreadsheet program, on a forge or in a terminal.
const HOSTILE: &str = r#"
{"format": 1, "case_id": "@everyone GH-1 <b>x</b>", "authority": "dorset",
 "team": "=cmd|' /C calc'!A0", "social_worker": "a`b|c\u202e\u0007\uffff",
 "child": {"date_of_birth": "2014-05-02"}, "care": {"started": "2025-01-06"}}
"#;

/// What `check` writes to standard output, run in the fixtures' folder as at one day.
pub(crate) fn written(arguments: &[&str], stdin: &str) -> Outcome<Vec<u8>> {
    let mut command = Command::new(cargo_bin!("permanence"));
    command.args(["check", "--as-of", "2026-01-31"]).args(arguments).env_clear();
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"));
    let output = command.write_stdin(stdin).output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!told.contains("panicked") && output.status.code().is_some(), "{told}");
    Ok(output.stdout)
}

/// The same, as text.
fn text(arguments: &[&str], stdin: &str) -> Outcome<String> {
    Ok(String::from_utf8(written(arguments, stdin)?)?)
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("../snapshots");
    settings.bind(|| insta::assert_snapshot!(name, text));
}
