//! Whatever days a case file holds, however absurd, it is audited to the end.

mod support;

use permanence::case::CaseFile;
use permanence::document::Syntax;
use serde_json::{Value, json};
use support::filling::{filled_case, pointers};
use support::{Outcome, audit, day, decode, strategy};

const EXTREMES: [&str; 5] = ["0000-01-01", "1582-10-15", "2024-02-29", "2300-02-28", "9999-12-31"];

/// The places of every day in a case.
fn places_of_days(case: &Value) -> Vec<String> {
    let mut places = Vec::new();
    pointers(case, "", &mut places);
    let is_day = |place: &String| {
        let text = case.pointer(place).and_then(Value::as_str);
        text.is_some_and(|text| text.len() == 10 && text.starts_with("20"))
    };
    places.retain(is_day);
    places
}

#[test]
fn no_day_is_too_absurd_to_audit() -> Outcome<()> {
    let strategies = [strategy("dorset")?, strategy("leicester")?, strategy("statutory")?];
    let (case, _) = filled_case("word");
    let places = places_of_days(&case);
    assert!(places.len() > 60, "only {} days", places.len());
    for place in &places {
        for extreme in EXTREMES {
            let mut changed = case.clone();
            if let Some(value) = changed.pointer_mut(place) {
                *value = json!(extreme);
            }
            // Contradictions are left in: they too must not bring the audit down.
            let changed: CaseFile = decode(&changed.to_string(), Syntax::Json)?;
            for as_of in ["0000-01-01", "2026-01-31", "9999-12-31"] {
                let audited = audit(&changed, &strategies, day(as_of)?);
                assert!(!audited.outcomes.is_empty());
                for finding in audited.outcomes.iter().flat_map(|outcome| &outcome.findings) {
                    assert!(!finding.message().is_empty() && !finding.remedy().is_empty());
                }
            }
        }
    }
    Ok(())
}
