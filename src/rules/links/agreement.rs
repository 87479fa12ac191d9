//! Direct contact: agreed, planned, in time, reviewed.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Cause, why};
use crate::calendar::add_months;
use crate::case::{AgreementPoint, ContactKind, PermanenceOption, Person, PlacementKind};
use crate::rules::{Days, Facts, Fault, InForce, Judgement, List, Parameters, missing, within};

/// Direct contact is agreed, with a clear plan (Dorset §4.7 ¶2, §4.6; Leicester, contact ¶3).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct DirectContactAgreement {
    /// Whether the plan must say where they meet.
    place: bool,
    /// Whether everyone concerned must have agreed.
    all_parties: bool,
    /// Whether it is advice that everyone accepts the four points.
    four_points: bool,
}

/// What an arrangement's plan leaves open.
pub(super) fn unclear(arrangement: &InForce<'_>, place: bool) -> Vec<&'static str> {
    let detail = arrangement.detail;
    let parts = [
        (detail.how.is_recorded(), "how"),
        (!place || detail.place.is_recorded(), "where"),
        (detail.frequency.is_recorded(), "how often"),
    ];
    missing(parts)
}

/// True when agreement was reached, or a court order stands for it.
pub(super) fn is_agreed(facts: &Facts<'_>, arrangement: &InForce<'_>) -> bool {
    is_ordered(facts, arrangement) || arrangement.detail.agreed.by(facts.day).is_some()
}

pub(super) fn is_ordered(facts: &Facts<'_>, arrangement: &InForce<'_>) -> bool {
    arrangement.detail.ordered_by_court.by(facts.day).is_some()
}

/// The parties who are not recorded as agreeing; none when a court order stands for agreement.
pub(super) fn parties_missing(facts: &Facts<'_>, arrangement: &InForce<'_>) -> Vec<&'static str> {
    if is_ordered(facts, arrangement) {
        return Vec::new();
    }
    let agreed_by = &arrangement.detail.agreed_by;
    let agrees = |word: &str| agreed_by.iter().any(|person| person.covers(word));
    let both_parents = || Person::PARENTS.iter().filter(|word| agrees(word)).count() >= 2;
    let other_person =
        arrangement.detail.with.as_ref().is_none_or(|with| {
            agrees(with.as_str()) || (with.as_str() == "parents" && both_parents())
        });
    let day = arrangement.detail.agreed.by(facts.day).unwrap_or(facts.day);
    let other = match arrangement.with() {
        "this person" => "the person concerned",
        known => known,
    };
    let parties = [
        (other_person, other),
        (!facts.is_asked_on(day) || agrees(Person::CHILD), "the child"),
        (!facts.has_carers() || agrees(Person::CARERS), "the carers"),
        (agrees(Person::SOCIAL_WORKER), "the social worker"),
    ];
    missing(parties)
}

impl DirectContactAgreement {
    fn faults(&self, facts: &Facts<'_>, arrangement: &InForce<'_>) -> Vec<Fault> {
        let (who, place) = (arrangement.with(), arrangement.pointer());
        let mut faults = Vec::new();
        if is_agreed(facts, arrangement) {
            let missing =
                if self.all_parties { parties_missing(facts, arrangement) } else { vec![] };
            if !missing.is_empty() {
                let cause = Cause::DirectPartiesMissing { who, missing: List(missing) };
                faults.push(Fault::absent(cause, place.then("agreed_by")));
            }
        } else {
            faults.push(Fault::absent(Cause::DirectNotAgreed { who }, place.then("agreed")));
        }
        let missing = unclear(arrangement, self.place);
        if !missing.is_empty() {
            let cause = Cause::DirectPlanUnclear { who, missing: List(missing) };
            faults.push(Fault::absent(cause, place.clone()));
        }
        let points: Vec<AgreementPoint> = AgreementPoint::ALL
            .iter()
            .copied()
            .filter(|point| !arrangement.detail.all_parties_agree_on.contains(point))
            .collect();
        if self.four_points && !points.is_empty() {
            let cause = Cause::PointsNotAgreed { who, missing: List(points) };
            faults.push(Fault::absent(cause, place.then("all_parties_agree_on")).weighing_advice());
        }
        faults
    }
}

