//! Pseudonyms: no reference of a case file reaches any report, and the same one has the same
//! pseudonym wherever one key is used.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::filling::{filled_case, pointers};
use crate::harness::{Outcome, Run, check};
use crate::reports::{every_report, unfolded};

/// Every reference, text and file name that a test writes holds this.
const MARK: &str = "ZQX";
const KEY: &str = "0123456789abcdef-made-up-key";

/// A case in which every reference but the council's and the team's holds the mark.
fn marked_case(id: &str, sibling: &str) -> Value {
    let (mut case, _) = filled_case(MARK);
    let mut places = Vec::new();
    pointers(&case, "", &mut places);
    let stays = |place: &str| place == "/team" || place.ends_with("/authority");
    for (number, place) in places.iter().enumerate().filter(|(_, place)| !stays(place)) {
        if let Some(reference) = case.pointer_mut(place).filter(|value| **value == "REF-1") {
            *reference = json!(format!("{MARK}-REF-{number}"));
        }
    }
    case["case_id"] = json!(id);
    case["siblings"][0]["case_id"] = json!(sibling);
    case["waivers"][0]["requirement"] = json!("contingency-option");
    case["waivers"][0]["until"] = json!("2026-12-31");
    case
}

/// Two siblings' files that disagree, and everything that can be wrong with others beside them.
fn folder() -> Result<TempDir, Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let cases = folder.path().join(format!("{MARK}-cases"));
    fs::create_dir(&cases)?;
    let write = |name: &str, text: &str| fs::write(cases.join(format!("{MARK}-{name}")), text);
    let mut first = marked_case("ZQX-1", "ZQX-2");
    let mut second = marked_case("ZQX-2", "ZQX-1");
    for (case, decision) in [(&mut first, "apart"), (&mut second, "together")] {
        case["siblings"][0]["decision"] = json!(decision);
        case["permanence_plan"]["contingencies"] = json!([]);
        // An order that is granted closes a case, and a closed one is compared with no other.
        case["orders"] = json!([]);
    }
    write("1.json", &first.to_string())?;
    write("2.yaml", &serde_yaml::to_string(&second)?)?;
    write("denies.json", &{
        let mut case = marked_case("ZQX-3", "ZQX-1");
        case["siblings"] = Value::Null;
        case["no_siblings"] = json!(true);
        case.to_string()
    })?;
    let mut third = marked_case("ZQX-4", "ZQX-3");
    third["siblings"][0]["reasons"] = json!("ZQX words");
    write("4.json", &third.to_string())?;
    write("again.json", &first.to_string())?;
    write("broken.yaml", "case_id: [ZQX\n")?;
    write(
        "number.yaml",
        "format: 1\ncase_id: ZQX-9\nauthority: dorset\nchild: {date_of_birth: 2014-05-02}\ncare: {started: 2025-01-06}\nsiblings: 417417\n",
    )?;
    fs::write(
        folder.path().join("permanence.toml"),
        ["ZQX-1", "ZQX-2", "ZQX-77"].map(|case| format!("[[waiver]]\ncase = \"{case}\"\nrequirement = \"no-drift\"\nreason = \"ZQX words\"\nagreed_by = \"ZQX-TM\"\nuntil = 2026-01-01\n")).join(""),
    )?;
    Ok(folder)
}

fn redacted(folder: &TempDir, key: &str) -> Run {
    let paths = ["ZQX-cases", "ZQX-none.yaml", "ZQX-no*.yaml", "--redact"];
    check(paths).inside(folder.path()).env("PERMANENCE_REDACT_KEY", key)
}

#[test]
fn no_reference_reaches_any_report() -> Outcome {
    let folder = folder()?;
    for report in every_report() {
        let paths = ["ZQX-cases", "ZQX-none.yaml", "ZQX-no*.yaml", "--redact"];
        let run = report.run().and(paths).inside(folder.path());
        let ended = run.env("PERMANENCE_REDACT_KEY", KEY).end()?.code(2);
        assert!(!unfolded(&ended.stdout).contains(MARK), "{}", ended.seen());
        assert!(!ended.stderr.contains(MARK), "{}", ended.seen());
        let ended = ended.never("417417");
        if report.shows_cases() {
            ended.out("case-");
        }
    }
    // Without --redact the same references are there, so that this test can fail.
    let plain = check(["ZQX-cases", "--format", "json"]).inside(folder.path()).end()?.code(2);
    for reference in ["ZQX-1", "ZQX-77", "ZQX-REF-", "417417", "ZQX-cases/ZQX-again.json"] {
        assert!(plain.stdout.contains(reference), "{reference}: {}", plain.seen());
    }
    Ok(())
}

#[test]
fn the_name_given_to_standard_input_is_a_path_too() -> Outcome {
    let case = marked_case("ZQX-1", "ZQX-2").to_string();
    let run = |name: &[&str]| {
        let run = check(["-", "--redact", "--format", "json"]).and(name.iter().copied());
        run.env("PERMANENCE_REDACT_KEY", KEY).stdin(case.as_str()).end()
    };
    run(&["--stdin-filename", "ZQX.json"])?.out("\"file-").never(MARK);
    run(&[])?.out("\"standard input\"").never(MARK);
    Ok(())
}

