//! What the requirements about legal status and orders say when they are not met.

use std::fmt;

use chrono::NaiveDate;

use super::eligibility::{Limb, Tally};
use crate::case::{LegalStatus, MajorDecisionKind, PermanenceOrder, ResponsibilityHolder};
use crate::rules::{Days, List, Nth, causes};

/// A major decision with its day: `a change of name on 2025-07-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decided {
    /// What was decided.
    pub(super) decision: MajorDecisionKind,
    /// When, where that is recorded.
    pub(super) on: Option<NaiveDate>,
}

impl fmt::Display for Decided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.on {
            Some(on) => write!(f, "{} on {on}", self.decision),
            None => write!(f, "{} recorded without its day", self.decision),
        }
    }
}

/// A remark on someone who could apply after a year: since when the child should have lived with
/// them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MissingYear(pub(super) Option<NaiveDate>);

impl fmt::Display for MissingYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(since) => write!(f, ", not for the whole year from {since}"),
            None => Ok(()),
        }
    }
}

causes! {
    ResponsibilityNotRecorded {} "responsibility-not-recorded":
        "It is not recorded who holds parental responsibility.",
        do "Record who holds it under care.parental_responsibility, with the day it began where that is known.";
    NobodyResponsible { day: NaiveDate } "nobody-responsible":
        "Nobody is recorded as holding parental responsibility on {day}.",
        do "Record who held it then under care.parental_responsibility, or put the days of those listed right.";
    ResponsibilityUnknown {} "responsibility-unknown":
        "Who holds parental responsibility is recorded as unknown, with no reason why no family can be reached or safely asked.",
        do "Find out who holds it and record that, or give the reason under family_finding.unreachable.reason.";
    AuthorityMissing { status: LegalStatus, day: NaiveDate } "authority-responsibility-missing":
        "The local authority is not recorded as holding parental responsibility on {day}, when {status} was in force and gave it a share.",
        do "Add local-authority to care.parental_responsibility from the day of the order, or put the legal status right.";
    AuthorityHoldsNone { status: LegalStatus, day: NaiveDate } "authority-holds-no-responsibility":
        "The local authority is recorded as holding parental responsibility on {day}, under {status}, which gives it none.",
        do "Take local-authority out of care.parental_responsibility, or give the days it held it, or put the legal status right.";
    ParentsMissing { status: LegalStatus, day: NaiveDate } "parents-responsibility-missing":
        "No parent is recorded as holding parental responsibility on {day}; under {status} they keep it.",
        do "Add each parent who holds it to care.parental_responsibility; where that cannot be found out, add unknown and say why under family_finding.unreachable.reason; one who has died belongs under no_contact, because: deceased.";
    ProspectiveAdopterNotPlaced { day: NaiveDate } "prospective-adopter-not-placed":
        "A prospective adopter is recorded as holding parental responsibility on {day}, when the child was not in an adoptive home.",
        do "Take prospective-adopter out, or give the day it began; a foster carer holds none until the child is placed for adoption.";
    BesideAdopter { holder: ResponsibilityHolder, day: NaiveDate } "beside-adopter":
        "Beside the adopter, {holder} is recorded as holding parental responsibility on {day}; after adoption the adopters alone hold it.",
        do "Give the day on which that responsibility ended, or write prospective-adopter if the adoption order has not been made.";
    OrderHolderMissing { order: PermanenceOrder, granted: NaiveDate, holder: ResponsibilityHolder, day: NaiveDate } "order-holder-missing":
        "With {order} granted on {granted}, {holder} is not recorded as holding parental responsibility on {day}.",
        do "Add them to care.parental_responsibility, from the day of the grant; if the order has ended since, give that day as their last one, under to.";
    AdopterMissing { granted: NaiveDate, day: NaiveDate } "adopter-missing":
        "With an adoption order granted on {granted}, no adopter is recorded as holding parental responsibility on {day}.",
        do "Add adopter to care.parental_responsibility, from the day of the grant, or put the day of the grant right.";

    NoStatus { day: NaiveDate } "no-status":
        "No legal status is recorded as in force on {day}.",
        do "Record the status under care.legal_statuses, with the day it began.";
    StatusEnded { status: LegalStatus, ended: NaiveDate, day: NaiveDate } "status-ended":
        "No legal status is in force on {day}; the last one, {status}, ended on {ended}.",
        do "Record the status that followed it, or put its last day right.";

    NoApplicant { order: PermanenceOrder, applied: NaiveDate } "no-applicant":
        "The application for {order} of {applied} names no applicant, so it cannot be told who may apply.",
        do "Record each applicant under the order's applicants: what they are to the child, when the child lived with them, and whose consent they have.";
    ParentMayNotApply { nth: Nth, applied: NaiveDate } "parent-applies":
        "The {nth} applicant of {applied} is the child's parent, and a parent may not become special guardian.",
        do "Look for another order: a parent may hold a child arrangements order.";
    MayNotApply { nth: Nth, order: PermanenceOrder, applied: NaiveDate, lived: Tally, year: MissingYear } "may-not-apply":
        "The {nth} applicant for {order} meets no ground to apply: by {applied} the child had lived with them for {lived}{year}, and no other ground is recorded.",
        do "Record the ground if there is one: what they are to the child, an order they hold, whose consent they have; else seek the missing consent, or leave of court.";
    MayApplyByLeave { nth: Nth, order: PermanenceOrder, leave: NaiveDate } "may-apply-by-leave":
        "The {nth} applicant for {order} meets no ground that the strategy gives, but the court gave leave to apply on {leave}.",
        do "Nothing needs to change: the Act allows it, and the strategy does not mention it.";
    MadeOfOwnMotion { nth: Nth, order: PermanenceOrder } "made-of-own-motion":
        "The {nth} applicant for {order} meets no ground that the strategy gives, but the court acts of its own motion.",
        do "Nothing needs to change: the Act allows it, and the strategy does not mention it.";
    MayApplyByAct { nth: Nth, order: PermanenceOrder, limb: Limb } "may-apply-by-act":
        "The {nth} applicant for {order} meets no ground that the strategy gives, but one that the Children Act 1989 does: {limb}.",
        do "Nothing needs to change: the Act allows it, and the strategy leaves it out.";
    AdultAtOrder { attained: NaiveDate, day: NaiveDate } "adult-at-order":
        "A child arrangements order cannot be made on {day}: the child turned 18 on {attained}.",
        do "Record the outcome of the application, or put the day of the grant right.";
    SixteenAtOrder { attained: NaiveDate } "sixteen-at-order":
        "The child turned 16 on {attained}; from that age the Act allows a child arrangements order only in exceptional circumstances.",
        do "Make sure the court is told what is exceptional, or look for another way to make this home secure.";
    SixteenWhenGranted { attained: NaiveDate, granted: NaiveDate } "sixteen-when-granted":
        "The child turned 16 on {attained}; from that age the Act allows a child arrangements order only in exceptional circumstances, and this one was granted on {granted}.",
        do "Note what the court found exceptional.";
    FosterCarerUnderThreeYears { nth: Nth, applied: NaiveDate, lived: Tally } "foster-carer-under-three-years":
        "The {nth} applicant for adoption is a foster carer; by {applied} the child had lived with them for {lived}. The Act's one year is met.",
        do "Nothing needs to change if the court accepts it: the Adoption and Children Act 2002 asks for one year.";
    FosterCarerUnderOneYear { nth: Nth, applied: NaiveDate, lived: Tally } "foster-carer-under-one-year":
        "The {nth} applicant for adoption is a foster carer; by {applied} the child had lived with them for {lived}, and not for the whole of the year before, as the Act asks.",
        do "Wait until a year has gone, seek leave of court, or put the days under child_lived_with right.";

    OrderStillInForce { status: LegalStatus, granted: NaiveDate, today: NaiveDate } "order-still-in-force":
        "Special guardianship was granted on {granted}, but on {today} {status} is still recorded as in force.",
        do "Give the status its last day, no later than the grant.";
    OrderEndedLate { status: LegalStatus, granted: NaiveDate, ended: NaiveDate, late: Days } "order-ended-late":
        "Special guardianship was granted on {granted}, but {status} is recorded as in force until {ended}, {late} longer.",
        do "Put its last day right: the order ended by itself on the day of the grant.";
    AuthorityStillResponsible { granted: NaiveDate, today: NaiveDate } "authority-still-responsible":
        "Special guardianship was granted on {granted}, but on {today} the local authority is still recorded as holding parental responsibility.",
        do "Give the local authority's responsibility its last day, no later than the grant.";
    AuthorityResponsibleLate { granted: NaiveDate, ended: NaiveDate, late: Days } "authority-responsible-late":
        "Special guardianship was granted on {granted}, but the local authority is recorded as holding parental responsibility until {ended}, {late} longer.",
        do "Put its last day right: the authority's responsibility ended on the day of the grant.";

    CareNotEnded { order: PermanenceOrder, granted: NaiveDate, late: Days, today: NaiveDate } "care-not-ended":
        "With {order} granted on {granted}, the child is still recorded as looked after, {late} later at {today}.",
        do "Record the day the child left care under care.ended.";
    CareEndedLate { order: PermanenceOrder, granted: NaiveDate, ended: NaiveDate, late: Days } "care-ended-late":
        "With {order} granted on {granted}, care is recorded as ending on {ended}, {late} later.",
        do "Put care.ended right if care ended with the grant; else note why the child was looked after longer.";
    ReviewedAfterOrder { order: PermanenceOrder, granted: NaiveDate, reviews: List<NaiveDate> } "reviewed-after-order":
        "With {order} granted on {granted}, no review follows; recorded after it: {reviews}.",
        do "If its day is wrong, put it right; if it was held, leave it and note why.";
    NotToldOfSupport { order: PermanenceOrder, granted: NaiveDate, who: &'static str } "not-told-of-support":
        "With {order} granted on {granted}, it is not recorded that {who} were told they may ask for an assessment of support.",
        do "Tell them that they may ask at any time, and record the day under told_of_support_assessment.";
    NotToldOfEducation { granted: NaiveDate } "not-told-of-education":
        "With an adoption order granted on {granted}, it is not recorded that the adopters were told of help at school and in early years.",
        do "Tell them, and record the day under told_of_education_support.";

    ConsentMissing { nth: Nth, decided: Decided, order: PermanenceOrder, granted: NaiveDate, missing: List<ResponsibilityHolder> } "consent-missing":
        "The {nth} decision listed, {decided}, lacks the consent of {missing}; there has been {order} since {granted}.",
        do "Seek the consent, or leave of court, and record it on the decision; do not act on it before; if it has been acted on, ask for legal advice.";
    LeaveForConsent { nth: Nth, decided: Decided } "leave-for-consent":
        "The {nth} decision listed, {decided}, rests on leave of court; the strategy asks for the parents' consent.",
        do "Nothing needs to change: the Act allows it, and the strategy does not mention it.";
    NotConsulted { nth: Nth, decided: Decided, granted: NaiveDate, missing: List<ResponsibilityHolder> } "parents-not-consulted":
        "The {nth} decision listed, {decided}, was made without consulting {missing}; special guardianship was granted on {granted}.",
        do "Tell them of the decision, hear them now, and record it under consulted.";
    NotTheHoldersDecision { nth: Nth, decided: Decided, granted: NaiveDate } "not-the-holders-decision":
        "The {nth} decision listed, {decided}, is not one that the holder of a child arrangements order, granted on {granted}, can make.",
        do "Leave the decision to the parents, and record their consent.";

    ProceedingsOverdue { issued: NaiveDate, weeks: u32, due: NaiveDate, late: Days, today: NaiveDate } "proceedings-overdue":
        "Proceedings were issued on {issued} and are still open; {weeks} weeks ended on {due}; {late} overdue at {today}.",
        do "Record the day they were concluded, or each extension with its reason; else ask the court for a timetable.";
    ProceedingsOpenAtClose { issued: NaiveDate, weeks: u32, due: NaiveDate, late: Days, closed: NaiveDate } "proceedings-open-at-close":
        "Proceedings were issued on {issued} and had not been concluded when the case closed on {closed}; {weeks} weeks had ended on {due}, {late} earlier.",
        do "Put the day they were concluded right if it is wrong; else note why they took longer.";
    ProceedingsPastExtension { issued: NaiveDate, extended: NaiveDate, late: Days, today: NaiveDate } "proceedings-past-extension":
        "Proceedings were issued on {issued} and are still open; the last extension with a reason ended on {extended}; {late} overdue at {today}.",
        do "Record the day they were concluded, or the further extension with its reason; else ask the court for a timetable.";
    ProceedingsPastExtensionAtClose { issued: NaiveDate, extended: NaiveDate, late: Days, closed: NaiveDate } "proceedings-past-extension-at-close":
        "Proceedings were issued on {issued} and had not been concluded when the case closed on {closed}; the last extension with a reason had ended on {extended}, {late} earlier.",
        do "Put the day they were concluded right if it is wrong, or record the further extension with its reason; else note why they took longer.";
    ProceedingsExtended { issued: NaiveDate, weeks: u32, due: NaiveDate, extended: NaiveDate } "proceedings-extended":
        "Proceedings were issued on {issued}; {weeks} weeks ended on {due}, and the court has extended them to {extended}.",
        do "Nothing needs to change: the Act allows it. Keep to the court's timetable.";
    ProceedingsLate { issued: NaiveDate, weeks: u32, due: NaiveDate, concluded: NaiveDate, late: Days } "proceedings-late":
        "Proceedings were issued on {issued} and concluded on {concluded}; {weeks} weeks ended on {due}, {late} earlier.",
        do "This can no longer be put right; note why they took longer.";
}
