//! The README's pictures of the workbook. `UPDATE_PICTURES=1 cargo test --test formats pictures` takes
//! them anew: `LibreOffice` lays the sheets out as on paper, and poppler draws the pages.

use std::path::{Path, PathBuf};
use std::process::Command;

use assert_cmd::cargo::cargo_bin;

use super::Outcome;

/// A picture that takes a README longer to load than this is too large.
const MOST_BYTES: u64 = 200_000;

/// A sheet, its picture, dots to an inch, and the part of its first page that is shown, from the left
/// and the top: x, y, width and height in dots.
const PICTURES: [(&str, &str, u32, [u32; 4]); 3] = [
    ("Summary", "xlsx-summary.png", 110, [30, 30, 1110, 820]),
    ("Findings", "xlsx-findings.png", 140, [40, 50, 1500, 470]),
    ("Requirements by team", "xlsx-teams.png", 100, [30, 40, 1100, 410]),
];

/// Runs a program that takes pictures; says what to install when it is not there.
fn run(program: &str, arguments: &[&str], folder: &Path) -> Outcome<String> {
    let missing = |error| {
        format!(
            "{program} does not start ({error}): pictures of the workbook need LibreOffice and poppler (on Debian: apt-get install libreoffice-calc poppler-utils)"
        )
    };
    let output =
        Command::new(program).args(arguments).current_dir(folder).output().map_err(missing)?;
    if !output.status.success() {
        return Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Lays out the workbook of 600 made-up cases; comes back with the text of its pages.
fn lay_out(folder: &Path) -> Outcome<Vec<String>> {
    let ours = cargo_bin!("permanence");
    let ours = ours.to_str().ok_or("a path that is no text")?;
    let as_of = ["--as-of", "2026-01-31"];
    let sample = ["sample", "--cases", "600", "--seed", "1", "--output", "cases.ndjson"];
    run(ours, &[&sample[..], &as_of].concat(), folder)?;
    let check = ["check", "cases.ndjson", "--format", "xlsx=audit.xlsx", "--fail-on", "never"];
    run(ours, &[&check[..], &as_of].concat(), folder)?;
    // A profile of its own: LibreOffice starts once for each.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    run("soffice", &["--headless", &profile, "--convert-to", "pdf", "audit.xlsx"], folder)?;
    let text = run("pdftotext", &["-layout", "audit.pdf", "-"], folder)?;
    Ok(text.split('\u{c}').map(str::to_owned).collect())
}

fn take(folder: &Path, kept: &Path) -> Outcome {
    let pages = lay_out(folder)?;
    for (sheet, name, dots, [x, y, width, height]) in PICTURES {
        // The foot of each page names its sheet.
        let is_of = |page: &String| {
            let foot = page.lines().rfind(|line| !line.trim().is_empty());
            foot.is_some_and(|foot| foot.contains(&format!("  {sheet}  ")))
        };
        let page = pages.iter().position(is_of).ok_or(format!("no page of {sheet}"))? + 1;
        let numbers = [dots, x, y, width, height].map(|number| number.to_string());
        let [dots, x, y, width, height] = numbers.each_ref().map(String::as_str);
        let page = page.to_string();
        let whole = ["-png", "-singlefile", "-f", &page, "-r", dots];
        let part = ["-x", x, "-y", y, "-W", width, "-H", height, "audit.pdf", "picture"];
        run("pdftoppm", &[&whole[..], &part].concat(), folder)?;
        std::fs::copy(folder.join("picture.png"), kept.join(name))?;
    }
    Ok(())
}

#[test]
fn the_pictures_of_the_readme_are_there() -> Outcome {
    let kept: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pictures");
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        take(tempfile::tempdir()?.path(), &kept)?;
    }
    for (_, name, ..) in PICTURES {
        let bytes = std::fs::read(kept.join(name)).map_err(|_| {
            format!("{name} is missing: UPDATE_PICTURES=1 cargo test --test formats pictures")
        })?;
        assert!(bytes.starts_with(b"\x89PNG"), "{name} is no picture");
        assert!(u64::try_from(bytes.len())? < MOST_BYTES, "{name} has {} bytes", bytes.len());
    }
    Ok(())
}