impl Parameters for DirectContactAgreement {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let direct: Vec<InForce<'_>> = facts.arrangements_of(ContactKind::Direct).collect();
        if direct.is_empty() {
            return Judgement::NotApplicable(why::NO_DIRECT);
        }
        let faults = direct.iter().flat_map(|arrangement| self.faults(facts, arrangement));
        Judgement::from_faults(faults.collect())
    }
}

/// The day the child's present home became a permanent one, when it is.
fn placed_for_good(facts: &Facts<'_>) -> Option<NaiveDate> {
    let (_, home) = facts.placement()?;
    let from = home.from.by(facts.day);
    match home.kind? {
        PlacementKind::Adoptive | PlacementKind::FosteringForAdoption => from,
        PlacementKind::FamilyAndFriends => {
            let primary = facts.primary()?;
            let kin = primary.detail.with.as_ref().is_some_and(Person::is_kin_or_friend);
            let with_kin = match primary.option {
                PermanenceOption::FamilyAndFriends => true,
                PermanenceOption::SpecialGuardianship | PermanenceOption::ChildArrangements => kin,
                _ => false,
            };
            // The day of the present version: an earlier one may have been another plan.
            let plan = facts.plan().filter(|_| with_kin)?;
            let presented =
                facts.in_care(plan.presented).or_else(|| facts.in_care(plan.first_presented))?;
            Some(from.map_or(presented, |from| from.max(presented)))
        }
        _ => home.long_term_approved.by(facts.day),
    }
}

/// Direct contact is agreed before the child is placed for good (Leicester, contact ¶3).
///
/// An arrangement that was never agreed is the finding of direct-contact-agreement.
pub(super) fn agreed_before_placement(facts: &Facts<'_>) -> Judgement {
    let direct: Vec<InForce<'_>> = facts.arrangements_of(ContactKind::Direct).collect();
    if direct.is_empty() {
        return Judgement::NotApplicable(why::NO_DIRECT);
    }
    let Some(placed) = placed_for_good(facts) else {
        return Judgement::NotApplicable("the child is not in a permanent placement");
    };
    if !direct.iter().any(|arrangement| is_agreed(facts, arrangement)) {
        return Judgement::NotApplicable(why::NONE_AGREED);
    }
    let faults = direct.iter().filter_map(|arrangement| {
        let agreed = arrangement.detail.agreed.by(facts.day)?;
        let due = arrangement.detail.from.by(facts.day).map_or(placed, |from| from.max(placed));
        (agreed > due && !is_ordered(facts, arrangement)).then(|| {
            let late = Days::between(due, agreed);
            let cause = Cause::AgreedAfterPlacement { who: arrangement.with(), agreed, due, late };
            Fault::lapse(cause, arrangement.pointer().then("agreed"), agreed)
        })
    });
    Judgement::from_faults(faults.collect())
}

/// Direct contact is regularly reviewed (Leicester, contact ¶3; the number is the tool's).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ContactReviewed {
    /// The most months between reviews of an arrangement.
    #[schemars(range(max = 120))]
    #[serde(deserialize_with = "within::<0, 120, _>")]
    max_months: u32,
}

impl Default for ContactReviewed {
    fn default() -> Self {
        Self { max_months: 12 }
    }
}

impl Parameters for ContactReviewed {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let months = self.max_months;
        let mut faults = Vec::new();
        let mut next: Option<NaiveDate> = None;
        let mut any = false;
        for arrangement in facts.arrangements_of(ContactKind::Direct) {
            any = true;
            let detail = arrangement.detail;
            let days = detail.reviewed.iter().chain([&detail.agreed, &detail.ordered_by_court]);
            // One that was never agreed is the finding of direct-contact-agreement.
            let Some(last) = days.filter_map(|day| day.by(facts.day)).max() else {
                continue;
            };
            let due = add_months(last, months);
            if due >= facts.day {
                next = Some(next.map_or(due, |next| next.min(due)));
                continue;
            }
            let (who, today) = (arrangement.with(), facts.day);
            let late = Days::between(due, today);
            let cause = Cause::ContactNotReviewed { who, last, months, due, late, today };
            let place = arrangement.pointer().then("reviewed");
            faults.push(Fault::wrong(cause, place).due_on(due));
        }
        match (any, next) {
            (false, _) => Judgement::NotApplicable(why::NO_DIRECT),
            _ if !faults.is_empty() => Judgement::NotMet(faults),
            (true, None) => Judgement::NotApplicable(why::NONE_AGREED),
            (true, next_due) => Judgement::Met { next_due },
        }
    }
}