/// The pseudonyms in a text, in order.
fn pseudonyms(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let mut found: Vec<&str> = words
        .filter(|word| ["case-", "person-", "file-"].iter().any(|kind| word.starts_with(kind)))
        .filter(|word| word.rsplit('-').next().is_some_and(|digits| digits.len() == 16))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

#[test]
fn a_reference_has_one_pseudonym_for_a_key() -> Outcome {
    let folder = folder()?;
    let seen = |key: &str, format: &str| -> Result<Vec<String>, Box<dyn std::error::Error>> {
        let ended = redacted(&folder, key).and(["--show", "all", "--format", format]).end()?;
        Ok(pseudonyms(&ended.stdout).into_iter().map(str::to_owned).collect())
    };
    let json = seen(KEY, "json")?;
    assert!(json.len() >= 15, "{json:?}");
    assert_eq!(json, seen(KEY, "json")?);
    assert_eq!(json, seen(KEY, "ndjson")?);
    let pretty = seen(KEY, "pretty")?;
    assert!(pretty.len() > 6 && pretty.iter().all(|shown| json.contains(shown)), "{pretty:?}");
    let other = seen("another-made-up-key-0123456789", "json")?;
    assert_eq!(other.len(), json.len());
    assert!(other.iter().all(|shown| !json.contains(shown)), "{other:?}");
    Ok(())
}

/// How each case stands, in the order of the files, and what is found of it.
fn standing(report: &Value) -> BTreeMap<String, Value> {
    let audits = report["audits"].as_array().into_iter().flatten();
    audits
        .map(|audit| {
            let outcomes = audit["outcomes"].as_array().into_iter().flatten();
            let told: Vec<Value> = outcomes
                .map(|outcome| {
                    let findings = outcome["findings"].as_array().into_iter().flatten();
                    let causes: Vec<&Value> = findings.map(|finding| &finding["cause"]).collect();
                    json!([outcome["requirement"], outcome["outcome"], causes])
                })
                .collect();
            let place = format!("{}", audit["source"]["line"]);
            (format!("{place} {}", audit["colour"]), json!([audit["counts"], told]))
        })
        .collect()
}

#[test]
fn hiding_references_changes_no_finding() -> Outcome {
    let folder = folder()?;
    let options = ["--format", "json", "--show", "all"];
    let hidden = redacted(&folder, KEY).and(options).end()?.code(2).json()?;
    let plain = check(["ZQX-cases"]).inside(folder.path()).and(options).end()?.code(2).json()?;
    assert_eq!(standing(&plain), standing(&hidden));
    assert_eq!(plain["summary"], hidden["summary"]);
    // Siblings' files are still held against each other.
    let agree = hidden["summary"]["by_requirement"].as_array().into_iter().flatten();
    let mut agree = agree.filter(|row| row["requirement"] == "dorset/sibling-files-agree");
    assert!(agree.next().is_some_and(|row| row["not_met"].as_u64() > Some(0)));
    Ok(())
}

#[test]
fn a_report_says_that_it_is_redacted_and_by_which_key() -> Outcome {
    let folder = folder()?;
    let scope = |key: &str| -> Result<Value, Box<dyn std::error::Error>> {
        let ended = redacted(&folder, key).and(["--format", "json"]).end()?;
        Ok(ended.json()?["scope"].clone())
    };
    let (one, other) = (scope(KEY)?, scope("another-made-up-key-0123456789")?);
    assert_eq!(one["redacted"], true);
    assert_ne!(one["key_id"], other["key_id"]);
    assert!(one["key_id"].as_str().is_some_and(|id| id.len() == 8 && !KEY.contains(id)), "{one}");
    let plain = check(["ZQX-cases", "--format", "json"]).inside(folder.path()).end()?.json()?;
    assert_eq!(
        (&plain["scope"]["redacted"], &plain["scope"]["key_id"]),
        (&json!(false), &Value::Null)
    );
    Ok(())
}

#[test]
fn a_key_is_needed_and_long_enough() -> Outcome {
    let case = "demo/DOR-0402.yaml";
    check([case, "--redact"]).end()?.code(2).snapshot("redact-without-key");
    let short = check([case, "--redact"]).env("PERMANENCE_REDACT_KEY", "fifteen-bytes-!").end()?;
    short.code(2).err("the key has 15 bytes, and needs 16 or more");
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("key");
    fs::write(&file, "fifteen-bytes-!\n")?;
    check([case, "--redact", "--redact-key"]).path(&file).end()?.code(2).err("has 15 bytes");
    check([case, "--redact-key"]).path(&file).end()?.code(2).err("--redact");
    let missing = folder.path().join("none");
    let ended = check([case, "--redact", "--redact-key"]).path(&missing).end()?;
    ended.code(2).err("there is no such file");
    Ok(())
}

#[test]
fn a_key_file_makes_the_same_pseudonyms_as_the_environment_and_goes_first() -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("key");
    fs::write(&file, format!("{KEY}\n"))?;
    let run = || check(["demo", "--redact", "--format", "json"]);
    let from_file = run().and(["--redact-key"]).path(&file);
    let from_file =
        from_file.env("PERMANENCE_REDACT_KEY", "another-made-up-key-0123456789").end()?;
    let from_environment = run().env("PERMANENCE_REDACT_KEY", KEY).end()?;
    assert_eq!(from_file.stdout, from_environment.stdout);
    from_file.never(KEY);
    let over = run().and(["--redact-key"]).path(&file);
    let over = over.and(["--format", &format!("ndjson={}", file.display())]).end()?;
    over.code(2).err("which this run reads");
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_key_that_others_can_read_is_warned_of() -> Outcome {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("key");
    fs::write(&file, KEY)?;
    let run = || check(["demo", "--redact", "--redact-key"]).path(&file).end();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644))?;
    run()?.code(1).err("others on this computer can read the key");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600))?;
    assert!(run()?.code(1).stderr.is_empty());
    Ok(())
}

#[test]
fn no_text_of_a_file_is_shown_beside_pseudonyms() -> Outcome {
    let run = check(["demo/DOR-0402.yaml", "--redact", "--select", "plan,wishes"]);
    let ended = run.env("PERMANENCE_REDACT_KEY", KEY).end()?.code(1);
    ended.never("DOR-0402").snapshot("redact-one-case");
    Ok(())
}
