//! Extracts become case files, and every row is accounted for.

mod support;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use permanence::document::{Limits, Syntax, parse};
use permanence::import::{
    ExtractFormat, Import, ImportSettings, Remark, case_text, import, summary_of_import,
};
use permanence::input::Layout;
use serde_json::Value;
use support::{Outcome, case_file, fixture, told};

fn as_of() -> Outcome<NaiveDate> {
    Ok("2026-03-31".parse()?)
}

fn imported(paths: &[PathBuf]) -> Outcome<Import> {
    let settings = ImportSettings { as_of: as_of()?, authority: None };
    Ok(import(ExtractFormat::Ssda903, paths, &settings))
}

fn ssda903(name: &str) -> PathBuf {
    fixture("extracts/ssda903").join(name)
}

/// The documents of a YAML file.
fn documents(path: &Path) -> Outcome<Vec<Value>> {
    let text = std::fs::read_to_string(path)?;
    let tree =
        parse(&text, Syntax::Yaml, &Limits::default()).map_err(|problem| told(&[problem]))?;
    let documents = 0..tree.document_count();
    documents.map(|index| tree.decode(index).map_err(|problems| told(&problems))).collect()
}

/// Every row that was read went into a case, was set aside with a remark, or is of a table without use.
fn assert_rows_are_accounted_for(import: &Import, name: &str) {
    for table in &import.report.tables {
        let sum = table.used + table.set_aside + table.unused;
        assert_eq!(table.rows, sum, "{name}: {table:?}");
    }
    let set_aside: usize = import.report.tables.iter().map(|table| table.set_aside).sum();
    let remarks = import.report.remarks.iter().filter(|remark| remark.row_set_aside).count();
    assert_eq!(set_aside, remarks, "{name}");
}

fn assert_is(import: &Import, expected: &Path) -> Outcome<()> {
    let expected = documents(expected)?;
    for (case, expected) in import.cases.iter().zip(&expected) {
        let (made, wanted) = (&case.document, serde_json::to_string_pretty(expected)?);
        assert!(made == expected, "{}\nis not\n{wanted}", serde_json::to_string_pretty(made)?);
        case_file(made)?;
    }
    assert_eq!(import.cases.len(), expected.len());
    Ok(())
}

/// A remark as the tables of what is expected write it: `reason place column value set-aside`.
fn line(remark: &Remark, folder: &Path) -> String {
    let folder = format!("{}/", folder.display());
    let mut line = format!("{} {}", remark.reason.word(), remark.place).replace(&folder, "");
    for more in [remark.place.column.as_deref(), remark.value.as_deref()].into_iter().flatten() {
        line.extend([" ", more]);
    }
    if remark.row_set_aside {
        line.push_str(" set-aside");
    }
    line
}

/// What an import came to, a line each: how many cases, whether it is the whole, and every remark.
fn assert_came_to(import: &Import, folder: &Path) -> Outcome<()> {
    let expected = std::fs::read_to_string(folder.join("expect.lines"))?;
    let (head, mut wanted) =
        (expected.lines().take(2), expected.lines().skip(2).collect::<Vec<_>>());
    let whole = if import.report.is_incomplete() { "incomplete" } else { "complete" };
    let came = [format!("cases {}", import.cases.len()), whole.to_owned()];
    // The table of what is expected lies in the folder too, and is none of the extract's.
    let remarks =
        import.report.remarks.iter().filter(|remark| !remark.place.path.ends_with("expect.lines"));
    let mut remarks: Vec<String> = remarks.map(|remark| line(remark, folder)).collect();
    remarks.sort();
    wanted.sort_unstable();
    assert_eq!(remarks, wanted, "{}", folder.display());
    assert_eq!(came.to_vec(), head.collect::<Vec<_>>(), "{}", folder.display());
    assert_rows_are_accounted_for(import, &folder.display().to_string());
    for case in &import.cases {
        case_file(&case.document)?;
    }
    Ok(())
}

#[test]
fn a_return_of_tables_becomes_the_cases_its_codes_say() -> Outcome<()> {
    let import = imported(&[ssda903("one-year")])?;
    assert_is(&import, &ssda903("one-year.yaml"))?;
    assert_rows_are_accounted_for(&import, "one-year");
    assert!(!import.report.is_incomplete());
    Ok(())
}

#[test]
fn the_same_return_as_xml_becomes_the_same_cases() -> Outcome<()> {
    let import = imported(&[ssda903("one-year.xml")])?;
    assert_is(&import, &ssda903("one-year.yaml"))?;
    assert_rows_are_accounted_for(&import, "one-year.xml");
    assert!(!import.report.is_incomplete());
    Ok(())
}

