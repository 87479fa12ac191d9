//! What can be left undone, requirement by requirement.

use super::file::File;
use super::{dates, people};
use crate::sample::draw::Draw;

/// One way of not meeting a requirement.
pub(super) struct Drift {
    pub(super) requirement: &'static str,
    pub(super) change: Change,
    /// How often, of a hundred times that others of its weight slip.
    pub(super) often: u32,
}

/// A change to a case file. Places are written as JSON Pointers, with `-` for the last item of a
/// list and `*` for all of them.
pub(super) enum Change {
    /// The first of these places that is there is not recorded.
    Drop(&'static [&'static str]),
    /// None of these places is recorded.
    DropAll(&'static [&'static str]),
    /// Another word stands there.
    Set(&'static str, &'static str),
    /// None when there was nothing to change.
    Edit(fn(&mut File<'_>, &mut Draw) -> Option<()>),
}

use Change::{Drop, DropAll, Edit, Set};

const fn drift(requirement: &'static str, change: Change) -> Drift {
    Drift { requirement, change, often: 100 }
}

/// One that leaves little of the file to judge by, and so is rare.
const fn seldom(requirement: &'static str, change: Change) -> Drift {
    Drift { requirement, change, often: 60 }
}

/// One that few cases can slip on, and so does more often.
const fn often(requirement: &'static str, change: Change) -> Drift {
    Drift { requirement, change, often: 200 }
}

/// Everything that can be left undone. What takes most away comes last, so that what comes before
/// finds something to change.
pub(super) const DRIFTS: &[Drift] = &[
    drift("planning-started-early", Drop(&["/permanence_plan/planning_started"])),
    drift("recognised-option", Edit(people::add_unexplained_option)),
    drift("track-timescales", Drop(&["/permanence_plan/contingencies/0/target_date"])),
    drift(
        "planning-meeting",
        DropAll(&["/permanence_plan/first_presented", "/permanence_plan/presented"]),
    ),
    drift("plan-review-cadence", Edit(dates::review_plan_too_late)),
    drift("no-drift", Edit(dates::let_milestone_pass)),
    drift("care-still-needed", Drop(&["/reviews/-/care_still_needed"])),
    often("option-identified-early", Edit(people::forget_when_adoption_was_identified)),
    drift("legal-route", Drop(&["/permanence_plan/primary/legal_route"])),
    drift("three-parts", Drop(&["/permanence_plan/security/emotional"])),
    drift("choice-from-assessment", Drop(&["/permanence_plan/primary/evidence"])),
    drift("choice-reflects-wishes", Drop(&["/permanence_plan/primary/reflects_wishes"])),
    drift("option-considerations", Drop(&["/permanence_plan/primary/considerations"])),
    drift("outcomes", Drop(&["/permanence_plan/outcomes"])),
    drift("partnership", Drop(&["/permanence_plan/agencies"])),
    drift(
        "alternative-carers-identified",
        DropAll(&["/permanence_plan/primary/carers", "/permanence_plan/primary/carers_search"]),
    ),
    often("heritage-no-delay", Set("/permanence_plan/milestones/0/late_because", "heritage-match")),
    drift("journey", Drop(&["/permanence_plan/milestones"])),
    drift("transition-plan", Drop(&["/permanence_plan/transition_plan"])),
    drift("achieved-is-secured", Drop(&["/placements/-/long_term_approved"])),
    drift("assessment-factors", Drop(&["/assessment/factors/carer_relationship"])),
    drift("safety-considered", Drop(&["/assessment/factors/safety_and_wellbeing"])),
    drift("support-needs", Drop(&["/assessment/factors/family_support_needs"])),
    drift("contact-in-assessment", Drop(&["/assessment/factors/family_contact"])),
    drift("linked-assessments", Drop(&["/assessment/draws_on"])),
    drift("adulthood", Edit(people::leave_adulthood_out)),
    drift("wishes-current", Edit(dates::ask_no_more)),
    drift("wishes-responded-to", Drop(&["/wishes_and_feelings/-/how_reflected"])),
    drift("officer-hears-child", Edit(people::keep_officer_from_child)),
    drift("advocate-offered", Drop(&["/child/advocate"])),
    drift("knows-why", Drop(&["/child/told_why_in_care"])),
    drift("knows-how-to-complain", Drop(&["/child/told_how_to_complain"])),
    drift("family-knows-how-to-complain", Drop(&["/family_finding/told_how_to_complain"])),
    often("wish-for-no-direct-contact", Drop(&["/wishes_and_feelings/-/weight_given"])),
    drift("return-home-considered", Edit(people::not_rule_out_home)),
    often("family-and-friends-first", Edit(people::not_rule_out_family)),
    drift("relatives-consulted", Drop(&["/family_finding/relatives/0/consulted"])),
    drift("family-plan", Drop(&["/family_finding/family_group_conference/family_plan"])),
    drift("family-group-conference", Drop(&["/family_finding/family_group_conference"])),
    often("return-home-expectations", Drop(RETURN_HOME_EXPECTATIONS)),
    often("return-home-family-ties", Drop(RETURN_HOME_TIES)),
    often("the-harbour", Drop(HARBOUR)),
    drift("return-home-safe", Drop(&["/permanence_plan/primary/return_home/safety_evidence"])),
    drift("return-home-supported", Drop(&["/permanence_plan/primary/return_home/transition"])),
    drift("siblings-recorded", Edit(people::not_say_only_child)),
    often("siblings-together", Edit(people::try_nothing_for_siblings)),
    drift("separation-explained", Drop(&["/siblings/0/explained_to_child"])),
    drift("siblings-in-touch", Edit(people::lose_touch_with_siblings)),
    often("sibling-adoption-decision", Edit(people::decide_siblings_unassessed)),
    drift("sibling-files-agree", Edit(people::disagree_on_siblings)),
    drift("sibling-decision", DropAll(&["/siblings/0/decision", "/siblings/0/decided"])),
    drift("family-contact", Edit(people::lose_touch_with_mother)),
    drift("no-contact-evidenced", Drop(&["/no_contact/0/reasons"])),
    drift("direct-contact-agreement", Drop(&["/keeping_in_touch/0/agreed"])),
    often("agreed-before-placement", Edit(dates::agree_contact_after_placement)),
    often("contact-reviewed", Drop(&["/keeping_in_touch/0/reviewed"])),
    drift("indirect-contact-agreed", Drop(&["/keeping_in_touch/-/agreed_by"])),
    drift("indirect-not-instead", Edit(people::write_instead_of_meeting)),
    often("indirect-contact-considered", Edit(people::send_no_letters)),
    drift("contact-benefits-child", Drop(&["/keeping_in_touch/-/benefit_to_child"])),
    drift("lifelong-links", Drop(&["/lifelong_links"])),
    drift("heritage", Drop(&["/child/heritage/how_promoted"])),
    drift("officer-satisfied", DropAll(&["/reviews/*/officer_satisfied"])),
    drift("officer-comment", DropAll(&["/reviews/*/officer_comment"])),
    often("consulted-on-updates", Edit(people::not_consult_parents)),
    often("other-options-considered", DropAll(&["/reviews/*/options_considered"])),
    often("local-placement", Drop(&["/placements/-/out_of_area/reason"])),
    drift("local-links", Drop(&["/placements/-/access_to_local_links"])),
    often("placement-stability", Edit(dates::move_too_often)),
    drift("childrens-home-reason", Edit(people::not_say_why_childrens_home)),
    drift("supported-lodgings", Drop(&["/permanence_plan/transition_plan/wanted_by_young_person"])),
    often("supported-lodgings-monitored", Drop(&["/placements/-/monitored"])),
    often("early-permanence", Drop(&["/permanence_plan/primary/early_permanence"])),
    drift(
        "prospective-adopter-relationship",
        Drop(&["/placements/-/prospective_adopter_relationship"]),
    ),
    drift("dual-approval", Edit(people::approve_to_foster_alone)),
    often("carer-met-birth-family", Drop(&["/placements/-/met_birth_family"])),
    drift("carers-approved", Drop(&["/placements/-/approved_as"])),
    drift("carer-support", Drop(&["/placements/-/support"])),
    drift("arrangement-status", Edit(dates::start_status_late)),
    drift("parental-responsibility", Drop(&["/care/parental_responsibility"])),
    drift("legal-status", Edit(dates::end_status_early)),
    drift("special-guardian-eligible", Drop(&["/orders/0/applicants/0/consents"])),
    drift("child-arrangements-eligible", Edit(people::apply_without_standing)),
    often("care-order-discharged", Edit(dates::keep_care_order)),
    often("out-of-care-after-order", Edit(dates::leave_care_open)),
    often("told-of-support-assessment", Drop(&["/orders/0/told_of_support_assessment"])),
    often("adoption-education-support", Drop(&["/orders/0/told_of_education_support"])),
    often("consent-for-major-decisions", Drop(&["/decisions/0/consents"])),
    often("proceedings-in-26-weeks", Edit(dates::let_proceedings_run)),
    often("first-review", Edit(dates::hold_first_review_late)),
    often("second-review", Edit(dates::hold_second_review_late)),
    often("later-reviews", Edit(dates::miss_latest_review)),
    drift("plan-by-second-review", Edit(dates::pass_over_plan)),
    drift("child-took-part", Drop(&["/reviews/-/participation"])),
    drift("officer-named", Drop(&["/reviewing_officer"])),
    drift("contingency-option", Drop(&["/permanence_plan/contingencies"])),
    seldom("primary-option", Drop(&["/permanence_plan/primary"])),
    seldom("wishes-recorded", Drop(&["/wishes_and_feelings"])),
    seldom("assessment", Drop(&["/assessment"])),
    seldom("permanence-plan", Edit(people::draw_up_no_plan)),
];

const RETURN_HOME_EXPECTATIONS: &[&str] = &[
    "/permanence_plan/primary/return_home/expectations",
    "/permanence_plan/contingencies/0/return_home/expectations",
];
const RETURN_HOME_TIES: &[&str] = &[
    "/permanence_plan/primary/return_home/family_ties",
    "/permanence_plan/contingencies/0/return_home/family_ties",
];
const HARBOUR: &[&str] = &[
    "/permanence_plan/primary/return_home/the_harbour",
    "/permanence_plan/contingencies/0/return_home/the_harbour",
];
