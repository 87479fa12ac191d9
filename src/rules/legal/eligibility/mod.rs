//! Who may apply for an order.
//!
//! The limbs are data: a strategy lists those it gives. Where none of them is met, but the Act
//! lets the person apply all the same, that is advice which says so.

mod adopter;
mod child_arrangements;
mod limb;
mod lived_with;
mod special_guardianship;

use super::Cause;
use super::orders::Application;
use super::text::MissingYear;
use crate::case::ApplicantRelationship;
use crate::rules::{Facts, Fault, Nth, Severity, Weight};

pub(crate) use adopter::AdopterEligible;
pub(crate) use child_arrangements::ChildArrangementsEligible;
pub(crate) use limb::Limb;
pub(crate) use special_guardianship::SpecialGuardianEligible;

use limb::Candidate;
pub(super) use lived_with::Tally;
use lived_with::{Counting, THREE_YEARS, Window};

/// Who may apply for one order: the limbs of a strategy, and those of the Act.
struct Grounds<'a> {
    limbs: &'a [Limb],
    counting: Counting,
    act: &'static [Limb],
    parents_barred: bool,
}

impl Grounds<'_> {
    /// What is wrong with each applicant, by these grounds.
    fn faults(&self, facts: &Facts<'_>, application: &Application<'_>) -> Vec<Fault> {
        let applicants = &application.detail.applicants;
        if applicants.is_empty() && application.detail.own_motion != Some(true) {
            let cause =
                Cause::NoApplicant { order: application.order, applied: application.applied };
            let place = application.pointer().then("applicants");
            return vec![Fault::absent(cause, place)];
        }
        let each = applicants.iter().enumerate().filter_map(|(index, detail)| {
            let candidate = Candidate::new(facts, application.applied, detail);
            if self.parents_barred && candidate.is(ApplicantRelationship::Parent) {
                return Some(parent(application, index));
            }
            self.fault(facts, application, index, &candidate)
        });
        each.collect()
    }

    fn fault(
        &self,
        facts: &Facts<'_>,
        application: &Application<'_>,
        index: usize,
        candidate: &Candidate<'_>,
    ) -> Option<Fault> {
        let given = |limb: &Limb| candidate.meets(*limb, self.counting);
        if self.limbs.iter().any(given) {
            return None;
        }
        let place = application.pointer().then("applicants").then(index);
        if let Some(cause) = self.by_law(facts, application, index, candidate) {
            return Some(Fault::wrong(cause, place).weighing_advice());
        }
        let cause = Cause::MayNotApply {
            nth: Nth(index),
            order: application.order,
            applied: application.applied,
            lived: self.counting.tally(&candidate.stays),
            year: self.missing_year(candidate),
        };
        Some(Fault::wrong(cause, place))
    }

    /// The year up to the application that a foster carer or, where the strategy gives that ground,
    /// a relative lacks.
    fn missing_year(&self, candidate: &Candidate<'_>) -> MissingYear {
        use ApplicantRelationship::{FosterCarer, Relative};
        let lacks = |limb, who| self.limbs.contains(&limb) && candidate.is(who);
        let after_a_year = lacks(Limb::FosterCarer, FosterCarer) || lacks(Limb::Relative, Relative);
        MissingYear(after_a_year.then(|| candidate.stays.year_earlier()))
    }

    /// Why the law allows it, though no limb of the strategy is met: leave of court, the court's own
    /// motion, or a limb of the Act that the strategy leaves out.
    fn by_law(
        &self,
        facts: &Facts<'_>,
        application: &Application<'_>,
        index: usize,
        candidate: &Candidate<'_>,
    ) -> Option<Cause> {
        let (nth, order) = (Nth(index), application.order);
        if let Some(leave) = application.detail.court_leave.by(facts.today) {
            return Some(Cause::MayApplyByLeave { nth, order, leave });
        }
        if application.detail.own_motion == Some(true) {
            return Some(Cause::MadeOfOwnMotion { nth, order });
        }
        let mut act = self.act.iter().copied();
        let limb = act.find(|&limb| candidate.meets(limb, Counting::ACT))?;
        Some(Cause::MayApplyByAct { nth, order, limb })
    }
}

/// A parent may not become special guardian, whatever the strategy weighs the rest.
fn parent(application: &Application<'_>, index: usize) -> Fault {
    let cause = Cause::ParentMayNotApply { nth: Nth(index), applied: application.applied };
    let place = application.pointer().then("applicants").then(index);
    Fault::wrong(cause, place.then("relationship")).weighing(Weight::Exactly(Severity::Breach))
}
