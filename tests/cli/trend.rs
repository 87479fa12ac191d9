//! How cases stood at the end of each month or week.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::harness::{Outcome, Run, check, run};

const DEMO: &str = "demo";
const TO: &str = "2026-01-31";

type Counted = BTreeMap<String, u64>;

/// A run of `trend` up to the tests' day.
fn trend<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Run {
    run(["trend", "--to", TO]).and(arguments)
}

#[test]
fn figures_are_told_for_each_month() -> Outcome {
    trend([DEMO]).end()?.code(0).snapshot("trend");
    let weeks = trend([DEMO, "--from", "2025-12-22", "--every", "week", "--select", "reviews"]);
    weeks.end()?.code(0).snapshot("trend-weeks");
    Ok(())
}

#[test]
fn machines_are_told_the_same() -> Outcome {
    let options = ["--from", "2025-12-31", "--select", "plan-review-cadence,no-drift"];
    for format in ["json", "csv"] {
        let ended = trend([DEMO, "--format", format]).and(options).end()?.code(0);
        ended.snapshot(&format!("trend-{format}"));
    }
    Ok(())
}

/// What `check` says, as at a day, of the cases that were in care on it.
fn checked(path: &str, day: &str, code: i32) -> Result<Counted, Box<dyn std::error::Error>> {
    let options = ["check", path, "--format", "json", "--show", "all", "--fail-on", "never"];
    let report = run(options).and(["--as-of", day]).end()?.code(code).json()?;
    let mut counted = Counted::new();
    let mut count = |key: String| *counted.entry(key).or_default() += 1;
    for audit in report["audits"].as_array().ok_or("no audits")? {
        let outcomes = audit["outcomes"].as_array().ok_or("no outcomes")?;
        let waits = |outcome: &Value| {
            outcome["because"].as_str().is_some_and(|why| why.starts_with("care starts on"))
        };
        if !audit["closed_on"].is_null() {
            count("closed".to_owned());
        } else if outcomes.iter().any(waits) {
            count("before_care".to_owned());
        } else {
            count("cases".to_owned());
            count(audit["colour"].as_str().unwrap_or_default().to_owned());
            for outcome in outcomes {
                let text = |key: &str| outcome[key].as_str().unwrap_or_default();
                count(format!("{} {}", text("requirement"), text("outcome")));
            }
        }
    }
    Ok(counted)
}

/// The same of a point of a trend; what is nowhere counted is left out.
fn pointed(point: &Value) -> Counted {
    let mut counted = Counted::new();
    let mut keep = |key: String, value: &Value| {
        if let Some(number) = value.as_u64().filter(|number| *number > 0) {
            counted.insert(key, number);
        }
    };
    for key in ["cases", "closed", "before_care", "red", "amber", "green"] {
        keep(key.to_owned(), &point[key]);
    }
    for figures in point["by_requirement"].as_array().into_iter().flatten() {
        let requirement = figures["requirement"].as_str().unwrap_or_default();
        for key in ["met", "not_met", "not_due", "not_applicable", "waived"] {
            keep(format!("{requirement} {}", key.replace('_', "-")), &figures[key]);
        }
    }
    counted
}

#[test]
fn each_day_says_what_a_check_as_at_that_day_says() -> Outcome {
    let mut seen = Counted::new();
    let batches = [
        (DEMO, "2025-03-01", TO, 0),
        // What is expected of these cases lies beside them, and is none.
        ("cases/leicester", "2022-10-01", "2023-03-15", 2),
    ];
    for (path, from, to, code) in batches {
        let time = ["--from", from, "--to", to];
        let told = run(["trend", path, "--format", "json"]).and(time).end()?.code(code).json()?;
        let points = told["points"].as_array().ok_or("no points")?;
        assert!(points.len() >= 6, "{}", points.len());
        for point in points {
            let day = point["day"].as_str().ok_or("no day")?;
            let counted = pointed(point);
            assert_eq!(counted, checked(path, day, code)?, "{path} as at {day}");
            seen.extend(counted);
        }
    }
    for key in ["closed", "before_care", "red", "amber", "green"] {
        assert!(seen.contains_key(key), "no case was ever {key}");
    }
    Ok(())
}

#[test]
fn the_overall_figure_is_that_of_a_check() -> Outcome {
    // Every case of these was in care then, so that both look at the same.
    let cases = ["demo/DOR-0402.yaml", "demo/DOR-0403.yaml", "demo/DOR-0404.yaml"];
    let told = trend(cases).and(["--from", TO, "--format", "json"]).end()?.code(0).json()?;
    let report = check(cases).and(["--format", "json"]).end()?.json()?;
    assert_eq!(told["points"][0]["percent_compliant"], report["summary"]["percent_compliant"]);
    assert_eq!(told["points"][0]["by_requirement"], report["summary"]["by_requirement"]);
    Ok(())
}

/// The days of a trend.
fn days<'a>(
    arguments: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let options = ["trend", "demo/DOR-0401.yaml", "--format", "json"];
    let told = run(options).and(arguments).end()?.code(0).json()?;
    let points = told["points"].as_array().ok_or("no points")?;
    Ok(points.iter().filter_map(|point| point["day"].as_str().map(str::to_owned)).collect())
}

