//! What the requirements about family say when they are not met.

use chrono::NaiveDate;

use crate::rules::{Days, Nth, causes};

causes! {
    ReturnHomeNotConsidered {} "return-home-not-considered":
        "The plan neither works towards return home nor says why it was ruled out.",
        do "Name return-home as an option, or add it to permanence_plan.ruled_out with reasons the child can be told.";
    ReturnHomeNoReasons {} "return-home-ruled-out-without-reasons":
        "Return home is ruled out, and no reasons are given.",
        do "Say under the reasons of that entry why the child cannot go home.";
    FamilyNotFirst {} "family-and-friends-not-considered":
        "No option is shown to keep the child with family or friends, and nothing says why that was ruled out.",
        do "Look at family and friends first: name an option with one of them, saying under with what they are to the child (such as maternal-aunt), or add family-and-friends to permanence_plan.ruled_out with reasons.";
    FamilyNoReasons {} "family-and-friends-ruled-out-without-reasons":
        "Family and friends are ruled out, and no reasons are given.",
        do "Say under the reasons of that entry why nobody among them can care for the child.";
    NoRelatives {} "no-relatives":
        "No relative or other supportive adult is recorded as located and consulted.",
        do "Trace the child's people wherever they live, consult them, and list them under family_finding.relatives; or say under family_finding.unreachable why none can be reached.";
    RelativeNotLocated { relative: Nth } "relative-not-located":
        "The {relative} relative listed is not recorded as located or consulted.",
        do "Trace and consult them, and record located and consulted; or say why not under not_consulted_because.";
    RelativeLocationUndated { relative: Nth, consulted: NaiveDate } "relative-location-undated":
        "The {relative} relative listed was consulted on {consulted}, and no day is recorded on which they were located.",
        do "Record under located the day they were found.";
    RelativeNotConsulted { relative: Nth, located: NaiveDate, since: Days, today: NaiveDate } "relative-not-consulted":
        "The {relative} relative listed was located on {located} and had not been consulted {since} later, at {today}.",
        do "Consult them and record the day under consulted, or say why not under not_consulted_because.";
    NoConference {} "no-family-group-conference":
        "No family group conference was offered or held, and nothing says why not.",
        do "Offer the family a conference and record the day under family_finding.family_group_conference.offered, or say why there is none under not_held_because.";
    ConferenceOfferedLate { offered: NaiveDate, started: NaiveDate, late: Days } "conference-offered-after-planned-start":
        "A family group conference was offered on {offered} and has not been held; this was a planned entry to care on {started}, {late} earlier.",
        do "Hold the conference and record the day under held, or say why not under not_held_because.";
    NoFamilyPlan { held: NaiveDate } "no-family-plan":
        "A family group conference was held on {held}, and the family's own plan is not recorded.",
        do "Record the plan the family made under family_finding.family_group_conference.family_plan.";
    NoExpectations {} "no-return-home-expectations":
        "Return home is an option, and nothing says what has to change and by when.",
        do "Work it out with the family, and list it under return_home.expectations, each with what and by; record under shared_with_family the day they were told.";
    ExpectationsWithoutDays {} "return-home-expectations-without-days":
        "What has to change before the child can go home is recorded, but not by when.",
        do "Agree with the family by when, and record the day under by.";
    ExpectationsNotShared {} "return-home-expectations-not-shared":
        "What has to change before the child can go home is recorded, but not that the family was told.",
        do "Tell the family, and record the day under return_home.shared_with_family.";
    NoFamilyTies {} "no-family-ties":
        "Return home is an option, and nothing is said of the child's ties with family, school and community.",
        do "Ask the child and the family, and say what the ties are under return_home.family_ties.";
    HarbourNotConsidered { age: u32 } "harbour-not-considered":
        "Return home is an option and the young person is {age}, and nothing says how The Harbour was considered or used.",
        do "Ask the young person and The Harbour whether it could help, and say what came of it under return_home.the_harbour.";
    NoSafetyEvidence {} "no-safety-evidence":
        "The plan is for the child to return home, and nothing shows that it will be safe.",
        do "Record the evidence under permanence_plan.primary.return_home.safety_evidence, or choose another primary option.";
    MoveNotSupported {} "return-home-not-supported":
        "The plan is for the child to return home, and nothing says who supports the move and what help goes on afterwards.",
        do "Agree it with the child, the family and the carers, and say it under permanence_plan.primary.return_home.transition.";
}
