//! Who was not asked, told, met or written down.

use serde_json::{Value, json};

use super::file::File;
use crate::calendar::{add_months, age_on};
use crate::sample::council::Council;
use crate::sample::draw::Draw;
use crate::sample::path::Path;

/// A third option without what its strategy wants to know of it.
pub(super) fn add_unexplained_option(file: &mut File<'_>, draw: &mut Draw) -> Option<()> {
    if file.family.council == Council::Leicester {
        return not_say_why_childrens_home(file, draw);
    }
    let option = "family-and-friends";
    if file.child.path.course().ruled_out.contains(&option) {
        return None;
    }
    let target = add_months(file.last(), 6);
    let option = json!({ "option": option, "with": "relative", "target_date": target });
    file.list("/permanence_plan/contingencies")?.push(option);
    Some(())
}

/// Nobody can tell when adoption became the plan.
pub(super) fn forget_when_adoption_was_identified(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    file.child.path.is_adoption().then_some(())?;
    file.drop_first(&["/permanence_plan/primary/identified"]).then_some(())
}

/// The move to adult life is not considered, at an age when it is near.
pub(super) fn leave_adulthood_out(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    (age_on(file.child.born, file.last()) >= 16).then_some(())?;
    file.drop_first(&["/assessment/factors/transition_to_adulthood"]).then_some(())
}

/// The reviewing officer has not heard the child.
pub(super) fn keep_officer_from_child(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    let (reviews, born) = (&file.family.timeline.reviews, file.child.born);
    let second = reviews.get(1).filter(|_| reviews.len() <= 5)?;
    (age_on(born, *second) >= 4).then_some(())?;
    for review in file.list("/reviews")?.iter_mut().take(2) {
        review.as_object_mut()?.insert("participation".to_owned(), json!("attended-no-views"));
    }
    for entry in file.list("/wishes_and_feelings")? {
        entry.as_object_mut()?.insert("gathered_by".to_owned(), json!("social-worker"));
    }
    Some(())
}

/// Return home is neither an option nor ruled out.
pub(super) fn not_rule_out_home(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    not_rule_out(file, "return-home")
}

/// Family and friends are neither an option nor ruled out.
pub(super) fn not_rule_out_family(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    not_rule_out(file, "family-and-friends")
}

fn not_rule_out(file: &mut File<'_>, option: &str) -> Option<()> {
    let ruled_out = file.list("/permanence_plan/ruled_out")?;
    let before = ruled_out.len();
    ruled_out.retain(|entry| entry["option"] != option);
    (ruled_out.len() < before).then_some(())
}

/// The file does not say that the child is an only one.
pub(super) fn not_say_only_child(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    (file.family.children.len() == 1).then_some(())?;
    file.drop_first(&["/no_siblings"]).then_some(())
}

/// Nothing was tried to keep the siblings together.
pub(super) fn try_nothing_for_siblings(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    let apart = |sibling: &&mut Value| sibling["decision"] == "apart";
    let sibling = file.list("/siblings")?.iter_mut().find(apart)?;
    sibling.as_object_mut()?.shift_remove("steps_taken").map(drop)
}

/// Siblings who live apart have no arrangement to stay in touch.
pub(super) fn lose_touch_with_siblings(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    lose_touch(file, |arrangement| {
        arrangement["with"].as_str().is_some_and(|with| with.starts_with("SIB-"))
    })
}

/// The mother is in touch by no arrangement.
pub(super) fn lose_touch_with_mother(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    lose_touch(file, |arrangement| arrangement["with"] == "mother")
}

/// There is no indirect contact with anybody, and no word on why.
pub(super) fn send_no_letters(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    lose_touch(file, |arrangement| {
        arrangement["kind"] == "indirect" && arrangement["with"] != "father"
    })
}

fn lose_touch(file: &mut File<'_>, with: impl Fn(&Value) -> bool) -> Option<()> {
    let kept = file.list("/keeping_in_touch")?;
    let before = kept.len();
    kept.retain(|arrangement| !with(arrangement));
    (kept.len() < before).then_some(())
}

/// Where a sibling is to live was decided without an assessment, when one is to be adopted.
pub(super) fn decide_siblings_unassessed(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    file.child.path.is_adoption().then_some(())?;
    file.drop_first(&["/siblings/0/assessment"]).then_some(())
}

/// One file no longer lists a sibling, or says otherwise than the sibling's.
pub(super) fn disagree_on_siblings(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    let siblings = file.list("/siblings")?;
    if siblings.len() > 1 {
        return siblings.pop().map(drop);
    }
    let sibling = siblings.first_mut()?.as_object_mut()?;
    let other = if sibling.get("decision")? == "together" { "apart" } else { "together" };
    sibling.insert("decision".to_owned(), json!(other)).map(drop)
}

/// The mother is written to, though meeting was assessed as right.
pub(super) fn write_instead_of_meeting(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    file.family.is_reachable().then_some(())?;
    file.set("/keeping_in_touch/0/kind", json!("indirect")).then_some(())
}

/// Parents were not consulted on the latest version of the plan.
pub(super) fn not_consult_parents(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    file.family.timeline.revised?;
    for review in file.list("/reviews")?.iter_mut().skip(2) {
        review.as_object_mut()?.shift_remove("parents_consulted");
    }
    Some(())
}

/// The file does not say why a children's home was chosen.
pub(super) fn not_say_why_childrens_home(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    if file.child.path == Path::ChildrensHome {
        return file.drop_first(&["/placements/-/reason"]).then_some(());
    }
    file.drop_first(&["/permanence_plan/contingencies/1/reasons"]).then_some(())
}

/// The carers may foster, and not yet adopt.
pub(super) fn approve_to_foster_alone(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    let home = file.child.homes.last()?;
    (home.kind == "fostering-for-adoption").then_some(())?;
    file.set("/placements/-/approved_as", json!(["foster-carer"])).then_some(())
}

/// Somebody applied who may not.
pub(super) fn apply_without_standing(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    (file.child.path == Path::ChildArrangements).then_some(())?;
    file.set("/orders/0/applicants/0/relationship", json!("other")).then_some(())
}

/// No plan has been drawn up.
pub(super) fn draw_up_no_plan(file: &mut File<'_>, _: &mut Draw) -> Option<()> {
    file.family.timeline.drawn_up?;
    let started = file.family.timeline.planning_started;
    file.set("/permanence_plan", json!({ "planning_started": started })).then_some(())
}