#[test]
fn the_days_are_the_ends_of_months_or_weeks_and_the_last_day() -> Outcome {
    let leap = days(["--from", "2024-01-15", "--to", "2024-03-10"])?;
    assert_eq!(leap, ["2024-01-31", "2024-02-29", "2024-03-10"]);
    let year = days(["--as-of", "2024-02-29"])?;
    assert_eq!(year.len(), 12);
    assert_eq!((year[0].as_str(), year[11].as_str()), ("2023-03-31", "2024-02-29"));
    let weeks = days(["--from", "2026-01-01", "--to", "2026-01-12", "--every", "week"])?;
    assert_eq!(weeks, ["2026-01-04", "2026-01-11", "2026-01-12"]);
    assert_eq!(days(["--from", "2026-01-12", "--to", "2026-01-12"])?, ["2026-01-12"]);
    Ok(())
}

#[test]
fn a_slip_in_the_time_is_told() -> Outcome {
    trend([DEMO, "--from", "2026-02-01"]).end()?.code(2).snapshot("slip-from-after-to");
    let long = trend([DEMO, "--from", "1999-01-01"]).end()?.code(2);
    long.err("too long a time").err("at most two years of weeks");
    trend([DEMO, "--as-of", TO]).end()?.code(2).err("cannot be used with");
    trend([DEMO, "--format", "ics"]).end()?.code(2).err("there are table, csv, json");
    Ok(())
}

#[test]
fn what_could_not_be_read_is_told_and_the_rest_is_counted() -> Outcome {
    let options = ["--from", "2026-01-01", "--select", "plan-review-cadence"];
    let paths = ["demo/DOR-0403.yaml", "invalid/uk-date.yaml"];
    trend(paths).and(options).end()?.code(2).snapshot("trend-beside-bad");
    let read = trend(paths).and(options).and(["--format", "json"]).end()?.code(2).json()?;
    assert_eq!(read["unreadable"].as_array().map(Vec::len), Some(1));
    let empty = tempfile::tempdir()?;
    trend([]).path(empty.path()).end()?.code(2).err("no case file was found");
    Ok(())
}

#[test]
fn a_case_that_is_not_in_care_counts_on_no_day() -> Outcome {
    let case = json!({
        "format": 1, "case_id": "=DOR-0991\u{202e}", "authority": "dorset",
        "child": {"date_of_birth": "2014-05-02"},
        "care": {"started": "2025-11-10", "ended": "2025-12-20"},
    });
    let options = ["-", "--from", "2025-10-01", "--format", "csv"];
    let ended = trend(options).stdin(case.to_string()).end()?.code(0).never("DOR-0991");
    let mut rows = csv::Reader::from_reader(ended.stdout.trim_start_matches('\u{feff}').as_bytes());
    let mut cases = Vec::new();
    for row in rows.records() {
        let row = row?;
        if row.get(1) == Some("") {
            cases.push((row[0].to_owned(), row[8].to_owned()));
        }
    }
    let expected = [("2025-10-31", "0"), ("2025-11-30", "1"), ("2025-12-31", "0"), (TO, "0")];
    let expected = expected.map(|(day, cases)| (day.to_owned(), cases.to_owned()));
    assert_eq!(cases, expected);
    Ok(())
}

#[test]
fn the_html_report_draws_what_trend_tells() -> Outcome {
    let told = trend([DEMO, "--format", "json"]).end()?.code(0).json()?;
    let days = told["points"].as_array().ok_or("no points")?;
    assert_eq!(days.len(), 12);
    let page = check([DEMO, "--format", "html", "--trend", "--fail-on", "never"]).end()?.code(0);
    for day in days {
        let number = |key: &str| day[key].as_u64().unwrap_or_default();
        let [cases, red, amber, green] = ["cases", "red", "amber", "green"].map(number);
        let row = format!(
            r#"<th scope="row">{}</th><td class="n">{cases}</td><td class="n">{red}</td><td class="n">{amber}</td><td class="n">{green}</td>"#,
            day["day"].as_str().unwrap_or_default(),
        );
        assert!(page.stdout.contains(&row), "no {row}");
    }
    let shorter = check([DEMO, "--format", "html", "--trend=2", "--fail-on", "never"]).end()?;
    assert!(shorter.stdout.contains("from 31 December 2025 to 31 January 2026"));
    let without = check([DEMO, "--format", "html", "--fail-on", "never"]).end()?;
    assert!(!without.stdout.contains("over time"));
    Ok(())
}

#[test]
fn a_trend_reads_what_cannot_be_read_once_and_changes_no_other_report() -> Outcome {
    let folder = tempfile::tempdir()?;
    let page = format!("html={}", folder.path().join("audit.html").display());
    let inputs = [DEMO, "invalid", "--format", "json"];
    let plain = check(inputs).end()?.code(2);
    let beside = check(inputs).and(["--format", &page, "--trend"]).end()?.code(2);
    assert_eq!(plain.stdout, beside.stdout);
    Ok(())
}

#[test]
fn a_trend_needs_the_html_report() -> Outcome {
    let ended = check([DEMO, "--trend"]).end()?.code(2);
    assert!(ended.stderr.contains("--trend is drawn in the HTML report"), "{}", ended.stderr);
    assert!(ended.stderr.contains("--format html=audit.html"), "{}", ended.stderr);
    assert_eq!(ended.stdout, "");
    // A path is never taken for a number of months.
    let ended = check(["--trend", DEMO, "--format", "html", "--fail-on", "never"]).end()?.code(0);
    assert!(ended.stdout.contains("over time"));
    Ok(())
}
