//! What the statutory requirements say when they are not met.

use chrono::NaiveDate;

use crate::case::Participation;
use crate::rules::{Days, UnsureYear, causes};

causes! {
    FirstReviewOverdue { started: NaiveDate, due: NaiveDate, unsure: UnsureYear, late: Days, today: NaiveDate } "first-review-overdue":
        "No first review has been held; care started on {started} and 20 working days ended on {due}{unsure}; {late} overdue at {today}.",
        do "Hold the review now, and record it under reviews.";
    FirstReviewLate { held: NaiveDate, started: NaiveDate, due: NaiveDate, unsure: UnsureYear, late: Days } "first-review-late":
        "The first review was held on {held}; care started on {started} and 20 working days ended on {due}{unsure}, {late} earlier.",
        do "This can no longer be put right; note why it was late.";
    SecondReviewOverdue { from: NaiveDate, due: NaiveDate, late: Days, today: NaiveDate } "second-review-overdue":
        "No second review has been held; three months after the first was held or due ({from}) ended on {due}; {late} overdue at {today}.",
        do "Hold the review now, and record it under reviews.";
    SecondReviewLate { held: NaiveDate, from: NaiveDate, due: NaiveDate, late: Days } "second-review-late":
        "The second review was held on {held}; three months after the first, of {from}, ended on {due}, {late} earlier.",
        do "This can no longer be put right; note why it was late.";
    LaterReviewOverdue { last: NaiveDate, months: u32, due: NaiveDate, late: Days, today: NaiveDate } "later-review-overdue":
        "The last review was held on {last}; {months} months ended on {due}; {late} overdue at {today}.",
        do "Hold the review now, and record it under reviews.";
    LaterReviewLate { held: NaiveDate, last: NaiveDate, months: u32, due: NaiveDate, late: Days } "later-review-late":
        "The review of {held} followed the one of {last}; {months} months ended on {due}, {late} earlier.",
        do "This can no longer be put right; hold the next review in time.";
    ParticipationMissing { review: NaiveDate } "participation-missing":
        "It is not recorded how the child took part in the review of {review}.",
        do "Record it under the review's participation.";
    TookNoPart { review: NaiveDate } "took-no-part":
        "The child took no part in the review of {review}.",
        do "Find out how the child would rather take part: in person, through an advocate, in writing or by other means.";
    NotUnderFour { review: NaiveDate, age: u32, recorded: Participation } "not-under-four":
        "The review of {review} records the child as {recorded}, but the child was {age}.",
        do "Record how the child took part.";
    NoPlanBySecondReview { second: NaiveDate } "no-plan-by-second-review":
        "There is no permanence plan; one was due at the second review, of {second}.",
        do "Draw up the plan now, and record the day under permanence_plan.first_drawn_up.";
    NoPlanByDueReview { due: NaiveDate } "no-plan-when-second-review-due":
        "There is no permanence plan; one was due when the second review was, by {due}.",
        do "Draw up the plan now, and record the day under permanence_plan.first_drawn_up.";
    NoPlanAfterReviews {} "no-plan-after-reviews":
        "There is no permanence plan, though the second review was held before this file begins.",
        do "Draw up the plan now, and record the day under permanence_plan.first_drawn_up.";
    PlanAfterSecondReview { drawn_up: NaiveDate, due: NaiveDate, late: Days } "plan-after-second-review":
        "The plan was first drawn up on {drawn_up}; it was due at the second review, by {due}, {late} earlier.",
        do "This can no longer be put right; note why it was late.";
    PlanNotConsidered { second: NaiveDate } "plan-not-considered":
        "It is not recorded that the second review, of {second}, considered the permanence plan.",
        do "If it did, write plan_considered: true on that review; if not, consider the plan at the next one.";
    OfficerNotNamed {} "officer-not-named":
        "No reviewing officer is named.",
        do "Name the reviewing officer under reviewing_officer, by reference.";
}
