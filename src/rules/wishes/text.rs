//! What the requirements about the child's voice say when they are not met.

use chrono::NaiveDate;

use crate::rules::{List, Nth, causes};

causes! {
    NoWishes {} "no-wishes":
        "The child's wishes and feelings are not recorded.",
        do "Ask the child, in a way that suits them, and add what they said or showed under wishes_and_feelings.";
    NoObservation { views_age: u32 } "no-observation":
        "Nothing shows what this child, who is under {views_age}, wishes and feels.",
        do "Record what was observed of the child under wishes_and_feelings, with method: observation.";
    EntryWithoutViews {} "wishes-without-views":
        "The child's wishes were gathered, but what the child said or showed is not recorded.",
        do "Write it under the entry's views.";
    WishesOld { last: NaiveDate, since: NaiveDate, weeks: u32 } "wishes-old":
        "The child's wishes were last gathered on {last}: more than {weeks} weeks ago, and before the plan was made or reviewed on {since}.",
        do "Ask the child again before the next review, and add what they say.";
    WishesUndated {} "wishes-undated":
        "No day is recorded on which the child's wishes were gathered, so it cannot be told whether they are current.",
        do "Record the day under the entry's recorded.";
    NotAnswered { entries: List<Nth> } "wishes-not-answered":
        "Nothing says how the plan reflects what the child said in the {entries} of the entries listed, or why it cannot.",
        do "Tell the child what became of it, and say under the entry's how_reflected how the plan reflects it, or why it cannot.";
    OfficerHasNotHeard { second: NaiveDate } "officer-has-not-heard":
        "By the second review, of {second}, the reviewing officer had not heard the child's views.",
        do "Have the reviewing officer speak with the child, and record it as an entry gathered by the reviewing officer.";
    NoAdvocate {} "no-advocate":
        "It is not recorded that an independent advocate was offered.",
        do "Offer one, and record the day under child.advocate.offered.";
    NotToldWhy {} "not-told-why":
        "It is not recorded that the child was told why the council is involved, and what its role is.",
        do "Tell the child in a way that suits their age, and record the day under child.told_why_in_care.";
    NotToldHowToComplain {} "not-told-how-to-complain":
        "It is not recorded that the child was told how to disagree or complain.",
        do "Tell the child, and record the day under child.told_how_to_complain.";
    FamilyNotToldHowToComplain {} "family-not-told-how-to-complain":
        "It is not recorded that the family was told how to disagree or complain.",
        do "Tell the family, and record the day under family_finding.told_how_to_complain.";
    WishNotWeighed { who: List<&'static str> } "wish-not-weighed":
        "The child asks for no direct contact with {who}, and the file does not say what weight that was given.",
        do "Weigh the wish, and say under the entry's weight_given what came of it.";
    DirectContactAgainstWish { who: &'static str, wish: NaiveDate, begun: NaiveDate } "direct-contact-against-wish":
        "On {wish} the child asked for no direct contact with {who}, yet it was agreed or begun on {begun}.",
        do "Ask the child again; unless they have changed their mind, bring the arrangement to an end, or go back to the court that ordered it.";
}
