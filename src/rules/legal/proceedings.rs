//! Care proceedings under the Public Law Outline.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::Cause;
use crate::calendar::{add_weeks, sub_days};
use crate::rules::{Days, Facts, Fault, Judgement, Parameters, at, within};

/// Care proceedings take 26 weeks at most (Dorset §5 ¶4; Children Act 1989, section 32(1)(a),
/// and section 32(5) and (8) for extensions).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ProceedingsInTime {
    /// The most weeks, beginning with the day of issue.
    #[schemars(range(min = 1, max = 520))]
    #[serde(deserialize_with = "within::<1, 520, _>")]
    weeks: u32,
}

impl Default for ProceedingsInTime {
    fn default() -> Self {
        Self { weeks: 26 }
    }
}

/// The last day to which the court extended the time, giving its reason.
fn extended_to(facts: &Facts<'_>) -> Option<NaiveDate> {
    let extensions = facts.case.care.proceedings.extensions.iter();
    extensions
        .filter(|extension| extension.reason.is_recorded())
        .filter_map(|extension| extension.to.day())
        .max()
}

/// Open past the last extension; of a closed case it is told as it was when the case closed.
fn past_extension(facts: &Facts<'_>, issued: NaiveDate, extended: NaiveDate) -> Cause {
    let (day, late) = (facts.day, Days::between(extended, facts.day));
    if facts.closing.is_some() {
        return Cause::ProceedingsPastExtensionAtClose { issued, extended, late, closed: day };
    }
    Cause::ProceedingsPastExtension { issued, extended, late, today: day }
}

/// Open past the weeks; of a closed case it is told as it was when the case closed.
fn overdue(facts: &Facts<'_>, issued: NaiveDate, due: NaiveDate, weeks: u32) -> Cause {
    let (day, late) = (facts.day, Days::between(due, facts.day));
    if facts.closing.is_some() {
        return Cause::ProceedingsOpenAtClose { issued, weeks, due, late, closed: day };
    }
    Cause::ProceedingsOverdue { issued, weeks, due, late, today: day }
}

impl ProceedingsInTime {
    fn still_open(facts: &Facts<'_>, issued: NaiveDate, due: NaiveDate, weeks: u32) -> Fault {
        let place = at!["care", "proceedings"];
        match extended_to(facts).filter(|&extended| extended > due) {
            Some(extended) if facts.day <= extended => {
                let cause = Cause::ProceedingsExtended { issued, weeks, due, extended };
                Fault::wrong(cause, place.then("extensions")).weighing_advice()
            }
            Some(extended) => {
                let cause = past_extension(facts, issued, extended);
                Fault::wrong(cause, place.then("extensions")).due_on(extended)
            }
            None => {
                let cause = overdue(facts, issued, due, weeks);
                Fault::wrong(cause, place.then("issued")).due_on(due)
            }
        }
    }

    fn concluded_late(
        facts: &Facts<'_>,
        issued: NaiveDate,
        due: NaiveDate,
        concluded: NaiveDate,
        weeks: u32,
    ) -> Fault {
        let place = at!["care", "proceedings", "concluded"];
        let late = Days::between(due, concluded);
        let cause = Cause::ProceedingsLate { issued, weeks, due, concluded, late };
        let fault = Fault::lapse(cause, place, concluded);
        match extended_to(facts) {
            Some(extended) if concluded <= extended => fault.weighing_advice(),
            _ => fault,
        }
    }
}

impl Parameters for ProceedingsInTime {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let proceedings = &facts.case.care.proceedings;
        let Some(issued) = proceedings.issued.by(facts.day) else {
            return Judgement::NotApplicable("no care proceedings have been issued");
        };
        let weeks = self.weeks;
        // The weeks begin with the day of issue, so that day counts.
        let due = sub_days(add_weeks(issued, weeks), 1);
        match proceedings.concluded.by(facts.day) {
            Some(concluded) if concluded <= due => Judgement::MET,
            Some(concluded) => Self::concluded_late(facts, issued, due, concluded, weeks).into(),
            None if facts.day <= due => Judgement::Met { next_due: Some(due) },
            None => Self::still_open(facts, issued, due, weeks).into(),
        }
    }
}
