//! What the requirements about siblings say when they are not met.

use chrono::NaiveDate;

use crate::case::{Reference, SiblingDecision};
use crate::rules::{Days, List, Nth, causes};

causes! {
    SiblingsUnknown {} "siblings-unknown":
        "It is not recorded whether the child has brothers or sisters.",
        do "List them under siblings, or write no_siblings: true.";
    NoDecision { sibling: Nth } "no-sibling-decision":
        "No decision is recorded whether the child and the {sibling} sibling listed, who is looked after, are to live together or apart.",
        do "Decide, and record decision, decided and reasons for that sibling.";
    DecisionIncomplete { sibling: Nth, missing: List<&'static str> } "sibling-decision-incomplete":
        "The decision about the {sibling} sibling listed is recorded without {missing}.",
        do "Fill in what is missing: a decision needs its day and its reasons.";
    NoStepsTaken { sibling: Nth } "no-steps-to-keep-together":
        "The {sibling} sibling listed is to live apart, and nothing says what was tried to keep them together.",
        do "Say under the sibling's steps_taken what was tried.";
    TogetherNotAssessed { sibling: Nth } "together-not-assessed":
        "The {sibling} sibling listed is to live apart, and nothing says what living together would have meant.",
        do "Say under the sibling's assessment.if_together what it would mean for each child.";
    NotExplained { sibling: Nth } "separation-not-explained":
        "It is not recorded that the child was helped to understand why the {sibling} sibling listed lives apart.",
        do "Explain it in a way that suits the child's age, and record the day under explained_to_child.";
    NotInTouch { sibling: Nth } "sibling-not-in-touch":
        "The child does not live with the {sibling} sibling listed, and there is no arrangement for them to keep in touch.",
        do "Add an arrangement under keeping_in_touch with the sibling's ref, or say why not under no_contact_because.";
    NotListedBack { other: Reference } "sibling-not-listed-back":
        "The file of {other} names this child as a sibling, and this file does not name {other}.",
        do "Add the sibling under siblings, with their case_id.";
    SaysNoSiblings { other: Reference } "sibling-denied":
        "This file says that the child has no siblings, and the file of {other} names this child as one.",
        do "Find out which is right; if they are siblings, take no_siblings out and add the sibling with their case_id.";
    DecisionsDiffer { sibling: Nth, here: SiblingDecision, there: SiblingDecision } "sibling-decisions-differ":
        "This file says that the child and the {sibling} sibling listed are to live {here}; the sibling's own file says {there}.",
        do "Find out which decision stands, and put the other file right.";
    ContactNotMatched { sibling: Nth } "sibling-contact-not-matched":
        "The file of the {sibling} sibling listed has an arrangement for the two to keep in touch, and this file has none.",
        do "Add the arrangement under keeping_in_touch with the sibling's ref.";
    ContactContradicted { sibling: Nth } "sibling-contact-contradicted":
        "The file of the {sibling} sibling listed has an arrangement for the two to keep in touch, and this file says why there is none.",
        do "Find out how it is, and put the other file right.";
    DecidedLate { sibling: Nth, decided: NaiveDate, due: NaiveDate, late: Days } "sibling-decided-late":
        "With adoption an option, the decision about the {sibling} sibling listed was made on {decided}; it was due by {due}, {late} earlier.",
        do "This can no longer be put right; make sure the decision still stands.";
    NotAssessed { sibling: Nth, missing: List<&'static str> } "siblings-not-assessed":
        "With adoption an option, the assessment of the {sibling} sibling listed lacks {missing}.",
        do "Complete the sibling's assessment: needs, and what each choice could mean for each child.";
}
