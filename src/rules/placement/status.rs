//! Whether the kind of home and the legal status agree, day by day (Leicester, appendix 1).

use super::coverage::{last_day, stays, uncovered};
use super::runs::{Run, joined};
use super::{Cause, outside, why};
use crate::calendar::add_days;
use crate::case::LegalStatus;
use crate::rules::{Facts, Fault, Judgement, List, at};

/// Arrangement and status agree (Leicester, appendix 1).
///
/// What ended before this period of care is no part of it, save private fostering of late.
pub(super) fn arrangement_status(facts: &Facts<'_>) -> Judgement {
    let nothing =
        stays(facts, facts.day).next().is_none() && outside::arrangements(facts).next().is_none();
    if nothing {
        return Judgement::NotApplicable(why::NO_PLACEMENT);
    }
    let mut faults: Vec<Fault> =
        outside::arrangements(facts).flat_map(|arrangement| arrangement.faults(facts)).collect();
    faults.extend(without_status(facts));
    Judgement::from_faults(faults)
}

/// Days in placements without a status that makes the child looked after. Having no status at all
/// now, or ever, is the finding of legal-status.
fn without_status(facts: &Facts<'_>) -> Vec<Fault> {
    let statuses = &facts.case.care.legal_statuses;
    if !statuses.iter().any(|period| facts.seen(period.from)) {
        return Vec::new();
    }
    let last_day = last_day(facts);
    let uncovered: Vec<(Run, Option<LegalStatus>)> =
        stays(facts, last_day).flat_map(|stay| uncovered(facts, stay)).collect();
    let under = |status: Option<LegalStatus>| {
        let runs = uncovered.iter().filter(|(_, was)| *was == status);
        joined(runs.map(|(run, _)| *run).collect())
    };
    let (none, supervised) = (under(None), under(Some(LegalStatus::SupervisionOrder)));
    let now = supervised.iter().find(|run| run.last == last_day);
    let open = now.map(|run| {
        let (since, today) = (run.first, last_day);
        let cause = Cause::SupervisionOrderOnly { since, today };
        Fault::wrong(cause, at!["care", "legal_statuses"])
    });
    let past = none.iter().chain(&supervised);
    let runs = joined(past.filter(|run| run.last < last_day).copied().collect());
    let over = runs.last().map(|run| add_days(run.last, 1)).map(|ended| {
        let cause = Cause::NoStatusForRuns { runs: List(runs) };
        Fault::lapse(cause, at!["care", "legal_statuses"], ended)
    });
    open.into_iter().chain(over).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use serde_json::{Value, json};

    use super::*;
    use crate::case::CaseFile;
    use crate::rules::{Conventions, PlanningDay};

    /// What is said of these statuses and placements at 2025-09-01, and whether it is over.
    fn said(statuses: &Value, placements: &Value) -> Vec<(String, bool)> {
        let case = json!({
            "format": 1,
            "case_id": "FIX-1",
            "child": {"date_of_birth": "2014-05-02"},
            "care": {"started": "2025-01-06", "legal_statuses": statuses},
            "placements": placements,
        });
        let conventions = Conventions { planning_day: PlanningDay::AtSecondReview, views_age: 4 };
        let read: Result<CaseFile, _> = serde_json::from_value(case);
        let (Ok(case), Some(today)) = (&read, NaiveDate::from_ymd_opt(2025, 9, 1)) else {
            return vec![(format!("{read:?}"), false)];
        };
        let facts = Facts::new(case, today, &conventions, false);
        let faults = without_status(&facts);
        faults.iter().map(|fault| (fault.cause.sentence(), fault.over.is_some())).collect()
    }

    #[test]
    fn days_between_two_statuses_are_counted_once_over_two_homes() {
        let statuses = json!([
            {"status": "section-20", "from": "2025-01-06", "to": "2025-02-10"},
            {"status": "interim-care-order", "from": "2025-02-21"},
        ]);
        let homes = json!([
            {"kind": "foster-care", "from": "2025-01-06", "to": "2025-02-15"},
            {"kind": "foster-care", "from": "2025-02-15"},
        ]);
        assert_eq!(
            said(&statuses, &homes),
            [(
                "The child was in a placement without a legal status that makes a child looked \
                 after: from 2025-02-11 to 2025-02-20 (10 days)."
                    .to_owned(),
                true
            )]
        );
    }

    #[test]
    fn statuses_that_meet_leave_no_day_out() {
        let homes = json!([{"kind": "foster-care", "from": "2025-01-06"}]);
        for from in ["2025-02-10", "2025-02-11"] {
            let statuses = json!([
                {"status": "section-20", "from": "2025-01-06", "to": "2025-02-10"},
                {"status": "care-order", "from": from},
            ]);
            assert_eq!(said(&statuses, &homes), []);
        }
    }

    #[test]
    fn a_later_supervision_order_takes_the_place_of_an_open_status() {
        let statuses = json!([
            {"status": "section-20", "from": "2025-01-06"},
            {"status": "supervision-order", "from": "2025-08-01"},
        ]);
        let homes = json!([{"kind": "foster-care", "from": "2025-01-06"}]);
        let said = said(&statuses, &homes);
        assert_eq!(said.len(), 1);
        assert!(
            said.iter().all(|(sentence, over)| {
                sentence.starts_with("From 2025-08-01 to 2025-09-01") && !over
            }),
            "{said:?}"
        );
    }

    #[test]
    fn no_status_now_is_left_to_legal_status() {
        let homes = json!([{"kind": "foster-care", "from": "2025-01-06"}]);
        let ended = json!([{"status": "section-20", "from": "2025-01-06", "to": "2025-08-01"}]);
        assert_eq!(said(&ended, &homes), []);
        assert_eq!(said(&json!([]), &homes), []);
    }

    #[test]
    fn a_stay_is_judged_from_the_day_care_started() {
        let statuses = json!([{"status": "section-20", "from": "2025-01-06"}]);
        let homes = json!([
            {"kind": "foster-care", "from": "2019-03-01", "to": "2019-09-01"},
            {"kind": "foster-care", "from": "2024-12-20"},
        ]);
        assert_eq!(said(&statuses, &homes), []);
    }

    #[test]
    fn a_supervision_order_over_two_homes_is_one_run() {
        let statuses = json!([
            {"status": "section-20", "from": "2025-01-06", "to": "2025-05-31"},
            {"status": "supervision-order", "from": "2025-06-01"},
        ]);
        let homes = json!([
            {"kind": "foster-care", "from": "2025-01-06", "to": "2025-07-01"},
            {"kind": "with-parents", "from": "2025-07-01"},
        ]);
        let said = said(&statuses, &homes);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(
            said.iter().all(|(sentence, _)| sentence.starts_with("From 2025-06-01 to 2025-09-01")),
            "{said:?}"
        );
    }
}
