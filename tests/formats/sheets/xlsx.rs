//! Workbooks, read back as a spreadsheet program reads them.

use std::io::{Cursor, Read as _};

use calamine::{Data, DataType as _, Range, Reader as _, Xlsx, open_workbook_from_rs};

use super::{HOSTILE, Outcome, text, written};
use crate::harness::run;

fn open(bytes: Vec<u8>) -> Outcome<Xlsx<Cursor<Vec<u8>>>> {
    Ok(open_workbook_from_rs(Cursor::new(bytes))?)
}

fn sheet(bytes: &[u8], name: &str) -> Outcome<Range<Data>> {
    Ok(open(bytes.to_vec())?.worksheet_range(name)?)
}

/// A part of the file as it is stored.
fn part(bytes: &[u8], name: &str) -> Outcome<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes))?;
    let mut text = String::new();
    archive.by_name(name)?.read_to_string(&mut text)?;
    Ok(text)
}

fn demo() -> Outcome<Vec<u8>> {
    written(&["demo", "invalid/windows-1252.yaml", "--format", "xlsx"], "")
}

/// The column under a header of a list.
fn column<'r>(rows: &'r Range<Data>, header: &str) -> Outcome<Vec<&'r Data>> {
    let mut headers = rows.rows().next().ok_or("no header")?.iter();
    let place = headers.position(|cell| *cell == header).ok_or(format!("no column {header}"))?;
    Ok(rows.rows().skip(1).map(|row| &row[place]).collect())
}

/// The row of the summary that begins with a text.
fn row<'r>(rows: &'r Range<Data>, first: &str) -> Outcome<&'r [Data]> {
    Ok(rows.rows().find(|row| row[0] == first).ok_or(format!("no row {first}"))?)
}

#[test]
fn it_has_its_sheets() -> Outcome {
    let names = open(demo()?)?.sheet_names();
    assert_eq!(names, ["Summary", "Cases", "Findings", "Due", "Requirements by team"]);
    Ok(())
}

#[test]
fn the_summary_has_the_figures_of_the_json_report() -> Outcome {
    let summary = sheet(&demo()?, "Summary")?;
    let json = text(&["demo", "invalid/windows-1252.yaml", "--format", "json"], "")?;
    let json: serde_json::Value = serde_json::from_str(&json)?;
    let figures = &json["summary"];
    let number = |cell: &Data| cell.as_f64().ok_or("no number");
    let all = row(&summary, "all cases")?;
    for (place, name) in (1..).zip(["cases", "green", "amber", "red"]) {
        assert_eq!(Some(number(&all[place])?), figures[name].as_f64(), "{name}");
    }
    let percent = figures["percent_compliant"].as_f64().ok_or("no percent")?;
    assert!((number(&all[5])? * 100.0 - percent).abs() < 1e-9);
    assert_eq!(all[6].as_i64(), Some(1), "what could not be audited");
    let unread = row(&summary, "invalid/windows-1252.yaml:1")?;
    assert!(unread[1].to_string().contains("not UTF-8"), "{unread:?}");
    let requirements = figures["by_requirement"].as_array().ok_or("no requirements")?;
    let mut seen = 0;
    for figure in requirements {
        let Some(percent) = figure["percent_compliant"].as_f64() else {
            continue;
        };
        let row = row(&summary, figure["requirement"].as_str().ok_or("no name")?)?;
        assert!((number(&row[1])? * 100.0 - percent).abs() < 1e-9, "{row:?}");
        assert_eq!(Some(number(&row[3])?), figure["not_met"].as_f64(), "{row:?}");
        seen += 1;
    }
    assert!(seen > 50, "{seen} requirements");
    Ok(())
}

#[test]
fn every_finding_has_a_row_and_days_are_days() -> Outcome {
    let findings = sheet(&demo()?, "Findings")?;
    assert_eq!(column(&findings, "case")?.len(), 22);
    let over = column(&findings, "over on")?;
    let days: Vec<_> = over.iter().filter_map(|cell| cell.as_date()).collect();
    assert_eq!(days, ["2025-03-12".parse()?, "2025-02-26".parse::<chrono::NaiveDate>()?]);
    assert!(over.iter().all(|cell| matches!(cell, Data::Empty | Data::DateTime(_))), "{over:?}");
    let due = sheet(&demo()?, "Due")?;
    let as_of: chrono::NaiveDate = "2026-01-31".parse()?;
    let (days, left) = (column(&due, "due")?, column(&due, "days left")?);
    assert!(days.len() > 20, "{}", days.len());
    for (day, left) in days.iter().zip(left) {
        let day = day.as_date().filter(|_| matches!(day, Data::DateTime(_))).ok_or("no day")?;
        assert_eq!(Some((day - as_of).num_days()), left.as_i64());
    }
    Ok(())
}