#[test]
fn returns_of_several_years_are_one_history_whatever_their_order() -> Outcome<()> {
    let folder = ssda903("two-years");
    for order in [["2024", "2025"], ["2025", "2024"]] {
        let import = imported(&order.map(|year| folder.join(year)))?;
        assert_is(&import, &ssda903("two-years.yaml"))?;
        assert_came_to(&import, &folder)?;
    }
    assert_is(&imported(std::slice::from_ref(&folder))?, &ssda903("two-years.yaml"))
}

/// The open validator's made-up data: at random, so that much of it contradicts itself.
#[test]
fn every_row_of_the_validators_sample_is_accounted_for() -> Outcome<()> {
    let import = imported(&[ssda903("sample")])?;
    assert_rows_are_accounted_for(&import, "sample");
    let rows = |table: &str| -> usize {
        let tables = import.report.tables.iter().filter(|count| count.table == table);
        tables.map(|count| count.rows).sum()
    };
    assert_eq!((rows("header"), rows("episodes"), rows("reviews")), (29, 59, 126));
    assert_eq!((rows("ad1"), rows("uasc"), rows("oc2")), (3, 3, 29));
    // Those children of the header who have an episode.
    assert_eq!(import.cases.len(), 24);
    import.cases.iter().try_for_each(|case| case_file(&case.document).map(drop))?;
    assert!(!import.report.is_incomplete());
    Ok(())
}

#[test]
fn what_is_wrong_is_told_with_its_place_and_the_rest_goes_on() -> Outcome<()> {
    let mut folders = Vec::new();
    for entry in std::fs::read_dir(ssda903("bad"))? {
        folders.push(entry?.path());
    }
    folders.sort();
    assert!(folders.len() >= 20, "{} folders", folders.len());
    for folder in folders {
        assert_came_to(&imported(std::slice::from_ref(&folder))?, &folder)?;
    }
    Ok(())
}

/// Whatever bytes are lost or changed, rows add up, and what is made can be read.
#[test]
fn no_bytes_make_a_row_vanish() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    for (name, step) in [("one-year/ep.csv", 61), ("one-year.xml", 211)] {
        let whole = std::fs::read(ssda903(name))?;
        let file = folder.path().join("file");
        for at in (0..whole.len()).step_by(step) {
            let mut changed = whole.clone();
            changed.truncate(at);
            let cut = changed.clone();
            changed.extend_from_slice(whole.get(at + 1..).unwrap_or_default());
            let mut swapped = whole.clone();
            swapped.splice(at..=at, *b"\"<");
            for bytes in [cut, changed, swapped] {
                std::fs::write(&file, &bytes)?;
                let import = imported(std::slice::from_ref(&file))?;
                assert_rows_are_accounted_for(&import, &format!("{name} at {at}"));
                for case in &import.cases {
                    case_file(&case.document)?;
                }
            }
        }
    }
    Ok(())
}

/// A column may be called anything.
#[test]
fn what_is_told_of_an_import_stays_on_its_line() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("header.csv");
    std::fs::write(&file, "CHILD,SEX,DOB,UPN,\"A\n\u{1b}[2J\u{202e}B\"\n1,1,02/05/2014,,\n")?;
    let told = summary_of_import(&imported(&[file])?, ExtractFormat::Ssda903);
    let line =
        told.lines().find(|line| line.contains("A\\u{a}")).ok_or("the column is not told")?;
    assert!(line.ends_with("A\\u{a}\\u{1b}[2J\\u{202e}B"), "{line}");
    assert!(!told.contains(['\u{1b}', '\u{202e}']));
    Ok(())
}

/// YAML needs no quotes round most references; one that looks like a number must still be read as it is.
#[test]
fn a_reference_reads_as_it_is_in_every_layout() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let nines = "9".repeat(400);
    for id in
        ["0417", "12E3", "12E345", "1e999", "0x1F", ".5", "-.inf", "~", "no", "2025-01-06", &nines]
    {
        let tables = [
            ("header.csv", format!("CHILD,SEX,DOB,UPN\n{id},1,02/05/2014,\n")),
            (
                "episodes.csv",
                format!("CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n{id},06/01/2025,S,C2,U1,,\n"),
            ),
        ];
        for (name, text) in tables {
            std::fs::write(folder.path().join(name), text)?;
        }
        let imported = imported(&[folder.path().to_owned()])?;
        let case = imported.cases.first().ok_or("no case")?;
        for (layout, syntax) in [(Layout::Yaml, Syntax::Yaml), (Layout::Json, Syntax::Json)] {
            let text = case_text(case, layout)?;
            let tree = parse(&text, syntax, &Limits::default()).map_err(|told| told.message)?;
            let read: Value = tree.decode(0).map_err(|problems| told(&problems))?;
            assert_eq!(read["case_id"], *id, "{layout:?}");
        }
    }
    Ok(())
}
