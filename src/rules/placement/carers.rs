//! Who cares for the child: approved, supported, and why it is not a foster home.

use super::text::Since;
use super::{Cause, why};
use crate::case::{Approval, PermanenceOption, Placement, PlacementKind};
use crate::rules::{Facts, Fault, Judgement, at};

/// The home the child is in, when its carers foster the child.
fn foster_home<'a>(facts: &Facts<'a>) -> Option<(usize, &'a Placement, PlacementKind)> {
    use PlacementKind::{FamilyAndFriends, FosterCare, LongTermFosterCare};
    let (index, home) = facts.placement()?;
    let kind = home.kind?;
    matches!(kind, FosterCare | LongTermFosterCare | FamilyAndFriends)
        .then_some((index, home, kind))
}

/// The carers are approved (Leicester, appendix 1).
pub(super) fn carers_approved(facts: &Facts<'_>) -> Judgement {
    let Some((index, home, kind)) = foster_home(facts) else {
        return Judgement::NotApplicable(why::NOT_FOSTERED);
    };
    let approved = home
        .approved_as
        .iter()
        .any(|approval| matches!(approval, Approval::FosterCarer | Approval::TemporarilyApproved));
    if approved {
        return Judgement::MET;
    }
    let since = Since(home.from.by(facts.day));
    let place = at!["placements", index, "approved_as"];
    Fault::absent(Cause::CarersNotApproved { kind, since }, place).into()
}

/// The carers are supported, in a crisis and after it (Leicester, best option and long-term
/// fostering).
pub(super) fn carer_support(facts: &Facts<'_>) -> Judgement {
    let Some((index, home, kind)) = foster_home(facts) else {
        return Judgement::NotApplicable(why::NOT_FOSTERED);
    };
    if home.support.is_recorded() {
        return Judgement::MET;
    }
    let since = Since(home.from.by(facts.day));
    let place = at!["placements", index, "support"];
    Fault::absent(Cause::CarersNotSupported { kind, since }, place).into()
}

/// A children's home only where fostering is not wanted or not possible (Dorset §7.3; Leicester,
/// appendix 1).
///
/// For a child who is in one the placement says why; the option's reasons are asked only while it
/// is no more than an option.
pub(super) fn childrens_home_reason(facts: &Facts<'_>) -> Judgement {
    let placed =
        facts.placement().filter(|(_, home)| home.kind == Some(PlacementKind::ChildrensHome));
    if let Some((index, home)) = placed {
        if home.reason.is_recorded() {
            return Judgement::MET;
        }
        let since = Since(home.from.by(facts.day));
        let place = at!["placements", index, "reason"];
        // The child is there already: this does not wait for the planning day.
        return Fault::wrong(Cause::ChildrensHomeNoReason { since }, place).into();
    }
    let Some(planned) = facts.option(PermanenceOption::ChildrensHome) else {
        return Judgement::NotApplicable(
            "the child is not in a children's home, and none is an option",
        );
    };
    if planned.detail.reasons.is_recorded() {
        return Judgement::MET;
    }
    let place = planned.place.pointer().then("reasons");
    Fault::absent(Cause::ChildrensHomeOptionNoReasons {}, place).into()
}