#[test]
fn the_due_sheet_has_what_due_lists() -> Outcome {
    let due = sheet(&demo()?, "Due")?;
    let listed = run(["due", "--as-of", "2026-01-31", "demo", "--format", "json"]).end()?.code(0);
    let listed = listed.json()?;
    let listed = listed["deadlines"].as_array().ok_or("no deadlines")?;
    let told: Vec<[String; 3]> = listed
        .iter()
        .map(|deadline| {
            ["case_id", "requirement", "state"]
                .map(|key| deadline[key].as_str().unwrap_or_default().to_owned())
        })
        .collect();
    let columns = [column(&due, "case")?, column(&due, "requirement")?, column(&due, "state")?];
    let [cases, requirements, states] = columns;
    let mut shown: Vec<[String; 3]> = (0..cases.len())
        .map(|row| [cases[row], requirements[row], states[row]].map(ToString::to_string))
        .collect();
    let mut told = told;
    told.sort();
    shown.sort();
    assert_eq!(shown, told);
    let overdue = shown.iter().filter(|row| row[2] == "overdue").count();
    assert!(overdue > 0 && overdue < shown.len(), "{overdue}");
    let summary = sheet(&demo()?, "Summary")?;
    let sentence = format!("{overdue} deadlines overdue");
    assert!(summary.rows().any(|row| row[0].to_string().starts_with(&sentence)), "{sentence}");
    Ok(())
}

#[test]
fn teams_stand_beside_each_other() -> Outcome {
    let matrix = sheet(&demo()?, "Requirements by team")?;
    let mut rows = matrix.rows();
    let heading: Vec<_> =
        rows.next().ok_or("no heading")?.iter().map(ToString::to_string).collect();
    let teams = [
        "requirement",
        "all teams",
        "",
        "blandford-cic",
        "",
        "purbeck-cic",
        "",
        "weymouth-cic",
        "",
    ];
    assert_eq!(heading, teams);
    let drift = row(&matrix, "dorset/no-drift")?;
    let shown: Vec<_> = drift.iter().skip(1).map(ToString::to_string).collect();
    let figures = ["0.75", "6 of 8", "0.66", "2 of 3", "1", "3 of 3", "0.5", "1 of 2"];
    assert_eq!(shown, figures);
    Ok(())
}

#[test]
fn lists_keep_their_header_and_can_be_filtered_and_printed() -> Outcome {
    let bytes = demo()?;
    for place in 2..=4 {
        let xml = part(&bytes, &format!("xl/worksheets/sheet{place}.xml"))?;
        for expected in [
            r#"ySplit="1""#,
            r#"state="frozen""#,
            "<autoFilter ref=",
            r#"paperSize="9""#,
            r#"orientation="landscape""#,
            r#"fitToHeight="0""#,
        ] {
            assert!(xml.contains(expected), "no {expected} on sheet {place}");
        }
    }
    let names = part(&bytes, "xl/workbook.xml")?;
    assert!(names.contains("Findings!$1:$1"), "the header is repeated on paper: {names}");
    Ok(())
}

#[test]
fn text_stays_text_whatever_it_says() -> Outcome {
    let bytes = written(&["-", "--format", "xlsx"], HOSTILE)?;
    let cases = sheet(&bytes, "Cases")?;
    assert_eq!(*column(&cases, "team")?[0], "=cmd|' /C calc'!A0");
    assert_eq!(*column(&cases, "case")?[0], "@everyone GH-1 <b>x</b>");
    assert_eq!(*column(&cases, "social worker")?[0], r"a`b|c\u{202e}\u{7}\u{ffff}");
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes))?;
    for place in 0..archive.len() {
        let mut xml = String::new();
        archive.by_index(place)?.read_to_string(&mut xml)?;
        let active = ["<f>", "<f ", "hyperlink", "\u{7}", "\u{ffff}", "\u{202e}"];
        assert!(!active.iter().any(|active| xml.contains(active)), "{place}: {xml}");
    }
    // An apostrophe that is no part of the text, for whoever edits the cell.
    assert!(part(&bytes, "xl/styles.xml")?.contains(r#"quotePrefix="1""#));
    Ok(())
}

#[test]
fn the_same_inputs_give_the_same_bytes_and_no_name() -> Outcome {
    let bytes = demo()?;
    assert!(bytes == demo()?);
    let core = part(&bytes, "docProps/core.xml")?;
    assert!(core.contains("<dc:title>Permanence audit as at 2026-01-31</dc:title>"), "{core}");
    assert!(core.contains("<dc:creator></dc:creator>"), "{core}");
    assert_eq!(core.matches("2026-01-31T00:00:00Z").count(), 2, "{core}");
    Ok(())
}

#[test]
fn a_workbook_without_cases_can_be_opened() -> Outcome {
    let bytes = written(&["invalid/empty.yaml", "--format", "xlsx"], "")?;
    let summary = sheet(&bytes, "Summary")?;
    let unread = row(&summary, "invalid/empty.yaml:1")?;
    assert!(unread[1].to_string().contains("the file is empty"), "{unread:?}");
    assert_eq!(sheet(&bytes, "Findings")?.rows().count(), 1);
    Ok(())
}
