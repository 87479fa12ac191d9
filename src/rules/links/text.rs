//! What the requirements about links and keeping in touch say when they are not met.

use chrono::NaiveDate;

use crate::rules::{Days, List, Nth, causes};

causes! {
    NoLinks {} "no-lifelong-links":
        "No lifelong link is recorded: nobody is named who is to stay in the child's life.",
        do "Ask the child who matters, and add each person under lifelong_links with how the link is kept up.";
    LinkNotKeptUp { link: Nth } "link-not-kept-up":
        "The {link} lifelong link listed does not say how it is kept up.",
        do "Say under kept_up_by what keeps the link alive.";
    NoFamilyContact { who: &'static str } "no-family-contact":
        "Nothing says how the child keeps in touch with {who}, or why not.",
        do "Add an arrangement under keeping_in_touch, or a record under no_contact with reasons.";
    NoContactWithoutReasons { who: &'static str } "no-contact-without-reasons":
        "The child is not in touch with {who}, and no reasons are recorded.",
        do "Record under reasons the evidence that being in touch is not in the child's interests.";
    NoContactButDirect { who: &'static str } "no-contact-but-direct":
        "No contact with {who} is recorded, yet a direct arrangement with the same person is in force.",
        do "End whichever of the two no longer holds.";
    DirectNotAgreed { who: &'static str } "direct-not-agreed":
        "It is not recorded when direct contact with {who} was agreed.",
        do "Agree it with everyone concerned and record the day under agreed, or the order under ordered_by_court.";
    DirectPlanUnclear { who: &'static str, missing: List<&'static str> } "direct-plan-unclear":
        "The plan for direct contact with {who} does not say {missing}.",
        do "Fill in the arrangement so that everyone knows what to expect.";
    DirectPartiesMissing { who: &'static str, missing: List<&'static str> } "direct-parties-missing":
        "It is not recorded that {missing} agreed to direct contact with {who}.",
        do "Agree it with them and add them under agreed_by.";
    PointsNotAgreed { who: &'static str, missing: List<crate::case::AgreementPoint> } "contact-points-not-agreed":
        "It is not recorded that everyone in direct contact with {who} accepts {missing}.",
        do "Talk these through, and add them under all_parties_agree_on.";
    AgreedAfterPlacement { who: &'static str, agreed: NaiveDate, due: NaiveDate, late: Days } "contact-agreed-after-placement":
        "Direct contact with {who} was agreed on {agreed}; it was to be agreed by {due}, {late} earlier: before a permanent placement, or before contact began if that was later.",
        do "This can no longer be put right; check that the agreement still suits the child.";
    ContactNotReviewed { who: &'static str, last: NaiveDate, months: u32, due: NaiveDate, late: Days, today: NaiveDate } "contact-not-reviewed":
        "Direct contact with {who} was last agreed or reviewed on {last}; {months} months ended on {due}; {late} overdue at {today}.",
        do "Review with everyone whether it still serves the child, and add the day under reviewed.";
    IndirectNotAgreed { who: &'static str } "indirect-not-agreed":
        "It is not recorded when indirect contact with {who} was agreed.",
        do "Agree it with everyone concerned and record the day under agreed, or the order under ordered_by_court.";
    IndirectPlanUnclear { who: &'static str, missing: List<&'static str> } "indirect-plan-unclear":
        "The plan for indirect contact with {who} does not say {missing}.",
        do "Fill in the arrangement so that everyone knows what to expect.";
    IndirectPartiesMissing { who: &'static str, missing: List<&'static str> } "indirect-parties-missing":
        "It is not recorded that {missing} agreed to indirect contact with {who}.",
        do "Agree it with them and add them under agreed_by.";
    OnlyIndirect { who: &'static str } "only-indirect":
        "Seeing {who} was assessed as right for the child, but they keep in touch only indirectly.",
        do "Arrange direct contact; or, when a new assessment finds it no longer right, take the person out of direct_contact_assessed_appropriate.";
    IndirectNotConsidered {} "indirect-not-considered":
        "The child has permanent carers outside the family, and nothing says how people from the child's past stay in touch, or why they do not.",
        do "Add an indirect arrangement, or say why there is none under no_indirect_contact_because.";
    NoBenefit { who: &'static str } "no-benefit-to-child":
        "Nothing says what the child gains from keeping in touch with {who}.",
        do "Say it under benefit_to_child; contact is for the child, not for the adults.";
    HeritageNotPromoted {} "heritage-not-promoted":
        "The plan does not say how the child's ethnic, cultural and religious heritage is kept alive.",
        do "Say it under child.heritage.how_promoted.";
}
