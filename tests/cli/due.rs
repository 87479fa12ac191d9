//! What falls due, and what is overdue.

use std::collections::BTreeSet;
use std::fs;

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarProperty};
use serde_json::{Value, json};

use crate::harness::{AS_OF, Outcome, Run, check, run};

const DEMO: &str = "demo";
const LATE: &str = "demo/DOR-0403.yaml";

/// A run of `due` as at the tests' day.
fn due<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Run {
    run(["due", "--as-of", AS_OF]).and(arguments)
}

/// Deadlines as JSON, of standard input as at a day.
fn of_text(text: &str, as_of: &str) -> Result<Value, Box<dyn std::error::Error>> {
    let options = ["due", "-", "--stdin-filename", "in.json", "--format", "json", "--as-of", as_of];
    run(options).stdin(text).end()?.code(0).json()
}

/// A child who has just come into care: no review yet, no plan.
fn new_case() -> Value {
    json!({
        "format": 1, "case_id": "DOR-0990", "authority": "dorset", "team": "made-up-team",
        "child": {"date_of_birth": "2014-05-02"}, "care": {"started": "2026-01-05"},
    })
}

/// The day and the days left of one requirement.
fn one<'v>(told: &'v Value, requirement: &str) -> Option<(&'v str, i64)> {
    let deadlines = told["deadlines"].as_array()?;
    let found = deadlines.iter().find(|deadline| deadline["requirement"] == requirement)?;
    Some((found["due"].as_str()?, found["days_left"].as_i64()?))
}

#[test]
fn deadlines_are_listed_in_order() -> Outcome {
    due([DEMO, "--within", "4w"]).end()?.code(0).snapshot("due");
    due([DEMO, "--within", "4w", "--by", "team"]).end()?.code(0).snapshot("due-by-team");
    due([DEMO, "--within", "10d", "--by", "worker"]).end()?.code(0).snapshot("due-by-worker");
    due([DEMO, "--within", "4w", "--no-overdue"]).end()?.code(0).snapshot("due-no-overdue");
    Ok(())
}

#[test]
fn machines_and_calendars_are_told_the_same() -> Outcome {
    let select = ["--select", "statutory,plan-review-cadence"];
    let told = |format| due([LATE, "--format", format]).and(select).end();
    told("json")?.code(0).snapshot("due-json");
    told("csv")?.code(0).snapshot("due-csv");
    told("ics")?.code(0).snapshot("due-ics");
    Ok(())
}

#[test]
fn what_falls_due_passes_through_today_to_overdue() -> Outcome {
    let text = new_case().to_string();
    let key = "statutory/first-review";
    for (as_of, left) in
        [("2026-01-31", 2), ("2026-02-01", 1), ("2026-02-02", 0), ("2026-02-03", -1)]
    {
        assert_eq!(one(&of_text(&text, as_of)?, key), Some(("2026-02-02", left)), "{as_of}");
    }
    // What every plan holds falls due on the planning day, and is no less due the day after it.
    let key = "dorset/permanence-plan";
    for (as_of, left) in [("2026-05-01", 1), ("2026-05-02", 0), ("2026-05-03", -1)] {
        assert_eq!(one(&of_text(&text, as_of)?, key), Some(("2026-05-02", left)), "{as_of}");
    }
    let after = of_text(&text, "2026-06-30")?;
    assert_eq!(one(&after, "dorset/wishes-recorded"), Some(("2026-05-02", -59)));
    // The finding of the same late plan carries what the regulations ask too.
    assert_eq!(one(&after, "statutory/plan-by-second-review"), None);
    Ok(())
}

#[test]
fn what_is_asked_only_later_is_not_said_to_be_overdue_since_the_planning_day() -> Outcome {
    let mut case = new_case();
    case["authority"] = json!("leicester");
    case["care"]["started"] = json!("2025-01-06");
    case["reviews"] = json!([{"date": "2025-02-03"}, {"date": "2025-05-01"}]);
    case["placements"] = json!([{"kind": "foster-care", "from": "2025-12-01"}]);
    let told = of_text(&case.to_string(), AS_OF)?;
    assert_eq!(one(&told, "leicester/wishes-recorded"), Some(("2025-05-01", -275)));
    assert_eq!(one(&told, "leicester/carer-support"), None);
    case["placements"][0]["from"] = json!("2025-01-06");
    let told = of_text(&case.to_string(), AS_OF)?;
    assert_eq!(one(&told, "leicester/carer-support"), Some(("2025-05-01", -275)));
    Ok(())
}

#[test]
fn a_period_includes_its_last_day_and_what_is_overdue() -> Outcome {
    let text = new_case().to_string();
    let listed = |as_of: &str, within: &str| -> Result<bool, Box<dyn std::error::Error>> {
        let options = ["due", "-", "--format", "csv", "--as-of", as_of, "--within", within];
        let ended = run(options).stdin(text.as_str()).end()?.code(0);
        Ok(ended.stdout.contains(",statutory/first-review,"))
    };
    for (as_of, within, expected) in [
        ("2026-01-05", "4w", true),
        ("2026-01-05", "28d", true),
        ("2026-01-05", "27d", false),
        ("2026-01-05", "1m", true),
        ("2026-02-01", "0d", false),
        ("2026-02-02", "0d", true),
        ("2026-03-30", "0d", true),
    ] {
        assert_eq!(listed(as_of, within)?, expected, "{within} from {as_of}");
    }
    Ok(())
}

