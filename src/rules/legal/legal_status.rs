//! Under which legal status the child is looked after.

use super::{Cause, judged_day};
use crate::rules::{Facts, Fault, Judgement, at};

/// A legal status is in force (Dorset §7.2 ¶4; Leicester, appendix 1; Children Act 1989, section
/// 22(1), which says who is looked after).
pub(super) fn legal_status(facts: &Facts<'_>) -> Judgement {
    let day = judged_day(facts);
    if facts.legal_status_on(day).is_some() {
        return Judgement::MET;
    }
    let place = at!["care", "legal_statuses"];
    let statuses = facts.case.care.legal_statuses.iter().enumerate();
    let last = statuses
        .filter(|(_, period)| period.to.passed_by(day))
        .filter_map(|(index, period)| Some((period.to.day()?, index, period.status?)))
        .max_by_key(|(ended, index, _)| (*ended, *index));
    let fault = match last {
        Some((ended, index, status)) => {
            let cause = Cause::StatusEnded { status, ended, day };
            Fault::wrong(cause, place.then(index).then("to"))
        }
        None => Fault::absent(Cause::NoStatus { day }, place),
    };
    fault.into()
}
