//! What the requirements about placements say when they are not met.

use std::fmt;

use chrono::NaiveDate;

use super::local::Weighed;
use super::runs::Run;
use crate::case::{Approval, PlacementKind};
use crate::rules::{Days, List, Nth, causes};

causes! {
    OutOfAreaNotWeighed { since: Since, missing: List<Weighed> } "out-of-area-not-weighed":
        "The child's home is in another council's area{since}, and the file does not say {missing}.",
        do "Look into it, and say what was found under the placement's out_of_area.";
    OutOfAreaLessWeighed { since: Since, missing: List<Weighed> } "out-of-area-nearer-home-not-weighed":
        "The child's home is in another council's area{since}, with family, friends or adopters, and the file does not say {missing}.",
        do "If it helps to show why these carers are right, say it under the placement's out_of_area.";
    OutOfAreaNotInPlan { since: Since } "out-of-area-not-in-plan":
        "The child's home is in another council's area{since}, and the file does not say where the permanence plan deals with that.",
        do "Deal with it in the plan, and say where under the placement's out_of_area.in_plan.";
    AwayWithoutReason { since: Since } "away-from-community-without-reason":
        "The child's home is away from the child's own community{since}, and the file does not say which of the child's needs that meets.",
        do "Say under the placement's out_of_area.reason which needs a nearer home could not meet.";
    HomeAuthorityUnknown {} "home-authority-not-recorded":
        "It is not recorded which council's area the child's home is in, so it cannot be told whether it is local.",
        do "Record it under the placement's authority.";
    CaseAuthorityUnknown {} "case-authority-not-recorded":
        "It is not recorded which council looks after the child, so it cannot be told whether the home is local.",
        do "Record it under authority, at the head of the file.";
    NoLocalLinks { kind: PlacementKind, since: Since } "no-local-links":
        "The placement is {kind}{since}, and nothing says how the child still reaches friends, family and community.",
        do "Say how, and what helps (visits, transport, clubs, a school kept), under the placement's access_to_local_links.";
    ManyMoves { count: usize, moves: List<NaiveDate>, months: u32, since: NaiveDate, today: NaiveDate } "many-moves":
        "In the {months} months from {since} to {today} the child was moved {count} times without that being planned: on {moves}.",
        do "Ask the child and the carers what would help this home to last, and plan it with them.";
    ChildrensHomeNoReason { since: Since } "childrens-home-without-reason":
        "The child is in a children's home{since}, and nothing says why a foster home is not wanted or not possible.",
        do "Say why under the placement's reason; if a foster home is wanted and possible, look for one.";
    ChildrensHomeOptionNoReasons {} "childrens-home-option-without-reasons":
        "A children's home is an option of the plan, and nothing says why a foster home is not wanted or not possible.",
        do "Say why under the option's reasons.";
    TooYoungForLodgings { kind: PlacementKind, age: u32, sixteenth: NaiveDate } "too-young-for-supported-lodgings":
        "The child is {age} and in {kind}, which is for young people of 16 or 17; the child turns 16 on {sixteenth}.",
        do "Find the child a home with carers now, and choose it with them; supported accommodation is not allowed under 16.";
    SuitabilityNotAssessed { since: Since } "lodgings-not-assessed":
        "The young person is in supported lodgings{since}, and no day is recorded on which the lodgings were assessed as suitable.",
        do "Assess whether the lodgings suit this young person, and record the day under the placement's suitability_assessed.";
    SuitabilityAssessedLate { assessed: NaiveDate, from: NaiveDate, late: Days } "lodgings-assessed-late":
        "The supported lodgings were assessed as suitable on {assessed}; the young person moved in on {from}, {late} earlier.",
        do "This can no longer be put right; should the young person move again, assess the place first.";
    LodgingsNotInTransitionPlan {} "lodgings-not-in-transition-plan":
        "The young person is in supported lodgings, and the transition plan does not say how the lodgings are part of it.",
        do "Say it under permanence_plan.transition_plan.supported_lodgings.";
    LodgingsNotWanted {} "lodgings-not-wanted":
        "The young person is in supported lodgings, and the transition plan does not show that the young person wants to live there.",
        do "Ask them, and record what they say under permanence_plan.transition_plan.wanted_by_young_person; if they would rather live elsewhere, look with them for another home.";
    IndependentLiving { age: u32 } "independent-living-not-listed":
        "The young person is {age} and in independent living; the strategy offers supported lodgings at 16 and 17.",
        do "Check with the young person whether supported lodgings would serve them better.";
    NeverMonitored { months: u32, since: NaiveDate, today: NaiveDate } "lodgings-never-monitored":
        "The young person is in supported lodgings, and no monitoring visit is recorded in the {months} months from {since} to {today}.",
        do "Visit, ask the young person how it is there, and add the day under the placement's monitored.";
    MonitoringOverdue { last: NaiveDate, months: u32, due: NaiveDate, late: Days, today: NaiveDate } "lodgings-monitoring-overdue":
        "The supported lodgings were last visited on {last}; {months} months ended on {due}; {late} overdue at {today}.",
        do "Visit, ask the young person how it is there, and add the day under the placement's monitored.";
    EarlyPermanenceNotConsidered { age: YoungAge, started: NaiveDate } "early-permanence-not-considered":
        "Adoption is an option and the child was {age} when care started on {started}, and nothing says how early permanence was considered.",
        do "Say how under the adoption option's early_permanence, or name early-permanence as an option.";
    AdopterRelationshipNotWeighed { since: Since } "adopter-relationship-not-weighed":
        "The child is in fostering for adoption{since}, and nothing says how the relationship with the carers who may adopt was weighed.",
        do "Weigh it beside the child's other relationships, and say how under the placement's prospective_adopter_relationship.";
    ApprovalsMissing { missing: List<Approval> } "dual-approval-missing":
        "The child is in fostering for adoption, and the carers are not recorded as approved as {missing}.",
        do "If the approval exists, add it under the placement's approved_as; if not, ask the agency to complete it.";
    BirthFamilyNotMet { issued: NaiveDate } "birth-family-not-met":
        "The child is in fostering for adoption, proceedings issued on {issued} are open, and the carers are not recorded as having met the birth family.",
        do "Arrange for them to meet, where that is safe, and record the day under the placement's met_birth_family, or say why not under not_met_because.";
    CarersNotApproved { kind: PlacementKind, since: Since } "carers-not-approved":
        "The placement is {kind}{since}, and the carers are not recorded as approved to foster.",
        do "If they are approved, add it under the placement's approved_as; if not, ask the fostering service for approval now (temporary, where they are family or friends).";
    CarersNotSupported { kind: PlacementKind, since: Since } "carers-not-supported":
        "The placement is {kind}{since}, and nothing says what support the carers have, in a crisis and after it.",
        do "Agree it with the carers, and say under the placement's support what help goes on and whom they can call in a crisis.";
    AdoptionSupportNotAssessed { since: Since } "adoption-support-not-assessed":
        "The child is in an adoptive home in another council's area{since}, and no assessment of the adoption support needed there is recorded.",
        do "Assess it, and record the day under the placement's out_of_area.adoption_support_assessed.";
    AdoptionSupportAssessedLate { assessed: NaiveDate, from: NaiveDate, late: Days } "adoption-support-assessed-late":
        "The need for adoption support was assessed on {assessed}; the adoptive placement in another council's area began on {from}, {late} earlier.",
        do "This can no longer be put right; check that the family has the support that was found to be needed.";
    NoStatusForRuns { runs: List<Run> } "placement-without-status":
        "The child was in a placement without a legal status that makes a child looked after: {runs}.",
        do "If a status was in force, put its days right under care.legal_statuses; if not, ask for legal advice on what these days were.";
    SupervisionOrderOnly { since: NaiveDate, today: NaiveDate } "placement-under-supervision-order":
        "From {since} to {today} the child has been in a placement under a supervision order alone, which does not make a child looked after.",
        do "If the child is looked after, record under which status; if not, record under care.ended the day care ended. If neither is clear, ask for legal advice.";
    OutsideCareNow { home: Nth, kind: PlacementKind, started: NaiveDate } "arrangement-outside-care":
        "The {home} placement listed is {kind}, which is not care by the council, yet it goes on in the period of care that started on {started}.",
        do "If the child is looked after there, record the kind of home it is now; if it has ended, record its last day; if care has ended, record the day under care.ended.";
    OutsideCareBefore { home: Nth, kind: PlacementKind, started: NaiveDate, to: NaiveDate } "arrangement-outside-care-before":
        "The {home} placement listed, until {to}, was {kind}, which is not care by the council, yet care had started on {started}.",
        do "Look up what it was and when it ended, and put its kind or its days right.";
    ShortPrivateFostering { home: Nth, from: NaiveDate, to: NaiveDate, lasted: Days, least: u32 } "private-fostering-too-short":
        "The {home} placement listed is private fostering from {from} to {to}, which is {lasted}; private fostering lasts {least} days or more.",
        do "Put its days right, or record it as what it was, such as informal-family-care.";
}

/// Since when the child has lived in a home, where that is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Since(pub(crate) Option<NaiveDate>);

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(day) => write!(f, " (since {day})"),
            None => Ok(()),
        }
    }
}

/// The age of a young child, where 0 would be no way to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct YoungAge(pub(crate) u32);

impl fmt::Display for YoungAge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("under 1"),
            age => write!(f, "{age}"),
        }
    }
}