#[test]
fn a_slip_in_a_period_or_a_format_is_told() -> Outcome {
    due([DEMO, "--within", "a month"]).end()?.code(2).snapshot("slip-within");
    due([DEMO, "--format", "isc"]).end()?.code(2).snapshot("slip-due-format");
    due([]).end()?.code(2).err("name a file or folder");
    due([DEMO, "--format", "csv", "--format", "json"]).end()?.code(2).err("standard output");
    Ok(())
}

#[test]
fn the_order_of_the_arguments_makes_no_difference() -> Outcome {
    let names =
        ["DOR-0403", "DOR-0406", "DOR-0405", "DOR-0402"].map(|id| format!("demo/{id}.yaml"));
    let forward = due(names.iter().map(String::as_str)).end()?.stdout;
    let back = due(names.iter().rev().map(String::as_str)).end()?.stdout;
    assert_eq!(forward, back);
    Ok(())
}

#[test]
fn what_could_not_be_read_is_told_and_the_rest_is_listed() -> Outcome {
    let ended = due([LATE, "invalid/uk-date.yaml", "--within", "1d"]).end()?.code(2);
    ended.snapshot("due-beside-bad");
    let empty = tempfile::tempdir()?;
    due([]).path(empty.path()).end()?.code(2).err("no case file was found");
    for format in ["json", "csv", "ics"] {
        due(["invalid/uk-date.yaml", "--format", format]).end()?.code(2);
    }
    Ok(())
}

#[test]
fn a_closed_case_has_no_deadline() -> Outcome {
    let mut case = new_case();
    assert_ne!(of_text(&case.to_string(), AS_OF)?["deadlines"], json!([]));
    case["care"]["ended"] = json!("2026-01-20");
    assert_eq!(of_text(&case.to_string(), "2026-06-30")?["deadlines"], json!([]));
    Ok(())
}

#[test]
fn a_waived_requirement_has_no_deadline() -> Outcome {
    let mut case = new_case();
    let as_of = "2026-06-30";
    let key = "dorset/permanence-plan";
    assert!(one(&of_text(&case.to_string(), as_of)?, key).is_some());
    case["waivers"] = json!([{
        "requirement": key, "reason": "made up", "agreed_by": "head-of-service", "until": "2026-12-31",
    }]);
    assert!(one(&of_text(&case.to_string(), as_of)?, key).is_none());
    Ok(())
}

#[test]
fn files_are_written_beside_each_other_and_never_over_a_case() -> Outcome {
    let folder = tempfile::tempdir()?;
    let case = folder.path().join("case.json");
    fs::write(&case, new_case().to_string())?;
    let options = ["case.json", "--format", "ics=due.ics", "--format", "csv=due.csv"];
    let ended = due(options).inside(folder.path()).end()?.code(0);
    assert_eq!(ended.stdout, "");
    let csv = fs::read_to_string(folder.path().join("due.csv"))?;
    assert_eq!(csv, due([]).path(&case).and(["--format", "csv"]).end()?.stdout);
    calendar(&fs::read_to_string(folder.path().join("due.ics"))?)?;
    let over = due(["case.json", "--format", "csv=case.json"]).inside(folder.path());
    over.end()?.code(2).err("which this run reads");
    Ok(())
}

/// The events of a calendar, read by an independent reader; the rules of RFC 5545 that it does not
/// hold are held here.
fn calendar(text: &str) -> Result<Vec<ICalendarComponent>, Box<dyn std::error::Error>> {
    let lines: Vec<&str> = text.split_terminator("\r\n").collect();
    assert!(text.ends_with("END:VCALENDAR\r\n") && !text.contains("\r\n\r\n"));
    for line in &lines {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
    }
    let read = ICalendar::parse(text).map_err(|entry| format!("{entry:?}"))?;
    let (whole, events) = read.components.split_first().ok_or("an empty calendar")?;
    for property in [ICalendarProperty::Prodid, ICalendarProperty::Version] {
        assert_eq!(count(whole, &property), 1, "{property:?}");
    }
    assert_eq!(count(whole, &ICalendarProperty::Method), 0);
    let mut uids = BTreeSet::new();
    for event in events {
        use ICalendarProperty::{Dtstamp, Dtstart, Sequence, Summary, Transp, Uid};
        for property in [Dtstamp, Dtstart, Sequence, Summary, Transp, Uid] {
            assert_eq!(count(event, &property), 1, "{property:?}");
        }
        assert_eq!(event.entries.len(), 6, "{event:?}");
        assert!(uids.insert(event.uid().ok_or("no UID")?.to_owned()), "{event:?}");
    }
    Ok(events.to_vec())
}

