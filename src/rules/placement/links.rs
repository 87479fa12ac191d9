//! Whether the child still reaches friends, family and community.

use schemars::JsonSchema;
use serde::Deserialize;

use super::text::Since;
use super::{Cause, why};
use crate::case::{Placement, PlacementKind};
use crate::rules::{Facts, Fault, Judgement, Parameters, at};

/// Access to friends, family and community (Dorset §6 ¶1, §7.3; Leicester, local placement ¶1).
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LocalLinks {
    /// Homes that are asked besides long-term foster care, family and friends and adoptive homes.
    also: Vec<PlacementKind>,
}

impl LocalLinks {
    fn asks(&self, facts: &Facts<'_>, home: &Placement, kind: PlacementKind) -> bool {
        use PlacementKind::{Adoptive, FamilyAndFriends, LongTermFosterCare};
        matches!(kind, LongTermFosterCare | FamilyAndFriends | Adoptive)
            || home.long_term_approved.by(facts.day).is_some()
            || self.also.contains(&kind)
    }
}

impl Parameters for LocalLinks {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let current = facts.placement().and_then(|(index, home)| Some((index, home, home.kind?)));
        let Some((index, home, kind)) = current else {
            return Judgement::NotApplicable(why::NO_HOME);
        };
        if !self.asks(facts, home, kind) {
            return Judgement::NotApplicable("the home is not a long-term one");
        }
        if home.access_to_local_links.is_recorded() {
            return Judgement::MET;
        }
        let since = Since(home.from.by(facts.day));
        let place = at!["placements", index, "access_to_local_links"];
        Fault::absent(Cause::NoLocalLinks { kind, since }, place).into()
    }
}
