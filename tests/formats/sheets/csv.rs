//! CSV: a row for each finding, and nothing that a spreadsheet program runs.

use std::collections::BTreeSet;

use super::{HOSTILE, Outcome, snapshot, text};

/// The rows with their fields by name.
fn rows(
    arguments: &[&str],
    stdin: &str,
) -> Outcome<Vec<std::collections::BTreeMap<String, String>>> {
    let written = text(arguments, stdin)?;
    let written = written.strip_prefix('\u{feff}').ok_or("no byte order mark")?;
    let mut reader = csv::Reader::from_reader(written.as_bytes());
    Ok(reader.deserialize().collect::<Result<_, _>>()?)
}

fn shown(name: &str, arguments: &[&str], stdin: &str) -> Outcome {
    let written = text(arguments, stdin)?;
    let written = written.strip_prefix('\u{feff}').ok_or("no byte order mark")?;
    assert_eq!(written.matches('\n').count(), written.matches("\r\n").count());
    snapshot(name, &written.replace("\r\n", "\n"));
    Ok(())
}

#[test]
fn a_row_for_each_finding() -> Outcome {
    shown("csv-one-case", &["cases/dorset/one-option-only.yaml", "--format", "csv"], "")
}

#[test]
fn the_header_is_there_without_findings() -> Outcome {
    let arguments = ["cases/dorset/compliant.yaml", "--format", "csv", "--show", "not-met"];
    shown("csv-no-findings", &arguments, "")
}

#[test]
fn what_could_not_be_audited_is_told() -> Outcome {
    let arguments = ["invalid/many-mistakes.yaml", "--format", "csv"];
    shown("csv-unreadable", &arguments, "")
}

#[test]
fn every_finding_and_outcome_of_the_json_report_has_its_row() -> Outcome {
    for show in ["not-met", "due", "all"] {
        let arguments = |format| ["demo", "cases", "--show", show, "--format", format];
        let json: serde_json::Value = serde_json::from_str(&text(&arguments("json"), "")?)?;
        let mut expected = Vec::new();
        for audit in json["audits"].as_array().ok_or("no audits")? {
            for outcome in audit["outcomes"].as_array().ok_or("no outcomes")? {
                let findings = outcome["findings"].as_array().ok_or("no findings")?;
                let names: Vec<_> = findings.iter().map(|found| &found["fingerprint"]).collect();
                let of = |name: &str| {
                    (audit["case_id"].clone(), outcome["requirement"].clone(), name.to_owned())
                };
                if names.is_empty() {
                    expected.push(of(""));
                }
                for name in names {
                    expected.push(of(name.as_str().ok_or("no name")?));
                }
            }
        }
        let rows = rows(&arguments("csv"), "")?;
        let audited = rows.iter().filter(|row| row["outcome"] != "unreadable");
        let seen: Vec<_> = audited
            .map(|row| {
                let [case, requirement, name] =
                    ["case_id", "requirement", "fingerprint"].map(|field| row[field].clone());
                (case.into(), requirement.into(), name)
            })
            .collect();
        assert_eq!(seen, expected, "--show {show}");
        // The two tables of what to expect of the cases are no case files.
        let unread = rows.iter().filter(|row| row["outcome"] == "unreadable");
        assert_eq!(unread.map(|row| &row["path"]).collect::<BTreeSet<_>>().len(), 2);
    }
    Ok(())
}

#[test]
fn no_field_is_a_formula_or_hides_anything() -> Outcome {
    let rows = rows(&["-", "--format", "csv"], HOSTILE)?;
    let first = rows.first().ok_or("no findings")?;
    assert_eq!(first["team"], "'=cmd|' /C calc'!A0");
    assert_eq!(first["case_id"], "'@everyone GH-1 <b>x</b>");
    assert_eq!(first["social_worker"], r"a`b|c\u{202e}\u{7}\u{ffff}");
    for field in rows.iter().flat_map(|row| row.values()) {
        assert!(!field.trim_start().starts_with(['=', '+', '-', '@']), "{field}");
        assert!(!field.contains(char::is_control), "{field:?}");
    }
    Ok(())
}

#[test]
fn waived_findings_have_their_rows() -> Outcome {
    let case = r#"{"format": 1, "case_id": "A-1", "authority": "dorset",
        "child": {"date_of_birth": "2014-05-02"}, "care": {"started": "2025-01-06"},
        "waivers": [{"requirement": "permanence-plan", "reason": "agreed", "agreed_by": "panel",
                     "until": "2026-12-31"}]}"#;
    let rows = rows(&["-", "--format", "csv"], case)?;
    let waived = rows.iter().find(|row| row["outcome"] == "waived").ok_or("nothing is waived")?;
    assert_eq!(waived["requirement"], "dorset/permanence-plan");
    assert_eq!(waived["because"], "agreed by panel until 2026-12-31");
    assert_eq!(waived["severity"], "breach");
    Ok(())
}
