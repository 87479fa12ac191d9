//! The standard safeguarding data set.

use permanence::import::{ExtractFormat, Import};
use serde_json::json;
use tempfile::TempDir;

use crate::support::{Outcome, fixture};
use crate::{assert_cases, expected, imported, reasons, remarks, written};

fn import_fixture(name: &str) -> Outcome<Import> {
    imported(ExtractFormat::Ssd, &fixture("extracts/ssd").join(name))
}

fn import_text(name: &str, text: &str) -> Outcome<Import> {
    let folder = TempDir::new()?;
    imported(ExtractFormat::Ssd, &written(&folder, name, text)?)
}

/// What is told of an import: reason, value.
fn told(imported: &Import) -> Vec<(&'static str, String)> {
    remarks(imported).into_iter().map(|(_, reason, value)| (reason, value)).collect()
}

#[test]
fn nested_records_give_the_cases_written_down_by_hand() -> Outcome<()> {
    let imported = import_fixture("known.json")?;
    assert_cases(&imported, &expected(&fixture("extracts/ssd/known.ndjson"))?);
    let told = remarks(&imported);
    let told: Vec<_> =
        told.iter().map(|(line, reason, value)| (*line, *reason, value.as_str())).collect();
    assert_eq!(
        told,
        [
            (23, "review-cancelled", "Y"),
            (25, "review-not-held", ""),
            (35, "not-named", ""),
            (48, "no-word", "Wardship"),
            (50, "outside-period", "2019-03-04"),
            (54, "review-outside", "2019-04-01"),
            (60, "previous-permanence", "P2"),
            (60, "partial-date-kept", "zz/05/2020"),
            (63, "not-looked-after", ""),
            (67, "care-before-extract", "2016-02-01"),
        ]
    );
    assert!(!imported.report.is_incomplete());
    for case in &imported.cases {
        let text = case.document.to_string();
        let kept_out = ["Made-up", "ZZ1", "FF"];
        assert!(kept_out.iter().all(|word| !text.contains(word)), "{text}");
    }
    // The row that stands for the child is where the period of care begins.
    let lines: Vec<_> =
        imported.cases.iter().filter_map(|case| Some(case.place.position?.line)).collect();
    assert_eq!(lines, [45, 8, 67, 71]);
    Ok(())
}

#[test]
fn tables_of_csv_give_the_cases_written_down_by_hand() -> Outcome<()> {
    let imported = import_fixture("tables")?;
    assert_cases(&imported, &expected(&fixture("extracts/ssd/tables.ndjson"))?);
    let mut told = told(&imported);
    told.sort_unstable();
    let mut expected: Vec<(&str, String)> = [
        ("duplicate", ""),
        ("duplicate", "2023-05-02"),
        ("end-before-start", "2025-01-01"),
        ("episode-ahead", "2026-02-03"),
        ("impossible-date", "2025-02-30"),
        ("no-birth-date", ""),
        ("no-birth-date", ""),
        ("no-birth-date", ""),
        ("no-child", ""),
        ("no-child", ""),
        ("no-episodes", ""),
        ("not-a-date", ""),
        ("parallel-plans", "{\"ADOPTION\": \"Y\", \"LTFOST18\": \"Y\"}"),
        ("review-ahead", "2025-12-01"),
        ("review-outside", "2022-12-01"),
        ("unknown-code", "PN9"),
        ("unknown-code", "…"),
        ("unknown-column", "PERS_ROOM"),
        ("unknown-plan", "{\"RETURNEV\": \"12 …\"}"),
        ("unused-table", "ssd_cla_visits"),
    ]
    .map(|(reason, value)| (reason, value.to_owned()))
    .into();
    expected.sort_unstable();
    assert_eq!(told, expected);
    assert!(imported.report.is_incomplete());
    let counts: Vec<_> = imported
        .report
        .tables
        .iter()
        .map(|table| (table.table, table.rows, table.used, table.set_aside, table.unused))
        .collect();
    assert_eq!(
        counts,
        [
            ("ssd_cla_episodes", 8, 2, 6, 0),
            ("ssd_person", 4, 2, 2, 0),
            ("ssd_cla_care_plan", 2, 2, 0, 0),
            ("ssd_cla_reviews", 8, 2, 6, 0),
            ("ssd_cla_visits", 2, 0, 0, 2),
        ]
    );
    Ok(())
}

const PERSON: &str = r#"{"pers_person_id": "1", "pers_dob": "2014-05-02"}"#;
const EPISODE: &str =
    r#"{"clae_person_id": "1", "clae_cla_id": "c1", "clae_cla_episode_start_date": "2024-01-08"}"#;
