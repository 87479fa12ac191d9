//! What was done too late, or not again.

use serde_json::{Value, json};

use super::file::{File, day_of};
use crate::calendar::{add_days, sub_days, working_day_after};
use crate::sample::child::Ending;
use crate::sample::draw::Draw;

/// The plan lies unreviewed for longer than any strategy allows.
pub(super) fn review_plan_too_late(file: &mut File<'_>, draw: &mut Draw) -> Option<()> {
    let is_yearly = file.child.homes.last().is_some_and(|home| home.long_term.is_some());
    let days = if is_yearly { 385 } else { 95 } + draw.between(0, 40);
    let since = sub_days(file.last(), days);
    let timeline = &file.family.timeline;
    let presented = timeline.presented?;
    let settled = file.child.achieved.is_some() && !is_yearly;
    let lately = timeline.revised.is_some_and(|day| add_days(day, 6) >= since);
    let approved = file.child.homes.last().and_then(|home| home.long_term);
    if settled || lately || presented >= since || approved.is_some_and(|day| day >= since) {
        return None;
    }
    let since_text = since.to_string();
    let reviewed = file.list("/permanence_plan/reviewed")?;
    reviewed.retain(|day| day.as_str().is_some_and(|day| *day < *since_text));
    for review in file.list("/reviews")? {
        if day_of(review, "date").is_some_and(|date| date >= since) {
            review.as_object_mut()?.insert("plan_considered".to_owned(), json!(false));
        }
    }
    Some(())
}

/// A step of the plan is overdue.
pub(super) fn let_milestone_pass(file: &mut File<'_>, draw: &mut Draw) -> Option<()> {
    if file.child.achieved.is_some() {
        return None;
    }
    let by = sub_days(file.last(), draw.between(9, 60));
    let step = file.list("/permanence_plan/milestones")?.last_mut()?.as_object_mut()?;
    if step.contains_key("done") {
        return None;
    }
    step.insert("by".to_owned(), json!(by));
    Some(())
}

/// Nobody has asked the child since the beginning.
pub(super) fn ask_no_more(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    let before = sub_days(file.last(), 200);
    let entries = file.list("/wishes_and_feelings")?;
    let first = entries.first().and_then(|entry| day_of(entry, "recorded"))?;
    (first < before && entries.len() > 1).then(|| entries.truncate(1))
}

/// Contact was agreed only once the child had moved in for good.
pub(super) fn agree_contact_after_placement(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    let home = file.child.homes.last()?;
    let settled = home.long_term.unwrap_or(home.from).max(file.family.timeline.presented?);
    let agreed = add_days(settled, 15);
    let is_permanent = home.long_term.is_some()
        || matches!(home.kind, "family-and-friends" | "fostering-for-adoption");
    (is_permanent && agreed <= file.last() && file.set("/keeping_in_touch/0/agreed", json!(agreed)))
        .then_some(())
}

/// Three moves within the last year.
pub(super) fn move_too_often(file: &mut File<'_>, draw: &mut Draw) -> Option<()> {
    let home = file.child.homes.last()?;
    let last = file.last();
    if home.kind != "foster-care" || home.from >= sub_days(last, 170) {
        return None;
    }
    let placements = file.list("/placements")?;
    for days in [160, 105, 45] {
        let moved = sub_days(last, days);
        let before = placements.last_mut()?.as_object_mut()?;
        let mut next = before.clone();
        let ended = before.insert("to".to_owned(), json!(moved));
        next.insert("from".to_owned(), json!(moved));
        next.insert("carers".to_owned(), json!([format!("F-{}", draw.between(101, 899))]));
        if let Some(ended) = ended {
            next.insert("to".to_owned(), ended);
        }
        placements.push(Value::Object(next));
    }
    Some(())
}

/// The first days in care are covered by no status.
pub(super) fn start_status_late(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    let late = add_days(file.family.timeline.started, 1);
    (late <= file.last() && file.set("/care/legal_statuses/0/from", json!(late))).then_some(())
}

/// The present status has run out.
pub(super) fn end_status_early(file: &mut File<'_>, draw: &mut Draw) -> Option<()> {
    let ended = sub_days(file.last(), draw.between(3, 20));
    let status = file.list("/care/legal_statuses")?.last_mut()?;
    let is_open = status.get("to").is_none();
    let began = day_of(status, "from")?;
    if !is_open || began >= ended {
        return None;
    }
    status.as_object_mut()?.insert("to".to_owned(), json!(ended));
    Some(())
}

/// The care order is not marked as ended by the new one.
pub(super) fn keep_care_order(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    matches!(file.family.ending, Some(Ending::Ordered(_))).then_some(())?;
    file.drop_first(&["/care/legal_statuses/-/to"]).then_some(())
}

/// The proceedings go on past 26 weeks.
pub(super) fn let_proceedings_run(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    let proceedings = file.family.timeline.proceedings?;
    let is_over = proceedings.concluded.is_some() && file.family.ending.is_none();
    let limit = add_days(proceedings.issued, 190);
    if !is_over || limit >= file.last() || limit < sub_days(file.last(), 250) {
        return None;
    }
    file.drop_first(&["/care/proceedings/concluded"]);
    file.list("/care/legal_statuses")?.pop();
    file.drop_first(&["/care/legal_statuses/-/to"]).then_some(())
}

/// Care is not marked as ended, though an order was granted.
pub(super) fn leave_care_open(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    matches!(file.family.ending, Some(Ending::Ordered(_))).then_some(())?;
    file.drop_first(&["/care/ended"]).then_some(())
}

/// The second review passes without a look at the plan.
pub(super) fn pass_over_plan(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    (file.family.timeline.reviews.len() <= 5).then_some(())?;
    file.set("/reviews/1/plan_considered", json!(false)).then_some(())
}

/// The first review is held after its 20 working days.
pub(super) fn hold_first_review_late(file: &mut File<'_>, draw: &mut Draw) -> Option<()> {
    let started = file.family.timeline.started;
    let late = working_day_after(started, draw.between(23, 28)).date;
    move_review(file, 0, late)
}

/// The second review is held after its three months.
pub(super) fn hold_second_review_late(file: &mut File<'_>, draw: &mut Draw) -> Option<()> {
    let first = file.family.timeline.reviews.first().copied()?;
    move_review(file, 1, add_days(first, draw.between(98, 112)))
}

fn move_review(file: &mut File<'_>, index: usize, to: chrono::NaiveDate) -> Option<()> {
    let timeline = &file.family.timeline;
    let is_listed = timeline.reviews.len() <= 5;
    let is_lately = timeline.started > sub_days(file.family.as_of, 340);
    (is_listed && is_lately && to <= timeline.last).then_some(())?;
    file.set(&format!("/reviews/{index}/date"), json!(to)).then_some(())
}

/// The latest review was not held.
pub(super) fn miss_latest_review(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    let limit = sub_days(file.last(), 186);
    let reviews = &file.family.timeline.reviews;
    let before = reviews.len().checked_sub(2).and_then(|index| reviews.get(index))?;
    (reviews.len() > 2 && *before < limit).then_some(())?;
    file.list("/reviews")?.pop().map(drop)
}
