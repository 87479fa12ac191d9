//! What the requirements about reviews say when they are not met.

use chrono::NaiveDate;

use crate::rules::{Days, List, causes};

causes! {
    NoReviewToSatisfy { due: NaiveDate } "no-review-to-satisfy-officer":
        "The second review was due by {due} and has not been held, and no earlier review shows that the reviewing officer is satisfied that child and parents were consulted.",
        do "Hold the review now, consult the child and the parents, and record officer_satisfied, child_consulted and parents_consulted.";
    OfficerNotSatisfied { review: NaiveDate, missing: List<&'static str> } "officer-not-satisfied":
        "The second review, of {review}, does not record that {missing}, and no earlier review records all that is asked.",
        do "If it was so, record it on that review; if not, consult now and have the reviewing officer confirm it at the next review.";
    OfficerSatisfiedLate { review: NaiveDate, second: NaiveDate, late: Days } "officer-satisfied-late":
        "Not until the review of {review} is it recorded that the reviewing officer was satisfied and that child and parents were consulted; this was due by the second review, of {second}, {late} earlier.",
        do "This can no longer be put right; consult child and parents before the next change of the plan.";
    NoOfficerComment {} "no-officer-comment":
        "No review records the reviewing officer's comment on the plan.",
        do "Ask the reviewing officer, and record the comment, or that there is none to make, under officer_comment.";
    NotConsultedOnUpdate { revised: List<NaiveDate>, review: NaiveDate, missing: List<&'static str> } "not-consulted-on-update":
        "The plan was revised on {revised}; the next review, of {review}, does not record that {missing}.",
        do "Consult them on the change and record it on that review, or say why parents were not.";
    OtherOptionsClosed { since: NaiveDate } "other-options-not-considered":
        "No review since {since} considered an option other than long-term fostering.",
        do "At the next review look again at return home and special guardianship, and list them under options_considered.";
}
