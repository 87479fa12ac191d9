//! Who may apply for special guardianship.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Counting, Grounds, Limb, THREE_YEARS, Window};
use crate::case::PermanenceOrder;
use crate::rules::legal::orders::applications;
use crate::rules::{Facts, Judgement, Parameters, within};

/// Each applicant for special guardianship is someone who may apply (Dorset §7.5, limbs 1 to 6
/// and last ¶; Leicester, special guardianship orders ¶1 and limbs 1 to 6, and appendix 1;
/// Children Act 1989, section 14A(2), (3) and (5)).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SpecialGuardianEligible {
    /// The grounds that the strategy gives; those of the Act when missing.
    limbs: Vec<Limb>,
    /// How many days lived with are three years.
    #[schemars(range(min = 1))]
    #[serde(deserialize_with = "within::<1, { u32::MAX }, _>")]
    lived_with_days: u32,
    /// Which of those days count; null for all.
    window: Option<Window>,
}

impl Default for SpecialGuardianEligible {
    fn default() -> Self {
        Self {
            limbs: Limb::SPECIAL_GUARDIANSHIP.to_vec(),
            lived_with_days: THREE_YEARS,
            window: Counting::ACT.window,
        }
    }
}

impl Parameters for SpecialGuardianEligible {
    fn judge(&self, facts: &Facts<'_>) -> Judgement {
        let grounds = Grounds {
            limbs: &self.limbs,
            counting: Counting { days: self.lived_with_days, window: self.window },
            act: &Limb::SPECIAL_GUARDIANSHIP,
            parents_barred: true,
        };
        let mut applied = applications(facts, PermanenceOrder::SpecialGuardianship).peekable();
        if applied.peek().is_none() {
            return Judgement::NotApplicable("special guardianship has not been applied for");
        }
        let faults = applied.flat_map(|application| grounds.faults(facts, &application));
        Judgement::from_faults(faults.collect())
    }
}