fn count(component: &ICalendarComponent, property: &ICalendarProperty) -> usize {
    component.entries.iter().filter(|entry| entry.name == *property).count()
}

fn summary(event: &ICalendarComponent) -> &str {
    let entry = event.property(&ICalendarProperty::Summary);
    entry.and_then(|entry| entry.values.first()?.as_text()).unwrap_or_default()
}

#[test]
fn the_calendar_is_one() -> Outcome {
    let told = due([DEMO, "--format", "json"]).end()?.json()?;
    let events = calendar(&due([DEMO, "--format", "ics"]).end()?.stdout)?;
    let deadlines = told["deadlines"].as_array().ok_or("no deadlines")?;
    assert_eq!(events.len(), deadlines.len());
    for (event, deadline) in events.iter().zip(deadlines) {
        let title = deadline["title"].as_str().ok_or("no title")?;
        let case = deadline["case_id"].as_str().ok_or("no case")?;
        assert!(summary(event).ends_with(&format!("{title}, {case}")), "{}", summary(event));
    }
    Ok(())
}

#[test]
fn a_later_calendar_moves_the_events_of_an_earlier_one() -> Outcome {
    let text = new_case().to_string();
    let events = |as_of: &str| {
        let options = ["due", "-", "--format", "ics", "--as-of", as_of];
        calendar(&run(options).stdin(text.as_str()).end()?.code(0).stdout)
    };
    let uids = |events: &[ICalendarComponent]| -> BTreeSet<String> {
        events.iter().filter_map(|event| event.uid().map(str::to_owned)).collect()
    };
    let sequence = |events: &[ICalendarComponent]| {
        let entry = events.first()?.property(&ICalendarProperty::Sequence)?;
        entry.values.first()?.as_integer()
    };
    let (before, after) = (events("2026-02-01")?, events("2026-02-03")?);
    assert!(!before.is_empty());
    assert_eq!(uids(&before), uids(&after));
    assert!(sequence(&before).is_some() && sequence(&before) < sequence(&after));
    let overdue =
        after.iter().filter(|event| summary(event).starts_with("Overdue since 2026-02-02"));
    assert_eq!(overdue.count(), 1);
    assert_eq!(
        calendar(&due(["demo/DOR-0401.yaml", "--within", "1d", "--format", "ics"]).end()?.stdout)?
            .len(),
        0
    );
    Ok(())
}

#[test]
fn hostile_references_steer_no_format() -> Outcome {
    let mut case = new_case();
    let hostile = "=1+1;,\\n\u{202e}é".to_owned() + &"€".repeat(60);
    case["case_id"] = json!(hostile);
    case["team"] = json!("@SUM(A1)\u{1b}[31m,\"");
    case["social_worker"] = json!("+cmd|' /C calc'!A0");
    let text = case.to_string();
    let told = |format: &str, by: &str| {
        let options = ["due", "-", "--format", format, "--by", by, "--as-of", AS_OF];
        run(options).stdin(text.as_str()).end().map(|ended| ended.code(0))
    };
    for format in ["table", "json", "csv", "ics"] {
        for by in ["team", "worker"] {
            let ended = told(format, by)?;
            assert!(!ended.stdout.contains(['\u{202e}', '\u{1b}']), "{}", ended.seen());
        }
    }
    let read = told("json", "team")?.json()?;
    assert_eq!(read["deadlines"][0]["case_id"], hostile);
    assert_eq!(read["groups"][0]["name"], case["team"]);

    let csv = told("csv", "team")?.stdout;
    let mut rows = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    for row in rows.records() {
        let row = row?;
        let fields: Vec<&str> = row.iter().skip(3).collect();
        assert!(fields.iter().all(|field| !field.starts_with(['=', '+', '-', '@'])), "{row:?}");
        assert_eq!(row.get(9), Some("'+cmd|' /C calc'!A0"));
    }
    let events = calendar(&told("ics", "team")?.stdout)?;
    let written_out = hostile.replace('\u{202e}', "\\u{202e}");
    assert!(events.iter().all(|event| summary(event).ends_with(&written_out)), "{events:?}");
    Ok(())
}

#[test]
fn the_html_report_tells_what_is_overdue_and_since_when() -> Outcome {
    let told = run(["due", "demo", "--as-of", AS_OF, "--format", "json"]).end()?.code(0).json()?;
    let overdue: Vec<_> = told["deadlines"]
        .as_array()
        .ok_or("no deadlines")?
        .iter()
        .filter(|deadline| deadline["state"] == "overdue")
        .collect();
    let cases: BTreeSet<_> = overdue.iter().map(|deadline| deadline["case_id"].as_str()).collect();
    let page = check(["demo", "--format", "html", "--fail-on", "never"]).end()?.code(0).stdout;
    let told = format!("<b>{}</b> <span class=\"quiet\">on {} cases", overdue.len(), cases.len());
    assert!(page.contains(&told), "no {told}");
    for deadline in overdue {
        let since =
            format!("<dt>Overdue</dt><dd>Since {}, ", deadline["due"].as_str().unwrap_or_default());
        assert!(page.contains(&since), "no {since}");
    }
    Ok(())
}
