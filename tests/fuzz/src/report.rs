//! Bytes to a report made before: compared, taken as a baseline, written again.

use std::sync::{Arc, LazyLock};

use permanence::audit::Settings;
use permanence::document::{Syntax, decode_text};
use permanence::report::{
    ComparisonFormat, Format, Look, Named, PastReport, Show, compare, read_report, v1,
    write_comparison, write_report,
};

use crate::caseload::{CASES, Run, today};
use crate::safe::check_text;

/// A report of ours, to compare others with.
static OURS: LazyLock<PastReport> = LazyLock::new(|| {
    let written = written(Settings::as_of(today()), Format::Json);
    read_report(&written).expect("our own report can be read")
});

/// Reads a report, and uses it as every command that takes one does.
pub fn check(bytes: &[u8]) {
    let Ok(text) = decode_text(bytes.to_vec()) else { return };
    check_written_again(&text);
    let past = match read_report(&text) {
        Ok(past) => past,
        Err(error) => return assert!(!error.to_string().is_empty() && !error.help().is_empty()),
    };
    for (old, new) in [(&past, &past), (&past, &*OURS), (&*OURS, &past)] {
        match compare(old, new) {
            Ok(comparison) => {
                for &format in ComparisonFormat::ALL {
                    let mut written = Vec::new();
                    write_comparison(&comparison, format, &mut written).expect("it can be written");
                    check_text(&written, format.name());
                }
            }
            Err(error) => assert!(!error.help().is_empty()),
        }
    }
    if let Ok(baseline) = past.baseline(None) {
        assert!(baseline.runs_out() >= baseline.as_of);
        let settings = Settings { baseline: Some(Arc::new(baseline)), ..Settings::as_of(today()) };
        read_report(&written(settings, Format::Ndjson)).expect("our own report can be read");
    }
}

/// What is read as a report and written again reads as the same.
fn check_written_again(text: &str) {
    if let Ok(report) = serde_json::from_str::<v1::Report>(text) {
        let written = serde_json::to_string(&report).expect("it can be written");
        let again: v1::Report = serde_json::from_str(&written).expect("what was written is read");
        assert_eq!(serde_json::to_string(&again).ok(), Some(written));
    }
    for line in text.lines() {
        if let Ok(line) = serde_json::from_str::<v1::Line>(line) {
            let written = serde_json::to_string(&line).expect("it can be written");
            let again: v1::Line = serde_json::from_str(&written).expect("what was written is read");
            assert_eq!(serde_json::to_string(&again).ok(), Some(written));
        }
    }
}

fn written(settings: Settings, format: Format) -> String {
    let mut run = Run::of_all_strategies(settings);
    for case in CASES.iter() {
        run.text("case.yaml", case, Syntax::Yaml);
    }
    let look = Look { colour: false, width: 80, snippets: false, show: Show::All };
    let mut written = Vec::new();
    write_report(&run.report(), format, look, &mut written).expect("a report can be written");
    String::from_utf8(written).expect("JSON is UTF-8")
}