const REVIEW: &str = r#"{"clar_cla_id": "c1", "clar_cla_review_date": "2024-02-02"}"#;

#[test]
fn every_shape_of_json_gives_the_same_case() -> Outcome<()> {
    let case = |imported: &Import| imported.cases.first().map(|case| case.document.clone());
    let group = format!(
        "{{\"ssd_person\": [{PERSON}], \"ssd_cla_episodes\": [{EPISODE}], \"ssd_cla_reviews\": [{REVIEW}]}}"
    );
    let whole = import_text("all.json", &group)?;
    assert_eq!(whole.cases.len(), 1);
    assert_eq!(
        case(&whole).map(|case| case["reviews"].clone()),
        Some(json!([{"date": "2024-02-02"}]))
    );
    for text in [
        format!("[{PERSON}, {EPISODE}, {REVIEW}]"),
        format!("{PERSON}\n{EPISODE}\n{REVIEW}\n"),
        format!("\u{feff}{PERSON}{EPISODE}{REVIEW}"),
        group.to_uppercase().replace("C1", "c1"),
        format!("{{\"data\": {{\"export\": [{group}]}}}}"),
    ] {
        assert_eq!(case(&import_text("some.json", &text)?), case(&whole), "{text}");
    }
    let utf16: Vec<u8> =
        format!("\u{feff}{group}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let folder = TempDir::new()?;
    let imported = imported(ExtractFormat::Ssd, &written(&folder, "utf16.json", utf16)?)?;
    assert_eq!(case(&imported), case(&whole));
    assert_eq!(reasons(&imported).get("encoding"), Some(&1));
    // A file a table, in a folder.
    let folder = TempDir::new()?;
    for (name, row) in [("a.json", PERSON), ("b.ndjson", EPISODE), ("c.json", REVIEW)] {
        written(&folder, name, format!("[{row}]"))?;
    }
    assert_eq!(case(&crate::imported(ExtractFormat::Ssd, folder.path())?), case(&whole));
    Ok(())
}

#[test]
fn json_of_wrong_kinds_is_named_and_the_rest_goes_on() -> Outcome<()> {
    let good = format!("{PERSON}, {EPISODE}");
    for (row, reason, cases) in [
        (r#"{"clar_cla_id": "c1", "clar_cla_review_date": 20240202}"#, "not-a-date", 1),
        (r#"{"clar_cla_id": "c1", "clar_cla_review_date": true}"#, "not-a-date", 1),
        (r#"{"clar_cla_id": "c1", "clar_cla_review_date": ["2024-02-02"]}"#, "wrong-type", 1),
        (r#"{"clar_cla_id": {"id": 1}, "clar_cla_review_date": "2024-02-02"}"#, "wrong-type", 1),
        (r#"{"clar_cla_id": null, "clar_cla_review_date": "2024-02-02"}"#, "no-child", 1),
        (r#"{"clar_cla_id": "\ud800", "clar_cla_review_date": "2024-02-02"}"#, "wrong-type", 1),
        (r#""clar_cla_id""#, "wrong-type", 1),
        ("17", "wrong-type", 1),
        (r#"{"lega_person_id": "1", "lega_legal_status": "C2"}"#, "no-day", 1),
        (
            r#"{"perm_person_id": "1", "perm_siblings_placed_together": 99999999999}"#,
            "unknown-code",
            1,
        ),
        (r#"{"perm_person_id": "1", "perm_adm_decision_date": "2030-01-01"}"#, "decision-ahead", 1),
        (
            r#"{"perm_person_id": "1", "perm_permanence_order_date": "2025-01-06", "perm_permanence_order_type": "Made-up order"}"#,
            "unknown-code",
            1,
        ),
        (
            r#"{"clae_person_id": "2", "clae_cla_episode_start_date": "2024-01-08"}"#,
            "no-birth-date",
            1,
        ),
    ] {
        let imported = import_text("bad.json", &format!("[{good}, {row}]"))?;
        let counts = reasons(&imported);
        assert!(counts.contains_key(reason), "{row}: {counts:?}");
        assert_eq!(imported.cases.len(), cases, "{row}: {counts:?}");
    }
    Ok(())
}

#[test]
fn json_that_breaks_off_is_told_where() -> Outcome<()> {
    let text = format!("{PERSON}\n{EPISODE}\n{{\"clar_cla_id\": \"c1\", ");
    let imported = import_text("cut.ndjson", &text)?;
    assert_eq!(imported.cases.len(), 1, "what comes before it is used");
    assert_eq!(remarks(&imported).first().map(|told| (told.0, told.1)), Some((3, "broken-json")));
    for (text, reason) in [
        ("[1, 2", "broken-json"),
        ("{}", "unknown-table"),
        (r#"{"la_child_id": "x", "social_care_episodes": []}"#, "unknown-table"),
        ("{'pers_person_id': 1}", "broken-json"),
        ("a,b\n1,2\n", "unknown-table"),
    ] {
        let imported = import_text("other.json", text)?;
        assert_eq!(reasons(&imported).into_keys().collect::<Vec<_>>(), [reason], "{text}");
        assert!(imported.report.is_incomplete() && imported.cases.is_empty(), "{text}");
    }
    Ok(())
}

#[test]
fn depth_and_doubled_records_cost_little() -> Outcome<()> {
    let deep = format!("{}{PERSON}{}", "[".repeat(100), "]".repeat(100));
    assert!(reasons(&import_text("deep.json", &deep)?).contains_key("json-depth"));
    let deeper = "[".repeat(1_000_000);
    assert!(reasons(&import_text("deeper.json", &deeper)?).contains_key("broken-json"));
    // One review twenty thousand times over.
    let many = format!("[{PERSON}, {EPISODE}, {}]", vec![REVIEW; 20_000].join(","));
    let imported = import_text("many.json", &many)?;
    assert_eq!(reasons(&imported).get("duplicate"), Some(&19_999));
    Ok(())
}

#[test]
fn a_period_of_care_that_two_children_have_is_nobodys() -> Outcome<()> {
    let other = EPISODE.replace("\"1\"", "\"2\"");
    let person = PERSON.replace("\"1\"", "\"2\"");
    let imported =
        import_text("shared.json", &format!("[{PERSON}, {person}, {EPISODE}, {other}, {REVIEW}]"))?;
    assert_eq!((imported.cases.len(), reasons(&imported).get("no-child")), (2, Some(&1)));
    Ok(())
}

#[test]
fn one_period_ends_and_another_begins() -> Outcome<()> {
    let episode = |id: &str, from: &str, start: &str, to: &str, end: &str| {
        let period =
            if id.is_empty() { String::new() } else { format!("\"clae_cla_id\": \"{id}\", ") };
        format!(
            "{{\"clae_person_id\": \"1\", {period}\"clae_cla_episode_start_date\": \"{from}\", \
            \"clae_cla_episode_start_reason\": \"{start}\", \"clae_cla_episode_ceased_date\": \"{to}\", \
            \"clae_cla_episode_ceased_reason\": \"{end}\"}}"
        )
    };
    let care = |episodes: &[String]| -> Outcome<(String, String)> {
        let text = format!("[{PERSON}, {}]", episodes.join(", "));
        let imported = import_text("care.json", &text)?;
        let case = imported.cases.first().ok_or("no case")?.document["care"].clone();
        let day = |key: &str| case[key].as_str().unwrap_or_default().to_owned();
        Ok((day("started"), day("ended")))
    };
    let days = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    let first = episode("", "2023-01-09", "S", "2023-05-01", "X1");
    let next = episode("", "2023-05-01", "P", "", "");
    assert_eq!(care(&[next.clone(), first.clone()])?, days("2023-01-09", ""));
    // Days without care lie between, or care begins anew, or the number is another.
    let later = episode("", "2023-07-01", "P", "", "");
    assert_eq!(care(&[first.clone(), later])?, days("2023-07-01", ""));
    let anew = episode("", "2023-05-01", "S", "2024-02-01", "E4A");
    assert_eq!(care(&[first.clone(), anew])?, days("2023-05-01", "2024-02-01"));
    let (one, two) = (
        episode("a", "2023-01-09", "S", "2023-05-01", "E4A"),
        episode("b", "2023-05-01", "P", "", ""),
    );
    assert_eq!(care(&[one, two])?, days("2023-05-01", ""));
    // A gap within one number is the set's own affair; care that goes on has not ended.
    let (one, two) = (
        episode("a", "2023-01-09", "S", "2023-05-01", "X1"),
        episode("a", "2023-07-01", "P", "2024-01-01", "X1"),
    );
    assert_eq!(care(&[one, two])?, days("2023-01-09", ""));
    Ok(())
}

#[test]
fn the_places_that_the_set_fills_are_those_that_are_listed() -> Outcome<()> {
    let imported = [import_fixture("known.json")?, import_fixture("tables")?];
    assert_eq!(crate::filled(&imported), crate::listed("ssd")?);
    Ok(())
}
