//! Who stays in the child's life, and that contact serves the child.

use super::{Cause, why};
use crate::rules::{Facts, Fault, Judgement, Nth, at, why as shared};

/// Important people, and how the links last (Dorset §4.3, §5, §6; Leicester, planning ¶4).
pub(super) fn lifelong_links(facts: &Facts<'_>) -> Judgement {
    let links = &facts.case.lifelong_links;
    if links.is_empty() {
        return Fault::absent(Cause::NoLinks {}, at!["lifelong_links"]).into();
    }
    let faults = links.iter().enumerate().filter(|(_, link)| link.kept_up_by.is_missing()).map(
        |(index, _)| {
            let cause = Cause::LinkNotKeptUp { link: Nth(index) };
            Fault::absent(cause, at!["lifelong_links", index])
        },
    );
    Judgement::from_faults(faults.collect())
}

/// Contact is for the child's benefit (Leicester, contact ¶1).
pub(super) fn contact_benefits_child(facts: &Facts<'_>) -> Judgement {
    if facts.arrangements().next().is_none() {
        return Judgement::NotApplicable(why::NO_ARRANGEMENT);
    }
    let faults = facts
        .arrangements()
        .filter(|arrangement| arrangement.detail.benefit_to_child.is_missing())
        .map(|arrangement| {
            let cause = Cause::NoBenefit { who: arrangement.with() };
            Fault::absent(cause, arrangement.pointer().then("benefit_to_child"))
        });
    Judgement::from_faults(faults.collect())
}

/// Ethnic, cultural and religious links are kept alive (Leicester, objectives 9).
pub(super) fn heritage(facts: &Facts<'_>) -> Judgement {
    if facts.plan().is_none() {
        return Judgement::NotApplicable(shared::NO_PLAN);
    }
    if facts.case.child.heritage.how_promoted.is_recorded() {
        return Judgement::MET;
    }
    Fault::absent(Cause::HeritageNotPromoted {}, at!["child", "heritage", "how_promoted"]).into()
}
