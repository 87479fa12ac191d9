//! Who helped to make the plan.

use super::Cause;
use crate::case::Person;
use crate::rules::{Facts, Fault, Judgement, List, at, missing, why};

/// Made with child, family, carers and agencies (Dorset §2, §4.3, §7.2; Leicester, objectives 8
/// and planning ¶1).
pub(super) fn partnership(facts: &Facts<'_>) -> Judgement {
    let Some(plan) = facts.plan() else {
        return Judgement::NotApplicable(why::NO_PLAN);
    };
    let named = |word: &str| plan.contributors.iter().any(|person| person.as_str() == word);
    let child = !facts.is_asked() || named(Person::CHILD);
    let family = facts.family_unreachable() || plan.contributors.iter().any(Person::is_family);
    let carers = !facts.has_family_carers() || named(Person::CARERS);
    let agencies = plan.agencies.iter().any(|agency| agency.is_recorded());

    let parties = [
        (child, "the child"),
        (family, "the family"),
        (carers, "the carers"),
        (agencies, "any other agency"),
    ];
    let missing = missing(parties);
    if missing.is_empty() {
        return Judgement::MET;
    }
    let cause = Cause::PartnersMissing { missing: List(missing) };
    let people = child && family && carers;
    let key = if people { "agencies" } else { "contributors" };
    Fault::absent(cause, at!["permanence_plan", key]).into()
}
